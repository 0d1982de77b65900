"""A large plausible folder, streamed to disk, to measure the speed of imports and letters."""

import csv
import datetime as dt
import io
import random
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from tests.independent import words
from tests.independent.folder import COLUMNS
from tests.independent.numbers import NON_ENTRY_REASONS, OTHER_REASONS, POSITIVE_REASONS

LAST_YEAR = 2025
CASEWORKERS_PER_PERSON = 15 / 1300
MEAN_STAY = 480  # days: the 16 to 17 months published
STEPS = (0, 1, 1, 1, 1, 2, 2, 2, 3, 3)  # 1.6 on average
KINDS = ("entretien;45;oui;oui", "entretien;60;oui;oui", "entretien;;non;non", "telephone;15;oui;", "courriel;;;")
PLACES = tuple(place for place in words.PLACES if place[0])
EXIT_REASONS = (*POSITIVE_REASONS, *POSITIVE_REASONS, *POSITIVE_REASONS, *OTHER_REASONS)


def quoted(text: str) -> str:
    """A cell as CSV writes it among others (alone, an empty one would be quoted)."""
    if not text:
        return ""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="").writerow([text])
    return stream.getvalue()


NAMES = tuple(f"{quoted(last)};{quoted(first)}" for last in words.LAST_NAMES for first in words.FIRST_NAMES)
OPERATIONS = tuple(f"{quoted(label)};{group}" for group, labels in words.LABELS.items() for label in labels)


class Writer:
    """Writes people one after the other; days are numbers counted from a year before the first entry."""

    def __init__(self, files: dict[str, TextIO], people: int, years: int, contacts: int, seed: int) -> None:
        origin = dt.date(LAST_YEAR - years, 1, 1)
        self.first = (dt.date(LAST_YEAR - years + 1, 1, 1) - origin).days
        self.today = (dt.date(LAST_YEAR, 12, 31) - origin).days
        self.iso = [(origin + dt.timedelta(n)).isoformat() for n in range(self.today + 800)]
        self.write = {name: stream.write for name, stream in files.items()}
        self.random = random.Random(seed)
        self.caseworkers = max(1, round(people * CASEWORKERS_PER_PERSON))
        self.contacts = contacts
        self.counts = dict.fromkeys(("prescriptions", "parcours", "etapes"), 0)

    def between(self, first: int, last: int) -> int:
        return first + int(self.random.random() * (last - first + 1))

    def pick(self, values: Sequence[str]) -> str:
        return values[int(self.random.random() * len(values))]

    def number(self, name: str) -> int:
        self.counts[name] += 1
        return self.counts[name]

    def recorded(self, fact: int) -> str:
        """One fact in ten is recorded late, by two months at most."""
        if self.random.random() > 0.1:
            return ""
        return self.iso[min(fact + self.between(1, 60), self.today)]

    def caseworker(self) -> str:
        return f"R{self.between(1, self.caseworkers):04}"

    def organisations_and_caseworkers(self) -> None:
        for row in words.ORGANISATIONS:
            self.write["organismes"](";".join(map(quoted, row)) + "\n")
        for number in range(1, self.caseworkers + 1):
            who = f"R{number:04};{self.pick(NAMES)};referent{number}@example.org;{self.pick(('ML', 'COM'))}"
            change = self.between(self.first, self.today)
            self.write["referents"](f"{who};1;{self.iso[0]};{self.iso[change]}\n")
            if number % 10:
                self.write["referents"](f"{who};{self.pick(('1', '0.8', '0.5'))};{self.iso[change + 1]};\n")

    def person(self, number: int) -> None:
        """A participant, their situations, a referral in vain for one in four, one pathway or two."""
        code = f"P{number:07}"
        birth = f"{self.between(1958, 1998)}-{self.between(1, 12):02}-{self.between(1, 28):02}"
        rest = f"{birth};+33 3 80 00 00 00;p{number}@example.org;{number:07}A"
        self.write["participants"](f"{code};{self.pick('FH')};{self.pick(NAMES)};{rest}\n")
        entry = self.between(self.first, self.today)
        self.situation(code, entry - self.between(0, 60))
        if self.random.random() < 0.25:
            self.referral_in_vain(code, entry)
        left = self.exit_after(entry)
        if left is None or left + 200 > self.today or self.random.random() > 0.1:
            self.pathway(code, entry, left, self.contacts)
            return
        half = self.contacts // 2
        self.pathway(code, entry, left, half)
        entry = left + self.between(1, 200)
        self.situation(code, entry)
        self.pathway(code, entry, self.exit_after(entry), self.contacts - half)

    def exit_after(self, entry: int) -> int | None:
        """The exit's day, None when it is still to come."""
        left = entry + 1 + int(self.random.expovariate(1 / MEAN_STAY))
        return left if left <= self.today else None

    def situation(self, person: str, day: int) -> None:
        postcode, commune = PLACES[int(self.random.random() * len(PLACES))]
        rsa, seeker, alone, foreign = (self.pick(("oui", "non")) for _ in range(4))
        place = f"1 rue des Tilleuls;{postcode};{commune};{self.pick(words.DISTRICTS)};{self.pick(words.LEVELS)}"
        self.write["situations"](
            f"{person};{self.iso[day]};{place};{rsa};{seeker};{self.between(0, 60)};non;{alone};;non;{foreign}\n"
        )

    def referral_in_vain(self, person: str, entry: int) -> None:
        date = entry - self.between(100, 200)
        ended = date + self.between(0, 90)
        self.write["prescriptions"](
            f"O{self.number('prescriptions'):07};{person};{self.pick(words.REFERRERS)};{self.iso[date]};non_entree;"
            f"{self.iso[ended]};{self.pick(NON_ENTRY_REASONS)};{self.recorded(ended)}\n"
        )

    def pathway(self, person: str, entry: int, left: int | None, contacts: int) -> None:
        code, referral = f"C{self.number('parcours'):07}", f"O{self.number('prescriptions'):07}"
        date = entry - self.between(0, 90)
        last = left or self.today
        referent = self.caseworker()
        self.write["prescriptions"](
            f"{referral};{person};{self.pick(words.REFERRERS)};{self.iso[date]};entree;{self.iso[entry]};;\n"
        )
        self.write["parcours"](f"{code};{person};{referral};{referent};{self.iso[entry]};{self.recorded(entry)}\n")
        if left:
            reason = self.pick(EXIT_REASONS)
            self.write["sorties"](f"{code};{self.iso[left]};{reason};{self.recorded(left)}\n")
        self.steps(code, entry, last)
        self.interviews(code, referent, entry, last, contacts)
        if self.random.random() < 0.1:
            start = self.between(entry, last)
            self.write["veilles"](f"{code};{self.iso[start]};{self.iso[start + self.between(0, 60)]};santé\n")
        if self.random.random() < 0.1:
            self.write["affectations"](f"{code};{self.caseworker()};{self.iso[self.between(entry, last)]}\n")

    def steps(self, pathway: str, entry: int, last: int) -> None:
        for _ in range(STEPS[int(self.random.random() * len(STEPS))]):
            start = self.between(entry, last)
            end = "" if self.random.random() < 0.1 else self.iso[start + self.between(0, 180)]
            self.write["etapes"](
                f"E{self.number('etapes'):07};{pathway};{self.pick(OPERATIONS)};{self.iso[start]};{end};PRE;"
                f"{self.pick(words.CONTRACTS)};26.25;{self.recorded(start)}\n"
            )

    def interviews(self, pathway: str, referent: str, entry: int, last: int, count: int) -> None:
        span = last - entry + 1
        rng, iso = self.random.random, self.iso
        kinds = len(KINDS)
        self.write["entretiens"](
            "".join(
                f"{pathway};{referent};{iso[entry + int(rng() * span)]};{KINDS[int(rng() * kinds)]}\n"
                for _ in range(count)
            )
        )


def bench_folder(path: Path, people: int, years: int, contacts: int = 20, seed: int = 1) -> None:
    """Write a valid folder of so many people who entered over the years that end in 2025; today is 2025-12-31."""
    path.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files: dict[str, TextIO] = {}
        for name, columns in COLUMNS.items():
            files[name] = stack.enter_context((path / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            files[name].write(";".join(columns) + "\n")
        writer = Writer(files, people, years, contacts, seed)
        writer.organisations_and_caseworkers()
        for number in range(1, people + 1):
            writer.person(number)

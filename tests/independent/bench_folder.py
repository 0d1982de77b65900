"""A large plausible folder, streamed to disk, to measure the speed of imports and letters."""

import csv
import datetime as dt
import io
import random
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import TextIO

from tests.independent import words
from tests.independent.folder import COLUMNS
from tests.independent.numbers import NON_ENTRY_REASONS, OTHER_REASONS, POSITIVE_REASONS

LAST_YEAR = 2025
POSTS_PER_ENTRY = 15 / 1300  # référents in post at any one time, for the people who enter in a year
TENURE = (365, 7 * 365)  # days that a référent stays: four years on average
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


LAST_NAMES = (*map(quoted, words.LAST_NAMES), *map("".join, product(*words.LAST_SYLLABLES)))
FIRST_NAMES = (*map(quoted, words.FIRST_NAMES), *map("".join, product(*words.FIRST_SYLLABLES)))
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
        self.posts: list[list[tuple[int, str]]] = [[] for _ in range(max(1, round(people / years * POSTS_PER_ENTRY)))]
        self.contacts = contacts
        self.counts = dict.fromkeys(("referents", "prescriptions", "parcours", "etapes"), 0)

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

    def name(self) -> str:
        """A last and a first name. One person in 64 bears the commonest last name, one in 8,000 the rarest."""
        last, first = self.random.random() ** 2, self.random.random() ** 2
        return f"{LAST_NAMES[int(last * len(LAST_NAMES))]};{FIRST_NAMES[int(first * len(FIRST_NAMES))]}"

    def organisations_and_caseworkers(self) -> None:
        """Each post is held by one référent after another, as long as the folder lasts."""
        for row in words.ORGANISATIONS:
            self.write["organismes"](";".join(map(quoted, row)) + "\n")
        for post in self.posts:
            start = 0
            while start <= self.today:
                end = start + self.between(*TENURE)
                post.append((start, self.caseworker(start, end)))
                start = end + 1

    def caseworker(self, start: int, end: int) -> str:
        """A référent who comes, changes their share of full time, and leaves unless the end is still to come."""
        code = f"R{self.number('referents'):04}"
        who = f"{code};{self.name()};{code.lower()}@example.org;{self.pick(('ML', 'COM'))}"
        change = self.between(start, min(end, self.today) - 1)
        left = self.iso[end] if end <= self.today else ""
        self.write["referents"](f"{who};1;{self.iso[start]};{self.iso[change]}\n")
        self.write["referents"](f"{who};{self.pick(('1', '0.8', '0.5'))};{self.iso[change + 1]};{left}\n")
        return code

    def followed(self, first: int, last: int) -> list[tuple[int, str]]:
        """Who holds a post between two days, and since which of them: who leaves hands over their people."""
        post = self.posts[int(self.random.random() * len(self.posts))]
        before = [code for start, code in post if start <= first]
        return [(first, before[-1]), *((start, code) for start, code in post if first < start <= last)]

    def person(self, number: int) -> None:
        """A participant, their situations, a referral in vain for one in four, one pathway or two."""
        code = f"P{number:07}"
        birth = f"{self.between(1958, 1998)}-{self.between(1, 12):02}-{self.between(1, 28):02}"
        rest = f"{birth};+33 3 80 00 00 00;p{number}@example.org;{number:07}A"
        self.write["participants"](f"{code};{self.pick('FH')};{self.name()};{rest}\n")
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
        (_, referent), *following = self.caseworkers(entry, last)
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
        for start, other in following:
            self.write["affectations"](f"{code};{other};{self.iso[start]}\n")

    def caseworkers(self, entry: int, last: int) -> list[tuple[int, str]]:
        """Who accompanies a pathway, and since when; one in ten is taken over by another post."""
        held = self.followed(entry, last)
        if self.random.random() > 0.1:
            return held
        moved = self.between(entry + 1, last)
        return [each for each in held if each[0] < moved] + (self.followed(moved, last) if moved <= last else [])

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

"""Builds a valid folder, nasty on purpose, from the choices of a `Source`."""

import datetime as dt
import random

from tests.independent import dress, words
from tests.independent.folder import Folder, Row
from tests.independent.numbers import NON_ENTRY_REASONS, OTHER_REASONS, POSITIVE_REASONS
from tests.independent.source import ONE_DAY, Source

Day = dt.date


def days(count: int) -> dt.timedelta:
    return dt.timedelta(count)


class Builder:
    """A folder in the making. Entries, exits and referrals fall within [start, end], steps' ends may come later."""

    def __init__(self, source: Source, start: Day, end: Day, today: Day, contacts: int) -> None:
        self.source, self.start, self.end, self.today, self.contacts = source, start, end, today, contacts
        self.folder = Folder()
        self.words = random.Random(0)
        self.caseworkers: list[str] = []

    def recorded(self, fact: Day) -> str:
        """A `saisie_le`: mostly empty, else from the fact's day on, never after today."""
        if fact > self.today or not self.source.chance(0.4):
            return ""
        delay = self.source.choice((10, 0, 60, 400))
        return self.source.day(fact, min(self.today, fact + days(delay))).isoformat()

    def code(self, name: str, letter: str) -> str:
        return f"{letter}{len(self.folder[name]) + 1:04}"

    # Organisations and référents

    def add_organisations(self) -> None:
        for code, name, roles, parent, category in words.ORGANISATIONS:
            self.folder.add("organismes", code=code, nom=name, roles=roles, parent=parent, categorie=category)

    def add_caseworker(self) -> None:
        """A référent with one to three periods of constant FTE, which may leave a gap and may end."""
        number = len(self.caseworkers) + 1
        identity = {
            "code": f"R{number:02}",
            "nom": self.words.choice(words.LAST_NAMES),
            "prenom": self.words.choice(words.FIRST_NAMES),
            "email": self.words.choice((f"referent{number}@example.org", "")),
        }
        self.caseworkers.append(identity["code"])
        first = self.start - days(200)
        for _ in range(self.source.integer(1, 3)):
            begin = self.source.day(first, self.end)
            last = self.source.day(begin, self.end + days(100)) if self.source.chance(0.6) else None
            period = {"etp": self.source.choice(words.FTES), "debut": begin.isoformat()}
            fin = last.isoformat() if last else ""
            self.folder.add("referents", **identity, **period, fin=fin, organisme=self.words.choice(words.HOSTS))
            if last is None or last >= self.end:
                break
            first = last + ONE_DAY

    def caseworker(self) -> str:
        return self.source.choice(self.caseworkers)

    # People and referrals

    def add_person(self) -> None:
        number = len(self.folder["participants"]) + 1
        person = f"P{number:04}"
        self.folder.add("participants", code=person, **dress.participant(self.words, number, self.start))
        latest = min(400, (self.today - self.start).days)
        for day in sorted({self.words.randint(-400, latest) for _ in range(self.words.randint(0, 3))}):
            date = (self.start + days(day)).isoformat()
            self.folder.add("situations", participant=person, date=date, **dress.situation(self.words))
        free_from: Day | None = self.start
        for _ in range(self.source.integer(1, 4)):
            outcome = self.source.choice(("entree", "entree", "entree", "non_entree", "en_attente"))
            if outcome != "entree":
                self.add_referral_without_entry(person, outcome)
            elif free_from and free_from <= self.end:
                free_from = self.add_pathway(person, free_from)

    def referrer(self) -> str:
        return self.source.choice((*words.REFERRERS, ""))

    def add_referral_without_entry(self, person: str, outcome: str) -> None:
        date = self.source.day(self.start, self.end)
        code = self.code("prescriptions", "O")
        row = self.folder.add("prescriptions", code=code, participant=person, issue=outcome)
        row.update(organisme=self.referrer(), date=date.isoformat(), saisie_le=self.recorded(date))
        if outcome == "non_entree":
            ended = self.source.day(date, max(date, min(self.end, date + days(self.source.choice((0, 40, 120))))))
            reason = self.source.choice(NON_ENTRY_REASONS)
            row.update(date_issue=ended.isoformat(), motif=reason, saisie_le=self.recorded(ended))

    def add_entered_referral(self, person: str, entry: Day) -> str:
        """The referral's code; it may be recorded after the pathway that came of it."""
        date = self.source.day(entry - days(self.source.choice((1, 0, 45, 200))), entry)
        code = self.code("prescriptions", "O")
        row = self.folder.add("prescriptions", code=code, participant=person, issue="entree")
        row.update(organisme=self.referrer(), date=date.isoformat(), date_issue=entry.isoformat())
        row.update(saisie_le=self.recorded(date))
        return code

    # Pathways

    def add_pathway(self, person: str, free_from: Day) -> Day | None:
        """A pathway with all it holds. Gives the first day on which another may start, None while it is open."""
        the_day_after = free_from > self.start and self.source.chance(0.3)
        entry = free_from if the_day_after else self.source.day(free_from, self.end)
        referral = "" if self.source.chance(0.15) else self.add_entered_referral(person, entry)
        code = self.code("parcours", "C")
        referent = self.source.choice((*self.caseworkers, ""))
        row = self.folder.add("parcours", code=code, participant=person, prescription=referral, referent=referent)
        row.update(entree=entry.isoformat(), saisie_le=self.recorded(entry))
        left = self.add_exit(code, entry) if self.source.chance(0.6) else None
        last = left or self.end
        for _ in range(self.source.integer(0, 3)):
            self.add_step(code, entry, last)
        self.add_suspensions(code, entry, last)
        self.add_assignments(code, entry, last)
        self.add_interviews(code, entry, last)
        return left + ONE_DAY if left else None

    def add_exit(self, pathway: str, entry: Day) -> Day:
        longest = self.source.choice((30, 0, 200, 900))
        left = self.source.day(entry, min(self.end, entry + days(longest)))
        reason = self.source.choice((*POSITIVE_REASONS, *POSITIVE_REASONS, *OTHER_REASONS))
        self.folder.add("sorties", parcours=pathway, date=left.isoformat(), motif=reason, saisie_le=self.recorded(left))
        return left

    def add_step(self, pathway: str, entry: Day, last: Day) -> None:
        """Starts within the pathway; may have no end, and may outlive the pathway."""
        start = self.source.day(entry, last)
        latest = last if self.source.chance(0.3) else start + days(self.source.choice((20, 0, 300)))
        end = self.source.day(start, latest) if self.source.chance(0.7) else None
        group = self.source.choice(tuple(words.LABELS))
        row = self.folder.add("etapes", code=self.code("etapes", "E"), parcours=pathway, **dress.step(self.words))
        row.update(operation=self.source.choice(words.LABELS[group]), classification=group, debut=start.isoformat())
        row.update(fin=end.isoformat() if end else "", saisie_le=self.recorded(start))

    def add_suspensions(self, pathway: str, entry: Day, last: Day) -> None:
        """Sometimes consecutive, sometimes overlapping, sometimes without an end."""
        starts: set[Day] = set()
        following: Day | None = None
        for _ in range(self.source.choice((0, 0, 0, 1, 2, 3))):
            consecutive = following and following <= last and self.source.chance(0.5)
            start = following if following and consecutive else self.source.day(entry, last)
            end = self.source.day(start, start + days(70)) if self.source.chance(0.8) else None
            following = end + ONE_DAY if end else None
            if start not in starts:
                starts.add(start)
                row = self.folder.add("veilles", parcours=pathway, motif=self.words.choice(words.SUSPENSION_REASONS))
                row.update(debut=start.isoformat(), fin=end.isoformat() if end else "")

    def add_assignments(self, pathway: str, entry: Day, last: Day) -> None:
        changes = {self.source.day(entry, last) for _ in range(self.source.choice((0, 0, 1, 2)))}
        for day in sorted(changes):
            self.folder.add("affectations", parcours=pathway, referent=self.caseworker(), debut=day.isoformat())

    def add_interviews(self, pathway: str, entry: Day, last: Day) -> None:
        """No figure of the letter reads them; one line in five comes twice."""
        for _ in range(self.words.randint(0, self.contacts)):
            date = entry + days(self.words.randint(0, (last - entry).days))
            row: Row = {"parcours": pathway, "date": date.isoformat(), **dress.interview(self.words)}
            row["referent"] = self.words.choice((*self.caseworkers, ""))
            for _ in range(self.words.choice((1, 1, 1, 1, 2))):
                self.folder.add("entretiens", **row)


def build(source: Source, people: int, caseworkers: int, start: Day, end: Day, today: Day, contacts: int) -> Folder:
    """A folder of so many people and référents."""
    builder = Builder(source, start, end, today, contacts)
    builder.add_organisations()
    for _ in range(caseworkers):
        builder.add_caseworker()
    for _ in range(people):
        builder.add_person()
    return builder.folder

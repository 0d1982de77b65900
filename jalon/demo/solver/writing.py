"""The folder itself: eleven files of the exchange format."""

import csv
import datetime as dt
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from jalon.demo.solver.contacts import contacts
from jalon.demo.solver.model import Course, Person, Referral
from jalon.demo.solver.tables import DATA, rows

Line = Sequence[object]
HEADINGS = {
    "participants": "code sexe nom prenom naissance telephone email identifiant_ft",
    "situations": "participant date adresse code_postal code_insee quartier niveau rsa demandeur_emploi"
    " mois_sans_emploi handicap parent_isole sous_main_de_justice sans_logement hors_ue",
    "prescriptions": "code participant organisme date issue date_issue motif saisie_le",
    "parcours": "code participant prescription referent entree saisie_le",
    "affectations": "parcours referent debut",
    "etapes": "code parcours operation classification debut fin organisme contrat heures_hebdo saisie_le",
    "veilles": "parcours debut fin motif",
    "entretiens": "parcours referent date type duree_minutes present signe",
    "sorties": "parcours date motif saisie_le",
}
POSTCODES = {row["code"]: row["postcode"] for row in rows("partners/communes.csv")}
STREETS = ("rue des Mésanges", "rue du Grand Cèdre", "allée des Tilleuls", "impasse du Quartz", "avenue des Érables")


def write(folder: Path, files: dict[str, Iterable[Line]]) -> None:
    """Write every file; the partners and their référents are copied as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("organismes.csv", "referents.csv"):
        shutil.copyfile(DATA / "partners" / name, folder / name)
    for name, heading in HEADINGS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\n")
            writer.writerow(heading.split())
            writer.writerows(files[name])


def person_line(person: Person, number: int) -> Line:
    """A line of `participants.csv`: a number that no telephone answers, an address that no mail reaches."""
    name = f"{person.first_name}.{person.last_name}.{number}".lower()
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if each.isascii())
    code = f"21{number:05}{'ABCDEFGHJKLMNPQRSTUVWXYZ'[number % 24]}"
    return (
        *(person.code, person.sex, person.last_name, person.first_name, person.birth),
        *(f"+33 0 00 00 {number // 100:02} {number % 100:02}", f"{plain}@example.org", code),
    )


def situation_line(random: Random, person: Person, day: dt.date) -> Line:
    """A line of `situations.csv`: what the report counts, and the rest drawn."""
    commune, district = person.place
    months = random.randint(13, 60)
    drawn = [_yes(random, chance) for chance in (0.12, 0.22 if person.sex == "F" else 0.05, 0.04, 0.05)]
    abroad = _yes(random, 0.6 if person.level == "etranger" else 0.05)
    job_seeker = _yes(random, 0.9)
    place = (_address(random), POSTCODES[commune], commune, district)
    return (person.code, day, *place, person.level, person.rsa, job_seeker, months, *drawn, abroad)


def moved(random: Random, line: Line, day: dt.date) -> Line:
    """The same situation at another address of the same district."""
    person, _, _, *rest = line
    return person, day, _address(random), *rest


def _address(random: Random) -> str:
    return f"{random.randint(1, 99)} {random.choice(STREETS)}"


def _yes(random: Random, chance: float) -> str:
    return "oui" if random.random() < chance else "non"


def referral_line(code: str, person: Person, organisation: str, referral: Referral) -> Line:
    """A line of `prescriptions.csv`, recorded on time."""
    ended = referral.outcome_date or ""
    return code, person.code, organisation, referral.date, referral.outcome, ended, referral.reason, ""


def pathway_line(course: Course, referral: str) -> Line:
    """A line of `parcours.csv`."""
    person = course.person.code if course.person else ""
    return course.code, person, referral, course.caseworker, course.entry, course.recorded or ""


def step_lines(courses: Iterable[Course]) -> Iterable[Line]:
    """The lines of `etapes.csv`."""
    every = ((course, step) for course in courses for step in course.steps)
    for number, (course, step) in enumerate(every, 1):
        dates = (step.start, step.end or "")
        job = (step.organisation, step.contract, step.weekly_hours)
        yield f"E-{number:05}", course.code, step.label, step.classification, *dates, *job, ""


def contact_lines(random: Random, course: Course, changes: dict[str, tuple[str, dt.date]]) -> Iterable[Line]:
    """The lines of `entretiens.csv` of a course, each by its référent of the day."""
    after, since = changes.get(course.code, ("", dt.date.max))
    for contact in contacts(random, course):
        words = ["oui" if answer else "non" for answer in (contact.present, contact.signed)]
        referent = after if contact.date >= since else course.caseworker
        yield course.code, referent, contact.date, contact.kind, contact.minutes, *words


def exit_lines(courses: Iterable[Course]) -> Iterable[Line]:
    """The lines of `sorties.csv`."""
    for course in courses:
        if course.exit:
            yield course.code, course.exit, course.reason, course.exit_recorded or ""

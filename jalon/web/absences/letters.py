"""The papers that absences lead to: words proposed, that the référent may change, then a PDF kept in the file."""

import datetime as dt
from pathlib import Path
from typing import Any

from jalon.accounts.models import Caseworker
from jalon.core import typesetting
from jalon.core.french import NO_BREAK, long_day
from jalon.pathways.absences import DAYS_TO_REPLY, WRITTEN
from jalon.pathways.enums import AbsenceStage
from jalon.people.models import Participant
from jalon.reports.papers import paper

TEMPLATE = Path(__file__).with_name("letter.typ")
TITLES = {
    AbsenceStage.CALL: "Appel après une absence",
    AbsenceStage.CONVOCATION: "Convocation à un rendez-vous",
    AbsenceStage.WARNING: f"Votre accompagnement{NO_BREAK}: avertissement",
    AbsenceStage.REPLY: "Réponse de la personne",
    AbsenceStage.DECISION: "Décision sur votre accompagnement",
}
LETTERS = (*WRITTEN, AbsenceStage.DECISION)
"""Addressed to the person; the other papers are notes of the file."""
DECIDED = {
    True: "Votre accompagnement continue.",
    False: "Nous mettons fin à votre accompagnement. Si vous n’êtes pas d’accord, ou si quelque chose a changé, "
    "dites-le : nous reprendrons votre situation avec vous.",
}


def proposed(stage: AbsenceStage, missed: list[dt.date], caseworker: Caseworker | None, today: dt.date) -> str:
    """The words of a letter, in plain French; "" for a stage that is none."""
    days, held = _days(missed), "Ces rendez-vous n’ont" if len(missed) != 1 else "Ce rendez-vous n’a"
    end = long_day(today + dt.timedelta(DAYS_TO_REPLY))
    who = str(caseworker) if caseworker else "votre référent"
    said = {
        AbsenceStage.CONVOCATION: f"Nous vous attendions {days}. {held} pas eu lieu.\n\n"
        f"Vous avez peut-être eu un empêchement. Appelez {who} pour fixer un nouveau rendez-vous avant le {end}.\n\n"
        "Si quelque chose rend votre venue difficile, dites-le : nous chercherons une solution ensemble.",
        AbsenceStage.WARNING: f"Nous vous attendions {days}. {held} pas eu lieu, et nous sommes sans nouvelles "
        "de vous.\n\n"
        f"Votre accompagnement repose sur des rendez-vous réguliers. Vous pouvez nous expliquer votre situation, par "
        f"écrit, par téléphone ou en venant, jusqu’au {end}. La personne de votre choix peut vous "
        "accompagner.\n\nSans réponse de votre part, une décision sera prise sur la suite de votre accompagnement.",
        AbsenceStage.DECISION: f"Nous vous attendions {days}. {held} pas eu lieu. Nous vous avions écrit, et vous "
        "pouviez nous expliquer votre situation.",
    }
    return said.get(stage, "")


def _days(missed: list[dt.date]) -> str:
    told = [f"le {long_day(day)}" for day in missed[-3:]]
    if not told:
        return "à nos derniers rendez-vous"
    return " et ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]


def letter_pdf(
    stage: AbsenceStage,
    participant: Participant,
    words: str,
    caseworker: Caseworker | None,
    day: dt.date,
    goes_on: bool | None = None,
) -> bytes:
    """One page: a letter, or a note of the file. About 0.1 s."""
    if goes_on is not None:
        words = f"{words}\n{DECIDED[goes_on]}"
    return typesetting.compile(TEMPLATE, data(stage, participant, words, caseworker, day), day)


def data(
    stage: AbsenceStage, participant: Participant, words: str, caseworker: Caseworker | None, day: dt.date
) -> dict[str, Any]:
    """What the template prints."""
    written = stage in LETTERS
    about = f"Dossier de {participant} ({participant.code})."
    reach = (
        f"Pour joindre {caseworker}{NO_BREAK}: {caseworker.email}"
        if written and caseworker and caseworker.email
        else ""
    )
    return paper(title=TITLES[stage], kicker="courrier" if written else "note au dossier", day=day) | {
        "addressee": _address(participant, day) if written else [],
        "greeting": "Madame, Monsieur," if written else about,
        "dated": f"Le {long_day(day)}",
        "paragraphs": [each for each in words.split("\n") if each.strip()],
        "reach": reach,
        "signed": str(caseworker or ""),
    }


def _address(person: Participant, day: dt.date) -> list[str]:
    situation = person.situations.filter(date__lte=day).select_related("commune").order_by("-date").first()
    town = " ".join(filter(None, [situation.postcode, str(situation.commune or "")])) if situation else ""
    return [line for line in (str(person), situation.address if situation else "", town) if line]

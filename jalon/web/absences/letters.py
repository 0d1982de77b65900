"""The letters that absences lead to: words proposed, that the référent may change, then a PDF kept in the file."""

import datetime as dt
from pathlib import Path
from typing import Any

from jalon.accounts.models import Caseworker
from jalon.core import typesetting
from jalon.core.french import NO_BREAK, long_day
from jalon.pathways.absences import DAYS_TO_REPLY
from jalon.pathways.enums import AbsenceStage
from jalon.people.models import Participant
from jalon.reports.papers import paper

TEMPLATE = Path(__file__).with_name("letter.typ")
TITLES = {
    AbsenceStage.CONVOCATION: "Convocation à un rendez-vous",
    AbsenceStage.WARNING: "Votre accompagnement : avertissement",
    AbsenceStage.DECISION: "Décision sur votre accompagnement",
}


def proposed(stage: AbsenceStage, missed: list[dt.date], caseworker: Caseworker | None, today: dt.date) -> str:
    """The words of a letter, in plain French; "" for a stage that is none."""
    days = _days(missed)
    end = long_day(today + dt.timedelta(DAYS_TO_REPLY))
    who = str(caseworker) if caseworker else "votre référent"
    said = {
        AbsenceStage.CONVOCATION: f"Nous vous attendions {days}, et vous n’êtes pas venu(e).\n\n"
        f"Vous avez peut-être eu un empêchement. Appelez {who} pour fixer un nouveau rendez-vous avant le {end}.\n\n"
        "Si quelque chose rend votre venue difficile, dites-le : nous chercherons une solution ensemble.",
        AbsenceStage.WARNING: f"Vous n’êtes pas venu(e) {days}, et nous n’avons pas réussi à vous joindre.\n\n"
        f"Votre accompagnement repose sur des rendez-vous réguliers. Vous pouvez nous expliquer votre situation, par "
        f"écrit, par téléphone ou en venant, jusqu’au {end}. Vous pouvez être accompagné(e) de la personne de votre "
        "choix.\n\nSans réponse de votre part, une décision sera prise sur la suite de votre accompagnement.",
    }
    return said.get(stage, "")


def _days(missed: list[dt.date]) -> str:
    told = [f"le {long_day(day)}" for day in missed[-3:]]
    if not told:
        return "à nos derniers rendez-vous"
    return " et ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]


def letter_pdf(
    stage: AbsenceStage, participant: Participant, words: str, caseworker: Caseworker | None, day: dt.date
) -> bytes:
    """One page. About 0.1 s."""
    return typesetting.compile(TEMPLATE, data(stage, participant, words, caseworker, day), day)


def data(
    stage: AbsenceStage, participant: Participant, words: str, caseworker: Caseworker | None, day: dt.date
) -> dict[str, Any]:
    """What the template prints."""
    reach = f"Pour joindre {caseworker}{NO_BREAK}: {caseworker.email}" if caseworker and caseworker.email else ""
    return paper(title=TITLES[stage], kicker="courrier", day=day) | {
        "addressee": _address(participant, day),
        "dated": f"Le {long_day(day)}",
        "paragraphs": [each for each in words.split("\n") if each.strip()],
        "reach": reach,
        "signed": str(caseworker or ""),
    }


def _address(person: Participant, day: dt.date) -> list[str]:
    situation = person.situations.filter(date__lte=day).select_related("commune").order_by("-date").first()
    town = " ".join(filter(None, [situation.postcode, str(situation.commune or "")])) if situation else ""
    return [line for line in (str(person), situation.address if situation else "", town) if line]

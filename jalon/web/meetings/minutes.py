"""The sheet of a meeting on paper; once it is closed, its minutes."""

import datetime as dt
from pathlib import Path
from typing import Any

from jalon.core import typesetting
from jalon.core.french import NO_BREAK, day, long_day
from jalon.pathways.models import CaseMeeting
from jalon.reports.papers import paper
from jalon.web.meetings.sheet import Line

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(meeting: CaseMeeting, lines: list[Line], today: dt.date) -> bytes:
    """A line a person. About 0.1 s."""
    title = f"{'Relevé' if meeting.closed_at else 'Feuille'} de la réunion de situation"
    said: dict[str, Any] = {
        "subject": f"{meeting.caseworker}, {long_day(meeting.date)}",
        "rows": [_row(line) for line in lines],
        "heads": ["Personne", "À l’ordre du jour", "Dernière décision", "Décision, qui, pour quand"],
        "empty": "Personne n’est à l’ordre du jour.",
    }
    return typesetting.compile(TEMPLATE, paper(title=title, kicker="usage interne", day=today) | said, today)


def _row(line: Line) -> list[str]:
    before, now = line.before, line.decision
    last = f"{before.words}{_fate(before.done_on)}" if before and before.words else ""
    told = (
        ", ".join(filter(None, [now.words, str(now.owner or ""), day(now.due_on) if now.due_on else ""])) if now else ""
    )
    months = f"mois{NO_BREAK}{line.month}"
    return [f"{line.person}, {months}", " ; ".join(each.said for each in line.reasons), last, told]


def _fate(done: dt.date | None) -> str:
    return f" (fait le {day(done)})" if done else " (pas encore fait)"

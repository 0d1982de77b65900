"""What is printed for the person: a review, and their pathway in plain French. Tagged PDFs, with Europe's mention."""

import datetime as dt
import struct
from pathlib import Path
from typing import Any

from django.utils import timezone

from jalon.core import typesetting
from jalon.core.drawings import framed
from jalon.core.french import NO_BREAK, day, long_day, of
from jalon.documents.models import Signature
from jalon.documents.reading import content_of
from jalon.pathways.enums import GoalOutcome
from jalon.pathways.models import Goal
from jalon.reports.papers import paper
from jalon.web.guidance.plain import Takeaway
from jalon.web.guidance.reviewed import Reviewed
from jalon.web.participants.obstacles import WORDS, Obstacles

TEMPLATE = Path(__file__).with_name("paper.typ")
PNG_SIZE = slice(16, 24)
"""Where a PNG says its width and height (RFC 2083, 4.1.1)."""
Section = dict[str, Any]


def review_pdf(reviewed: Reviewed, today: dt.date) -> bytes:
    """A review as it was held, with room to sign what is not signed yet. About 0.1 s."""
    review = reviewed.review
    person = review.pathway.participant
    title = f"Bilan des {review.month}{NO_BREAK}mois {of(str(person))}"
    held = f"Tenu le {long_day(review.held_on)}" + (f" avec {review.caseworker}." if review.caseworker else ".")
    sections = [_section("", [held])]
    sections += [_section(name, [], text=text) for name, text in reviewed.words]
    sections.append(_section("Objectifs revus", [_settled(goal) for goal in reviewed.settled]))
    sections.append(_section("Nouveaux objectifs", [_set(goal) for goal in reviewed.new_goals]))
    if reviewed.obstacles:
        found = reviewed.obstacles
        sections.append(_section("Ce qui gêne le retour à l’emploi", [found.finding], table=_table(found)))
    said = {"sections": _kept(sections), "size": 10.5, "signatures": [_signed(*each) for each in reviewed.signatures]}
    return _compiled(title, "point d’étape", today, said)


def summary_pdf(takeaway: Takeaway, today: dt.date) -> bytes:
    """The pathway of a person, to take away, in large type. About 0.1 s."""
    title = takeaway.title
    sections = [
        _section("Où j’en suis", [" ".join(takeaway.where)]),
        _section("En ce moment", takeaway.now),
        _section("Mon prochain rendez-vous", [takeaway.next]),
        _section("Mes objectifs", takeaway.goals),
        _section("Ce que j’ai réussi", takeaway.reached),
        _section("Ce que j’ai fait", takeaway.done),
        _section("Qui me suit", takeaway.who),
    ]
    return _compiled(
        title, "synthèse remise à la personne", today, {"sections": _kept(sections), "size": 12, "signatures": []}
    )


def _compiled(title: str, kicker: str, today: dt.date, said: dict[str, Any]) -> bytes:
    return typesetting.compile(TEMPLATE, {**paper(title=title, kicker=kicker, day=today), **said}, today)


def _section(title: str, lines: list[str], *, text: str = "", table: Any = None) -> Section:
    return {"title": title, "lines": lines, "text": text, "table": table}


def _kept(sections: list[Section]) -> list[Section]:
    """Those that say something."""
    return [each for each in sections if each["lines"] or each["text"] or each["table"]]


def _settled(goal: Goal) -> str:
    why = f"{NO_BREAK}: {goal.why}" if goal.why and goal.outcome != GoalOutcome.REACHED else ""
    return f"{goal} ({goal.get_outcome_display()}){why}"


def _set(goal: Goal) -> str:
    return f"{goal}, pour le {day(goal.due_on)}" if goal.due_on else f"{goal}, {goal.get_term_display()}"


def _table(found: Obstacles) -> dict[str, Any]:
    """In words: then, when there are two ratings, and now."""
    dates = [found.first.date, found.last.date] if found.compared else [found.last.date]
    rows = [[line.label, *map(_level, [line.before, line.after][-len(dates) :])] for line in found.lines]
    return {"heads": [day(date) for date in dates], "rows": rows}


def _level(level: int | None) -> str:
    return "" if level is None else WORDS[level]


def _signed(name: str, _: str, signature: Signature | None) -> dict[str, Any]:
    if signature is None:
        return {"name": name, "when": "", "image": None}
    when = f"{signature.get_method_display()}, le {day(timezone.localtime(signature.signed_at).date())}"
    return {"name": name, "when": when, "image": _drawing(signature)}


def _drawing(signature: Signature) -> str | None:
    """What was drawn; a sheet scanned back stays in the file."""
    image = signature.image
    if image.media_type != "image/png":
        return None
    content = content_of(image)
    width, height = struct.unpack(">II", content[PNG_SIZE])
    return framed(content, image.media_type, width, height)

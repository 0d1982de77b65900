"""An inbox as a page prints it: what matters most, the rest by urgency behind a count, what was put off."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import QueryDict

from jalon.alerts.compose import Alert
from jalon.alerts.enums import Family, family_of
from jalon.alerts.ranking import FIRST, Line, Urgency, families, lines
from jalon.core import french
from jalon.core.days import day_written
from jalon.pathways.rules import month_number
from jalon.people.models import Participant
from jalon.web.acts import ActLink, act_for
from jalon.web.week.days import next_week

FAMILY = "famille"
"""The parameter that keeps one family."""
REASONS = 1
"""Further reasons that are written; the others are a number."""
ICONS = {Urgency.LATE: ("late", "triangle-alert"), Urgency.THIS_WEEK: ("soon", "clock"), Urgency.COMING: ("", "")}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the inbox. `where`: of the pathway; `comes`: the hour at which the person is expected today."""

    line: Line
    where: str
    why: str
    details: str
    act: ActLink
    url: str
    once: UUID

    @property
    def person(self) -> str:
        """Their name."""
        return str(self.line.person)

    @property
    def code(self) -> str:
        """Of their file."""
        return self.line.person.code

    @property
    def key(self) -> str:
        """What tells this line from the others in the page."""
        return f"reporter-{self.line.person.pk}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The reasons one may put off, with what tells them."""
        return [(choice(alert), alert.due.why) for alert in self.line.alerts]

    @property
    def put_off(self) -> str:
        """The address of the page that puts off, with its reasons."""
        return urlencode([("alerte", choice(alert)) for alert in self.line.alerts])


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of the same urgency."""

    urgency: Urgency
    rows: list[Row]

    @property
    def style(self) -> str:
        """Its colour."""
        return ICONS[self.urgency][0]

    @property
    def icon(self) -> str:
        """Its drawing; "" for none."""
        return ICONS[self.urgency][1]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: its words, how many people, its address, whether it is the one in force."""

    label: str
    number: int
    url: str
    on: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """`first`: what matters most; `groups`: the rest; `later`: what was put off, with the day it comes back.

    `proposed`: the day to which one puts off, unless one writes another.
    """

    first: list[Row]
    groups: list[Group]
    chips: list[Chip]
    number: int
    later: list[Alert]
    proposed: str

    @property
    def filtered(self) -> bool:
        """Whether one family alone is shown."""
        return not self.chips[0].on

    @property
    def all_url(self) -> str:
        """Without the filter."""
        return self.chips[0].url

    @property
    def rest(self) -> int:
        """How many lines are behind the count."""
        return sum(len(group.rows) for group in self.groups)


def inbox(
    found: Sequence[Alert],
    day: dt.date,
    week_end: dt.date,
    asked: QueryDict,
    *,
    expected: Mapping[int, dt.time] | None = None,
    origin: str = "",
    relays: Mapping[int, str] | None = None,
) -> Inbox:
    """`found`: all that stands; `asked`: the filter of the address; `origin`: where acts come back to ("" the file).

    `relays`: words for the people of the référents one stands in for.
    """
    shown = [alert for alert in found if alert.shown and alert.put_off is None]
    family = asked.get(FAMILY, "")
    kept = [alert for alert in shown if family not in Family.values or family_of(alert.kind) == family]
    comes = expected or {}
    rows = [row(line, day, comes, origin, relays) for line in lines(kept, day, week_end, comes)]
    first, rest = rows[:FIRST], rows[FIRST:]
    groups = [Group(each, [row for row in rest if row.line.urgency == each]) for each in Urgency]
    later = sorted((alert for alert in found if alert.shown and alert.put_off), key=_comes_back)
    return Inbox(
        first,
        [group for group in groups if group.rows],
        _chips(shown, family, asked),
        len(rows),
        later,
        day_written(next_week(day)),
    )


def row(
    line: Line, day: dt.date, comes: Mapping[int, dt.time], origin: str, relays: Mapping[int, str] | None = None
) -> Row:
    """A person's line, its words and its act."""
    first, act = line.first, act_for(line.first.kind)
    relay = (relays or {}).get(first.caseworker or 0, "")
    return Row(
        line=line,
        where=", ".join(filter(None, [where(first, day), relay])),
        why=first.due.why,
        details=_details(line, comes.get(line.person.pk)),
        act=act,
        url=act.url(line.person.code, origin),
        once=uuid4(),
    )


def where(alert: Alert, day: dt.date) -> str:
    """« mois 22 », « sortie », « prescription »: where the person is."""
    if alert.entry is None:
        return "prescription"
    if alert.left:
        return f"sorti{_e(alert.person.sex)}"
    return f"mois{french.NO_BREAK}{month_number(alert.entry, day)}"


def choice(alert: Alert) -> str:
    """What tells an alert of a person: its kind and its day."""
    return f"{alert.kind.value}:{alert.due.since.isoformat()}"


def of_person(found: Sequence[Alert], participant: Participant, day: dt.date) -> list[Row]:
    """What there is to settle for someone, one row an alert, for their file."""
    rows = []
    for line in lines([each for each in found if each.shown and each.put_off is None], day, day):
        rows += [row(Line((alert,), 0, line.urgency), day, {}, "") for alert in line.alerts]
    return [each for each in rows if each.line.person.pk == participant.pk]


def _details(line: Line, hour: dt.time | None) -> str:
    words = [line.first.due.details] if line.first.due.details else []
    words += [_lower(alert.due.why) for alert in line.others[:REASONS]]
    if more := len(line.others) - REASONS:
        words += [f"{more} autre{'s' if more > 1 else ''} raison{'s' if more > 1 else ''}"] if more > 0 else []
    if hour:
        words.append(f"attendu{_e(line.person.sex)} à {french.short_clock(hour)}")
    return f"{french.NARROW}; ".join(words)


def _e(sex: str) -> str:
    return {"F": "e", "H": ""}.get(sex, "(e)")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _comes_back(alert: Alert) -> tuple[dt.date, str]:
    return (alert.put_off.until if alert.put_off else dt.date.max), str(alert.person)


def _chips(found: Sequence[Alert], family: str, asked: QueryDict) -> list[Chip]:
    counts = families(found)
    everyone = len({alert.person.pk for alert in found})
    chips = [Chip("Tout", everyone, _address(asked, ""), family not in Family.values)]
    for each, number in counts.items():
        if number or each == family:
            chips.append(Chip(each.label, number, _address(asked, each.value), each == family))
    return chips


def _address(asked: QueryDict, family: str) -> str:
    kept = asked.copy()
    kept.pop(FAMILY, None)
    if family:
        kept[FAMILY] = family
    return f"?{kept.urlencode()}"

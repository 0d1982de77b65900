"""Reminders to complete a month's files: one message per référent, one for the team, never twice.

A message says how many files and where: never a name of participant, never what is missing.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.audit import actions as audit
from jalon.core import clock, french, periods
from jalon.core.folding import folded
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.messaging.actions.mailings import Addressee, Already, Content, prepare
from jalon.messaging.addresses import on_site
from jalon.messaging.enums import Purpose
from jalon.messaging.pasting import is_address
from jalon.messaging.sending import run_here
from jalon.pathways.completeness import ToComplete, to_complete
from jalon.reports.models import Closing, ClosingPlan
from jalon.reports.sending.planning import Due, due

TEAM = (Role.COORDINATOR, Role.PROJECT_OFFICER, Role.ASSISTANT)
HTML, TEXT = "mail/reminder.html", "mail/reminder.txt"
LATEST = 366
"""Days after its month by which a closing is to be planned at the latest."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one référent has to complete; `address` is "" when none is known."""

    name: str
    number: int
    address: str


def plan_closing(period: str, day: dt.date, *, by: User) -> bool:
    """Set the day on which a month is to be closed; False when it was that one. ValidationError for a strange day."""
    month = periods.parse(period)
    if not month.start <= day <= month.end + dt.timedelta(LATEST):
        said = french.of(french.month(month.start))
        raise ValidationError({"planned_on": f"Choisissez un jour {said}, ou d’après."})
    plan = ClosingPlan.objects.filter(period=period).first() or ClosingPlan(period=period)
    plan.planned_on = day
    return audit.save(plan, by=by)


def planned_on(month: Period) -> dt.date:
    """The day on which a month is to be closed: its last one, unless another was set."""
    plan = ClosingPlan.objects.filter(period=Window(month).name).first()
    return plan.planned_on if plan else month.end


def remind() -> int:
    """Send the reminders due today; how many messages were prepared. To be run each day, once or more."""
    today = clock.today()
    planned = dict(ClosingPlan.objects.values_list("period", "planned_on"))
    return sum(_remind(each, today) for each in due(today, planned) if not _closed(each.month))


def _closed(month: Period) -> bool:
    return Closing.objects.filter(period=Window(month).name, closed_at__isnull=False).exists()


def _remind(asked: Due, today: dt.date) -> int:
    """Prepared then sent here; what was prepared before, by another run of the day, is left as it is."""
    shares = list(shares_of(to_complete(asked.month, today), today).values())
    reference = f"rappel:{Window(asked.month).name}:{asked.moment.value}"
    subject = _subject(asked, today)
    own = _send(reference, subject, [_own(asked, each, subject) for each in _by_address(shares)])
    team = [_to(str(user), user.email, _facts(asked, shares, subject, team=True)) for user in _team(today)]
    return own + _send(f"{reference}:equipe", subject, team)


def _by_address(shares: Iterable[Share]) -> Iterable[Share]:
    """One message an address: someone may be two référents."""
    found: dict[str, Share] = {}
    for each in shares:
        if each.address:
            before = found.get(each.address.lower())
            found[each.address.lower()] = replace(each, number=each.number + (before.number if before else 0))
    return found.values()


def _own(asked: Due, share: Share, subject: str) -> Addressee:
    return _to(share.name, share.address, _facts(asked, [share], subject, team=False))


def _send(reference: str, subject: str, to: list[Addressee]) -> int:
    batch = uuid4()
    content = Content(subject, "")
    try:
        made = prepare(by=None, purpose=Purpose.REMINDER, reference=reference, content=content, to=to, batch=batch)
    except Already:
        return 0
    run_here(batch)
    return made.deliveries.count()


def shares_of(found: ToComplete, today: dt.date) -> dict[int | None, Share]:
    """How many files each référent has to complete, by name; None: those that nobody follows. Two queries."""
    people = Caseworker.objects.in_bulk([key for key in found if key is not None])
    addresses = _addresses(people, today)
    shares: dict[int | None, Share] = {
        key: Share(str(people[key]), len(files), addresses[key]) if key is not None else Share("", len(files), "")
        for key, files in found.items()
    }
    return dict(sorted(shares.items(), key=lambda item: (item[0] is None, folded(item[1].name))))


def _addresses(people: Mapping[int, Caseworker], today: dt.date) -> dict[int, str]:
    """Of the référent's account, when it is open today; else the one known of the référent; "" without any."""
    held = Membership.objects.in_force_on(today).filter(caseworker__in=people, user__is_active=True)
    accounts = dict(held.order_by("-pk").values_list("caseworker", "user__email"))
    known = {key: each.email.strip() for key, each in people.items()}
    found = {key: accounts.get(key) or known[key] for key in people}
    return {key: address if is_address(address) else "" for key, address in found.items()}


def _team(today: dt.date) -> list[User]:
    held = Membership.objects.in_force_on(today).filter(role__in=TEAM)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")))


def _to(name: str, address: str, facts: Mapping[str, object]) -> Addressee:
    return Addressee(address, name, text=render_to_string(TEXT, facts), html=render_to_string(HTML, facts))


def _facts(asked: Due, shares: list[Share], subject: str, *, team: bool) -> dict[str, object]:
    return {
        "subject": subject,
        "of_month": french.of(french.month(asked.month.start)),
        "day": french.long_day(asked.planned_on),
        "shares": shares,
        "total": sum(each.number for each in shares),
        "team": team,
        "url": on_site(page_of(asked.month)),
    }


def page_of(month: Period) -> str:
    """The page of the files to complete; served by `web.sending`."""
    return f"lettre/{Window(month).name}/a-completer/"


def _subject(asked: Due, today: dt.date) -> str:
    said = french.of(french.month(asked.month.start))
    when = "aujourd’hui" if asked.planned_on == today else f"le {french.short_day(asked.planned_on)}"
    return f"Dossiers {said} à compléter{french.NO_BREAK}: arrêté prévu {when}"

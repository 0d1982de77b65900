"""Reading time sheets: what one would say today, what was drawn up, who may sign it."""

import datetime as dt

from django.db.models import Q, QuerySet

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, FtePeriod
from jalon.accounts.permissions import Visitor, caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.agenda.permissions import may_open_agenda
from jalon.core import clock, periods
from jalon.core.periods import Period
from jalon.documents.enums import Capacity
from jalon.programme.models import Operation
from jalon.protocols.models import Protocol
from jalon.worktime.content import Content, Employer, Person, content
from jalon.worktime.models import TimeSheet
from jalon.worktime.queries import days_of, shares_of
from jalon.worktime.rules import Day


def month_of(day: dt.date) -> Period:
    """The month of a day."""
    return periods.month(day.year, day.month)


def content_now(caseworker: Caseworker, month: dt.date) -> Content:
    """What a sheet of the month would say, as everything is known now. Eleven queries."""
    period = month_of(month)
    protocol = Protocol.objects.in_force_on(period.end)
    return content(
        Person(str(caseworker), caseworker.code, _employers(caseworker, period)),
        period,
        days_of([caseworker.pk], period)[caseworker.pk],
        shares_of([caseworker.pk], period)[caseworker.pk],
        dict(Operation.objects.values_list("code", "name")),
        protocol.european_mention if protocol else "",
    )


def is_over(days: list[Day]) -> bool:
    """Whether no day to come, today included, owes anything."""
    return not any(each.owed for each in days if each.date >= clock.today())


def latest_sheet(caseworker: int, month: dt.date) -> TimeSheet | None:
    """The version that holds. One query."""
    sheets = TimeSheet.objects.select_related("employee_signature", "superior_signature", "made_by")
    return sheets.filter(caseworker=caseworker, month=month.replace(day=1)).order_by("-version").first()


def signed_month(caseworker: int, day: dt.date) -> bool:
    """Whether the sheet of the month of that day bears a signature."""
    sheet = latest_sheet(caseworker, day)
    return bool(sheet and sheet.employee_signature_id)


def hosts_of(user: Visitor) -> set[int]:
    """The organisations (keys) whose référents this account answers for today."""
    if not may(user, Capability.SIGN_TIME_SHEETS) or user.is_anonymous:
        return set()
    held = user.current_memberships
    return {each.organisation_id for each in held if each.role == Role.HOST_MANAGER and each.organisation_id}


def employs(user: Visitor, caseworker: int, month: dt.date) -> bool:
    """Whether this account answers for the employer of this référent, one day of that month at least."""
    return _employments(month_of(month)).filter(caseworker=caseworker, host__in=hosts_of(user)).exists()


def may_open_sheet(user: Visitor, caseworker: int, month: dt.date) -> bool:
    """The référent, the team, the superior of that month."""
    return may_open_agenda(user, caseworker) or employs(user, caseworker, month)


def own_capacity(user: Visitor, sheet: TimeSheet) -> Capacity | None:
    """As whom this account signs with its own hand; None for the team."""
    if sheet.caseworker_id in caseworkers_of(user):
        return Capacity.CASEWORKER
    return Capacity.SUPERIOR if employs(user, sheet.caseworker_id, sheet.month) else None


def awaited(sheet: TimeSheet) -> Capacity | None:
    """Whose signature it waits for: the référent’s first; None once both are there."""
    if sheet.employee_signature_id is None:
        return Capacity.CASEWORKER
    return Capacity.SUPERIOR if sheet.superior_signature_id is None else None


def _employments(period: Period) -> QuerySet[FtePeriod]:
    return FtePeriod.objects.filter(Q(end=None) | Q(end__gte=period.start), start__lte=period.end)


def _employers(caseworker: Caseworker, period: Period) -> tuple[Employer, ...]:
    rows = _employments(period).filter(caseworker=caseworker).select_related("host").order_by("start", "pk")
    return tuple(
        Employer(
            str(row.host) if row.host else "Employeur non saisi",
            row.fte,
            max(row.start, period.start),
            min(row.end or period.end, period.end),
        )
        for row in rows
    )

"""What the base holds, as rows of the exchange format: what an export writes, and what an import compares with."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.core import clock
from jalon.exchange import format as f
from jalon.exchange import rows
from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Organisation, OrganisationRole
from jalon.pathways.models import Assignment, Interview, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral

FETCH = 5_000
PATHWAYS_AT_ONCE = 500


def organisations() -> Iterator[rows.OrganisationRow]:
    """Each organisation with the roles it holds today."""
    held: dict[int, set[str]] = {}
    for role in OrganisationRole.objects.in_force_on(clock.today()).order_by():
        held.setdefault(role.organisation_id, set()).add(role.kind)
    fields = ("pk", "code", "name", "parent__code", "category")
    for pk, code, name, parent, category in Organisation.objects.order_by().values_list(*fields):
        roles = tuple(kind for kind in OrganisationKind.values if kind in held.get(pk, ()))
        yield rows.OrganisationRow(code, name, roles, parent or "", category)


def caseworkers() -> Iterator[rows.CaseworkerRow]:
    """Each period of constant FTE, with the référent's present identity."""
    who = ("caseworker__code", "caseworker__last_name", "caseworker__first_name", "caseworker__email")
    for row in FtePeriod.objects.order_by().values_list(*who, "host__code", "fte", "start", "end"):
        yield rows.CaseworkerRow(*_filled(row, 4))


def participants() -> Iterator[rows.ParticipantRow]:
    """Everyone known."""
    fields = ("code", "sex", "last_name", "first_name", "birth_date", "phone", "email", "france_travail_id")
    for row in Participant.objects.order_by().values_list(*fields).iterator(FETCH):
        yield rows.ParticipantRow(*row)


def situations() -> Iterator[rows.SituationRow]:
    """Every situation of everyone."""
    fields = (
        *("participant__code", "date", "address", "postcode", "commune_id", "district_id", "level_id", "rsa"),
        *("job_seeker", "months_without_work", "disability", "single_parent", "court_order", "homeless"),
        *("outside_eu", "outside_districts"),
    )
    for *row, outside in Situation.objects.order_by().values_list(*fields).iterator(FETCH):
        if outside:
            row[5] = f.OUTSIDE_DISTRICTS
        yield rows.SituationRow(*_filled(row, 4, 5, 6))


def referrals() -> Iterator[rows.ReferralRow]:
    """Every referral, with its outcome read from its dates."""
    fields = (
        *("code", "participant__code", "referrer__code", "date", "entered_on", "declined_on"),
        *("reason_id", "recorded_on"),
    )
    for code, person, referrer, date, entered, declined, reason, recorded in (
        Referral.objects.order_by().values_list(*fields).iterator(FETCH)
    ):
        outcome = f.ENTERED if entered else f.DECLINED if declined else f.PENDING
        yield rows.ReferralRow(code, person, referrer or "", date, outcome, entered or declined, reason or "", recorded)


def pathways() -> Iterator[rows.PathwayRow]:
    """Every pathway with its first référent."""
    first = dict(Assignment.objects.filter(start=None).order_by().values_list("pathway_id", "caseworker__code"))
    fields = ("pk", "code", "participant__code", "referral__code", "entry_date", "recorded_on")
    for pk, code, person, referral, entry, recorded in Pathway.objects.order_by().values_list(*fields).iterator(FETCH):
        yield rows.PathwayRow(code, person, referral or "", first.get(pk, ""), entry, recorded)


def assignments() -> Iterator[rows.AssignmentRow]:
    """Every change of référent after the first."""
    fields = ("pathway__code", "caseworker__code", "start")
    for row in Assignment.objects.exclude(start=None).order_by().values_list(*fields).iterator(FETCH):
        yield rows.AssignmentRow(*row)


def steps() -> Iterator[rows.StepRow]:
    """Every step."""
    fields = (
        *("code", "pathway__code", "label__name", "classification", "start", "end", "organisation__code"),
        *("contract_id", "weekly_hours", "recorded_on"),
    )
    for row in Step.objects.order_by().values_list(*fields).iterator(FETCH):
        yield rows.StepRow(*_filled(row, 6, 7))


def suspensions() -> Iterator[rows.SuspensionRow]:
    """Every suspension."""
    fields = ("pathway__code", "start", "end", "reason")
    for row in Suspension.objects.order_by().values_list(*fields).iterator(FETCH):
        yield rows.SuspensionRow(*row)


def contacts_by_pathway() -> Iterator[tuple[str, list[rows.InterviewRow]]]:
    """Every contact, pathway by pathway in the order of their codes."""
    yield from interviews_of(sorted(Pathway.objects.order_by().values_list("code", "pk")))


def interviews_of(pathways: Iterable[tuple[str, int]]) -> Iterator[tuple[str, list[rows.InterviewRow]]]:
    """The contacts of pathways given as (code, pk): each pathway that has some, with them. One query a chunk."""
    waiting = list(pathways)
    fields = ("pathway_id", "caseworker__code", "date", "kind", "minutes", "present", "signed")
    for at in range(0, len(waiting), PATHWAYS_AT_ONCE):
        chunk = waiting[at : at + PATHWAYS_AT_ONCE]
        found = Interview.objects.filter(pathway__in=[pk for _, pk in chunk]).order_by("pathway_id")
        held = {
            pk: [rows.InterviewRow("", caseworker or "", *rest) for _, caseworker, *rest in group]
            for pk, group in groupby(found.values_list(*fields), key=lambda row: row[0])
        }
        yield from ((code, [row._replace(pathway=code) for row in held[pk]]) for code, pk in chunk if pk in held)


def exits() -> Iterator[rows.ExitRow]:
    """Every exit."""
    fields = ("code", "exit_date", "exit_reason_id", "exit_recorded_on")
    for row in Pathway.objects.exclude(exit_date=None).order_by().values_list(*fields).iterator(FETCH):
        yield rows.ExitRow(*row)


# Every file but `entretiens.csv`, whose rows come by pathway.
ROWS: dict[str, Callable[[], Iterator[Any]]] = {
    f.ORGANISATIONS: organisations,
    f.CASEWORKERS: caseworkers,
    f.PARTICIPANTS: participants,
    f.SITUATIONS: situations,
    f.REFERRALS: referrals,
    f.PATHWAYS: pathways,
    f.ASSIGNMENTS: assignments,
    f.STEPS: steps,
    f.SUSPENSIONS: suspensions,
    f.EXITS: exits,
}


def keys() -> dict[str, dict[str, int]]:
    """The keys other rows may name, by file: code → primary key."""
    models: dict[str, Any] = {
        f.ORGANISATIONS: Organisation,
        f.CASEWORKERS: Caseworker,
        f.PARTICIPANTS: Participant,
        f.REFERRALS: Referral,
        f.PATHWAYS: Pathway,
    }
    return {
        name: dict(model.objects.order_by().values_list("code", "pk").iterator(FETCH)) for name, model in models.items()
    }


def _filled(row: Iterable[Any], *places: int) -> list[Any]:
    """The row with "" where a link or a code is absent."""
    values = list(row)
    for place in places:
        values[place] = values[place] or ""
    return values

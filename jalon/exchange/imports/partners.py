"""Writing organisations and référents: they are not files of people, and some of their columns are rows of ours."""

from typing import Any

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.core import clock
from jalon.exchange import format as f
from jalon.exchange import rows
from jalon.exchange.imports.journal import ImportJournal
from jalon.exchange.imports.planning import Plan
from jalon.exchange.imports.targets import Keys
from jalon.organisations.models import Organisation, OrganisationRole


def write_organisations(plan: Plan, keys: Keys, journal: ImportJournal) -> None:
    """Organisations first, their parents once all exist, then their roles."""
    added, corrected = plan.added.get(f.ORGANISATIONS, []), plan.corrected.get(f.ORGANISATIONS, [])
    for record in Organisation.objects.bulk_create(
        Organisation(code=row.code, name=row.name, category=row.category) for row in added
    ):
        keys.learn(f.ORGANISATIONS, record.code, record.pk)
    journal.add(f.ORGANISATIONS, "", len(added))
    for before, after in corrected:
        Organisation.objects.filter(code=after.code).update(
            name=after.name, category=after.category, parent_id=keys(f.ORGANISATIONS, after.parent)
        )
        journal.correct(f.ORGANISATIONS, set(), before, after)
    for row in added:
        if row.parent:
            Organisation.objects.filter(code=row.code).update(parent_id=keys(f.ORGANISATIONS, row.parent))
    _write_roles([*((None, row) for row in added), *corrected], keys)


def _write_roles(changes: list[tuple[rows.OrganisationRow | None, rows.OrganisationRow]], keys: Keys) -> None:
    """Roles newly held are undated; roles no longer listed are taken off."""
    for before, after in changes:
        held = set(before.roles) if before else set()
        pk = keys.of(f.ORGANISATIONS, after.code)
        OrganisationRole.objects.in_force_on(clock.today()).filter(
            organisation_id=pk, kind__in=held - set(after.roles)
        ).delete()
        for kind in after.roles:
            if kind not in held:  # an undated role that had ended begins again
                OrganisationRole.objects.update_or_create(
                    organisation_id=pk, kind=kind, start=None, defaults={"end": None}
                )


def write_caseworkers(plan: Plan, keys: Keys, journal: ImportJournal) -> None:
    """Référents by code, then their periods of constant FTE."""
    added, corrected = plan.added.get(f.CASEWORKERS, []), plan.corrected.get(f.CASEWORKERS, [])
    identities = {row.code: row for row in [*added, *(after for _, after in corrected)]}
    for row in identities.values():
        who = {"last_name": row.last_name, "first_name": row.first_name, "email": row.email}
        record, _ = Caseworker.objects.update_or_create(code=row.code, defaults=who)
        keys.learn(f.CASEWORKERS, row.code, record.pk)
    FtePeriod.objects.bulk_create(
        FtePeriod(caseworker_id=keys.of(f.CASEWORKERS, row.code), start=row.start, **_period(row, keys))
        for row in added
    )
    journal.add(f.CASEWORKERS, "", len(added))
    for before, after in corrected:
        FtePeriod.objects.filter(caseworker__code=after.code, start=after.start).update(**_period(after, keys))
        journal.correct(f.CASEWORKERS, set(), before, after)


def _period(row: rows.CaseworkerRow, keys: Keys) -> dict[str, Any]:
    return {"host_id": keys(f.ORGANISATIONS, row.host), "fte": row.fte, "end": row.end}

"""What is written of partners beside their settings screens."""

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.audit import actions as audit
from jalon.core.codes import next_code
from jalon.core.folding import folded
from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Agent, Organisation, OrganisationRole


def named_alike(name: str) -> Organisation | None:
    """The organisation that bears this name, whatever its accents, case and signs; None without one. One query."""
    wanted = folded(name)
    return next((each for each in Organisation.objects.all() if folded(each.name) == wanted), None)


def add_organisation(*, by: audit.Actor | None, name: str, kind: OrganisationKind) -> Organisation:
    """A new organisation that plays one part. ValidationError when one bears this name already."""
    with transaction.atomic():
        if known := named_alike(name):
            raise ValidationError(f"« {known} » existe déjà : choisissez-le dans la liste.")
        made = Organisation(code=next_code(Organisation, "O"), name=name.strip())
        audit.save(made, by=by)
        audit.save(OrganisationRole(organisation=made, kind=kind), by=by)
    return made


def agent_named(*, by: audit.Actor | None, organisation: Organisation, name: str) -> Agent:
    """The agent of an organisation who bears this name, « Hugo Noyer »; written there when there is none."""
    wanted = folded(name)
    for each in Agent.objects.filter(organisation=organisation):
        if wanted in (folded(str(each)), folded(f"{each.last_name} {each.first_name}")):
            return each
    *first, last = name.split()
    made = Agent(organisation=organisation, first_name=" ".join(first), last_name=last)
    audit.save(made, by=by)
    return made

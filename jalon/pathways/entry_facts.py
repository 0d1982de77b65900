"""The rule set of a protocol, and what is known of a person, as the eligibility rules read them."""

import datetime as dt

from jalon.pathways.eligibility import Criterion, Group, Known
from jalon.people.enums import Sex
from jalon.people.models import Participant, Situation, age_on
from jalon.protocols.models import EligibilityGroup, Protocol
from jalon.reference.models import Commune


def rule_set(protocol: Protocol) -> tuple[Group, ...]:
    """The groups of a protocol with their criteria, in their order; two queries."""
    rows = protocol.eligibility_groups.prefetch_related("criteria")
    return tuple(map(_group, rows))


def known_of(
    participant: Participant,
    situation: Situation | None,
    protocol: Protocol,
    day: dt.date,
    *,
    in_perimeter: bool | None = None,
) -> Known:
    """What the rules may read of a person, as the situation holds on the day; one query.

    `in_perimeter`: as said by who knows no commune; by default, as the commune says.
    """
    held = situation or Situation()
    return Known(
        woman=None if not participant.sex else participant.sex == Sex.FEMALE,
        age=age_on(participant.birth_date, day) if participant.birth_date else None,
        in_perimeter=_in_perimeter(held, protocol, day) if in_perimeter is None else in_perimeter,
        low_level=held.level.at_most_v if held.level else None,
        rsa=held.rsa,
        job_seeker=held.job_seeker,
        months_without_work=held.months_without_work,
        disability=held.disability,
        single_parent=held.single_parent,
        court_order=held.court_order,
        homeless=held.homeless,
        outside_eu=held.outside_eu,
        priority_district=_priority(held),
    )


def _group(row: EligibilityGroup) -> Group:
    criteria = tuple(
        Criterion(each.code, each.label, each.rule, each.value, each.proof, each.sensitive)
        for each in row.criteria.all()
    )
    return Group(row.code, row.label, row.needed, criteria, row.open_list)


def _in_perimeter(held: Situation, protocol: Protocol, day: dt.date) -> bool | None:
    if held.commune_id is None:
        return None
    return Commune.objects.in_perimeter(protocol.perimeter_id, day).filter(pk=held.commune_id).exists()


def _priority(held: Situation) -> bool | None:
    """A watched district is not a priority one; in no known district, nothing is known."""
    if held.district is not None:
        return held.district.is_priority
    return False if held.outside_districts else None

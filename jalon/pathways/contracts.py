"""Steps as the pure rules of contracts and of PMSMP read them."""

from collections.abc import Iterable

from django.db.models import Q

from jalon.pathways.immersion import Agreement, Breach, breaches
from jalon.pathways.models import Immersion, Step
from jalon.pathways.renewals import Contract, adds_up
from jalon.protocols.enums import Classification
from jalon.protocols.models import StepLabel


def label_as_it_lasts(step: Step) -> StepLabel:
    """The label of a contract, or what it becomes once it adds up with those it follows at the same employer."""
    label = step.label
    if label.becomes is None or label.becomes_after is None or step.classification != Classification.JOB:
        return label
    others = [Contract(each.start, each.end) for each in _same_employer(step, label)]
    return label.becomes if adds_up(Contract(step.start, step.end), others, label.becomes_after) else label


def _same_employer(step: Step, label: StepLabel) -> Iterable[Step]:
    """The other contracts of that name, or of what it becomes, with the same employer; none when it is unknown."""
    if step.organisation_id is None:
        return []
    same = Step.objects.filter(pathway_id=step.pathway_id, organisation_id=step.organisation_id)
    return same.filter(Q(label=label) | Q(label=label.becomes)).exclude(pk=step.pk)


def limits_passed(step: Step, terms: Immersion | None) -> list[Breach]:
    """The limits of the law that a PMSMP passes, with the others of the person at the same host."""
    return breaches(agreement_of(step, terms), other_agreements(step))


def agreement_of(step: Step, terms: Immersion | None) -> Agreement:
    """A PMSMP with its renewals. ValueError when it has no end: an agreement has one."""
    if step.end is None:
        raise ValueError("an agreement ends on a day")
    earlier = [each.end_before for each in step.renewals.all()] if step.pk else []
    said = (terms.object, terms.goals) if terms else ("", "")
    return Agreement(step.start, (*sorted(earlier), step.end), *said)


def other_agreements(step: Step) -> list[Agreement]:
    """The other PMSMP of the person with the same host, whatever the pathway; [] when the host is unknown."""
    if step.organisation_id is None:
        return []
    same = Step.objects.filter(
        pathway__participant_id=step.pathway.participant_id,
        organisation_id=step.organisation_id,
        label__immersion=True,
        end__isnull=False,
    )
    found = same.exclude(pk=step.pk).select_related("immersion", "pathway").prefetch_related("renewals")
    return [agreement_of(each, getattr(each, "immersion", None)) for each in found]

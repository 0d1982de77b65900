"""*Points d’étape*: held from a page prepared with what happened, read, corrected until they are signed, printed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jalon.audit.undoing import last_write
from jalon.core import clock
from jalon.core.french import NO_BREAK
from jalon.pathways.actions.reviews import hold_review, revise_review
from jalon.pathways.models import Pathway, Review
from jalon.pathways.permissions import FILE_RIGHTS, check_may_open_file
from jalon.people.models import Participant
from jalon.protocols.models import BarrierFamily
from jalon.web.access import AccountRequest, allowed
from jalon.web.guidance.frame import beside, on_pathway, page
from jalon.web.guidance.papers import review_pdf
from jalon.web.guidance.ratings import about, last_rating, levels
from jalon.web.guidance.review_forms import CorrectionForm, ReviewForm
from jalon.web.guidance.reviewed import Reviewed
from jalon.web.guidance.since import since_last
from jalon.web.participants import sensitive
from jalon.web.participants.context import tell_reading
from jalon.web.participants.records import FileRecord
from jalon.web.recording.acts import Done, day_of, file_to_record, recorded, shown

ALL_HELD = "Tous les bilans que prévoit le protocole sont tenus."


@on_pathway
def hold(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """The review of the day, prepared: one reads, completes, saves."""
    file = FileRecord(participant, clock.today(), shown=False)
    guiding = file.guiding
    if guiding is None or not guiding.review_marks:
        return redirect("participants:file", code=participant.code)
    last = max(guiding.reviews.values(), key=lambda review: review.held_on, default=None)
    since = since_last(pathway, last, clock.today())
    before = last_rating(pathway, clock.today())
    initial = {"held_on": day_of(request), "done": since.draft}
    families = list(BarrierFamily.objects.all())
    hidden = sensitive.shown_until(request.session, participant.code) is None
    form = ReviewForm(
        request.POST or None,
        marks=guiding.review_marks,
        goals=guiding.goals,
        families=families,
        former=levels(before),
        hidden=hidden,
        about=about(before, families if hidden else []),
        initial=initial,
    )

    def act(said: dict[str, Any]) -> Done:
        caseworker = file.latest.caseworker if file.latest else None
        review = hold_review(
            by=request.user,
            pathway=pathway,
            caseworker=caseworker,
            **{name: said[name] for name in ("month", "held_on", "done", "learned", "next")},
            verdicts=form.verdicts,
            new_goals=form.new_goals,
            ratings=form.ratings if said["rated"] else None,
        )
        said_so = f"Bilan des {review.month}{NO_BREAK}mois enregistré. Il reste à signer, par la personne et par vous."
        return Done(said_so, url=reverse("guidance:review", args=[review.pk]))

    if done := recorded(request, participant, form, act):
        return done
    return shown(request, "guidance/hold.html", participant, form, {"since": since, "file": file})


@allowed(*FILE_RIGHTS)
@never_cache
@require_GET
def review(request: AccountRequest, pk: int) -> HttpResponse:
    """A review as it was held."""
    held = _review(request, pk)
    participant = held.pathway.participant
    tell_reading(request, participant, reason=f"bilan des {held.month} mois")
    shown_until = sensitive.shown_until(request.session, participant.code)
    said = {"reviewed": Reviewed(held, shown=shown_until is not None), "review": held, "participant": participant}
    return render(request, "guidance/review.html", said)


@page
def correct(request: AccountRequest, pk: int) -> HttpResponse:
    """Correct the words of a review, until it is signed; two people at once see both versions."""
    held = _review(request, pk)
    participant = file_to_record(request, held.pathway.participant.code)
    form = CorrectionForm(request.POST or None, stored=_stored(held))

    def act(said: dict[str, Any]) -> Done:
        locked = Review.objects.select_for_update().get(pk=pk)
        event = last_write(locked, participant.code)
        words = form.settle(_stored(locked), who=event.actor if event else "Quelqu’un")
        changed = revise_review(by=request.user, review=held, **words)
        url = reverse("guidance:review", args=[pk])
        return Done("Bilan corrigé. L’ancienne version reste au journal." if changed else "Rien n’a changé.", url=url)

    if done := recorded(request, participant, form, act):
        return done
    return beside(request, participant, form, f"Bilan des {held.month}{NO_BREAK}mois", "Enregistrer la correction")


@allowed(*FILE_RIGHTS)
@never_cache
@require_GET
def pdf(request: AccountRequest, pk: int) -> HttpResponse:
    """The review on paper, to be kept by the person: what is sensitive is not on it."""
    held = _review(request, pk)
    tell_reading(request, held.pathway.participant, reason=f"bilan des {held.month} mois, imprimé")
    answer = HttpResponse(review_pdf(Reviewed(held, shown=False), clock.today()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="bilan-{held.month}-mois.pdf"'
    return answer


def _review(request: AccountRequest, pk: int) -> Review:
    related = ("pathway__participant", "caseworker", "participant_signature__image", "caseworker_signature__image")
    held = get_object_or_404(Review.objects.select_related(*related), pk=pk)
    check_may_open_file(request.user, held.pathway.participant)
    return held


def _stored(held: Review) -> dict[str, Any]:
    return {name: getattr(held, name) for name in ("held_on", "done", "learned", "next")}

"""The obstacles rated, all on one screen: a digit a family, from the last rating on."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.audit.queries import WRITES
from jalon.core import clock
from jalon.core.french import NO_BREAK, day
from jalon.pathways.actions.barriers import rate_barriers
from jalon.pathways.barriers import LEVELS, Ratings
from jalon.pathways.enums import RatingMoment
from jalon.pathways.models import BarrierAssessment, BarrierRating, ExitProposal, Pathway
from jalon.people.models import Participant
from jalon.protocols.models import BarrierFamily
from jalon.web.access import AccountRequest
from jalon.web.guidance.frame import beside, on_pathway
from jalon.web.guidance.goals import undo_of
from jalon.web.participants import sensitive
from jalon.web.participants.obstacles import WORDS
from jalon.web.recording.acts import Done, day_of, recorded
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import RecordForm

PREFIX = "frein_"
SALT = "jalon.web.guidance.ratings"
CHOICES = [(level, format_html('{}<span class="sr"> {}</span>', level, WORDS[level])) for level in LEVELS]
ABOUT = "De 0 à 3 : " + ", ".join(f"{level} {WORDS[level]}" for level in LEVELS) + "."
MOMENTS = [
    (each.value, each.label.capitalize()) for each in (RatingMoment.ENTRY, RatingMoment.OTHER, RatingMoment.EXIT)
]


class FamiliesForm(RecordForm):
    """A form with a scale for each family, which may be left without an answer: it is then not rated.

    `focused`: the first scale takes the keyboard as the page opens. `former`: the levels one starts from. `hidden`:
    what is sensitive is masked as the page opens; its former level is then not shown, and holds without an answer.
    """

    focused = False
    hidden = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        families: Iterable[BarrierFamily],
        former: Ratings,
        hidden: bool,
        initial: Mapping[str, Any],
        **options: Any,
    ) -> None:
        self.known, self.former = list(families), former
        kept = {family.code for family in self.known if hidden and family.sensitive}
        levels = {PREFIX + code: level for code, level in former.items() if code not in kept}
        super().__init__(data, initial={**initial, **levels, "hidden": hidden}, **options)
        for family in self.known:
            widget = forms.RadioSelect(attrs={"data-sensitive": family.label} if family.sensitive else {})
            self.fields[PREFIX + family.code] = forms.TypedChoiceField(
                label=family.label, choices=CHOICES, coerce=int, empty_value=None, required=False, widget=widget
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """The other fields."""
        return [row for row in super().rows if not row[0].name.startswith(PREFIX)]

    @property
    def families(self) -> list[forms.BoundField]:
        """The scales."""
        return [self[PREFIX + family.code] for family in self.known]

    @property
    def ratings(self) -> Ratings:
        """What was answered."""
        said = {family.code: self.cleaned_data.get(PREFIX + family.code) for family in self.known}
        answered = {code: level for code, level in said.items() if level is not None}
        return {**self._held, **answered} if answered else {}

    @property
    def _held(self) -> Ratings:
        if not self.cleaned_data["hidden"]:
            return {}
        masked = {family.code for family in self.known if family.sensitive}
        return {code: level for code, level in self.former.items() if code in masked}


class RatingForm(FamiliesForm):
    """A rating apart from a review."""

    template_name = "guidance/_rating.html"
    focused = True
    date = DayField(label="Le")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    moment = forms.ChoiceField(label="Moment", choices=MOMENTS, widget=forms.RadioSelect)
    segments = frozenset({"moment"})

    def settle(self, held: BarrierAssessment | None, who: User, file: str) -> None:
        """ValidationError when someone else rated that day meanwhile: sent again, one chooses one's own."""
        event = _last_write(held, file) if held else None
        if held is None or mark(held) == self.cleaned_data["seen"] or event is None or event.actor_id == who.pk:
            return
        typed: Any = self.data
        self.data = fresh = typed.copy()
        fresh["seen"] = mark(held)
        theirs = levels(held)
        told = [
            f"{family.label} {theirs[family.code]}"
            for family in self.known
            if not family.sensitive and theirs.get(family.code) not in (None, self.ratings.get(family.code))
        ]
        said = f" Ce qui diffère{NO_BREAK}: {', '.join(told)}." if told else ""
        raise ValidationError(
            f"{event.actor} a coté les freins du {day(held.date)} pendant que vous écriviez.{said} "
            "Enregistrez de nouveau pour garder votre version, ou fermez pour garder la sienne."
        )


@on_pathway
def rate(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """Rate the obstacles of the person, as they weigh today."""
    date = min(day_of(request), pathway.exit_date or dt.date.max)
    before = last_rating(pathway, clock.today())
    families = list(BarrierFamily.objects.all())
    hidden = sensitive.shown_until(request.session, participant.code) is None
    initial = {"date": date, "moment": _moment(pathway, before), "seen": mark(before)}
    form = RatingForm(request.POST or None, families=families, former=levels(before), hidden=hidden, initial=initial)

    def act(said: dict[str, Any]) -> Done:
        told = {"date": said["date"], "moment": RatingMoment(said["moment"]), "ratings": form.ratings}
        again = pathway.barrier_assessments.select_for_update().filter(date=said["date"]).first()
        form.settle(again, request.user, participant.code)
        made = rate_barriers(by=request.user, pathway=pathway, **told)
        number = len(form.ratings)
        words = (
            f"Freins cotés au {day(made.date)} : {number} famille{'s' if number > 1 else ''}. Le profil proposé suit."
        )
        return Done(words, undo="" if again else undo_of("freins", made.pk))

    if done := recorded(request, participant, form, act):
        return done
    return beside(
        request,
        participant,
        form,
        "Coter les freins",
        "Enregistrer la cotation",
        about(before, families if hidden else []),
    )


def about(before: BarrierAssessment | None, masked: Iterable[BarrierFamily] = ()) -> str:
    """What the levels mean, and which rating the form starts from. `masked`: families of which some are not shown."""
    if before is None:
        return ABOUT
    names = " et ".join(family.label for family in masked if family.sensitive)
    held = f" {names} : dernière cotation masquée, gardée sans réponse." if names else ""
    return f"{ABOUT} Reprend la cotation du {day(before.date)} : changez ce qui a changé.{held}"


def last_rating(pathway: Pathway, until: dt.date) -> BarrierAssessment | None:
    """The last rating by the day."""
    return pathway.barrier_assessments.filter(date__lte=until).order_by("date").prefetch_related("ratings").last()


def mark(assessment: BarrierAssessment | None) -> str:
    """What tells that a rating is the one that was shown, without telling what is masked in it."""
    if assessment is None:
        return ""
    told = ",".join(f"{family}{level}" for family, level in sorted(levels(assessment).items()))
    return salted_hmac(SALT, f"{assessment.date}:{assessment.moment}:{told}").hexdigest()


def _last_write(held: BarrierAssessment, file: str) -> Event | None:
    """The journal names the levels of a rating by the key of the rating."""
    targets = [BarrierAssessment._meta.label_lower, BarrierRating._meta.label_lower]
    events = Event.objects.filter(file=file, target__in=targets, target_key=str(held.pk), verb__in=WRITES)
    return events.order_by("-pk").first()


def levels(assessment: BarrierAssessment | None) -> Ratings:
    """Its levels, by family."""
    return {rating.family_id: rating.level for rating in assessment.ratings.all()} if assessment else {}


def _moment(pathway: Pathway, before: BarrierAssessment | None) -> RatingMoment:
    if before is None:
        return RatingMoment.ENTRY
    leaving = pathway.exit_date or ExitProposal.objects.filter(pathway=pathway, decided_on=None).exists()
    return RatingMoment.EXIT if leaving else RatingMoment.OTHER

"""An appointment set or moved: the next free hours are one click each, any other one is typed."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.accounts.models import FtePeriod
from jalon.agenda.actions import set_appointment
from jalon.agenda.enums import AppointmentKind, Invitation
from jalon.agenda.models import Appointment
from jalon.agenda.reminders.asking import tell
from jalon.core import clock
from jalon.core.french import short_clock, short_day, weekday
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.appointments.cautions import caution
from jalon.web.appointments.forms import GONE, HourForm, KindForm, SlotForm
from jalon.web.appointments.free import LASTS, USUAL, free_hours
from jalon.web.appointments.who import kind_for, offered, usual
from jalon.web.participants.context import file_context
from jalon.web.recording.acts import Done, check_may_record, file_to_record, recorded, shown

METHODS = ["GET", "HEAD", "POST"]
BY_NOTICE = {Invitation.EMAIL: Channel.EMAIL, Invitation.SMS: Channel.SMS}


@allowed(*RECORDING)
@never_cache
@require_http_methods(METHODS)
def fix(request: AccountRequest, code: str) -> HttpResponse:
    """A new appointment for a person."""
    return _page(request, file_to_record(request, code), None)


@allowed(*RECORDING)
@never_cache
@require_http_methods(METHODS)
def move(request: AccountRequest, pk: int) -> HttpResponse:
    """Another day or hour for an appointment that stands."""
    found = get_object_or_404(Appointment.objects.select_related("participant", "caseworker"), pk=pk)
    check_may_record(request, found.participant)
    return _page(request, found.participant, found)


def _page(request: AccountRequest, participant: Participant, replaced: Appointment | None) -> HttpResponse:
    start = _initial(request, participant, replaced)
    people = offered(request, participant, clock.today())
    by_slot = "slot" in request.POST
    taken = SlotForm(request.POST if by_slot else None, offered=people, initial=start, auto_id="libre_%s")
    typed = HourForm(None if by_slot else request.POST or None, offered=people, initial=start)

    def act(said: dict[str, Any]) -> Done:
        if slot := said.pop("slot", None):
            said |= _hour_of(slot, said)
        return _set(request, participant, replaced, said)

    form: KindForm = taken if by_slot else typed
    if done := recorded(request, participant, form, act):
        return done
    caseworker = start["caseworker"]
    slots = free_hours([caseworker], start["kind"]).get(caseworker, []) if caseworker else []
    context = {"taken": taken, "slots": slots, "replaced": replaced, "lost": by_slot and bool(form.errors)}
    answer = shown(
        request, "appointments/set.html", participant, typed, {**file_context(request, participant), **context}
    )
    answer.status_code = 422 if form.errors else 200
    return answer


def _initial(request: AccountRequest, participant: Participant, replaced: Appointment | None) -> dict[str, Any]:
    """What is known already; `?referent=` chooses another référent, whose free hours are then shown."""
    if replaced:
        same = {name: getattr(replaced, name) for name in ("minutes", "place", "invitation")}
        return {"kind": AppointmentKind(replaced.kind), "caseworker": replaced.caseworker_id, **same}
    kind = kind_for(participant, clock.today())
    asked = request.GET.get("referent", "")
    people = offered(request, participant, clock.today())
    chosen = people.filter(code=asked).values_list("pk", flat=True).first() if asked else None
    return {
        "kind": kind,
        "caseworker": chosen or usual(participant, clock.today()),
        "minutes": LASTS.get(kind, USUAL),
        "place": "",
        "invitation": Invitation.LETTER if kind == AppointmentKind.FIRST else Invitation.HANDED,
    }


def _hour_of(slot: dt.datetime, said: dict[str, Any]) -> dict[str, Any]:
    """The free hour that was chosen, as it stands now. ValidationError when it is free no more."""
    kind, caseworker = AppointmentKind(said["kind"]), said["caseworker"]
    free = free_hours([caseworker.pk], kind, number=500)[caseworker.pk]
    found = next((each for each in free if (each.date, each.time) == (slot.date(), slot.time())), None)
    if found is None:
        raise ValidationError(GONE)
    return {"date": found.date, "time": found.time, "minutes": found.minutes, "place": found.place}


def _set(request: AccountRequest, participant: Participant, replaced: Appointment | None, said: dict[str, Any]) -> Done:
    if said["date"] < clock.today():
        raise ValidationError({"date": "Ce jour est passé : un rendez-vous se fixe pour aujourd’hui ou après."})
    said |= {"kind": AppointmentKind(said["kind"]), "replaces": replaced}
    said["invitation"] = Invitation(said["invitation"]) if said["invitation"] else ""
    said["place"] = said["place"] or (replaced.place if replaced else _office(said["caseworker"].pk))
    made = set_appointment(by=request.user, participant=participant, **said)
    when = f"{weekday(made.date)} {short_day(made.date)} à {short_clock(made.time)}"
    verb = "déplacé au" if replaced else "fixé"
    links = [("Le rendez-vous", reverse("appointments:show", args=[made.pk]))]
    if made.invitation == Invitation.LETTER:
        links.insert(0, ("Imprimer la lettre", reverse("appointments:letter", args=[made.pk])))
    words = f"Rendez-vous {verb} {when}, avec {made.caseworker}.{caution(made)}{_told(made)}"
    undo = "" if replaced else reverse("appointments:undo", args=[made.pk])
    return Done(words, undo=undo, then=tuple(links))


def _told(made: Appointment) -> str:
    channel = BY_NOTICE.get(Invitation(made.invitation)) if made.invitation else None
    if channel is None:
        return ""
    if tell(made, channel, NoticePurpose.CONFIRMATION):
        return f" La confirmation part par {channel.label}."
    return f" Rien ne part par {channel.label} : la personne n’a pas d’adresse utilisable, ou n’en veut plus."


def _office(caseworker: int) -> str:
    """Where the référent usually receives: the place of their latest appointment, else their employer’s name."""
    last = Appointment.objects.filter(caseworker=caseworker).exclude(place="").order_by("-date", "-time")
    place = last.values_list("place", flat=True).first()
    if place:
        return place
    posts = FtePeriod.objects.filter(caseworker=caseworker, host__isnull=False).order_by("-start")
    return posts.values_list("host__name", flat=True).first() or ""

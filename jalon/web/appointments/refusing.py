"""The page where a person says no to reminders, without signing in: one button, which only a POST presses."""

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jalon.agenda.reminders.reaching import appointment_of
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.messaging.enums import Channel
from jalon.messaging.models import Notice
from jalon.people.models import Participant, Unsubscription
from jalon.web.access import open_to_all


@open_to_all
@csrf_exempt  # mail programs post here by themselves (RFC 8058): the token of the address is the only key
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Say no to the next messages by this channel; nothing on the page tells who, nor about what."""
    notice = Notice.objects.filter(token=token).first()
    appointment = appointment_of(notice) if notice else None
    if notice is None or appointment is None:
        return render(request, "appointments/refuse.html", {"channel": None, "gone": False}, status=404)
    channel = Channel(notice.channel)
    gone = Unsubscription.objects.filter(participant=appointment.participant_id, channel=channel).exists()
    if request.method == "POST" and not gone:
        _refuse(appointment.participant, channel)
        gone = True
    return render(request, "appointments/refuse.html", {"channel": channel.label, "gone": gone})


def _refuse(participant: Participant, channel: Channel) -> None:
    said = Unsubscription(participant=participant, channel=channel, since=clock.today())
    try:
        with transaction.atomic():
            audit.save(said, by=None, file=participant.code, reason="dit par la personne, par l’adresse d’un message")
    except IntegrityError:
        return  # two clicks at once

"""May this account open that file today? A file is all that Jalon knows of a participant."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import Visitor, check_may, may
from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.core.french import NO_BREAK
from jalon.pathways.models import Pathway
from jalon.pathways.standing import standing_for
from jalon.people.models import Participant
from jalon.referrals.models import Referral

FILE_RIGHTS = (Capability.OPEN_ANY_FILE, Capability.OPEN_OWN_FILES)
"""A page that shows a file is for those who hold one of these, then asks `check_may_open_file`."""
RECORDING = (Capability.RECORD_ANY, Capability.RECORD_OWN)
"""A page that writes in a file is for those who hold one of these, then asks `check_may_open_file`."""


def openable_among(user: Visitor, participants: Collection[int]) -> set[int]:
    """Of these keys of participants, those whose file this account may open; two queries at most."""
    if may(user, Capability.OPEN_ANY_FILE):
        return set(participants)
    if not may(user, Capability.OPEN_OWN_FILES):
        return set()
    mine = standing_for(user, clock.today())
    kept = Pathway.objects.filter(participant__in=participants).kept_by(mine, clock.today())
    entrusted = Referral.objects.entrusted().filter(participant__in=participants, caseworker__in=mine)
    rows = kept.order_by().values_list("participant", flat=True)
    return set(rows.union(entrusted.order_by().values_list("participant", flat=True)))


def may_open_file(user: Visitor, participant: Participant) -> bool:
    """Whether this account may open this participant's file today."""
    return participant.pk in openable_among(user, [participant.pk])


def check_may_open_file(user: Visitor, participant: Participant) -> None:
    """Raise PermissionDenied, saying who follows the person, unless `may_open_file`."""
    check_may(user, *FILE_RIGHTS)
    if not may_open_file(user, participant):
        raise PermissionDenied(f"Ce dossier n’est pas dans votre portefeuille. {_whom_to_ask(participant)}")


def _whom_to_ask(participant: Participant) -> str:
    today = clock.today()
    last = participant.pathways.latest_on(today).with_caseworker_on(today)
    caseworker = Caseworker.objects.filter(pk__in=last.values("caseworker_on_day")).first()
    if caseworker is None:
        return "Personne ne le suit aujourd’hui. Voyez avec la coordination."
    return f"Il est suivi par {str(caseworker).replace(' ', NO_BREAK)}. Voyez avec cette personne ou la coordination."

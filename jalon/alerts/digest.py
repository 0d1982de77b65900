"""The digest of the morning: how much there is to settle, and a link. No name, no reason, once a day at most."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.template.loader import render_to_string

from jalon.accounts.models import User
from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.alerts.compose import Alert, alerts
from jalon.alerts.models import DigestChoice
from jalon.alerts.ranking import Urgency, families, lines
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.messaging.actions.mailings import Addressee, Already, Content, prepare
from jalon.messaging.addresses import digest_url, on_site
from jalon.messaging.enums import Purpose
from jalon.messaging.sending import run_here
from jalon.pathways.standing import standing_for

HTML, TEXT = "mail/digest.html", "mail/digest.txt"
READERS = (Capability.RECORD_OWN, Capability.SEE_ALERTS_OF_ALL)
"""Who has something to settle."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many people wait, by urgency and by family; what is at zero is left out."""

    number: int
    urgencies: list[tuple[str, int]]
    families: list[tuple[str, int]]


def choose(*, by: User, active: bool) -> bool:
    """Whether one wants the digest; False when that was already so."""
    choice = DigestChoice.objects.filter(user=by).first() or DigestChoice(user=by, active=False)
    if choice.active == active and (choice.pk or not active):
        return False
    choice.active = active
    return audit.save(choice, by=by)


def stop(address: str) -> bool:
    """Whoever reads that address receives no more; False when they already did not."""
    user = User.objects.filter(email__iexact=address).first()
    return choose(by=user, active=False) if user else False


def send_digests() -> int:
    """Send the digests of the day; how many. Run twice, nothing leaves twice. Nothing to settle, no mail."""
    day = clock.today()
    wanted = DigestChoice.objects.filter(active=True, user__is_active=True).exclude(sent_on=day)
    choices = [each for each in wanted.select_related("user").order_by("pk") if may(each.user, *READERS)]
    if not choices:
        return 0
    found = alerts(day)
    shares = {each: share_of(_own(found, each.user), day) for each in choices}
    return sum(_send(choice, share, day) for choice, share in shares.items() if share.number)


def share_of(found: list[Alert], day: dt.date) -> Share:
    """What the digest counts: people, not alerts."""
    told = lines(found, day, day + dt.timedelta(6 - day.weekday()))
    by_urgency = [(each.value, sum(line.urgency == each for line in told)) for each in Urgency]
    by_family = [(family.label, number) for family, number in families(found).items()]
    return Share(len(told), [each for each in by_urgency if each[1]], [each for each in by_family if each[1]])


def _own(found: list[Alert], user: User) -> list[Alert]:
    """A référent's own, and those of whom they stand in for; for the SA, what it settles itself."""
    own = standing_for(user, clock.today())
    if own:
        return [each for each in found if each.caseworker in own and not each.team]
    return [each for each in found if each.team or each.caseworker is None]


def _send(choice: DigestChoice, share: Share, day: dt.date) -> int:
    """Noted with the message, in one transaction: a run that is cut short never writes twice."""
    batch = uuid4()
    facts: Mapping[str, object] = {
        "share": share,
        "url": on_site("" if caseworkers_of(choice.user) else "alertes/equipe/"),
        "stop": digest_url(choice.user.email),
    }
    subject = f"{share.number} personne{'s' if share.number > 1 else ''} à suivre aujourd’hui"
    to = Addressee(
        choice.user.email,
        str(choice.user),
        text=render_to_string(TEXT, facts),
        html=render_to_string(HTML, {**facts, "subject": subject}),
    )
    content = Content(subject, "")
    reference = f"resume:{day.isoformat()}:{choice.user_id}"
    try:
        with transaction.atomic():
            prepare(by=None, purpose=Purpose.DIGEST, reference=reference, content=content, to=[to], batch=batch)
            DigestChoice.objects.filter(pk=choice.pk).update(sent_on=day)
    except Already:
        return 0
    run_here(batch)
    return 1

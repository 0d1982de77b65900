"""Distribution lists: who is on them, who said no, and what the journal is told."""

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.messaging.actions import lists
from jalon.messaging.actions.mailings import Content, addressees, prepare
from jalon.messaging.enums import Purpose
from jalon.messaging.models import Delivery, MailingList, Subscriber
from jalon.messaging.pasting import Someone

pytestmark = pytest.mark.django_db


def new_list(claire: User, name: str = "Financeurs") -> MailingList:
    kept = MailingList()
    lists.save_list(kept, by=claire, name=name)
    return kept


def test_added_changed_removed_and_told(claire: User) -> None:
    kept = new_list(claire)
    paul = lists.add_subscriber(kept, by=claire, address="paul@example.org", name="Paul\r\nFrêne")
    assert paul.name == "Paul Frêne"
    with pytest.raises(ValidationError, match="déjà sur la liste"):
        lists.add_subscriber(kept, by=claire, address="PAUL@example.org")
    with pytest.raises(ValidationError):
        lists.add_subscriber(kept, by=claire, address="paul@example.org\nBcc: tous@example.org")
    assert lists.change_subscriber(paul, by=claire, address="paul@example.org", name="Paul Orme")
    assert not lists.change_subscriber(paul, by=claire, address="paul@example.org", name="Paul Orme")
    lists.remove_subscriber(paul, by=claire)
    lists.remove_list(kept, by=claire)
    told = [(event.verb, event.target) for event in Event.objects.order_by("pk")]
    assert told == [
        ("created", "messaging.mailinglist"),
        ("created", "messaging.subscriber"),
        ("changed", "messaging.subscriber"),
        ("deleted", "messaging.subscriber"),
        ("deleted", "messaging.mailinglist"),
    ]


def test_pasted_all_or_nothing(claire: User) -> None:
    kept = new_list(claire)
    lists.add_subscriber(kept, by=claire, address="ici@example.org")
    gone = lists.add_subscriber(kept, by=claire, address="parti@example.org")
    lists.unsubscribe(gone, by=claire)
    faulty = lists.paste(kept, by=claire, text="a@example.org\nrien")
    assert [fault.line for fault in faulty.faults] == [2]
    assert kept.subscribers.count() == 2

    done = lists.paste(kept, by=claire, text="Anne;a@example.org\nICI@example.org\nparti@example.org")

    assert done.added == [Someone("Anne", "a@example.org")]
    assert [each.address for each in done.known] == ["ICI@example.org"]
    assert [each.address for each in done.said_no] == ["parti@example.org"]
    assert Subscriber.objects.get(pk=gone.pk).unsubscribed_at


def test_too_many_at_once(claire: User) -> None:
    text = "\n".join(f"a{number}@example.org" for number in range(2_001))
    with pytest.raises(ValidationError, match="2001 adresses"):
        lists.paste(new_list(claire), by=claire, text=text)


def test_each_address_once_and_no_one_who_said_no(claire: User) -> None:
    funders, hosts = new_list(claire), new_list(claire, "Porteurs")
    lists.paste(funders, by=claire, text="Anne;anne@example.org\nBruno;bruno@example.org\nCécile;cecile@example.org")
    lists.paste(hosts, by=claire, text="Anne encore;ANNE@example.org\nBruno;bruno@example.org")
    lists.unsubscribe(hosts.subscribers.get(address="bruno@example.org"))
    assert [each.address for each in addressees([funders, hosts])] == ["anne@example.org", "cecile@example.org"]
    assert addressees([]) == []


def test_who_says_no_is_not_written_to_even_by_what_is_prepared(claire: User) -> None:
    kept = new_list(claire)
    paul = lists.add_subscriber(kept, by=claire, address="paul@example.org")
    prepare(by=claire, purpose=Purpose.LETTER, reference="r", content=Content("Lettre", "…"), to=addressees([kept]))
    assert lists.unsubscribe(paul)
    assert not lists.unsubscribe(paul)
    assert not Delivery.objects.exists()
    assert lists.come_back(paul)
    assert not lists.come_back(paul)
    assert addressees([kept])
    last = Event.objects.filter(target="messaging.subscriber").order_by("-pk")[:2]
    assert {(event.actor, event.actor_id) for event in last} == {("le destinataire lui-même", None)}

"""One's own password: changed, or lost and chosen again by e-mail."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from jalon.accounts.models import User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from tests.web.examples import PASSWORD

KNOWN = "nadia.cormier@example.org"
OTHER = "trois saules et un vieux pont"


@pytest.fixture(autouse=True)
def no_count_kept() -> Iterator[None]:
    """What a test asked too often does not weigh on the next."""
    cache.clear()
    yield
    cache.clear()


def change(client: Client, old: str, new: str, again: str = "") -> str:
    """What the page of change answers; nothing when it leads elsewhere."""
    answer = client.post("/mot-de-passe/", {"oldpassword": old, "password1": new, "password2": again or new})
    return answer.text if answer.status_code == 200 else ""


def ask(client: Client, email: str) -> str:
    """Ask for a link; what the page that follows says, its token aside."""
    answer = client.post("/mot-de-passe/oublie/", {"email": email}, follow=True)
    assert answer.redirect_chain == [("/mot-de-passe/oublie/envoye/", 302)]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)


def link() -> str:
    """The path of the link in the only message sent."""
    (message,) = mail.outbox
    assert message.to == [KNOWN]
    found = re.search(r"http://testserver(/mot-de-passe/nouveau/\S+)", str(message.body))
    assert found
    return found[1]


def follow(client: Client, path: str) -> str:
    """Open the link; where its form is, without the key in its address."""
    form = client.get(path)["location"]
    assert form.endswith("-set-password/")
    return form


def test_changed_with_the_present_one_told_and_other_sessions_end(client: Client, people: dict[str, User]) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(people["nadia"])
    assert change(client, PASSWORD, OTHER) == ""
    assert User.objects.get(email=KNOWN).check_password(OTHER)
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    told = Event.objects.latest("pk")
    assert (told.verb, told.actor_id, told.after) == (Verb.CHANGED, people["nadia"].pk, {"password": "•••"})


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("faux mot de passe", OTHER, OTHER, "pas votre mot de passe actuel"),
        (PASSWORD, "saule", "saule", "14 caractères"),
        (PASSWORD, "nadia.cormier@example", "nadia.cormier@example", "trop semblable"),
        (PASSWORD, OTHER, "autre chose encore", "même mot de passe"),
    ],
)
def test_refused_beside_the_field(
    client: Client, people: dict[str, User], old: str, new: str, again: str, said: str
) -> None:
    client.force_login(people["nadia"])
    text = change(client, old, new, again)
    flags = " ".join(re.findall(r'<p class="flag small" id="id_\w+_error">(.*?)</p>', text, re.DOTALL))
    assert said in flags
    assert new not in text
    assert not Event.objects.filter(target="accounts.user").exists()
    assert User.objects.get(email=KNOWN).check_password(PASSWORD)


def test_lost_then_chosen_again(client: Client, people: dict[str, User]) -> None:
    open_elsewhere = Client()
    open_elsewhere.force_login(people["nadia"])
    ask(client, KNOWN.upper())
    path = link()
    form = follow(client, path)
    answer = client.post(form, {"password1": OTHER, "password2": OTHER}, follow=True)
    assert "Mot de passe changé" in answer.text
    assert User.objects.get(email=KNOWN).check_password(OTHER)
    assert open_elsewhere.get("/").status_code == 302
    assert client.get("/").status_code == 302  # one signs in with it
    assert Event.objects.get(verb=Verb.CHANGED).actor_id == people["nadia"].pk
    assert "Ce lien ne sert plus" in Client().get(path).text


def test_the_rules_hold_there_too(client: Client, people: dict[str, User]) -> None:
    ask(client, KNOWN)
    form = follow(client, link())
    assert "14 caractères" in client.post(form, {"password1": "court", "password2": "court"}).text
    assert User.objects.get(email=KNOWN).check_password(PASSWORD)


def test_the_answer_does_not_say_whether_the_account_exists(client: Client, people: dict[str, User]) -> None:
    User.objects.filter(pk=people["denis"].pk).update(is_active=False)
    answers = {ask(client, email) for email in (KNOWN, "inconnu@example.org", people["denis"].email)}
    assert len(answers) == 1
    assert [message.to for message in mail.outbox] == [[KNOWN]]


def test_an_hour_later_the_link_is_dead(
    client: Client, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, KNOWN)
    path = link()
    generator = "django.contrib.auth.tokens.PasswordResetTokenGenerator._now"
    later = dt.datetime.now() + dt.timedelta(minutes=61)  # noqa: DTZ005, TID251  (the token's own clock)
    monkeypatch.setattr(generator, lambda _: later)
    assert "Ce lien ne sert plus" in client.get(path).text


def test_too_many_links_asked_for(client: Client, people: dict[str, User]) -> None:
    for _ in range(5):
        ask(client, KNOWN)
    answer = client.post("/mot-de-passe/oublie/", {"email": KNOWN})
    assert answer.status_code == 429
    assert "Trop de demandes" in answer.text


def test_an_account_without_a_password_is_sent_to_get_one(client: Client, people: dict[str, User]) -> None:
    bare = User.objects.create_user("sans.mot@example.org", last_name="Mot")
    client.force_login(bare)
    assert client.get("/mot-de-passe/")["location"] == "/mot-de-passe/oublie/"

"""Names in the texts of a letter: found in the base, let pass with a reason or by consent."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.core import clock
from jalon.organisations.models import Agent, Organisation
from jalon.people.actions import give_consent, withdraw_consent
from jalon.people.enums import ConsentKind
from jalon.people.models import Participant
from jalon.reports.models import Comment, Edition, Story
from jalon.reports.names.actions import accept_name, refuse_name
from jalon.reports.names.found import BY_CONSENT, Found, found
from jalon.reports.names.texts import blocking
from jalon.roster.actions import refresh_all
from tests.web.examples import accounts

MARCH = "2017-03"


@pytest.fixture
def claire(db: None) -> User:
    """The coordinator; and a few participants, two of whom are called as a référent and as a partner."""
    users = accounts()
    people = [
        ("Mésange", "Awa"),
        ("Tilleul", "Claire"),
        ("Chenôve", "Ida"),
        ("Lac", "Yves"),
        ("Roitelet", "Gaston"),
        ("Roitelet", "Guy"),
    ]
    for last, first in people:
        Participant.objects.create(code=f"M-{first}", last_name=last, first_name=first)
    Participant.objects.create(code="Emploi")
    partner = Organisation.objects.create(code="lac", name="Auto-école du Lac")
    Agent.objects.create(organisation=partner, last_name="Chenôve", first_name="Ida")
    refresh_all()
    return users["claire"]


def told(text: str) -> list[tuple[str, str]]:
    return [(each.words, each.reason) for each in found({"ici": text}, MARCH)]


def person(first: str) -> Participant:
    return Participant.objects.get(first_name=first)


def test_a_name_is_found_with_its_place_and_why(claire: User) -> None:
    [name] = found({"titre": "Rien", "texte": "Une étape\npour Awa Mezange, en mars."}, MARCH)
    assert name == Found(
        "texte", "Awa Mezange", "Une étape pour ", ", en mars.", name.kind, (person("Awa").pk,), error=True
    )
    assert name.blocks
    assert name.why == "le nom et le prénom d’un participant, à une lettre près"


def test_the_words_around_are_cut_between_two_words(claire: User) -> None:
    [name] = found({"texte": "mot " * 40 + "Awa Mésange\n" + "suite " * 40}, MARCH)
    assert name.before == "… " + "mot " * 14
    assert name.after == " " + "suite " * 9 + "…"


def test_names_that_anyone_may_print(claire: User) -> None:
    assert told("Signé : Claire Tilleul") == []
    assert told("Rendez-vous à Chenôve, avec l’Auto-école du Lac") == []
    assert told("Merci à Ida Chenôve, de l’auto-école") == []
    assert told("Un Emploi durable pour chacun") == []
    # But with a title, the name of a place may be someone’s.
    assert told("Merci à Mme Chenôve") == [("Chenôve", "")]
    assert told("Merci à Yves Lac") == [("Yves Lac", "")]


def test_a_reason_lets_a_name_pass_in_the_letters_of_the_period(claire: User) -> None:
    accept_name(by=claire, period=MARCH, words="AWA MESANGE", reason="nom d’un spectacle")
    assert told("Avec Awa Mésange") == [("Awa Mésange", "nom d’un spectacle")]
    assert found({"ici": "Avec Awa Mésange"}, "2017-04")[0].blocks
    accept_name(by=claire, period=MARCH, words="awa mésange", reason="nom d’une rue")
    assert told("Avec Awa Mésange") == [("Awa Mésange", "nom d’une rue")]
    assert Event.objects.filter(target="reports.acceptedname").count() == 2
    assert refuse_name(by=claire, period=MARCH, words="Awa Mésange")
    assert not refuse_name(by=claire, period=MARCH, words="Awa Mésange")
    assert told("Avec Awa Mésange") == [("Awa Mésange", "")]


def test_a_name_passes_with_a_reason_and_the_right_to_publish(claire: User) -> None:
    with pytest.raises(ValidationError):
        accept_name(by=claire, period=MARCH, words="Awa Mésange", reason="  ")
    assistant = User.objects.get(email__startswith="ines")
    with pytest.raises(PermissionDenied):
        accept_name(by=assistant, period=MARCH, words="Awa Mésange", reason="parce que")
    with pytest.raises(PermissionDenied):
        refuse_name(by=assistant, period=MARCH, words="Awa Mésange")


def test_consent_for_words_is_a_reason_as_long_as_it_holds(claire: User) -> None:
    given: dict[str, Any] = {
        "by": claire,
        "participant": person("Awa"),
        "given_on": dt.date(2017, 12, 1),
        "evidence": "classeur 3",
    }
    image = give_consent(kind=ConsentKind.IMAGE, **given)
    assert image.participant == person("Awa")
    assert told("Avec Awa M.") == [("Awa M", "")]
    consent = give_consent(kind=ConsentKind.WORDS, **given)
    assert told("Avec Awa M.") == [("Awa M", BY_CONSENT)]
    withdraw_consent(by=claire, consent=consent, withdrawn_on=clock.today(), withdrawal="courriel du 31")
    assert told("Avec Awa M.") == [("Awa M", "")]


def test_words_that_may_mean_two_people_mean_the_one_who_is_quoted(claire: User) -> None:
    gaston = person("Gaston")
    give_consent(
        by=claire, participant=gaston, kind=ConsentKind.WORDS, given_on=dt.date(2017, 12, 1), evidence="classeur 3"
    )
    assert told("Avec M. Roitelet") == [("Roitelet", "")]
    story = Story.objects.create(period=MARCH, title="Un jour", text="Un texte", written_at=clock.now())
    story.people.create(participant=gaston, shown=False, quoted=True, added_at=clock.now())
    assert told("Avec M. Roitelet") == [("Roitelet", BY_CONSENT)]
    assert told("Avec Guy Roitelet") == [("Guy Roitelet", "")]


def test_what_holds_up_a_letter_is_looked_for_wherever_someone_writes(claire: User) -> None:
    whole = Edition.objects.get()
    other = Edition.objects.create(name="Amis d’Awa Mésange", audience="commune", commune_id="21231")
    said: dict[str, Any] = {"period": MARCH, "written_at": clock.now()}
    Comment.objects.create(edition=whole, block="sorties", text="{exits_month|sortie}, dont Gaston Roitelet", **said)
    Comment.objects.create(edition=other, block="sorties", text="Awa Mésange, encore", aside=True, **said)
    story = Story.objects.create(title="Avec Awa M.", text="Guy R. raconte", **said)
    assert [(each.place.replace("\u202f", " "), each.words) for each in blocking(MARCH)] == [
        ("Nom de la version « Amis d’Awa Mésange »", "Awa Mésange"),
        ("Retour sur une action, titre", "Awa M"),
        ("Retour sur une action, texte", "Guy R"),
        ("Commentaire « Sorties », Tout le PLIE", "Gaston Roitelet"),
    ]
    assert [each.words for each in blocking(MARCH, whole)] == ["Awa M", "Guy R", "Gaston Roitelet"]
    story.printed = False
    story.save()
    assert [each.words for each in blocking(MARCH, whole)] == ["Gaston Roitelet"]
    assert [each.words for each in blocking("2017-04", whole)] == []


def test_the_search_asks_the_base_little(claire: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found({"ici": "Rien de neuf sous ces 66 entrées"}, MARCH)
    with django_assert_num_queries(16):
        found({str(at): "Awa Mésange et M. Roitelet" for at in range(20)}, MARCH)

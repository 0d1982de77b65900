"""Stories: kept whole or not at all, one writer at a time, published with everyone's consent."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.core import clock
from jalon.core.pictures import bare
from jalon.people.actions import give_consent, withdraw_consent
from jalon.people.enums import ConsentKind
from jalon.people.models import Consent, Participant
from jalon.reports.models import ClosedLetter, Closing, Picture, Story, StoryPerson
from jalon.reports.publication import whole
from jalon.reports.sheet.parts import Tale
from jalon.reports.stories.actions import Draft, Meanwhile, Presence, keep_picture, write_story
from jalon.reports.stories.telling import closed_with, hindrances, tale_of, waiting_with
from tests.web.examples import CODE, example

MARCH = "2017-03"
FIRST_OF_MARCH = dt.date(2017, 3, 1)
BOTH, SHOWN, QUOTED = Presence(True, True), Presence(True, False), Presence(False, True)


@pytest.fixture
def claire(db: None) -> User:
    """The coordinator of the example, where nobody has consented to anything yet."""
    users = example()
    Consent.objects.all().delete()
    return users["claire"]


@pytest.fixture
def awa(claire: User) -> Participant:
    return Participant.objects.get(code=CODE)


@pytest.fixture
def picture(claire: User) -> Picture:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(stream, "PNG")
    return keep_picture(by=claire, bare=bare(io.BytesIO(stream.getvalue()), 1))


def draft(**said: Any) -> Draft:
    return Draft(**{"title": "Un café au bord du lac", "text": "Douze femmes.\nUn lac.", "nobody": True, **said})


def write(by: User, **said: Any) -> Story:
    """The story of March, whatever was written before."""
    before = Story.objects.filter(period=MARCH).first()
    return write_story(by=by, period=MARCH, draft=draft(**said), seen=before.written_at if before else None)


def consent(by: User, who: Participant, kind: ConsentKind) -> Consent:
    return give_consent(by=by, participant=who, kind=kind, given_on=FIRST_OF_MARCH, evidence="classeur 3, p. 12")


def said() -> list[str]:
    return [each.words.replace("\xa0", " ") for each in hindrances(MARCH)]


def test_a_story_is_told_in_the_letters_of_its_period(claire: User, picture: Picture) -> None:
    assert tale_of(MARCH) is None
    write(claire, picture=picture.pk, picture_alt=" Un lac ")
    assert tale_of(MARCH) == Tale("Un café au bord du lac", "Douze femmes.\nUn lac.", picture.pk, "Un lac")
    assert tale_of("2017-04") is None
    write(claire, picture_alt="un reste")
    assert tale_of(MARCH) == Tale("Un café au bord du lac", "Douze femmes.\nUn lac.")
    write(claire, printed=False)
    assert tale_of(MARCH) is None
    assert said() == []


def test_the_same_picture_is_kept_once(claire: User, picture: Picture) -> None:
    again = bare(io.BytesIO(picture.content), len(picture.content))
    assert keep_picture(by=claire, bare=again).pk == picture.pk
    assert [event.after["sha256"] for event in Event.objects.filter(target="reports.picture")] == [picture.sha256]  # type: ignore[index]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"text": "mot " * 10_000}, "text", "Ce texte fait 40 000 signes ; la place est de 900."),
        ({"title": "x" * 101}, "title", "101 signes"),
        ({"title": " "}, "title", "Ce champ manque"),
        ({"picture": 1, "picture_alt": " "}, "picture_alt", "Dites ce que montre l’image"),
        ({"people": {1: SHOWN}}, "nobody", "Des personnes sont indiquées"),
    ],
)
def test_what_is_refused_is_refused_whole(claire: User, wrong: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        write(claire, **wrong)
    assert words in refused.value.message_dict[field][0].replace("\u202f", " ")
    assert not Story.objects.exists()


def test_the_second_writer_is_told_of_the_first(claire: User) -> None:
    first = write(claire)
    with pytest.raises(Meanwhile):
        write_story(by=claire, period=MARCH, draft=draft(title="Autre"), seen=None)
    write_story(by=claire, period=MARCH, draft=draft(title="Un autre titre"), seen=first.written_at)
    with pytest.raises(Meanwhile) as late:
        write_story(by=claire, period=MARCH, draft=draft(title="Un troisième"), seen=first.written_at)
    assert late.value.story.title == "Un autre titre"
    assert Story.objects.get().title == "Un autre titre"


def test_nothing_is_written_when_nothing_changes(claire: User, awa: Participant) -> None:
    first = write(claire, nobody=False, people={awa.pk: SHOWN})
    events = Event.objects.count()
    assert write(claire, nobody=False, people={awa.pk: SHOWN}).written_at == first.written_at
    assert Event.objects.count() == events


def test_who_is_shown_or_quoted_must_consent(claire: User, awa: Participant, picture: Picture) -> None:
    shown = {"picture": picture.pk, "picture_alt": "Un lac", "nobody": False}
    write(claire, nobody=False)
    assert said() == ["Il n’est pas dit qui est montré ou cité, ni que personne n’est reconnaissable."]
    write(claire)
    assert said() == []
    write(claire, **shown, people={awa.pk: BOTH})
    assert said() == ["Awa Mésange : il manque l’accord pour son image et l’accord pour ses paroles et son nom."]
    image = consent(claire, awa, ConsentKind.IMAGE)
    assert said() == ["Awa Mésange : il manque l’accord pour ses paroles et son nom."]
    write(claire, **shown, people={awa.pk: SHOWN})
    assert said() == []
    withdraw_consent(by=claire, consent=image, withdrawn_on=clock.today(), withdrawal="courriel")
    assert said() == ["Awa Mésange : il manque l’accord pour son image."]
    assert [each.participant for each in hindrances(MARCH)] == [awa.pk]
    write(claire, nobody=False, people={awa.pk: SHOWN})
    assert "Awa Mésange doit être sur l’image, et le retour n’en a pas." in said()


def test_a_consent_not_yet_given_or_already_given_is_refused(claire: User, awa: Participant) -> None:
    given: dict[str, Any] = {"by": claire, "participant": awa, "kind": ConsentKind.WORDS, "evidence": "classeur"}
    with pytest.raises(ValidationError, match="pas encore passé"):
        give_consent(given_on=dt.date(2018, 1, 1), **given)
    with pytest.raises(ValidationError, match="ne peut pas être vide"):
        give_consent(given_on=FIRST_OF_MARCH, **{**given, "evidence": ""})
    held = give_consent(given_on=FIRST_OF_MARCH, **given)
    with pytest.raises(ValidationError, match="a déjà donné cet accord"):
        give_consent(given_on=dt.date(2017, 4, 1), **given)
    taken: dict[str, Any] = {"by": claire, "consent": held, "withdrawal": "courriel"}
    for day, why in ((dt.date(2018, 1, 1), "pas encore passé"), (dt.date(2017, 2, 1), "Le retrait précède")):
        with pytest.raises(ValidationError, match=why):
            withdraw_consent(withdrawn_on=day, **taken)
    with pytest.raises(ValidationError, match="comment la personne"):
        withdraw_consent(withdrawn_on=clock.today(), **{**taken, "withdrawal": ""})
    withdraw_consent(withdrawn_on=clock.today(), **taken)
    with pytest.raises(ValidationError, match="déjà retiré"):
        withdraw_consent(withdrawn_on=clock.today(), **taken)
    assert not Consent.objects.in_force_on(clock.today()).exists()
    assert Consent.objects.in_force_on(dt.date(2017, 12, 30)).exists()
    assert give_consent(given_on=clock.today(), **given).pk != held.pk
    assert Event.objects.filter(target="people.consent", file=CODE).count() == 3


def close(number: int = 1, *, tale: Tale | None = None, day: int = 31) -> Closing:
    """A closed March, with or without a story in it."""
    at = dt.datetime(2017, 12, day, 20, tzinfo=dt.UTC)
    closing = Closing.objects.create(period=MARCH, number=number, as_of=FIRST_OF_MARCH, why="x", asked_at=at)
    sheet = {"blocks": [{"tale": None}, {"tale": {"title": tale.title} if tale else None}]}
    ClosedLetter.objects.create(
        closing=closing, edition=whole(), name="x", sheet=sheet, data={}, definitions={}, pdf=b""
    )
    closing.closed_at = at
    closing.save()
    return closing


def test_what_published_a_person_is_told_for_good(claire: User, awa: Participant, today: Any) -> None:
    today(dt.date(2017, 12, 10))
    write(claire, nobody=False, people={awa.pk: QUOTED})
    assert [story.period for story in waiting_with(awa)] == [MARCH]
    before = close(1, day=9, tale=tale_of(MARCH))
    first = close(2, day=12, tale=tale_of(MARCH))
    without = close(3, day=13)
    assert waiting_with(awa) == []
    today(dt.date(2017, 12, 20))
    write(claire)
    after = close(4, day=25, tale=tale_of(MARCH))
    assert closed_with(awa) == [first]
    assert {before, without, after}.isdisjoint(closed_with(awa))
    person = StoryPerson.objects.get()
    assert person.removed_at is not None
    assert Event.objects.filter(target="reports.storyperson", file=CODE).count() == 2

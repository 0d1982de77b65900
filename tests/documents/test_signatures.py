"""Having something of a file signed: the text shown is the text kept, once, and what follows from it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import Caseworker, User
from jalon.audit.models import Event
from jalon.core import clock
from jalon.core.pictures import Refused
from jalon.documents.actions import store_file
from jalon.documents.drawing import EMPTY, drawn
from jalon.documents.enums import Capacity, Method
from jalon.documents.models import Signature, StoredFile
from jalon.documents.reading import verify
from jalon.pathways.actions.signatures import put_signature, sign_by_sheet, take_back
from jalon.pathways.enums import ImmersionObject, InterviewKind, Place
from jalon.pathways.models import Entry, Goal, Immersion, Interview, Pathway, Review, Step
from jalon.pathways.signables import What, interviews_to_sign, of_interviews, signable
from jalon.people.models import Participant
from jalon.protocols.enums import Classification
from jalon.protocols.models import StepLabel
from tests.documents.files import blank_canvas, canvas, pdf, stroke

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 11, 14)
MENTION = "Ce dispositif est cofinancé par le Fonds social européen dans le cadre du programme"


@pytest.fixture
def pathway() -> Pathway:
    awa = Participant.objects.create(code="M-0412", first_name="Awa", last_name="Mésange")
    return Pathway.objects.create(code="P-1", participant=awa, entry_date=dt.date(2016, 11, 21))


def interview(pathway: Pathway, day: dt.date = DAY, **said: object) -> Interview:
    nadia, _ = Caseworker.objects.get_or_create(code="cormier", first_name="Nadia", last_name="Cormier")
    values = {"kind": InterviewKind.MEETING, "present": True, "minutes": 45, "caseworker": nadia, **said}
    return Interview.objects.create(pathway=pathway, date=day, **values)


def image(by: User) -> StoredFile:
    return store_file(by=by, name="signature.png", content=stroke())


def put(by: User, what: What, key: int, **said: object) -> Signature:
    values = {"seen": signable(what, key).seen, "signer": "Awa Mésange", "method": Method.DRAWN, **said}
    return put_signature(by=by, what=what, key=key, image=image(by), **values)  # type: ignore[arg-type]


def test_an_interview_is_signed_whole(nadia: User, pathway: Pathway) -> None:
    held = interview(pathway, time=dt.time(10), place=Place.OFFICE)
    signature = put(nadia, What.INTERVIEW, held.pk)
    held.refresh_from_db()
    assert (held.signature, held.signed) == (signature, True)
    lines = signature.text.replace("\xa0", " ").splitlines()
    assert lines[:4] == [
        "Émargement",
        "Awa Mésange, dossier M-0412",
        "Entretien, le mardi 14 novembre 2017 à 10 h 00",
        "Durée : 45 min",
    ]
    assert lines[4:6] == ["Lieu : bureau", "Avec Nadia Cormier"]
    assert lines[-1].startswith(MENTION)
    assert verify(signature) == [] and signable(What.INTERVIEW, held.pk).still_says
    assert set(Event.objects.values_list("file", flat=True)) >= {"M-0412"}


def test_what_was_signed_is_compared_with_the_facts_of_today(nadia: User, pathway: Pathway) -> None:
    held = interview(pathway)
    put(nadia, What.INTERVIEW, held.pk)
    Interview.objects.filter(pk=held.pk).update(minutes=60)
    assert not signable(What.INTERVIEW, held.pk).still_says


def test_nobody_signs_twice_nor_for_someone_absent_nor_another_text(nadia: User, pathway: Pathway) -> None:
    held, missed = interview(pathway), interview(pathway, dt.date(2017, 11, 20), present=False)
    seen = signable(What.INTERVIEW, held.pk).seen
    Interview.objects.filter(pk=held.pk).update(minutes=60)
    with pytest.raises(ValidationError, match="Le texte a changé"):
        put(nadia, What.INTERVIEW, held.pk, seen=seen)
    put(nadia, What.INTERVIEW, held.pk)
    with pytest.raises(ValidationError, match="déjà signé"):
        put(nadia, What.INTERVIEW, held.pk)
    with pytest.raises(ValidationError, match="n’est pas venue"):
        put(nadia, What.INTERVIEW, missed.pk)
    assert Signature.objects.count() == 1


def test_which_interviews_wait_for_a_signature(pathway: Pathway) -> None:
    waiting = interview(pathway, kind=InterviewKind.WORKSHOP)
    interview(pathway, signed=True)
    interview(pathway, present=False)
    interview(pathway, present=None)
    interview(pathway, kind=InterviewKind.PHONE)
    interview(pathway, place=Place.REMOTE)
    interview(pathway, clock.today() + dt.timedelta(1))
    found = interviews_to_sign(Pathway.objects.all())
    assert list(found) == [waiting]
    assert [each.about.replace("\xa0", " ") for each in of_interviews(found)] == ["Atelier du 14 nov. 2017"]


def test_one_sheet_signs_several_interviews_or_none(nadia: User, pathway: Pathway) -> None:
    first, second = interview(pathway), interview(pathway, dt.date(2017, 12, 12))
    signed, sheet = interview(pathway, signed=True), store_file(by=nadia, name="feuille.pdf", content=pdf())
    with pytest.raises(ValidationError, match="14/11/2017 : C’est déjà signé"):
        sign_by_sheet(by=nadia, interviews=[first.pk, signed.pk], image=sheet)
    with pytest.raises(ValidationError, match="Cochez"):
        sign_by_sheet(by=nadia, interviews=[], image=sheet)
    assert not Signature.objects.exists()
    at = clock.now() - dt.timedelta(days=2)
    made = sign_by_sheet(by=nadia, interviews=[first.pk, second.pk], image=sheet, at=at)
    assert {each.image for each in made} == {sheet}
    assert {(each.method, each.signed_at) for each in made} == {(Method.SCANNED, at)}
    assert not interviews_to_sign(Pathway.objects.all()).exists()


def test_the_charter_dates_the_entry_file_and_begins_one_for_an_import(nadia: User, pathway: Pathway) -> None:
    signature = put(nadia, What.CHARTER, pathway.pk)
    entry = Entry.objects.get(pathway=pathway)
    assert (entry.charter_signature, entry.charter_on) == (signature, clock.today())
    assert "pour 30 mois au plus" in signature.text.replace("\xa0", " ")
    assert "faire le point avec moi tous les 5 mois" in signature.text.replace("\xa0", " ")


def test_a_review_is_signed_by_both(nadia: User, pathway: Pathway) -> None:
    review = Review.objects.create(
        pathway=pathway, month=10, held_on=dt.date(2017, 9, 25), next="Permis", recorded_on=dt.date(2017, 9, 25)
    )
    Goal.objects.create(pathway=pathway, text="Code en janvier", term="court", set_on=review.held_on, review=review)
    person = put(nadia, What.REVIEW, review.pk)
    caseworker = put(nadia, What.REVIEW_CASEWORKER, review.pk, signer="Nadia Cormier")
    review.refresh_from_db()
    assert (review.participant_signature, review.caseworker_signature) == (person, caseworker)
    assert (person.capacity, caseworker.capacity) == (Capacity.PARTICIPANT, Capacity.CASEWORKER)
    assert "– Code en janvier" in person.text and person.text != caseworker.text


def test_a_pmsmp_is_signed(nadia: User, pathway: Pathway) -> None:
    label = StepLabel.objects.create(name="PMSMP d’essai")
    step = Step.objects.create(
        code="E-1",
        pathway=pathway,
        label=label,
        classification=Classification.MOBILISATION,
        start=DAY,
        end=dt.date(2017, 11, 24),
    )
    immersion = Immersion.objects.create(
        step=step, object=ImmersionObject.DISCOVER, tutor="M. Saule", tasks="Plonge", goals="Découvrir", days="9 h-17 h"
    )
    signature = put(nadia, What.IMMERSION, immersion.pk)
    immersion.refresh_from_db()
    assert immersion.signature == signature
    assert "du 14 novembre 2017 au 24 novembre 2017" in signature.text.replace("\xa0", " ")


def test_a_signature_put_by_mistake_is_taken_back_the_same_day_by_who_recorded_it(
    nadia: User, pathway: Pathway
) -> None:
    held = interview(pathway)
    signature = put(nadia, What.INTERVIEW, held.pk)
    other = User.objects.create_user("denis.charme@example.org", last_name="Charme")
    with pytest.raises(ValidationError, match="le jour même"):
        take_back(by=other, what=What.INTERVIEW, key=held.pk)
    take_back(by=nadia, what=What.INTERVIEW, key=held.pk)
    held.refresh_from_db()
    assert (held.signature, held.signed) == (None, False)
    assert Signature.objects.get() == signature
    with pytest.raises(ValidationError, match="pas de signature"):
        take_back(by=nadia, what=What.INTERVIEW, key=held.pk)


def test_later_it_stays(nadia: User, pathway: Pathway, today: object) -> None:
    held = interview(pathway)
    put(nadia, What.INTERVIEW, held.pk)
    today(dt.date(2018, 1, 2))  # type: ignore[operator]
    with pytest.raises(ValidationError, match="le jour même"):
        take_back(by=nadia, what=What.INTERVIEW, key=held.pk)


def test_a_stroke_is_cut_out_of_its_canvas_and_an_empty_one_refused() -> None:
    assert drawn(canvas()).startswith(b"\x89PNG")
    for sent in ("", canvas(blank_canvas())):
        with pytest.raises(Refused, match=EMPTY[:20]):
            drawn(sent)
    for sent in ("data:image/svg+xml;base64,AAAA", canvas() + "é", canvas()[:200]):
        with pytest.raises(Refused, match="pas été reçue entière"):
            drawn(sent)

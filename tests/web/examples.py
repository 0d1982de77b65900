"""A few accounts and files for the tests of pages: the référent, the colleague who follows others, the outsider."""

import datetime as dt
import io

from PIL import Image

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.core import clock
from jalon.documents.actions import sign, store_file
from jalon.documents.enums import Capacity, Method
from jalon.exchange.models import Transfer
from jalon.indicators.registry import INDICATORS
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Delivery, Mailing, MailingList, Notice, Subscriber
from jalon.organisations.models import Agent, Organisation
from jalon.pathways.enums import InterviewKind, Term
from jalon.pathways.models import (
    AbsenceAct,
    Assignment,
    BulkAct,
    CaseDecision,
    CaseMeeting,
    Cover,
    ExitProposal,
    Extension,
    Goal,
    Interview,
    Pathway,
    Renewal,
    Review,
    Step,
    Suspension,
)
from jalon.people.enums import DocumentKind, Sex, TieKind
from jalon.people.models import Consent, Document, Participant, Situation, Tie
from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason, NonEntryReason, StepLabel
from jalon.reference.models import Commune, ContractType, District, EducationLevel
from jalon.referrals.enums import Means
from jalon.referrals.models import Attempt, Referral
from jalon.reports.closing.definitions import definition
from jalon.reports.enums import Audience
from jalon.reports.models import ClosedLetter, Closing, Edition, Picture, TypedFigure
from jalon.reports.publication import whole
from jalon.reports.sheet.parts import Sheet
from jalon.reports.sheet.serial import packed
from jalon.roster.actions import refresh_all
from jalon.roster.models import SavedView
from tests.web.agenda.example import agenda

PASSWORD = "un jalon planté au bord du lac"  # noqa: S105
BEGINNING = dt.date(2016, 1, 1)
VIEW = 900
"""The list that Claire keeps, offered to the team."""
CODE = "M-0412"
"""The file of Awa Mésange, followed by Denis Charme, then by Nadia Cormier since 1 June 2017."""
CASE_MEETING, CASE_DECISION, AWA_PATHWAY = 10_000_960, 10_000_961, 10_000_962
"""The meeting of Nadia to come, a decision of the one before about Awa; Awa’s open pathway."""
ABSENCE = 10_000_963
"""A call after Awa’s absences."""
NOTICE = "abcdefghjkmn"
"""The token of the reminder of Awa’s next appointment, which has left."""
MEETING, APPOINTMENT = 10_000_916, 10_000_917
"""Awa’s last interview, and her next appointment."""
PAPER = 10_000_930
"""Awa’s CV."""
REVIEW, GOAL, TIE = 10_000_940, 10_000_941, 10_000_942
"""Awa’s review at 10 months, a goal set there, her social worker."""
SENT, ATTEMPT, FIRST = 10_000_950, 10_000_951, 10_000_952
"""Awa’s referral that entered, and how she was reached; Gaston’s first appointment."""
TYPED = 4012
"""The key of a typed figure of 2012."""

CONSENT, PICTURE, SHA256 = 800, 801, "f" * 64
"""A consent of Awa’s, for her image; a picture without a point."""

BULK, COVER = "44444444-4444-4444-8444-444444444444", 916
"""An act of Paule's that wrote nothing; Denis stands in for her in February 2018."""
STEP, RENEWAL, SUSPENSION, ASSIGNMENT, EXTENSION, EXIT = range(10_000_910, 10_000_916)
"""What was recorded about Gaston: a contract renewed, then over; a veille; the SA refused his exit."""

VERSION = 600
"""The version of the letter of the host « Régie des Tilleuls »."""

TRANSFER = "11111111-1111-4111-8111-111111111111"
"""An import that was refused."""

CLOSING = "33333333-3333-4333-8333-333333333333"
"""December 2016, closed: the letter of the PLIE and that of the host, both without a block."""

LIST, SUBSCRIBER, DELIVERY = 700, 701, 702
MESSAGE = "22222222-2222-4222-8222-222222222222"
"""A mailing that has left: its key, its batch, and the token of its only addressee."""


def account(role: Role, email: str, **fields: object) -> User:
    """An account that holds one role since 2016."""
    name = email.partition("@")[0].replace(".", " ").title()
    user = User.objects.create_user(email, PASSWORD, first_name=name.split()[0], last_name=name.split()[-1])
    Membership.objects.create(user=user, role=role, start=BEGINNING, **fields)
    return user


def caseworker(first_name: str, last_name: str) -> Caseworker:
    """A référent and their account, `prénom.nom@example.org`."""
    found = Caseworker.objects.create(code=last_name.lower(), first_name=first_name, last_name=last_name)
    account(Role.CASEWORKER, f"{first_name}.{last_name}@example.org".lower(), caseworker=found)
    return found


def accounts() -> dict[str, User]:
    """One account for each role, and three référents: `nadia` follows Awa, `denis` did, `paule` follows others."""
    host = Organisation.objects.create(code="porteur", name="Régie des Tilleuls")
    account(Role.HOST_MANAGER, "lise.aulne@example.org", organisation=host)
    account(Role.COORDINATOR, "claire.tilleul@example.org")
    account(Role.PROJECT_OFFICER, "hugo.frene@example.org")
    account(Role.ASSISTANT, "ines.saule@example.org")
    account(Role.ADMIN, "abel.orme@example.org")
    for names in (("Nadia", "Cormier"), ("Denis", "Charme"), ("Paule", "Erable")):
        caseworker(*names)
    return {user.email.partition(".")[0]: user for user in User.objects.order_by("pk")}


def example() -> dict[str, User]:
    """The accounts, Awa's file with all that a file may hold, and Gaston's, followed by Paule."""
    users = accounts()
    pathway = awa()
    nadia, denis, paule = (Caseworker.objects.get(code=code) for code in ("cormier", "charme", "erable"))
    Assignment.objects.create(pathway=pathway, caseworker=denis)
    Assignment.objects.create(pathway=pathway, caseworker=nadia, start=dt.date(2017, 6, 1))
    interviews(pathway, nadia, 60)
    papers(pathway.participant, users["nadia"])
    appointments(pathway.participant, nadia)
    agenda(nadia, users)
    guided(pathway, nadia)
    case_meetings(pathway, nadia, users["hugo"])
    AbsenceAct.objects.create(pk=ABSENCE, pathway=pathway, stage="appel", date=dt.date(2017, 12, 4))
    gaston = Participant.objects.create(code="R-0007", sex=Sex.MALE, first_name="Gaston", last_name="Roitelet")
    other = Pathway.objects.create(code="P-R-0007", participant=gaston, entry_date=dt.date(2017, 2, 1))
    Assignment.objects.create(pk=ASSIGNMENT, pathway=other, caseworker=paule)
    recorded(other, users["paule"], users["claire"])
    TypedFigure.objects.create(
        pk=TYPED, code="exits_cumulative", period="2012", value=640, source="Rapport 2012", entered_on=BEGINNING
    )
    host = Organisation.objects.get(code="porteur")
    Edition.objects.create(pk=VERSION, name="Régie des Tilleuls", audience=Audience.HOST, organisation=host)
    SavedView.objects.create(
        pk=VIEW, owner=users["claire"], name="QPV et RSA", query="quartier=qpv&rsa=oui", shared=True
    )
    refresh_all()
    refused_folder(users["claire"])
    Picture.objects.create(
        pk=PICTURE, sha256=SHA256, media_type="image/png", width=1, height=1, content=b"", added_at=clock.now()
    )
    sent_letter(users["claire"])
    closed_letter(users["claire"])
    return users


def recorded(pathway: Pathway, by: User, decided_by: User) -> None:
    """What a few months brought to Gaston."""
    label = StepLabel.objects.get(name="CDD Court (moins de 6 mois)")
    span = {"start": dt.date(2017, 3, 1), "end": dt.date(2017, 4, 28)}
    step = Step.objects.create(
        pk=STEP, code="E-0910", pathway=pathway, label=label, classification=Classification.JOB, **span
    )
    Renewal.objects.create(
        pk=RENEWAL,
        step=step,
        end_before=dt.date(2017, 3, 31),
        end_after=step.end,
        label_before=label,
        recorded_on=dt.date(2017, 3, 30),
    )
    rest = {"start": dt.date(2017, 5, 2), "end": dt.date(2017, 5, 12)}
    Suspension.objects.create(pk=SUSPENSION, pathway=pathway, reason="déménagement", **rest)
    Extension.objects.create(
        pk=EXTENSION, pathway=pathway, decided_on=dt.date(2017, 6, 1), until=dt.date(2019, 12, 31), reason="formation"
    )
    ExitProposal.objects.create(
        pk=EXIT,
        pathway=pathway,
        date=dt.date(2017, 6, 30),
        reason=ExitReason.objects.get(code="autre"),
        proposed_on=dt.date(2017, 7, 3),
        proposed_by=by,
        decided_on=dt.date(2017, 7, 4),
        decided_by=decided_by,
        accepted=False,
        answer="le parcours continue",
    )
    BulkAct.objects.create(key=BULK, label="Courrier « Vœux »", at=dt.datetime(2017, 12, 20, 9, tzinfo=dt.UTC), by=by)
    paule, denis = (Caseworker.objects.get(code=code) for code in ("erable", "charme"))
    away = {"start": dt.date(2018, 2, 5), "end": dt.date(2018, 2, 9)}
    Cover.objects.create(pk=COVER, absent=paule, replacement=denis, **away)


def guided(pathway: Pathway, caseworker: Caseworker) -> None:
    """A review held, a goal set there, and who is around."""
    held = dt.date(2017, 9, 25)
    review = Review.objects.create(
        pk=REVIEW,
        pathway=pathway,
        month=10,
        held_on=held,
        caseworker=caseworker,
        done="Trois ateliers.",
        next="Passer le code.",
        recorded_on=held,
    )
    Goal.objects.create(
        pk=GOAL, pathway=pathway, review=review, text="Réussir le code de la route", term=Term.SHORT, set_on=held
    )
    Tie.objects.create(
        pk=TIE, participant=pathway.participant, kind=TieKind.SOCIAL_WORKER, name="Rose Bouleau", start=held
    )


def refused_folder(by: User) -> None:
    """A folder deposited, checked and refused; its files are not on disk."""
    at = clock.now()  # a day later, it would be erased
    Transfer.objects.create(
        key=TRANSFER, kind="import", by=by, file_name="dossier.zip", size=9, asked_at=at, checked_at=at, faults=1
    )


def closed_letter(by: User) -> None:
    """A month closed, as light as may be."""
    day = dt.date(2016, 12, 31)
    at = dt.datetime(2017, 1, 3, 9, tzinfo=dt.UTC)
    closing = Closing.objects.create(key=CLOSING, period="2016-12", number=1, as_of=day, asked_at=at, by=by)
    host = Organisation.objects.get(code="porteur")
    own, _ = Edition.objects.get_or_create(audience=Audience.HOST, organisation=host, defaults={"name": str(host)})
    for edition in (whole(), own):
        sheet = Sheet("PLIE", "Lettre mensuelle", "Décembre 2016", "2016-12", day, day, "", (), "")
        said = {"indicators": {"entries_month": definition(INDICATORS["entries_month"])}, "parameters": {}}
        ClosedLetter.objects.create(
            closing=closing,
            edition=edition,
            name=edition.name,
            sheet=packed(sheet),
            data={},
            definitions=said,
            pdf=b"%PDF-",
            sha256="e" * 64,
        )
    closing.closed_at = at
    closing.save()


def sent_letter(by: User) -> None:
    """A list of one, to whom the letter of November was sent."""
    at = dt.datetime(2017, 12, 5, 9, tzinfo=dt.UTC)
    kept = MailingList.objects.create(pk=LIST, name="Financeurs", about="Ceux qui financent l’action.")
    who = {"address": "anne.bruyere@example.org", "name": "Anne Bruyère"}
    someone = Subscriber.objects.create(
        pk=SUBSCRIBER, mailing_list=kept, token=MESSAGE, added_on=dt.date(2017, 11, 6), **who
    )
    mailing = Mailing.objects.create(
        key=MESSAGE,
        batch=MESSAGE,
        purpose="lettre",
        reference=f"lettre:2017-11:1:{whole().pk}",
        subject="PLIE : lettre de novembre 2017",
        text="…",
        asked_at=at,
        by=by,
    )
    Delivery.objects.create(
        pk=DELIVERY, mailing=mailing, subscriber=someone, message_id="<1@x>", claimed_at=at, sent_at=at, **who
    )


def papers(person: Participant, by: User) -> None:
    """A CV, and the signature of the last interview."""
    content = io.BytesIO()
    Image.new("RGBA", (2, 2), "black").save(content, "PNG")
    added = {"dated": dt.date(2017, 6, 19), "added_on": dt.date(2017, 6, 19), "added_by": by}
    file = store_file(by=by, name="cv.png", content=content.getvalue(), file=person.code)
    Document.objects.create(pk=PAPER, participant=person, kind=DocumentKind.CV, file=file, **added)
    capacity, method = Capacity.PARTICIPANT, Method.DRAWN
    signature = sign(by=by, text="Émargement", signer=str(person), capacity=capacity, method=method, image=file)
    Interview.objects.filter(pk=MEETING).update(signature=signature)


def awa() -> Pathway:
    """Awa Mésange: a referral declined, two pathways, three situations; her second pathway."""
    person = Participant.objects.create(
        code=CODE,
        sex=Sex.FEMALE,
        first_name="Awa",
        last_name="Mésange",
        birth_date=dt.date(1983, 3, 3),
        phone="+33 0 00 00 00 12",
        email="awa.mesange@example.org",
    )
    situations(person)
    referrals(person)
    former(person)
    Consent.objects.create(
        pk=CONSENT, participant=person, kind="image", given_on=dt.date(2017, 9, 4), evidence="classeur 3, page 12"
    )
    pathway = Pathway.objects.create(
        pk=AWA_PATHWAY, code="P-0901", participant=person, entry_date=dt.date(2016, 11, 21)
    )
    Suspension.objects.create(
        pathway=pathway, start=dt.date(2017, 7, 3), end=dt.date(2017, 8, 28), reason="opération du genou"
    )
    steps(pathway)
    return pathway


def appointments(person: Participant, caseworker: Caseworker) -> None:
    """One kept, which the interview of its day tells, and the next one."""
    said = {"participant": person, "caseworker": caseworker, "kind": AppointmentKind.FOLLOW_UP, "minutes": 45}
    held = dt.date(2017, 11, 28)
    Appointment.objects.create(date=held, time=dt.time(14, 30), outcome=Outcome.KEPT, outcome_on=held, **said)
    Appointment.objects.create(
        pk=APPOINTMENT, date=dt.date(2018, 1, 9), time=dt.time(10), place="Régie des Tilleuls", **said
    )
    Notice.objects.create(
        reference=f"rendez-vous:{APPOINTMENT}",
        channel=Channel.EMAIL,
        purpose=NoticePurpose.REMINDER,
        moment="veille",
        address="a•••@example.org",
        token=NOTICE,
        asked_at=clock.now(),
        claimed_at=clock.now(),
        sent_at=clock.now(),
    )


def case_meetings(pathway: Pathway, caseworker: Caseworker, officer: User) -> None:
    """One in November, closed, that decided something not done yet; the next one."""
    held = CaseMeeting.objects.create(
        caseworker=caseworker,
        officer=officer,
        date=dt.date(2017, 11, 28),
        closed_at=dt.datetime(2017, 11, 28, tzinfo=dt.UTC),
    )
    words = "Proposer une mise en situation."
    CaseDecision.objects.create(
        pk=CASE_DECISION, meeting=held, pathway=pathway, words=words, owner=officer, due_on=dt.date(2017, 12, 20)
    )
    CaseMeeting.objects.create(pk=CASE_MEETING, caseworker=caseworker, officer=officer, date=dt.date(2018, 1, 9))


def situations(person: Participant) -> None:
    """At the first entry, at the second, and since."""
    dijon = Commune.objects.get(code="21231")
    district = District.objects.priority().filter(commune=dijon).order_by("code").first()
    Situation.objects.create(participant=person, date=dt.date(2014, 1, 6), commune=dijon, outside_districts=True)
    known = {"commune": dijon, "level": EducationLevel.objects.get(code="3"), "job_seeker": True, "single_parent": True}
    Situation.objects.create(
        participant=person,
        date=dt.date(2016, 11, 2),
        district=district,
        rsa=True,
        months_without_work=14,
        disability=True,
        court_order=False,
        address="12 allée des Pinsons",
        postcode="21000",
        **known,
    )
    Situation.objects.create(participant=person, date=dt.date(2017, 9, 4), rsa=False, district=district, **known)


def referrals(person: Participant) -> None:
    """One declined for health, one entered."""
    partner = Organisation.objects.create(code="prescripteur", name="France Travail, agence du Lac")
    agent = Agent.objects.create(organisation=partner, first_name="Hugo", last_name="Noyer")
    Referral.objects.create(
        code="PR-1",
        participant=person,
        referrer=partner,
        date=dt.date(2015, 5, 4),
        declined_on=dt.date(2015, 6, 1),
        reason=NonEntryReason.objects.get(code="sante"),
    )
    Referral.objects.create(
        pk=SENT,
        code="PR-2",
        participant=person,
        referrer=partner,
        agent=agent,
        date=dt.date(2016, 10, 12),
        entered_on=dt.date(2016, 11, 21),
    )


def former(person: Participant) -> Pathway:
    """A first pathway, ended by a removal."""
    return Pathway.objects.create(
        code="P-0304",
        participant=person,
        entry_date=dt.date(2014, 2, 3),
        exit_date=dt.date(2014, 9, 30),
        exit_reason=ExitReason.objects.get(code="demenagement"),
    )


def steps(pathway: Pathway) -> None:
    """One over, two under way."""
    provider = Organisation.objects.create(code="ecole", name="Auto-école associative du Lac")
    rows = [
        ("E-1", "Atelier linguistique", Classification.NON_QUALIFYING, dt.date(2017, 1, 9), dt.date(2017, 4, 7), None),
        ("E-2", "Contrat long", Classification.JOB, dt.date(2017, 9, 4), None, "cdi"),
        ("E-3", "Plateforme mobilité", Classification.MOBILISATION, dt.date(2017, 10, 16), dt.date(2018, 4, 27), None),
    ]
    for code, name, classification, start, end, contract in rows:
        Step.objects.create(
            code=code,
            pathway=pathway,
            label=StepLabel.objects.get_or_create(name=name)[0],
            classification=classification,
            start=start,
            end=end,
            contract=ContractType.objects.get(code=contract) if contract else None,
            organisation=None if contract else provider,
            weekly_hours="24.5" if contract else None,
        )


def interviews(pathway: Pathway, caseworker: Caseworker, count: int) -> None:
    """Contacts of every kind, six days apart, the last one on 28 November 2017; the fifth was missed."""
    kinds = list(InterviewKind)
    Interview.objects.bulk_create(
        Interview(
            pk=MEETING if not index and not Interview.objects.filter(pk=MEETING).exists() else None,
            pathway=pathway,
            caseworker=caseworker,
            date=dt.date(2017, 11, 28) - dt.timedelta(days=6 * index),
            kind=kinds[index % len(kinds)],
            minutes=15 + 5 * (index % 7),
            present=index != 4,
            signed=index % len(kinds) == 0,
        )
        for index in range(count)
    )


def entering() -> None:
    """What the pages between the referral and the entry are about; not in every example, whose counts it would move."""
    day = dt.date(2016, 10, 14)
    sent = Referral.objects.get(pk=SENT)
    Attempt.objects.create(pk=ATTEMPT, referral=sent, date=day, means=Means.PHONE, reached=True, recorded_on=day)
    Appointment.objects.create(
        pk=FIRST,
        participant=sent.participant,
        caseworker=Caseworker.objects.get(code="cormier"),
        kind=AppointmentKind.FIRST,
        date=day,
        time=dt.time(9),
        minutes=30,
    )

"""What one types of a person who is sent: eight fields, the others folded; who is known already is not typed again."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q

from jalon.core import clock
from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Agent, Organisation, OrganisationRole
from jalon.people.enums import Sex
from jalon.people.models import Participant
from jalon.protocols.models import Protocol
from jalon.reference.models import Commune
from jalon.referrals.models import Referral
from jalon.web.recording.fields import BirthField, DayField
from jalon.web.recording.forms import HALF, RecordForm
from jalon.web.referrals.senders import top_of

PERSON = ("last_name", "first_name", "birth_date", "phone")
MORE_PERSON = ("sex", "email", "commune")
ANEW = "Aucune d’elles : c’est une autre personne"


class IdentityForm(RecordForm):
    """Who a person is."""

    widths = {"last_name": HALF, "first_name": HALF, "birth_date": HALF, "phone": HALF, "sex": HALF, "email": HALF}

    last_name = forms.CharField(label="Nom", max_length=300)
    first_name = forms.CharField(label="Prénom", max_length=300)
    birth_date = BirthField(label="Date de naissance", required=False)
    phone = forms.CharField(label="Téléphone", max_length=100, required=False)
    sex = forms.ChoiceField(label="Sexe", choices=[("", "Inconnu"), *Sex.choices], required=False)
    email = forms.EmailField(label="Courriel", max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, kind in (("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs |= {"inputmode": kind, "autocomplete": "off"}
        for name in ("last_name", "first_name"):
            self.fields[name].widget.attrs |= {"autocomplete": "off"}


class NewReferralForm(IdentityForm):
    """A referral, and who it is about unless the person is `known`."""

    widths = {
        **IdentityForm.widths,
        "referrer": HALF,
        "agent": HALF,
        "date": HALF,
        "received_on": HALF,
        "commune": HALF,
    }
    sensitive = frozenset({"why", "known_situation"})

    referrer = forms.ModelChoiceField(
        Organisation.objects.none(), label="Prescripteur", required=False, empty_label="Inconnu, ou venue d’elle-même"
    )
    agent = forms.CharField(label="Agent qui l’envoie", max_length=400, required=False)
    date = DayField(label="Écrite le")
    why = forms.CharField(label="Pourquoi le PLIE", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    commune = forms.ModelChoiceField(Commune.objects.none(), label="Commune", required=False, empty_label="Inconnue")
    known_situation = forms.CharField(
        label="Situation connue", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    received_on = DayField(label="Reçue le", required=False)
    anew = forms.BooleanField(label=ANEW, required=False)

    def __init__(self, data: Any = None, *, known: Participant | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.known = known
        if known:
            for name in (*PERSON, *MORE_PERSON, "anew"):
                del self.fields[name]
        else:
            self.fields["commune"].queryset = communes()  # type: ignore[attr-defined]
        self.fields["referrer"].queryset = referrers()  # type: ignore[attr-defined]
        self.fields["referrer"].widget.choices = list(_by_organisation())
        self.fields["referrer" if known else "last_name"].widget.attrs["autofocus"] = True
        self.fields["agent"].widget.attrs |= {"list": "agents", "autocomplete": "off"}

    def part(self, *names: str) -> list[tuple[forms.BoundField, str]]:
        """Some of the fields, each with its classes."""
        return [(field, width) for field, width in self.rows if field.name in names]

    @property
    def person(self) -> list[tuple[forms.BoundField, str]]:
        """The fields that say who it is."""
        return self.part(*PERSON)

    @property
    def sending(self) -> list[tuple[forms.BoundField, str]]:
        """The fields that say who sends, when and why."""
        return self.part("referrer", "agent", "date", "why")

    @property
    def more(self) -> list[tuple[forms.BoundField, str]]:
        """Those that are folded."""
        return self.part(*MORE_PERSON, "known_situation", "received_on")

    @property
    def more_is_said(self) -> bool:
        """Whether something is written, or to be corrected, in what is folded."""
        return any(field.errors or field.value() for field, _ in self.more)

    @property
    def agents(self) -> list[str]:
        """The names proposed for the agent; one query."""
        return sorted({str(agent) for agent in Agent.objects.filter(Q(end=None) | Q(end__gte=clock.today()))})

    def clean(self) -> dict[str, Any]:
        """An agent belongs to an organisation."""
        said = super().clean() or {}
        if said.get("agent", "").strip() and not said.get("referrer"):
            self.add_error("referrer", "Choisissez l’organisme de cet agent.")
        return said


def referrers() -> Any:
    """The organisations that may send someone today, their agencies, and those that did send someone."""
    roles = OrganisationRole.objects.in_force_on(clock.today()).filter(kind=OrganisationKind.REFERRER)
    sending = roles.values("organisation")
    sent = Exists(Referral.objects.order_by().filter(referrer=OuterRef("pk")))
    allowed = Q(pk__in=sending) | Q(parent__in=sending) | Q(sent)
    return Organisation.objects.filter(allowed).select_related("parent__parent")


def communes() -> Any:
    """Those of the perimeter of the day."""
    today = clock.today()
    protocol = Protocol.objects.for_entry(today)
    return Commune.objects.in_perimeter(protocol.perimeter_id, today) if protocol else Commune.objects.none()


def _by_organisation() -> Iterator[tuple[str, Any]]:
    """Each organisation, then its agencies under its name."""
    yield "", "Inconnu, ou venue d’elle-même"
    groups: dict[Organisation, list[Organisation]] = {}
    for each in referrers():
        groups.setdefault(top_of(each), []).append(each)
    for top, members in sorted(groups.items(), key=lambda group: str(group[0])):
        options = [(each.pk, str(each)) for each in sorted(members, key=lambda one: (one != top, str(one)))]
        if len(options) > 1:
            yield str(top), options
        else:
            yield str(top.pk), str(top)

"""What one says of a version of the letter: shapes only, the rules are those of the actions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from jalon.accounts.models import Caseworker
from jalon.core import clock
from jalon.messaging.models import MailingList
from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Organisation
from jalon.protocols.models import Protocol
from jalon.reference.models import Commune
from jalon.reports.editions.actions import Draft
from jalon.reports.editions.rules import NEEDS, blocks_shown
from jalon.reports.enums import Audience, BlockCode
from jalon.reports.models import Edition

REQUIRED = {"required": "Ce champ manque."}
CHOOSE = {"required": "Choisissez dans la liste.", "invalid_choice": "Choisissez dans la liste."}
PLACES = len(BlockCode.values)
BAD_PLACE = f"Écrivez un nombre de 1 à {PLACES}, ou rien."
NO_BLOCK = "Gardez au moins une rubrique : donnez-lui une place."
LABELS = {
    "caseworker": "Référent",
    "commune": "Commune",
    "organisation": "Organisme",
}
OPTIONAL = "Facultatif : sans commune, la version compte tous les dossiers du PLIE."


class AudienceForm(forms.Form):
    """Whom the version is for: what then tells whose files it counts depends on it."""

    pour = forms.ChoiceField(
        label="Pour qui",
        choices=[(each.value, each.label) for each in Audience if each is not Audience.WHOLE],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class EditionForm(forms.Form):
    """A version for an audience: its name, whose files, its lists, its blocks with their places."""

    name = forms.CharField(label="Nom de la version", max_length=100, error_messages=REQUIRED)
    lists = forms.ModelMultipleChoiceField(
        label="Listes de diffusion",
        queryset=MailingList.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, audience: Audience, edition: Edition | None = None) -> None:
        super().__init__(data, label_suffix="", initial=_said(edition))
        self.audience = audience
        for name in NEEDS[audience]:
            self.fields[name] = _choice(name, audience)
        for code in BlockCode:
            self.fields[_place(code)] = forms.IntegerField(
                label=code.label,
                required=False,
                min_value=1,
                max_value=PLACES,
                localize=False,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), BAD_PLACE),
            )
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    @property
    def keys(self) -> list[forms.BoundField]:
        """What tells whose files."""
        return [self[name] for name in NEEDS[self.audience]]

    @property
    def places(self) -> list[forms.BoundField]:
        """The place of each block."""
        return [self[_place(code)] for code in BlockCode]

    def clean(self) -> dict[str, Any]:
        """At least one block is shown."""
        said = super().clean() or {}
        wrong = any(_place(code) in self.errors for code in BlockCode)
        if not wrong and not any(said.get(_place(code)) for code in BlockCode):
            raise ValidationError(NO_BLOCK)
        return said

    @property
    def draft(self) -> Draft:
        """What was said, for the action."""
        said = self.cleaned_data
        placed = [(said[_place(code)], rank, code.value) for rank, code in enumerate(BlockCode) if said[_place(code)]]
        return Draft(
            name=said["name"],
            audience=self.audience.value,
            blocks=[code for _, _, code in sorted(placed)],
            lists=list(said["lists"]),
            **{name: said[name] for name in NEEDS[self.audience]},
        )


def _place(code: BlockCode) -> str:
    return f"place_{code.value}"


def _said(edition: Edition | None) -> dict[str, Any]:
    places = {_place(code): rank for rank, code in enumerate(blocks_shown(edition.blocks if edition else ()), start=1)}
    if edition is None or edition.pk is None:
        return places
    whose = {name: getattr(edition, f"{name}_id") for name in LABELS}
    return {"name": edition.name, "lists": list(edition.lists.all()), **whose, **places}


def _choice(name: str, audience: Audience) -> "forms.ModelChoiceField[Any]":
    optional = audience is Audience.FUNDER and name == "commune"
    return forms.ModelChoiceField(
        label=audience.label.split(",")[0].removeprefix("Un ").removeprefix("Une ").capitalize()
        if name == "organisation"
        else LABELS[name],
        queryset=_offered(name, audience),
        required=not optional,
        empty_label="Tout le PLIE" if optional else "Choisir",
        help_text=OPTIONAL if optional else "",
        error_messages=CHOOSE,
    )


def _offered(name: str, audience: Audience) -> QuerySet[Model]:
    """What may be chosen: those that play the part, whatever the dates."""
    if name == "caseworker":
        return Caseworker.objects.all()
    if name == "commune":
        protocol = Protocol.objects.in_force_on(clock.today())
        inside = Commune.objects.filter(memberships__perimeter=protocol.perimeter_id) if protocol else Commune.objects
        return inside.distinct()
    return Organisation.objects.filter(_plays(audience)).distinct()


def _plays(audience: Audience) -> Q:
    match audience:
        case Audience.HOST:
            return Q(roles__kind=OrganisationKind.HOST)
        case Audience.FUNDER:
            return Q(roles__kind=OrganisationKind.FUNDER)
        case Audience.AGENCY:
            return Q(parent__isnull=False)
    return Q(roles__kind=OrganisationKind.REFERRER, parent=None)

"""The sections of the page that prepares an entry: each is typed, saved and read by itself.

What was typed is kept as it was typed; a value that cannot be read yet is told beside its field, and does not count.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from jalon.core.french import NO_BREAK
from jalon.pathways.eligibility import Verdict
from jalon.people.models import Situation
from jalon.reference.models import Commune, District, EducationLevel
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, REST, THIRD

YES, NO, UNKNOWN = "oui", "non", ""
TRISTATE = [(YES, "Oui"), (NO, "Non"), (UNKNOWN, "Inconnu")]
ASKED = [(YES, "Oui"), (NO, "Non"), (UNKNOWN, "À voir")]
OUTSIDE = "hors"
"""In no commune of the perimeter; in no district."""
ANSWER, PROOF = "r_", "p_"
TRUTH: Mapping[str, bool | None] = {YES: True, NO: False, UNKNOWN: None}
Raw = dict[str, str]


def said(value: bool | None) -> str:
    """As a field of three choices writes it."""
    return UNKNOWN if value is None else YES if value else NO


class TriField(forms.ChoiceField):
    """Yes, no, or not known: never taken for a no."""

    def __init__(self, label: str, choices: Any = None) -> None:
        super().__init__(label=label, choices=choices or TRISTATE, widget=forms.RadioSelect, required=False)

    def clean(self, value: Any) -> Any:
        """True, False or None."""
        return TRUTH[super().clean(value)]


class Section(forms.Form):
    """A part of the page. Nothing is compulsory: what lacks is said apart."""

    template_name = "entries/_fields.html"
    name: ClassVar[str]
    title: ClassVar[str]
    widths: ClassVar[dict[str, str]] = {}
    segments: ClassVar[frozenset[str]] = frozenset()
    sensitive: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, values: Mapping[str, str], **options: Any) -> None:
        super().__init__(dict(values), label_suffix="", auto_id=f"{self.name}_%s", **options)
        for name, field in self.fields.items():
            field.required = False
            if name in self.sensitive:
                field.widget.attrs["data-sensitive"] = ""

    @property
    def read(self) -> dict[str, Any]:
        """What could be read, by field; None for the rest."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

    @property
    def typed(self) -> Raw:
        """As it was typed."""
        return {name: str(self.data.get(name, "")) for name in self.fields}

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """The fields, each with its classes."""
        return [
            (self[name], f"{self.widths.get(name, '')} {'segments' if name in self.segments else ''}".strip())
            for name in self.fields
        ]


class SituationSection(Section):
    """What is true of the person on the day of the entry."""

    name, title = "situation", "Situation à l’entrée"
    facts = ("rsa", "job_seeker", "single_parent", "homeless", "disability", "court_order", "outside_eu")
    segments = frozenset(facts)
    sensitive = frozenset({"disability", "court_order", "outside_eu"})
    widths = {
        **dict.fromkeys(("commune", "district", "level", "months_without_work"), HALF),
        **dict.fromkeys(facts, HALF),
        "address": REST,
        "postcode": THIRD,
    }

    commune = forms.ChoiceField(label="Commune")
    district = forms.ChoiceField(label="Quartier")
    level = forms.ModelChoiceField(EducationLevel.objects.all(), label="Niveau de formation", empty_label="Inconnu")
    months_without_work = forms.IntegerField(label="Mois sans emploi", min_value=0, max_value=900)
    rsa = TriField("Bénéficiaire du RSA")
    job_seeker = TriField("Inscrite à France Travail")
    single_parent = TriField("Parent isolé")
    homeless = TriField("Sans logement")
    disability = TriField("Handicap reconnu")
    court_order = TriField("Sous main de justice")
    outside_eu = TriField("Ressortissante d’un pays hors de l’Union")
    address = forms.CharField(label="Adresse", max_length=300)
    postcode = forms.CharField(label="Code postal", max_length=20)

    def __init__(self, values: Mapping[str, str], *, communes: list[Commune], districts: list[District]) -> None:
        super().__init__(values)
        self.communes = {each.code: each for each in communes}
        self.districts = {each.code: each for each in districts}
        places = [(UNKNOWN, "Inconnue"), *((each.code, str(each)) for each in communes), (OUTSIDE, "Hors du périmètre")]
        quarters = [(each.code, f"{each}{' (QPV)' if each.is_priority else ''}") for each in districts]
        self.fields["commune"].choices = places  # type: ignore[attr-defined]
        self.fields["district"].choices = [(UNKNOWN, "Inconnu"), *quarters, (OUTSIDE, "Hors de tout quartier")]  # type: ignore[attr-defined]

    @staticmethod
    def known(held: Situation | None) -> Raw:
        """What is known already, as this section would write it."""
        if held is None:
            return {}
        district = OUTSIDE if held.outside_districts else held.district_id or ""
        facts = {name: said(getattr(held, name)) for name in SituationSection.facts}
        months = "" if held.months_without_work is None else str(held.months_without_work)
        places = {"commune": held.commune_id or "", "district": district, "level": held.level_id or ""}
        return {**facts, **places, "months_without_work": months, "address": held.address, "postcode": held.postcode}

    @property
    def situation(self) -> dict[str, Any]:
        """The fields of the situation."""
        read = self.read
        district = read["district"] or ""
        return {
            **read,
            "commune": self.communes.get(read["commune"] or ""),
            "district": self.districts.get(district),
            "outside_districts": district == OUTSIDE,
            "address": read["address"] or "",
            "postcode": read["postcode"] or "",
        }

    @property
    def in_perimeter(self) -> bool | None:
        """False for who lives in none of its communes; None: as the commune says."""
        return False if self.read["commune"] == OUTSIDE else None


class EligibilitySection(Section):
    """The criteria of the rule set: the answers that the facts do not give, the proofs seen."""

    name, title = "eligibilite", "Éligibilité"

    def __init__(self, values: Mapping[str, str], *, verdict: Verdict, may_decide: bool) -> None:
        self.verdict = verdict
        self.may_decide = may_decide and any(each.group.open_list for each in verdict.groups)
        super().__init__(values)
        for found in (each for group in verdict.groups for each in group.findings):
            code = found.criterion.code
            if found.asks and ANSWER + code not in self.fields:
                self._add(ANSWER + code, TriField(found.criterion.label, ASKED), found.criterion.sensitive)
            if found.criterion.proof and PROOF + code not in self.fields:
                label = f"Pièce vue{NO_BREAK}: {found.criterion.proof}"
                self._add(PROOF + code, forms.BooleanField(label=label, required=False), found.criterion.sensitive)
        if self.may_decide:
            words = forms.CharField(
                label="Autre motif, décidé par la structure d’animation", max_length=1000, required=False
            )
            words.widget = forms.Textarea(attrs={"rows": 2})
            self._add("other_ground", words, sensitive=True)

    def _add(self, name: str, field: forms.Field, sensitive: bool) -> None:
        if sensitive:
            field.widget.attrs["data-sensitive"] = ""
        self.fields[name] = field

    @property
    def groups(self) -> list[Any]:
        """Each group, with each of its findings and their two fields; a criterion is asked once."""
        asked: set[str] = set()
        told = []
        for group in self.verdict.groups:
            rows = []
            for found in group.findings:
                code = found.criterion.code
                first = code not in asked
                asked.add(code)
                rows.append((found, self._field(ANSWER + code, first), self._field(PROOF + code, first)))
            told.append((group, rows))
        return told

    def _field(self, name: str, first: bool) -> Any:
        return self[name] if first and name in self.fields else None


def answers(values: Mapping[str, str]) -> dict[str, bool]:
    """The référent's answers, by criterion, in what was typed."""
    told = {name.removeprefix(ANSWER): TRUTH.get(value) for name, value in values.items() if name.startswith(ANSWER)}
    return {code: answer for code, answer in told.items() if answer is not None}


def proofs(values: Mapping[str, str]) -> list[str]:
    """The criteria whose proof was seen."""
    return [name.removeprefix(PROOF) for name, value in values.items() if name.startswith(PROOF) and value]


class CharterSection(Section):
    """The first appointment kept, and the charter."""

    name, title = "charte", "Rendez-vous et charte"
    widths = dict.fromkeys(("first_kept_on", "charter_on"), HALF)

    first_kept_on = DayField(label="Premier rendez-vous tenu le")
    charter_on = DayField(label="Charte d’engagement signée le", help_text="Sur papier ; à l’écran, après l’entrée.")

    @staticmethod
    def known(first_kept_on: dt.date | None) -> Raw:
        """What the agenda tells."""
        return {"first_kept_on": DayField().prepare_value(first_kept_on)} if first_kept_on else {}


LEVELS = [(str(level), str(level)) for level in range(4)]
SCALE = f"0{NO_BREAK}: rien encore ; 3{NO_BREAK}: tout à fait."


class AssessmentSection(Section):
    """The entry assessment (*bilan à l’entrée*)."""

    name, title = "bilan", "Bilan d’entrée"
    widths = dict.fromkeys(("project", "autonomy"), HALF)
    segments = frozenset({"project", "autonomy"})

    project = forms.TypedChoiceField(
        label="Maturité du projet",
        choices=LEVELS,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=SCALE,
    )
    autonomy = forms.TypedChoiceField(
        label="Autonomie",
        choices=LEVELS,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=SCALE,
    )
    first_tracks = forms.CharField(label="Premières pistes", widget=forms.Textarea(attrs={"rows": 3}))
    competences = forms.CharField(label="Compétences", widget=forms.Textarea(attrs={"rows": 3}))


SECTIONS: tuple[type[Section], ...] = (SituationSection, EligibilitySection, CharterSection, AssessmentSection)
"""Those of the page, in their order."""

"""The eleven files of the exchange format: their columns, their keys, what each cell accepts.

Source: the exchange contract, copied in docs/exchange.md.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from jalon.exchange import cells, rows
from jalon.exchange.cells import Reader
from jalon.organisations.enums import OrganisationKind, ReferrerCategory
from jalon.pathways.enums import InterviewKind
from jalon.people.enums import Sex
from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason, NonEntryReason
from jalon.reference.models import Commune, ContractType, District, EducationLevel

ORGANISATIONS = "organismes.csv"
CASEWORKERS = "referents.csv"
PARTICIPANTS = "participants.csv"
SITUATIONS = "situations.csv"
REFERRALS = "prescriptions.csv"
PATHWAYS = "parcours.csv"
ASSIGNMENTS = "affectations.csv"
STEPS = "etapes.csv"
SUSPENSIONS = "veilles.csv"
INTERVIEWS = "entretiens.csv"
EXITS = "sorties.csv"

OUTSIDE_DISTRICTS = "hors"
PENDING, ENTERED, DECLINED = "en_attente", "entree", "non_entree"

_CODE = cells.text(200)
_NAME = cells.text(200)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, how a cell is read, whether it may be empty, the file whose keys it names."""

    name: str
    read: Reader
    required: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file: its name, the class of its rows, its columns in order, the key of a row (None: the whole line)."""

    name: str
    row: Any
    columns: tuple[Column, ...]
    key: Callable[[Any], Any] | None
    key_column: str
    compulsory: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of the nomenclatures that the base knows."""

    communes: Collection[str]
    districts: Collection[str]
    levels: Collection[str]
    contracts: Collection[str]
    non_entry_reasons: Collection[str]
    exit_reasons: Collection[str]

    @classmethod
    def known(cls) -> "Codes":
        """Read them, six queries."""
        models = (Commune, District, EducationLevel, ContractType, NonEntryReason, ExitReason)
        return cls(*(frozenset(model._default_manager.order_by().values_list("pk", flat=True)) for model in models))


NO_CODES = Codes((), (), (), (), (), ())


def code(name: str = "code") -> Column:
    """The column that names the row."""
    return Column(name, _CODE, required=True)


def link(name: str, refers: str, *, required: bool = True) -> Column:
    """A column that holds the key of a row of another file, or of the base."""
    return Column(name, _CODE, required=required, refers=refers)


def day(name: str, *, required: bool = False) -> Column:
    """A column of days."""
    return Column(name, cells.date, required=required)


def choice(name: str, codes: Collection[str], *, required: bool = False) -> Column:
    """A column of codes from a short list, which the message spells out."""
    return Column(name, cells.one_of(codes, "un de : " + ", ".join(codes)), required=required)


def files(codes: Codes) -> dict[str, FileFormat]:
    """The format of each file by name, in the order in which they depend on one another."""
    formats = (*_partners(), *_people(codes), *_pathways(codes))
    return {each.name: each for each in formats}


def _partners() -> tuple[FileFormat, ...]:
    return (
        FileFormat(
            ORGANISATIONS,
            rows.OrganisationRow,
            (
                code(),
                Column("nom", cells.text(300)),
                Column("roles", cells.several_of(OrganisationKind.values)),
                link("parent", ORGANISATIONS, required=False),
                choice("categorie", ReferrerCategory.values),
            ),
            lambda row: row.code,
            "code",
            compulsory=True,
        ),
        FileFormat(
            CASEWORKERS,
            rows.CaseworkerRow,
            (
                code(),
                Column("nom", _NAME),
                Column("prenom", _NAME),
                Column("email", cells.text(300)),
                link("organisme", ORGANISATIONS, required=False),
                Column("etp", cells.decimal),
                day("debut", required=True),
                day("fin"),
            ),
            lambda row: (row.code, row.start),
            "code",
            compulsory=True,
        ),
    )


def _people(codes: Codes) -> tuple[FileFormat, ...]:
    return (
        FileFormat(
            PARTICIPANTS,
            rows.ParticipantRow,
            (
                code(),
                choice("sexe", Sex.values),
                Column("nom", cells.text(300)),
                Column("prenom", cells.text(300)),
                day("naissance"),
                Column("telephone", cells.text(100)),
                Column("email", cells.text(300)),
                Column("identifiant_ft", cells.text(100)),
            ),
            lambda row: row.code,
            "code",
            compulsory=True,
        ),
        FileFormat(
            SITUATIONS,
            rows.SituationRow,
            (
                link("participant", PARTICIPANTS),
                day("date", required=True),
                Column("adresse", cells.text()),
                Column("code_postal", cells.text(20)),
                Column("code_insee", cells.one_of(codes.communes, "le code INSEE d’une commune connue de la base")),
                Column(
                    "quartier",
                    cells.one_of(
                        {*codes.districts, OUTSIDE_DISTRICTS}, "le code d’un QPV ou d’un quartier de veille, ou hors"
                    ),
                ),
                choice("niveau", sorted(codes.levels)),
                Column("rsa", cells.yes_no),
                Column("demandeur_emploi", cells.yes_no),
                Column("mois_sans_emploi", cells.integer),
                Column("handicap", cells.yes_no),
                Column("parent_isole", cells.yes_no),
                Column("sous_main_de_justice", cells.yes_no),
                Column("sans_logement", cells.yes_no),
                Column("hors_ue", cells.yes_no),
            ),
            lambda row: (row.participant, row.date),
            "participant",
        ),
        FileFormat(
            REFERRALS,
            rows.ReferralRow,
            (
                code(),
                link("participant", PARTICIPANTS),
                link("organisme", ORGANISATIONS, required=False),
                day("date", required=True),
                choice("issue", (PENDING, ENTERED, DECLINED), required=True),
                day("date_issue"),
                choice("motif", sorted(codes.non_entry_reasons)),
                day("saisie_le"),
            ),
            lambda row: row.code,
            "code",
        ),
    )


def _pathways(codes: Codes) -> tuple[FileFormat, ...]:
    return (
        FileFormat(
            PATHWAYS,
            rows.PathwayRow,
            (
                code(),
                link("participant", PARTICIPANTS),
                link("prescription", REFERRALS, required=False),
                link("referent", CASEWORKERS, required=False),
                day("entree", required=True),
                day("saisie_le"),
            ),
            lambda row: row.code,
            "code",
        ),
        FileFormat(
            ASSIGNMENTS,
            rows.AssignmentRow,
            (link("parcours", PATHWAYS), link("referent", CASEWORKERS), day("debut", required=True)),
            lambda row: (row.pathway, row.start),
            "parcours",
        ),
        FileFormat(
            STEPS,
            rows.StepRow,
            (
                code(),
                link("parcours", PATHWAYS),
                Column("operation", cells.text(300), required=True),
                choice("classification", Classification.values, required=True),
                day("debut", required=True),
                day("fin"),
                link("organisme", ORGANISATIONS, required=False),
                choice("contrat", sorted(codes.contracts)),
                Column("heures_hebdo", cells.decimal),
                day("saisie_le"),
            ),
            lambda row: row.code,
            "code",
        ),
        FileFormat(
            SUSPENSIONS,
            rows.SuspensionRow,
            (link("parcours", PATHWAYS), day("debut", required=True), day("fin"), Column("motif", cells.text())),
            lambda row: (row.pathway, row.start),
            "parcours",
        ),
        FileFormat(
            INTERVIEWS,
            rows.InterviewRow,
            (
                link("parcours", PATHWAYS),
                link("referent", CASEWORKERS, required=False),
                day("date", required=True),
                choice("type", InterviewKind.values),
                Column("duree_minutes", cells.integer),
                Column("present", cells.yes_no),
                Column("signe", cells.yes_no),
            ),
            None,
            "parcours",
        ),
        FileFormat(
            EXITS,
            rows.ExitRow,
            (
                link("parcours", PATHWAYS),
                day("date", required=True),
                choice("motif", sorted(codes.exit_reasons), required=True),
                day("saisie_le"),
            ),
            lambda row: row.pathway,
            "parcours",
        ),
    )


KEYS: dict[str, Callable[[Any], Any]] = {fmt.name: fmt.key for fmt in files(NO_CODES).values() if fmt.key}
"""The key of a row, by file."""

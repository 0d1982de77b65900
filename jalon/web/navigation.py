"""The sections of the site, in their order; each is offered to those who may open it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from jalon.accounts.permissions import Visitor, may
from jalon.accounts.roles import Capability
from jalon.pathways.permissions import RECORDING


@dataclass(frozen=True, slots=True)
class Section:
    """A door of the header and of the home page. `area` is the URL namespace whose pages belong to it.

    The header has room for the six of every day; another one is a door of the home page only, where `offered` is
    then asked whether there is anything behind.
    """

    label: str
    about: str
    area: str
    page: str
    any_of: tuple[Capability, ...]
    in_header: bool = True
    offered: Callable[[], bool] | None = None

    @property
    def url(self) -> str:
        """Address of its first page."""
        return reverse(f"{self.area}:{self.page}")


OF_THE_LETTER = frozenset({"closing", "comments", "editions", "sending", "stories"})
"""Namespaces that have no section of their own: one comes to them from the letter."""

OF_A_FILE = frozenset({"absences", "bulk", "documents", "entries", "guidance", "handover", "recording", "steps"})
"""The same, from a person’s file."""

SECTIONS: list[Section] = [
    Section(
        "Ma semaine",
        "Qui vient, ce qu’il y a à régler, ce que l’on enregistre.",
        "home",
        "index",
        (Capability.RECORD_OWN,),
    ),
    Section(
        "Participants",
        "Trouver une personne, par son nom ou son numéro de dossier.",
        "participants",
        "search",
        (Capability.SEE_NAMES,),
    ),
    Section(
        "Prescriptions",
        "Qui attend et depuis quand, qui est entré, qui ne l’est pas ; par prescripteur et agence.",
        "referrals",
        "index",
        (Capability.SEE_NAMES,),
    ),
    Section(
        "Alertes",
        "Ce que chaque référent a à régler, et ce que la structure d’animation doit valider.",
        "alerts",
        "index",
        (Capability.SEE_ALERTS_OF_ALL,),
    ),
    Section(
        "Agenda",
        "La semaine et le mois d’un référent : ce qui est prévu, fait, manquant ; ses absences, ses fiches de temps.",
        "agenda",
        "week",
        (Capability.RECORD_OWN, Capability.RECORD_ANY),
        in_header=False,
    ),
    Section(
        "Heures des référents",
        "Le temps dû, noté et manquant de chaque mois, sans nom de participant ; les fiches de temps à signer.",
        "agenda",
        "totals",
        (Capability.SIGN_TIME_SHEETS, Capability.RECORD_ANY),
        in_header=False,
    ),
    Section(
        "Réunions de situation",
        "La feuille du mois de chaque référent, prête ; les décisions, qui s’en charge, pour quand.",
        "meetings",
        "index",
        (Capability.RECORD_OWN, Capability.RECORD_ANY),
        in_header=False,
    ),
    Section(
        "Qualité de la saisie",
        "Ce qui manque dans les dossiers d’un mois ou d’un trimestre, par référent, et l’acte qui complète.",
        "quality",
        "index",
        RECORDING,
        in_header=False,
    ),
    Section(
        "Lettre et chiffres",
        "La lettre du mois ou de l’année ; chaque chiffre s’ouvre sur ses dossiers ou sa formule.",
        "figures",
        "latest",
        (Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES),
    ),
    Section(
        "Sorties à valider",
        "Les sorties que les référents proposent, avec leur preuve.",
        "steps",
        "exits",
        (Capability.ALLOT,),
        in_header=False,
    ),
    Section(
        "Relais",
        "Qui ouvre les dossiers de qui pendant une absence ; le départ d’un référent.",
        "handover",
        "index",
        RECORDING,
        in_header=False,
    ),
    Section(
        "Historique",
        "Les chiffres des années d’avant Jalon, saisis avec leur source.",
        "history",
        "index",
        (Capability.SEE_FIGURES,),
        in_header=False,
    ),
    Section(
        "Échanges",
        "Importer un dossier de fichiers, vérifié avant d’être écrit ; exporter la base entière.",
        "exchange",
        "import",
        (Capability.IMPORT_EXPORT,),
    ),
    Section(
        "Réglages",
        "Comptes et rôles, protocoles, organismes, nomenclatures.",
        "admin",
        "index",
        (Capability.MANAGE_SETTINGS, Capability.MANAGE_ACCOUNTS),
    ),
]


def area_of(namespace: str) -> str:
    """The section that a page belongs to."""
    if namespace in OF_THE_LETTER:
        return "figures"
    return "participants" if namespace in OF_A_FILE else namespace


def sections_for(user: Visitor) -> list[Section]:
    """The sections that this account may open today."""
    return [section for section in SECTIONS if may(user, *section.any_of)]


def doors_for(user: Visitor) -> list[Section]:
    """Those that the home page offers."""
    return [section for section in sections_for(user) if section.offered is None or section.offered()]

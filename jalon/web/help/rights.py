"""The role table in words, read from the one that the pages obey."""

from dataclasses import dataclass

from jalon.accounts.enums import Role
from jalon.accounts.roles import CAPABILITIES, Capability

WORDS = {
    Capability.SEE_FIGURES: "Lire la lettre, les chiffres du PLIE et l’historique",
    Capability.SEE_HOST_FIGURES: "Lire les chiffres des référents de sa structure",
    Capability.SEE_NAMES: "Lire le nom, le référent et le statut de chacun",
    Capability.OPEN_OWN_FILES: "Ouvrir les dossiers que l’on suit",
    Capability.OPEN_ANY_FILE: "Ouvrir tous les dossiers",
    Capability.SEE_REASONS: "Lire les motifs de non-entrée dans les listes",
    Capability.READ_JOURNAL: "Lire le journal d’un dossier",
    Capability.IMPORT_EXPORT: "Importer, exporter",
    Capability.TYPE_HISTORY: "Saisir l’historique",
    Capability.PREPARE_LETTERS: "Préparer la lettre et ses listes de diffusion",
    Capability.PUBLISH_LETTERS: "Arrêter la lettre, l’envoyer",
    Capability.RECORD_OWN: "Enregistrer dans les dossiers que l’on suit",
    Capability.RECORD_ANY: "Enregistrer dans tous les dossiers",
    Capability.SEE_ALERTS_OF_ALL: "Voir les alertes de tous les référents",
    Capability.ALLOT: "Attribuer les prescriptions, valider entrées et sorties",
    Capability.RUN_MEETINGS: "Tenir les réunions de situation",
    Capability.SIGN_TIME_SHEETS: "Signer les fiches de temps de sa structure",
    Capability.MANAGE_SETTINGS: "Changer les réglages",
    Capability.MANAGE_ACCOUNTS: "Tenir les comptes et les rôles",
}


@dataclass(frozen=True, slots=True)
class Right:
    """What one may do, and the roles that may."""

    words: str
    holders: list[str]


def rights() -> list[Right]:
    """Every right that a role gives, with those roles."""
    return [
        Right(said, [str(role.label) for role in Role if capability in CAPABILITIES[role]])
        for capability, said in WORDS.items()
    ]

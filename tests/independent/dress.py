"""The columns of a random folder that no figure reads: filled from words, often left empty."""

import datetime as dt
import random

from tests.independent import words
from tests.independent.folder import Row


def participant(rng: random.Random, number: int, born_before: dt.date) -> Row:
    """A person's identity; every column but the code may be empty."""
    born = born_before - dt.timedelta(rng.randint(16 * 365, 66 * 365))
    return {
        "sexe": rng.choice(("F", "H", "F", "H", "")),
        "nom": rng.choice((*words.LAST_NAMES, "")),
        "prenom": rng.choice((*words.FIRST_NAMES, "")),
        "naissance": rng.choice((born.isoformat(), born.isoformat(), "")),
        "telephone": rng.choice(words.PHONES),
        "email": rng.choice((f"oiseau{number}@example.org", "")),
        "identifiant_ft": rng.choice((f"{number:07}A", "")),
    }


def situation(rng: random.Random) -> Row:
    """What is true of a person from a day on."""
    postcode, commune = rng.choice(words.PLACES)
    flags = ("rsa", "demandeur_emploi", "handicap", "parent_isole", "sous_main_de_justice", "sans_logement", "hors_ue")
    return {
        "adresse": rng.choice(words.STREETS),
        "code_postal": postcode,
        "code_insee": commune,
        "quartier": rng.choice(words.DISTRICTS),
        "niveau": rng.choice(words.LEVELS),
        "mois_sans_emploi": rng.choice(("", "0", "3", "13", "120")),
        **{flag: rng.choice(words.YES_NO) for flag in flags},
    }


def step(rng: random.Random) -> Row:
    """Where a step takes place, and the job's contract and weekly hours."""
    return {
        "organisme": rng.choice(("PRE", "EMP", "OP", "")),
        "contrat": rng.choice(words.CONTRACTS),
        "heures_hebdo": rng.choice(("", "35", "17.5", "26.25")),
    }


def interview(rng: random.Random) -> Row:
    """What a contact was."""
    return {
        "type": rng.choice(words.INTERVIEW_KINDS),
        "duree_minutes": rng.choice(("", "15", "45", "60")),
        "present": rng.choice(words.YES_NO),
        "signe": rng.choice(words.YES_NO),
    }

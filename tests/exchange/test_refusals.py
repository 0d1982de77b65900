"""What an import refuses: each fault told with its file, its physical line, its column, its value."""

from pathlib import Path

import pytest

from jalon.exchange.imports.folder import import_folder
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from tests.exchange.example import extended, replaced, write

pytestmark = pytest.mark.django_db

Place = tuple[str, int | None, str | None, str]

REFUSED: list[tuple[str, dict[str, str], list[Place]]] = [
    ("unknown column", replaced("veilles", "motif", "cause"), [("veilles.csv", 1, "cause", "cause")]),
    ("doubled column", replaced("sorties", "motif;saisie_le", "motif;motif"), [("sorties.csv", 1, "motif", "motif")]),
    ("missing key column", replaced("veilles", "parcours;debut", "debut"), [("veilles.csv", 1, "parcours", "")]),
    ("unknown file", {"inconnu": "a\n"}, [("inconnu.csv", None, None, "")]),
    ("too many cells", replaced("sorties", "emploi;2017-09-04", "emploi;2017-09-04;x"), [("sorties.csv", 2, None, "")]),
    ("too few cells", replaced("sorties", "C1;2017-08-31;emploi;2017-09-04", "C1;"), [("sorties.csv", 2, None, "")]),
    ("broken quotes", replaced("veilles", "garde d’enfant", '"garde'), [("veilles.csv", None, None, "")]),
    ("unknown sex", replaced("participants", "P1;F", "P1;X"), [("participants.csv", 2, "sexe", "X")]),
    (
        "impossible date",
        replaced("participants", "1988-02-28", "1988-02-31"),
        [("participants.csv", 2, "naissance", "1988-02-31")],
    ),
    ("date not ISO", replaced("parcours", "2017-02-01", "01/02/2017"), [("parcours.csv", 2, "entree", "01/02/2017")]),
    ("week date", replaced("parcours", "2017-02-01", "2017-W05-1"), [("parcours.csv", 2, "entree", "2017-W05-1")]),
    ("yes or no", replaced("situations", ";oui;oui;14", ";Oui;oui;14"), [("situations.csv", 2, "rsa", "Oui")]),
    ("unknown commune", replaced("situations", "21231", "99999"), [("situations.csv", 2, "code_insee", "99999")]),
    (
        "unknown district",
        replaced("situations", "QN02103M", "QN99999X"),
        [("situations.csv", 2, "quartier", "QN99999X")],
    ),
    ("unknown level", replaced("situations", "QN02103M;3", "QN02103M;V"), [("situations.csv", 2, "niveau", "V")]),
    ("decimal comma", replaced("etapes", "17.5", "17,5"), [("etapes.csv", 3, "heures_hebdo", "17,5")]),
    ("unknown role", replaced("organismes", "porteur;", "mécène;"), [("organismes.csv", 5, "roles", "mécène")]),
    (
        "unknown category",
        replaced("organismes", "france_travail", "anpe"),
        [("organismes.csv", 2, "categorie", "anpe")],
    ),
    ("unknown contract", replaced("etapes", "interim;35", "stage;35"), [("etapes.csv", 2, "contrat", "stage")]),
    (
        "unknown group",
        replaced("etapes", "mobilisation", "dispositif"),
        [("etapes.csv", 3, "classification", "dispositif")],
    ),
    ("unknown reason", replaced("sorties", "emploi;", "cdi;"), [("sorties.csv", 2, "motif", "cdi")]),
    ("unknown kind of contact", replaced("entretiens", "telephone", "sms"), [("entretiens.csv", 4, "type", "sms")]),
    ("unknown outcome", replaced("prescriptions", "non_entree", "refus"), [("prescriptions.csv", 4, "issue", "refus")]),
    (
        "dangling parent",
        replaced("organismes", "CDN;Antenne du Saule;prescripteur;CD", "CDN;Antenne du Saule;;CX"),
        [("organismes.csv", 4, "parent", "CX")],
    ),
    ("dangling participant", replaced("parcours", "C3;P1", "C3;P9"), [("parcours.csv", 4, "participant", "P9")]),
    ("dangling referral", replaced("parcours", "O1", "O9"), [("parcours.csv", 2, "prescription", "O9")]),
    ("dangling référent", replaced("affectations", "R2", "R9"), [("affectations.csv", 2, "referent", "R9")]),
    ("dangling pathway", replaced("entretiens", "C2;;", "C9;;"), [("entretiens.csv", 4, "parcours", "C9")]),
    ("missing key", replaced("etapes", "E2;", ";"), [("etapes.csv", 3, "code", "")]),
    ("duplicate code", extended("participants", "P1;F;;;;;;"), [("participants.csv", 5, "code", "P1")]),
    (
        "duplicate key in two columns",
        extended("situations", "P1;2017-06-01;;;;;;;;;;;;;"),
        [("situations.csv", 4, "participant", "P1")],
    ),
    ("duplicate exit", extended("sorties", "C1;2017-08-31;emploi;"), [("sorties.csv", 3, "parcours", "C1")]),
    (
        "FTE ends before it starts",
        replaced("referents", "2017-08-31", "2015-12-31"),
        [("referents.csv", 2, "fin", "2015-12-31")],
    ),
    (
        "step ends before it starts",
        replaced("etapes", "2017-03-10", "2017-02-09"),
        [("etapes.csv", 2, "fin", "2017-02-09")],
    ),
    (
        "suspension ends before it starts",
        replaced("veilles", "2017-03-20", "2017-02-28"),
        [("veilles.csv", 2, "fin", "2017-02-28")],
    ),
    (
        "exit before entry",
        replaced("sorties", "2017-08-31", "2017-01-31"),
        [("etapes.csv", 2, "debut", "2017-02-10"), ("sorties.csv", 2, "date", "2017-01-31")],
    ),
    ("step before entry", replaced("etapes", "2017-02-10", "2017-01-31"), [("etapes.csv", 2, "debut", "2017-01-31")]),
    (
        "step after exit",
        replaced("etapes", "2017-02-10;2017-03-10", "2017-09-01;"),
        [("etapes.csv", 2, "debut", "2017-09-01")],
    ),
    (
        "suspension before entry",
        replaced("veilles", "2017-03-01", "2017-02-09"),
        [("veilles.csv", 2, "debut", "2017-02-09")],
    ),
    ("two open pathways", extended("parcours", "C4;P1;;;2017-10-01;"), [("parcours.csv", 5, "entree", "2017-10-01")]),
    (
        "pathways sharing a day",
        replaced("parcours", "2017-09-01", "2017-08-31"),
        [("parcours.csv", 4, "entree", "2017-08-31")],
    ),
    (
        "recorded before its fact",
        replaced("sorties", "2017-09-04", "2017-08-30"),
        [("sorties.csv", 2, "saisie_le", "2017-08-30")],
    ),
    (
        "recorded after today",
        replaced("parcours", "2017-03-02", "2018-01-01"),
        [("parcours.csv", 3, "saisie_le", "2018-01-01")],
    ),
    (
        "entered referral recorded before it was written",
        replaced("prescriptions", "2017-01-09", "2017-01-04"),
        [("prescriptions.csv", 3, "saisie_le", "2017-01-04")],
    ),
    (
        "non-entry recorded before it",
        replaced("prescriptions", "2017-03-04", "2017-02-28"),
        [("prescriptions.csv", 4, "saisie_le", "2017-02-28")],
    ),
    ("formula", replaced("participants", "Mésange", "=Mésange"), [("participants.csv", 2, "nom", "=Mésange")]),
    ("at sign", replaced("veilles", "garde d’enfant", "@garde"), [("veilles.csv", 2, "motif", "@garde")]),
    ("minus", replaced("veilles", "garde d’enfant", "-garde"), [("veilles.csv", 2, "motif", "-garde")]),
    ("plus", replaced("participants", "+33 6 00 00 00 01", "+a"), [("participants.csv", 2, "telephone", "+a")]),
    ("tab", replaced("veilles", "garde d’enfant", "\tgarde"), [("veilles.csv", 2, "motif", "\tgarde")]),
    ("carriage return", replaced("veilles", "garde d’enfant", '"\rgarde"'), [("veilles.csv", 2, "motif", "\rgarde")]),
]


@pytest.mark.parametrize(("spoiled", "places"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_and_nothing_written(tmp_path: Path, spoiled: dict[str, str], places: list[Place]) -> None:
    outcome = import_folder(write(tmp_path / "folder", **spoiled), by=None)

    assert [(fault.file, fault.line, fault.column, fault.value) for fault in outcome.faults] == places
    assert all(fault.expected for fault in outcome.faults)
    assert not Participant.objects.exists()
    assert not Pathway.objects.exists()


def test_every_faulty_line_is_listed(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "folder",
        **replaced("participants", "P1;F", "P1;X"),
        **replaced("situations", "oui;oui;14", "oui;peut-être;x"),
        **replaced("sorties", "emploi;2017-09-04", "cdi;2017-08-30"),
    )

    outcome = import_folder(folder, by=None)

    assert [(fault.file, fault.column) for fault in outcome.faults] == [
        ("participants.csv", "sexe"),
        ("situations.csv", "demandeur_emploi"),
        ("situations.csv", "mois_sans_emploi"),
        ("sorties.csv", "motif"),
    ]


def test_a_missing_compulsory_file_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "folder")
    (folder / "participants.csv").unlink()

    outcome = import_folder(folder, by=None)

    assert ("participants.csv", "ce fichier, obligatoire") in {(f.file, f.expected) for f in outcome.faults}


def test_lines_are_physical_ones_when_cells_hold_line_breaks(tmp_path: Path) -> None:
    text = 'parcours;debut;fin;motif\nC2;2017-03-01;2017-03-02;"garde\nd’enfant"\n\nC2;2017-03-40;;\n'

    outcome = import_folder(write(tmp_path / "folder", veilles=text), by=None)

    assert [(fault.line, fault.column) for fault in outcome.faults] == [(5, "debut")]

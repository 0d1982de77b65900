"""A folder of the exchange format as plain rows: read, written, nothing interpreted."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]

COLUMNS: dict[str, tuple[str, ...]] = {
    "organismes": ("code", "nom", "roles", "parent", "categorie"),
    "referents": ("code", "nom", "prenom", "email", "organisme", "etp", "debut", "fin"),
    "participants": ("code", "sexe", "nom", "prenom", "naissance", "telephone", "email", "identifiant_ft"),
    "situations": (
        "participant",
        "date",
        "adresse",
        "code_postal",
        "code_insee",
        "quartier",
        "niveau",
        "rsa",
        "demandeur_emploi",
        "mois_sans_emploi",
        "handicap",
        "parent_isole",
        "sous_main_de_justice",
        "sans_logement",
        "hors_ue",
    ),
    "prescriptions": (
        "code",
        "participant",
        "organisme",
        "date",
        "issue",
        "date_issue",
        "motif",
        "saisie_le",
    ),
    "parcours": ("code", "participant", "prescription", "referent", "entree", "saisie_le"),
    "affectations": ("parcours", "referent", "debut"),
    "etapes": (
        "code",
        "parcours",
        "operation",
        "classification",
        "debut",
        "fin",
        "organisme",
        "contrat",
        "heures_hebdo",
        "saisie_le",
    ),
    "veilles": ("parcours", "debut", "fin", "motif"),
    "entretiens": ("parcours", "referent", "date", "type", "duree_minutes", "present", "signe"),
    "sorties": ("parcours", "date", "motif", "saisie_le"),
}
COMPULSORY = ("organismes", "referents", "participants")


@dataclass
class Folder:
    """The rows of each file, by the file's name without its extension."""

    files: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def __getitem__(self, name: str) -> list[Row]:
        return self.files[name]

    def add(self, name: str, **cells: str) -> Row:
        """A new row at the end of a file; the columns not given are empty."""
        unknown = set(cells) - set(COLUMNS[name])
        if unknown:
            raise KeyError(f"{name}: {unknown}")
        row = {column: cells.get(column, "") for column in COLUMNS[name]}
        self.files[name].append(row)
        return row


def read_folder(path: Path) -> Folder:
    """The rows of a folder; an absent file has none."""
    folder = Folder()
    for name, columns in COLUMNS.items():
        file = path / f"{name}.csv"
        if file.exists():
            with file.open(encoding="utf-8-sig", newline="") as stream:
                for cells in csv.DictReader(stream, delimiter=";", strict=True):
                    folder.add(name, **{column: cells.get(column) or "" for column in columns})
    return folder


def write_folder(folder: Folder, path: Path, *, newline: str = "\n", encoding: str = "utf-8") -> Path:
    """Write the compulsory files and those that have rows; `utf-8-sig` gives a byte-order mark."""
    path.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        if folder[name] or name in COMPULSORY:
            with (path / f"{name}.csv").open("w", encoding=encoding, newline="") as stream:
                writer = csv.DictWriter(stream, columns, delimiter=";", lineterminator=newline)
                writer.writeheader()
                writer.writerows(folder[name])
    return path

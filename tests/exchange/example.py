"""A small valid folder as text, to be spoiled line by line."""

from pathlib import Path

FILES = {
    "organismes.csv": (
        "code;nom;roles;parent;categorie\n"
        "FT;Agence du Hêtre;prescripteur;;france_travail\n"
        "CD;Solidarités du Saule;prescripteur+financeur;;departement\n"
        "CDN;Antenne du Saule;prescripteur;CD;\n"
        "POR;Association des Tilleuls;porteur;;\n"
    ),
    "referents.csv": (
        "code;nom;prenom;email;organisme;etp;debut;fin\n"
        "R1;Charme;Denis;denis.charme@example.org;POR;0.8;2016-01-01;2017-08-31\n"
        "R1;Charme;Denis;denis.charme@example.org;POR;1;2017-09-01;\n"
        "R2;Orme;Paule;;POR;1;2016-01-01;\n"
    ),
    "participants.csv": (
        "code;sexe;nom;prenom;naissance;telephone;email;identifiant_ft\n"
        "P1;F;Mésange;Awa;1988-02-28;+33 6 00 00 00 01;awa@example.org;0000001A\n"
        "P2;H;Verdier;Odilon;1960-02-29;;;\n"
        "P3;;;;;;;\n"
    ),
    "situations.csv": (
        "participant;date;adresse;code_postal;code_insee;quartier;niveau;rsa;demandeur_emploi;mois_sans_emploi;"
        "handicap;parent_isole;sous_main_de_justice;sans_logement;hors_ue\n"
        "P1;2017-01-01;1 allée des Pins;21000;21231;QN02103M;3;oui;oui;14;oui;non;non;non;\n"
        "P1;2017-06-01;;21000;21231;hors;3;non;oui;20;oui;non;non;non;\n"
    ),
    "prescriptions.csv": (
        "code;participant;organisme;date;issue;date_issue;motif;saisie_le\n"
        "O1;P1;FT;2017-01-02;entree;2017-02-01;;\n"
        "O2;P2;CDN;2017-01-05;entree;2017-02-10;;2017-01-09\n"
        "O3;P3;CD;2017-01-05;non_entree;2017-03-01;absent;2017-03-04\n"
    ),
    "parcours.csv": (
        "code;participant;prescription;referent;entree;saisie_le\n"
        "C1;P1;O1;R1;2017-02-01;\n"
        "C2;P2;O2;R2;2017-02-10;2017-03-02\n"
        "C3;P1;;R1;2017-09-01;\n"
    ),
    "affectations.csv": "parcours;referent;debut\nC1;R2;2017-04-01\n",
    "etapes.csv": (
        "code;parcours;operation;classification;debut;fin;organisme;contrat;heures_hebdo;saisie_le\n"
        "E1;C1;Mission intérim;emploi;2017-02-10;2017-03-10;POR;interim;35;\n"
        "E2;C2;Permis B;mobilisation;2017-02-20;;;;17.5;2017-02-21\n"
    ),
    "veilles.csv": "parcours;debut;fin;motif\nC2;2017-03-01;2017-03-20;garde d’enfant\n",
    "entretiens.csv": (
        "parcours;referent;date;type;duree_minutes;present;signe\n"
        "C1;R1;2017-02-03;entretien;45;oui;oui\n"
        "C1;R1;2017-02-03;entretien;45;oui;oui\n"
        "C2;;2017-02-12;telephone;;oui;\n"
    ),
    "sorties.csv": "parcours;date;motif;saisie_le\nC1;2017-08-31;emploi;2017-09-04\n",
}


def write(folder: Path, **spoiled: str) -> Path:
    """Write the example, with some files replaced (`etapes="…"`); returns the folder."""
    return write_only(folder, FILES | {f"{name}.csv": text for name, text in spoiled.items()})


def write_only(folder: Path, files: dict[str, str]) -> Path:
    """Write these files alone; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def replaced(name: str, old: str, new: str) -> dict[str, str]:
    """The spoiled file, as an argument of `write`; the old text must be there."""
    text = FILES[f"{name}.csv"]
    assert old in text
    return {name: text.replace(old, new, 1)}


def extended(name: str, *lines: str) -> dict[str, str]:
    """The file with lines added at its end."""
    return {name: FILES[f"{name}.csv"] + "".join(f"{line}\n" for line in lines)}

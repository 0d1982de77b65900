"""Tiny folders made by hand: one call a fact, ISO days, codes given or numbered."""

import datetime as dt

from tests.independent.folder import Folder
from tests.independent.letter import Block, letter

TODAY = dt.date(2018, 6, 30)


def ask(folder: Folder, period: str, as_of: str = "") -> Block:
    """The witness's letter, with TODAY as the day."""
    return letter(folder, period, dt.date.fromisoformat(as_of) if as_of else None, TODAY)


def head(block: Block, *keys: str) -> list[object]:
    """The headline's figures of these names."""
    return [block["headline"][key] for key in keys]


def shares(rows: list[Block], key: str) -> dict[str, tuple[int, int | None]]:
    """The rows that count something, by their code: count and percentage."""
    return {row[key]: (row["count"], row["pct"]) for row in rows if row["count"]}


def small_folder(fte: str = "1") -> Folder:
    """Four referrers, one of which is an agency of an agency, and so many FTE since 2015."""
    folder = Folder()
    folder.add("organismes", code="GUICHET", nom="Guichet du Saule", roles="prescripteur", parent="AGENCE")
    folder.add("organismes", code="AGENCE", nom="Agence du Saule", roles="prescripteur", parent="CD")
    folder.add("organismes", code="CD", nom="Grand Chêne", roles="prescripteur", categorie="departement")
    folder.add("organismes", code="SANS", nom="Collectif du Frêne", roles="prescripteur")
    folder.add("referents", code="R", nom="Charme", prenom="Denis", etp=fte, debut="2015-01-01")
    return folder


def refer(folder: Folder, date: str, by: str = "", issue: str = "en_attente", **cells: str) -> str:
    """A referral; `date_issue`, `motif`, `saisie_le` as columns."""
    code = f"O{len(folder['prescriptions'])}"
    folder.add("prescriptions", code=code, participant="P", organisme=by, date=date, issue=issue, **cells)
    return code


def enter(folder: Folder, entry: str, person: str = "", recorded: str = "", **referral: str) -> str:
    """A pathway, of a new person unless named; with `date` (and `by`), the referral it came of."""
    code = f"C{len(folder['parcours'])}"
    sent = refer(folder, issue="entree", date_issue=entry, **referral) if referral else ""
    person = person or f"P-{code}"
    if person not in {row["code"] for row in folder["participants"]}:
        folder.add("participants", code=person)
    folder.add("parcours", code=code, participant=person, prescription=sent, entree=entry, saisie_le=recorded)
    return code


def leave(folder: Folder, pathway: str, date: str, reason: str = "emploi", recorded: str = "") -> None:
    folder.add("sorties", parcours=pathway, date=date, motif=reason, saisie_le=recorded)


def step(
    folder: Folder,
    pathway: str,
    start: str,
    end: str = "",
    *,
    label: str = "Remise à niveau",
    group: str = "formation_non_qualifiante",
    recorded: str = "",
) -> None:
    folder.add(
        "etapes",
        code=f"E{len(folder['etapes'])}",
        parcours=pathway,
        operation=label,
        classification=group,
        debut=start,
        fin=end,
        saisie_le=recorded,
    )


def suspend(folder: Folder, pathway: str, start: str, end: str = "") -> None:
    folder.add("veilles", parcours=pathway, debut=start, fin=end)

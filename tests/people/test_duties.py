"""Papers missing, out of date or about to be."""

import datetime as dt

import pytest

from jalon.core.duties import Due
from jalon.people.duties import Paper, document_missing
from jalon.people.enums import DocumentKind

D = dt.date
SINCE = D(2017, 3, 6)
IDENTITY = (DocumentKind.IDENTITY,)
CARD = Paper("identite", D(2008, 2, 1), D(2018, 1, 31))


@pytest.mark.parametrize(
    ("papers", "needed", "late", "since", "due_on"),
    [
        ([], IDENTITY, D(2017, 3, 7), SINCE, D(2017, 3, 13)),
        ([CARD], IDENTITY, D(2018, 1, 1), D(2018, 1, 31), D(2018, 1, 31)),
        # Nobody asked for it, but what is in the file and expires is told.
        ([Paper("rsa", D(2017, 1, 2), D(2017, 6, 30))], (), D(2017, 5, 31), D(2017, 6, 30), D(2017, 6, 30)),
    ],
)
def test_the_last_quiet_day_and_the_first_late_one(
    papers: list[Paper], needed: tuple[DocumentKind, ...], late: D, since: D, due_on: D
) -> None:
    assert document_missing(papers, needed, SINCE, late - dt.timedelta(1)) is None
    due = document_missing(papers, needed, SINCE, late)
    assert due is not None
    assert (due.since, due.due_on) == (since, due_on)


@pytest.mark.parametrize(
    "renewed", [Paper("identite", D(2018, 1, 15), D(2028, 1, 14)), Paper("identite", D(2018, 1, 15))]
)
def test_a_renewed_paper_settles_it(renewed: Paper) -> None:
    late = D(2018, 2, 10)
    assert document_missing([CARD], IDENTITY, SINCE, late) == Due(
        *("document_missing", D(2018, 1, 31), "Pièce d’identité", D(2018, 1, 31)),
        "plus valable depuis le 31\u00a0janv.",
    )
    assert document_missing([CARD, renewed], IDENTITY, SINCE, late) is None
    assert document_missing([renewed, CARD], IDENTITY, SINCE, late) is None


def test_several_papers_are_one_alert() -> None:
    due = document_missing([Paper("rsa", D(2017, 1, 2), D(2017, 6, 30))], IDENTITY, SINCE, D(2017, 7, 3))
    assert due is not None
    assert (due.since, due.why) == (SINCE, "2 pièces à déposer ou à renouveler")

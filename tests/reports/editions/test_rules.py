"""Which versions mask, and in which order their blocks are."""

import pytest

from jalon.reports.editions.rules import blocks_shown, masks, order_kept
from jalon.reports.enums import Audience, BlockCode


@pytest.mark.parametrize(
    ("audience", "commune", "masked"),
    [
        (Audience.WHOLE, None, False),
        (Audience.CASEWORKER, None, False),
        (Audience.HOST, None, True),
        (Audience.COMMUNE, "21231", True),
        (Audience.FUNDER, None, False),
        (Audience.FUNDER, "21231", True),
        (Audience.REFERRER, None, True),
        (Audience.AGENCY, None, True),
    ],
)
def test_what_leaves_the_plie_for_a_part_of_its_files_is_masked(
    audience: Audience, commune: str | None, masked: bool
) -> None:
    assert masks(audience, commune) is masked


def test_the_usual_order_is_not_kept() -> None:
    assert order_kept(BlockCode.values) == []
    assert blocks_shown([]) == list(BlockCode)


def test_another_order_is_kept_once_each() -> None:
    assert order_kept(["sorties", "essentiel", "sorties"]) == ["sorties", "essentiel"]
    assert blocks_shown(["sorties", "essentiel"]) == [BlockCode.EXITS, BlockCode.ESSENTIAL]
    with pytest.raises(ValueError, match="inconnue"):
        order_kept(["inconnue"])

"""Where the blocks stand: two pages, whatever the version shows and in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from jalon.reports.enums import BlockCode
from jalon.reports.pdf.layout import pages
from jalon.reports.sheet.parts import Block
from tests.reports.pdf import sheets

BLOCKS = {
    block.code: block
    for block in (
        *(sheets.essential(), sheets.trends(), sheets.referrers(), sheets.non_entries()),
        *(sheets.story(), sheets.steps(9), sheets.exits()),
    )
}
orders = st.permutations(list(BLOCKS)).flatmap(lambda codes: st.integers(0, len(codes)).map(lambda size: codes[:size]))


def placed(codes: list[BlockCode]) -> list[list[tuple[list[str], list[str]]]]:
    """The codes by page and by column."""
    return [
        [([block.code for block in band.left], [block.code for block in band.right]) for band in page]
        for page in pages([BLOCKS[code] for code in codes])
    ]


def test_the_usual_order_is_that_of_the_letters() -> None:
    assert placed(list(BlockCode)) == [
        [(["essentiel"], []), (["tendances"], []), (["prescripteurs"], ["non_entrees"]), (["retour"], [])],
        [(["etapes"], []), (["sorties"], [])],
    ]


@given(orders)
def test_each_block_stands_once_in_its_order_on_two_pages(codes: list[BlockCode]) -> None:
    found = pages([BLOCKS[code] for code in codes])
    read: list[Block] = [block for page in found for band in page for block in (*band.left, *band.right)]
    assert [block.code for block in read] == codes
    assert len(found) == min(len(codes), 2)


def test_a_narrow_block_alone_takes_the_width() -> None:
    assert placed([BlockCode.ESSENTIAL, BlockCode.REFERRERS, BlockCode.STEPS])[0] == [
        (["essentiel"], []),
        (["prescripteurs"], []),
    ]

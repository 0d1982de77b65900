"""« Lettre »: the blocks one under the other, to be read and printed on A4, their charts beside them."""

from collections.abc import Mapping

from jalon.core import french
from jalon.indicators.kinds import Derived
from jalon.indicators.registry import INDICATORS
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.sheet.parts import Block, Paragraph, Rate, Sheet
from jalon.reports.sheet.print import sentence
from jalon.reports.spreadsheet.book import Page
from jalon.reports.spreadsheet.formulas import at
from jalon.reports.spreadsheet.months import Charted
from jalon.reports.spreadsheet.tables import write_table

WIDTHS = (52, 14, 14, 14, 14, 10)
BESIDE = len(WIDTHS) + 1
"""The column of the charts."""
TALL = 14
"""Lines that a chart takes."""
LETTERS = 105
"""Letters of a line of words, over all the columns."""

Alone = Mapping[str, str]


def write_letter(page: Page, sheet: Sheet, alone: Alone, plots: Mapping[BlockCode, list[Charted]]) -> None:
    """Write the sheet. `alone`: where each figure that stands alone is; `plots`: the charts of each block."""
    _setup(page, sheet)
    _head(page, sheet)
    free = above = page.row
    for block in sheet.blocks:
        start = page.row
        _block(page, block, alone)
        # Charts go down the right side; those of a block without a table stand beside the block above.
        free = max(free, start if block.tables else above)
        for charted in plots.get(block.code, []):
            look = {"description": charted.said, "object_position": 2}
            page.sheet.insert_chart(free, BESIDE, charted.chart, look)
            free += TALL
        above = start
        page.next()
    _wrapped(page, sheet.mention)


def _setup(page: Page, sheet: Sheet) -> None:
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    page.sheet.hide_gridlines(2)
    page.sheet.set_footer(f"&L&8{sheet.mention.replace('&', '&&')}&R&8&P / &N")


def _head(page: Page, sheet: Sheet) -> None:
    page.text(0, f"{sheet.title}, {sheet.kind[:1].lower()}{sheet.kind[1:]}", "title")
    page.sheet.set_row(page.row, 22)
    page.next()
    page.text(0, f"{sheet.publisher}{', ' if sheet.audience else ''}{sheet.audience}")
    page.next()
    day = french.long_day(sheet.as_of or sheet.printed_on)
    known = "telle que connue le" if sheet.as_of else "avec tout ce qui est enregistré au"
    page.text(0, f"Lettre {known} {day}", "soft")
    page.next()
    for paragraph in sheet.warnings:
        _paragraph(page, paragraph)
    page.sheet.freeze_panes(page.row, 0)
    page.next()


def _block(page: Page, block: Block, alone: Alone) -> None:
    for column in range(len(WIDTHS)):
        page.sheet.write_blank(page.row, column, None, page.book.styles["block"])
    page.text(0, block.title, "block")
    wholes = []
    if block.count:
        page.figure(1, block.count, style="block")
        wholes.append((block.count, at(page.row, 1)))
    page.next()
    for table in block.tables:
        if not table.monthly:
            write_table(page, table, wholes)
            page.next()
    for rate in block.rates:
        _rate(page, rate, alone)
    if block.tale:
        page.text(0, block.tale.title, "strong")
        page.next()
        _wrapped(page, block.tale.text)
    for paragraph in (*block.words, *block.notes):
        _paragraph(page, paragraph)


def _rate(page: Page, rate: Rate, alone: Alone) -> None:
    page.text(0, rate.label, "strong")
    page.figure(1, rate.rate, style="strong", formula=_called(rate.rate, alone))
    page.text(2, sentence(rate.made_of), "soft")
    page.next()


def _called(figure: Figure, alone: Alone) -> str:
    """A derived figure is the one of « Chiffres », where its calculation is."""
    derived = isinstance(INDICATORS.get(figure.code), Derived)
    return f"={alone[figure.code]}" if derived and figure.code in alone else ""


def _paragraph(page: Page, paragraph: Paragraph) -> None:
    signed = f" ({paragraph.signed})" if paragraph.signed else ""
    _wrapped(page, sentence(paragraph.words) + signed)


def _wrapped(page: Page, words: str) -> None:
    """Words over all the columns, on as many lines as they take."""
    if not words:
        return
    page.sheet.merge_range(page.row, 0, page.row, len(WIDTHS) - 1, "", page.book.styles["wrapped"])
    page.text(0, words, "wrapped")
    page.sheet.set_row(page.row, 13.5 * max(1, -(-len(words) // LETTERS)))
    page.next()

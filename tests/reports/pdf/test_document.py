"""The letter on paper: two pages that say what they are, to the eye, to a screen reader, and in ten years."""

import io
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from jalon.core.typesetting import Untypeset
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.pdf.document import Overfull, data, pdf
from jalon.reports.sheet.parts import Bar, Block, Row, Sheet, Table
from tests.reports.pdf import sheets

FLOOR = 7.5
FONTS = ("SourceSans3-Regular-Identity-H", "SourceSans3-Semibold-Identity-H", "UbuntuDerivativeJalon-Regular")


def printed(sheet: Sheet) -> PdfReader:
    """The letter, read again."""
    return PdfReader(io.BytesIO(pdf(sheet, pictures=sheets.pictures())))


@pytest.fixture(scope="module")
def usual() -> PdfReader:
    """A month like others."""
    return printed(sheets.usual())


@pytest.fixture(scope="module")
def worst() -> PdfReader:
    """The fullest letter there may be."""
    return printed(sheets.worst())


def tags(reader: PdfReader) -> list[Any]:
    """Every element of the structure, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                yield from walk(kid)

    return list(walk(reader.root_object["/StructTreeRoot"]))


def named(reader: PdfReader, *names: str) -> list[Any]:
    """The elements of these kinds."""
    return [tag for tag in tags(reader) if tag["/S"] in names]


def words(reader: PdfReader) -> str:
    """All that can be copied out of it, spaces made plain."""
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


def test_it_claims_both_standards_and_says_its_title_and_language(usual: PdfReader) -> None:
    root: Any = usual.root_object
    metadata = root["/Metadata"].get_object().get_data().decode()
    for claim in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
        assert claim in metadata
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert usual.metadata is not None
    assert (usual.metadata.title, usual.metadata.author) == ("Novembre 2017", "PLIE des Tilleuls")
    assert "Chiffres tels que connus le 5\u00a0décembre 2017" in metadata
    assert usual.metadata.creation_date_raw == "D:20171206000000Z"


def test_its_headings_are_its_outline(usual: PdfReader) -> None:
    (first, rest) = usual.outline
    assert not isinstance(first, list) and first.title == "Novembre 2017 entrées et file active"
    assert isinstance(rest, list)
    assert [each.title for each in rest if not isinstance(each, list)] == [
        *("L’essentiel", "Entrées et file active, mois par mois", "Prescripteurs, depuis janvier"),
        *("Non-entrées, depuis janvier 84", "Étapes de novembre 492", "Sorties, depuis janvier 541"),
    ]
    assert [len(named(usual, name)) for name in ("/H1", "/H2")] == [1, 6]


def test_every_picture_is_said(worst: PdfReader) -> None:
    said = [tag["/Alt"] for tag in named(worst, "/Figure")]
    assert said[:2] == ["Le logo du PLIE des Tilleuls : trois feuilles.", "Drapeau européen"]
    assert said[2] == (
        "459 entrées en novembre. Mois par mois. Mois 1 : 14 ; Mois 2 : 36 ; Mois 3 : 49 ; Mois 4 : 24 ; Mois 5 : 14 ; "
        "Mois 6 : 19 ; Mois 7 : 22 ; Mois 8 : 8 ; Mois 9 : 16 ; Mois 10 : 21 ; Mois 11 : 44."
    )
    assert "Une route bordée de jalons." in said
    assert len(said) == 7


def test_every_table_has_its_headings(usual: PdfReader) -> None:
    tables = named(usual, "/Table")
    assert len(tables) == 8
    assert len(named(usual, "/THead")) == len(tables)
    assert len(named(usual, "/TH")) == 5 + 5 + 4 + 4 + 4


def test_its_numbers_can_be_copied(usual: PdfReader) -> None:
    said = words(usual)
    for piece in (
        "66 1 459 642 72 %",
        "Ensemble 70 8 % 40 9 %",
        "n. c.",
        "100 étapes, 63 %",
        "55 % 265 sur 481 sorties",
    ):
        assert piece in said
    assert "page 1 sur 2" in said
    assert said.count("Ce dispositif est cofinancé par le Fonds social européen") == 2


def test_europe_is_named_in_a_face_that_it_allows(usual: PdfReader) -> None:
    found: dict[str, str] = {}

    def note(text: str, _cm: Any, _tm: Any, font: Any, _size: float) -> None:
        name = font["/BaseFont"].split("+")[-1] if font else ""
        found[name] = found.get(name, "") + text

    usual.pages[0].extract_text(visitor_text=note)
    assert set(found) - {""} == {*FONTS}
    for words in ("l’Union européenne", "Ce dispositif est cofinancé par le Fonds social européen"):
        assert words in " ".join(found["UbuntuDerivativeJalon-Regular"].split())


def test_the_worst_letter_is_folded_on_two_pages(worst: PdfReader) -> None:
    assert len(worst.pages) == 2
    said = words(worst)
    assert "Autres (12 libellés) 798" in said
    assert re.search(r"Autres \(\d libellés\) \d\d n. c. n. c.", said)
    assert said.count("(phrase de Claire Tilleul)") == 6
    for page in worst.pages:
        assert lowest(page) > 20


def lowest(page: Any) -> float:
    """How far from the foot of the sheet the last line stands, in points."""
    heights: list[float] = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, *_: heights.append(tm[5] * cm[3] + cm[5]) if text.strip() else None
    )
    return min(heights)


def test_no_word_is_too_small_to_be_read(worst: PdfReader) -> None:
    sizes: set[float] = set()

    def note(text: str, cm: list[float], tm: list[float], _: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(size * math.sqrt(abs((tm[0] * tm[3]) * (cm[0] * cm[3]))), 2))

    for page in worst.pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= FLOOR


def test_words_that_no_page_can_hold_are_refused_in_french() -> None:
    with pytest.raises(Overfull, match=r"raccourcissez un commentaire.* Le plus long : « L’essentiel », 8.999 signes"):
        printed(sheets.sheet(sheets.essential(), sheets.trends(), signs=9000))


@pytest.mark.parametrize(
    "sheet",
    [
        sheets.sheet(sheets.steps(6), sheets.non_entries(5), sheets.essential(), signs=200),
        sheets.sheet(sheets.essential(), sheets.referrers(), sheets.non_entries(0), sheets.steps(0), sheets.exits(0)),
        replace(sheets.sheet(sheets.essential(), sheets.story()), mention="", logo=None, as_of=None),
        sheets.sheet(sheets.essential(), sheets.story(picture=3), sheets.steps(9)),
        sheets.sheet(sheets.essential(), sheets.story(picture=None), sheets.steps(9)),
    ],
    ids=["another order", "nothing happened", "no mention, no logo", "a picture like a ladder", "a story without one"],
)
def test_any_letter_has_two_pages(sheet: Sheet) -> None:
    assert len(printed(sheet).pages) == 2


def test_a_bar_stands_beside_a_share_alone() -> None:
    row = Row("Santé", (Figure(6, "non_entries_cumulative"), sheets.share(19)), bar=Bar(6, 9))
    beside = replace(row, cells=(*row.cells, Figure(30, "non_entries_cumulative")))
    table = Table("Motifs", ("Motif", "Total", "Part", "PLIE"), (row, beside))
    block = Block(BlockCode.NON_ENTRIES, "Non-entrées", tables=(table,))
    ((((said,),),),) = [
        [band] for page in data(sheets.sheet(block), sheets.pictures())["pages"] for band in page["bands"]
    ]
    assert [bool(each["bar"]) for each in said["tables"][0]["rows"]["99"]] == [True, False]


def test_the_same_sheet_gives_the_same_bytes() -> None:
    first, second = (pdf(sheets.sheet(sheets.essential()), pictures=sheets.pictures()) for _ in range(2))
    assert first == second


def test_an_image_without_words_is_refused() -> None:
    with pytest.raises(Untypeset, match="alt"):
        printed(replace(sheets.sheet(sheets.essential()), logo_alt=""))

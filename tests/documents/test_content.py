"""Files are known by what they are; what would run, fetch or swell is refused in words that say the way round."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter

from jalon.core.pictures import Refused
from jalon.documents.content import ENDINGS, LIMIT, checked
from jalon.documents.names import LONGEST, clean_name
from tests.documents.files import SHEET, WORD, docx, odt, pdf, picture, relation, written, zipped


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        checked(content)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (pdf(), "application/pdf"),
        (picture(), "image/jpeg"),
        (picture("WEBP"), "image/jpeg"),
        (docx(), WORD),
        (docx(kind=f"{SHEET}.main+xml"), SHEET),
        (odt(), "application/vnd.oasis.opendocument.text"),
        (odt(kind="application/vnd.oasis.opendocument.spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    ],
)
def test_a_file_is_what_it_holds(content: bytes, media_type: str) -> None:
    assert checked(content).media_type == media_type


def test_documents_are_kept_byte_for_byte() -> None:
    for content in (pdf(), docx(), odt()):
        assert checked(content).content == content


def test_a_photographed_paper_keeps_its_notes_and_loses_its_place() -> None:
    told = Image.Exif()
    told.get_ifd(0x8825)[2] = (47.0, 19.0, 21.0)
    kept = checked(picture(size=(4_000, 3_000), exif=told))
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (2_600, 1_950)
        assert not image.getexif()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"%PDF-1.7\n" + b"0" * LIMIT, "Ce fichier pèse 11"),
        (b"hello", "aucun type reçu"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "ancien format Office (doc, xls), ou protégé"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"MZ\x90", "programme"),
        (b"\0\0\0\x18ftypheic" + b"0" * 50, "HEIC"),
        (b'<svg xmlns="x"/>', "SVG"),
        (b"GIF89a", "GIF"),
        (picture()[:-200], "abîmée ou incomplète"),
        (pdf()[:-200], "abîmé ou incomplet"),
        (docx()[:-50], "abîmé ou incomplet"),
        (b"%PDF-1.7\n%%EOF", "abîmé ou incomplet"),
        (zipped({"a.txt": "a"}), "ni un docx"),
        (zipped({"mimetype": "application/epub+zip"}), "ni un docx"),
    ],
)
def test_what_is_not_received(content: bytes, words: str) -> None:
    assert words in refusal(content).replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    "action",
    [
        {"/S": "/JavaScript", "/JS": "app.alert(1)"},
        {"/S": "/Launch", "/F": "calc.exe"},
        {"/S": "/SubmitForm", "/F": "http://example.org"},
        {"/S": "/GoToR", "/F": "\\\\ailleurs\\partage"},
    ],
)
def test_a_pdf_that_acts_is_refused(action: dict[str, str]) -> None:
    assert "contient un programme" in refusal(pdf(action))


def test_a_pdf_that_only_opens_at_a_page_is_kept() -> None:
    assert checked(pdf({"/S": "/GoTo"})).media_type == "application/pdf"


def test_a_program_is_found_under_any_spelling_and_in_a_compressed_object() -> None:
    hidden = pdf({"/S": "/JavaScript", "/JS": "app.alert(1)"})
    spelled = hidden.replace(b"/JavaScript", b"/J#61vaScri#70t")
    assert "contient un programme" in refusal(spelled)
    writer = PdfWriter(clone_from=io.BytesIO(hidden))
    writer.compress_identical_objects()
    assert "contient un programme" in refusal(written(writer))


def test_a_pdf_with_files_or_a_hidden_form() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("facture.exe", b"MZ")
    assert "fichiers joints" in refusal(written(writer))
    assert "contient un programme" in refusal(pdf(XFA=True))


def encrypted(user: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt(user, "owner", algorithm="AES-256")
    return written(writer)


def test_a_pdf_that_only_forbids_printing_is_kept_one_with_a_password_is_not() -> None:
    readable = encrypted("")
    assert checked(readable).content == readable
    assert "mot de passe" in refusal(encrypted("secret"))


@pytest.mark.parametrize(
    "content",
    [
        docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
        docx(**{"word/vbaProject.bin": "x"}),
        docx(**{"word/activeX/activeX1.xml": "<a/>"}),
        docx(**{"word/embeddings/oleObject1.bin": "x"}),
        docx(**{"word/embeddings/Objet.docm": "x"}),
        docx(**{"xl/macrosheets/sheet1.xml": "<a/>"}),
        docx(body='<w:fldSimple w:instr=" DDEAUTO c:\\\\cmd "/>'),
        docx(body="<w:instrText>DDE</w:instrText><w:t>AUTO</w:t><w:instrText>AUTO cmd</w:instrText>"),
        odt(body="<script:event-listener/>"),
        odt(**{"Basic/Standard/Module1.xml": "<a/>"}),
        odt(**{"Scripts/python/a.py": "1"}),
        odt(body="<draw:object-ole/>"),
    ],
)
def test_an_office_file_that_runs_something_is_refused(content: bytes) -> None:
    assert "contient une macro" in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        docx(rels=relation("attachedTemplate", "https://example.org/m.dotm")),
        docx(rels=relation("attachedTemplate", "\\\\ailleurs\\m.dotm")),
        docx(rels=relation("image", "http://example.org/a.png")),
        docx(rels=relation("attachedTemplate", "file://ailleurs/m.dotm")),
        odt(body='<draw:image xlink:href="https://example.org/a.png"/>'),
    ],
)
def test_an_office_file_that_fetches_something_is_refused(content: bytes) -> None:
    assert "va chercher des contenus ailleurs" in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        docx(rels=relation("hyperlink", "https://example.org/")),
        docx(rels=relation("attachedTemplate", "file:///C:\\modeles\\cv.dotx")),
        docx(**{"word/embeddings/Feuille.xlsx": "x", "xl/printerSettings/printerSettings1.bin": "x"}),
        docx(body="<w:instrText>PAGE</w:instrText>"),
        odt(body='<text:a xlink:href="https://example.org/"/>'),
        odt(**{"Basic/Standard/script-lb.xml": "<a/>", "Basic/script-lc.xml": "<a/>"}),
    ],
)
def test_what_ordinary_files_hold_is_kept(content: bytes) -> None:
    assert checked(content).content == content


def test_an_archive_that_swells_is_refused_without_unpacking_it() -> None:
    assert "démesuré" in refusal(docx(**{"word/media/image1.png": "0" * 100_000_001}))
    assert "démesuré" in refusal(zipped({str(n): "" for n in range(5_001)}))


def test_entities_and_paths_that_climb_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert "abîmé" in refusal(docx(**{"word/styles.xml": bomb}))
    assert "abîmé" in refusal(docx(**{"../evil.xml": "<a/>"}))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Carte d’identité.JPG", "Carte d’identité.pdf"),
        ("C:\\photos\\cni.exe", "cni.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a\u202efdp.exe", "a fdp.pdf"),
        ("CV 12.2017.docx", "CV 12.2017.pdf"),
        ("CV 12.2017", "CV 12.2017.pdf"),
        ("con.txt", "fichier.pdf"),
        ("...", "fichier.pdf"),
        ('a<b>:"|?*\n.pdf', "a b.pdf"),
    ],
)
def test_names(sent: str, kept: str) -> None:
    assert clean_name(sent, "pdf") == kept


@given(st.text(max_size=400))
def test_any_name_is_fit_to_be_saved(sent: str) -> None:
    name = clean_name(sent, "jpg")
    assert name.endswith(".jpg") and 5 <= len(name) <= LONGEST
    assert name.isprintable() and not set(name) & set('/\\<>:"|?*') and name[0] not in " ."


SOURCES: list[Callable[[], bytes]] = [pdf, picture, docx, odt]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SOURCES), st.data())
def test_a_spoilt_file_is_kept_or_refused_in_words(source: Callable[[], bytes], data: Any) -> None:
    """Whatever a cut or a stray byte makes of a file: never another error."""
    content = bytearray(source())
    content = content[: data.draw(st.integers(1, len(content)))]
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert checked(bytes(content)).media_type in ENDINGS
    except Refused as refused:
        assert str(refused)

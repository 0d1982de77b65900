"""Files made for the tests: whole ones, and those that hide something."""

import base64
import io
import zipfile
from collections.abc import Mapping

from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "application/vnd.oasis.opendocument.text"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(kind: str = "JPEG", size: tuple[int, int] = (80, 40), **how: object) -> bytes:
    """A picture of many colours."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, 20, 10), "red")
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def stroke(width: int = 400) -> bytes:
    """The PNG of a canvas on which someone drew."""
    image = Image.new("RGBA", (width, 150))
    ImageDraw.Draw(image).line([(20, 100), (120, 30), (200, 110), (380, 40)], "black", 4)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def blank_canvas() -> bytes:
    """The PNG of a canvas nobody touched."""
    stream = io.BytesIO()
    Image.new("RGBA", (400, 150)).save(stream, "PNG")
    return stream.getvalue()


def canvas(content: bytes | None = None) -> str:
    """What a page sends of it."""
    return "data:image/png;base64," + base64.b64encode(content or stroke()).decode()


def pdf(action: Mapping[str, str] | None = None, **extra: object) -> bytes:
    """A PDF of a page; `action`: what it does when opened."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if action:
        said = {NameObject(key): _value(value) for key, value in action.items()}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(said)
    for name in extra:
        writer.root_object[NameObject(f"/{name}")] = ArrayObject()
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _value(value: str) -> NameObject | TextStringObject:
    return NameObject(value) if value.startswith("/") else TextStringObject(value)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(kind: str = f"{WORD}.main+xml", body: str = "", rels: str = "", **parts: str) -> bytes:
    """A file of Word, or what passes for one."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    said = {
        "[Content_Types].xml": types,
        "word/document.xml": f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f"<Relationships>{rels}</Relationships>",
    }
    return zipped({**said, **parts})


def relation(kind: str, target: str) -> str:
    """A relation of a docx to something outside."""
    return f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'


def odt(body: str = "", kind: str = TEXT, **parts: str) -> bytes:
    """A file of LibreOffice."""
    names = 'xmlns:office="o" xmlns:script="s" xmlns:text="t" xmlns:xlink="x" xmlns:draw="d"'
    content = f"<office:document-content {names}><office:scripts/>{body}</office:document-content>"
    return zipped({"mimetype": kind, "content.xml": content, **parts})

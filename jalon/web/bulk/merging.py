"""Several PDFs as one, to print."""

from collections.abc import Iterable
from io import BytesIO

from pypdf import PdfWriter


def merged(papers: Iterable[bytes]) -> bytes:
    """The pages of each, in their order."""
    book, whole = PdfWriter(), BytesIO()
    for content in papers:
        book.append(BytesIO(content))
    book.add_metadata({"/Title": "Courriers"})
    book.write(whole)
    return whole.getvalue()

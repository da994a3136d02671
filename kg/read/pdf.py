"""PDF files with a text layer: their paragraphs, put together from the lines that the page was set in."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator
from typing import Any

from kg.messages import message
from kg.model import Notice
from kg.read.extras import missing
from kg.read.notice import read_text
from kg.read.options import ReadOptions
from kg.read.outcome import PARSER_ERRORS, Unreadable, said
from kg.read.pdf_lines import Line, paragraphs
from kg.read.plain import refuse_binary

_LOCKED = message("needs a password: save it without one")


def read_pdf(data: bytes, name: str, options: ReadOptions) -> Notice:
    """The notice that one PDF holds. Raises Unreadable where it is protected, damaged, or only pictures of pages."""
    if b"%PDF-" not in data[:1024]:
        if not data:
            raise Unreadable(message("is empty: give the notice's file, or leave it out"))
        refuse_binary(data)
        raise Unreadable(
            message("is no PDF (it does not begin with %PDF-): look whether a web page was saved in its place")
        )
    try:
        import pypdf
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise missing(error, "PDF", "office") from None
    try:
        with _quiet():
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            # Many files are locked against changes only and open without a password.
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable(_LOCKED)
            if len(reader.pages) > options.max_pdf_pages:
                raise Unreadable(
                    message(
                        "has {pages} pages, more than {most}: split it",
                        pages=len(reader.pages),
                        most=options.max_pdf_pages,
                    )
                )
            pages = [_lines(page) for page in reader.pages]
    except DependencyError:
        raise Unreadable(_LOCKED) from None
    except (PyPdfError, *PARSER_ERRORS) as error:
        raise Unreadable(message("is damaged or cut off ({why}): make or download it anew", why=said(error))) from None
    text = "\n".join(paragraphs(pages))
    if not text:
        raise Unreadable(message("has no text layer (scanned pages?): recognise its characters first (OCR)"))
    return read_text(text, source=name)


def _lines(page: Any) -> list[Line]:  # noqa: ANN401  (pypdf's PageObject, untyped here)
    """The page's lines in pypdf's order, each with its left edge where pypdf tells it for all of them."""
    lines = [Line("")]

    def place(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append(Line(""))
            if piece.strip() and not lines[-1].text:
                left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
                lines[-1] = Line(piece, left, abs(size * inner[0] * outer[0]))
            else:
                lines[-1] = lines[-1]._replace(text=lines[-1].text + piece)

    plain = str(page.extract_text(visitor_text=place)).split("\n")
    placed = [line for line in lines if line.text.strip()]
    kept = [text for text in plain if text.strip()]
    if [line.text.strip() for line in placed] == [text.strip() for text in kept]:
        return placed
    return [Line(text) for text in kept]


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keeps pypdf's remarks on odd files off the user's screen; what matters of them comes as an exception."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)

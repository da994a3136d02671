"""Word files (.docx): the text in reading order, with the numbers that Word would print before list paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.messages import message
from kg.model import Notice
from kg.read.extras import missing
from kg.read.grid import DITTO, MOST_COLUMNS, gives_out_work, one_line
from kg.read.notice import read_text
from kg.read.office import WORD, office_container
from kg.read.options import ReadOptions
from kg.read.outcome import PARSER_ERRORS, Unreadable, said
from kg.read.zipped import DAMAGED

if TYPE_CHECKING:
    from kg.read.docx_numbers import Numbering

# A lxml element of WordprocessingML; python-docx gives them without types.
_Element = Any

# Local names. Deleted and moved-away text, the reading aid over characters, what older programs should show instead,
# and settings are no text; text boxes stand behind their paragraph.
_NO_TEXT: Final = frozenset(("del", "moveFrom", "rt", "Fallback", "pPr", "rPr", "txbxContent", "sectPr", "instrText"))
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes, name: str, options: ReadOptions) -> Notice:
    """The notice that one Word file holds. Raises Unreadable where it is damaged, protected, empty or a zip bomb."""
    if not data:
        raise Unreadable(message("is empty: give the notice's file, or leave it out"))
    with office_container(data, WORD, options):
        pass  # python-docx opens it again
    try:
        from docx import Document
        from docx.exceptions import PythonDocxError
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError

        from kg.read.docx_numbers import Numbering
    except ImportError as error:
        raise missing(error, "Word files", "office") from None
    try:
        document = Document(io.BytesIO(data))
        lines = list(_block_lines(document.element.body, Numbering(document.part)))
    except (LxmlError, PythonDocxError, OpcError, *DAMAGED, *PARSER_ERRORS) as error:
        raise Unreadable(
            message("is damaged or no Word document ({why}): {anew}", why=said(error), anew=WORD.anew)
        ) from None
    text = "\n".join(lines)
    if not text.strip():
        raise Unreadable(message("has no text (only pictures?): recognise its characters (OCR) and give the text"))
    return read_text(text, source=name)


def _block_lines(parent: _Element, numbering: Numbering) -> Iterator[str]:
    """The lines of paragraphs and tables below ``parent``, through content controls and tracked insertions."""
    for child in parent:
        tag = _local(child)
        if tag == "p":
            yield from _paragraph_lines(child, numbering)
        elif tag == "tbl":
            yield from _table_lines(child, numbering)
        elif tag not in _NO_TEXT:
            yield from _block_lines(child, numbering)


class _Cell(NamedTuple):
    text: str
    columns: int = 1
    merged: bool = False  # the cell above reaches over it


def _table_lines(table: _Element, numbering: Numbering) -> Iterator[str]:
    """A row a line, cells parted by tabs; a table that gives out work keeps its columns (``kg.read.grid``)."""
    rows = [list(_cells(row, numbering)) for row in _rows(table)]
    if not gives_out_work([one_line(cell.text) for cell in row] for row in rows):
        joined = ("\t".join(cell.text for cell in row).strip("\t") for row in rows)
        yield from filter(None, joined)
        return
    lines = [[words for cell in row for words in _in_columns(cell)] for row in rows]
    width = max(map(len, lines))
    yield from ("\t".join([*line, *[""] * (width - len(line))]) for line in lines if any(line))


def _in_columns(cell: _Cell) -> Iterator[str]:
    yield DITTO if cell.merged else one_line(cell.text)
    yield from [""] * (cell.columns - 1)


def _rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table, through content controls and tracked insertions."""
    for child in table:
        if _local(child) == "tr":
            yield child
        elif _local(child) not in _NO_TEXT:
            yield from _rows(child)


def _cells(row: _Element, numbering: Numbering) -> Iterator[_Cell]:
    yield from [_Cell("")] * _setting(row, "trPr", "gridBefore", 0)
    for cell in row:
        if _local(cell) in ("tc", "sdt"):
            inner = cell if _local(cell) == "tc" else next(cell.iter("{*}tc"), cell)
            merge = inner.find("./{*}tcPr/{*}vMerge")
            merged = merge is not None and _value(merge, "continue") != "restart"
            text = " ".join(_block_lines(cell, numbering))
            if not text and not merged:  # a column of numbers that Word counts holds empty paragraphs
                text = " ".join(map(numbering.label, inner.iterfind("./{*}p"))).strip()
            yield _Cell(text, max(1, _setting(inner, "tcPr", "gridSpan", 1)), merged)


def _setting(element: _Element, group: str, name: str, usual: int) -> int:
    """A whole number among the settings of a row or cell, no larger than a grid may be."""
    found = element.find(f"./{{*}}{group}/{{*}}{name}")
    said = "" if found is None else _value(found, "")
    return min(int(said), MOST_COLUMNS) if said.isascii() and said.isdigit() and len(said) < 6 else usual


def _value(element: _Element, usual: str) -> str:
    return next((str(value) for name, value in element.attrib.items() if name.endswith("}val")), usual)


def _paragraph_lines(paragraph: _Element, numbering: Numbering) -> Iterator[str]:
    written = "".join(_pieces(paragraph))
    if written.strip():
        for line in (numbering.label(paragraph) + written).split("\n"):
            yield line.rstrip()
    for box in paragraph.iter("{*}txbxContent"):
        if not any(_local(above) == "Fallback" for above in box.iterancestors()):
            yield from _block_lines(box, numbering)


def _pieces(parent: _Element) -> Iterator[str]:
    for child in parent:
        tag = _local(child)
        if tag == "t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag not in _NO_TEXT:
            yield from _pieces(child)


def _local(element: _Element) -> str:
    """The tag without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

"""Rows as text: aligned for a terminal, CSV, TSV, Markdown, JSON, JSON lines. All generators of lines, all Unicode.

In CSV and TSV, words that a spreadsheet would take for a formula have an apostrophe in front; ``unguarded`` takes it away.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, Literal

from kg.errors import UsageError
from kg.messages import message
from kg.one_line import harmless, in_one_line
from kg.wrapping import display_width, longest_word, wrapped

Cell = str | int | float | bool | None | tuple[str, ...]
TableFormat = Literal["table", "csv", "tsv", "markdown", "json", "jsonl"]
TABLE_FORMATS: Final[tuple[TableFormat, ...]] = ("table", "csv", "tsv", "markdown", "json", "jsonl")


class Row:
    """A row of a table: a dataclass whose fields are its cells."""

    __slots__ = ()

    def cells(self, columns: Iterable[str]) -> list[Cell]:
        """The values under ``columns`` (names of fields)."""
        return [getattr(self, name) for name in columns]


_LIST_MARK: Final = "、"
_GUARD: Final = "'"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_GAP: Final = "  "
_LEAST_COLUMN: Final = 14
"""Cells on a terminal are not squeezed below this width (in half-width columns): seven Chinese characters."""
_WHOLE_WORD: Final = 12
"""Words up to this width (2024-11-30) are not broken in a table."""


def render(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], output_format: str, *, width: int | None = None
) -> Iterator[str]:
    """``rows`` under ``columns``, as pieces of text that end in line feeds (CSV: in CRLF, as its standard says).

    ``width`` is that of the terminal in half-width columns; None never breaks a cell.
    Raises UsageError for a format that does not exist.
    """
    if output_format == "csv":
        return csv_lines(columns, rows)
    if output_format == "tsv":
        return _tsv(columns, rows)
    if output_format == "markdown":
        return _markdown(columns, rows)
    if output_format == "json":
        return _json(columns, rows)
    if output_format == "jsonl":
        return (_object(columns, row) + "\n" for row in rows)
    if output_format == "table":
        return _aligned(columns, rows, width)
    raise UsageError(
        message(
            "There is no format {output_format!r} for a table; use one of: {formats}.",
            output_format=output_format,
            formats=", ".join(TABLE_FORMATS),
        )
    )


def text_of(cell: Cell) -> str:
    """``cell`` as one string; nothing for None, lists joined by 、."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return _LIST_MARK.join(cell) if isinstance(cell, tuple) else str(cell)


def guarded(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula when it opens the file."""
    return _GUARD + text if text.startswith((*_FORMULA, _GUARD)) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given. An apostrophe that is not a guard, from another program's hand, stays."""
    return text[1:] if text.startswith(_GUARD) and text[1:].startswith((*_FORMULA, _GUARD)) else text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, guard: bool = True) -> Iterator[str]:
    """``rows`` under ``columns`` as CSV, each with its CRLF. ``guard=False`` is for programs that want words as they are."""
    written = _guarded_text if guard else text_of
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([written(cell) for cell in row])
        yield buffer.getvalue()


def _guarded_text(cell: Cell) -> str:
    text = text_of(cell)
    return guarded(text) if isinstance(cell, str | tuple) else text  # a negative number is one


def _tsv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(in_one_line(_guarded_text(cell)).strip() for cell in row) + "\n"


def _markdown(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    yield "| " + " | ".join(map(_as_markdown, columns)) + " |\n"
    yield "|" + " --- |" * len(columns) + "\n"
    for row in rows:
        yield "| " + " | ".join(_as_markdown(text_of(cell)) for cell in row) + " |\n"


_MARKUP: Final = re.compile(r"[\\|`*]|~(?=~)|(?<!\w)_|_(?!\w)|\](?=[(\[])")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")


def _as_markdown(text: str) -> str:
    """``text`` on one line, written so that Markdown shows it as it is: no cell ends in it, no word is bold, a link or HTML."""
    plain = _ENTITY.sub("&amp;", harmless(in_one_line(text)).strip()).replace("<", "&lt;")
    return _MARKUP.sub(r"\\\g<0>", plain)


def _json(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    mark = "["
    for row in rows:
        yield f"{mark}\n {_object(columns, row)}"
        mark = ","
    yield "[]\n" if mark == "[" else "\n]\n"


def _object(columns: Sequence[str], row: Sequence[Cell]) -> str:
    return json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)


def _aligned(columns: Sequence[str], rows: Iterable[Sequence[Cell]], width: int | None) -> Iterator[str]:
    """The table; where it is too narrow for one, its rows one below the other, each cell beside its heading."""
    texts = [[harmless(in_one_line(text_of(cell))).strip() for cell in row] for row in rows]
    natural = [max(map(display_width, column)) for column in zip(columns, *texts, strict=True)]
    widths = natural if width is None else _squeezed(columns, texts, natural, width - len(_GAP) * (len(columns) - 1))
    if widths is None:
        return _records(columns, texts, width or 0)
    return chain(
        _lines(columns, widths),
        [_GAP.join("─" * column for column in widths) + "\n"],
        *(_lines(row, widths) for row in texts),
    )


def _squeezed(
    columns: Sequence[str], texts: Sequence[Sequence[str]], natural: Sequence[int], available: int
) -> list[int] | None:
    """``natural`` widths, the widest cut down to one common bound so that all fit into ``available``; short words stay whole.

    None where cells would be too narrow to be read.
    """
    if sum(natural) <= available:
        return list(natural)
    words = [min(_WHOLE_WORD, max(map(longest_word, column))) for column in zip(columns, *texts, strict=True)]
    for bound in range(min(max(natural), available), _LEAST_COLUMN - 1, -1):
        widths = [max(min(width, bound), word) for width, word in zip(natural, words, strict=True)]
        if sum(widths) <= available:
            return widths
    return None


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """One row, over as many lines as its longest cell needs."""
    cells = [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells), default=0)):
        parts = (cell[number] if number < len(cell) else "" for cell in cells)
        padded = (part + " " * (width - display_width(part)) for part, width in zip(parts, widths, strict=True))
        yield _GAP.join(padded).rstrip() + "\n"


def _records(columns: Sequence[str], texts: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The rows, a blank line between them, with headings at the left; empty cells are left out."""
    heading = max(map(display_width, columns))
    widths = [heading, max(width - heading - len(_GAP), _LEAST_COLUMN)]
    for number, row in enumerate(texts):
        if number:
            yield "\n"
        for column, text in zip(columns, row, strict=True):
            if text:
                yield from _lines((column, text), widths)

"""Which columns of a table hold text, title, date, address and publisher, and the notice that one row makes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.model import Notice, Page
from kg.read.notice import read_text
from kg.read.options import ReadOptions
from kg.read.outcome import Unreadable


@dataclass(frozen=True, slots=True)
class Columns:
    """The names, as the table spells them; None for a column that it does not have."""

    text: str
    title: str | None
    date: str | None
    url: str | None
    publisher: str | None

    def named(self) -> tuple[str, ...]:
        """The columns that are there, text first, none twice."""
        names = (self.text, self.title, self.date, self.url, self.publisher)
        return tuple(dict.fromkeys(name for name in names if name is not None))


def find_columns(names: Iterable[str], options: ReadOptions) -> Columns:
    """The columns among ``names`` that the user named, or else that are known. Raises Unreadable without a text."""
    there = tuple(names)
    text = _find("text", options.text_column, there)
    if text is None:
        raise Unreadable(
            f"has no column for the text among {_listed(there)}: call it text or 正文"
            if options.text_column is None
            else f"has no column {options.text_column!r} among {_listed(there)}: correct --text-column"
        )
    return Columns(
        text=text,
        title=_find("title", options.title_column, there),
        date=_find("date", options.date_column, there),
        url=_find("url", options.url_column, there),
        publisher=_find("publisher", options.publisher_column, there),
    )


def row_notice(value_of: Callable[[str], object], columns: Columns, source: str) -> Notice:
    """The notice of one row. Raises Unreadable where its text is missing, blank or no text."""
    text = value_of(columns.text)
    if text is None or text == "":
        raise Unreadable(f"has nothing in {columns.text!r}: fill it in, or leave the row out")
    if not isinstance(text, str):
        raise Unreadable(f"has {type(text).__name__} in {columns.text!r} where text is expected: correct --text-column")
    if text.isspace():
        raise Unreadable(f"has only white space in {columns.text!r}: fill it in, or leave the row out")
    page = Page(
        title=_words(value_of, columns.title),
        published=_words(value_of, columns.date),
        publisher=_words(value_of, columns.publisher),
        url=_words(value_of, columns.url),
    )
    return read_text(text, source=source, page=page)


def _words(value_of: Callable[[str], object], column: str | None) -> str | None:
    """A cell as words: text, numbers (20231113) and dates as they print in ISO 8601; None for all else."""
    value = None if column is None else value_of(column)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    iso = getattr(value, "isoformat", None)
    return str(iso()) if callable(iso) else None


def _find(field: str, wanted: str | None, names: tuple[str, ...]) -> str | None:
    if wanted is not None:
        return wanted if wanted in names else None
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault("".join(name.split()).lower(), name)
    return next((folded[known] for known in _known(field) if known in folded), None)


@functools.cache
def _known(field: str) -> tuple[str, ...]:
    table = Path(__file__).with_name("columns.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(row[1] for row in rows if row[0] == field)


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:8])
    return f"{shown} and {len(names) - 8} more" if len(names) > 8 else shown or "none"

"""Which columns of a table hold text, title, date, address, publisher and identifier; the notice that one row makes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.messages import message
from kg.model import Notice, Page
from kg.read.notice import read_text
from kg.read.options import ReadOptions
from kg.read.outcome import Unreadable
from kg.shipped_rows import shipped_rows

FIELDS: Final = ("text", "title", "date", "url", "publisher", "id")


@dataclass(frozen=True, slots=True)
class Columns:
    """The names, as the table spells them; None for a column that it does not have."""

    text: str
    title: str | None
    date: str | None
    url: str | None
    publisher: str | None
    id: str | None = None

    def named(self) -> tuple[str, ...]:
        """The columns that are there, text first, none twice."""
        names = (self.text, self.title, self.date, self.url, self.publisher, self.id)
        return tuple(dict.fromkeys(name for name in names if name is not None))


def find_columns(names: Iterable[str], options: ReadOptions, *, loose: bool = False) -> Columns:
    """The columns among ``names`` that the user named, or else that are known.

    Raises Unreadable without a text, and where a column that the user named is not there; not so with ``loose``, since
    a JSON object may leave out what it has no value for.
    """
    there = tuple(names)
    wanted = wanted_columns(options)
    for field, column in wanted.items():
        if column not in there and not (loose and field != "text"):
            raise Unreadable(
                message(
                    "has no column {column!r} among {columns}: correct --{field}-column",
                    column=column,
                    columns=_listed(there),
                    field=field,
                )
            )
    found = {field: _find(field, wanted.get(field), there) for field in FIELDS}
    text = found.pop("text")
    if text is None:
        known = ", ".join(_known("text"))
        raise Unreadable(
            message(
                "has no column for the text among {columns}: name it (--text-column), or call it one of {known}",
                columns=_listed(there),
                known=known,
            )
        )
    return Columns(text, **found)


def wanted_columns(options: ReadOptions) -> dict[str, str]:
    """The columns that the user named, by what they hold."""
    named = {field: getattr(options, f"{field}_column") for field in FIELDS}
    return {field: column for field, column in named.items() if column is not None}


class RowNames:
    """What the rows of one table are called: ``name#7``, or by the column that the user said identifies them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._numbers: dict[str, int] = {}

    def of(self, number: int, columns: Columns, value_of: Callable[[str], object]) -> str:
        """The row's name. Raises Unreadable where its identifier is missing or another row's."""
        if columns.id is None:
            return f"{self._name}#{number}"
        identifier = " ".join((_words(value_of, columns.id) or "").split())
        if not identifier:
            raise Unreadable(
                message("has nothing in {column!r}: fill it in, or leave out --id-column", column=columns.id)
            )
        first = self._numbers.setdefault(identifier, number)
        if first != number:
            raise Unreadable(
                message(
                    "is called {identifier!r} like row {first}: make {column!r} unique",
                    identifier=identifier,
                    first=first,
                    column=columns.id,
                )
            )
        return f"{self._name}#{identifier}"


def row_notice(value_of: Callable[[str], object], columns: Columns, source: str) -> Notice:
    """The notice of one row. Raises Unreadable where its text is missing, blank or no text."""
    text = value_of(columns.text)
    if text is None or text == "":
        raise Unreadable(message("has nothing in {column!r}: fill it in, or leave the row out", column=columns.text))
    if not isinstance(text, str):
        raise Unreadable(
            message(
                "has {type} in {column!r} where text is expected: correct --text-column",
                type=type(text).__name__,
                column=columns.text,
            )
        )
    if text.isspace():
        raise Unreadable(
            message("has only white space in {column!r}: fill it in, or leave the row out", column=columns.text)
        )
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
    rows = shipped_rows(Path(__file__).with_name("columns.tsv"))
    return tuple(row[1] for row in rows if row[0] == field)


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:8])
    if len(names) > 8:
        return message("{names} and {more} more", names=shown, more=len(names) - 8)
    return shown or message("none")

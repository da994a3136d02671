"""What words in tables of others mean: which column holds what, which kind of thing a type is, what was decided, by the tables beside this module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from kg.shipped_rows import shipped_rows

Kind = Literal["agency", "document", "person", "place"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


def found(headings: Iterable[str]) -> dict[str, str]:
    """Field -> the heading under which it stands; of several headings for a field the one that ``columns.tsv`` has first."""
    there: dict[str, str] = {}
    for heading in headings:
        there.setdefault(_folded(heading), heading)
    fields: dict[str, str] = {}
    for field, known in _rows("columns.tsv"):
        if known in there:
            fields.setdefault(field, there[known])
    return fields


def known(field: str) -> tuple[str, ...]:
    """The headings that are known for ``field``."""
    return tuple(heading for name, heading in _rows("columns.tsv") if name == field)


def kind_meant(word: str) -> str | None:
    """The kind of thing that ``word``, a type's name or IRI, surely means; None where it says nothing."""
    return _kinds().get(_folded(word.rstrip("/").replace("#", "/").rpartition("/")[2]))


def decision_meant(written: str) -> str | None:
    """``accept``, ``reject`` or ``open``, as ``decision_words.tsv`` has it; None for a word that is not there."""
    return {word: decision for decision, word in _rows("decision_words.tsv")}.get(_folded(written))


@cache
def _kinds() -> Mapping[str, str]:
    return {word: kind for kind, word in _rows("types.tsv")}


@cache
def _rows(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in shipped_rows(Path(__file__).with_name(name)))


def _folded(heading: str) -> str:
    return "".join(heading.split()).replace("_", "").lower()

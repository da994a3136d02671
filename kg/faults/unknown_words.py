"""Rows of lexicons whose kinds or values the rooms, or the vocabularies of the graph, do not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.faults.entries import OF_KINDS, Entry, entries_of
from kg.faults.fault import Fault
from kg.lexicon import FOLDER, SCANNED, load_lexicon
from kg.messages import Message, message
from kg.vocab import WORDS

# Kinds whose values the rooms tell apart: another value would be read, and then mean nothing to anybody.
_CLOSED: Final = frozenset({"post", "press", "speech", "verb-speech", "cue", "modal", "modal-tail", "treat", "report"})
# Tables whose second column is one of the words that stand in ours, and what it is called.
_OF_OUR_KINDS: Final = {
    "topics": message("topic"),
    "matters": message("role"),
    "table_columns": message("role"),
    "supervision": message("kind"),
}
_SILENT: Final = "inert"


def unknown_words(entries: Iterable[Entry]) -> Iterator[Fault]:
    """Rows with a kind or a value that nothing reads, and those that something does."""
    known = _known()
    for entry in entries:
        unknown = _unknown(entry, known)
        if unknown is not None:
            yield entry.fault(
                message("{what}, which nothing reads", what=unknown.what),
                message("one of: {known}", known=" ".join(sorted(unknown.known))),
            )


class _Unknown(NamedTuple):
    what: Message
    known: Iterable[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read: kinds of each table, and values of each kind of word that is scanned for."""

    kinds: Mapping[str, set[str]]
    values: Mapping[str, set[str]]


def _known() -> _Known:
    """What our own rows say, and the kinds that the rooms ask for."""
    kinds: dict[str, set[str]] = {table: {_SILENT} for table in SCANNED}
    values: dict[str, set[str]] = {}
    for ours in entries_of(FOLDER):
        if ours.table in SCANNED:
            kinds[ours.table].add(ours.cells[1])
            values.setdefault(ours.cells[1], set()).update(_value_words(ours))
        elif ours.table in _OF_OUR_KINDS:
            kinds.setdefault(ours.table, set()).add(ours.cells[1])
    words = load_lexicon()
    kinds |= {table: set(getattr(words, "cells" if table == "table_cells" else table)) for table in OF_KINDS}
    return _Known(kinds, values)


def _unknown(entry: Entry, known: _Known) -> _Unknown | None:
    table, kind = entry.table, "".join(entry.cells[1:2])
    if table in SCANNED:
        return _unknown_scanned(entry, known)
    if table in ("document_kinds", "known_documents"):
        kinds = WORDS["document-kinds"]
        return None if kind in kinds else _odd_kind(kind, {word for word in kinds if not word.isascii()})
    if table in _OF_OUR_KINDS and kind not in known.kinds[table]:
        return _Unknown(message("has the {what} {value}", what=_OF_OUR_KINDS[table], value=kind), known.kinds[table])
    if table in OF_KINDS and not set(kind.split()) <= known.kinds[table]:
        return _odd_kind(kind, known.kinds[table])
    if table == "occasions" and not re.fullmatch(r"(?:\d\d-\d\d)?", kind):
        return _Unknown(message("has the day {day}", day=kind), {"MM-DD", ""})
    if table == "chrome" and kind not in ("", "always"):
        return _odd_kind(kind, {"always", ""})
    return None


def _unknown_scanned(entry: Entry, known: _Known) -> _Unknown | None:
    kind = entry.cells[1]
    if kind not in known.kinds[entry.table]:
        return _odd_kind(kind, known.kinds[entry.table])
    if kind in _CLOSED and not _value_words(entry) <= known.values[kind]:
        return _Unknown(message("has the value {value!r}", value=entry.value), known.values[kind])
    return None


def _odd_kind(kind: str, known: Iterable[str]) -> _Unknown:
    return _Unknown(message("has the kind {kind}", kind=kind), known)


def _value_words(entry: Entry) -> set[str]:
    return set(re.split(r"[+/]", entry.value)) if entry.cells[1] == "treat" else {entry.value}

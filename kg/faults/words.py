"""What is wrong in a folder of lexicons: rows said twice, rows that clash, rows that nothing can ever match. (词表体检)"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.faults.fault import Fault
from kg.hanzi import simplify
from kg.lexicon import FOLDER, SCANNED, SUFFIX_KINDS, Lexicon, load_lexicon, rows
from kg.mentions.document_kinds import kind_of
from kg.messages import Message, message
from kg.scan import fold
from kg.vocab import WORDS

# Columns of a row: the least and the most. Files that are not named here have a form and a note.
_COLUMNS: Final = {
    **dict.fromkeys(SCANNED, (2, 4)),
    **dict.fromkeys(("document_kinds", "known_documents", "drafts", "topics", "matters", "table_columns"), (2, 3)),
    "occasions": (1, 2),
    "group_heads": (1, 3),
    "chrome": (1, 3),
    "charges": (2, 3),
    "clauses": (2, 3),
    "demands": (2, 3),
    "document_words": (2, 3),
    "group_words": (2, 3),
    "limits": (2, 3),
    "lines": (2, 3),
    "meetings": (2, 3),
    "page_labels": (2, 3),
    "post_titles": (2, 3),
    "person_names": (2, 3),
    "organisation_names": (2, 3),
    "party_names": (2, 3),
    "proceedings": (2, 3),
    "table_cells": (2, 3),
    "supervision": (2, 3),
}
_OTHER_TABLES: Final = frozenset({".csv", ".txt", ".xlsx", ".xls"})
_LIST: Final = (1, 2)
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
_LONGEST_KIND: Final = 6
_LONGEST_SURNAME: Final = 2
_LEAST_ACT: Final = 2
_LONGEST_DRAFT: Final = 24
_MARKS: Final = re.compile(r"[。!?;,:、()《》〈〉“”\s]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a lexicon as it stands in its file. ``table`` is the file's name without its ending."""

    table: str
    place: str
    cells: Sequence[str]

    @property
    def form(self) -> str:
        """The first cell."""
        return self.cells[0]

    @property
    def meaning(self) -> tuple[str, ...]:
        """What the row says of its form: the cells that are no note."""
        return tuple(self.cells[1 : _width(self.table)[1] - 1]) if self.table != "occasions" else tuple(self.cells[1:2])

    @property
    def suffix(self) -> bool:
        """Whether the form is looked up as the end of a name, apart from the scanned words."""
        return self.table == "actors" and len(self.cells) > 1 and self.cells[1] in SUFFIX_KINDS


def word_faults(folder: Path) -> tuple[Fault, ...]:
    """Everything odd in the lexicon ``folder``, ours or a user's own, in the order of files and lines.

    Raises InputError where the folder does not exist or a file is no text.
    """
    if not folder.is_dir():
        raise InputError(
            message("The lexicon folder {folder} does not exist; give a folder that holds TSV files.", folder=folder)
        )
    entries = list(_entries(folder))
    found = [*_of_names(folder), *_of_shape(entries)]
    sound = [entry for entry in entries if not any(fault.place == entry.place for fault in found)]
    found += [*_said_twice(sound), *_never_met(sound), *_unknown_words(sound)]
    if folder != FOLDER:
        found += _beside_ours(sound)
    order = {entry.place: number for number, entry in enumerate(entries)}
    return tuple(sorted(found, key=lambda fault: order.get(fault.place, -1)))


def _width(table: str) -> tuple[int, int]:
    return _COLUMNS.get(table, _LIST)


def _entries(folder: Path) -> Iterator[Entry]:
    for file in sorted(folder.glob("*.tsv")):
        if file.stem in _read_files():
            yield from (Entry(file.stem, place, cells) for cells, place in rows(file))


def _read_files() -> frozenset[str]:
    """The files that a user's folder may hold. The measured confidences, and what only posts are read by, are ours alone."""
    return frozenset(file.stem for file in FOLDER.glob("*.tsv")) - {"confidence", "post_titles"}


# ── files and columns ─────────────────────────────────────────────────────────────────────────────────────────


def _of_names(folder: Path) -> Iterator[Fault]:
    for file in sorted(folder.iterdir()) if folder != FOLDER else ():
        if file.suffix in _OTHER_TABLES:
            yield Fault(
                str(file),
                "",
                message("only files that end in .tsv are read"),
                message("save it as tab-separated text"),
                "note",
            )
        if file.suffix == ".tsv" and file.stem not in _read_files():
            names = ", ".join(sorted(_read_files()))
            yield Fault(
                str(file), "", message("no file of this name is read"), message("call it one of: {names}", names=names)
            )


def _of_shape(entries: Sequence[Entry]) -> Iterator[Fault]:
    for entry in entries:
        least, most = _width(entry.table)
        filled = [cell for cell in entry.cells[:least] if cell]
        if len(filled) < least:
            yield Fault(
                entry.place,
                entry.form,
                message("has {filled} of {least} columns", filled=len(filled), least=least),
                message("put tabs between columns"),
            )
        elif len(entry.cells) > most:
            yield Fault(
                entry.place,
                entry.form,
                message("has {count} columns, {most} are read", count=len(entry.cells), most=most),
                message("remove the rest"),
            )
        elif any(cell != cell.strip() for cell in entry.cells):
            yield Fault(entry.place, entry.form, message("has spaces around a cell"), message("remove them"))
        elif re.search(r"\s", entry.form):
            yield Fault(
                entry.place,
                entry.form,
                message("holds a space"),
                message("put a tab between columns, nothing inside a form"),
            )


# ── rows against each other ───────────────────────────────────────────────────────────────────────────────────


def _said_twice(entries: Sequence[Entry]) -> Iterator[Fault]:
    """One form in two rows of a table, or among all that is scanned for."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        room = "heads" if entry.suffix else "scanned" if entry.table in SCANNED else entry.table
        other = first.setdefault((room, entry.form), entry)
        if other is entry:
            continue
        if other.meaning == entry.meaning:
            yield Fault(
                entry.place,
                entry.form,
                message("stands in {other} already", other=other.place),
                message("remove one row"),
            )
        else:
            says = message(
                "is {kind} here and {other_kind} in {other}",
                kind="/".join(entry.meaning),
                other_kind="/".join(other.meaning),
                other=other.place,
            )
            yield Fault(entry.place, entry.form, says, message("keep one row"))


def _beside_ours(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Rows of a user's own that repeat one of ours, take its place, or may not."""
    ours: dict[tuple[bool, str, str], Entry] = {}
    for entry in _entries(FOLDER):
        ours[entry.suffix, "" if entry.table in SCANNED else entry.table, entry.form] = entry
    for entry in entries:
        other = ours.get((entry.suffix, "" if entry.table in SCANNED else entry.table, entry.form))
        if other is None:
            continue
        if other.table == entry.table and other.meaning == entry.meaning:
            yield Fault(
                entry.place,
                entry.form,
                message("stands in our {other} already", other=other.place),
                message("may be removed"),
                "note",
            )
        elif other.table == entry.table:
            was = "/".join(other.meaning)
            yield Fault(
                entry.place,
                entry.form,
                message("takes the place of our {other} ({was})", other=other.place, was=was),
                message("see that it is meant"),
                "note",
            )
        else:
            advice = message(
                "remove it, or give the word its new kind in a file {file}.tsv of your own", file=other.table
            )
            yield Fault(
                entry.place,
                entry.form,
                message("is {kind} in our {other}", kind=other.cells[1], other=other.place),
                advice,
            )


# ── rows that nothing meets ───────────────────────────────────────────────────────────────────────────────────


def _never_met(entries: Sequence[Entry]) -> Iterator[Fault]:
    tables = {table: [e.form for e in entries if e.table == table] for table in {e.table for e in entries}}
    parts = {name: frozenset(tables.get(name, ())) | _shipped(name) for name in ("chrome", "acts")}
    for entry in entries:
        folded = _as_met(entry.form)
        if folded != entry.form:
            yield Fault(
                entry.place,
                entry.form,
                message("is never met: texts are folded before they are searched"),
                message("write {folded}", folded=folded),
            )
            continue
        found = _NEVER.get("heads" if entry.suffix else entry.table, _always)(entry, parts)
        if found is not None:
            yield Fault(
                entry.place,
                entry.form,
                message("is never met: {found}", found=found),
                message("remove it, or change it"),
            )


def _shipped(table: str) -> frozenset[str]:
    return frozenset(cells[0] for cells, _ in rows(FOLDER / f"{table}.tsv"))


def _as_met(form: str) -> str:
    """``form`` as texts are searched for it. Signs that simplified writing has as well (著, 乾) stay."""
    return "".join(char if _is_simplified(char) else simplify(char) for char in fold(form))


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


_Parts = dict[str, frozenset[str]]


def _always(entry: Entry, parts: _Parts) -> Message | None:
    return None


def _head(entry: Entry, parts: _Parts) -> Message | None:
    mark = _MARKS.search(entry.form)
    return None if mark is None else message("no name holds {mark!r}", mark=mark[0])


def _surname(entry: Entry, parts: _Parts) -> Message | None:
    return (
        None
        if len(entry.form) <= _LONGEST_SURNAME
        else message("a surname has {most} characters at most", most=_LONGEST_SURNAME)
    )


def _act(entry: Entry, parts: _Parts) -> Message | None:
    if len(entry.form) < _LEAST_ACT:
        return message("an act has {least} characters at least", least=_LEAST_ACT)
    for length in range(_LEAST_ACT, len(entry.form)):
        if entry.form[:length] in parts["acts"] and entry.form[length] not in "性化":
            return message("{word} has decided already", word=entry.form[:length])
    return None


def _page_word(entry: Entry, parts: _Parts) -> Message | None:
    shorter = next((word for word in sorted(parts["chrome"]) if word != entry.form and word in entry.form), None)
    return None if shorter is None else message("{word} has decided already", word=shorter)


def _draft(entry: Entry, parts: _Parts) -> Message | None:
    if "(" in entry.form or ")" in entry.form or len(entry.form) > _LONGEST_DRAFT:
        return message("a mark is what stands in a bracket, {most} characters at most", most=_LONGEST_DRAFT)
    return None


def _document_kind(entry: Entry, parts: _Parts) -> Message | None:
    if len(entry.form) > _LONGEST_KIND:
        return message("an ending has {most} characters at most", most=_LONGEST_KIND)
    return None


def _known_document(entry: Entry, parts: _Parts) -> Message | None:
    found, _, _ = kind_of(entry.form, _words())
    if entry.cells[1] in (found, "条例") or found == "条例":
        return None
    return message("its ending makes it {kind} at once", kind=found)


_NEVER: Final[dict[str, Callable[[Entry, _Parts], Message | None]]] = {
    "heads": _head,
    "surnames": _surname,
    "acts": _act,
    "chrome": _page_word,
    "drafts": _draft,
    "document_kinds": _document_kind,
    "known_documents": _known_document,
}


def _words() -> Lexicon:
    return load_lexicon()


# ── words that nobody knows ───────────────────────────────────────────────────────────────────────────────────


def _unknown_words(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Kinds and values that the rooms, or the vocabularies of the graph, do not know."""
    kinds: dict[str, set[str]] = {}
    values: dict[str, set[str]] = {}
    for ours in _entries(FOLDER):
        if ours.table in SCANNED:
            kinds.setdefault(ours.table, {_SILENT}).add(ours.cells[1])
            values.setdefault(ours.cells[1], set()).update(_value_words(ours))
    ours_in = {table: {o.cells[1] for o in _entries(FOLDER) if o.table == table} for table in _OF_OUR_KINDS}
    several = {
        "charges": set(_words().charges),
        "clauses": set(_words().clauses),
        "demands": set(_words().demands),
        "document_words": set(_words().document_words),
        "group_words": set(_words().group_words),
        "limits": set(_words().limits),
        "lines": set(_words().lines),
        "meetings": set(_words().meetings),
        "page_labels": set(_words().page_labels),
        "organisation_names": set(_words().organisation_names),
        "party_names": set(_words().party_names),
        "person_names": set(_words().person_names),
        "proceedings": set(_words().proceedings),
        "table_cells": set(_words().cells),
    }
    for entry in entries:
        unknown = None
        if entry.table in SCANNED:
            if entry.cells[1] not in kinds[entry.table]:
                unknown = (_odd_kind(entry), kinds[entry.table])
            elif entry.cells[1] in _CLOSED and not _value_words(entry) <= values[entry.cells[1]]:
                unknown = (
                    message("has the value {value!r}", value=entry.cells[2] if len(entry.cells) > 2 else ""),
                    values[entry.cells[1]],
                )
        elif entry.table in ("document_kinds", "known_documents") and entry.cells[1] not in WORDS["document-kinds"]:
            unknown = (_odd_kind(entry), {w for w in WORDS["document-kinds"] if not w.isascii()})
        elif entry.table in _OF_OUR_KINDS and entry.cells[1] not in ours_in[entry.table]:
            unknown = (
                message("has the {what} {value}", what=_OF_OUR_KINDS[entry.table], value=entry.cells[1]),
                ours_in[entry.table],
            )
        elif entry.table in several and not set(entry.cells[1].split()) <= several[entry.table]:
            unknown = (_odd_kind(entry), several[entry.table])
        elif entry.table == "occasions" and not re.fullmatch(r"(?:\d\d-\d\d)?", "".join(entry.cells[1:2])):
            unknown = (message("has the day {day}", day=entry.cells[1]), {"MM-DD", ""})
        elif entry.table == "chrome" and "".join(entry.cells[1:2]) not in ("", "always"):
            unknown = (_odd_kind(entry), {"always", ""})
        if unknown is not None:
            what, known = unknown
            yield Fault(
                entry.place,
                entry.form,
                message("{what}, which nothing reads", what=what),
                message("one of: {known}", known=" ".join(sorted(known))),
            )


def _odd_kind(entry: Entry) -> Message:
    return message("has the kind {kind}", kind=entry.cells[1])


def _value_words(entry: Entry) -> set[str]:
    value = entry.cells[2] if len(entry.cells) > 2 else ""
    return set(re.split(r"[+/]", value)) if entry.cells[1] == "treat" else {value}

"""The words: ``lexicons/*.tsv`` read once, and the one automaton over those that are scanned for.

A row is ``form  kind  value  note`` (or ``form  value  note`` in the suffix tables). Lines that start with ``#``
are comments. A form may stand once only among the scanned words: two rows for one form are a clash and raise
InputError with both places, because the automaton can report a place in the text but once. A row in a user's own file
takes the place of one in our file of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import InputError, why
from kg.messages import message

if TYPE_CHECKING:
    from kg.register import Register

FOLDER = Path(__file__).parent / "lexicons"

# Files whose words are found by the automaton, in order: an earlier file's row wins over a register form.
SCANNED = ("punctuation", "enumerators", "modals", "speech", "relations", "treatments", "actors", "posts", "cues")
# Kinds of actors.tsv that are looked up as the end of a name that is already delimited, so the automaton skips them.
SUFFIX_KINDS = frozenset({"head", "head-people", "head-site", "head-venue", "place-tail"})


class Row(NamedTuple):
    """One line of a lexicon: ``place`` is ``file:line``, for error messages."""

    form: str
    kind: str
    value: str
    place: str


@dataclass(frozen=True, slots=True, eq=False)  # one object per folder: as such a key of what is derived from it once
class Lexicon:
    """Everything the text rooms know about words.

    ``automaton`` reports (pattern, start, end) in code points; ``kinds[pattern]`` and ``values[pattern]`` say
    what was found. The other tables answer by suffix or by membership.
    """

    automaton: AhoCorasick
    kinds: tuple[str, ...]
    values: tuple[str, ...]
    heads: dict[str, str]  # last word of a kind of actor -> one of SUFFIX_KINDS
    group_heads: dict[str, str]  # last word of a group after 各 -> characters that may not follow it
    document_kinds: dict[str, str]  # last word of a title -> kind
    document_words: dict[str, tuple[str, ...]]  # kind of word in and around titles -> words, longest first
    known_documents: dict[str, str]  # title -> kind, for titles that do not say it themselves
    drafts: dict[str, str]  # 送审稿 -> draft, 试行 -> trial
    meeting_kinds: tuple[str, ...]  # 例会, 会商会: kinds that are known by name alone, longest first
    meetings: dict[str, tuple[str, ...]]  # kind of word by which a meeting is told -> words, longest first
    page_labels: dict[str, tuple[str, ...]]  # kind of word that tells a page's title, day, publisher -> words
    limits: dict[str, tuple[str, ...]]  # kind of word that tells whether a time is a limit -> words, longest first
    group_words: dict[str, tuple[str, ...]]  # kind of word in and around groups -> words, longest first
    surnames: frozenset[str]
    acts: frozenset[str]  # verbs that open an act without a modal
    adverbs: tuple[str, ...]  # words that may stand between an addressee and its modal, longest first
    occasions: dict[str, str]  # 国庆节, 汛期: what a deadline may be counted from -> its eve as MM-DD, or empty
    chrome: tuple[str, ...]  # words of the page around the notice
    chrome_always: frozenset[str]  # those that no meeting says, not even in a sentence
    topics: dict[str, str]  # word -> topic
    clauses: dict[
        str, tuple[str, ...]
    ]  # kind of word that tells what a clause is (fact, topic …) -> words, longest first
    lines: dict[str, tuple[str, ...]]  # kind of word that tells what a line is (roll, foot …) -> words, longest first
    person_names: dict[str, tuple[str, ...]]  # kind of word around personal names -> words, longest first
    organisation_names: dict[str, tuple[str, ...]]  # kind of word around names of organisations -> words, longest first
    party_names: dict[str, tuple[str, ...]]  # kind of word in and around names of parties -> words, longest first
    charges: dict[str, tuple[str, ...]]  # kind of word that says who is in charge or helps -> words, longest first
    demands: dict[
        str, tuple[str, ...]
    ]  # kind of word that tells whether a clause asks for something -> words, longest first
    proceedings: dict[str, tuple[str, ...]]  # kind of word that tells acts of a meeting -> words, longest first
    matters: dict[str, str]  # word that tells nothing of a matter -> its role in matters.tsv
    themes: dict[str, str]  # word that shows what a speech is on -> its theme in themes.tsv
    columns: dict[str, str]  # heading of a table that gives out work -> what its column holds
    cells: dict[str, tuple[str, ...]]  # kind of word inside such a table's cells -> words, longest first
    supervision: dict[str, tuple[str, ...]]  # kind of word that tells whether a directive can be followed up -> words
    confidences: dict[str, float]  # rule -> how often it is right on the project's gold (scripts/calibrate.py)
    places: frozenset[str]  # place names of county level and above, full and short
    zones: frozenset[str]  # names and short forms of zones that have a management committee: 峡山区
    departments: frozenset[str]  # names of departments without their place
    committee_offices: frozenset[str]  # 委党史和地方志研究室: offices of a Party committee, from its 委 on

    def confidence(self, rule: str, prior: float) -> float:
        """How sure a finding of ``rule`` is: as measured, else what the rule's author thought (0..1)."""
        return self.confidences.get(rule, prior)


def rows(file: Path) -> Iterator[tuple[list[str], str]]:
    """Cells of each data line of a TSV file, with ``file:line``. Raises InputError where it is no UTF-8 text."""
    name = file.name if file.parent == FOLDER else str(file)
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            message(
                "The lexicon file {file} cannot be read ({why}); let it be UTF-8 text that may be read.",
                file=file,
                why=why(error),
            )
        ) from error
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            yield line.split("\t"), f"{name}:{number}"


def _read(folder: Path, name: str) -> Iterator[Row]:
    file = folder / f"{name}.tsv"
    if not file.exists():
        return
    for cells, place in rows(file):
        if len(cells) < 2 or not cells[0]:
            raise InputError(
                message(
                    "{place}: the row {cells!r} should have a form, a tab and a kind; mend or remove it.",
                    place=place,
                    cells=cells,
                )
            )
        yield Row(cells[0], cells[1], cells[2] if len(cells) > 2 else "", place)


def _scanned(folders: Iterable[Path]) -> dict[str, Row]:
    """Form -> row over all scanned files; a later folder's row holds against one in an earlier folder's same file.

    Raises InputError where two rows claim one form otherwise: whoever adds 要 to the posts hardly means that it is no
    modal any more.
    """
    words: dict[str, tuple[str, Row]] = {}
    for folder in folders:
        for name in SCANNED:
            for row in _read(folder, name):
                if row.kind in SUFFIX_KINDS:
                    continue
                file, other = words.get(row.form, (name, row))
                if (other.kind, other.value) != (row.kind, row.value) and not (
                    file == name and Path(other.place).parent != Path(row.place).parent
                ):
                    raise InputError(
                        message(
                            "{place}: {form!r} is {kind} in {other} already; remove this row, or give the word "
                            "its new kind in a file {file}.tsv of your own.",
                            place=row.place,
                            form=row.form,
                            kind=other.kind,
                            other=other.place,
                            file=file,
                        )
                    )
                words[row.form] = (name, row)
    return {form: row for form, (_, row) in words.items()}


def _table(folders: Iterable[Path], name: str) -> dict[str, str]:
    """Form -> second cell of a table that is not scanned; a later folder's row holds against one in an earlier folder's.

    Raises InputError where two rows of one file say otherwise of a form.
    """
    found: dict[str, str] = {}
    for folder in folders:
        here: dict[str, Row] = {}
        for row in _read(folder, name):
            other = here.setdefault(row.form, row)
            if other.kind != row.kind:
                raise InputError(
                    message(
                        "{place}: {form!r} is {kind} in {other} already; keep one of the two rows.",
                        place=row.place,
                        form=row.form,
                        kind=other.kind,
                        other=other.place,
                    )
                )
        found |= {form: row.kind for form, row in here.items()}
    return found


@cache
def table(name: str) -> dict[str, str]:
    """Form -> second cell of a shipped table that is not scanned, for rooms that need no other words. Cached."""
    return _table([FOLDER], name)


def _by_kind(folders: Iterable[Path], name: str) -> dict[str, tuple[str, ...]]:
    """Kind -> its forms, of a table whose rows may have several kinds, with spaces between them."""
    found: dict[str, list[str]] = {}
    for form, kinds in _table(folders, name).items():
        for kind in kinds.split():
            found.setdefault(kind, []).append(form)
    return {kind: _longest_first(forms) for kind, forms in found.items()}


@cache
def kinds_in(name: str) -> dict[str, tuple[str, ...]]:
    """Kind -> its forms, of such a table (``table``) whose rows may have several kinds. Cached."""
    return _by_kind([FOLDER], name)


def _longest_first(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def load_lexicon(extra: Path | None = None, register: Path | None = None) -> Lexicon:
    """The shipped lexicons, and a user's own folder of the same shape after them. Cached.

    ``register``: a user's own register (``kg.register``), whose names are words as well. Raises InputError: no such
    folder, or, naming file and line, a malformed or clashing row.
    """
    from kg.register import load_register

    if extra is not None and not extra.is_dir():
        raise InputError(
            message("The lexicon folder {extra} does not exist; give a folder that holds TSV files.", extra=extra)
        )
    folders = [FOLDER] if extra is None else [FOLDER, extra]
    known = load_register(register)
    words = _scanned(folders)
    places = _places(known, words)
    departments = _departments(known)
    ordered = [*words.values(), *_named(known, departments, words)]
    return Lexicon(
        automaton=AhoCorasick([row.form for row in ordered], matchkind=MatchKind.LeftmostLongest),
        kinds=tuple(row.kind for row in ordered),
        values=tuple(row.value for row in ordered),
        heads={row.form: row.kind for folder in folders for row in _read(folder, "actors") if row.kind in SUFFIX_KINDS},
        confidences={row.form: float(row.kind) for row in _read(FOLDER, "confidence")},
        places=places,
        zones=frozenset(form for zone in known.zones for form in (zone.name, *zone.aliases)),
        departments=departments,
        committee_offices=frozenset(_committee_offices(known)),
        **_tables(folders),
    )


# Fields of ``Lexicon`` that are a table each: form -> second cell, kind -> forms, or forms alone.
_BY_FORM = ("group_heads", "document_kinds", "known_documents", "drafts", "occasions", "topics", "matters", "themes")
_BY_KIND = (
    *("document_words", "meetings", "page_labels", "limits", "group_words", "clauses", "lines", "person_names"),
    *("organisation_names", "party_names", "charges", "demands", "proceedings", "supervision"),
)
_LISTS = ("meeting_kinds", "adverbs", "chrome")
_SETS = ("surnames", "acts")


def _tables(folders: Iterable[Path]) -> dict[str, Any]:
    """The fields of ``Lexicon`` that are read from a file each."""
    return {
        **{name: _table(folders, name) for name in _BY_FORM},
        **{name: _by_kind(folders, name) for name in _BY_KIND},
        **{name: _longest_first(_names(folders, name)) for name in _LISTS},
        **{name: frozenset(_names(folders, name)) for name in _SETS},
        "chrome_always": frozenset(form for form, kind in _table(folders, "chrome").items() if kind == "always"),
        "columns": _table(folders, "table_columns"),
        "cells": _by_kind(folders, "table_cells"),
    }


def _named(known: Register, departments: Iterable[str], words: Mapping[str, Row]) -> Iterator[Row]:
    """The names of the register that are scanned for, but those that are ``words`` already."""
    central = (form for form in known.central if len(form) >= 3 and not form.endswith("…") and "、" not in form)
    kinds = dict.fromkeys(departments, "department")
    for form in central:
        kinds.setdefault(form, "name")
    return (Row(form, kind, form, "register") for form, kind in kinds.items() if form not in words)


def _places(known: Register, words: Mapping[str, Row]) -> frozenset[str]:
    """Names of places that are looked for: 会同县 would swallow 会同|县财政局 in every other notice, and 和县 市局和|县局."""
    relations = tuple(form for form, row in words.items() if row.kind in {"with", "oversee", "by", "ask", "agree"})
    named = (*known.place_names(), *known.names_behind_city())
    return frozenset(name for name in named if not name.startswith(relations) and name != "和县")


def _departments(known: Register) -> frozenset[str]:
    """Forms of departments that are looked for: 政府党组, 委常委会 and the like are read as 市政府|党组, since as one word they
    would hide the post in 党组成员 and 常委, and what every notice says besides is no name alone (市场监管力度)."""
    organs, everyday = tuple(known.name_words["organ-begins"]), known.name_words["everyday"]
    return frozenset(form for form in known.department_forms() if not form.startswith(organs) and form not in everyday)


def _committee_offices(known: Register) -> Iterator[str]:
    """Offices of a Party committee as they stand behind it, without what would hide the post in 常委."""
    for row in (*known.departments, *known.former_departments):
        if row.canonical.startswith(_OF_COMMITTEE):
            forms = ("委" + row.canonical.removeprefix(_OF_COMMITTEE), *row.aliases)
            yield from (
                form for form in forms if form.startswith("委") and not form.startswith("委常") and len(form) > 2
            )


_OF_COMMITTEE = "{cpc}"


def _names(folders: Iterable[Path], name: str) -> Iterator[str]:
    """First cells of a plain list (the second, a note, may be empty)."""
    for folder in folders:
        file = folder / f"{name}.tsv"
        if file.exists():
            yield from (cells[0] for cells, _ in rows(file))

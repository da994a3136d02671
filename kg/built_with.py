"""With which words, names and columns a store was built, beside those that are asked for now. (沿用上次的选项)

An option that is left out is taken as in the last build of the store; what is different from then is said in a sentence.
Words and names (``--lexicon``, ``--register``) belong to the store: their folders are remembered, with the SHA-256 of each
file. Columns, encoding and format belong to what was read with them: they are remembered by input path, and hold for all
below it but what has some of its own, until others are given for the whole.
What comes from standard input lies nowhere, and nothing of it is remembered.

This decides what the options are, never what a notice says: a store whose options were remembered is that of one whose
options were given.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from kg.build_state import BuildState
from kg.counted import counted
from kg.own_tables import NOTE, Folder, as_note, changed_files, folder_at, in_note, short, some
from kg.read import ReadOptions
from kg.settings import Settings

STDIN: Final = "-"
_READ: Final = "read with "
"""What notes of the state are called that hold such options, one for each input path (absolute)."""
_ROOMS: Final = ("lexicon", "register")
_FLAGS: Final = {
    "encoding": "--encoding",
    "format": "--input-format",
    "text_column": "--text-column",
    "title_column": "--title-column",
    "date_column": "--date-column",
    "url_column": "--url-column",
    "publisher_column": "--publisher-column",
    "id_column": "--id-column",
}
_LISTED: Final = 20
"""Input paths that ``remembered`` names; there may be thousands."""

Fields = Mapping[str, str]
"""Reading options that are not the usual ones: name of the field of ``ReadOptions`` -> value."""


class _Reading(NamedTuple):
    options: ReadOptions
    fields: Fields
    below: Mapping[str, ReadOptions]  # by path, as it is met when the input is read
    anew: bool  # nothing below keeps its own


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options of one build. ``said``: sentences on what was taken from the last build, and on what is different."""

    settings: Settings
    said: tuple[str, ...]
    _note: str
    _reading: Mapping[str, _Reading]  # by input path, as it was given

    def reading(self, path: str) -> ReadOptions:
        """How the input ``path`` is read."""
        return self._reading[path].options

    def reading_below(self, path: str) -> Mapping[str, ReadOptions]:
        """How what lies below the input ``path`` is read where it was built with options of its own, by path."""
        return self._reading[path].below

    def remember_words(self, state: BuildState) -> None:
        """Have ``state`` remember the words and names; lasting with its next commit, as all of it."""
        if state.note(NOTE) != self._note:
            state.set_note(NOTE, self._note)

    def remember_reading(self, state: BuildState, path: str) -> None:
        """Have ``state`` remember how ``path`` is read, and all below it with it that keeps no options of its own."""
        if path == STDIN:
            return
        key, fields = _key(path), self._reading[path].fields
        if self._reading[path].anew:
            for below, _ in _below(state, key):
                state.set_note(_READ + below, None)
        note = None if fields == _of_parents(state, key) else _as_json(fields)
        if state.note(_READ + key) != note:
            state.set_note(_READ + key, note)


def choose(
    state: BuildState, paths: Iterable[str], settings: Settings, options: ReadOptions, *, forget: bool = False
) -> Chosen:
    """The options of a build of ``paths``: those asked for, and what the last build of the store had besides.

    ``forget``: only those asked for. Nothing is changed in ``state``. Raises InputError for a fault in words or names.
    """
    inputs = tuple(dict.fromkeys(paths))
    words = _words(state, settings, forget=forget)
    tables = [_table(state, path, options, forget=forget) for path in inputs]
    return Chosen(
        words.settings,
        (
            *_told_as_before(words, tables),
            *_told_words(words, state, inputs),
            *_told_tables(tables, state),
            *_told_older(tables, state),
        ),
        as_note(words.after),
        {table.path: _reading(table, options) for table in tables},
    )


def remembered(state: BuildState) -> Iterator[tuple[str, str]]:
    """What ``state`` remembers of this, as name and value; one row that says so where an older version made it."""
    folders = _folders(state)
    if folders is None:
        yield "options of the last build", "not remembered: it was made by an older version of kg"
        return
    for name, room in (("own words", "lexicon"), ("own names", "register")):
        folder = folders.get(room)
        gone = "" if folder is None or Path(folder.path).is_dir() else ", which is no longer there"
        yield f"{name} (--{room})", "none" if folder is None else f"{folder.path}{gone}"
    rows = list(_rows(state, ""))
    for path, fields in rows[:_LISTED]:
        yield "read with", f"{path}: {_shown(fields) or 'no such options'}"
    if len(rows) > _LISTED:
        yield "read with", f"… and {len(rows) - _LISTED} paths more"


# ── words and names ───────────────────────────────────────────────────────────────────────────────────────────


class _Words(NamedTuple):
    settings: Settings
    before: Mapping[str, Folder] | None  # by room; None where no build of this version was here
    now: Mapping[str, Folder]
    after: Mapping[str, Folder]  # what is to be remembered
    taken: tuple[str, ...]  # rooms that were not asked for


def _words(state: BuildState, asked: Settings, *, forget: bool) -> _Words:
    before = _folders(state)
    old = {} if before is None or forget else before
    taken = {
        room: Path(folder.path)
        for room, folder in old.items()
        if getattr(asked, room) is None and Path(folder.path).is_dir()
    }
    settings = replace(
        asked,
        lexicon=taken.get("lexicon", asked.lexicon),
        register=taken.get("register", asked.register),
    )
    if taken:
        settings.require_whole()
    chosen = {"lexicon": settings.lexicon, "register": settings.register}
    now = {room: folder_at(path) for room, path in chosen.items() if path is not None}
    gone = {room: folder._replace(files={}) for room, folder in old.items()}
    return _Words(settings, before, now, {**gone, **now}, tuple(taken))


def _folders(state: BuildState) -> dict[str, Folder] | None:
    note = state.note(NOTE)
    return None if note is None else in_note(note)


def _told_words(words: _Words, state: BuildState, paths: tuple[str, ...]) -> Iterator[str]:
    """What is different in words and names, and what that means."""
    for room in _ROOMS:
        old = (words.before or {}).get(room)
        if old is not None and not old.files and room in words.after and room not in words.now:
            yield (
                f"--{room} {short(old.path)} is still not there, and this build goes on without it as the last did; say where "
                "it is now, or --forget-options"
            )
    notices, _ = state.totals()
    if notices and words.settings.words_digest() != state.version[1]:
        parts = list(_differences(words, knew_none=not state.version[1]))
        if parts:
            anew = _read_anew(state, paths, notices)
            yield f"words or names are not those of the last build ({'; '.join(parts)}): {anew}"


def _differences(words: _Words, *, knew_none: bool) -> Iterator[str]:
    if words.before is None and not knew_none:
        given = ", ".join(f"--{room} {short(folder.path)}" for room, folder in words.now.items())
        yield (
            "an older version of kg built the store with some, without remembering which, and "
            + (f"{given} holds others" if given else "none are given now by --lexicon or --register")
        )
        return
    for room in _ROOMS:
        old, new = (words.before or {}).get(room), words.now.get(room)
        if new is None:
            if old is not None and old.files:
                yield f"--{room} {short(old.path)} {'is no longer there' if room in words.after else 'is left out'}"
        elif old is None:
            yield f"--{room} {short(new.path)} is new"
        elif old.files != new.files:
            instead = "" if old.path == new.path else f" in place of {short(old.path)}"
            yield f"--{room} {short(new.path)}{instead}, {changed_files(old.files, new.files)}"


def _read_anew(state: BuildState, paths: tuple[str, ...], notices: int) -> str:
    here = state.notices_under(_key(path) for path in paths if path != STDIN)
    if here == notices:
        return (
            "the one notice of the store is read anew"
            if notices == 1
            else f"all {notices} notices of the store are read anew"
        )
    return f"of {counted(notices, 'notice')} in the store {here} of this input are read anew, the others when their input is built"


# ── columns, encoding, format ─────────────────────────────────────────────────────────────────────────────────


class _Table(NamedTuple):
    """One input path: how it was read before, how it is read now, and what of that was not asked for."""

    path: str
    before: Fields
    now: Fields
    taken: Fields
    anew: bool  # asked for, for all below it
    below: Mapping[str, Fields]  # what keeps its own, by path


def _table(state: BuildState, path: str, options: ReadOptions, *, forget: bool) -> _Table:
    asked: dict[str, str] = {field: value for field in _FLAGS if (value := getattr(options, field)) is not None}
    if path == STDIN:
        return _Table(path, asked, asked, {}, True, {})
    key = _key(path)
    before = _fields(state, key)
    taken = {} if forget else {field: value for field, value in before.items() if field not in asked}
    anew = forget or bool(asked)
    below = {} if anew else {_as_met(path, key, own): fields for own, fields in _below(state, key)}
    return _Table(path, before, {**taken, **asked}, taken, anew, below)


def _as_met(path: str, key: str, below: str) -> str:
    """The remembered path ``below`` the one of ``key`` as a walk from ``path`` meets it."""
    return os.path.join(path, below[len(key.rstrip("/")) + 1 :])  # noqa: PTH118  (letter by letter as the walk joins)


def _reading(table: _Table, options: ReadOptions) -> _Reading:
    below = {path: _with(options, fields) for path, fields in table.below.items()}
    return _Reading(_with(options, table.now), table.now, below, table.anew)


def _fields(state: BuildState, key: str) -> Fields:
    """The options remembered of ``key``, or of the nearest folder around it."""
    note = state.note(_READ + key)
    return _of_parents(state, key) if note is None else json.loads(note)


def _of_parents(state: BuildState, key: str) -> Fields:
    notes = (state.note(f"{_READ}{parent}") for parent in Path(key).parents)
    return next((json.loads(note) for note in notes if note is not None), {})


def _rows(state: BuildState, start: str) -> Iterator[tuple[str, Fields]]:
    for name, note in state.notes(_READ + start):
        yield name.removeprefix(_READ), json.loads(note)


def _below(state: BuildState, key: str) -> list[tuple[str, Fields]]:
    return list(_rows(state, f"{key.rstrip('/')}/"))


def _with(options: ReadOptions, fields: Fields) -> ReadOptions:
    """``options`` with ``fields`` in place of its own."""
    values: dict[str, Any] = dict.fromkeys(_FLAGS) | dict(fields)
    return replace(options, **values)


def _told_tables(tables: Iterable[_Table], state: BuildState) -> Iterator[str]:
    """What is different in how the inputs are read, and what that means."""
    known = state.note(NOTE) is not None
    found: dict[str, list[str]] = {}
    for table in tables:
        if table.path == STDIN:
            continue
        if table.before != table.now and known and state.notices_under([_key(table.path)]):
            found.setdefault("; ".join(_changed_fields(table)), []).append(table.path)
        for below, fields in _below(state, _key(table.path)) if table.anew else ():
            if fields != table.now:
                other = table._replace(path=below, before=fields)
                found.setdefault("; ".join(_changed_fields(other)), []).append(short(below))
    for change, paths in found.items():
        yield (
            f"{some(paths)}: not read as in the last build ({change}): notices there are read anew where that changes "
            "their text, title, date, publisher or address"
        )


def _changed_fields(table: _Table) -> Iterator[str]:
    for field, flag in _FLAGS.items():
        old, new = table.before.get(field), table.now.get(field)
        if old == new:
            continue
        if new is None:
            yield f"{flag} {old} is left out"
        else:
            yield f"{flag} {new} " + ("is new" if old is None else f"in place of {old}")


def _told_older(tables: Iterable[_Table], state: BuildState) -> Iterator[str]:
    """A store of an older version cannot tell how its tables were read: so much is said, once."""
    if state.note(NOTE) is not None:
        return
    inputs = [table.path for table in tables if table.path != STDIN and not table.now]
    doubtful = [path for path in inputs if state.has_rows_under(_key(path))]
    if doubtful:
        yield (
            f"{some(doubtful)}: an older version of kg built the store without remembering by which columns tables were "
            "read; if any were named (--text-column, --title-column …), name them once more"
        )


# ── telling ───────────────────────────────────────────────────────────────────────────────────────────────────


def _told_as_before(words: _Words, tables: Iterable[_Table]) -> Iterator[str]:
    """One line on what was not asked for and taken from the last build, unless it has changed since."""
    before = words.before or {}
    same = [room for room in words.taken if words.now[room].files == before[room].files]
    parts = [f"--{room} {short(words.now[room].path)}" for room in same]
    shared: dict[str, list[str]] = {}
    for table in tables:
        if table.taken:
            shared.setdefault(_shown(table.taken), []).append(table.path)
        for path, fields in table.below.items():
            if fields != table.now:
                shared.setdefault(_shown(fields) or "no such options", []).append(path)
    parts += [f"{options} ({some(paths)})" for options, paths in shared.items()]
    if parts:
        yield f"words, names and columns as in the last build: {'; '.join(parts)}"


def _shown(fields: Fields) -> str:
    return " ".join(f"{flag} {fields[field]}" for field, flag in _FLAGS.items() if field in fields)


def _key(path: str) -> str:
    # SQLite takes no name of a file that is no UTF-8.
    return str(Path(path).resolve()).encode("utf-8", "replace").decode("utf-8")


def _as_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

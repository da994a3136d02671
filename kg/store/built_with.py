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

from kg.messages import SEMICOLON, Message, joined, message, plural
from kg.read import ReadOptions
from kg.settings import Settings
from kg.store.build_state import BuildState
from kg.store.own_tables import NOTE, Folder, as_note, changed_files, folder_at, in_note, short, some

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
    said: tuple[Message, ...]
    _note: str
    _reading: Mapping[str, _Reading]  # by input path, as it was given
    _asked: ReadOptions

    def reading(self, path: str) -> ReadOptions:
        """How the input ``path`` is read."""
        return self._reading[path].options

    def reading_below(self, path: str) -> Mapping[str, ReadOptions]:
        """How what lies below the input ``path`` is read where it was built with options of its own, by path."""
        return self._reading[path].below

    def reading_at(self, state: BuildState, place: str) -> ReadOptions:
        """How the file at ``place`` (absolute) is read: by this build where one of its inputs holds it, else as ``state`` remembers."""
        for path, reading in self._reading.items():
            root = _key(path)
            if path != STDIN and (place == root or place.startswith(f"{root.rstrip('/')}/")):
                met = Path(_as_met(path, root, place))
                return next(
                    (reading.below[at] for at in map(str, (met, *met.parents)) if at in reading.below), reading.options
                )
        return _with(self._asked, _fields(state, place))

    def remember_words(self, state: BuildState) -> None:
        """Have ``state`` remember the words and names; lasting with its next commit, as all of it."""
        state.notes.put(NOTE, self._note)

    def remember_reading(self, state: BuildState, path: str) -> None:
        """Have ``state`` remember how ``path`` is read, and all below it with it that keeps no options of its own."""
        if path == STDIN:
            return
        key, fields = _key(path), self._reading[path].fields
        if self._reading[path].anew:
            for below, _ in _below(state, key):
                state.notes.put(_READ + below, None)
        state.notes.put(_READ + key, None if fields == _of_parents(state, key) else _as_json(fields))


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
        options,
    )


def remembered(state: BuildState) -> Iterator[tuple[str, str]]:
    """What ``state`` remembers of this, as name and value; one row that says so where an older version made it."""
    folders = _folders(state)
    if folders is None:
        yield message("options of the last build"), message("not remembered: it was made by an older version of kg")
        return
    for name, room in ((message("own words (--lexicon)"), "lexicon"), (message("own names (--register)"), "register")):
        folder = folders.get(room)
        if folder is None:
            yield name, message("none")
        elif Path(folder.path).is_dir():
            yield name, folder.path
        else:
            yield name, message("{folder}, which is no longer there", folder=folder.path)
    rows = list(_rows(state, ""))
    for path, fields in rows[:_LISTED]:
        yield message("read with"), message("{path}: {options}", path=path, options=_shown(fields))
    if len(rows) > _LISTED:
        yield message("read with"), message("… and {count} paths more", count=len(rows) - _LISTED)


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
    note = state.notes.get(NOTE)
    return None if note is None else in_note(note)


def _told_words(words: _Words, state: BuildState, paths: tuple[str, ...]) -> Iterator[Message]:
    """What is different in words and names, and what that means."""
    for room in _ROOMS:
        old = (words.before or {}).get(room)
        if old is not None and not old.files and room in words.after and room not in words.now:
            yield message(
                "{option} is still not there, and this build goes on without it as the last did; say where it is now, or "
                "--forget-options",
                option=_option(room, old),
            )
    notices, _ = state.totals()
    if notices and words.settings.words_digest() != state.notes.version[1]:
        parts = list(_differences(words, knew_none=not state.notes.version[1]))
        if parts:
            yield message(
                "words or names are not those of the last build ({differences}): {consequence}",
                differences=joined(parts, SEMICOLON),
                consequence=_read_anew(state, paths, notices),
            )


def _differences(words: _Words, *, knew_none: bool) -> Iterator[Message]:
    if words.before is None and not knew_none:
        given = joined(_option(room, folder) for room, folder in words.now.items())
        yield (
            message(
                "an older version of kg built the store with some, without remembering which, and {given} holds others",
                given=given,
            )
            if given
            else message(
                "an older version of kg built the store with some, without remembering which, and none are given now by "
                "--lexicon or --register"
            )
        )
        return
    for room in _ROOMS:
        old, new = (words.before or {}).get(room), words.now.get(room)
        if new is None:
            if old is not None and old.files:
                option = _option(room, old)
                gone = room in words.after
                yield message("{option} is no longer there", option=option) if gone else _left_out(option)
        elif old is None:
            yield _new(_option(room, new))
        elif old.files != new.files:
            changes = changed_files(old.files, new.files)
            yield (
                message("{option}, {changes}", option=_option(room, new), changes=changes)
                if old.path == new.path
                else message(
                    "{option} in place of {old}, {changes}",
                    option=_option(room, new),
                    old=short(old.path),
                    changes=changes,
                )
            )


def _option(room: str, folder: Folder) -> str:
    return f"--{room} {short(folder.path)}"


def _left_out(option: str) -> Message:
    return message("{option} is left out", option=option)


def _new(option: str) -> Message:
    return message("{option} is new", option=option)


def _read_anew(state: BuildState, paths: tuple[str, ...], notices: int) -> Message:
    here = state.places.notices_under(_key(path) for path in paths if path != STDIN)
    if here == notices:
        return plural(
            "the one notice of the store is read anew", "all {count} notices of the store are read anew", notices
        )
    return plural(
        "of {count} notice in the store {here} of this input are read anew, the others when their input is built",
        "of {count} notices in the store {here} of this input are read anew, the others when their input is built",
        notices,
        here=here,
    )


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
    note = state.notes.get(_READ + key)
    return _of_parents(state, key) if note is None else json.loads(note)


def _of_parents(state: BuildState, key: str) -> Fields:
    notes = (state.notes.get(f"{_READ}{parent}") for parent in Path(key).parents)
    return next((json.loads(note) for note in notes if note is not None), {})


def _rows(state: BuildState, start: str) -> Iterator[tuple[str, Fields]]:
    for name, note in state.notes.beginning_with(_READ + start):
        yield name.removeprefix(_READ), json.loads(note)


def _below(state: BuildState, key: str) -> list[tuple[str, Fields]]:
    return list(_rows(state, f"{key.rstrip('/')}/"))


def _with(options: ReadOptions, fields: Fields) -> ReadOptions:
    """``options`` with ``fields`` in place of its own."""
    values: dict[str, Any] = dict.fromkeys(_FLAGS) | dict(fields)
    return replace(options, **values)


def _told_tables(tables: Iterable[_Table], state: BuildState) -> Iterator[Message]:
    """What is different in how the inputs are read, and what that means."""
    known = state.notes.get(NOTE) is not None
    found: dict[Message, list[str]] = {}
    for table in tables:
        if table.path == STDIN:
            continue
        if table.before != table.now and known and state.places.notices_under([_key(table.path)]):
            found.setdefault(joined(_changed_fields(table), SEMICOLON), []).append(table.path)
        for below, fields in _below(state, _key(table.path)) if table.anew else ():
            if fields != table.now:
                other = table._replace(path=below, before=fields)
                found.setdefault(joined(_changed_fields(other), SEMICOLON), []).append(short(below))
    for change, paths in found.items():
        yield message(
            "{paths}: not read as in the last build ({changes}): notices there are read anew where that changes their text, "
            "title, date, publisher or address",
            paths=some(paths),
            changes=change,
        )


def _changed_fields(table: _Table) -> Iterator[Message]:
    for field, flag in _FLAGS.items():
        old, new = table.before.get(field), table.now.get(field)
        if old == new:
            continue
        if new is None:
            yield _left_out(f"{flag} {old}")
        elif old is None:
            yield _new(f"{flag} {new}")
        else:
            yield message("{option} in place of {old}", option=f"{flag} {new}", old=old)


def _told_older(tables: Iterable[_Table], state: BuildState) -> Iterator[Message]:
    """A store of an older version cannot tell how its tables were read: so much is said, once."""
    if state.notes.get(NOTE) is not None:
        return
    inputs = [table.path for table in tables if table.path != STDIN and not table.now]
    doubtful = [path for path in inputs if state.places.has_rows_under(_key(path))]
    if doubtful:
        yield message(
            "{paths}: an older version of kg built the store without remembering by which columns tables were read; if any "
            "were named (--text-column, --title-column …), name them once more",
            paths=some(doubtful),
        )


# ── telling ───────────────────────────────────────────────────────────────────────────────────────────────────


def _told_as_before(words: _Words, tables: Iterable[_Table]) -> Iterator[Message]:
    """One line on what was not asked for and taken from the last build, unless it has changed since."""
    before = words.before or {}
    same = [room for room in words.taken if words.now[room].files == before[room].files]
    parts: list[str] = [_option(room, words.now[room]) for room in same]
    shared: dict[str, list[str]] = {}
    for table in tables:
        if table.taken:
            shared.setdefault(_shown(table.taken), []).append(table.path)
        for path, fields in table.below.items():
            if fields != table.now:
                shared.setdefault(_shown(fields), []).append(path)
    parts += [message("{options} ({paths})", options=options, paths=some(paths)) for options, paths in shared.items()]
    if parts:
        yield message("words, names and columns as in the last build: {options}", options=joined(parts, SEMICOLON))


def _shown(fields: Fields) -> str:
    given = " ".join(f"{flag} {fields[field]}" for field, flag in _FLAGS.items() if field in fields)
    return given or message("no such options")


def _key(path: str) -> str:
    # SQLite takes no name of a file that is no UTF-8.
    return str(Path(path).resolve()).encode("utf-8", "replace").decode("utf-8")


def _as_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

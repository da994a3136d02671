"""The columns, encoding and format that a store's inputs were read with, beside those that are asked for now. (沿用读法)

They belong to what was read with them: they are remembered by input path, and hold for all below it but what has some of its
own, until others are given for the whole. One that is left out is taken as it was then; what is different is said in a sentence.
What comes from standard input lies nowhere, and nothing of it is remembered.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kg.messages import SEMICOLON, Message, joined, message
from kg.read import ReadOptions
from kg.store.build_state import BuildState
from kg.store.input_paths import STDIN, below, key_of, short, some
from kg.store.own_tables import NOTE

_READ: Final = "read with "
"""What notes of the state are called that hold such options, one for each input path (absolute)."""
_FLAGS: Final = {
    "encoding": "--encoding",
    "format": "--input-format",
    "text_column": "--text-column",
    "title_column": "--title-column",
    "date_column": "--date-column",
    "url_column": "--url-column",
    "publisher_column": "--publisher-column",
    "id_column": "--id-column",
    "published": "--published",
}

Fields = Mapping[str, str]
"""Reading options that are not the usual ones: name of the field of ``ReadOptions`` -> value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One input path: how it was read before, how it is read now, and what of that was not asked for."""

    path: str
    asked: ReadOptions
    before: Fields
    now: Fields
    taken: Fields
    anew: bool  # asked for, for all below it
    own: Mapping[str, Fields]  # what lies below and keeps its own, by path, as it is met when the input is read

    @property
    def options(self) -> ReadOptions:
        """How it is read."""
        return _with(self.asked, self.now)

    @property
    def options_below(self) -> dict[str, ReadOptions]:
        """How what lies below it is read where it keeps options of its own, by path as it is met."""
        return {path: _with(self.asked, fields) for path, fields in self.own.items()}

    def options_at(self, place: str) -> ReadOptions | None:
        """How the file at ``place`` (absolute) is read; None where it does not lie here."""
        key = key_of(self.path)
        if self.path == STDIN or (place != key and not place.startswith(below(key))):
            return None
        met = Path(_as_met(self.path, key, place))
        nearest = (self.own[at] for at in map(str, (met, *met.parents)) if at in self.own)
        return _with(self.asked, next(nearest, self.now))

    def remember(self, state: BuildState) -> None:
        """Have ``state`` remember it, and all below with it that keeps no options of its own."""
        if self.path == STDIN:
            return
        key = key_of(self.path)
        if self.anew:
            for path, _ in _rows_below(state, key):
                state.notes.put(_READ + path, None)
        note = json.dumps(self.now, ensure_ascii=False, sort_keys=True)
        state.notes.put(_READ + key, None if self.now == _of_parents(state, key) else note)


def reading_for(state: BuildState, path: str, asked: ReadOptions, *, forget: bool) -> Reading:
    """How ``path`` is read: as ``asked``, and as it was in the last build besides, unless ``forget``."""
    fields: Fields = {field: value for field in _FLAGS if (value := getattr(asked, field)) is not None}
    if path == STDIN:
        return Reading(path, asked, fields, fields, {}, True, {})
    key = key_of(path)
    before = _fields(state, key)
    taken = {} if forget else {field: value for field, value in before.items() if field not in fields}
    anew = forget or bool(fields)
    own = {} if anew else {_as_met(path, key, place): of_its_own for place, of_its_own in _rows_below(state, key)}
    return Reading(path, asked, before, {**taken, **fields}, taken, anew, own)


def remembered_options(state: BuildState, place: str, asked: ReadOptions) -> ReadOptions:
    """How the file at ``place`` (absolute) was read when it was last an input, or below one; ``asked`` for all that no option says."""
    return _with(asked, _fields(state, place))


def remembered_readings(state: BuildState) -> list[tuple[str, str]]:
    """Each absolute path that is remembered, with its options as they are written."""
    return [(path, shown(fields)) for path, fields in _rows(state, "")]


def told_readings(readings: Iterable[Reading], state: BuildState) -> Iterator[Message]:
    """What is different in how the inputs are read, and what that means."""
    known = state.notes.get(NOTE) is not None
    found: dict[Message, list[str]] = {}
    for one in readings:
        if one.path == STDIN:
            continue
        key = key_of(one.path)
        if one.before != one.now and known and state.places.notices_under([key]):
            found.setdefault(_difference(one.before, one.now), []).append(one.path)
        for path, fields in _rows_below(state, key) if one.anew else ():
            if fields != one.now:
                found.setdefault(_difference(fields, one.now), []).append(short(path))
    for change, paths in found.items():
        yield message(
            "{paths}: not read as in the last build ({changes}): notices there are read anew where that changes their text, "
            "title, date, publisher or address",
            paths=some(paths),
            changes=change,
        )


def told_unknown_readings(readings: Iterable[Reading], state: BuildState) -> Iterator[Message]:
    """A store of an older version cannot tell how its tables were read: so much is said, once."""
    if state.notes.get(NOTE) is not None:
        return
    inputs = [one.path for one in readings if one.path != STDIN and not one.now]
    doubtful = [path for path in inputs if state.places.has_rows_under(key_of(path))]
    if doubtful:
        yield message(
            "{paths}: an older version of kg built the store without remembering by which columns tables were read; if any "
            "were named (--text-column, --title-column …), name them once more",
            paths=some(doubtful),
        )


def read_as_before(readings: Iterable[Reading]) -> Iterator[Message]:
    """The options that were not asked for and are taken from the last build, with the paths for which they hold."""
    shared: dict[str, list[str]] = {}
    for one in readings:
        if one.taken:
            shared.setdefault(shown(one.taken), []).append(one.path)
        for path, fields in one.own.items():
            if fields != one.now:
                shared.setdefault(shown(fields), []).append(path)
    for options, paths in shared.items():
        yield message("{options} ({paths})", options=options, paths=some(paths))


def shown(fields: Fields) -> str:
    """``fields`` as they are written on the command line."""
    given = " ".join(f"{flag} {fields[field]}" for field, flag in _FLAGS.items() if field in fields)
    return given or message("no such options")


def _difference(before: Fields, now: Fields) -> Message:
    return joined(_changed_fields(before, now), SEMICOLON)


def _changed_fields(before: Fields, now: Fields) -> Iterator[Message]:
    for field, flag in _FLAGS.items():
        old, new = before.get(field), now.get(field)
        if old == new:
            continue
        if new is None:
            yield message("{option} is left out", option=f"{flag} {old}")
        elif old is None:
            yield message("{option} is new", option=f"{flag} {new}")
        else:
            yield message("{option} in place of {old}", option=f"{flag} {new}", old=old)


def _as_met(path: str, key: str, place: str) -> str:
    """The remembered path ``place`` in the one of ``key`` as a walk from ``path`` meets it."""
    return os.path.join(path, place[len(below(key)) :])  # noqa: PTH118  (letter by letter as the walk joins)


def _with(options: ReadOptions, fields: Fields) -> ReadOptions:
    """``options`` with ``fields`` in place of its own."""
    values: dict[str, Any] = dict.fromkeys(_FLAGS) | dict(fields)
    return replace(options, **values)


# ── in the memory of the store ────────────────────────────────────────────────────────────────────────────────


def _fields(state: BuildState, key: str) -> Fields:
    """The options remembered of ``key``, or of the nearest folder around it."""
    note = state.notes.get(_READ + key)
    return _of_parents(state, key) if note is None else json.loads(note)


def _of_parents(state: BuildState, key: str) -> Fields:
    notes = (state.notes.get(f"{_READ}{parent}") for parent in Path(key).parents)
    return next((json.loads(note) for note in notes if note is not None), {})


def _rows_below(state: BuildState, key: str) -> list[tuple[str, Fields]]:
    return _rows(state, below(key))


def _rows(state: BuildState, start: str) -> list[tuple[str, Fields]]:
    notes = state.notes.beginning_with(_READ + start)
    return [(name.removeprefix(_READ), json.loads(note)) for name, note in notes]

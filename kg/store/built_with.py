"""With which words, names and columns a store was built, beside those that are asked for now. (沿用上次的选项)

An option that is left out is taken as in the last build of the store; what is different from then is said in a sentence.
This decides what the options are, never what a notice says: a store whose options were remembered is that of one whose
options were given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.messages import SEMICOLON, Message, joined, message
from kg.read import ReadOptions
from kg.settings import Settings
from kg.store.build_state import BuildState
from kg.store.reading_as_before import (
    Reading,
    read_as_before,
    reading_for,
    remembered_options,
    remembered_readings,
    told_readings,
    told_unknown_readings,
)
from kg.store.words_as_before import Words, remembered_folders, told_words, words_for

_LISTED: Final = 20
"""Input paths that ``remembered`` names; there may be thousands."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options of one build. ``said``: sentences on what was taken from the last build, and on what is different."""

    said: tuple[Message, ...]
    _words: Words
    _readings: Mapping[str, Reading]  # by input path, as it was given
    _asked: ReadOptions

    @property
    def settings(self) -> Settings:
        """Words, names and base."""
        return self._words.settings

    def reading(self, path: str) -> ReadOptions:
        """How the input ``path`` is read."""
        return self._readings[path].options

    def reading_below(self, path: str) -> Mapping[str, ReadOptions]:
        """How what lies below the input ``path`` is read where it was built with options of its own, by path."""
        return self._readings[path].options_below

    def reading_at(self, state: BuildState, place: str) -> ReadOptions:
        """How the file at ``place`` (absolute) is read: by this build where one of its inputs holds it, else as ``state`` remembers."""
        here = (reading.options_at(place) for reading in self._readings.values())
        found = next((options for options in here if options is not None), None)
        return remembered_options(state, place, self._asked) if found is None else found

    def remember_words(self, state: BuildState) -> None:
        """Have ``state`` remember the words and names; lasting with its next commit, as all of it."""
        self._words.remember(state)

    def remember_reading(self, state: BuildState, path: str) -> None:
        """Have ``state`` remember how the input ``path`` is read."""
        self._readings[path].remember(state)


def choose(
    state: BuildState, paths: Iterable[str], settings: Settings, options: ReadOptions, *, forget: bool = False
) -> Chosen:
    """The options of a build of ``paths``: those asked for, and what the last build of the store had besides.

    ``forget``: only those asked for. Nothing is changed in ``state``. Raises InputError for a fault in words or names.
    """
    words = words_for(state, settings, forget=forget)
    readings = {path: reading_for(state, path, options, forget=forget) for path in paths}
    said = (
        *_told_as_before(words, readings.values()),
        *told_words(words, state, readings),
        *told_readings(readings.values(), state),
        *told_unknown_readings(readings.values(), state),
    )
    return Chosen(said, words, readings, options)


def _told_as_before(words: Words, readings: Iterable[Reading]) -> Iterator[Message]:
    """One line on what was not asked for and taken from the last build, unless it has changed since."""
    parts = [*words.as_before(), *read_as_before(readings)]
    if parts:
        yield message("words, names and columns as in the last build: {options}", options=joined(parts, SEMICOLON))


def remembered(state: BuildState) -> Iterator[tuple[str, str]]:
    """What ``state`` remembers of this, as name and value; one row that says so where an older version made it."""
    folders = remembered_folders(state)
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
    rows = remembered_readings(state)
    for path, options in rows[:_LISTED]:
        yield message("read with"), message("{path}: {options}", path=path, options=options)
    if len(rows) > _LISTED:
        yield message("read with"), message("… and {count} paths more", count=len(rows) - _LISTED)

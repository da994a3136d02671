"""The words and names that a store was built with (``--lexicon``, ``--register``) beside those that are asked for now. (沿用词表)

They belong to the store: their folders are remembered, with the SHA-256 of each file. One that is left out is taken as it was
then, where it is still there; what is different is said in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from kg.messages import SEMICOLON, Message, joined, message, plural
from kg.settings import Settings
from kg.store.build_state import BuildState
from kg.store.input_paths import STDIN, key_of, short
from kg.store.own_tables import NOTE, Folder, as_note, changed_files, folder_at, in_note

_ROOMS: Final = ("lexicon", "register")


class Words(NamedTuple):
    """The words and names of one build, by room (lexicon, register)."""

    settings: Settings
    before: Mapping[str, Folder] | None  # None where no build of this version was here
    now: Mapping[str, Folder]
    after: Mapping[str, Folder]  # what is to be remembered
    taken: tuple[str, ...]  # rooms that were not asked for

    def remember(self, state: BuildState) -> None:
        """Have ``state`` remember them; lasting with its next commit."""
        state.notes.put(NOTE, as_note(self.after))

    def as_before(self) -> Iterator[str]:
        """The options that were not asked for and are taken from the last build, unless their files have changed since."""
        before = self.before or {}
        for room in self.taken:
            if self.now[room].files == before[room].files:
                yield _option(room, self.now[room])


def words_for(state: BuildState, asked: Settings, *, forget: bool) -> Words:
    """What ``asked`` names, and what the last build had besides, unless ``forget``. Raises InputError for a fault in it."""
    before = remembered_folders(state)
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
    return Words(settings, before, now, {**gone, **now}, tuple(taken))


def remembered_folders(state: BuildState) -> dict[str, Folder] | None:
    """The folders of the last build by room; None where no build of this version was here."""
    note = state.notes.get(NOTE)
    return None if note is None else in_note(note)


def told_words(words: Words, state: BuildState, paths: Iterable[str]) -> Iterator[Message]:
    """What is different in words and names, and what that means for a build of ``paths``."""
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


def _differences(words: Words, *, knew_none: bool) -> Iterator[Message]:
    if words.before is None and not knew_none:
        yield _unlike_unknown(words)
        return
    for room in _ROOMS:
        old, new = (words.before or {}).get(room), words.now.get(room)
        if new is None:
            if old is not None and old.files:
                option = _option(room, old)
                gone = room in words.after
                yield (
                    message("{option} is no longer there", option=option)
                    if gone
                    else message("{option} is left out", option=option)
                )
        elif old is None:
            yield message("{option} is new", option=_option(room, new))
        elif old.files != new.files:
            yield _changed(room, old, new)


def _unlike_unknown(words: Words) -> Message:
    given = joined(_option(room, folder) for room, folder in words.now.items())
    if given:
        return message(
            "an older version of kg built the store with some, without remembering which, and {given} holds others",
            given=given,
        )
    return message(
        "an older version of kg built the store with some, without remembering which, and none are given now by "
        "--lexicon or --register"
    )


def _changed(room: str, old: Folder, new: Folder) -> Message:
    option, changes = _option(room, new), changed_files(old.files, new.files)
    if old.path == new.path:
        return message("{option}, {changes}", option=option, changes=changes)
    return message("{option} in place of {old}, {changes}", option=option, old=short(old.path), changes=changes)


def _option(room: str, folder: Folder) -> str:
    return f"--{room} {short(folder.path)}"


def _read_anew(state: BuildState, paths: Iterable[str], notices: int) -> Message:
    here = state.places.notices_under(key_of(path) for path in paths if path != STDIN)
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

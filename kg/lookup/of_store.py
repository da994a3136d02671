"""By which register names are looked up in a store: the one that it was built with, unless the user names one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import store
from kg.errors import InputError
from kg.lookup import Names
from kg.messages import Message, message
from kg.register import load_register
from kg.settings import Settings
from kg.store.input_paths import short
from kg.store.own_tables import NOTE, Folder, changed_files, folder_at, in_note
from kg.store.state_readers import note_in

if TYPE_CHECKING:
    from kg.register import Register


def names_of(asked: Path | None, folder: Path | None, say: Callable[[str], None]) -> Names:
    """How names are looked up in the store ``folder`` (None: on a server, which remembers no builds).

    ``asked``: the folder of names that the user gave, which goes before the store's own. ``say`` is called once, when a
    name is first looked up, where the register is not the shipped one or not that of the store, and then with each name that
    may mean something else. Raises InputError at once where ``asked`` is missing or faulty, later where the store's is.
    """
    if asked is not None:
        Settings(register=asked).require_whole()

    @cache
    def register() -> Register:
        try:
            taken, sentence = _chosen(asked, None if folder is None else _of_store(folder))
        except InputError as error:
            taken, sentence = (
                asked,
                message("whether the store was built with names of its own cannot be told: {error}", error=error),
            )
        if sentence is not None:
            say(sentence)
        found = load_register(taken)
        if taken is not None and asked is None:
            found.require_whole()
        return found

    return Names(register, say)


def _of_store(folder: Path) -> Folder | str | None:
    """What the store was built with: a folder of names; "" for the shipped names alone; None where it does not tell."""
    note = note_in(folder / store.STATE, NOTE)
    return None if note is None else in_note(note).get("register", "")


def _chosen(asked: Path | None, built: Folder | str | None) -> tuple[Path | None, Message | None]:
    """The folder of names to take besides the shipped ones, and what the user should know of that."""
    if isinstance(built, Folder) and built.files:
        return _of(built) if asked is None else (asked, _instead(asked, built))
    if asked is None or built is None:
        return asked, None
    return asked, message(
        "names are looked up by --register {folder}; the store was built without it", folder=short(str(asked))
    )


def _of(built: Folder) -> tuple[Path | None, Message]:
    path = Path(built.path)
    if not path.is_dir():
        return None, message(
            "the store was built with --register {folder}, which is no longer there: names are looked up by the shipped ones "
            "alone; say where it is now by --register DIR",
            folder=short(built.path),
        )
    changed = changed_files(built.files, folder_at(path).files)
    if not changed:
        return path, message(
            "names are looked up by --register {folder}, with which the store was built", folder=short(built.path)
        )
    return path, message(
        "names are looked up by --register {folder}, with which the store was built before it was changed ({changes})",
        folder=short(built.path),
        changes=changed,
    )


def _instead(asked: Path, built: Folder) -> Message | None:
    if folder_at(asked).files == built.files:
        return None
    return message(
        "names are looked up by --register {folder}; the store was built with --register {other}, which held others",
        folder=short(str(asked)),
        other=short(built.path),
    )

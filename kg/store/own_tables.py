"""Folders of the user's own words or names (``--lexicon``, ``--register``): which files they held, and what is different now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from kg.messages import Message, joined, message
from kg.store.input_paths import some

NOTE: Final = "built with words"
"""What the note of a store's memory is called that holds the folders of its last build."""


class Folder(NamedTuple):
    """A folder of the user's own tables: absolute path, and SHA-256 of each by name.

    Without any where the folder was gone: nothing was read from it, but it may come back.
    """

    path: str
    files: Mapping[str, str]


def folder_at(path: Path) -> Folder:
    """What lies at ``path`` now."""
    files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(path.glob("*.tsv"))}
    return Folder(str(path.resolve()), files)


def as_note(folders: Mapping[str, Folder]) -> str:
    """What is remembered of ``folders`` (by room: lexicon, register)."""
    value = {room: [folder.path, folder.files] for room, folder in folders.items()}
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def in_note(note: str) -> dict[str, Folder]:
    """The folders by room that ``as_note`` made ``note`` of."""
    return {room: Folder(*value) for room, value in json.loads(note).items()}


def changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> Message:
    """Which files are changed, gone or new."""
    changed = [name for name in old if name in new and old[name] != new[name]]
    gone = [name for name in old if name not in new]
    fresh = [name for name in new if name not in old]
    return joined(
        [
            *([message("changed: {names}", names=some(changed))] if changed else []),
            *([message("gone: {names}", names=some(gone))] if gone else []),
            *([message("new: {names}", names=some(fresh))] if fresh else []),
        ]
    )

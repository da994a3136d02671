"""How the inputs of a build are called: in a store's memory by absolute paths, in sentences in short."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.messages import Message, joined, message

STDIN: Final = "-"
"""The input that lies nowhere."""
_NAMED: Final = 3


def key_of(path: str) -> str:
    """The absolute path under which an input is remembered."""
    # SQLite takes no name of a file that is no UTF-8.
    return str(Path(path).resolve()).encode("utf-8", "replace").decode("utf-8")


def below(key: str) -> str:
    """What the absolute paths of all that lies in the folder ``key`` begin with."""
    return f"{key.rstrip('/')}/"


def some(names: Sequence[str]) -> Message:
    """The first of ``names``, and how many more there are."""
    more = len(names) - _NAMED
    named = joined(names[:_NAMED])
    return message("{names} and {more} more", names=named, more=more) if more > 0 else named


def short(path: str) -> str:
    """``path`` as seen from the working folder, where it lies below it."""
    return path.removeprefix(below(str(Path.cwd())))

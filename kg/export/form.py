"""A form in which the store can be exported: which options it takes, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.export.request import Request

if TYPE_CHECKING:
    from kg.source import Source

OF_NOTICES: Final = frozenset({"--agency", "--since", "--until"})
"""Options of forms that are made of notices."""
OF_GRAPHS: Final = OF_NOTICES | {"--view", "--ego", "--measures"}
"""Options of forms that are made of a view."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form of export that is one file. ``write`` returns what to tell the user, if anything."""

    name: str
    options: frozenset[str]
    write: Callable[[Source, Request, IO[bytes]], str | None]


@dataclass(frozen=True, slots=True)
class FolderForm:
    """A form of export that is several files in a folder."""

    name: str
    options: frozenset[str]
    write: Callable[[Source, Request, Path], str | None]


Form = FileForm | FolderForm

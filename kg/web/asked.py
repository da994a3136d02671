"""What a reader asked for, and what is sent: plain values that go from process to process."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FORMATS: Final = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "gexf": "application/gexf+xml",
}
"""Formats of a page -> their media types."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the store lies, and by which names of the user's own things in it are looked up (None: as it was built)."""

    store: Path
    register: Path | None = None
    kept: Path | None = None
    """A folder for what it held when it was last read (``kg.web.snapshots``); None: nothing is kept."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for a page; ``rows`` of an answer to SPARQL; ``memory`` in bytes of the process that answers."""

    seconds: float = 20.0
    rows: int = 10_000
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. ``path`` is the part of the address that a page reads itself (the end of an IRI, the name of a query);
    ``values`` are its parameters, each with its last value; ``here`` is the whole address without the language.
    """

    page: str
    path: str = ""
    values: dict[str, str] = field(default_factory=dict)
    language: str = "zh"
    format: str = "html"
    here: str = "/"
    as_of: str = ""
    """When what is shown was read, where the store cannot be read now: a time of the clock on the wall."""

    def value(self, name: str) -> str:
        """The parameter ``name`` without blanks around it; empty where it was not given."""
        return self.values.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent. ``file`` is the name under which a download is kept."""

    status: int
    media_type: str
    body: bytes
    file: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

"""Which code and words decide what is read out of a text, as digests: where they differ, it is to be read again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Final

from kg.concepts import ontology_folder
from kg.settings import Settings
from kg.version import VERSION

PACKAGE: Final = Path(__file__).parent.parent
# Rooms whose code has no part in what the graph says of a notice: changing them is no reason to read it again.
OUTSIDE: Final = frozenset(
    {
        "__init__.py",
        "__main__.py",
        "build",
        "catalogues.py",
        "cli",
        "collecting.py",
        "concepts.py",
        "counted.py",
        "diff",
        "endpoint",
        "evaluate",
        "export",
        "face.py",
        "faults",
        "following",
        "gold.py",
        "index",
        "ledger",
        "linking",
        "local_time.py",
        "lookup",
        "nearest.py",
        "queries",
        "query",
        "register/lines.py",
        "sharding",
        "shards",
        "source.py",
        "sparql_text.py",
        "store",
        "tables.py",
        "uploading",
        "validate.py",
        "web",
        "worker.py",
        "wrapping.py",
        "xml_text.py",
    }
)
"""Modules, packages and folders of data, as paths within ``kg``."""


@dataclass(frozen=True, slots=True)
class ReadingVersion:
    """SHA-256 of the package's own code and data, and of the user's words (empty where there are none)."""

    code: str
    words: str

    def __str__(self) -> str:
        return hashlib.sha256(f"{self.code}{self.words}".encode()).hexdigest() if self.words else self.code


def reading_version(settings: Settings | None = None) -> ReadingVersion:
    """The versions of all code and words, the user's own in ``settings`` with them, that decide what is read."""
    return ReadingVersion(_package(), "" if settings is None else settings.words_digest())


def _is_outside(path: PurePath) -> bool:
    return any(part.as_posix() in OUTSIDE for part in (path, *path.parents))


@cache
def _package() -> str:
    digest = hashlib.sha256(VERSION.encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".tsv", ".txt") and not _is_outside(path.relative_to(PACKAGE)):
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for path in sorted(ontology_folder().rglob("*.ttl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

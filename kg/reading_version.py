"""Which code and words decide what is read out of a text, as digests: where they differ, it is to be read again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.concepts import ontology_folder
from kg.settings import Settings
from kg.version import VERSION

# Rooms whose code has no part in what the graph says of a notice: changing them is no reason to read it again.
OUTSIDE: Final = frozenset(
    {
        "__init__.py",
        "__main__.py",
        "build.py",
        "store_care.py",
        "store_check.py",
        "store_lock.py",
        "store_shards.py",
        "parcels.py",
        "processes.py",
        "loading.py",
        "batches.py",
        "build_state.py",
        "built_with.py",
        "cli",
        "collecting.py",
        "concepts.py",
        "counted.py",
        "describe.py",
        "diff",
        "directives_view.py",
        "endpoint",
        "evaluate",
        "expected.py",
        "explain.py",
        "export",
        "face.py",
        "faults",
        "file_memory.py",
        "followup.py",
        "gaps.py",
        "gold.py",
        "group_members.tsv",
        "groups.py",
        "index",
        "ledger",
        "likeness.py",
        "likeness_words.tsv",
        "lookup",
        "measures.py",
        "meetings.py",
        "offspring.py",
        "offspring_words.tsv",
        "own_tables.py",
        "queries",
        "places.py",
        "query.py",
        "reading_version.py",
        "register_lines.py",
        "report.py",
        "results.py",
        "sayings.py",
        "sharding",
        "shards",
        "source.py",
        "sparql_text.py",
        "store.py",
        "sweep.py",
        "tables.py",
        "trace.py",
        "trace_diagrams.py",
        "unchanged_files.py",
        "uploading",
        "validate.py",
        "walk.py",
        "worker.py",
        "xml_text.py",
    }
)


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


@cache
def _package() -> str:
    digest = hashlib.sha256(VERSION.encode())
    package = Path(__file__).parent
    data = [path for path in package.rglob("*") if path.suffix in (".py", ".tsv", ".txt")]
    for path in sorted(path for path in data if path.relative_to(package).parts[0] not in OUTSIDE):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for path in sorted(ontology_folder().rglob("*.ttl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

"""What a store remembers about its builds: which notice was read from where, by which version, and what it brought in.

Kept beside the quads in SQLite, and never held in memory as a whole. It is written *before* the store: with what a
batch of notices changes here, the plan of what is to be done there is committed (``Notes.pending``), and taken out when that
is done. Who finds a plan carries it out, which may mean once more and then changes nothing (``kg.store.batches``).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError, KgError
from kg.messages import message
from kg.store.entity_lines import EntityLines
from kg.store.file_memory import FileMemory
from kg.store.notes import Notes
from kg.store.places import Places
from kg.store.predecessors import Predecessors
from kg.store.seen import Seen

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS notice (
    id TEXT PRIMARY KEY,         -- first 16 hex digits of the text's SHA-256
    reading TEXT NOT NULL,       -- digest of text, page and of the code and data that read them
    graph TEXT NOT NULL,         -- IRI of the notice's graph
    quads INTEGER NOT NULL,      -- how many quads that graph has
    findings TEXT NOT NULL,      -- JSON: kind of finding -> count
    source TEXT NOT NULL,        -- what the graph says of where it was read
    path TEXT NOT NULL,          -- the same as an absolute path
    entities BLOB NOT NULL       -- its lines in the entity graph, compressed
);
"""


@dataclass(frozen=True, slots=True)
class Record:
    """One notice as the store holds it. ``entities`` are its lines in the entity graph, packed (``kg.store.entity_lines``)."""

    id: str
    reading: str
    graph: str
    quads: int
    findings: Mapping[str, int]
    source: str
    path: str
    entities: bytes


class BuildState:
    """The memory of one store: its notices, and the parts that have a module each. Changes become lasting with :meth:`commit` only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        # What a long build has seen goes to a file when it outgrows the cache, not into memory.
        self._db.execute("PRAGMA temp_store = FILE")
        self._db.executescript(_SCHEMA)
        self.notes = Notes(connection)
        self.places = Places(connection)
        self.files = FileMemory(connection)
        self.predecessors = Predecessors(connection)
        self.lines = EntityLines(connection)
        self.seen = Seen(connection)

    def commit(self) -> None:
        """Make everything since the last commit lasting."""
        self._db.commit()

    def roll_back(self) -> None:
        """Forget everything since the last commit."""
        self._db.rollback()
        self.lines.forget_changes()

    # ── notices ──

    def graph_of(self, notice: str) -> str | None:
        """The IRI of the graph of ``notice``, or None where it is not known."""
        row = self._db.execute("SELECT graph FROM notice WHERE id = ?", (notice,)).fetchone()
        return None if row is None else str(row[0])

    def last_reading(self, notice: str) -> tuple[str, str, str] | None:
        """Digest of the reading, source and path of ``notice`` (see ``Record``), or None."""
        row = self._db.execute("SELECT reading, source, path FROM notice WHERE id = ?", (notice,)).fetchone()
        return None if row is None else (row[0], row[1], row[2])

    def graphs(self) -> Iterator[tuple[str, int]]:
        """IRI of each notice's graph with the number of its quads, by IRI."""
        yield from self._db.execute("SELECT graph, quads FROM notice ORDER BY graph")

    def brought(self) -> Iterator[tuple[str, bytes]]:
        """IRI of each notice's graph, by IRI, with its lines in the entity graph (see ``Record``)."""
        yield from self._db.execute("SELECT graph, entities FROM notice ORDER BY graph")

    def put(self, record: Record, hashes: bytes) -> None:
        """Remember ``record`` in place of what was known of it; ``hashes`` are those of its entity lines."""
        self._release(record.id)
        self.lines.bring(hashes)
        columns = "id, reading, graph, quads, findings, source, path, entities"
        self._db.execute(
            f"INSERT OR REPLACE INTO notice ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.id,
                record.reading,
                record.graph,
                record.quads,
                json.dumps(dict(record.findings), ensure_ascii=False, sort_keys=True),
                record.source,
                record.path,
                record.entities,
            ),
        )

    def forget(self, notice: str) -> None:
        """Remember nothing of ``notice``."""
        self._release(notice)
        self._db.execute("DELETE FROM notice WHERE id = ?", (notice,))
        self.places.forget_notice(notice)

    def _release(self, notice: str) -> None:
        """Count the entity lines of ``notice`` down."""
        row = self._db.execute("SELECT entities FROM notice WHERE id = ?", (notice,)).fetchone()
        if row is not None:
            self.lines.release(row[0])

    # ── the whole ──

    def totals(self) -> tuple[int, Counter[str]]:
        """Number of notices in the store, and findings of each kind in all of them."""
        findings: Counter[str] = Counter()
        notices = 0
        for (row,) in self._db.execute("SELECT findings FROM notice"):
            findings.update(json.loads(row))
            notices += 1
        return notices, findings

    def without(self, kinds: Iterable[str]) -> dict[str, list[str]]:
        """For each of some ``kinds`` of findings, the sources of the notices that have none, sorted."""
        found: dict[str, list[str]] = {kind: [] for kind in kinds}
        for source, findings in self._db.execute("SELECT source, findings FROM notice ORDER BY source"):
            had = json.loads(findings)
            for kind, sources in found.items():
                if not had.get(kind):
                    sources.append(source)
        return found

    def quads(self) -> int:
        """Number of quads in the graphs of all notices."""
        return int(self._db.execute("SELECT coalesce(sum(quads), 0) FROM notice").fetchone()[0])

    def faults(self) -> Iterator[str]:
        """What is wrong with the file itself, in sentences."""
        for (said,) in self._db.execute("PRAGMA integrity_check"):
            if said != "ok":
                yield message("SQLite: {said}", said=said)
        orphans = "SELECT count(*) FROM source WHERE notice NOT IN (SELECT id FROM notice)"
        homeless = "SELECT count(*) FROM notice WHERE id NOT IN (SELECT notice FROM source)"
        for query, what in (
            (orphans, message("paths hold notices that are not known")),
            (homeless, message("notices stand nowhere")),
        ):
            (count,) = self._db.execute(query).fetchone()
            if count:
                yield message("{count} {what}", count=count, what=what)

    def compare_lines(self, there: Iterable[bytes]) -> tuple[int, int, int]:
        """The counts of entity lines beside those that are ``there``, and that notices bring (``EntityLines.compare``)."""
        brought = (packed for (packed,) in self._db.execute("SELECT entities FROM notice"))
        return self.lines.compare(there, brought)

    def compact(self) -> None:
        """Give back room that is not used. Commits."""
        self._db.commit()
        self._db.execute("VACUUM")

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file to ``path``."""
        copy = sqlite3.connect(path)
        try:
            self._db.backup(copy)
        finally:
            copy.close()


_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_RIGHTS: Final = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY})


@contextmanager
def opened(path: Path) -> Iterator[BuildState]:
    """The memory in the SQLite file ``path``, made if missing. Uncommitted changes are dropped at the end.

    Raises InputError where the file is damaged, at once or where that is met with later, or may not be opened, and KgError
    where it cannot be written on.
    """
    connection = None
    try:
        connection = sqlite3.connect(path)
        state = BuildState(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise _told(path, error, opening=True) from error
    try:
        yield state
    except sqlite3.Error as error:
        raise _told(path, error, opening=False) from error
    finally:
        connection.close()


def _told(path: Path, error: sqlite3.Error, *, opening: bool) -> KgError:
    """What SQLite complains of, with what to do. Only what is damaged is to be deleted: it holds more than can be read again."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the primary one
    if code in _DAMAGE:
        return InputError(
            message(
                "{path} cannot be used ({error}); delete it, and the next build reads everything again.",
                path=path,
                error=error,
            )
        )
    if opening and code in _RIGHTS:
        return InputError(
            message("{path} cannot be opened ({error}); see who may read and write it.", path=path, error=error)
        )
    return KgError(
        message(
            "{path} could not be written ({error}); make room, and the same command goes on from here.",
            path=path,
            error=error,
        )
    )

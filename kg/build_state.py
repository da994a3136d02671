"""What a store remembers about its builds: which notice was read from where, by which version, and what it brought in.

Kept beside the quads in SQLite. The store is the truth and is written first; when a build is killed between the two,
the next run does the same replacement once more, which changes nothing.

Entities are described in one graph by every notice that mentions them, so each line there is counted: it goes when the
last notice that brought it in goes. Thereby a store that was updated equals one that was built afresh.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS notice (
    id TEXT PRIMARY KEY,         -- first 16 hex digits of the text's SHA-256
    reading TEXT NOT NULL,       -- digest of text, page and of the code and data that read them
    graph TEXT NOT NULL,         -- IRI of the notice's graph
    findings TEXT NOT NULL,      -- JSON: kind of finding -> count
    source TEXT NOT NULL,        -- what the graph says of where it was read
    path TEXT NOT NULL,          -- the same as an absolute path
    entities BLOB NOT NULL       -- its lines in the entity graph, compressed
);
CREATE TABLE IF NOT EXISTS source (
    path TEXT PRIMARY KEY,       -- absolute path of the file, with the member or row where it is a container
    notice TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS source_notice ON source (notice);
CREATE TABLE IF NOT EXISTS note (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS entity_line (
    hash BLOB PRIMARY KEY,       -- first 16 bytes of the line's SHA-256
    notices INTEGER NOT NULL     -- how many notices bring the line in
);
"""


@dataclass(frozen=True, slots=True)
class Record:
    """One notice as the store holds it."""

    id: str
    reading: str
    graph: str
    findings: Mapping[str, int]
    entities: tuple[str, ...]
    source: str
    path: str


class BuildState:
    """The memory of one store. Changes become lasting with :meth:`commit` only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def commit(self) -> None:
        """Make everything since the last commit lasting."""
        self._db.commit()

    def note(self, name: str) -> str | None:
        """A single value remembered under ``name``, or None."""
        row = self._db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_note(self, name: str, value: str) -> None:
        """Remember ``value`` under ``name``."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def record(self, notice: str) -> Record | None:
        """All that is remembered of ``notice``, or None."""
        query = "SELECT id, reading, graph, findings, entities, source, path FROM notice WHERE id = ?"
        row = self._db.execute(query, (notice,)).fetchone()
        if row is None:
            return None
        lines = zlib.decompress(row[4]).decode("utf-8")
        entities = tuple(lines.split("\n")) if lines else ()
        return Record(row[0], row[1], row[2], json.loads(row[3]), entities, row[5], row[6])

    def last_reading(self, notice: str) -> tuple[str, str, str] | None:
        """Digest of the reading, source and path of ``notice`` (see ``Record``), or None: quicker than all of it."""
        row = self._db.execute("SELECT reading, source, path FROM notice WHERE id = ?", (notice,)).fetchone()
        return None if row is None else (row[0], row[1], row[2])

    def notice_at(self, path: str) -> str | None:
        """Id of the notice that ``path`` held when it was last read, or None."""
        row = self._db.execute("SELECT notice FROM source WHERE path = ?", (path,)).fetchone()
        return None if row is None else str(row[0])

    def paths_of(self, notice: str) -> tuple[str, ...]:
        """All paths that hold ``notice``, sorted."""
        rows = self._db.execute("SELECT path FROM source WHERE notice = ? ORDER BY path", (notice,))
        return tuple(str(row[0]) for row in rows)

    def paths_under(self, root: str) -> Iterator[tuple[str, str]]:
        """Path and notice of everything read from ``root``: that file, its members, or what lies in that folder."""
        for path, notice in self._db.execute("SELECT path, notice FROM source ORDER BY path").fetchall():
            if path == root or path.startswith((f"{root}/", f"{root}!", f"{root}#")):
                yield path, notice

    def set_path(self, path: str, notice: str) -> None:
        """Remember that ``path`` now holds ``notice``."""
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (path, notice))

    def forget_path(self, path: str) -> None:
        """Remember nothing of ``path``."""
        self._db.execute("DELETE FROM source WHERE path = ?", (path,))

    def put(self, record: Record) -> tuple[str, ...]:
        """Remember ``record`` in place of what was known of it; return entity lines that nobody brings in any more."""
        stale = self._release(record.id, keep=frozenset(record.entities))
        self._db.executemany(
            "INSERT INTO entity_line VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET notices = notices + 1",
            [(_hash(line),) for line in record.entities],
        )
        columns = "id, reading, graph, findings, entities, source, path"
        self._db.execute(
            f"INSERT OR REPLACE INTO notice ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                record.id,
                record.reading,
                record.graph,
                json.dumps(dict(record.findings), ensure_ascii=False, sort_keys=True),
                zlib.compress("\n".join(record.entities).encode("utf-8")),
                record.source,
                record.path,
            ),
        )
        return stale

    def forget(self, notice: str) -> tuple[str, ...]:
        """Remember nothing of ``notice``; return the entity lines that nobody brings in any more."""
        stale = self._release(notice, keep=frozenset())
        self._db.execute("DELETE FROM notice WHERE id = ?", (notice,))
        self._db.execute("DELETE FROM source WHERE notice = ?", (notice,))
        return stale

    def _release(self, notice: str, *, keep: frozenset[str]) -> tuple[str, ...]:
        """Count ``notice``'s entity lines down; return those at zero, apart from ``keep`` (about to be counted up)."""
        record = self.record(notice)
        stale = []
        for line in record.entities if record is not None else ():
            key = (_hash(line),)
            query = "UPDATE entity_line SET notices = notices - 1 WHERE hash = ? RETURNING notices"
            row = self._db.execute(query, key).fetchone()
            if row is not None and row[0] <= 0:
                self._db.execute("DELETE FROM entity_line WHERE hash = ?", key)
                if line not in keep:
                    stale.append(line)
        return tuple(stale)

    def totals(self) -> tuple[int, Counter[str]]:
        """Number of notices in the store, and findings of each kind in all of them."""
        findings: Counter[str] = Counter()
        notices = 0
        for (row,) in self._db.execute("SELECT findings FROM notice"):
            findings.update(json.loads(row))
            notices += 1
        return notices, findings


@contextmanager
def opened(path: Path) -> Iterator[BuildState]:
    """The memory in the SQLite file ``path``, made if missing. Uncommitted changes are dropped at the end.

    Raises InputError where the file is damaged or cannot be written.
    """
    try:
        connection = sqlite3.connect(path)
        state = BuildState(connection)
    except sqlite3.Error as error:
        raise InputError(
            f"{path} cannot be used ({error}); delete it, and the next build reads everything again."
        ) from error
    try:
        yield state
    finally:
        connection.close()


def digests_of_readings(path: Path) -> dict[str, str]:
    """For each notice graph that a build made, a digest of what it was made from; nothing where ``path`` is no memory.

    Two graphs of one notice with the same digest hold the same.
    """
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return {}
    with closing(connection):
        try:
            rows = connection.execute("SELECT graph, reading, source FROM notice").fetchall()
        except sqlite3.Error:
            return {}
    return {graph: hashlib.sha256(f"{reading}\0{source}".encode()).hexdigest() for graph, reading, source in rows}


def _hash(line: str) -> bytes:
    return hashlib.sha256(line.encode("utf-8")).digest()[:16]

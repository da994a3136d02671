"""What the shards of a folder hold in all: the graphs of their notices, and each line on shared things once.

Kept in a file of SQLite's that has no name and goes when it is closed: a million notices bring millions of such lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby, islice
from typing import Final, NamedTuple

from kg.nquads import parted
from kg.shards import NoticeQuads

_SCHEMA: Final = """
CREATE TABLE notice (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE line (graph TEXT, triple BLOB, PRIMARY KEY (graph, triple)) WITHOUT ROWID;
CREATE TABLE odd (iri TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_CACHE: Final = 32 * 1024
"""KiB of the file that are held in memory."""


class About(NamedTuple):
    """What the shards say of some shared things in one graph: for the IRI of each its triples, as N-Triples without dot."""

    graph: str
    triples: dict[str, frozenset[bytes]]


class Brought:
    """See above. Get it from :func:`collecting`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def take(self, notice: NoticeQuads) -> dict[str, list[bytes]]:
        """Remember ``notice``; by graph, those of its triples on shared things that no notice before it brought."""
        self._db.execute("INSERT OR IGNORE INTO notice VALUES (?)", (notice.graph,))
        new: dict[str, list[bytes]] = {}
        for line in notice.shared.splitlines():
            triple, name = parted(line)
            graph = name.decode("utf-8")
            if self._db.execute("INSERT OR IGNORE INTO line VALUES (?, ?)", (graph, triple)).rowcount:
                new.setdefault(graph, []).append(triple)
        return new

    @contextmanager
    def unless_undone(self) -> Iterator[Undo]:
        """What is taken inside stays, unless ``undo`` is called on what is given."""
        undo = Undo()
        self._db.execute("SAVEPOINT shard")
        try:
            yield undo
        finally:
            if undo.wanted:
                self._db.execute("ROLLBACK TO shard")
            self._db.execute("RELEASE shard")

    def holds(self, graph: str) -> bool:
        """Whether ``graph`` is that of a notice in the shards."""
        return self._db.execute("SELECT 1 FROM notice WHERE graph = ?", (graph,)).fetchone() is not None

    def speaks_of(self, iri: str, graph: str) -> bool:
        """Whether the shards say anything of ``iri`` in ``graph``."""
        # All lines of a subject stand between "<iri> " and "<iri>!".
        row = self._db.execute(
            "SELECT 1 FROM line WHERE graph = ? AND triple > ? AND triple < ?",
            (graph, f"<{iri}> ".encode(), f"<{iri}>!".encode()),
        )
        return row.fetchone() is not None

    def notices(self) -> int:
        """How many notices the shards hold."""
        return int(self._db.execute("SELECT count(*) FROM notice").fetchone()[0])

    def lines_in(self, graph: str) -> int:
        """How many different lines of ``graph`` the shards hold."""
        return int(self._db.execute("SELECT count(*) FROM line WHERE graph = ?", (graph,)).fetchone()[0])

    def things(self, together: int) -> Iterator[About]:
        """All shared things, ``together`` at a time, by graph and IRI. Take nothing in the meantime."""
        rows = self._db.execute("SELECT graph, triple FROM line ORDER BY graph, triple")
        for graph, of_graph in groupby(rows, lambda row: str(row[0])):
            subjects = (
                (name[1:-1].decode("utf-8"), frozenset(triple for _, triple in some))
                for name, some in groupby(of_graph, lambda row: bytes(row[1]).partition(b" ")[0])
            )
            while some := dict(islice(subjects, together)):
                yield About(graph, some)

    def kept_aside(self, iris: Iterable[str], together: int) -> Iterator[list[str]]:
        """All of ``iris``, gone through to their end first, then given sorted, ``together`` at a time."""
        self._db.execute("DELETE FROM odd")
        self._db.executemany("INSERT OR IGNORE INTO odd VALUES (?)", ((iri,) for iri in iris))
        rows = self._db.execute("SELECT iri FROM odd ORDER BY iri")
        while some := [iri for (iri,) in rows.fetchmany(together)]:
            yield some


class Undo:
    """Says whether what was taken is to be forgotten again."""

    wanted = False

    def undo(self) -> None:
        """It is."""
        self.wanted = True


@contextmanager
def collecting() -> Iterator[Brought]:
    """Nothing so far."""
    with closing(sqlite3.connect("", isolation_level=None)) as db:
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
        db.execute("PRAGMA journal_mode = MEMORY")
        db.executescript(_SCHEMA)
        yield Brought(db)

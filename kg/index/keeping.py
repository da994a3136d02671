"""The index beside a store (``index.sqlite``): made at the first use, brought up to date notice by notice.

Each notice is known by the digest of the reading that its graph was made by, so what did not change is not looked at. What
one notice brings is written in one transaction: a run that is killed goes on where it stopped. All of it can be
made again from the store, so that deleting the file loses nothing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import store
from kg.counted import counted
from kg.errors import InputError
from kg.index.entries import Entry, OfNotice, digest_of_graph, of_notice, shared_things
from kg.index.tokens import signs, version, words

if TYPE_CHECKING:
    from kg.source import Source

FILE: Final = "index.sqlite"
_BATCH: Final = 100
"""Notices that are written in one transaction."""
_WAIT: Final = 60.0
"""Seconds to wait for another process that is bringing the same index up to date."""
_SCHEMA: Final = """
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE notice (
    graph TEXT PRIMARY KEY,
    digest TEXT NOT NULL,        -- of the reading that the graph was made by
    meeting TEXT
);
CREATE TABLE thing (iri TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    of TEXT NOT NULL,            -- the notice or thing that brings it
    kind TEXT NOT NULL, iri TEXT NOT NULL, text TEXT NOT NULL, notice TEXT, start INTEGER, end INTEGER,
    date TEXT, meeting TEXT, source TEXT
);
CREATE INDEX entry_of ON entry (of);
CREATE TABLE party (entry INTEGER NOT NULL, agency TEXT NOT NULL);
CREATE INDEX party_entry ON party (entry);
CREATE INDEX party_agency ON party (agency);
CREATE TABLE pair (graph TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, directives INTEGER NOT NULL);
CREATE INDEX pair_graph ON pair (graph);
CREATE TABLE together (one TEXT NOT NULL, other TEXT NOT NULL, directives INTEGER NOT NULL, meetings INTEGER NOT NULL);
CREATE VIRTUAL TABLE found USING fts5 (signs, words, content = '', tokenize = 'ascii');
"""
_TABLES: Final = ("note", "notice", "thing", "entry", "party", "pair", "together", "found")


@dataclass(frozen=True, slots=True)
class Behind:
    """What an index does not know yet, or knows though it is gone: IRIs of notice graphs, sorted."""

    fresh: tuple[str, ...]  # new or changed
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.fresh or self.gone)

    def __str__(self) -> str:
        return f"{counted(len(self.fresh), 'notice')} new or changed, {len(self.gone)} gone"


class Index:
    """One index, open. Get it from :func:`opened`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = connection

    def behind(self, opened: Source, folder: Path) -> Behind:
        """In what the index differs from the store ``opened``, which lies in ``folder``."""
        return self._behind(_digests(opened, folder))

    def _behind(self, wanted: Mapping[str, str]) -> Behind:
        known = dict(self.db.execute("SELECT graph, digest FROM notice"))
        fresh = tuple(graph for graph, digest in wanted.items() if known.get(graph) != digest)
        return Behind(fresh, tuple(sorted(known.keys() - wanted.keys())))

    def update(self, opened: Source, folder: Path, tick: Callable[[str], None] = lambda _: None) -> Behind:
        """Bring the index up to date with the store; return what it was behind. ``tick`` is called for each notice."""
        digests = _digests(opened, folder)
        behind = self._behind(digests)
        settled = self.db.execute("SELECT value FROM note WHERE name = 'settled'").fetchone() is not None
        if not behind and settled:
            return behind
        with self._transaction():
            self.db.execute("DELETE FROM note WHERE name = 'settled'")
        for graphs in _batches(behind.gone):
            with self._transaction():
                for graph in graphs:
                    self._forget_notice(graph)
        for graphs in _batches(behind.fresh):
            with self._transaction():
                for graph in graphs:
                    self._forget_notice(graph)
                    self._put_notice(graph, digests[graph], of_notice(graph, opened))
                    tick(graph)
        with self._transaction():
            self._renew_things(opened)
            self._sum_up()
            self.db.execute("INSERT OR REPLACE INTO note VALUES ('settled', '1')")
        return behind

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Held from the first look on: FTS5 must not be told to forget a row that another process has just forgotten."""
        with self.db:
            self.db.execute("BEGIN IMMEDIATE")
            yield

    def _put_notice(self, graph: str, digest: str, brought: OfNotice) -> None:
        self.db.execute("INSERT INTO notice VALUES (?, ?, ?)", (graph, digest, brought.meeting))
        for entry in brought.entries:
            self._put(graph, entry)
        rows = [(graph, one, other, count) for (one, other), count in sorted(brought.pairs.items())]
        self.db.executemany("INSERT INTO pair VALUES (?, ?, ?, ?)", rows)

    def _put(self, of: str, entry: Entry) -> None:
        columns = "of, kind, iri, text, notice, start, end, date, meeting, source"
        written = self.db.execute(
            f"INSERT INTO entry ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (of, *entry[:9])
        )
        number = written.lastrowid
        self.db.execute("INSERT INTO found (rowid, signs, words) VALUES (?, ?, ?)", (number, *_cut(entry.text)))
        self.db.executemany("INSERT INTO party VALUES (?, ?)", [(number, agency) for agency in sorted(entry.parties)])

    def _forget_notice(self, graph: str) -> None:
        self._forget(graph)
        self.db.execute("DELETE FROM pair WHERE graph = ?", (graph,))
        self.db.execute("DELETE FROM notice WHERE graph = ?", (graph,))

    def _forget(self, of: str) -> None:
        # FTS5 keeps no text of its own here: to forget a row it must be told what it was.
        for number, text in self.db.execute("SELECT id, text FROM entry WHERE of = ?", (of,)).fetchall():
            self.db.execute(
                "INSERT INTO found (found, rowid, signs, words) VALUES ('delete', ?, ?, ?)", (number, *_cut(text))
            )
            self.db.execute("DELETE FROM party WHERE entry = ?", (number,))
        self.db.execute("DELETE FROM entry WHERE of = ?", (of,))

    def _renew_things(self, opened: Source) -> None:
        known = dict(self.db.execute("SELECT iri, digest FROM thing"))
        for iri, entries in shared_things(opened):
            digest = hashlib.sha256("\n".join(entry.text for entry in entries).encode()).hexdigest()
            if known.pop(iri, None) != digest:
                self._forget(iri)
                for entry in entries:
                    self._put(iri, entry)
                self.db.execute("INSERT OR REPLACE INTO thing VALUES (?, ?)", (iri, digest))
        for iri in known:
            self._forget(iri)
            self.db.execute("DELETE FROM thing WHERE iri = ?", (iri,))

    def _sum_up(self) -> None:
        self.db.execute("DELETE FROM together")
        self.db.execute(
            "INSERT INTO together SELECT one, other, SUM(directives) AS n, COUNT(DISTINCT meeting) FROM pair "
            "JOIN notice USING (graph) GROUP BY one, other ORDER BY n DESC, one, other"
        )


def writable(folder: Path) -> bool:
    """Whether an index in ``folder`` can be written; a store may lie on a medium that cannot."""
    path = folder / FILE
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


@contextmanager
def opened(folder: Path) -> Iterator[Index]:
    """The index of the store in ``folder``, made empty if there is none, or one of an earlier form.

    Raises InputError where it can be neither made nor opened, and where this SQLite has no full-text search.
    """
    path = folder / FILE
    try:
        connection = sqlite3.connect(path, timeout=_WAIT)
        _prepare(connection)
    except sqlite3.Error as error:
        if "fts5" in str(error):
            raise InputError("This Python's SQLite has no full-text search (FTS5); kg search needs it.") from error
        raise InputError(
            f"The index {path} cannot be used ({error}); it can be deleted: the next use makes it anew."
        ) from error
    with closing(connection):
        try:
            yield Index(connection)
        except sqlite3.Error as error:
            raise InputError(
                f"The index {path} cannot be read or written ({error}); it can be deleted: the next use makes it anew."
            ) from error


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables, unless they are there in the form of today."""
    wanted = version()
    if _form(connection) == wanted:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _form(connection) == wanted:  # another process has made them meanwhile, and may have begun to fill them
            connection.rollback()
            return
        for table in _TABLES:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in filter(str.strip, _SCHEMA.split(";\n")):
            connection.execute(statement)
        connection.execute("INSERT INTO note VALUES ('form', ?)", (wanted,))
        connection.commit()
    except sqlite3.Error:
        connection.rollback()
        raise


def _form(connection: sqlite3.Connection) -> str | None:
    """The ``version`` by which the tables were made; None where there are none."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'note'").fetchone() is None:
        return None
    row = connection.execute("SELECT value FROM note WHERE name = 'form'").fetchone()
    return None if row is None else str(row[0])


def _digests(opened: Source, folder: Path) -> dict[str, str]:
    """For each notice graph of the store, sorted, a digest that changes when it does."""
    from kg.build_state import digests_of_readings

    told = digests_of_readings(folder / store.STATE)
    return {graph: told.get(graph) or digest_of_graph(graph, opened) for graph in store.notice_graphs(opened)}


def _cut(text: str) -> tuple[str, str]:
    return " ".join(signs(text)), " ".join(words(text))


def _batches(graphs: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(graphs), _BATCH):
        yield graphs[at : at + _BATCH]

"""The index beside a store (``index.sqlite``): made at the first use, brought up to date notice by notice.

Each notice is known by the digest of the reading that its graph was made by, so what did not change is not looked at. What
one notice brings is written in one transaction: a run that is killed goes on where it stopped. All of it can be
made again from the store, so that deleting the file loses nothing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import store
from kg.errors import InputError
from kg.index.entries import Entry, OfNotice, digest_of_graph, of_notice, shared_things
from kg.index.tokens import signs, version, words
from kg.messages import Message, message, plural
from kg.store.sorted_streams import side_by_side

if TYPE_CHECKING:
    from kg.source import Source

FILE: Final = "index.sqlite"
_BATCH: Final = 100
"""Notices that are written in one transaction."""
_COMPARED: Final = 1_000
"""Notices of which it is known at once whether the store has them as the index has."""
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


class Behind(NamedTuple):
    """How many notices an index does not know yet, or not as they are, and how many it knows though they are gone."""

    fresh: int
    gone: int

    def __bool__(self) -> bool:
        return bool(self.fresh or self.gone)

    @property
    def sentence(self) -> Message:
        """Both counts in words."""
        return plural(
            "{count} notice new or changed, {gone} gone",
            "{count} notices new or changed, {gone} gone",
            self.fresh,
            gone=self.gone,
        )


class Index:
    """One index, open. Get it from :func:`opened`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db = connection

    def behind(self, opened: Source, folder: Path) -> Behind:
        """In what the index differs from the store ``opened``, which lies in ``folder``."""
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS behind (graph TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID")
        with self.db:
            self.db.execute("DELETE FROM temp.behind")
        # A transaction for each batch: others may write meanwhile, and what is compared never stands in memory.
        differences = self._differences(opened, folder)
        while some := list(islice(differences, _COMPARED)):
            with self.db:
                self.db.executemany("INSERT INTO temp.behind VALUES (?, ?)", some)
        query = "SELECT count(digest), count(*) - count(digest) FROM temp.behind"
        return Behind(*self.db.execute(query).fetchone())

    def _differences(self, opened: Source, folder: Path) -> Iterator[tuple[str, str | None]]:
        """Graphs, sorted, that are new or changed, with their digests, and those that are gone, with None."""
        for graph, wanted, known in side_by_side(_digests(opened, folder), self._known()):
            if wanted != known:
                yield graph, wanted

    def _known(self) -> Iterator[tuple[str, str]]:
        """The graphs that the index knows, sorted, with their digests. The file is free between one piece and the next."""
        query, last = "SELECT graph, digest FROM notice WHERE graph > ? ORDER BY graph LIMIT ?", ""
        while rows := self.db.execute(query, (last, _COMPARED)).fetchall():
            yield from rows
            last = rows[-1][0]

    def _to_do(self, condition: str) -> Iterator[list[tuple[str, str]]]:
        """Graphs in which the index is behind, sorted, with their digests, some at a time."""
        query, last = (
            f"SELECT graph, digest FROM temp.behind WHERE graph > ? AND {condition} ORDER BY graph LIMIT ?",
            "",
        )
        while rows := self.db.execute(query, (last, _BATCH)).fetchall():
            yield rows
            last = rows[-1][0]

    def update(self, opened: Source, folder: Path, tick: Callable[[str], None] = lambda _: None) -> Behind:
        """Bring the index up to date with the store; return what it was behind. ``tick`` is called for each notice."""
        behind = self.behind(opened, folder)
        settled = self.db.execute("SELECT value FROM note WHERE name = 'settled'").fetchone() is not None
        if not behind and settled:
            return behind
        with self._transaction():
            self.db.execute("DELETE FROM note WHERE name = 'settled'")
        for rows in self._to_do("digest IS NULL"):
            with self._transaction():
                for graph, _ in rows:
                    self._forget_notice(graph)
        for rows in self._to_do("digest IS NOT NULL"):
            with self._transaction():
                for graph, digest in rows:
                    self._forget_notice(graph)
                    self._put_notice(graph, digest, of_notice(graph, opened))
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
    if not path.exists() and not writable(folder):
        raise InputError(
            message(
                "The store {folder} has no index, and none can be made in it, since it cannot be written: search a copy of it, "
                "or run kg search once where it can be.",
                folder=folder,
            )
        )
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=_WAIT)
        _prepare(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if "fts5" in str(error):
            raise InputError(
                message("This Python's SQLite has no full-text search (FTS5); kg search needs it.")
            ) from error
        raise InputError(
            message(
                "The index {path} cannot be used ({error}); it can be deleted: the next use makes it anew.",
                path=path,
                error=error,
            )
        ) from error
    with closing(connection):
        try:
            yield Index(connection)
        except sqlite3.Error as error:
            raise InputError(
                message(
                    "The index {path} cannot be read or written ({error}); it can be deleted: the next use makes it anew.",
                    path=path,
                    error=error,
                )
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


def _digests(opened: Source, folder: Path) -> Iterator[tuple[str, str]]:
    """The notice graphs of the store, sorted, each with a digest that changes when it does."""
    from kg.store.state_readers import digests_of_readings

    there = ((graph, True) for graph in store.notice_graphs(opened))
    for graph, is_there, told in side_by_side(there, digests_of_readings(folder / store.STATE)):
        if is_there:
            yield graph, told or digest_of_graph(graph, opened)


def _cut(text: str) -> tuple[str, str]:
    return " ".join(signs(text)), " ".join(words(text))

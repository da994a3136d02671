"""What a store remembers about its builds: which notice was read from where, by which version, and what it brought in.

Kept beside the quads in SQLite, and never held in memory as a whole. It is written *before* the store: with what a
batch of notices changes here, the plan of what is to be done there is committed (``pending``), and taken out when that
is done. Who finds a plan carries it out, which may mean once more and then changes nothing (``kg.store.batches``).

Entities are described in one graph by every notice that mentions them, so each line there is counted: it goes when the
last notice that brought it in goes. Thereby a store that was updated equals one that was built afresh.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import InputError, KgError
from kg.messages import message
from kg.store.file_memory import FileMemory

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
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS replaced (
    iri TEXT PRIMARY KEY,        -- a notice that another text took the place of, or a directive of it
    notice TEXT NOT NULL,        -- IRI of the notice that stands there now
    quote TEXT NOT NULL,         -- the words of the directive; empty for the notice itself
    addressees TEXT NOT NULL     -- as written, with 、 between them
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS replaced_notice ON replaced (notice);
CREATE TEMP TABLE taken (id TEXT PRIMARY KEY) WITHOUT ROWID;    -- notices that this build has seen
CREATE TEMP TABLE claimed (id TEXT PRIMARY KEY) WITHOUT ROWID;  -- notices that are being worked out
CREATE TEMP TABLE seen (path TEXT PRIMARY KEY) WITHOUT ROWID;   -- what stands where, so far
CREATE TEMP TABLE gone (path TEXT PRIMARY KEY) WITHOUT ROWID;   -- what stood where it was looked for, and does no more
"""
# All that begins with "root/" stands before "root0", and so on: these are the signs that follow / ! and #.
_UNDER: Final = "(path >= :root AND path < :root || '0' AND ({}))".format(  # a range first, for the index
    " OR ".join(
        (
            "path = :root",
            *(f"(path >= :root || '{sign}' AND path < :root || '{next_}')" for sign, next_ in ("/0", '!"', "#$")),
        )
    )
)
"""Of the table ``source``: what lies at ``:root``, in that folder, or in that archive or table."""
_PENDING: Final = "pending"
_CODE: Final = "code"
_WORDS: Final = "words"
_HASH: Final = 16


@dataclass(frozen=True, slots=True)
class Record:
    """One notice as the store holds it. ``entities`` are its lines in the entity graph, see ``packed_lines``."""

    id: str
    reading: str
    graph: str
    quads: int
    findings: Mapping[str, int]
    source: str
    path: str
    entities: bytes


class Before(NamedTuple):
    """A notice or directive that is no more. ``by`` is the IRI of the notice that stands in its notice's place; a directive has its
    words and ``addressees`` (as written, 、 between them), a notice has neither."""

    iri: str
    by: str
    quote: str
    addressees: str


def packed_lines(lines: bytes) -> bytes:
    """N-Quads lines as a record keeps them."""
    return zlib.compress(lines, 1)


def line_hashes(lines: bytes) -> bytes:
    """What each of the N-Quads ``lines`` is counted under, 16 bytes a line, one after another."""
    return b"".join([hashlib.sha256(line).digest()[:_HASH] for line in lines.split(b"\n") if line])


class BuildState:
    """The memory of one store. Changes become lasting with :meth:`commit` only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        # What a long build has seen goes to a file when it outgrows the cache, not into memory.
        self._db.execute("PRAGMA temp_store = FILE")
        self._db.executescript(_SCHEMA)
        self.files = FileMemory(connection)
        self._changes: Counter[bytes] = Counter()  # hash of an entity line -> notices more, or fewer, that bring it
        self._released: dict[bytes, bytes] = {}  # hash -> line, of those that a notice has let go

    def commit(self) -> None:
        """Make everything since the last commit lasting."""
        self._db.commit()

    def roll_back(self) -> None:
        """Forget everything since the last commit."""
        self._db.rollback()
        self._changes.clear()
        self._released.clear()

    # ── notes and plans ──

    def note(self, name: str) -> str | None:
        """A single value remembered under ``name``, or None."""
        row = self._db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_note(self, name: str, value: str | None) -> None:
        """Remember ``value`` under ``name``; with None, nothing."""
        if value is None:
            self._db.execute("DELETE FROM note WHERE name = ?", (name,))
        else:
            self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def notes(self, start: str) -> list[tuple[str, str]]:
        """Name and value of all notes whose names begin with ``start``, by name."""
        # No name goes on with the last code point there is.
        between = "SELECT name, value FROM note WHERE name >= ? AND name < ? ORDER BY name"
        return [(str(name), str(value)) for name, value in self._db.execute(between, (start, f"{start}\U0010ffff"))]

    @property
    def pending(self) -> str | None:
        """The plan that the store may not hold yet, as it was given; None where there is none."""
        return self.note(_PENDING)

    @pending.setter
    def pending(self, plan: str | None) -> None:
        self.set_note(_PENDING, plan)

    @property
    def version(self) -> tuple[str, str]:
        """Versions of the code and of the user's words that the last build read by; empty where none is remembered."""
        return self.note(_CODE) or "", self.note(_WORDS) or ""

    @version.setter
    def version(self, version: tuple[str, str]) -> None:
        for name, value in zip((_CODE, _WORDS), version, strict=True):
            if self.note(name) != value:
                self.set_note(name, value)

    # ── what this build has seen ──

    def take(self, notice: str) -> None:
        """This build has seen ``notice``."""
        self._db.execute("INSERT OR IGNORE INTO temp.taken VALUES (?)", (notice,))

    def is_taken(self, notice: str) -> bool:
        """Whether this build has seen ``notice``."""
        return self._db.execute("SELECT 1 FROM temp.taken WHERE id = ?", (notice,)).fetchone() is not None

    def claim(self, notice: str) -> bool:
        """Say that ``notice`` is going to be worked out; False where it was said before, or it is taken."""
        if self.is_taken(notice):
            return False
        return self._db.execute("INSERT OR IGNORE INTO temp.claimed VALUES (?)", (notice,)).rowcount > 0

    def see(self, path: str) -> None:
        """``path`` is there."""
        self._db.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", (path,))

    def forget_seen(self) -> None:
        """Nothing was seen so far."""
        self._db.execute("DELETE FROM temp.seen")

    def unseen_under(self, root: str) -> Iterator[tuple[str, str]]:
        """Path and notice of what was once read from ``root`` (that file, its members, or what lies in that folder) and
        was not seen. What is asked for may change what is remembered: each path is given once."""
        query = f"SELECT path, notice FROM source WHERE {_UNDER} AND path > :last ORDER BY path LIMIT 500"
        last = ""
        while rows := self._db.execute(query, {"root": root, "last": last}).fetchall():
            for path, notice in rows:
                last = path
                if self._db.execute("SELECT 1 FROM temp.seen WHERE path = ?", (path,)).fetchone() is None:
                    yield path, notice

    def note_gone(self, root: str, unclear: Iterable[str]) -> None:
        """What lay under ``root`` (see ``unseen_under``) and was not seen is gone, but for what lies at or in ``unclear``."""
        self._db.execute("DELETE FROM temp.gone WHERE path IN (SELECT path FROM temp.seen)")
        unseen = f"SELECT path FROM source WHERE {_UNDER} AND path NOT IN (SELECT path FROM temp.seen)"
        self._db.execute(f"INSERT OR IGNORE INTO temp.gone {unseen}", {"root": root})
        for path in unclear:
            self._db.execute(f"DELETE FROM temp.gone WHERE {_UNDER}", {"root": path})

    def gone(self, most: int) -> tuple[int, tuple[str, ...]]:
        """How many notices are nowhere any more, as far as was looked, and the sources of the first ``most`` by path.

        A notice that some other path holds, or held when that was last read, is not gone.
        """
        elsewhere = (
            "SELECT 1 FROM source AS other WHERE other.notice = source.notice "
            "AND other.path NOT IN (SELECT path FROM temp.gone)"
        )
        found = f"FROM temp.gone CROSS JOIN source USING (path) WHERE NOT EXISTS ({elsewhere})"  # from the few
        (count,) = self._db.execute(f"SELECT count(DISTINCT notice) {found}").fetchone()
        query = (
            f"SELECT notice.source FROM (SELECT notice AS id, min(path) AS first {found} GROUP BY notice) "
            "JOIN notice USING (id) ORDER BY first LIMIT ?"
        )
        return int(count), tuple(str(source) for (source,) in self._db.execute(query, (most,)))

    def notices_under(self, roots: Iterable[str]) -> int:
        """How many notices were once read from ``roots`` (see ``unseen_under``), each counted once."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS here (id TEXT PRIMARY KEY) WITHOUT ROWID")
        for root in roots:
            query = f"INSERT OR IGNORE INTO temp.here SELECT notice FROM source WHERE {_UNDER}"
            self._db.execute(query, {"root": root})
        (found,) = self._db.execute("SELECT count(*) FROM temp.here").fetchone()
        self._db.execute("DELETE FROM temp.here")
        return int(found)

    def has_rows_under(self, root: str) -> bool:
        """Whether a row of a table (or a part of a file) was once read from ``root``."""
        query = f"SELECT 1 FROM source WHERE {_UNDER} AND path LIKE '%#%' LIMIT 1"
        return self._db.execute(query, {"root": root}).fetchone() is not None

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

    def notice_at(self, path: str) -> str | None:
        """Id of the notice that ``path`` held when it was last read, or None."""
        row = self._db.execute("SELECT notice FROM source WHERE path = ?", (path,)).fetchone()
        return None if row is None else str(row[0])

    def paths_of(self, notice: str) -> tuple[str, ...]:
        """All paths that hold ``notice``, sorted."""
        rows = self._db.execute("SELECT path FROM source WHERE notice = ? ORDER BY path", (notice,))
        return tuple(str(row[0]) for row in rows)

    def set_path(self, path: str, notice: str) -> None:
        """Remember that ``path`` now holds ``notice``."""
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (path, notice))

    def forget_path(self, path: str) -> None:
        """Remember nothing of ``path``."""
        self._db.execute("DELETE FROM source WHERE path = ?", (path,))

    def put(self, record: Record, hashes: bytes) -> None:
        """Remember ``record`` in place of what was known of it; ``hashes`` are those of its entity lines."""
        self._release(record.id)
        for start in range(0, len(hashes), _HASH):
            self._changes[hashes[start : start + _HASH]] += 1
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
        self._db.execute("DELETE FROM source WHERE notice = ?", (notice,))

    def note_replaced(self, before: Iterable[Before]) -> None:
        """Remember what is no more, and of what it took the place of itself that it is yet another notice which stands there."""
        for one in before:
            if not one.quote:
                self._db.execute("UPDATE replaced SET notice = ? WHERE notice = ?", (one.by, one.iri))
            self._db.execute("INSERT OR REPLACE INTO replaced VALUES (?, ?, ?, ?)", one)

    def _release(self, notice: str) -> None:
        """Count the entity lines of ``notice`` down."""
        row = self._db.execute("SELECT entities FROM notice WHERE id = ?", (notice,)).fetchone()
        for line in zlib.decompress(row[0]).split(b"\n") if row is not None else ():
            if line:
                (key,) = (line_hashes(line),)
                self._changes[key] -= 1
                self._released[key] = line

    def settle_lines(self) -> tuple[str, ...]:
        """Bring the counts of entity lines up to date; return those, sorted, that nobody brings in any more."""
        self._db.executemany(
            "INSERT INTO entity_line VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET notices = notices + excluded.notices",
            [(key, change) for key, change in sorted(self._changes.items()) if change],
        )
        stale = []
        for key, line in self._released.items():
            if self._db.execute("DELETE FROM entity_line WHERE hash = ? AND notices <= 0", (key,)).rowcount:
                stale.append(line.decode("utf-8"))
        self._changes.clear()
        self._released.clear()
        return tuple(sorted(stale))

    # ── the whole ──

    def totals(self) -> tuple[int, Counter[str]]:
        """Number of notices in the store, and findings of each kind in all of them."""
        findings: Counter[str] = Counter()
        notices = 0
        for (row,) in self._db.execute("SELECT findings FROM notice"):
            findings.update(json.loads(row))
            notices += 1
        return notices, findings

    def quads(self) -> int:
        """Number of quads in the graphs of all notices."""
        return int(self._db.execute("SELECT coalesce(sum(quads), 0) FROM notice").fetchone()[0])

    def sources(self) -> int:
        """Number of paths that hold a notice."""
        return int(self._db.execute("SELECT count(*) FROM source").fetchone()[0])

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
        """The counts of entity lines beside the lines that are ``there``, and beside those that notices bring.

        How many that are counted are not there, how many are there that are not counted, and how many are not counted
        as often as notices bring them.
        """
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS line (hash BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID")
        missing = "SELECT count(*) FROM entity_line WHERE hash NOT IN (SELECT hash FROM temp.line)"
        extra = "SELECT count(*) FROM temp.line WHERE hash NOT IN (SELECT hash FROM entity_line)"
        miscounted = (
            "SELECT count(*) FROM (SELECT hash, notices FROM entity_line EXCEPT SELECT hash, times FROM temp.line)"
        )
        self._fill(there)
        found = [int(self._db.execute(query).fetchone()[0]) for query in (missing, extra)]
        self._fill(self._entity_lines())
        wrong = [int(self._db.execute(query).fetchone()[0]) for query in (miscounted, extra)]
        return found[0], found[1], sum(wrong)

    def _fill(self, lines: Iterable[bytes]) -> None:
        self._db.execute("DELETE FROM temp.line")
        query = "INSERT INTO temp.line VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET times = times + 1"
        self._db.executemany(query, ((line_hashes(line),) for line in lines))

    def _entity_lines(self) -> Iterator[bytes]:
        """The entity lines of all notices, one notice after another."""
        for (packed,) in self._db.execute("SELECT entities FROM notice"):
            yield from (line for line in zlib.decompress(packed).split(b"\n") if line)

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


@contextmanager
def opened(path: Path) -> Iterator[BuildState]:
    """The memory in the SQLite file ``path``, made if missing. Uncommitted changes are dropped at the end.

    Raises InputError where the file is damaged or cannot be opened, KgError where it cannot be written on.
    """
    connection = None
    try:
        connection = sqlite3.connect(path)
        state = BuildState(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise InputError(
            message(
                "{path} cannot be used ({error}); delete it, and the next build reads everything again.",
                path=path,
                error=error,
            )
        ) from error
    try:
        yield state
    except sqlite3.Error as error:
        raise KgError(
            message(
                "{path} could not be written ({error}); make room, and the same command goes on from here.",
                path=path,
                error=error,
            )
        ) from error
    finally:
        connection.close()


def note_in(path: Path, name: str) -> str | None:
    """What the memory ``path`` holds as a note ``name``, without changing it; None where there is none.

    Raises InputError where the file is damaged.
    """
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            row = db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
    except sqlite3.Error as error:
        raise InputError(
            message(
                "{path} cannot be read ({error}); delete it, and the next build reads everything again",
                path=path,
                error=error,
            )
        ) from error
    return None if row is None else str(row[0])


def replaced(path: Path, iri: str) -> Before | None:
    """What the memory in the file ``path`` knows of the notice or directive ``iri`` that is no more; None where it knows nothing."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        row = db.execute("SELECT iri, notice, quote, addressees FROM replaced WHERE iri = ?", (iri,)).fetchone()
        return None if row is None else Before(*map(str, row))
    return None


def digests_of_readings(path: Path) -> Iterator[tuple[str, str]]:
    """For each notice graph that a build made, sorted, a digest of what it was made from; none where ``path`` is no memory.

    Two graphs of one notice with the same digest hold the same. Graphs that an interrupted build was about to change are
    left out: what the store holds of them is not known here.
    """
    # A memory that cannot be read says nothing of the notices after that place: they are looked at themselves.
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        plan = db.execute("SELECT value FROM note WHERE name = ?", (_PENDING,)).fetchone()
        unsure = _graphs_in(plan[0]) if plan is not None else frozenset()
        for graph, reading, source in db.execute("SELECT graph, reading, source FROM notice ORDER BY graph"):
            if graph not in unsure:
                yield graph, hashlib.sha256(f"{reading}\0{source}".encode()).hexdigest()


def _graphs_in(plan: str) -> frozenset[str]:
    """The graphs that a plan (``kg.store.batches.Plan``, as JSON) touches."""
    value = json.loads(plan)
    coming = [graph for each in value["coming"] for graph in (each["graph"], *each["instead"])]
    return frozenset((*coming, *value["going"]))

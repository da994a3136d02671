"""What was found in each file of an input when it was last taken in whole, beside a digest of its bytes. (文件记忆)

Part of a store's memory (``kg.store.build_state``), in the same SQLite file and the same transactions. A file stands here with
its digest only while all that was found in it was taken in; until then, and where anything failed, it has none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS file (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,   -- absolute
    digest TEXT                  -- of its bytes and of all that decides how they are read; NULL where it must be read
);
CREATE TABLE IF NOT EXISTS entry (
    file INTEGER NOT NULL,
    place INTEGER NOT NULL,      -- in the order of the file, from 0
    suffix TEXT NOT NULL,        -- what stands behind the file's name in the source: !member, #row; or nothing
    notice TEXT NOT NULL,
    reading TEXT NOT NULL,       -- as in the table notice: what its graph must have been made from
    PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_suffix ON entry (file, suffix);
CREATE TEMP TABLE met (path TEXT PRIMARY KEY) WITHOUT ROWID;  -- files that this build has come to
"""
_AT_ONCE: Final = 500


class Entry(NamedTuple):
    """A notice that stands in a file, by id; where in it (see the schema), and the digest of its reading."""

    suffix: str
    notice: str
    reading: str


class FileMemory:
    """The memory of files in one open state. Changes become lasting when the state is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def meet(self, path: str) -> bool:
        """This build has come to ``path``; whether that is for the first time."""
        return self._db.execute("INSERT OR IGNORE INTO temp.met VALUES (?)", (path,)).rowcount > 0

    def entries(self, path: str, digest: str) -> Iterator[Entry]:
        """What was found in ``path`` when it had ``digest``, in order; nothing where that is not known."""
        query = (
            "SELECT place, suffix, notice, reading FROM file JOIN entry ON file = number "
            "WHERE path = ? AND digest = ? AND place > ? ORDER BY place LIMIT ?"
        )
        last = -1
        while rows := self._db.execute(query, (path, digest, last, _AT_ONCE)).fetchall():
            for _, suffix, notice, reading in rows:
                yield Entry(suffix, notice, reading)
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1][0]

    def digest_where(self, path: str, suffix: str, notice: str) -> str | None:
        """The digest of ``path`` when ``notice`` was last found in it behind ``suffix``; None where that was not so."""
        query = (  # SQLite would go through the file's entries from the first
            "SELECT digest FROM file JOIN entry INDEXED BY entry_suffix ON file = number "
            "WHERE path = ? AND suffix = ? AND notice = ?"
        )
        row = self._db.execute(query, (path, suffix, notice)).fetchone()
        return None if row is None else row[0]

    def begin(self, path: str) -> int:
        """``path`` is being read: what was known of it holds no longer. Its number here."""
        self._db.execute("INSERT INTO file (path) VALUES (?) ON CONFLICT (path) DO UPDATE SET digest = NULL", (path,))
        ((number,),) = self._db.execute("SELECT number FROM file WHERE path = ?", (path,)).fetchall()
        self._db.execute("DELETE FROM entry WHERE file = ?", (number,))
        return int(number)

    def add(self, file: int, place: int, entry: Entry) -> None:
        """Remember ``entry`` at ``place`` of the file with this number."""
        self._db.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (file, place, *entry))

    def finish(self, file: int, digest: str) -> None:
        """All that the file holds was taken in; it had ``digest``."""
        self._db.execute("UPDATE file SET digest = ? WHERE number = ?", (digest, file))

    def forget_unmet(self, root: str) -> None:
        """Remember nothing of files at ``root``, or in that folder, to which this build has not come."""
        gone = (
            "SELECT number FROM file WHERE (path = :root OR path >= :root || '/' AND path < :root || '0') "
            "AND path NOT IN (SELECT path FROM temp.met)"
        )
        self._db.execute(f"DELETE FROM entry WHERE file IN ({gone})", {"root": root})
        self._db.execute(f"DELETE FROM file WHERE number IN ({gone})", {"root": root})

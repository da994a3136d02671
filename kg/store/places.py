"""Where notices stood when they were last read: one notice at each path, member of an archive, or row of a table. (出处)

Part of a store's memory (``kg.store.build_state``), in the same SQLite file and the same transactions. Paths are absolute; behind
that of an archive or table stands the member (``!name``), the row or part (``#7``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS source (
    path TEXT PRIMARY KEY,       -- absolute path of the file, with the member or row where it is a container
    notice TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS source_notice ON source (notice);
CREATE TEMP TABLE here (id TEXT PRIMARY KEY) WITHOUT ROWID;  -- notices that are being counted
"""
# All that begins with "root/" stands before "root0", and so on: these are the signs that follow / ! and #.
UNDER: Final = "(path >= :root AND path < :root || '0' AND ({}))".format(  # a range first, for the index
    " OR ".join(
        (
            "path = :root",
            *(f"(path >= :root || '{sign}' AND path < :root || '{next_}')" for sign, next_ in ("/0", '!"', "#$")),
        )
    )
)
"""Of a table with a column ``path``: what lies at ``:root``, in that folder, or in that archive or table."""


class Places:
    """The places of one open state. Changes become lasting when the state is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def notice_at(self, path: str) -> str | None:
        """Id of the notice that ``path`` held when it was last read, or None."""
        row = self._db.execute("SELECT notice FROM source WHERE path = ?", (path,)).fetchone()
        return None if row is None else str(row[0])

    def paths_of(self, notice: str) -> tuple[str, ...]:
        """All paths that hold ``notice``, sorted."""
        rows = self._db.execute("SELECT path FROM source WHERE notice = ? ORDER BY path", (notice,))
        return tuple(str(row[0]) for row in rows)

    def put(self, path: str, notice: str) -> None:
        """Remember that ``path`` now holds ``notice``."""
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (path, notice))

    def forget(self, path: str) -> None:
        """Remember nothing of ``path``."""
        self._db.execute("DELETE FROM source WHERE path = ?", (path,))

    def forget_notice(self, notice: str) -> None:
        """Remember no path that holds ``notice``."""
        self._db.execute("DELETE FROM source WHERE notice = ?", (notice,))

    def count(self) -> int:
        """Number of paths that hold a notice."""
        return int(self._db.execute("SELECT count(*) FROM source").fetchone()[0])

    def notices_under(self, roots: Iterable[str]) -> int:
        """How many notices were once read from ``roots`` (those paths, their members, or what lies in those folders), each
        counted once."""
        for root in roots:
            query = f"INSERT OR IGNORE INTO temp.here SELECT notice FROM source WHERE {UNDER}"
            self._db.execute(query, {"root": root})
        (found,) = self._db.execute("SELECT count(*) FROM temp.here").fetchone()
        self._db.execute("DELETE FROM temp.here")
        return int(found)

    def has_rows_under(self, root: str) -> bool:
        """Whether a row of a table (or a part of a file) was once read from ``root``."""
        query = f"SELECT 1 FROM source WHERE {UNDER} AND path LIKE '%#%' LIMIT 1"
        return self._db.execute(query, {"root": root}).fetchone() is not None

"""What a build has seen so far: which notices it has taken in, what stands where it has looked, and what does no more. (本次所见)

Beside a store's memory (``kg.store.build_state``), in tables that are gone with the build: on disk where they outgrow the cache.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from kg.store.places import UNDER

_SCHEMA: Final = """
CREATE TEMP TABLE taken (id TEXT PRIMARY KEY) WITHOUT ROWID;    -- notices that this build has seen
CREATE TEMP TABLE claimed (id TEXT PRIMARY KEY) WITHOUT ROWID;  -- notices that are being worked out
CREATE TEMP TABLE seen (path TEXT PRIMARY KEY) WITHOUT ROWID;   -- what stands where, so far
CREATE TEMP TABLE gone (path TEXT PRIMARY KEY) WITHOUT ROWID;   -- what stood where it was looked for, and does no more
"""
_AT_ONCE: Final = 500


class Seen:
    """What one build has seen, beside what is remembered of the builds before it (``kg.store.places``)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    # ── notices ──

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

    # ── places ──

    def meet(self, path: str) -> None:
        """``path`` is there."""
        self._db.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", (path,))

    def forget_met(self) -> None:
        """No path was met so far."""
        self._db.execute("DELETE FROM temp.seen")

    def unmet_under(self, root: str) -> Iterator[tuple[str, str]]:
        """Path and notice of what was once read from ``root`` (that file, its members, or what lies in that folder) and
        was not met. What is asked for may change what is remembered: each path is given once."""
        query = f"SELECT path, notice FROM source WHERE {UNDER} AND path > :last ORDER BY path LIMIT {_AT_ONCE}"
        last = ""
        while rows := self._db.execute(query, {"root": root, "last": last}).fetchall():
            for path, notice in rows:
                last = path
                if self._db.execute("SELECT 1 FROM temp.seen WHERE path = ?", (path,)).fetchone() is None:
                    yield path, notice

    def note_gone(self, root: str, unclear: Iterable[str]) -> None:
        """What lay under ``root`` (see ``unmet_under``) and was not met is gone, but for what lies at or in ``unclear``."""
        self._db.execute("DELETE FROM temp.gone WHERE path IN (SELECT path FROM temp.seen)")
        unmet = f"SELECT path FROM source WHERE {UNDER} AND path NOT IN (SELECT path FROM temp.seen)"
        self._db.execute(f"INSERT OR IGNORE INTO temp.gone {unmet}", {"root": root})
        for path in unclear:
            self._db.execute(f"DELETE FROM temp.gone WHERE {UNDER}", {"root": path})

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

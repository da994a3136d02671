"""How many notices bring in each line on things that notices share, so that it goes when the last of them goes. (共有语句)

Part of a store's memory (``kg.store.build_state``), in the same SQLite file and the same transactions. Entities are described in
one graph by every notice that mentions them. Since each line there is counted, a store that was updated equals one that was
built afresh.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS entity_line (
    hash BLOB PRIMARY KEY,       -- first 16 bytes of the line's SHA-256
    notices INTEGER NOT NULL     -- how many notices bring the line in
) WITHOUT ROWID;
CREATE TEMP TABLE line (hash BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID;  -- lines that are compared with these
"""
_HASH: Final = 16


def packed_lines(lines: bytes) -> bytes:
    """N-Quads lines as a record of a notice keeps them."""
    return zlib.compress(lines, 1)


def unpacked_lines(packed: bytes) -> Iterator[bytes]:
    """The lines, without line feeds, that ``packed_lines`` packed."""
    return (line for line in zlib.decompress(packed).split(b"\n") if line)


def line_hashes(lines: bytes) -> bytes:
    """What each of the N-Quads ``lines`` is counted under, 16 bytes a line, one after another."""
    return b"".join([hashlib.sha256(line).digest()[:_HASH] for line in lines.split(b"\n") if line])


class EntityLines:
    """The counts of one open state, and how they change until they are settled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)
        self._changes: Counter[bytes] = Counter()  # hash -> notices more, or fewer, that bring the line
        self._released: dict[bytes, bytes] = {}  # hash -> line, of those that a notice has let go

    def bring(self, hashes: bytes) -> None:
        """A notice brings the lines with these ``hashes`` (``line_hashes``)."""
        for start in range(0, len(hashes), _HASH):
            self._changes[hashes[start : start + _HASH]] += 1

    def release(self, packed: bytes) -> None:
        """A notice brings these lines (``packed_lines``) no more."""
        for line in unpacked_lines(packed):
            key = line_hashes(line)
            self._changes[key] -= 1
            self._released[key] = line

    def forget_changes(self) -> None:
        """Nothing was brought or released since the counts were last settled."""
        self._changes.clear()
        self._released.clear()

    def settle(self) -> tuple[str, ...]:
        """Bring the counts up to date; return the lines, sorted, that nobody brings in any more."""
        self._db.executemany(
            "INSERT INTO entity_line VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET notices = notices + excluded.notices",
            [(key, change) for key, change in sorted(self._changes.items()) if change],
        )
        stale = []
        for key, line in self._released.items():
            if self._db.execute("DELETE FROM entity_line WHERE hash = ? AND notices <= 0", (key,)).rowcount:
                stale.append(line.decode("utf-8"))
        self.forget_changes()
        return tuple(sorted(stale))

    def compare(self, there: Iterable[bytes], brought: Iterable[bytes]) -> tuple[int, int, int]:
        """The counts beside the lines that are ``there``, and beside those that notices have ``brought`` (packed, by notice).

        How many that are counted are not there, how many are there that are not counted, and how many are not counted
        as often as notices bring them.
        """
        missing = "SELECT count(*) FROM entity_line WHERE hash NOT IN (SELECT hash FROM temp.line)"
        extra = "SELECT count(*) FROM temp.line WHERE hash NOT IN (SELECT hash FROM entity_line)"
        miscounted = (
            "SELECT count(*) FROM (SELECT hash, notices FROM entity_line EXCEPT SELECT hash, times FROM temp.line)"
        )
        self._fill(there)
        not_there, not_counted = self._number(missing), self._number(extra)
        self._fill(line for packed in brought for line in unpacked_lines(packed))
        return not_there, not_counted, self._number(miscounted) + self._number(extra)

    def _fill(self, lines: Iterable[bytes]) -> None:
        self._db.execute("DELETE FROM temp.line")
        query = "INSERT INTO temp.line VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET times = times + 1"
        self._db.executemany(query, ((line_hashes(line),) for line in lines))

    def _number(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

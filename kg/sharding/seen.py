"""Which texts a run has seen, however many: on disk, past a bounded cache. (已读)"""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Final

from kg.errors import KgError
from kg.messages import message

_CACHE_KB: Final = 65_536


class Seen:
    """Ids of notices (16 hex digits). SQLite keeps them in a file without a name, which goes with the process."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        # It is of use to this run only: nothing to be undone, nothing to be safe.
        self._db.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE_KB};"
            "CREATE TABLE seen (id INTEGER PRIMARY KEY);"
        )

    def __enter__(self) -> Seen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def add(self, notice: str) -> bool:
        """Whether the id ``notice`` is new; it is seen from now on. Raises KgError where there is no room."""
        number = int(notice, 16) - (1 << 63)  # SQLite's numbers have a sign
        try:
            return self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (number,)).rowcount > 0
        except sqlite3.Error as error:
            raise KgError(
                message(
                    "The folder for temporary files cannot take the list of texts that were seen ({error}); make "
                    "room there, or name another in SQLITE_TMPDIR.",
                    error=error,
                )
            ) from error

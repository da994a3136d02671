"""Single values that a store remembers by name: versions, options, and the plan that it may not hold yet. (记事)

Part of a store's memory (``kg.store.build_state``), in the same SQLite file and the same transactions.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS note (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
"""
PENDING: Final = "pending"
"""The name of the plan."""
_CODE: Final = "code"
_WORDS: Final = "words"


class Notes:
    """The notes of one open state. Changes become lasting when the state is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def get(self, name: str) -> str | None:
        """What is remembered under ``name``, or None."""
        return value_in(self._db, name)

    def put(self, name: str, value: str | None) -> None:
        """Remember ``value`` under ``name``; with None, nothing."""
        if value == self.get(name):
            return
        if value is None:
            self._db.execute("DELETE FROM note WHERE name = ?", (name,))
        else:
            self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def beginning_with(self, start: str) -> list[tuple[str, str]]:
        """Name and value of all notes whose names begin with ``start``, by name."""
        # No name goes on with the last code point there is.
        between = "SELECT name, value FROM note WHERE name >= ? AND name < ? ORDER BY name"
        return [(str(name), str(value)) for name, value in self._db.execute(between, (start, f"{start}\U0010ffff"))]

    @property
    def pending(self) -> str | None:
        """The plan that the store may not hold yet, as it was given; None where there is none."""
        return self.get(PENDING)

    @pending.setter
    def pending(self, plan: str | None) -> None:
        self.put(PENDING, plan)

    @property
    def version(self) -> tuple[str, str]:
        """Versions of the code and of the user's words that the last build read by; empty where none is remembered."""
        return self.get(_CODE) or "", self.get(_WORDS) or ""

    @version.setter
    def version(self, version: tuple[str, str]) -> None:
        for name, value in zip((_CODE, _WORDS), version, strict=True):
            self.put(name, value)


def value_in(connection: sqlite3.Connection, name: str) -> str | None:
    """What the memory behind ``connection``, perhaps opened by others than builds, holds as a note ``name``."""
    row = connection.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])

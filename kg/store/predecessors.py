"""Notices and directives that are no more, since another text took their place; and which notice stands there now. (前身)

Part of a store's memory (``kg.store.build_state``), in the same SQLite file and the same transactions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS replaced (
    iri TEXT PRIMARY KEY,        -- a notice that another text took the place of, or a directive of it
    notice TEXT NOT NULL,        -- IRI of the notice that stands there now
    quote TEXT NOT NULL,         -- the words of the directive; empty for the notice itself
    addressees TEXT NOT NULL     -- as written, with 、 between them
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS replaced_notice ON replaced (notice);
"""


class Before(NamedTuple):
    """A notice or directive that is no more. ``by`` is the IRI of the notice that stands in its notice's place; a directive has its
    words and ``addressees`` (as written, 、 between them), a notice has neither."""

    iri: str
    by: str
    quote: str
    addressees: str


class Predecessors:
    """What one open state remembers of them. Changes become lasting when the state is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)

    def note(self, before: Iterable[Before]) -> None:
        """Remember what is no more, and of what it took the place of itself that it is yet another notice which stands there."""
        for one in before:
            if not one.quote:
                self._db.execute("UPDATE replaced SET notice = ? WHERE notice = ?", (one.by, one.iri))
            self._db.execute("INSERT OR REPLACE INTO replaced VALUES (?, ?, ?, ?)", one)


def before_in(connection: sqlite3.Connection, iri: str) -> Before | None:
    """What the memory behind ``connection`` knows of the notice or directive ``iri``; None where it knows nothing."""
    query = "SELECT iri, notice, quote, addressees FROM replaced WHERE iri = ?"
    row = connection.execute(query, (iri,)).fetchone()
    return None if row is None else Before(*map(str, row))

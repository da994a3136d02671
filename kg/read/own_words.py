"""The words of this room: tables beside it, of which each row is a word and, behind a tab, its kind. (本室用词)"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.shipped_rows import shipped_rows


@cache
def words_of(table: str, kind: str | None = None) -> tuple[str, ...]:
    """The words of ``table`` that have the ``kind``, or all of them, in the order of the file. Cached."""
    rows = shipped_rows(Path(__file__).with_name(f"{table}.tsv"))
    return tuple(word for word, *others in rows if kind is None or others[:1] == [kind])

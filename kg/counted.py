"""Numbers with their nouns: 1 notice, 2 notices."""

from __future__ import annotations


def counted(count: int, one: str, many: str | None = None) -> str:
    """``count`` and what is counted. ``many`` is the plural where it is not ``one`` and an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"

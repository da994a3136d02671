"""Numbers with their nouns: 1 notice, 2 notices."""

from __future__ import annotations

from kg.messages import Message, plural


def counted(count: int, one: str, many: str | None = None) -> Message:
    """``count`` and what is counted. ``many`` is the plural where it is not ``one`` and an s."""
    return plural(f"{{count}} {one}", f"{{count}} {many or one + 's'}", count)

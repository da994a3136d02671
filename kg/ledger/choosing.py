"""Lines of the ledger by how they stand: overdue, soon due, still open, new or changed since an earlier ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from kg.ledger.columns import Clock, day, settled
from kg.ledger.comparing import NEW
from kg.ledger.lines import Line

_STANDS: Final[Mapping[str, Callable[[Line, int | None, int], bool]]] = {
    "overdue": lambda line, left, soon: not settled(line) and left is not None and left < 0,
    "soon": lambda line, left, soon: not settled(line) and left is not None and 0 <= left <= soon,
    "open": lambda line, left, soon: not settled(line),
    "new": lambda line, left, soon: line.since == NEW,
    "changed": lambda line, left, soon: bool(line.since) and line.since != NEW,
}
STANDS: Final = tuple(_STANDS)
"""How lines can stand; of which ``SINCE`` are only known beside an earlier ledger."""
SINCE: Final = ("new", "changed")


def stands_so(line: Line, wanted: Collection[str], clock: Clock, soon: int) -> bool:
    """Whether ``line`` stands as one of ``wanted`` (``STANDS``) says, on the clock's day; ``soon`` is in days."""
    left = clock.left(day(line.due))
    return any(_STANDS[word](line, left, soon) for word in wanted)

"""Two sorted streams gone through side by side, so that neither need be held in memory to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def side_by_side(
    ours: Iterable[tuple[str, A]], theirs: Iterable[tuple[str, B]]
) -> Iterator[tuple[str, A | None, B | None]]:
    """Every key of either stream, sorted, with what each has under it; None where it has nothing.

    Both are sorted by code points, and hold each key once.
    """
    left, right = iter(ours), iter(theirs)
    one, other = next(left, None), next(right, None)
    while one is not None and other is not None:
        if one[0] == other[0]:
            yield one[0], one[1], other[1]
            one, other = next(left, None), next(right, None)
        elif one[0] < other[0]:
            yield one[0], one[1], None
            one = next(left, None)
        else:
            yield other[0], None, other[1]
            other = next(right, None)
    for key, value in left if one is None else chain((one,), left):
        yield key, value, None
    for key, of_theirs in right if other is None else chain((other,), right):
        yield key, None, of_theirs

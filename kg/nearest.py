"""Where a name is none of those there are: which of them look most like it, as a part of the sentence that says so."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from kg.messages import joined, message


def nearest_told(name: str, names: Iterable[str], *, meant: str | None = None, likeness: float = 0.5) -> str:
    """The words "the nearest are: …; " with at most three of ``names``, or only that which is surely ``meant``; no word where none is near.

    ``likeness``: how much two names must have in common at least, from 0 to 1 (``difflib``'s ratio).
    """
    near = difflib.get_close_matches(name, list(names), n=3, cutoff=likeness) if meant is None else [meant]
    return message("the nearest are: {names}; ", names=joined(near)) if near else ""

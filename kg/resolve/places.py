"""The places that a notice refers to, each after those that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.model import Place
from kg.register import Register


def places_of(codes: Iterable[str | None], register: Register) -> Iterator[Place]:
    """Every place referred to, each after those that hold it, once."""
    seen: set[str] = set()
    for code in dict.fromkeys(codes):
        for place in _with_parents(code, register) if code is not None else ():
            if place.code not in seen:
                seen.add(place.code)
                yield place


@lru_cache(maxsize=8192)
def _with_parents(code: str, register: Register) -> tuple[Place, ...]:
    place = register.place(code)
    if place is None:
        return ()
    above = (register.place(parent) for parent in place.parents)
    return (*(parent for parent in above if parent is not None), place)

"""IRIs of many notices in little memory: their ids are numbers of 64 bits."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, overload

from kg.iris import is_notice

_DIGITS: Final = 16


class _Below(NamedTuple):
    """Notices of one base: what their IRIs begin with, and their ids as numbers, sorted."""

    stem: str
    ids: Sequence[int]


class NoticeGraphs(Sequence[str]):
    """The notices among some IRIs, sorted: 8 bytes each, where as strings they would take more than a hundred."""

    def __init__(self, iris: Iterable[str]) -> None:
        found: dict[str, array[int]] = {}
        for iri in iris:
            if is_notice(iri):
                found.setdefault(iri[:-_DIGITS], array("Q")).append(int(iri[-_DIGITS:], 16))
        # No base holds /notice/, so no stem begins with another one: by stem and number is by IRI.
        self._parts = [_Below(stem, array("Q", sorted(found.pop(stem)))) for stem in sorted(found)]

    def __len__(self) -> int:
        return sum(len(part.ids) for part in self._parts)

    def __iter__(self) -> Iterator[str]:
        return (f"{stem}{number:016x}" for stem, ids in self._parts for number in ids)

    def __contains__(self, iri: object) -> bool:
        if not isinstance(iri, str) or not is_notice(iri):
            return False
        number = int(iri[-_DIGITS:], 16)
        for stem, ids in self._parts:
            if stem == iri[:-_DIGITS]:
                at = bisect_left(ids, number)
                return at < len(ids) and ids[at] == number
        return False

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        left = at if at >= 0 else len(self) + at
        for stem, ids in self._parts:
            if 0 <= left < len(ids):
                return f"{stem}{ids[left]:016x}"
            left -= len(ids)
        raise IndexError(f"there is no notice number {at}")

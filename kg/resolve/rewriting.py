"""Findings copied with their places moved and their words exchanged. (改写所得)"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Final, TypeVar

from kg.model import Notice, Span

T = TypeVar("T")
_SAME_WORDS: Final[Mapping[str, str]] = {}


def rewritten(found: T, move: Callable[[Span], Span], words: Mapping[str, str] = _SAME_WORDS) -> T:
    """A copy of ``found``, nested dataclasses and tuples, with each span as ``move`` gives it, and those strings exchanged
    that ``words`` has. Notices in it stay as they are."""
    return _rewritten(found, move, words)  # type: ignore[return-value]  # it gives back the type it was given


def _rewritten(value: object, move: Callable[[Span], Span], words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, Notice):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _rewritten(getattr(value, f.name), move, words) for f in fields(value)})
    if isinstance(value, tuple):
        make: Callable[[Iterable[object]], object] = getattr(value, "_make", tuple)  # a NamedTuple stays one
        return make(_rewritten(part, move, words) for part in value)
    return value

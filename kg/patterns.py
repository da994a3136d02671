"""Regular expressions that few notices need, compiled when one does. (按需编译)

Compiling ``[一-鿿]`` takes Python 3.11 a millisecond, and importing all rooms took 100 ms of that. What most notices use is
compiled as usual: a lazy pattern costs a little more at each use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

_METHODS = ("match", "search", "fullmatch", "finditer", "sub")


class _Lazy:
    """Stands for a pattern until one of its methods is asked for, then has those of the compiled pattern."""

    __slots__ = ("source", *_METHODS)

    def __init__(self, source: str) -> None:
        self.source = source

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = re.compile(self.source)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(self, name)


def lazy(source: str) -> re.Pattern[str]:
    """A pattern that is compiled at its first use. It has ``match``, ``search``, ``fullmatch``, ``finditer`` and ``sub``.

    A faulty source raises ``re.error`` only then; ``tests/test_patterns.py`` compiles all of them.
    """
    return cast("re.Pattern[str]", _Lazy(source))


def any_of(words: Iterable[str], *, spaced: bool = False) -> str:
    """An alternation of ``words``, the longest first; ``spaced``: with any space between their characters (时 间)."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s*".join(word) if spaced else re.escape(word) for word in ordered) + ")"

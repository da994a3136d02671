"""Regular expressions that few notices need, compiled when one does. (按需编译)

Compiling ``[一-鿿]`` takes Python 3.11 a millisecond, and importing all rooms took 100 ms of that. What most notices use is
compiled as usual: a lazy pattern costs a little more at each use.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
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


def found_from(
    begins: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds, asked only where ``begins`` says that one can begin. For patterns that begin with
    what may be missing: each of their matches is tried at each character."""
    at = start
    for begin in begins.finditer(text, start, end):
        if begin.start() >= at and (match := pattern.match(text, begin.start(), end)) is not None:
            yield match
            at = match.end()


def any_of(words: Iterable[str], *, spaced: bool = False) -> str:
    """An alternation of ``words``, the longest first; ``spaced``: with any space between their characters (时 间)."""
    return f"(?:{either(words, spaced=spaced)})"


def any_but(words: Iterable[str], longer: Iterable[str]) -> str:
    """``any_of(words)``, but for a word with which one of ``longer`` begins there: 研究, and not 研究院."""
    plain, rests = set(words), dict[str, list[str]]()
    for whole in longer:
        for word in plain:
            if whole.startswith(word) and whole != word:
                rests.setdefault(word, []).append(whole.removeprefix(word))
    plain -= rests.keys()
    first = {word for word in plain if word.startswith(tuple(rests))}
    barred = [
        f"{re.escape(word)}(?!{either(rests[word])})" for word in sorted(rests, key=lambda word: (-len(word), word))
    ]
    return f"(?:{'|'.join([*filter(None, [either(first)]), *barred, *filter(None, [either(plain - first)])])})"


def each_before(words: Iterable[str], rest: str) -> str:
    """Each of ``words`` with the pattern ``rest`` behind it, without brackets around them all (see ``either``)."""
    return "|".join(re.escape(word) + rest for word in words)


def either(words: Iterable[str], *, spaced: bool = False) -> str:
    """``any_of`` without its brackets, for the top of a pattern: only where each of its forms begins with a plain
    character does ``re`` skip to where one can begin."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    if spaced:
        return "|".join(r"\s*".join(word) for word in ordered)
    rests: dict[str, list[str]] = {}  # by first characters: re tries one branch after another
    for word in ordered:
        rests.setdefault(re.escape(word[:1]), []).append(re.escape(word[1:]))
    return "|".join(first + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0]) for first, rest in rests.items())

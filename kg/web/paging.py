"""Long lists in pages: ``?page=2``."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from typing import Final

from kg.errors import InputError, UsageError
from kg.messages import message
from kg.web.addresses import with_values
from kg.web.asked import Asked

LENGTH: Final = 50
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """Page ``number`` (from 1) of a list; ``before`` and ``after`` are the queries of its neighbours, empty where there is none."""

    number: int
    before: str
    after: str

    @property
    def offset(self) -> int:
        """How many entries stand on earlier pages."""
        return (self.number - 1) * LENGTH


def number_of(asked: Asked) -> int:
    """The page that is asked for. Raises UsageError where it is no number of one."""
    written = asked.value("page") or "1"
    short = len(written) <= len(str(_MOST))  # int() refuses thousands of digits
    if not (short and written.isascii() and written.isdecimal() and 1 <= int(written) <= _MOST):
        raise UsageError(message("There is no page {page!r}.", page=written))
    return int(written)


def require_some(found: Sized, asked: Asked) -> None:
    """Return if ``found`` holds something, or the page is the first; else raise InputError: the list ends before it."""
    number = number_of(asked)
    if number > 1 and not len(found):
        raise InputError(message("There is no page {page!r}.", page=str(number)))


def part_of(asked: Asked, *, more: bool) -> Part:
    """The page that is asked for; ``more``: there is one after it."""
    number = number_of(asked)

    def query(other: int) -> str:
        return with_values("", {**asked.values, "page": "" if other == 1 else str(other)}) or "?"

    return Part(number, query(number - 1) if number > 1 else "", query(number + 1) if more else "")

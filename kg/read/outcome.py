"""What comes out beside notices: the failures, and the exceptions that lead to them inside this package."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Final

from kg.messages import Message, message


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One file, member, line or row that gave no notice.

    ``source`` is written like ``Notice.source``; ``reason`` is one sentence: which value is wrong, and what to do.
    """

    source: str
    reason: str

    @property
    def sentence(self) -> Message:
        """What could not be read, and why."""
        return message("{source}: {reason}", source=self.source, reason=self.reason)

    def __str__(self) -> str:
        return self.sentence


class Unreadable(Exception):  # noqa: N818  (never leaves this package: it becomes a ReadFailure)
    """The piece of input at hand gives no notice; the message is the failure's reason."""


# What parsers of foreign formats raise on damaged or hostile files besides their own errors. They are libraries that
# trust their input: a reference to a missing part is an AttributeError or a KeyError there, deep nesting a
# RecursionError. Listed rather than ``Exception`` so that an error of ours (NameError, ImportError) still shows.
PARSER_ERRORS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # RecursionError and NotImplementedError are among them
    TypeError,
    ValueError,  # UnicodeError is one
    struct.error,
    zlib.error,
)


def said(error: BaseException) -> str:
    """The error in a few words of one line, for the end of a reason."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 120 else words[:117] + "..."

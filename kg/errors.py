"""Errors that are the user's to mend: one sentence each (what, where, which value, what to do) and an exit code."""

from __future__ import annotations

from typing import ClassVar


class KgError(Exception):
    """Something went wrong that is no fault of the input."""

    exit_code: ClassVar[int] = 1


class UsageError(KgError):
    """The command or its options cannot be carried out as given."""

    exit_code: ClassVar[int] = 2


class InputError(KgError):
    """A file, folder or store is missing, unreadable, or not what it should be."""

    exit_code: ClassVar[int] = 3


class GateError(KgError):
    """A check that was asked for (``validate``, ``evaluate``) did not pass."""

    exit_code: ClassVar[int] = 5


class UnreachableError(KgError):
    """A service did not answer."""

    exit_code: ClassVar[int] = 6


class TimeoutExpired(KgError):  # noqa: N818  (named like the standard library's)
    """The work was ended because its time was up."""

    exit_code: ClassVar[int] = 124


def why(error: Exception) -> str:
    """What went wrong in a few words: the system's own for an OSError, without number and path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)

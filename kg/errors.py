"""Errors that are the user's to mend: one sentence each (what, where, which value, what to do) and an exit code."""

from __future__ import annotations

import errno
from typing import ClassVar, Final

from kg.messages import Message, message


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


_SYSTEM: Final = {
    errno.ENOENT: message("No such file or directory"),
    errno.EACCES: message("Permission denied"),
    errno.EPERM: message("Operation not permitted"),
    errno.EISDIR: message("Is a directory"),
    errno.ENOTDIR: message("Not a directory"),
    errno.EEXIST: message("File exists"),
    errno.ENOSPC: message("No space left on device"),
    errno.EROFS: message("Read-only file system"),
    errno.EIO: message("Input/output error"),
    errno.ENAMETOOLONG: message("File name too long"),
    errno.EMFILE: message("Too many open files"),
    errno.EADDRINUSE: message("Address already in use"),
    errno.EADDRNOTAVAIL: message("Cannot assign requested address"),
}
"""What Linux says of the usual ones, to be said in other languages."""


def why(error: BaseException) -> str:
    """What went wrong in a few words: the system's own for an OSError, without number and path. A message stays one."""
    if isinstance(error, OSError) and error.strerror:
        known = None if error.errno is None else _SYSTEM.get(error.errno)
        return known if known == error.strerror else error.strerror
    said = error.args[0] if error.args else None
    return said if isinstance(said, Message) else str(error)

"""The index beside the store, brought up to date on the way where that is soon done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kg.errors import InputError, KgError, why
from kg.index import keeping
from kg.index.keeping import Index
from kg.messages import Message, message
from kg.web.page import Shelf

_MANY: Final = 200
"""Notices that the index may be behind and still be brought up to date on the way: they take some seconds."""


@contextmanager
def opened_index(shelf: Shelf) -> Iterator[tuple[Index, Message | None]]:
    """The index of the store, and what is to be said where it is behind it. Raises KgError where it cannot be used."""
    folder = shelf.place.store
    try:
        with keeping.opened(folder) as index:
            yield index, _freshened(index, shelf)
    except InputError as error:
        # What it says names paths of this machine: not for readers.
        sys.stderr.write(f"{why(error)}\n")
        raise KgError(message("The search index cannot be used; the log of the server says why.")) from error


def _freshened(index: Index, shelf: Shelf) -> Message | None:
    """Bring ``index`` up to date if that is soon done; else what is to be said of it."""
    folder = shelf.place.store
    behind = index.behind(shelf.opened, folder)
    if not behind:
        return None
    if keeping.writable(folder) and sum(behind) <= _MANY:
        index.update(shelf.opened, folder)
        return None
    return message("the index is behind the store: {behind}; what follows is as it was then", behind=behind.sentence)

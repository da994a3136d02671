"""Optional libraries: what to say where one is missing."""

from __future__ import annotations

from kg.messages import message
from kg.read.outcome import Unreadable


def missing(error: ImportError, kind: str, extra: str) -> Unreadable:
    """The failure for a file of ``kind`` whose library, part of ``extra``, is not installed."""
    library = (error.name or str(error)).partition(".")[0]
    return Unreadable(
        message(
            "reading {kind} needs the library {library}: pip install 'huiyi-kg[{extra}]'",
            kind=kind,
            library=library,
            extra=extra,
        )
    )

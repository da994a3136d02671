"""The key by which a ledger line is known again: what was said, by which meeting, to whom.

Row numbers, item numbers and the notice's id all change when a notice is corrected or read by a later version; the
words of the demand and of its addressee do not. The key has two halves, so that a line whose meeting got another number
can still be found by the second.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from kg.enumerators import unnumbered
from kg.iris import fold

_MEETING_DIGITS: Final = 8
_WORDS_DIGITS: Final = 16
_MARK: Final = "-"
_LIMIT: Final = "\0"


def key_of(meeting: str, quote: str, addressee: str) -> str:
    """The key of one line: ``addressee`` as the notice writes it, must do ``quote``, says the meeting with this IRI.

    Spaces, brackets and the like do not count (``kg.iris.fold``): the portal and the daily paper give one key.
    """
    words = f"{fold(quote)}\0{fold(addressee)}"
    return f"{_digest(meeting, _MEETING_DIGITS)}{_MARK}{_digest(words, _WORDS_DIGITS)}"


def words_of(key: str) -> str:
    """The half of ``key`` that does not hang on the meeting."""
    return key.partition(_MARK)[2]


def wording(quote: str, deadline: str | None = None) -> str:
    """``quote`` as it is compared where the number before it does not count, nor, where it is given, the ``deadline`` in it.

    The word that puts an act into a time (在6月底前, 于6月底前) goes with the deadline.
    """
    told = fold(unnumbered(quote))
    limit = fold(deadline or "")
    return re.sub(f"[在于]?{re.escape(limit)}", _LIMIT, told, count=1) if limit in told and limit else told


def is_key(text: str) -> bool:
    """Whether ``text`` has the form of a key."""
    halves = text.split(_MARK)
    return [len(half) for half in halves] == [_MEETING_DIGITS, _WORDS_DIGITS] and all(
        char in "0123456789abcdef" for half in halves for char in half
    )


def _digest(text: str, digits: int) -> str:
    # A lone surrogate may stand in a damaged notice; it must not keep the others from their ledger.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]

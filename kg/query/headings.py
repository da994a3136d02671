"""What columns of shipped queries are called in English tables for people: their names are those of variables. (表头)"""

from __future__ import annotations

import re
from typing import Final

_CAPITAL: Final = re.compile("(?<=[a-z])[A-Z]")
_CALLED: Final = {
    "meetingLabel": "meeting",
    "otherLabel": "name of the other",
    "iri": "their IRI",
    "told": "as told",
}
"""Names of columns that are no words when they are parted at their capitals."""


def heading_of(column: str) -> str:
    """``column`` as words: meetingLabel is meeting, doubtKind is doubt kind. What is said in words already stays."""
    return _CALLED.get(column) or _CAPITAL.sub(lambda capital: f" {capital[0].lower()}", column)

"""Text as XML can carry it."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

# XML 1.0 has no way to write these, and readers stop at them.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ENTITIES: Final = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def xml_text(text: str) -> str:
    """``text`` for XML, on one line: what XML forbids is left out, line ends and tabs are written as numbers."""
    return escape(_ILLEGAL.sub("", text), _ENTITIES)

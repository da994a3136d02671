"""What both XML writers need: escaping that costs nothing where nothing is to be escaped, and pieces of a good size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, Final

from kg.xml_text import xml_text

# Everything that is not one of these goes through xml_text: it may need an entity, or be forbidden in XML.
_PLAIN: Final = re.compile(r"[^\x00-\x1f\"&<>\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*").fullmatch
_LINES: Final = 2000
"""Lines that are written at a time."""


def escaped(text: str) -> str:
    """``text`` for an element or an attribute."""
    return text if _PLAIN(text) else xml_text(text)


def write_lines(lines: Iterable[str], output: IO[bytes]) -> None:
    """Write ``lines``, which end as they are to end, in UTF-8."""
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) >= _LINES:
            output.write("".join(waiting).encode("utf-8"))
            waiting.clear()
    output.write("".join(waiting).encode("utf-8"))

"""What both XML writers need: escaping that costs nothing where nothing is to be escaped, and pieces of a good size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Final

from kg.xml_text import xml_text

_LINES: Final = 2000
"""Lines that are written at a time."""


def escaped(text: str) -> str:
    """``text`` for an element or an attribute."""
    # What is printable is allowed in XML; looking for the four signs one by one is faster than any regular expression.
    if text.isprintable() and "&" not in text and "<" not in text and '"' not in text and ">" not in text:
        return text
    return xml_text(text)


def write_lines(lines: Iterable[str], output: IO[bytes]) -> None:
    """Write ``lines``, which end as they are to end, in UTF-8."""
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) >= _LINES:
            output.write("".join(waiting).encode("utf-8"))
            waiting.clear()
    output.write("".join(waiting).encode("utf-8"))

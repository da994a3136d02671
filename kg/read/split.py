"""Several notices in one text file.

The marker is a line of five or more ``=`` and nothing else (white space around them is allowed). In Markdown the line
above it must be blank, for right under words such a line makes them a heading. No other line parts notices: form feeds
are page breaks of converters, and lines of dashes are decoration, both inside one notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_MARKER: Final = re.compile(r"^[ \t\u3000]*={5,}[ \t\u3000]*\r?$\n?", re.MULTILINE)


def parts(text: str, *, markdown: bool = False) -> Iterator[str]:
    """The stretches of ``text`` between markers, character for character; blank ones are left out.

    A text without a marker is one part, itself.
    """
    if "=====" not in text:
        yield text
        return
    start = 0
    for marker in _MARKER.finditer(text):
        if markdown and not _blank_above(text, marker.start()):
            continue
        yield from _unless_blank(text[start : marker.start()])
        start = marker.end()
    yield from _unless_blank(text[start:])


def _unless_blank(part: str) -> tuple[str, ...]:
    return (part,) if part.strip() else ()


def _blank_above(text: str, line_start: int) -> bool:
    """Whether the line that ends at ``line_start`` is blank, or there is none."""
    above = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    return not text[above:line_start].strip()

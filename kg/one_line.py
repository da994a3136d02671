"""Names quoted from a text whose lines were broken at a width, on one line: 市发展和⏎改革委 is 市发展和改革委. (跨行名称)"""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile(r"[ \t\u3000\xa0]*[\r\n]\s*")


def on_one_line(name: str) -> str:
    """``name`` without line breaks and the spaces around them. Names go over a break only where a width made it."""
    return _BREAK.sub("", name) if "\n" in name or "\r" in name else name

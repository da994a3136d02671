"""Names quoted from a text whose lines were broken at a width, on one line: 市发展和⏎改革委 is 市发展和改革委. (跨行名称)"""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile(
    r"[ \t\u3000\xa0]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*"
)  # all that str.splitlines parts at


def on_one_line(name: str) -> str:
    """``name`` without line breaks and the spaces around them. Names go over a break only where a width made it."""
    return name if name.isprintable() else _BREAK.sub("", name)

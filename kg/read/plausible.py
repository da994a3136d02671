"""How much a decoded text looks like Chinese: loaded only when a file is not UTF-8."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Final

from kg.shipped_rows import shipped_rows

# Measured on notices cut to pieces of 8 to 400 characters and read in every wrong encoding: right readings score
# above 0.6 from 20 characters on, wrong ones below 0.3.
ENOUGH: Final = 0.45
MARGIN: Final = 0.15
_SAMPLE: Final = 20_000  # characters
_FEWEST: Final = 4  # characters beyond ASCII

_PUNCTUATION: Final = "，。、；：？！“”‘’《》〈〉（）【】〔〕「」『』…—·　％○〇①②③④⑤⑥⑦⑧⑨⑩" + "".join(
    map(chr, range(0xFF10, 0xFF1A))
)
# No Chinese text has them: controls, private use, Hangul, half-width kana, and what lies beside the common plane.
_ALIEN: Final = re.compile(
    "[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\u0100-\u024f\u0370-\u1fff\u2800-\u2bff\u3400-\u4dbf\ua000-\uf8ff\uff61-\uffdc"
    "\ufff0-\uffff\U00010000-\U0010ffff]"
)
_ASCII: Final = re.compile("[\t\n\x0c\r -~]+")


def plausibility(text: str) -> float:
    """From 1 (every character beyond ASCII is frequent in Chinese) down to -1.

    1 for text of ASCII alone; 0 where there are too few characters to judge by.
    """
    beyond = _ASCII.sub("", text[:_SAMPLE])
    if not beyond:
        return 1.0
    if len(beyond) < _FEWEST:
        return 0.0
    frequent = len(beyond) - len(beyond.translate(_without_frequent()))
    return (frequent - len(_ALIEN.findall(beyond))) / len(beyond)


@functools.cache
def _without_frequent() -> dict[int, None]:
    rows = shipped_rows(Path(__file__).with_name("frequent.tsv"))
    return dict.fromkeys(map(ord, _PUNCTUATION + "".join(row[1] for row in rows)))

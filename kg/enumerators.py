"""The number before a demand (（一）, 1., 一是), which says where it stands and not what is asked. (序号)"""

from __future__ import annotations

import re
from typing import Final

from kg.one_line import in_one_line

# What only counts: （一） 1. 一是, and the 一 of 一要, whose 要 belongs to the demand.
_ENUMERATOR: Final = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[、．]|\.(?!\d))|[一二三四五六七八九十]+(?:、|是|(?=要)))\s*"
)


def unnumbered(quote: str) -> str:
    """``quote`` on one line, without the enumerator in front."""
    return _ENUMERATOR.sub("", in_one_line(quote).strip())

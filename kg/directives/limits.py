"""By when, where nothing but a limit can stand: after 完成时限:, and in the column of that name. (时限栏)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from kg.lexicon import Lexicon
from kg.mentions.deadlines import day_of_label, find_deadlines
from kg.model import Deadline, Span
from kg.scan import Scan

# What every limit holds that a calendar can tell; others are words (长期坚持), which the lexicon has.
_OF_CALENDAR: Final = re.compile(r"[年月日号天周季旬底末前]|\d")


@cache
def _standing(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon.cells["standing"])))


def limits_in(scan: Scan, cell: Span, met: date | None = None) -> list[Deadline]:
    """The limits that ``cell`` states, else the whole of it, if it tells of time at all; else none.

    ``met``: the day of the meeting, for limits without a year; None leaves them without a day.
    """
    found = find_deadlines(scan.text, cell.start, cell.end, met, scan.lexicon)
    if found:
        return [limit._replace(surface=scan.notice.quote(limit.span)) for limit in found]
    words = scan.text[cell.start : cell.end]
    if _OF_CALENDAR.search(words) is None and _standing(scan.lexicon).search(words) is None:
        return []
    whole = Deadline(scan.notice.quote(cell), cell, None, "open", "deadlines.labelled")
    return [day_of_label(whole, scan.text, met, scan.lexicon)]


def recurs(limit: Deadline) -> bool:
    """每月25日前: the limit of nothing that is to be done once."""
    return limit.rule == "deadlines.daily"


def once(limits: Sequence[Deadline]) -> list[Deadline]:
    """Those that do not recur."""
    return [limit for limit in limits if not recurs(limit)]

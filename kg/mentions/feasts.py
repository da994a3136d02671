"""Days of the feasts that move, and whether working days can be counted across a holiday. (节日)"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from kg.lexicon import table

# Holidays of one date: (month, day) of the first day and how many days. The State Council moves working days around them.
_FIXED: Final = (((1, 1), 1), ((5, 1), 5), ((10, 1), 7))
# Days before and behind a moving feast that are free with it; a feast of one day makes a long weekend.
_AROUND: Final = {"春节": (1, 6), "清明": (0, 1), "端午": (0, 1), "中秋": (0, 1)}
_UNTOLD_SPRING: Final = ((1, 20), (2, 27))  # where the table has no 春节: it lies in here


@cache
def feasts() -> Mapping[str, tuple[date, ...]]:
    """Feast (春节, 中秋) -> its days, in order, over the years of ``lexicons/feasts.tsv``. Cached."""
    found: dict[str, list[date]] = {}
    for day, feast in table("feasts").items():
        found.setdefault(feast, []).append(date.fromisoformat(day))
    return {feast: tuple(sorted(days)) for feast, days in found.items()}


def eve_of(feast: str, year: int | None, met: date | None) -> date | None:
    """The day before ``feast`` (春节, 中秋节) in ``year``, or else the next from ``met`` on; None where the table has none."""
    days = feasts().get(feast) or feasts().get(feast.removesuffix("节")) or ()
    eves = (day - timedelta(days=1) for day in days if year in (None, day.year))
    return next((eve for eve in eves if year is not None or (met is not None and eve >= met)), None)


def meets_holiday(first: date, last: date) -> bool:
    """Whether a statutory holiday lies in the days from ``first`` to ``last``, so that which are working days is not known here."""
    return any(
        start <= last and first <= end for year in range(first.year, last.year + 1) for start, end in _holidays(year)
    )


@cache
def _holidays(year: int) -> tuple[tuple[date, date], ...]:
    found = [(date(year, *start), date(year, *start) + timedelta(days=length - 1)) for start, length in _FIXED]
    for feast, (before, behind) in _AROUND.items():
        found += [
            (day - timedelta(days=before), day + timedelta(days=behind)) for day in feasts()[feast] if day.year == year
        ]
    if not any(day.year == year for day in feasts()["春节"]):
        first, last = _UNTOLD_SPRING
        found.append((date(year, *first), date(year, *last)))
    return tuple(found)

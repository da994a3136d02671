"""Times as people in an office in China read them: Beijing time, whatever zone they were recorded in.

The whole country keeps one time, eight hours ahead of UTC, without summer time (``Asia/Shanghai`` since September 1991).
What is stored keeps its zone; a time without one, as somebody types it, is Beijing time.
"""

from __future__ import annotations

import datetime
from typing import Final

BEIJING: Final = datetime.timezone(datetime.timedelta(hours=8))


def beijing(iso: str) -> datetime.datetime | None:
    """The ISO date, or date and time, ``iso`` in Beijing time; None where it is neither."""
    try:
        moment = datetime.datetime.fromisoformat(iso)
        return moment.replace(tzinfo=BEIJING) if moment.tzinfo is None else moment.astimezone(BEIJING)
    except (ValueError, OverflowError):  # the first and the last day of all have no hours in another zone
        return None


def wall_clock(iso: str) -> str:
    """``iso`` as a clock on the wall in China shows it, 2024-11-03 09:00:00; what is no time, as it is."""
    moment = beijing(iso)
    return iso if moment is None else moment.replace(tzinfo=None).isoformat(" ", "seconds")


def now() -> datetime.datetime:
    """What the clock says."""
    return datetime.datetime.now(BEIJING)

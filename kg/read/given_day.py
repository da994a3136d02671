"""The day of publication that the user gives to notices which may tell none: one day, or the one in each file's name. (补给的日期)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from kg.messages import message
from kg.model import Notice
from kg.read.options import ReadOptions
from kg.read.outcome import Unreadable

BY_NAME: Final = "name"
"""The value of ``ReadOptions.published`` by which the day stands in the names of files."""

# 2024-05-10, 2024.5.10, 2024_05_10, 2024年5月10日, 20240510: a whole day, and no part of a longer number (第20240510017号).
_DAY: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:(?P<mark>[-._/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})|年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?|(?P<mm>\d\d)(?P<dd>\d\d))(?!\d)"
)


def dated(notice: Notice, options: ReadOptions) -> Notice:
    """``notice`` with the day that ``options.published`` gives it, which counts where neither page nor text tells one."""
    if options.published is None:
        return notice
    given = named_day(notice.source) if options.published == BY_NAME else options.published
    return notice if given is None else replace(notice, page=replace(notice.page, given_day=given))


def named_day(source: str) -> str | None:
    """The day (ISO) in the name of the file, member or row at ``source``; None where it holds none, or two."""
    found = set(_days(re.split("[/!]", source)[-1]))
    return found.pop() if len(found) == 1 else None


def checked(value: str) -> str:
    """``value`` of ``--published`` as ``ReadOptions`` has it. Raises Unreadable, to be told of the option, for what is no day."""
    if value == BY_NAME:
        return value
    written = _DAY.fullmatch("".join(value.split()))
    found = None if written is None else _iso(written)
    if found is None:
        raise Unreadable(
            message(
                "{value!r} is neither a day such as 2024-05-10 nor {name} (the day in each file's name)",
                value=value,
                name=BY_NAME,
            )
        )
    return found


def _days(name: str) -> Iterator[str]:
    """The days in ``name`` that the calendar has (ISO)."""
    for written in _DAY.finditer(name):
        day = _iso(written)
        if day is not None:
            yield day


def _iso(written: re.Match[str]) -> str | None:
    month = written["month"] or written["m"] or written["mm"]
    day = written["day"] or written["d"] or written["dd"]
    try:
        return date(int(written["year"]), int(month), int(day)).isoformat()
    except ValueError:
        return None

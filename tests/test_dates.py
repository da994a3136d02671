"""Dates of meetings, and by when something must be done."""

from __future__ import annotations

from datetime import date

import pytest
from case_tables import NOTHING, Row, cases, check, joined

from kg.mentions.dates import parse_date
from kg.mentions.deadlines import find_deadlines, occasions_of
from kg.mentions.numerals import chinese_number
from kg.pipeline import knowledge
from kg.scan import fold


def day(cell: str) -> date | None:
    return None if cell == NOTHING else date.fromisoformat(cell)


@cases("dates")
def test_date_means_what_the_page_and_the_calendar_say(row: Row) -> None:
    text = fold(row["text"])
    year = None if row["year"] == NOTHING else int(row["year"])
    found = parse_date(text, day(row["published"]), year)
    if found is None:
        check(row, NOTHING, set())
    else:
        value, span, rule = found
        check(row, f"{row['text'][span.start : span.end]}={value}", {rule})


@cases("deadlines")
def test_deadline_is_the_last_day_of_what_is_written(row: Row) -> None:
    lexicon = knowledge().lexicon
    text = fold(row["text"])
    found = find_deadlines(text, 0, len(text), day(row["met"]), lexicon, occasions_of(lexicon))
    got = joined([f"{d.surface}={d.date or '?'}/{d.precision}" for d in found], "|")
    check(row, got, {d.rule for d in found})


NUMBERS = {
    "62": 62,
    "四十二": 42,
    "十": 10,
    "一百二十六": 126,
    "一百零八": 108,
    "二〇二三": 2023,
    "两": 2,
    "次": None,
    "": None,
}


@pytest.mark.parametrize("words", NUMBERS)
def test_numbers_are_read_in_both_numerals(words: str) -> None:
    assert chinese_number(words) == NUMBERS[words]

"""Dates of meetings, and by when something must be done."""

from __future__ import annotations

from datetime import date

import pytest
from case_tables import NOTHING, Row, cases, check, joined
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.mentions import deadlines
from kg.mentions.dates import parse_date
from kg.mentions.deadlines import find_deadlines
from kg.mentions.limit_words import limit_words
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
    found = find_deadlines(text, 0, len(text), day(row["met"]), lexicon)
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


# What limits are made of, in pieces: put together at random, most of them say nothing, and some are limits.
PIECES = tuple(
    "年 今年 2024年 次年 10月 十月 本月 下月 底 末 前 之前 以前 内 之内 上旬 中旬 15日 二十日 3个 两 半 数 周 天 个工作日 季度 第三 上半年 "
    "本周 下周五 今晚 8点 每周 近期 尽早 日内 会后 即日起 两会结束后 节后 春节后 汛期结束后 完成 力争 于 在 将 要 县 报送 ７".split()
)


@settings(max_examples=300, deadline=None)
@example("自会后三天内")
@example("从会后一周内")
@example("自即日起3日内")
@example("数天内")
@example("两周内")
@example("这周内")
@example("短期内")
@example("十月底前")
@example("明年一季度形成")
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_limits_are_looked_for_where_one_can_begin_and_found_as_if_everywhere(text: str) -> None:
    words = limit_words(knowledge().lexicon)
    everywhere = [(m.span(), m.lastgroup) for m in words.forms.finditer(text)]
    assert [(m.span(), m.lastgroup) for m in deadlines._candidates(text, 0, len(text), words)] == everywhere
    if words.sign.search(text) is None:
        assert list(deadlines._clauses_with_sign(text, 0, len(text), words)) == []
    else:
        assert list(deadlines._clauses_with_sign(text, 0, len(text), words)) == [(0, len(text))]

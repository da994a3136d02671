"""Lines of a width: what stays together, what is broken, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.wrapping import display_width, longest_word, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("whom it told to do what", 9, ["whom it", "told to", "do what"]),
        ("21-lushui.txt 1005–1072", 14, ["21-lushui.txt", "1005–1072"]),
        ("要在2024-11-30前完成", 11, ["要在", "2024-11-30", "前完成"]),
        ("县水利局要逐座检查", 8, ["县水利局", "要逐座检", "查"]),
        ("排查供水隐患，并报县政府", 12, ["排查供水隐", "患，并报县政", "府"]),
        ("研究《东河县防汛预案》", 6, ["研究", "《东河", "县防汛", "预案》"]),
        ("以下简称“九条措施”)", 14, ["以下简称“九条", "措施”)"]),
        ("https://example.org/agency/12", 20, ["https://example.org/", "agency/12"]),
        ("一个unbreakableword", 9, ["一个unbre", "akablewor", "d"]),
        ("甲 \n 乙", 20, ["甲 乙"]),
        ("", 5, [""]),
    ],
)
def test_words_stay_whole_where_a_line_holds_them_and_no_mark_is_torn_from_its_word(text, width, lines):
    assert wrapped(text, width) == lines


@given(st.text(alphabet="雷州市ab1，。《》（ -/\u0301"), st.integers(4, 30))
def test_every_line_fits_and_no_sign_is_lost(text, width):
    lines = wrapped(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_longest_word_is_what_a_line_must_hold():
    assert longest_word("在2024-11-30前（见附件）") == 10
    assert longest_word("《预案》") == 4
    assert longest_word("") == 0

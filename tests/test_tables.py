"""Rows as text in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kg.enumerators import unnumbered
from kg.errors import UsageError
from kg.one_line import in_one_line
from kg.tables import csv_lines, guarded, render, unguarded
from kg.wrapping import display_width

ROWS = [["市水务局", ("甲", "乙"), None], ['a"b,c\nd|e', (), 3]]


def rendered(output_format, rows=ROWS, **options):
    return "".join(render(("单位", "with", "n"), rows, output_format, **options))


def test_csv_keeps_quotes_commas_and_line_ends():
    assert list(csv.reader(io.StringIO(rendered("csv"), newline=""))) == [
        ["单位", "with", "n"],
        ["市水务局", "甲、乙", ""],
        ['a"b,c\nd|e', "", "3"],
    ]


def test_tsv_and_markdown_keep_each_row_on_one_line():
    assert rendered("tsv").split("\n") == ["单位\twith\tn", "市水务局\t甲、乙\t", 'a"b,c d|e\t\t3', ""]
    assert rendered("markdown").splitlines()[3] == '| a"b,c d\\|e |  | 3 |'


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("县发展和改\n革局要在6\n月底前办", "县发展和改革局要在6月底前办"),
        ("县发展和改 \r\n\u3000革局", "县发展和改革局"),
        ("甲 乙\u3000\u3000丙", "甲 乙 丙"),
        ("a\nb", "a b"),
        (
            "纳入设计。\n牵头单位：市卫生健康局\n责任单位：市自然资源局",
            "纳入设计。 牵头单位：市卫生健康局 责任单位：市自然资源局",
        ),
    ],
)
def test_a_quote_over_broken_lines_is_shown_without_a_blank_in_chinese_words(quote, shown):
    for output_format in ("table", "tsv", "markdown"):
        assert shown in rendered(output_format, rows=[[quote, "", ""]])
    assert unnumbered(f"一是{quote}") == shown
    assert json.loads(rendered("json", rows=[[quote, "", ""]]))[0]["单位"] == quote


MARKUP = "《<b>甲|乙</b>》*_`~[链](x)!&amp;&#39;\\ \n"


@given(st.lists(st.text(alphabet=MARKUP, min_size=1), min_size=3, max_size=3))
def test_markdown_shows_markup_in_cells_and_headings_as_the_text_that_it_is(cells):
    text = "".join(render(cells, [cells], "markdown"))
    inline = [
        token
        for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
        if token.type == "inline"
    ]
    assert all(part.type == "text" for token in inline for part in token.children)
    shown = ["".join(part.content for part in token.children) for token in inline]
    assert shown == [in_one_line(cell).strip() for cell in cells] * 2


def test_names_of_columns_in_markdown_keep_their_underscores_bare():
    assert "".join(render(["co_actors"], [["a_b"]], "markdown")) == "| co_actors |\n| --- |\n| a_b |\n"


@pytest.mark.parametrize("output_format", ["table", "markdown"])
@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x7f"])
def test_what_a_terminal_would_obey_is_shown_as_a_sign_that_says_nothing(output_format, char):
    assert rendered(output_format, rows=[[f"甲{char}[31m乙", "", ""]]).count("甲\ufffd[31m乙") == 1
    assert char in rendered("csv", rows=[[f"甲{char}乙", "", ""]]), "programs have it as it is"


def test_json_keeps_kinds_of_values():
    assert json.loads(rendered("json"))[0] == {"单位": "市水务局", "with": ["甲", "乙"], "n": None}
    assert json.loads(rendered("json", rows=[])) == []
    assert [json.loads(line)["n"] for line in rendered("jsonl").splitlines()] == [None, 3]


def test_columns_of_a_table_are_aligned_by_what_chinese_takes_on_a_terminal():
    lines = rendered("table").splitlines()
    starts = [display_width(line.partition(mark)[0]) for line, mark in ((lines[0], "with"), (lines[2], "甲"))]
    assert starts == [11, 11]


def test_an_unknown_format_is_refused():
    with pytest.raises(UsageError, match="use one of"):
        rendered("xlsx")


@given(st.lists(st.lists(st.text(alphabet="雷州市 ab，\n"), min_size=3, max_size=3), max_size=4), st.integers(40, 120))
def test_a_table_fits_the_terminal_and_loses_no_sign(rows, width):
    text = "".join(render(("x", "y", "z"), rows, "table", width=width))
    assert all(display_width(line) <= width for line in text.split("\n"))
    for char in "雷州市ab，":
        assert text.count(char) == sum(cell.count(char) for row in rows for cell in row)


NARROW = (("会议", "配合单位", "原文"), [["甲县政府第2次常务会议", "", "县水利局要在6月底前完成"], ["乙", "丙", "丁"]])


def test_where_a_table_is_too_narrow_to_read_its_rows_stand_one_below_the_other():
    assert "".join(render(*NARROW, "table", width=30)) == (
        "会议      甲县政府第2次常务会\n          议\n原文      县水利局要在6月底前\n          完成\n"
        "\n会议      乙\n配合单位  丙\n原文      丁\n"
    )
    assert "".join(render(*NARROW, "table", width=60)).startswith("会议                   配合单位  原文")


def test_short_words_stay_whole_where_columns_are_squeezed():
    text = "".join(render(["due", "a", "b"], [["2024-11-30", "甲" * 40, "乙" * 40]], "table", width=50))
    assert "2024-11-30" in text
    assert all(display_width(line) <= 50 for line in text.splitlines())


@given(st.text(alphabet="=+-@'\t\r甲1"))
def test_a_guarded_cell_never_begins_a_formula_and_loses_nothing(text):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


def test_words_of_csv_and_tsv_are_guarded_numbers_are_not_and_programs_can_have_words_as_they_are():
    rows = [["=1+1", ("-", "甲"), -3]]
    assert rendered("csv", rows).splitlines()[1] == "'=1+1,'-、甲,-3"
    assert rendered("tsv", rows).splitlines()[1] == "'=1+1\t'-、甲\t-3"
    assert list(csv_lines(("a", "b", "c"), rows, guard=False))[1] == "=1+1,-、甲,-3\r\n"


def test_an_apostrophe_that_guards_nothing_stays():
    assert unguarded("'引号") == "'引号"

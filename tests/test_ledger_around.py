"""What the ledger shows beside a demand: the sentence that it stands in, and the case in which alone it holds."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from command import kg
from ledgers import TODAY, lines_in, saved

from kg import build
from kg.ledger import columns, workbook
from kg.ledger.around import Sentences

LEAD = "2024年5月8日，县长赵一山主持召开东河县人民政府第十八届第30次常务会议。会议议定："


def around(before: str, quote: str, after: str = "。"):
    text = f"{LEAD}{before}{quote}{after}下一句。"
    start = len(LEAD) + len(before)
    return Sentences(text).around(start, start + len(quote))


@pytest.mark.parametrize(
    ("before", "condition"),
    [
        ("对逾期未整改的，", "对逾期未整改的"),
        ("（一）凡未按期完成的，", "凡未按期完成的"),
        ("符合条件的", "符合条件的"),
        ("加强巡查；如遇暴雨，", "如遇暴雨"),
        ("加强巡查，发现险情后，", "发现险情后"),
        ("对不合格、拒不整改的，情节严重的,", "对不合格、拒不整改的，情节严重的"),
        ("在确保安全的前提下，", "在确保安全的前提下"),
        ("经费足额到位\n之后，", "之后"),
    ],
)
def test_a_clause_that_limits_a_demand_is_told_beside_it(before, condition):
    assert around(before, "由县应急局依法处罚").condition == condition


@pytest.mark.parametrize(
    "before",
    [
        "会议强调，",
        "所需资金由县财政局解决，",
        "同时，",
        "发现险情后。",
        "对逾期未整改的，由县应急局处罚，",
        "（一）",
        "",
        "对逾期未整改的；",
        "安全工作没有完成时，",
    ],
)
def test_what_does_not_limit_it_is_no_condition(before):
    assert around(before, "由县审计局开展审计").condition == ""


def test_the_sentence_is_told_where_it_says_more_than_the_quote_and_only_then():
    assert around("", "由县财政局拨付", "，县审计局监督。").sentence == "会议议定：由县财政局拨付，县审计局监督。"
    assert around("排查结束。", "由县财政局拨付").sentence == ""
    assert around("排查结束。（二）", "由县财政局拨付").sentence == ""
    assert around("排查结束。\n三、", "由县财政局拨付", "\n").sentence == ""


def test_a_page_without_full_stops_gives_some_words_around_the_quote_and_says_that_it_is_cut():
    told = Sentences("甲，" * 100_000 + "由县财政局拨付" + "，乙" * 100_000).around(200_000, 200_007)
    assert told.sentence.startswith("…甲")
    assert told.sentence.endswith("乙…")
    assert len(told.sentence) < 700


@pytest.fixture
def conditional(tmp_path):
    """A store with an order that holds for the late alone, and minutes with both labels."""
    text = (
        f"{LEAD}\n一、研究安全生产工作。会议要求，对逾期未整改的，由县应急管理局依法处罚。\n"
        "二、研究供水工作。建设东河水厂，6月底前建成。\n牵头单位：县水利局\n责任单位：县财政局\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    return tmp_path


def test_the_ledger_shows_the_condition_with_the_task_and_the_whole_sentence_in_every_form(conditional):
    matter, sentence = "〔对逾期未整改的〕由县应急管理局依法处罚", "会议要求，对逾期未整改的，由县应急管理局依法处罚。"
    asked = ("ledger", "-s", conditional / "s", "--all", "--lang", "zh")
    told = next(row for row in csv.DictReader(io.StringIO(kg(*asked, "--format", "csv").out)) if "处罚" in row["原文"])
    assert (told[columns.MATTER], told[columns.SENTENCE], told[columns.QUOTE]) == (
        matter,
        sentence,
        "由县应急管理局依法处罚",
    )
    for form in ("table", "markdown", "json"):
        assert matter in kg(*asked, "--format", form, check=0).out
    sheet = openpyxl.load_workbook(saved(conditional / "s", conditional / "l.xlsx"))[workbook.LEDGER_SHEET]
    assert matter in [cell.value for row in sheet for cell in row]
    assert "前提" in str(
        [cell.value for row in openpyxl.load_workbook(conditional / "l.xlsx")[workbook.ABOUT_SHEET] for cell in row]
    )


def test_columns_of_units_use_no_label_of_minutes_in_another_sense(conditional):
    line = next(line for line in lines_in(conditional / "s") if "水厂" in line.quote)
    told = columns.cells(line, 1, TODAY)
    assert (told[columns.LEAD], told[columns.ROLE]) == ("东河县水利局", "牵头") or line.lead == "县水利局"
    assert "财政局" in str(told[columns.CO_ACTORS])
    assert {"责任单位", "牵头单位", "同责单位"}.isdisjoint(told)
    shown = kg("directives", "-s", conditional / "s", "--format", "table", "--lang", "zh", check=0).out
    assert "牵头/承办单位" in shown.partition("\n")[0]
    assert "责任单位" not in shown.partition("\n")[0]

"""Words of our own under the headings of tables, in the language of the reader."""

from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from command import kg

from kg import code_words
from kg.code_words import in_language, is_headed
from kg.diff import versions, view
from kg.following.gaps import KIND_WORDS as GAPS
from kg.following.offspring import RELATION_WORDS
from kg.index.entries import KIND_WORDS as FOUND
from kg.ledger.columns import remark
from kg.ledger.lines import Line
from kg.query.directives import ROLE_WORDS

ROOT = Path(__file__).parent.parent
REMARKABLE = Line(
    **{field.name: None for field in fields(Line) if field.default is MISSING},  # type: ignore[arg-type]  # none of them is looked at
    orphan=True,
    now=("a", "b"),
    moved=True,
    before="c",
    other_deadlines=("d",),
    also=("e",),
)
"""A line of the ledger with everything to remark on but records that disagree."""


@pytest.mark.parametrize(
    ("heading", "cell", "told"),
    [
        ("role", "牵头", "lead"),
        ("treatment", "听取汇报；审议通过", "hear a report；deliberate and adopt"),
        ("outcome", "审议通过", "adopted after deliberation"),
        ("kind", "要求", "directive"),
        ("kind", "字段·标题", "field·title"),
        ("kind", "方案", "scheme"),
        ("issue", "未公开事项", "undisclosed business"),
        ("reasons", "有时限、无责任主体", "there is a deadline、nobody is named"),
        ("what differs", "时限：11月底前 → 无", "deadline: 11月底前 → none"),
        ("what differs", "处理：原则同意 → 审议通过", "treatment: agree in principle → deliberate and adopt"),
        ("what differs", "文字：县水利局[-要-]{+务必+}巡查", "words: 县水利局[-要-]{+务必+}巡查"),
        ("what differs", "机构：要求", "agency: 要求"),
        ("statement", "要求", "directive"),
        ("statement", "分工：责任 → 甲县水利局", "party: responsible → 甲县水利局"),
        ("statement", "参会：主持 → 乙", "took part: chair → 乙"),
        ("statement", "时限：尽快 → 日期不定", "deadline: 尽快 → no certain day"),
        ("statement", "指称 → 要求", "means → 要求"),
        ("statement", "台账记录：办结 已建成（丙 2024-06-01）", "record of the ledger: done 已建成（丙 2024-06-01）"),
        ("statement", "kg:term = 届", "kg:term = 届"),
        ("relation", "贯彻实施", "implements"),
        ("basis", "题名含《甲条例》", "its title has 《甲条例》"),
        ("basis", "同题：同名：", "same matter: 同名："),
        ("term or year", "第19届", "term 19"),
        ("term or year", "2024年", "2024"),
        ("numbers", "第34次", "no. 34"),
        ("numbers", "第3—5次", "no. 3–5"),
        ("meeting", "常务会议", "executive meeting"),
        ("meeting", "甲县人民政府第3次常务会议", "甲县人民政府第3次常务会议"),
        ("remark", "另有时限 7月底前；另见 另见县志", "another deadline: 7月底前；see also 另见县志"),
        ("remark", "同一会议对该单位现有 2 项未记录：修坝", "not recorded of the same meeting and addressee, 2: 修坝"),
        ("diagram", "（25天后）", " (25 days later)"),
        ("role", "县水利局", "县水利局"),
        ("meeting", "会议", "会议"),
    ],
)
def test_what_is_ours_is_said_in_english_and_the_words_of_notices_stay(heading, cell, told):
    assert in_language(heading, cell, "en") == told
    assert in_language(heading, cell, "zh").replace(": ", "：") == cell


def test_no_word_of_ours_is_forgotten():
    ours = [
        *(("role", word) for word in ROLE_WORDS.values()),
        *(("issue", word) for word in GAPS.values()),
        *(("relation", word) for word in RELATION_WORDS.values()),
        *(("kind", word) for word in (*FOUND.values(), *view.KIND_WORDS.values())),
        *(("change", word) for word in view.HOW_WORDS.values()),
        *(("kind", word) for word in versions.FIELDS.values()),
        ("remark", remark(REMARKABLE)),
        *(("what differs", f"{word}：1") for word in (*versions.FIELDS.values(), *versions.ADDRESSED.values())),
    ]
    assert [one for one in ours if not in_language(*one, "en").replace("；", ";").isascii()] == []
    rows = Path(code_words.__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
    assert all(len(row.split("\t")) == 3 and is_headed(row.split("\t")[0]) for row in rows if not row.startswith("#"))


def test_tables_for_people_follow_the_language_and_what_programs_read_does_not(series):
    command = ("trace", "农村供水管理条例", "--store", series / "s")
    assert "hear a report" in kg(*command, "--format", "table", "--lang", "en", check=0).out
    assert "听取汇报" in kg(*command, "--format", "table", "--lang", "zh", check=0).out
    csv = {language: kg(*command, "--format", "csv", "--lang", language, check=0).out for language in ("en", "zh")}
    assert csv["en"] == csv["zh"]

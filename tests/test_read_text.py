"""Text files: every encoding comes out as it went in, or not at all."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import Notice, Page
from kg.read import ReadFailure, ReadOptions, read_path, read_text
from kg.read.decode import decode
from kg.read.outcome import Unreadable
from kg.read.plausible import plausibility
from kg.read.split import parts

SIMPLIFIED = (
    "11月9日上午，市长林致远主持召开十七届市政府第62次常务会议，传达学习《中华人民共和国工会法》，研究部署冬季消防安全等工作。\n"
    "会议强调，各镇（街）、各部门要提高政治站位，压实责任链条，确保各项任务落到实处。\n"
)
TRADITIONAL = (
    "11月9日上午，市長林致遠主持召開十七屆市政府第62次常務會議，研究部署冬季消防安全等工作。\n"
    "會議強調，各部門要提高認識，壓實責任，確保各項任務落到實處。\n"
)
# What people write in notices, in characters that all of the encodings below have.
WORDS = """
    会议 要求 各镇 部门 市政府 研究 工作 实施 方案 安全 生产 责任 落实 推进 项目 建设 加强 管理 监督 检查 服务 企业
    发展 经济 社会 问题 情况 汇报 通过 同意 传达 学习 精神 领导 干部 群众 教育
    医疗 环境 保护 财政 资金 计划 年度 目标 任务 组织
"""
TRADITIONAL_WORDS = "會議 要求 各部門 市政府 研究 工作 方案 安全 生產 責任 落實 項目 加強 管理 監督 檢查 發展 ， 。"
MARKS = ("，", "。", "、", "\n", "2023年", "《", "》")
SENTENCES = st.lists(st.sampled_from([*WORDS.split(), *MARKS]), min_size=12, max_size=80).map("".join)
TRADITIONAL_SENTENCES = st.lists(st.sampled_from(TRADITIONAL_WORDS.split()), min_size=16, max_size=80).map("".join)


def only(path: Path, **options: object) -> Notice | ReadFailure:
    (result,) = read_path(path, options=ReadOptions(**options))
    return result


def text_of(path: Path, **options: object) -> str:
    result = only(path, **options)
    assert isinstance(result, Notice), result
    return result.text


def reason_of(path: Path, **options: object) -> str:
    result = only(path, **options)
    assert isinstance(result, ReadFailure), result
    return result.reason


# ── encodings ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("mark", "encoding", "text"),
    [
        (b"", "utf-8", SIMPLIFIED),
        (codecs.BOM_UTF8, "utf-8", SIMPLIFIED),
        (b"", "gb18030", SIMPLIFIED),
        (b"", "gbk", SIMPLIFIED),
        (b"", "gb2312", SIMPLIFIED),
        (b"\x84\x31\x95\x33", "gb18030", SIMPLIFIED),
        (b"", "big5", TRADITIONAL),
        (b"", "gb18030", TRADITIONAL),
        (b"", "utf-8", TRADITIONAL),
        (codecs.BOM_UTF16_LE, "utf-16-le", SIMPLIFIED),
        (codecs.BOM_UTF16_BE, "utf-16-be", SIMPLIFIED),
        (b"", "utf-16-le", SIMPLIFIED),
        (b"", "utf-16-be", SIMPLIFIED),
        (b"", "utf-16-le", TRADITIONAL),
        (codecs.BOM_UTF32_LE, "utf-32-le", SIMPLIFIED),
        (b"", "utf-16-le", "Minutes of the 62nd meeting\n"),
    ],
)
def test_a_file_reads_as_the_text_that_was_written(tmp_path: Path, mark: bytes, encoding: str, text: str) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(mark + text.encode(encoding))
    assert text_of(file) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"])
@given(text=SENTENCES)
def test_any_words_of_notices_come_out_of_any_encoding_as_they_went_in(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(text=TRADITIONAL_SENTENCES)
def test_any_traditional_words_come_out_of_big5_as_they_went_in(text: str) -> None:
    assert decode(text.encode("big5")).text == text


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60), at=st.integers(0, 60))
@example(text="\ufeff", at=0)
def test_utf_8_with_a_chinese_character_is_never_taken_for_anything_else(text: str, at: int) -> None:
    text = text[:at] + "会" + text[at:]
    assert decode(text.encode("utf-8")).text == text.removeprefix("\ufeff")


@given(data=st.binary(max_size=300))
@example(data=b"\xff\xfe\x00")
@example(data=b"\x84\x31\x95\x33\x84")
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert len(decode(data).text) <= len(data)


@given(text=SENTENCES, cut=st.integers(1, 2))
def test_utf_8_cut_inside_a_character_is_refused_and_not_read_as_something_else(text: str, cut: int) -> None:
    data = (text + "会").encode("utf-8")[:-cut]
    with pytest.raises(Unreadable, match=f"at offset {len(text.encode())} is not valid UTF-8"):
        decode(data)


def test_the_offset_of_the_bad_byte_is_counted_in_the_file_with_its_mark(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(codecs.BOM_UTF8 + "会议".encode() + b"\xff" + "要求".encode())
    assert "byte 0xFF at offset 9 is not valid UTF-8" in reason_of(file)


def test_a_bad_byte_in_gb18030_is_named_too(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    good = "会议要求，各部门要抓好落实。".encode("gb18030")
    file.write_bytes(good + b"\xff" + good)
    assert f"byte 0xFF at offset {len(good)} is not valid GB18030" in reason_of(file)


def test_an_encoding_given_by_the_user_is_the_only_one_tried(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes("会议".encode("gbk"))
    assert text_of(file, encoding="GBK") == "会议"
    assert "byte 0xBB at offset 0 is not valid UTF-8" in reason_of(file, encoding="utf-8")
    assert "'klingon' is unknown" in reason_of(file, encoding="klingon")
    assert "'hex' is unknown" in reason_of(file, encoding="hex")


@pytest.mark.parametrize("text", ["Überblick über die Sitzung, größer als je zuvor: ä ö ü", "Краткий обзор заседания"])
def test_other_languages_in_one_byte_encodings_are_refused_rather_than_shown_as_chinese(text: str) -> None:
    with pytest.raises(Unreadable):
        decode(text.encode("cp1251" if text.startswith("К") else "latin-1"))


def test_other_languages_in_utf_8_are_read() -> None:
    assert decode("Краткий обзор заседания".encode()).text == "Краткий обзор заседания"


def test_mojibake_scores_far_below_the_text_it_came_from() -> None:
    assert plausibility(SIMPLIFIED) > 0.7
    assert plausibility(SIMPLIFIED.encode("gb18030").decode("big5", errors="ignore")) < 0.3
    assert plausibility(SIMPLIFIED.encode("utf-8").decode("gb18030", errors="ignore")) < 0.3


# ── the text is the file's ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", ["会议要求\r\n抓好落实\r\n", "\n\n  会议要求  \n", "会议\x0c要求", "会议要求\r", "\u3000\u3000会议"]
)
def test_the_text_is_the_decoded_file_character_for_character(tmp_path: Path, text: str) -> None:
    for name in ("notice.txt", "notice.md"):
        file = tmp_path / name
        file.write_bytes(text.encode())
        assert text_of(file) == text


def test_the_id_is_the_beginning_of_the_text_s_digest_whatever_the_encoding(tmp_path: Path) -> None:
    expected = hashlib.sha256(SIMPLIFIED.encode()).hexdigest()[:16]
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        file = tmp_path / f"{encoding}.txt"
        file.write_bytes(SIMPLIFIED.encode(encoding))
        result = only(file)
        assert isinstance(result, Notice)
        assert result.id == expected


@given(text=st.text(st.characters(codec=None), max_size=30))
@example(text="\ud83d会\0")
def test_any_string_at_all_makes_a_notice_that_utf_8_can_hold_at_the_same_offsets(text: str) -> None:
    notice = read_text(text, source="-")
    assert len(notice.text) == len(text)
    assert "\0" not in notice.text
    assert notice.id == hashlib.sha256(notice.text.encode()).hexdigest()[:16]
    kept = [(a, b) for a, b in zip(text, notice.text, strict=True) if a != b]
    assert all(b == "\ufffd" for _, b in kept)


def test_what_the_page_says_is_kept_on_one_line_and_storable() -> None:
    notice = read_text("会议", source="a\ud800", page=Page(title=" 常务\n会议 ", published="", url="u\0"))
    assert notice.page == Page(title="常务 会议", url="u\ufffd")
    assert notice.source == "a\ufffd"


# ── several notices in one file ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n=====\n乙\n", ["甲\n", "乙\n"]),
        ("甲\r\n==========\r\n乙", ["甲\r\n", "乙"]),
        ("=====\n甲\n=====\n\n=====\n乙\n=====", ["甲\n", "乙\n"]),
        ("甲\n  =====  \n乙", ["甲\n", "乙"]),
        ("甲 ===== 乙", ["甲 ===== 乙"]),
        ("甲\n====\n乙", ["甲\n====\n乙"]),
        ("甲\n-----\n乙", ["甲\n-----\n乙"]),
        ("甲\x0c乙", ["甲\x0c乙"]),
        ("甲\n=====乙", ["甲\n=====乙"]),
        ("=====\n", []),
    ],
)
def test_a_line_of_equals_signs_alone_parts_notices(text: str, expected: list[str]) -> None:
    assert list(parts(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题\n=====\n正文", ["标题\n=====\n正文"]),
        ("标题\n=====\n正文\n\n=====\n\n标题\n=====\n", ["标题\n=====\n正文\n\n", "\n标题\n=====\n"]),
    ],
)
def test_in_markdown_a_heading_s_underline_parts_nothing(text: str, expected: list[str]) -> None:
    assert list(parts(text, markdown=True)) == expected


@given(text=st.text("甲= \r\n", max_size=60))
def test_parts_are_stretches_of_the_text_in_order(text: str) -> None:
    at = 0
    for part in parts(text):
        at = text.index(part, at) + len(part)


def test_the_parts_of_a_file_are_numbered_and_can_be_left_together(tmp_path: Path) -> None:
    file = tmp_path / "many.txt"
    file.write_text("甲会议\n=====\n乙会议\n", encoding="utf-8")
    assert [str(part.source) for part in read_path(file)] == ["many.txt#1", "many.txt#2"]
    assert text_of(file, split=False) == "甲会议\n=====\n乙会议\n"

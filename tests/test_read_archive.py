"""Zip archives: members are read as files of their names, whatever system packed them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pyarrow
import pyarrow.parquet
import pytest
from pdf_by_hand import pdf
from zip_by_hand import packed

from kg.model import Notice
from kg.read import ReadFailure, ReadOptions, read_path

TEXT = "会议要求，各部门要抓好落实。"


def seen(path: Path, **options: object) -> list[tuple[str, str]]:
    """Sources, and texts or reasons."""
    found = read_path(path, options=ReadOptions(**options))
    return [(result.source, result.text if isinstance(result, Notice) else "! " + result.reason) for result in found]


def test_every_format_is_read_from_an_archive(tmp_path: Path) -> None:
    document, word, table = docx.Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(word)
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT]}), table)
    members = {
        "b.txt": TEXT.encode("gb18030"),
        "a/c.html": f"<p>{TEXT}</p>".encode(),
        "d.docx": word.getvalue(),
        "e.pdf": pdf([(90, 700, TEXT)]),
        "f.jsonl": (json.dumps({"text": TEXT}) + "\n").encode() * 2,
        "g.csv": f"正文\n{TEXT}\n".encode(),
        "h.parquet": table.getvalue(),
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "__MACOSX/._b.txt": b"\0\5",
        "empty/": b"",
    }
    (tmp_path / "all.zip").write_bytes(packed(members))
    sources = ["a/c.html", "b.txt", "d.docx", "e.pdf", "f.jsonl#1", "f.jsonl#2", "g.csv#1", "h.parquet#1"]
    assert seen(tmp_path / "all.zip") == [(f"all.zip!{source}", TEXT) for source in sources]
    assert seen(tmp_path)[0][0] == "all.zip!a/c.html"


def test_a_word_file_is_known_without_its_ending(tmp_path: Path) -> None:
    document, word = docx.Document(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(word)
    (tmp_path / "notice").write_bytes(word.getvalue())
    assert seen(tmp_path / "notice") == [("notice", TEXT)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_of_members_from_chinese_systems_are_shown_in_characters(tmp_path: Path, encoding: str) -> None:
    raw = "常务会议/第62次.txt".encode(encoding)
    data = packed({"x" * len(raw): TEXT.encode()}).replace(b"x" * len(raw), raw)
    (tmp_path / "a.zip").write_bytes(data)
    assert seen(tmp_path / "a.zip") == [("a.zip!常务会议/第62次.txt", TEXT)]


def test_a_member_that_climbs_out_of_the_archive_is_read_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(packed({"../../evil.txt": TEXT.encode(), "/etc/b.txt": TEXT.encode()}))
    before = sorted(tmp_path.rglob("*"))
    assert seen(tmp_path / "in" / "a.zip") == [("a.zip!../../evil.txt", TEXT), ("a.zip!/etc/b.txt", TEXT)]
    assert sorted(tmp_path.rglob("*")) == before


def test_bad_members_fail_alone(tmp_path: Path) -> None:
    inner = packed({"a.txt": TEXT.encode()})
    data = packed({"a.txt": b"\xff\xff\xff", "b.zip": inner, "c.txt": TEXT.encode(), "d.rar": b"Rar!", "e.txt": b""})
    (tmp_path / "a.zip").write_bytes(data)
    found = dict(seen(tmp_path / "a.zip"))
    assert found["a.zip!c.txt"] == TEXT
    assert found["a.zip!b.zip"] == "! is an archive inside an archive: unpack the outer one first"
    assert found["a.zip!d.rar"].startswith("! files ending in .rar cannot be read: unpack it")
    assert found["a.zip!e.txt"].startswith("! is empty")
    assert found["a.zip!a.txt"].startswith("! byte 0xFF at offset 0")


def test_a_wrong_checksum_fails_its_member_alone(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT)
    data = stream.getvalue().replace(TEXT.encode(), TEXT.replace("会", "法").encode(), 1)
    (tmp_path / "a.zip").write_bytes(data)
    (_, first), second = seen(tmp_path / "a.zip")
    assert first == "! is damaged in the archive (Bad CRC-32 for file 'a.txt'): pack or download it anew"
    assert second == ("a.zip!b.txt", TEXT)


@pytest.mark.parametrize(
    ("offset_here", "offset_listed", "value", "reason"),
    [(6, 8, 0x01, "needs a password"), (8, 10, 0x0C, "is packed by a rare method")],
)
def test_members_that_cannot_be_unpacked_say_why(
    tmp_path: Path, offset_here: int, offset_listed: int, value: int, reason: str
) -> None:
    data = bytearray(packed({"a.txt": TEXT.encode()}))
    data[offset_here] = data[data.index(b"PK\x01\x02") + offset_listed] = value
    (tmp_path / "a.zip").write_bytes(data)
    ((_, said),) = seen(tmp_path / "a.zip")
    assert reason in said


def test_an_archive_comes_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Pipe(packed({"a.txt": TEXT.encode()})))))
    (notice,) = read_path("-")
    assert isinstance(notice, Notice)
    assert (notice.source, notice.text) == ("-!a.txt", TEXT)


def test_a_member_without_a_name_is_read_by_its_content(tmp_path: Path) -> None:
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, archive.open(nameless, "w") as member:
        member.write(TEXT.encode())
    assert seen(tmp_path / "a.zip") == [("a.zip!", TEXT)]


def test_an_empty_archive_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({}))
    assert seen(tmp_path / "a.zip") == []


def test_too_many_members_or_bytes_are_refused_before_any_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({f"{n}.txt": TEXT.encode() for n in range(20)}))
    ((_, many),) = seen(tmp_path / "a.zip", max_zip_members=19)
    assert many == "! lists 20 members, more than 19: split it, or in Python raise ReadOptions.max_zip_members"
    ((_, large),) = seen(tmp_path / "a.zip", max_unpacked_bytes=100)
    assert large.startswith("! would unpack to ")


def test_results_are_of_the_two_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": TEXT.encode(), "b.txt": b""}))
    assert [type(result) for result in read_path(tmp_path / "a.zip")] == [Notice, ReadFailure]

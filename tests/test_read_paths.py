"""Folders, single files and standard input: order, names, and what is passed over."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Notice
from kg.read import ReadFailure, ReadOptions, read_path
from kg.read.formats import is_beside, sniff, suffix_of

TEXT = "会议要求，各部门要抓好落实。"


def write(folder: Path, **files: bytes | str) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def test_a_folder_is_read_in_the_order_of_names_and_bad_files_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2023").mkdir()
    write(tmp_path / "2024", **{"b.txt": TEXT, "a.txt": b"\xff\xff\xff\xff", "c.md": TEXT})
    write(tmp_path / "2023", **{"z.txt": ""})
    write(tmp_path, **{"1.txt": TEXT, "旧.doc": b"x"})
    seen = [(type(result), result.source) for result in read_path(tmp_path)]
    assert seen == [
        (Notice, "1.txt"),
        (ReadFailure, "2023/z.txt"),
        (ReadFailure, "2024/a.txt"),
        (Notice, "2024/b.txt"),
        (Notice, "2024/c.md"),
        (ReadFailure, "旧.doc"),
    ]
    assert list(read_path(tmp_path)) == list(read_path(str(tmp_path)))


def test_what_lies_beside_notices_is_passed_over_in_folders(tmp_path: Path) -> None:
    write(
        tmp_path,
        **{"a.png": b"\x89PNG\r\n\x1a\n", ".hidden.txt": TEXT, "~$a.docx": b"x", "a.json": "{}", "b.txt": TEXT},
    )
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", **{"HEAD.txt": TEXT})
    assert [result.source for result in read_path(tmp_path)] == ["b.txt"]


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("a.txt", False),
        ("第62次常务会议2023.11.09", False),
        ("notice", False),
        ("a/b/.c/d.txt", True),
        ("__MACOSX/a.txt", True),
        ("Thumbs.db", True),
        ("a.CSS", True),
        ("a.doc", False),
    ],
)
def test_which_files_are_passed_over(name: str, beside: bool) -> None:
    assert is_beside(name) is beside


def test_a_file_named_outright_is_never_passed_over_in_silence(tmp_path: Path) -> None:
    write(tmp_path, **{"a.png": b"\x89PNG\r\n\x1a\n0000", "b.json": "{}", "c.wps": b"x"})
    reasons = [str(result) for name in ("a.png", "b.json", "c.wps") for result in read_path(tmp_path / name)]
    assert "a.png: is a picture, not text: recognise its characters (OCR)" in reasons[0]
    assert "b.json: files ending in .json cannot be read: give JSON lines" in reasons[1]
    assert "c.wps: files ending in .wps cannot be read: save it as .docx" in reasons[2]


def test_a_file_with_an_unknown_ending_is_read_by_its_content(tmp_path: Path) -> None:
    write(tmp_path, **{"第62次.09": TEXT, "page": f"<!DOCTYPE html><p>{TEXT}</p>", "rows": json.dumps({"text": TEXT})})
    assert [(result.source, getattr(result, "text", None)) for result in read_path(tmp_path)] == [
        ("page", TEXT),
        ("rows#1", TEXT),
        ("第62次.09", TEXT),
    ]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"PAR1", "parquet"),
        (b"\xef\xbb\xbf\n <!doctype HTML>", "html"),
        (b'{"text": 1}', "jsonl"),
        (b"{", "text"),
        (b"", "text"),
        ("会议".encode(), "text"),
    ],
)
def test_content_shows_its_format(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.TXT", "txt"), ("a.b/c", ""), (".txt", ""), ("a.", ""), ("x\\y.md", "md"), ("文.件.html", "html")],
)
def test_the_ending_is_what_follows_the_last_dot_of_the_last_part(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_a_path_that_is_not_there_is_the_user_s_mistake_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt' cannot be read \(No such file or directory\): check the path"):
        read_path(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_path("a\0b")


def test_a_file_that_may_not_be_read_is_the_user_s_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, **{"a.txt": TEXT})
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(InputError, match=r"a\.txt' may not be read \(permission denied\): check its rights"):
        read_path(tmp_path / "a.txt")


def test_a_file_in_a_folder_that_may_not_be_opened_is_a_failure_among_notices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(path: str, *rest: object, **more: object) -> object:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied", path)
        return open(path, *rest, **more)  # noqa: PTH123  (stands for open itself)

    write(tmp_path, **{"a.txt": TEXT, "b.txt": TEXT})
    monkeypatch.setattr("kg.read.paths.open", refusing, raising=False)
    failure, notice = read_path(tmp_path)
    assert str(failure) == "a.txt: cannot be opened (Permission denied): check its rights"
    assert isinstance(notice, Notice)


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(read_path(tmp_path)) == []


def test_links_to_folders_are_not_followed_and_broken_links_are_told(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": TEXT})
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "linked.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "nothing.txt").symlink_to(tmp_path / "gone.txt")
    assert [str(result.source) for result in read_path(tmp_path)] == ["a.txt", "linked.txt", "nothing.txt"]
    assert [type(result) for result in read_path(tmp_path)] == [Notice, Notice, ReadFailure]


def test_pipes_in_folders_are_passed_over_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path, **{"z.txt": TEXT})
    assert [result.source for result in read_path(tmp_path)] == ["z.txt"]


def test_names_from_old_chinese_systems_are_shown_in_characters(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    with open(os.path.join(folder, "会议.txt".encode("gbk")), "wb") as file:  # noqa: PTH118, PTH123  (a name of bytes)
        file.write(TEXT.encode())
    assert [result.source for result in read_path(tmp_path)] == ["会议.txt"]


class Pipe(io.RawIOBase):
    """Bytes that can be read once, like standard input from a pipe."""

    def __init__(self, data: bytes) -> None:
        self.data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        return self.data.readinto(buffer)


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode("gb18030"), [("-", TEXT)]),
        (f"甲{TEXT}\n=====\n{TEXT}".encode(), [("-#1", f"甲{TEXT}\n"), ("-#2", TEXT)]),
        (f"<html><body><p>{TEXT}</p></body></html>".encode(), [("-", TEXT)]),
        (b'{"content": "\\u4f1a\\u8bae"}\n', [("-#1", "会议")]),
    ],
)
def test_standard_input_is_known_by_its_content(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[tuple[str, str]], seekable: bool
) -> None:
    raw = io.BytesIO(data) if seekable else io.BufferedReader(Pipe(data))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    assert [(result.source, getattr(result, "text", "")) for result in read_path("-")] == expected


def test_the_format_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, **{"a.dat": f"正文,标题\n{TEXT},甲\n"})
    (notice,) = read_path(tmp_path / "a.dat", options=ReadOptions(format="csv"))
    assert isinstance(notice, Notice)
    assert (notice.text, notice.page.title, notice.source) == (TEXT, "甲", "a.dat#1")


def test_reading_a_text_loads_no_library_of_another_format(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": TEXT})
    code = (
        "import sys; from kg.read import read_path; n, = read_path(sys.argv[1]);"
        "heavy = {'lxml', 'docx', 'pypdf', 'pyarrow', 'zipfile', 'csv', 'json', 'logging', 'rdflib', 'jieba'};"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    command = [sys.executable, "-S", "-c", code, str(tmp_path / "a.txt")]
    root = str(Path(__file__).parent.parent)
    run = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": root})
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [
        ("a.html", "lxml", "html"),
        ("a.pdf", "pypdf", "office"),
        ("a.parquet", "pyarrow", "table"),
        ("a.docx", "docx", "office"),
    ],
)
def test_a_missing_library_is_named_with_the_way_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str, extra: str
) -> None:
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    content = {"a.html": b"<p>1</p>", "a.pdf": b"%PDF-1.4", "a.parquet": b"PAR1", "a.docx": container.getvalue()}
    write(tmp_path, **{name: content[name]})
    for module in [loaded for loaded in sys.modules if loaded.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    (failure,) = read_path(tmp_path / name)
    assert isinstance(failure, ReadFailure)
    assert f"pip install 'huiyi-kg[{extra}]'" in failure.reason
    assert library in failure.reason

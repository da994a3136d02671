"""Files that are broken, wrong or made to do harm: one clear sentence each, soon, in little memory.

The rest of the batch goes on.
"""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import docx
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_by_hand import pdf
from zip_by_hand import packed, with_part

from kg.model import Notice
from kg.read import ReadFailure, ReadOptions, read_path
from kg.read.streams import read_stream

TEXT = "会议要求，各部门要抓好落实。"
MIB = 1024 * 1024


def word() -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(stream)
    return stream.getvalue()


def word_with(part: str, content: bytes) -> bytes:
    """A Word file in which one part is replaced."""
    return with_part(word(), part, lambda _: content)


def parquet() -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT] * 100}), stream)
    return stream.getvalue()


def locked_pdf() -> bytes:
    standard = b"/Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4" % (b"11" * 32, b"22" * 32)
    return pdf([(90, 700, TEXT)], encrypt=b"/Encrypt << %s >> /ID [<00> <00>]" % standard)


def entity_bomb(shown: str) -> str:
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY e0 "会议">{layers}]>{shown}'


WORD_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
BARE_WORD = WORD_BODY.format("")
DEEP_WORD = WORD_BODY.format("<w:sdt>" * 5000 + "</w:sdt>" * 5000)
BOMB_WORD = entity_bomb(WORD_BODY.format("<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body>")).replace(
    "html", "w", 1
)

# name, content, words of the reason
BROKEN: list[tuple[str, Callable[[], bytes], str]] = [
    ("wrong encoding.txt", lambda: "Größe".encode("latin-1") * 9, "is not valid"),
    ("cut character.txt", lambda: TEXT.encode()[:-1], "is not valid UTF-8, and the file ends there (cut off?)"),
    ("nothing.txt", lambda: b"", "is empty"),
    ("mark only.txt", lambda: b"\xef\xbb\xbf", "is empty"),
    ("blank.txt", lambda: b" \r\n\t\n", "holds only white space"),
    ("nul.txt", lambda: b"ab\0\0cd\1\2\0", "holds NUL bytes (the first at offset 2)"),
    ("picture.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture, not text"),
    ("program.md", lambda: b"\x7fELF" + bytes(99), "is a program, not text"),
    ("old word.txt", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is an old Office or WPS file"),
    ("pdf.txt", lambda: pdf([(90, 700, TEXT)]), "is a PDF file, not text: let its name end in .pdf"),
    ("zip.html", lambda: packed({"a": b"b"}), "is a zip archive or Office document, not text"),
    ("no body.html", lambda: b"<html><head><title>a</title></head></html>", "has no text in its body"),
    ("frames.html", lambda: b"<frameset><frame src=a><frame src=b></frameset>", "has no text in its body"),
    ("deep.html", lambda: ("<div>" * 100_000 + TEXT).encode(), "cannot be parsed past line 1 (Excessive depth"),
    ("cut.pdf", lambda: pdf([(90, 700, TEXT)])[:600], "is damaged or cut off"),
    ("head only.pdf", lambda: b"%PDF-1.7\n", "is damaged or cut off"),
    ("locked.pdf", locked_pdf, "needs a password: save it without one"),
    ("scanned.pdf", lambda: pdf([], []), "has no text layer"),
    ("page.pdf", lambda: b"<html><p>404</p></html>", "is no PDF"),
    ("empty.pdf", lambda: b"", "is empty"),
    ("cut.docx", lambda: word()[:2000], "is damaged or cut off"),
    ("head only.docx", lambda: b"PK\x03\x04", "is damaged or cut off"),
    ("old.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "or a password-protected one, not text"),
    ("text.docx", TEXT.encode, "is no .docx file"),
    ("other.docx", lambda: packed({"a.txt": b"b"}), "is damaged or no Word document"),
    ("no body.docx", lambda: word_with("word/document.xml", BARE_WORD.encode()), "is damaged or no Word document"),
    ("bad xml.docx", lambda: word_with("word/document.xml", b"<a>"), "is damaged or no Word document"),
    ("deep.docx", lambda: word_with("word/document.xml", DEEP_WORD.encode()), "is damaged or no Word document"),
    ("zip bomb.docx", lambda: word_with("word/styles.xml", bytes(40 * MIB)), "is a zip bomb"),
    ("no list.jsonl", lambda: b"", "is empty"),
    ("binary.csv", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is an old Office or WPS file"),
    ("open quote.csv", lambda: b'text\n"' + TEXT.encode() * 900_000, "cannot be read from"),
    ("old line ends.csv", lambda: "编号,正文\r1,会议\r".encode(), "has a header that is no CSV"),
    ("cut.parquet", lambda: parquet()[:-20], "is damaged, cut off or no Parquet file"),
    ("text.parquet", TEXT.encode, "is damaged, cut off or no Parquet file"),
    ("cut.zip", lambda: packed({"a.txt": TEXT.encode()})[:-10], "is damaged or cut off"),
    ("text.zip", TEXT.encode, "is damaged or cut off"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_a_broken_file_gives_one_clear_sentence(
    tmp_path: Path, name: str, content: Callable[[], bytes], reason: str
) -> None:
    (tmp_path / name).write_bytes(content())
    (failure,) = read_path(tmp_path / name)
    assert isinstance(failure, ReadFailure), failure
    assert failure.source == name
    assert reason in failure.reason
    assert "\n" not in failure.reason
    assert ":" in failure.reason, "no advice"


def test_a_batch_goes_on_after_every_kind_of_broken_file(tmp_path: Path) -> None:
    for number, (name, content, _) in enumerate(BROKEN):
        (tmp_path / f"{number:02} {name}").write_bytes(content())
        (tmp_path / f"{number:02} {name}.good.txt").write_text(f"{number}{TEXT}", encoding="utf-8")
    found = list(read_path(tmp_path))
    assert [result.text for result in found if isinstance(result, Notice)] == [f"{n}{TEXT}" for n in range(len(BROKEN))]
    assert len(found) == 2 * len(BROKEN)


# ── bombs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def peak_of(path: Path, options: ReadOptions = ReadOptions()) -> tuple[list[Notice | ReadFailure], float]:  # noqa: B008  (frozen)
    """What reading gives, and the most memory that Python held for it, in MiB."""
    tracemalloc.start()
    try:
        found = list(read_path(path, options=options))
        return found, tracemalloc.get_traced_memory()[1] / MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["line.txt", "line.md", "line.html", "line.pdf", "line.docx"])
def test_a_document_that_is_one_line_of_200_mb_is_refused_unread(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(200 * MIB)
    (failure,), peak = peak_of(tmp_path / name)
    assert isinstance(failure, ReadFailure)
    assert "has 200 MB, more than the 50 MB that one document may have" in failure.reason
    assert peak < 1


def test_a_line_of_200_mb_in_a_table_is_skipped_and_the_next_lines_are_read(tmp_path: Path) -> None:
    line = b'{"text": "%s"}\n' % TEXT.encode()
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(line * 2)
        file.seek(200 * MIB, os.SEEK_CUR)
        file.write(b"\n" + line)
    found, peak = peak_of(tmp_path / "a.jsonl")
    assert [type(result) for result in found] == [Notice, Notice, ReadFailure, Notice]
    assert str(found[2]).startswith("a.jsonl#3: is longer than 16 MB without a line end")
    assert peak < 80


def test_a_line_of_200_mb_in_csv_stops_the_table_with_what_came_before_kept(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.write(f"正文\n{TEXT}\n".encode())
        file.truncate(200 * MIB)
    found, peak = peak_of(tmp_path / "a.csv")
    assert [type(result) for result in found] == [Notice, ReadFailure]
    assert "cannot be read from line 3 on, which is longer than 16 MB" in str(found[1])
    assert peak < 80


def test_a_pipe_without_end_is_left_when_a_document_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            buffer[:] = b"a" * len(buffer)
            Endless.given += len(buffer)
            return len(buffer)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    (failure,) = read_path("-", options=ReadOptions(max_file_bytes=3 * MIB))
    assert "is larger than the 3.0 MB that one document may have" in str(failure)
    assert Endless.given < 6 * MIB


def test_a_page_with_an_entity_bomb_is_read_without_expanding_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(entity_bomb(f"<html><body><p>{TEXT}&e9;</p></body></html>"), encoding="utf-8")
    (notice,), peak = peak_of(tmp_path / "a.html")
    assert isinstance(notice, Notice)
    assert TEXT in notice.text
    assert len(notice.text) < 2000
    assert peak < 5


@pytest.mark.parametrize("shown", [BOMB_WORD, BOMB_WORD.replace("<w:p>", '<w:p w:id="&e9;">')])
def test_a_word_file_with_an_entity_bomb_is_refused_without_expanding_it(tmp_path: Path, shown: str) -> None:
    (tmp_path / "a.docx").write_bytes(word_with("word/document.xml", shown.encode()))
    (failure,), peak = peak_of(tmp_path / "a.docx")
    assert isinstance(failure, ReadFailure)
    assert peak < 20


def test_a_word_file_that_asks_for_a_file_of_the_machine_does_not_get_it(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    body = WORD_BODY.format(f"<w:body><w:p><w:r><w:t>{TEXT}&x;</w:t></w:r></w:p></w:body>")
    asking = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>{body}'
    (tmp_path / "a.docx").write_bytes(word_with("word/document.xml", asking.encode()))
    (result,) = read_path(tmp_path / "a.docx")
    assert "机密" not in str(result)


def test_a_zip_bomb_is_refused_by_its_ratio_and_the_other_members_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": b" " * (40 * MIB), "b.txt": TEXT.encode()}))
    found, peak = peak_of(tmp_path / "a.zip")
    assert str(found[0]).startswith("a.zip!a.txt: looks like a zip bomb (a member grows 1")
    assert isinstance(found[1], Notice)
    assert peak < 5


def test_a_zip_bomb_of_many_members_is_refused_by_its_total(tmp_path: Path) -> None:
    data = packed({f"{n:03}.txt": bytes(MIB) for n in range(200)})
    (tmp_path / "a.zip").write_bytes(data)
    (failure,), peak = peak_of(tmp_path / "a.zip", ReadOptions(max_unpacked_bytes=100 * MIB))
    assert "would unpack to 200 MB, more than 100 MB (a zip bomb?)" in str(failure)
    assert peak < 5


def test_a_member_that_lies_about_its_size_is_caught_by_its_checksum(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT.encode() * 1000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 30)
    (tmp_path / "a.zip").write_bytes(data)
    (failure,) = read_path(tmp_path / "a.zip")
    assert "is damaged in the archive (Bad CRC-32" in str(failure)


def test_a_directory_of_millions_of_members_is_not_even_listed(tmp_path: Path) -> None:
    with (tmp_path / "a.zip").open("wb") as file:
        file.truncate(300 * MIB)
        file.seek(0, os.SEEK_END)
        file.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 300 * MIB, 0, 0))
    (failure,), peak = peak_of(tmp_path / "a.zip")
    assert "lists more than 20000 members" in str(failure)
    assert peak < 1


def test_archives_inside_archives_are_refused(tmp_path: Path) -> None:
    inner = packed({"a.txt": TEXT.encode()})
    (tmp_path / "a.zip").write_bytes(packed({"b.zip": inner, "c": inner}))
    reasons = [result.reason for result in read_path(tmp_path / "a.zip") if isinstance(result, ReadFailure)]
    assert reasons == ["is an archive inside an archive: unpack the outer one first"] * 2


@pytest.mark.parametrize(
    "data",
    [
        b'{"text": ' + b"[" * 100_000,
        b'{"text": "a", "n": ' + b"9" * 100_000 + b"}",
        b'{"text": "a", "b": ' + b'{"c":' * 100_000,
    ],
)
def test_json_that_is_too_deep_or_too_long_fails_in_its_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a"}\n' + data + b'\n{"text": "b"}')
    assert [type(result) for result in read_path(tmp_path / "a.jsonl")] == [Notice, ReadFailure, Notice]


def test_a_parquet_of_too_large_a_row_group_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet())
    (failure,) = read_path(tmp_path / "a.parquet", options=ReadOptions(max_unpacked_bytes=50))
    assert "has a row group of 0.0 MB, more than 0.0 MB" in str(failure)


def test_a_small_parquet_that_repeats_a_long_text_is_left_when_it_has_given_enough(tmp_path: Path) -> None:
    repeated = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 100_000, pyarrow.int32()), ["会" * MIB])
    pyarrow.parquet.write_table(pyarrow.table({"text": repeated}), tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < 8 * MIB
    lengths, last = [], ""
    for result in read_path(tmp_path / "a.parquet", options=ReadOptions(max_unpacked_bytes=10 * MIB)):
        lengths.append(len(result.text) if isinstance(result, Notice) else 0)
        last = str(result) if isinstance(result, ReadFailure) else ""
    assert lengths == [MIB] * 10 + [0]
    assert "unpacks to more than 10 MB by row 11: split it" in last
    assert pyarrow.total_allocated_bytes() < 64 * MIB


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(*[[(90, 700, TEXT)]] * 4))
    (failure,) = read_path(tmp_path / "a.pdf", options=ReadOptions(max_pdf_pages=3))
    assert "has 4 pages, more than 3: split it" in str(failure)


def test_a_page_of_too_many_tags_is_refused_and_one_of_many_cells_in_a_row_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<table><tr>{'<td>会，' * 20_000}</table>", encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<table><tr>{'<td>会，' * 200_000}</table>", encoding="utf-8")
    notice, failure = read_path(tmp_path)
    assert isinstance(notice, Notice)
    assert len(notice.text) == 20_000 * 3 - 1
    assert "has about 200003 tags, more than 100000" in str(failure)


# ── any damage at all ─────────────────────────────────────────────────────────────────────────────────────────

SOUND = {
    "a.docx": word(),
    "a.pdf": pdf([(90, 700, TEXT)]),
    "a.parquet": parquet(),
    "a.zip": packed({"a.txt": TEXT.encode(), "b.jsonl": b'{"text": "a"}\n'}),
    "a.html": f"<html><head><meta charset=utf-8></head><body><p>{TEXT}</p></body></html>".encode(),
    "a.csv": f'正文,标题\n"{TEXT}",甲\n'.encode("gb18030"),
}


@pytest.mark.parametrize("name", sorted(SOUND))
@settings(deadline=None)  # the first of a format loads its library
@given(data=st.data())
def test_bytes_changed_or_cut_anywhere_never_raise(name: str, data: st.DataObject) -> None:
    damaged = bytearray(SOUND[name])
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    del damaged[data.draw(st.integers(len(damaged) // 2, len(damaged))) :]
    found = list(read_stream(io.BytesIO(damaged), name, ReadOptions()))
    assert all(isinstance(result, Notice | ReadFailure) for result in found)

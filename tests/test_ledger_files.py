"""Files of the ledger that come back, and ``kg ledger`` with files and options that cannot be meant."""

from __future__ import annotations

import csv
import io
import re
import tracemalloc
import zipfile

import openpyxl
import pytest
from command import kg
from ledgers import entry_of, fill, lines_in, saved, standing, take
from zip_by_hand import with_part

from kg.errors import InputError
from kg.ledger import columns, filled
from kg.ledger.filled import read_filled


def test_a_csv_file_comes_back_as_well_as_a_spreadsheet(own):
    path = own / "l.csv"
    assert kg("ledger", "-s", own / "s", "--today", "2024-06-05", "-o", path).returncode == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    rows[0] |= {columns.STATUS: "办结", columns.PROGRESS: "已完成"}
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, sorted(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = kg("ledger", "import", path, "--by", "督查室", "--at", "2024-06-05", "-s", own / "s")
    assert (done.returncode, done.err.strip()) == (
        0,
        f"1 recorded, {len(rows) - 1} unchanged, 0 left alone, 0 in conflict",
    )
    assert standing(own / "s") == {(rows[0][columns.QUOTE], "水利部"): ("done", "已完成")}


def test_a_file_of_tabs_and_one_in_utf_16_come_back_and_a_line_nobody_touched_says_nothing_new(own):
    line = lines_in(own / "s")[0]
    take(own / "s", [entry_of(line, status="在办", progress="完成普查\n开始整改")])
    lines = len(lines_in(own / "s"))
    for name in ("l.tsv", "l.csv", "l.xlsx"):
        assert kg("ledger", "-s", own / "s", "--today", "2024-06-05", "-o", own / name).returncode == 0
    (own / "wide.txt").write_text((own / "l.tsv").read_text(encoding="utf-8"), encoding="utf-16")
    for name in ("l.tsv", "l.csv", "l.xlsx", "wide.txt"):
        assert take(own / "s", own / name, by="另一人").unchanged == lines, name
    changed = (own / "l.tsv").read_text(encoding="utf-8").replace("在办\t完成普查开始整改", "办结\t全部完成")
    (own / "l.tsv").write_text(changed, encoding="utf-8")
    take(own / "s", own / "l.tsv")
    assert standing(own / "s") == {(line.quote, line.addressee): ("done", "全部完成")}


def test_progress_is_kept_in_the_one_form_that_every_file_gives_back(own):
    """Else a line that nobody touched would be recorded anew, in the name of whoever hands the next file in."""
    path = own / "l.csv"
    assert kg("ledger", "-s", own / "s", "--today", "2024-06-05", "-o", path).returncode == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    rows[0] |= {columns.STATUS: "在办", columns.PROGRESS: "第一步 \r\n第二步\x0b完\x07成"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    take(own / "s", path, by="甲")
    assert set(standing(own / "s").values()) == {("in-progress", "第一步\n第二步\n完成")}
    assert take(own / "s", saved(own / "s", own / "l.xlsx"), by="乙").new == ()


def test_progress_that_no_cell_holds_is_left_alone_not_cut(own):
    line = lines_in(own / "s")[0]
    taken = take(own / "s", [entry_of(line, status="在办", progress="长" * 32_768)])
    assert (taken.new, [problem.what for problem in taken.problems]) == (
        (),
        ["has 32768 characters of progress, more than a cell holds (32767); shorten it"],
    )


def with_stray_cell(place: str) -> bytes:
    """A ledger of one line with a cell at ``place``, on a sheet that says to be as large as sheets can be."""
    buffer, part = io.BytesIO(), "xl/worksheets/sheet1.xml"
    book = openpyxl.Workbook()
    book.worksheets[0].append([columns.KEY, columns.STATUS, columns.PROGRESS])
    book.worksheets[0].append(["0123abcd-0123456789abcdef", "在办", "=已完成一半"])
    book.save(buffer)
    row = place.lstrip("XFD")
    stray = f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'

    def change(sheet: bytes) -> bytes:
        wide = re.sub(rb"<dimension[^>]*>", b'<dimension ref="A1:XFD1048576"/>', sheet)
        return wide.replace(b"</sheetData>", stray.encode())

    return with_part(buffer.getvalue(), part, change)


def test_a_stray_cell_far_out_takes_no_memory_and_one_below_the_last_row_is_not_waited_for(tmp_path, monkeypatch):
    (tmp_path / "l.xlsx").write_bytes(with_stray_cell("XFD3000"))
    tracemalloc.start()
    try:
        first, far = read_filled(tmp_path / "l.xlsx")
        assert tracemalloc.get_traced_memory()[1] < 50 << 20
    finally:
        tracemalloc.stop()
    assert (first.where, first.status, first.progress) == ("Sheet 第2行", "在办", "=已完成一半")
    assert (far.where, far.status) == ("Sheet 第3000行", "")
    monkeypatch.setattr(filled, "MOST_ROWS", 2999)
    assert read_filled(tmp_path / "l.xlsx") == [first]


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (20 << 20))
    return buffer.getvalue()


def other_book() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (other_book(), "is no ledger"),
        (b"a,b\n1,2\n", "is no ledger"),
        (b"", "is no ledger"),
        (b"PK\x03\x04rest", "is damaged"),
        (bomb(), "zip bomb"),
        (b"\xff\xfe\x00\xd8", "neither a spreadsheet"),
        (b"a" * 200_000, "is no CSV .field larger"),
    ],
    ids=["other-book", "other-csv", "empty", "damaged", "bomb", "binary", "one-line"],
)
def test_a_file_that_is_no_ledger_is_refused_with_a_reason(tmp_path, data, what):
    (tmp_path / "f").write_bytes(data)
    with pytest.raises(InputError, match=what):
        read_filled(tmp_path / "f")


def test_a_missing_file_and_an_unknown_agency_end_with_exit_code_3_and_the_nearest_names(series, tmp_path):
    missing = kg("ledger", "import", tmp_path / "none.xlsx", "--by", "甲", "-s", series / "s")
    assert (missing.returncode, "cannot be read" in missing.err) == (3, True)
    unknown = kg("ledger", "-s", series / "s", "--agency", "沂源县水务局")
    assert (unknown.returncode, unknown.out) == (3, "")
    assert "沂源县水利局" in unknown.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--rule", "很快"),
        ("--rule", "0"),
        ("--clock", "rule"),
        ("--sheets", "two"),
        ("--format", "pdf"),
        ("--today", "6月"),
        ("-o", "l.ods"),
    ],
)
def test_options_that_cannot_be_meant_end_with_exit_code_2(series, arguments):
    assert kg("ledger", "-s", series / "s", *arguments).returncode == 2


def test_a_row_left_alone_ends_with_exit_code_4_and_a_dry_run_writes_nothing(own):
    lines = lines_in(own / "s")
    path = fill(saved(own / "s", own / "l.xlsx"), {lines[0].key: ("快好了", ""), lines[1].key: ("办结", "")})
    dry = kg("ledger", "import", path, "--by", "甲", "--dry-run", "-s", own / "s")
    assert (dry.returncode, standing(own / "s")) == (4, {})
    assert "1 would be recorded" in dry.err
    assert kg("ledger", "import", path, "--by", "甲", "-s", own / "s").returncode == 4
    assert len(standing(own / "s")) == 1


def test_a_ledger_is_not_written_over_what_was_filled_in_and_not_imported(own):
    """The file is the only place where that work stands."""
    path, lines = own / "l.xlsx", lines_in(own / "s")
    fill(saved(own / "s", path), {lines[0].key: ("办结", "已修复"), lines[1].key: ("快好了", "")})
    filled_in = path.read_bytes()
    refused = kg("ledger", "-s", own / "s", "-o", path)
    assert refused.returncode == 2
    assert "has 2 rows filled in that are not recorded" in refused.err
    assert path.read_bytes() == filled_in
    assert kg("ledger", "-s", own / "s", "-o", own / "other.xlsx").returncode == 0
    assert kg("ledger", "import", path, "--by", "甲", "-s", own / "s").returncode == 4
    assert "has 1 row filled in that is not recorded" in kg("ledger", "-s", own / "s", "-o", path).err
    fill(path, {lines[1].key: ("", "")})
    assert kg("ledger", "-s", own / "s", "-o", path).returncode == 0
    fill(path, {lines[1].key: ("办结", "")})
    assert kg("ledger", "-s", own / "s", "-o", path, "--overwrite").returncode == 0


def test_a_ledger_is_not_written_over_a_spreadsheet_in_which_nobody_can_tell_what_was_filled_in(own):
    """A column copied beside itself, a damaged file, a table of somebody else's: all hold work that stands nowhere else."""
    path = own / "l.csv"
    assert kg("ledger", "-s", own / "s", "-o", path).returncode == 0
    head, _, rest = path.read_text(encoding="utf-8-sig").partition("\n")
    for text in (f"{head.rstrip()},{columns.STATUS}\n{rest}", "姓名,电话\n甲,1\n"):
        path.write_text(text, encoding="utf-8")
        refused = kg("ledger", "-s", own / "s", "-o", path)
        assert (refused.returncode, path.read_text(encoding="utf-8")) == (2, text)
        assert "What stands in it would be lost; name another file, or add --overwrite." in refused.err
    damaged = own / "l.xlsx"
    damaged.write_bytes(b"PK\x03\x04rest")
    assert "is damaged" in kg("ledger", "-s", own / "s", "-o", damaged).err
    assert damaged.read_bytes() == b"PK\x03\x04rest"
    assert kg("ledger", "-s", own / "s", "-o", damaged, "--overwrite").returncode == 0


@pytest.mark.parametrize("name", ["l.json", "l.jsonl", "l.md", "l.txt", "l.ics"])
def test_a_file_that_is_not_filled_in_and_an_empty_one_are_written_over_and_it_is_said_what_was_written(own, name):
    (own / "empty.csv").touch()
    lines = len(lines_in(own / "s"))
    for path in (own / name, own / name, own / "empty.csv"):
        done = kg("ledger", "-s", own / "s", "-o", path)
        assert done.returncode == 0, done.err
        assert f"{lines} lines written to {path}\n" in done.err
    assert "written" not in kg("ledger", "-s", own / "s", "--format", "json", "-o", "-").err


def test_what_was_imported_once_may_be_written_over_whatever_was_recorded_since(own):
    path, lines = own / "l.csv", lines_in(own / "s")
    assert kg("ledger", "-s", own / "s", "-o", path).returncode == 0
    entries = [entry_of(lines[0], status="在办", progress="已开工")]
    take(own / "s", entries, by="甲", at="2024-06-01T09:00:00")
    filled_in = fill(saved(own / "s", own / "l.xlsx"), {lines[0].key: ("在办", "已开工")})
    take(own / "s", [entry_of(lines[0], status="办结")], by="乙", at="2024-06-02T09:00:00")
    assert kg("ledger", "-s", own / "s", "-o", path).returncode == 0
    assert kg("ledger", "-s", own / "s", "-o", filled_in).returncode == 0


def test_an_option_before_import_is_refused_since_it_would_say_nothing_of_where_to_record(own):
    """The ledger's own --store before the command below it says nothing to that one, which would record into another store."""
    path = own / "l.csv"
    assert kg("ledger", "-s", own / "s", "-o", path).returncode == 0
    done = kg("ledger", "--store", own / "s", "import", path, "--by", "督查室", cwd=own)
    assert done.returncode == 2
    assert "--store before import is not passed on to it" in done.err
    assert kg("ledger", "--lang", "en", "import", path, "--by", "督查室", "-s", own / "s").returncode == 0


def test_a_column_that_stands_twice_is_not_chosen_from(own):
    path = own / "l.csv"
    assert kg("ledger", "-s", own / "s", "-o", path).returncode == 0
    head, _, rest = path.read_text(encoding="utf-8-sig").partition("\n")
    path.write_text(f"{head.rstrip()},{columns.STATUS}\n{rest}", encoding="utf-8")
    with pytest.raises(InputError, match="several columns 状态"):
        read_filled(path)

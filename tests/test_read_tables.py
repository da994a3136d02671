"""JSON lines, CSV and Parquet: one notice from each row, a failure for each row that has none."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Notice, Page
from kg.read import ReadFailure, ReadOptions, read_path
from kg.read.columns import find_columns
from kg.read.csv import read_csv
from kg.read.jsonl import read_jsonl

TEXT = "会议要求，各部门要抓好落实，\n按时完成任务。"
SAY = "name it (--text-column), or call it one of text, content, body, 正文, 内容, 全文, article, fulltext"
PAGE = Page(title="第62次常务会议", published="2023-11-13", publisher="市政府办公室", url="https://a.example/1")


def results(folder: Path, name: str, content: bytes | str, **options: object) -> list[Notice | ReadFailure]:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_path(file, options=ReadOptions(**options)))


def sheet(rows: list[list[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize(
    "keys",
    [
        ("text", "title", "date", "publisher", "url"),
        ("正文", "标题", "发布时间", "来源", "链接"),
        ("内容", "题名", "发布日期", "发布机构", "网址"),
        (" Content ", "Headline", "PubDate", "ContentSource", "LINK"),
    ],
)
def test_known_columns_are_found_in_every_kind_of_table(tmp_path: Path, keys: tuple[str, ...]) -> None:
    row = dict(zip(keys, (TEXT, PAGE.title, PAGE.published, PAGE.publisher, PAGE.url), strict=True)) | {"编号": "7"}
    rows = [[*row], [str(value) for value in row.values()]]
    columns = {key: [value] for key, value in row.items()}
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    found = [
        *results(tmp_path, "a.jsonl", json.dumps(row, ensure_ascii=False) + "\n"),
        *results(tmp_path, "a.csv", sheet(rows)),
        *results(tmp_path, "semicolons.csv", sheet(rows, ";")),
        *results(tmp_path, "a.tsv", sheet(rows, "\t")),
        *read_path(tmp_path / "a.parquet"),
    ]
    sources = ["a.jsonl#1", "a.csv#1", "semicolons.csv#1", "a.tsv#1", "a.parquet#1"]
    assert [result.source for result in found] == sources
    for notice in found:
        assert isinstance(notice, Notice)
        assert (notice.text, notice.page) == (TEXT, PAGE)


def test_the_user_names_columns(tmp_path: Path) -> None:
    content = sheet([["text", "a", "b"], ["摘要", TEXT, "标题"]])
    (notice,) = results(tmp_path, "a.csv", content, text_column="a", title_column="b")
    assert isinstance(notice, Notice)
    assert (notice.text, notice.page) == (TEXT, Page(title="标题"))


@pytest.mark.parametrize(
    ("column", "flag"),
    [
        ("title_column", "--title-column"),
        ("date_column", "--date-column"),
        ("url_column", "--url-column"),
        ("publisher_column", "--publisher-column"),
        ("id_column", "--id-column"),
    ],
)
def test_a_column_that_the_user_named_and_no_table_has_is_never_passed_over_in_silence(
    tmp_path: Path, column: str, flag: str
) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT]}), tmp_path / "a.parquet")
    found = [
        *results(tmp_path, "a.csv", sheet([["text", "b"], [TEXT, "c"]]), **{column: "nn"}),
        *read_path(tmp_path / "a.parquet", options=ReadOptions(**{column: "nn"})),
    ]
    assert [str(failure) for failure in found] == [
        f"a.csv: has no column 'nn' among 'text', 'b': correct {flag}",
        f"a.parquet: has no column 'nn' among 'text': correct {flag}",
    ]


def test_a_key_that_the_user_named_may_be_missing_in_some_lines_but_not_in_all(tmp_path: Path) -> None:
    lines = f"{json.dumps({'text': TEXT})}\n{json.dumps({'text': '乙。', 't': '题'})}\n"
    found = results(tmp_path, "a.jsonl", lines, title_column="t")
    assert [result.page.title for result in found if isinstance(result, Notice)] == [None, "题"]
    *notices, failure = results(tmp_path, "a.jsonl", lines, title_column="titel")
    assert len(notices) == 2
    assert str(failure) == "a.jsonl: has no key 'titel' in any line: correct --title-column"


def test_rows_are_called_by_the_column_that_identifies_them(tmp_path: Path) -> None:
    rows = [["text", "no"], ["甲。", "7"], ["乙。", " 8 "], ["丙。", ""], ["丁。", "7"]]
    found = results(tmp_path, "a.csv", sheet(rows), id_column="no")
    assert [str(r) if isinstance(r, ReadFailure) else r.source for r in found] == [
        "a.csv#7",
        "a.csv#8",
        "a.csv#3: has nothing in 'no': fill it in, or leave out --id-column",
        "a.csv#4: is called '7' like row 1: make 'no' unique",
    ]
    pyarrow.parquet.write_table(pyarrow.table({"text": ["甲。"], "no": [7]}), tmp_path / "a.parquet")
    (notice,) = read_path(tmp_path / "a.parquet", options=ReadOptions(id_column="no"))
    assert isinstance(notice, Notice)
    assert notice.source == "a.parquet#7"


def test_a_table_without_a_text_column_names_those_it_has(tmp_path: Path) -> None:
    (failure,) = results(tmp_path, "a.csv", "编号;标题\n1;2\n")
    assert str(failure) == "a.csv: has no column for the text among '编号', '标题': " + SAY
    (failure,) = results(tmp_path, "b.csv", "text,标题\n1,2\n", text_column="全文")
    assert str(failure) == "b.csv: has no column '全文' among 'text', '标题': correct --text-column"


def test_the_first_known_name_wins_and_case_and_spaces_do_not_count() -> None:
    columns = find_columns(["正文", "TE XT", "text ", "日期"], ReadOptions())
    assert columns.named() == ("TE XT", "日期")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_tables_are_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    rows = [["标题", "正文"], *([f"第{n}次会议", f"会议要求，第{n}项工作要抓好落实。"] for n in range(1, 4))]
    for name, content in (("a.csv", sheet(rows)), ("a.tsv", sheet(rows, "\t"))):
        found = results(tmp_path, name, content.encode(encoding))
        assert [(notice.source, notice.text) for notice in found if isinstance(notice, Notice)] == [
            (f"{name}#{n}", f"会议要求，第{n}项工作要抓好落实。") for n in range(1, 4)
        ]


def test_the_encoding_of_a_long_table_is_found_in_its_beginning(tmp_path: Path) -> None:
    rows = [["正文"], *([f"会议要求，第{n}项工作要抓好落实。" * 20] for n in range(800))]
    found = results(tmp_path, "a.csv", sheet(rows).encode("gb18030"))
    assert [notice.text for notice in found if isinstance(notice, Notice)] == [row[0] for row in rows[1:]]


def test_bad_lines_of_json_fail_alone_and_blank_ones_are_nothing(tmp_path: Path) -> None:
    lines = [
        '{"text": "甲"}',
        "",
        "{",
        "[1]",
        '{"title": "乙"}',
        '{"text": null}',
        '{"text": 3}',
        '{"text": "  "}',
        '{"text": "\\ud800\\u0000"}',
        '{"text": "戊", "title": ["x"], "date": 20231113}',
        '{"text": "己"',
    ]
    found = results(tmp_path, "a.jsonl", "\n".join(lines))
    assert [str(result) if isinstance(result, ReadFailure) else (result.source, result.text) for result in found] == [
        ("a.jsonl#1", "甲"),
        "a.jsonl#3: is no JSON (Expecting property name enclosed in double quotes at column 2): "
        "write one object on each line",
        "a.jsonl#4: is a JSON list, no object: write one object on each line",
        "a.jsonl#5: has no column for the text among 'title': " + SAY,
        "a.jsonl#6: has nothing in 'text': fill it in, or leave the row out",
        "a.jsonl#7: has int in 'text' where text is expected: correct --text-column",
        "a.jsonl#8: has only white space in 'text': fill it in, or leave the row out",
        ("a.jsonl#9", "\ufffd\ufffd"),
        ("a.jsonl#10", "戊"),
        "a.jsonl#11: is no JSON (Expecting ',' delimiter at column 13): write one object on each line",
    ]
    assert isinstance(found[8], Notice)
    assert found[8].page == Page(published="20231113")


def test_a_line_of_json_in_another_encoding_fails_alone(tmp_path: Path) -> None:
    good = '{"text": "会议"}\n'.encode()
    found = results(tmp_path, "a.jsonl", good * 3 + '{"text": "会议"}\n'.encode("gbk") + good, encoding="utf-8")
    assert [type(result) for result in found] == [Notice, Notice, Notice, ReadFailure, Notice]
    assert "byte 0xBB at offset 10 is not valid UTF-8" in str(found[3])


def test_rows_of_csv_that_lack_the_text_fail_alone(tmp_path: Path) -> None:
    found = results(tmp_path, "a.csv", "标题,正文\n甲,会议\n乙\n,\n\n丙,,多\n丁,要求,多,余\n")
    assert [(type(result), result.source) for result in found] == [
        (Notice, "a.csv#1"),
        (ReadFailure, "a.csv#2"),
        (ReadFailure, "a.csv#3"),
        (Notice, "a.csv#4"),
    ]


def test_the_limit_of_csv_fields_is_set_back() -> None:
    before = csv.field_size_limit()
    stream = io.BytesIO(sheet([["text"], ["长" * 200_000]]).encode())
    (notice,) = read_csv(stream, "a.csv", ReadOptions(), tabs=False)
    assert isinstance(notice, Notice)
    assert len(notice.text) == 200_000
    assert csv.field_size_limit() == before


def test_parquet_gives_dates_as_iso_and_rows_without_text_as_failures(tmp_path: Path) -> None:
    table = pyarrow.table(
        {
            "date": [datetime.date(2023, 11, 13), datetime.datetime(2023, 11, 13, 17, 51, 56).date(), None],
            "content": pyarrow.array(["会议", None, "要求"]).dictionary_encode(),
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    first, second, third = read_path(tmp_path / "a.parquet")
    assert isinstance(first, Notice)
    assert (first.text, first.page.published) == ("会议", "2023-11-13")
    assert str(second) == "a.parquet#2: has nothing in 'content': fill it in, or leave the row out"
    assert isinstance(third, Notice)
    assert third.page.published is None


def test_parquet_of_many_row_groups_is_read_in_order(tmp_path: Path) -> None:
    table = pyarrow.table({"text": [f"第{n}次会议" for n in range(500)]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet", row_group_size=70)
    assert [getattr(notice, "text", "") for notice in read_path(tmp_path / "a.parquet")] == table["text"].to_pylist()


@given(texts=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), max_size=5))
def test_any_text_comes_back_out_of_json_lines(texts: list[str]) -> None:
    data = "".join(json.dumps({"text": text}) + "\n" for text in ["甲", *texts]).encode()
    found = [result.text for result in read_jsonl(io.BytesIO(data), "-", ReadOptions()) if isinstance(result, Notice)]
    assert found == ["甲", *(text for text in texts if not text.isspace())]


@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1).filter(str.strip), max_size=5
    )
)
def test_any_text_comes_back_out_of_csv(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["正文"], *([text] for text in texts)])
    data = stream.getvalue().encode()
    found = [getattr(result, "text", "") for result in read_csv(io.BytesIO(data), "-", ReadOptions(), tabs=False)]
    assert found == texts

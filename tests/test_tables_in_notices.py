"""Whole notices with tables: as text, as pages, as Word files; and tables of any shape."""

from __future__ import annotations

import io
import json
import random
import re
from pathlib import Path

import docx
import pytest
from case_tables import LEAD, analysed, notice
from hypothesis import given, settings
from hypothesis import strategies as st
from work_tables import EXAMPLES, LIMITS, ROLES, ROOT, TASKS, UNITS, asked, tabbed

from kg.evaluate import score, total
from kg.gold import to_gold
from kg.model import Notice
from kg.pipeline import extract, knowledge
from kg.read import ReadOptions
from kg.read.docx import read_docx
from kg.read.html import read_html
from kg.read.notice import read_text
from kg.scan import scan
from kg.task_tables import find_tables


def as_text(path: Path) -> Notice:
    return read_text(path.read_text("utf-8"), source=path.name)


def test_our_notices_with_tables_are_read_as_annotated() -> None:
    def extracted(path: Path) -> dict[str, object]:
        extraction = extract(as_text(path))
        return to_gold(extraction.analysis, extraction.resolution)

    scores = score(EXAMPLES, extracted)
    assert len(scores) == 2
    figures = total(scores.values()).figures()
    assert {name: value for name, value in figures.items() if value != 1.0} == {}


def cells_of(line: str) -> list[str]:
    return line.split("\t")


def as_page(text: str) -> Notice:
    """The same notice as a page, with cells that are merged where the text has ditto marks, and lines in cells."""
    lines = text.splitlines()
    grid = [cells_of(line) if "\t" in line else None for line in lines]
    out: list[str] = []
    for number, cells in enumerate(grid):
        if cells is None:
            out.append(f"<p>{lines[number]}</p>" if lines[number] else "")
            continue
        row = ""
        for column, cell in enumerate(cells):
            if cell == "〃":
                continue
            tall = 1
            while (below := grid[number + tall]) is not None and below[column] == "〃":
                tall += 1
            words = "".join(f"<p>{part}</p>" for part in cell.split(" "))
            row += f'<td rowspan="{tall}">{words}</td>'
        begins, ends = grid[number - 1] is None, grid[number + 1] is None
        out.append(f"{'<table>' if begins else ''}<tr>{row}</tr>{'</table>' if ends else ''}")
    return read_html(f"<html><body><div>{''.join(out)}</div></body></html>".encode(), "page.html", ReadOptions())


def as_word(text: str) -> Notice:
    """The same notice as a Word file, with merged cells."""
    document = docx.Document()
    lines = text.splitlines()
    rows = [cells_of(line) for line in lines if "\t" in line]
    for line in lines:
        if "\t" not in line:
            document.add_paragraph(line)
        elif cells_of(line) == rows[0]:
            table = document.add_table(len(rows), len(rows[0]))
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    table.cell(r, c).text = "" if cell == "〃" else cell.replace(" ", "\n")
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if cell == "〃":
                        table.cell(r - 1, c).merge(table.cell(r, c))
    stream = io.BytesIO()
    document.save(stream)
    return read_docx(stream.getvalue(), "minutes.docx", ReadOptions())


@pytest.mark.parametrize("form", [as_page, as_word])
def test_a_page_and_a_word_file_say_what_the_text_says(form: object) -> None:
    path = EXAMPLES / "01-xiangyin-bangong.txt"
    text = path.read_text("utf-8")
    told = extract(as_text(path)).analysis
    read = extract(form(text)).analysis  # type: ignore[operator]  # one of the two functions above
    assert asked(read) == asked(told)
    assert [d.item for d in read.directives] == [d.item for d in told.directives]
    assert [d.deadline and d.deadline.date for d in read.directives] == [
        d.deadline and d.deadline.date for d in told.directives
    ]


@pytest.mark.parametrize("name", ["howto-tables.md", "howto-tables.zh-CN.md"])
def test_the_how_to_prints_what_is_extracted(name: str) -> None:
    page = (ROOT / "docs" / name).read_text("utf-8")
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    extraction = extract(read_text(blocks[0], source="notice.txt"))
    found = json.loads(json.dumps(to_gold(extraction.analysis, extraction.resolution)))["directives"]
    printed = ["\t".join([d["quote"], *d["addressees"], d["deadline_date"] or ""]) for d in found]
    assert [line.rstrip() for line in printed] == blocks[1].splitlines()[1:]


def test_lines_without_tabs_or_bars_are_not_looked_at() -> None:
    scanned = scan(notice(f"{LEAD}序号 工作任务 责任单位\n1 完成河道清淤 县水务局"), knowledge().lexicon)
    assert find_tables(scanned) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *ROLES.values(),
                *UNITS,
                *TASKS,
                *LIMITS,
                "|",
                "|",
                "\t",
                "\n",
                "\n",
                "〃",
                "—",
                "（",
                "）",
                "1",
                "。",
                "、",
            ]
        ),
        max_size=60,
    )
)
def test_any_shape_of_table_keeps_its_quotes(pieces: list[str]) -> None:
    analysis = analysed(LEAD + "序号|工作任务|责任单位|完成时限\n" + "".join(pieces))
    for directive in analysis.directives:
        for party in directive.parties:
            assert analysis.notice.quote(party.span) == party.surface
        if directive.deadline is not None:
            assert analysis.notice.quote(directive.deadline.span) == directive.deadline.surface
        assert "\n" not in analysis.notice.quote(directive.span)


def test_many_rows_take_time_in_step_with_their_number() -> None:
    rows = [f"{n}|完成河道清淤{n}公里|县水务局|县财政局、各镇街|6月10日前" for n in range(1, 401)]
    random.Random(5).shuffle(rows)
    text = LEAD + "分工如下：\n" + tabbed("序号|工作任务|牵头单位|配合单位|完成时限", *rows)
    assert len(analysed(text).directives) == 400

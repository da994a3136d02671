"""What the how-tos print is what the commands print, in the order in which a reader would type them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from kg import catalogues
from kg.code_words import in_language
from kg.export.forms import FORMS
from kg.export.projections import VIEWS
from kg.following import followup, gaps, trace
from kg.messages import said
from kg.query import explain, shipped_queries
from kg.query.directives import TABLE_COLUMNS as DIRECTIVES

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "howto-ledger.md",
    "howto-ledger.zh-CN.md",
    "howto-ask.zh-CN.md",
    "howto-gephi.md",
    "howto-gephi.zh-CN.md",
    "howto-cascade.md",
    "howto-cascade.zh-CN.md",
    "howto-journalist.md",
    "howto-journalist.zh-CN.md",
    "howto-linking.md",
    "howto-linking.zh-CN.md",
)
HEADINGS = [
    (name, heading)
    for table in (
        trace.TABLE_COLUMNS, followup.REPETITION_TABLE, followup.TAKE_UP_TABLE, gaps.TABLE_COLUMNS, explain.TABLE_COLUMNS,
        DIRECTIVES,
    )
    for name, heading in table.items()
]  # fmt: skip


def language_of(page: str) -> str:
    """The language of a page, in which its commands are run."""
    return "zh" if page.endswith(".zh-CN.md") else "en"


def headings(language: str) -> list[tuple[str, str]]:
    """Names of columns with what people see above them."""
    return [(name, str(said(head, catalogues.words("zh"))) if language == "zh" else head) for name, head in HEADINGS]


@dataclass(frozen=True)
class Step:
    """A command of a page, the lines printed below it, and what stands between it and the next one."""

    command: str
    printed: tuple[str, ...]
    after: str
    language: str


def steps(page: str) -> Iterator[Step]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = list(re.finditer(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        *before, last = match[1].split("$ ")[1:]
        for part in (*before, last):
            command, *printed = part.splitlines()
            yield Step(command, tuple(printed), text[match.end() : end] if part is last else "", language_of(page))


def run(step: Step, place: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(step.command)
    if any("──" in line for line in step.printed):
        arguments += ["--format", "table"]
    command = [sys.executable, *(["-m", "kg"] if program == "kg" else []), *arguments]
    spoken = {**os.environ, "KG_LANG": step.language}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=place, check=False, env=spoken)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_its_commands_print(page, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    compared = 0
    for step in steps(page):
        if "ledger import" in step.command:
            fill_in(tmp_path / "台账.xlsx")
        done = run(step, tmp_path)
        assert done.returncode in (0, *((2, 3, 4) if step.printed else ())), (step.command, done.stderr)
        if step.printed:
            shown = [line.rstrip() for line in step.printed]
            out, err = done.stdout.splitlines(), done.stderr.splitlines()
            assert shown in (out, err, [*out, *err]), step.command
            compared += 1
        compared += sum(compare(table, step, tmp_path) for table in tables_in(step.after, step.language))
        for diagram in re.findall(r"^```mermaid\n(.*?)^```$", step.after, re.MULTILINE | re.DOTALL):
            asked = [*shlex.split(step.command)[1:], "--format", "mermaid"]
            assert run(Step(shlex.join(["kg", *asked]), (), "", step.language), tmp_path).stdout == diagram
            compared += 1
    assert compared >= 3


def fill_in(path: Path) -> None:
    """What the how-to for the ledger says that somebody fills in: two that are understood, and one that is not."""
    book = openpyxl.load_workbook(path)
    sheet = book["台账"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        matter = str(sheet.cell(row, at["议定事项"]).value)
        for words, status in (("组织水库防汛演练", "办结"), ("5月20日前将台账报县水利局", "在办")):
            if words in matter:
                sheet.cell(row, at["状态"]).value = status
    sheet.cell(11, at["状态"]).value = "快好了"
    book.save(path)


# ── tables of a page that leave columns out ───────────────────────────────────────────────────────────────────


def tables_in(text: str, language: str) -> Iterator[list[list[str]]]:
    """The Markdown tables whose headings are those of a command, each as rows of cells, the head first."""
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        head, _, *rows = ([cell.strip() for cell in line.strip()[1:-1].split("|")] for line in block.splitlines())
        if set(head) <= {heading for _, heading in headings(language)}:
            yield [head, *rows]


def compare(table: list[list[str]], step: Step, place: Path) -> bool:
    """Each row of the page must be one row of the command's, in its order; a table that is whole has them all."""
    head, *rows = table
    name, *arguments = shlex.split(step.command)[1:]
    found = json.loads(
        run(Step(shlex.join(["kg", name, *arguments, "--format", "json"]), (), "", step.language), place).stdout
    )
    for record in found:
        derive(record)
    assert len(rows) == len(found), step.command
    for row, record in zip(rows, found, strict=True):
        for cell, heading in zip(row, head, strict=True):
            values = [record[key] for key, name in headings(step.language) if name == heading and key in record]
            values += [in_words(heading, value, step.language) for value in values]
            assert any(fits(cell, value) for value in values), (step.command, heading, cell, values)
    return True


def in_words(heading: str, value: object, language: str) -> object:
    """``value`` as tables for people have it in ``language``."""
    if isinstance(value, list):
        return [in_words(heading, one, language) for one in value]
    return in_language(heading, value, language) if isinstance(value, str) else value


def derive(record: dict[str, object]) -> None:
    """What tables show and JSON has in parts."""
    if "source" in record:
        record["where"] = f"{record['source']} {record['start']}–{record['end']}"
    if isinstance(dates := record.get("dates"), list):
        record["between"] = dates[1:-1]


def fits(cell: str, value: object) -> bool:
    """Whether the page's cell is the value: whole, the number of a list, or a part of it with … for what is left out."""
    words = plain(cell.replace("`", ""))
    if isinstance(value, list):
        parts = [part.strip() for part in re.split("；|, ", words)] if words else []
        return words == str(len(value)) or (
            len(parts) <= len(value) and all(any(fits_part(part, plain(one)) for one in value) for part in parts)
        )
    shown = "" if value is None else plain(value)
    return fits_part(words, shown) if "…" in words else words == shown


def fits_part(words: str, shown: str) -> bool:
    return all(part in shown for part in words.split("…"))


def plain(value: object) -> str:
    """Without the signs that a cell of Markdown cannot hold."""
    return " ".join(str(value).replace("|", " ").split())


# ── what a page must not forget ───────────────────────────────────────────────────────────────────────────────


def test_the_page_for_gephi_names_every_view_and_every_form():
    page = (ROOT / "docs" / "howto-gephi.md").read_text(encoding="utf-8")
    assert [name for name in VIEWS if f"`{name}`" not in page] == []
    assert [name for name in FORMS if not re.search(rf"[ `]{re.escape(name)}[ `]", page)] == []


def test_the_chinese_page_for_gephi_names_every_view():
    page = (ROOT / "docs" / "howto-gephi.zh-CN.md").read_text(encoding="utf-8")
    assert [name for name in VIEWS if f"`{name}`" not in page] == []


def test_the_page_on_asking_names_every_shipped_query_with_its_parameters():
    page = (ROOT / "docs" / "howto-ask.zh-CN.md").read_text(encoding="utf-8")
    told = {
        name: set(re.findall("`([a-z]+)`", takes))
        for name, takes in re.findall(r"^\| `([a-z-]+)` \|.*\|(.*)\|$", page, re.M)
    }
    assert told == {shipped.name: {one.name for one in shipped.parameters} for shipped in shipped_queries()}


def test_pictures_are_there_and_small():
    for page in PAGES:
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        for name in re.findall(r"!\[[^\]]*\]\((img/[^)]+)\)", text):
            assert (ROOT / "docs" / name).stat().st_size < 400_000, name

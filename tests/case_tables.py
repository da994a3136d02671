"""Case tables: rows of ``tests/cases/*.tsv`` for the rooms, and short notices to run them on.

A row is a text, what must come of it (written by hand from the guideline), and why. Where a table has the columns
``rule`` and ``fires``, the row also says whether that rule has a part in the result (``yes``) or must not (``no``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.model import Analysis, Notice, Page
from kg.pipeline import analyse, knowledge

CASES = Path(__file__).parent / "cases"
BREAK = "⏎"  # a line break inside a cell
NOTHING = "-"
LEAD = "2024年5月8日，县长赵一山主持召开县政府第十八届第30次常务会议。\n"

Row = dict[str, str]


def rows(table: str) -> list[Row]:
    """The data rows of a table, by column. Raises ``ValueError`` for a row with more or fewer cells than columns."""
    lines = [
        (number, line)
        for number, line in enumerate((CASES / f"{table}.tsv").read_text("utf-8").splitlines(), 1)
        if line and not line.startswith("#")
    ]
    columns = lines[0][1].split("\t")
    found = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{table}.tsv:{number}: {len(cells)} cells for {len(columns)} columns")
        found.append({**dict(zip(columns, cells, strict=True)), "place": f"{table}.tsv:{number}"})
    return found


def cases(table: str) -> pytest.MarkDecorator:
    """Parametrize a test with the rows of a table; a failure names file and line."""
    found = rows(table)
    return pytest.mark.parametrize("row", found, ids=[row["place"] for row in found])


def notice(text: str, page: Page | None = None) -> Notice:
    """A notice with this text; ⏎ stands for a line break."""
    text = text.replace(BREAK, "\n")
    return Notice(hashlib.sha256(text.encode()).hexdigest()[:16], text, "case.txt", Page() if page is None else page)


def analysed(text: str, page: Page | None = None) -> Analysis:
    """What the shipped words and rules find in a notice with this text."""
    return analyse(notice(text, page), knowledge().lexicon)


def joined(parts: list[str], mark: str) -> str:
    """The parts as a cell of a table writes them."""
    return mark.join(parts) or NOTHING


def printed(text: str) -> str:
    """Words of a notice as a cell writes them."""
    return text.replace("\n", BREAK)


def check(row: Row, got: str, rules: set[str]) -> None:
    """Assert that the result is the expected one, and that the row's rule has its part in it or has none."""
    assert got == row["expected"], f"{row['why']}\n  got      {got}\n  expected {row['expected']}"
    assert (row["rule"] in rules) is (row["fires"] == "yes"), f"rules at work: {sorted(rules)}"

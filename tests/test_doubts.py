"""Doubts: what was seen and is left open is kept, and what is clear raises none."""

from __future__ import annotations

import re
from pathlib import Path

from case_tables import Row, analysed, cases, check, joined, rows

KG = Path(__file__).parent.parent / "kg"
SOURCES = [
    KG / "doubts.py",
    KG / "directives" / "doubtful_limits.py",
    KG / "directives" / "tables.py",
    KG / "directives" / "unread.py",
    KG / "task_tables" / "rows.py",
]


@cases("doubts")
def test_doubt_is_kept_where_the_text_leaves_something_open(row: Row) -> None:
    analysis = analysed(row["text"])
    got = joined([f"{doubt.kind}={analysis.notice.quote(doubt.span)}" for doubt in analysis.doubts], "|")
    check(row, got, {doubt.kind for doubt in analysis.doubts})


def test_every_kind_of_doubt_has_a_row_where_it_arises_and_one_where_it_must_not() -> None:
    code = "\n".join(source.read_text("utf-8") for source in SOURCES)
    kinds = re.findall(r'Doubt\(\s*"([a-z-]+)"', code)
    assert len(kinds) >= 13
    assert {(row["rule"], row["fires"]) for row in rows("doubts")} == {
        (kind, fires) for kind in kinds for fires in ("yes", "no")
    }

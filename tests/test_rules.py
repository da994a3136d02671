"""Every rule of the text rooms has a row where it fires and a row where it must not; test_names.py asks it of full names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_tables import rows

KG = Path(__file__).parent.parent / "kg"
ROOMS = ("agencies", "agenda", "dates", "deadlines", "directives", "documents", "fields", "people")
TABLES = (*ROOMS, "parties")
# A room is a module or a folder of modules and folders.
PLACES = ("agenda", "directives", "fields", "mentions", "pipeline", "roles", "structure")
SOURCES = sorted(f for place in PLACES for f in (*KG.glob(f"{place}.py"), *(KG / place).rglob("*.py")))


def rules_in_code() -> list[str]:
    """Rule ids written in the rooms, with those of deadlines, which are the names of a pattern's groups."""
    # A default (``rule: str = "…"``) is no finding's rule.
    rule = re.compile(rf'(?<!: str = )"((?:{"|".join(ROOMS)})\.[a-z0-9-]+)"')
    code = "\n".join(source.read_text("utf-8") for source in SOURCES)
    named = re.compile(r"\(\?P<([a-z0-9]+)>")
    limits = (KG / "mentions" / "limit_words.py").read_text("utf-8")
    return sorted({*rule.findall(code), *(f"deadlines.{kind}" for kind in named.findall(limits))})


RULES = rules_in_code()


def test_rules_are_found_in_the_code() -> None:
    assert len(RULES) > 70
    assert {room for room in ROOMS if not any(rule.startswith(f"{room}.") for rule in RULES)} == set()


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_row_where_it_fires_and_one_where_it_must_not(rule: str) -> None:
    verdicts = {row["fires"] for table in TABLES for row in rows(table) if row["rule"] == rule}
    assert verdicts == {"yes", "no"}


def test_rows_name_rules_that_exist() -> None:
    named = {row["rule"] for table in TABLES for row in rows(table)}
    assert named - set(RULES) == set()

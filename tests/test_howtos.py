"""What the how-tos print is what the commands print."""

from __future__ import annotations

import csv
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg import build

ROOT = Path(__file__).resolve().parent.parent
STORE = "series-store"


def blocks() -> list[tuple[str, list[str]]]:
    """Each command of the how-tos on the series with the table below it, as lines; those without a table left out."""
    texts = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("howto-ledger.md", "howto-cascade.md")]
    found = re.findall(r"^```console\n\$ (kg .+)\n((?:.+\n)*?)```$", "\n".join(texts), re.MULTILINE)
    return [(command, printed.splitlines()) for command, printed in found if "──" in printed]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The store of the how-tos, with the record that the first of them hands in."""
    place = tmp_path_factory.mktemp("howto")
    build.build([str(ROOT / "examples" / "series")], place / STORE)
    return place


def kg(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=folder, check=True)


def test_there_are_blocks_to_compare():
    assert [shlex.split(command)[1] for command, _ in blocks()] == ["ledger", "ledger", "followup", "followup"]


@pytest.mark.parametrize(("command", "printed"), blocks(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_how_to_shows_what_its_command_prints(folder, command, printed):
    if any("办结" in line for line in printed):
        hand_in(folder)
    done = kg(folder, *shlex.split(command)[1:], "--format", "table")
    assert done.stdout.splitlines() == [line.rstrip() for line in printed]


def hand_in(folder: Path) -> None:
    """Fill in the line that the how-to fills in."""
    table = kg(folder, "ledger", "--store", STORE, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    (row,) = (row for row in rows if "组织水库防汛演练" in row["原文"])
    with (folder / "l.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row | {"状态": "办结"})
    kg(folder, "ledger", "import", "l.csv", "--by", "督查室", "--at", "2024-06-05", "--store", STORE)

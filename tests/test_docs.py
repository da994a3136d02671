"""What the documentation shows is there, and does what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from kg.cli import app
from kg.query import shipped_queries

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
FOLDERS = (".", "docs", "docs/decisions", "examples", "exports")
PAGES = sorted(str(page.relative_to(ROOT)) for folder in FOLDERS for page in (ROOT / folder).glob("*.md"))


def commands() -> dict[str, str]:
    """Every command, with what its help begins with. Those of groups have two words."""
    group = typer.main.get_command(app)
    return dict(_commands(group, ""))


def _commands(group: object, before: str) -> Iterator[tuple[str, str]]:
    for name, command in getattr(group, "commands", {}).items():
        yield before + name, command.help or ""
        yield from _commands(command, f"{before}{name} ")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def shown_commands(page: str) -> list[str]:
    return [line[2:] for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ kg ")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples and, in exports/, the store that the READMEs ask: of the notices they speak of."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "examples").symlink_to(ROOT / "examples")
    notices = sorted(map(str, (ROOT / "examples/gold").glob("*.txt")))
    kg(folder, "build", *(n for n in notices if re.search(r"/(17|21|38)-", n)), "--no-exports")
    return folder


def kg(folder: Path, *arguments: str) -> str:
    """Standard output of the command, which must succeed."""
    return python(folder, "-m", "kg", *arguments)


def python(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    environment.pop("KG_STORE", None)
    run = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, timeout=120)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.decode()


def test_every_command_says_what_it_gives() -> None:
    found = commands()
    assert len(found) >= 10
    # In English here; that all of it is said in Chinese, too, is for test_messages.
    assert {name for name, text in found.items() if not re.match(r"[A-Z]\w+,? .*[.)]", text, re.DOTALL)} == set()


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_in_the_readme(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    # Commands of one group share a row: `kg store info\\|check`.
    grouped = [(group, names) for group, names in re.findall(r"`kg (\w+) (\w+(?:\\\|\w+)+)`", text)]
    told = {f"{group} {name}" for group, names in grouped for name in names.split("\\|")}
    assert [name for name in commands() if f"`kg {name}" not in text and name not in told] == []


@pytest.mark.parametrize("page", READMES)
def test_the_readme_names_no_command_that_is_not_there(page: str) -> None:
    named = re.findall(r"`kg ([a-z]+)", (ROOT / page).read_text("utf-8"))
    assert named
    assert set(named) - {name.partition(" ")[0] for name in commands()} == set()


@pytest.mark.parametrize("page", READMES)
def test_every_shipped_query_is_in_the_readme(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert [query.name for query in shipped_queries() if f"| `{query.name}` |" not in text] == []


def test_the_readmes_show_the_same_commands_each_with_what_they_print_in_its_language() -> None:
    assert len(blocks(READMES[0], "console")) >= 6
    assert shown_commands(READMES[0]) == shown_commands(READMES[1])
    assert blocks(READMES[0], "python") == blocks(READMES[1], "python")
    english, chinese = ("".join(blocks(page, "console")) for page in READMES)
    assert re.search(r"^date +meeting +agenda item", english, re.MULTILINE)
    assert re.search(r"^日期 +会议 +议题 +角色 +牵头/承办单位", chinese, re.MULTILINE)
    assert "notices read" in english
    assert "notices read" not in chinese


@pytest.mark.parametrize("command", [c for c in shown_commands("README.md") if not c.startswith("kg evaluate")])
def test_a_command_in_the_readme_answers(built: Path, command: str) -> None:
    assert len(kg(built, *shlex.split(command)[1:]).splitlines()) > 1


@pytest.mark.parametrize("code", blocks("README.md", "python"), ids=("extract", "rdflib"))
def test_the_python_in_the_readme_runs(built: Path, code: str) -> None:
    assert python(built, "-c", code)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_that_are_there(page: str) -> None:
    text = re.sub(r"^```.*?^```$", "", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)", text) if not t.startswith("https://")]
    assert [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()] == []


def test_contributing_names_files_that_are_there() -> None:
    named = re.findall(r"`((?:kg|tests|ontology)/[\w/.-]+\.\w+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).is_file()] == []

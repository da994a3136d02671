"""What the how-to for Gephi prints is what the commands print."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg import build
from kg.export.forms import FORMS
from kg.export.projections import VIEWS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "howto-gephi.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, list[str]]]:
    """Each command of the page that asks the store, with the lines printed below it."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, *printed = part.splitlines()
            found.append((command, printed))
    return [(command, printed) for command, printed in found if not command.startswith("kg build")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("gephi")
    build.build([str(ROOT / "examples" / "series")], place / "series-store")
    return place


@pytest.mark.parametrize(("command", "printed"), commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_page_shows_what_its_command_prints(folder, command, printed):
    arguments = [*shlex.split(command)[1:], *(["--format", "table"] if command.startswith("kg stats") else [])]
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if not command.startswith("kg stats") else subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert [*done.stdout.splitlines(), *(done.stderr or "").splitlines()] == [line.rstrip() for line in printed]


def test_the_page_names_every_view_and_every_form():
    assert [name for name in VIEWS if f"`{name}`" not in PAGE] == []
    assert [name for name in FORMS if not re.search(rf"[ `]{re.escape(name)}[ `]", PAGE)] == []


def test_its_pictures_are_small():
    for name in re.findall(r"\]\((img/[\w-]+\.svg)\)", PAGE):
        assert (ROOT / "docs" / name).stat().st_size <= 300 * 1024

"""Each stage makes of a few example notices what it made before; ``make golden`` writes the files anew."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
FILES = sorted(GOLDEN.glob("*/*"))
STAGES = ("1-outline.txt", "2-mentions.txt", "3-agenda.txt", "4-directives.txt", "5-quads.nq")


@cache
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_golden", ROOT / "scripts" / "make_golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def made(name: str) -> dict[str, str]:
    return maker().stages(name)


def test_there_are_six_folders_of_five_stages() -> None:
    assert sorted(folder.name for folder in GOLDEN.iterdir()) == sorted(maker().NOTICES)
    assert len(maker().NOTICES) == 6
    assert len(FILES) == 6 * len(STAGES)
    assert {file.name for file in FILES} == set(STAGES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_stage_makes_what_it_made_before(file: Path) -> None:
    kept = file.read_bytes().decode("utf-8")
    assert kept
    assert made(file.parent.name)[file.name].splitlines() == kept.splitlines()


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_has_something_to_show(name: str) -> None:
    assert all(made(notice)[name].count("\n") >= 2 for notice in maker().NOTICES)

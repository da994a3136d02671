"""The house keeps its order: every module is on the plan, and nothing heavy is loaded before it is needed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "docs" / "architecture.md"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "kg").rglob("*.py")
    if path != ROOT / "kg" / "__init__.py"
)
# Together they take more than a second to import; a notice in plain text needs none of them.
HEAVY = set("docx jieba lxml networkx opencc openpyxl pyarrow pypdf pyshacl rdflib rich typer".split())
DRAWERS_WITHOUT_LABELS = {"common", "helpers", "manager", "misc", "utils"}


def test_the_plan_lists_every_module_with_its_layer_and_its_own_first_sentence() -> None:
    run = subprocess.run(
        [sys.executable, "scripts/make_plan.py", "--check"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, run.stderr) == (0, "")
    listed = re.findall(r"^\| \d+ \| `(kg[\w.]*)` \| \S.* \|$", PLAN.read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == MODULES


def test_no_module_is_a_drawer_without_a_label() -> None:
    assert [module for module in MODULES if module.rpartition(".")[2] in DRAWERS_WITHOUT_LABELS] == []


def test_every_package_says_what_is_in_it() -> None:
    packages = {path.parent for path in (ROOT / "kg").rglob("*.py")}
    assert [str(package) for package in sorted(packages) if not (package / "__init__.py").is_file()] == []


def loaded_by(statements: str) -> set[str]:
    """Names of the top-level packages that are loaded after ``statements`` ran in a fresh interpreter."""
    code = f"{statements}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("statements", "needed"),
    [
        ("import kg", set()),
        ("import kg.pipeline", set()),
        ("import kg.read", set()),
        ("import kg.build, kg.store, kg.query, kg.export, kg.validate", set()),
        ("import kg.cli", {"typer"}),
        (
            "from pathlib import Path\nfrom kg.pipeline import extract, to_quads\nfrom kg.read import read_path\n"
            "for notice in read_path(Path('examples/gold/02-jiashan-54.txt')): assert to_quads(extract(notice))",
            set(),
        ),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(statements: str, needed: set[str]) -> None:
    assert loaded_by(statements) & HEAVY == needed


def test_the_check_for_heavy_packages_sees_them() -> None:
    assert "rdflib" in loaded_by("import rdflib")

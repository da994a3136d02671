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


def test_the_plan_says_where_to_look_in_places_that_are_there() -> None:
    questions = PLAN.read_text("utf-8").partition("## Where do I look?")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| [^|]+\? \| (.*) \|$|^\| [^|]+ \| (.*) \|$", questions, re.MULTILINE)
    places = [place for row in rows for place in re.findall(r"`([^`]+)`", "".join(row))]
    assert len(places) > 50
    missing = [place for place in places if "/" not in place and f"kg.{place}" not in MODULES]
    missing += [place for place in places if "/" in place and not list(ROOT.glob(place.rstrip("/")))]
    assert missing == []


def _files_that_name_files() -> list[Path]:
    folders = (
        ("kg", "py"),
        ("kg", "tsv"),
        ("docs", "md"),
        ("ontology", "ttl"),
        ("scripts", "py"),
        ("benchmarks", "py"),
    )
    found = [path for folder, ending in folders for path in (ROOT / folder).rglob(f"*.{ending}")]
    return [*found, *ROOT.glob("*.md"), ROOT / "Makefile", ROOT / "pyproject.toml"]


def test_files_that_comments_and_pages_name_are_there() -> None:
    named = re.compile(r"(?<![\w/.-])((?:kg|tests|scripts|benchmarks|docs|ontology)/[\w/.-]+\.(?:py|tsv|ttl|md|rq))")
    missing = {
        (str(path.relative_to(ROOT)), name)
        for path in _files_that_name_files()
        for name in named.findall(path.read_text("utf-8"))
        if not (ROOT / name).exists()
    }
    assert missing == set()


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


# ── suppressions ──

SUPPRESSED = re.compile(
    r"#\s*noqa\b(?P<codes>:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?(?P<noqa>.*)"
    r"|#\s*type:\s*ignore(?:\[[\w, -]*\])?(?P<ignore>.*)"
    r"|\bexcept (?:Base)?Exception\b[^:#]*:(?P<caught>.*)"
)


def without_reason(line: str) -> bool:
    """Whether a line suppresses a complaint, or catches everything, and does not say why."""
    found = SUPPRESSED.search(line)
    return found is not None and not any(
        re.search(r"\w{2}", part) for part in found.group("noqa", "ignore", "caught") if part
    )


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("def f(x: Any) -> None:  # noqa: ANN401", True),
        ("def f(x: Any) -> None:  # noqa: ANN401, B008", True),
        ("x = f()  # noqa", True),
        ("x = f()  # type: ignore[misc, name-defined]", True),
        ("except Exception as error:", True),
        ("except BaseException:", True),
        ("def f(x: Any) -> None:  # noqa: ANN401  (untyped library)", False),
        ("x = f()  # type: ignore[misc]  # untyped library", False),
        ("except Exception as error:  # whatever it is, it is raised again", False),
        ("except ValueError:", False),
    ],
)
def test_a_suppression_without_its_reason_is_seen(line: str, lacks: bool) -> None:
    assert without_reason(line) is lacks


def test_every_suppression_says_why() -> None:
    paths = [
        path for folder in ("kg", "tests", "benchmarks", "scripts") for path in sorted((ROOT / folder).rglob("*.py"))
    ]
    lacking = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        if path.name != Path(__file__).name  # whose cases are such lines
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if without_reason(line)
    ]
    assert lacking == []

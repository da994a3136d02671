"""Write the list of modules in docs/architecture.md from the modules' own first sentences, in the order of the layers.

The layers are those of the contract "The straight line" in pyproject.toml. Run: ``python scripts/make_plan.py``;
``--check`` writes nothing and exits with 1 when the page is out of date or a module has no layer or no first sentence.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN = "<!-- Below: written by scripts/make_plan.py (make plan) from the modules' first sentences. -->\n"


def layers() -> list[list[str]]:
    """Modules of each layer of the contract, from the top down."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = next(c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return [re.split(r"\s*[|:]\s*", layer) for layer in contract["layers"]]


def first_sentence(path: Path) -> str:
    """The first paragraph of a module's docstring, up to its first full stop. Raises SystemExit where there is none."""
    text = " ".join((ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n\n")[0].split())
    if not text:
        raise SystemExit(f"{path.relative_to(ROOT)} has no docstring: say in one sentence what it is for.")
    return text.replace("``", "`").replace("|", "\\|").partition(". ")[0].rstrip(".")


def modules(name: str) -> Iterator[tuple[str, Path]]:
    """The module ``kg.{name}`` and, where it is a package, those in it. Raises SystemExit where there is none."""
    folder = ROOT / "kg" / name
    paths = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    for path in sorted(paths, key=lambda path: path.parent if path.name == "__init__.py" else path.with_suffix("")):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield dotted.removesuffix(".__init__"), path


def table() -> str:
    """A row for each module, with the number of its layer; 1 is the lowest. SystemExit for one without a layer."""
    rows = ["| layer | module | what it is for |", "|---|---|---|"]
    all_layers = layers()
    for number, layer in enumerate(all_layers):
        for name in layer:
            for module, path in modules(name):
                if not path.is_file():
                    raise SystemExit(
                        f"{module} stands in pyproject.toml among the layers, but there is no such module."
                    )
                rows.append(f"| {len(all_layers) - number} | `{module}` | {first_sentence(path)} |")
    listed = {name for layer in all_layers for name in layer}
    homeless = {path.stem for path in (ROOT / "kg").glob("*.py")} | {
        p.parent.name for p in (ROOT / "kg").glob("*/__init__.py")
    }
    if homeless := homeless - listed - {"__init__"}:
        raise SystemExit(
            f'No layer in pyproject.toml (contract "The straight line") for: {", ".join(sorted(homeless))}.'
        )
    return "\n".join(rows) + "\n"


def main() -> None:
    page = PAGE.read_text("utf-8")
    written = page.partition(BEGIN)[0] + BEGIN + "\n" + table()
    if "--check" not in sys.argv:
        PAGE.write_text(written, "utf-8")
    elif written != page:
        raise SystemExit("docs/architecture.md is out of date: run make plan.")


if __name__ == "__main__":
    main()

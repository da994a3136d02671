"""From the catalogues that people write (``kg/locale/*/LC_MESSAGES/kg.po``) to those that gettext reads (``kg.mo``).

Run: ``make messages``. A build of the distribution, also an editable install, does the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((ROOT / "kg" / "locale").glob("*/LC_MESSAGES/kg.po"))


def compiled(path: Path) -> Path:
    """The file that gettext reads, made beside the catalogue ``path``."""
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=path.parent.parent.name)
    target = path.with_suffix(".mo")
    with target.open("wb") as stream:
        write_mo(stream, catalogue)
    return target


class MessagesHook(BuildHookInterface):
    """What hatchling calls before it packs the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogues; the results are named as artifacts in pyproject.toml."""
        for path in CATALOGUES:
            compiled(path)


if __name__ == "__main__":
    for catalogue in CATALOGUES:
        compiled(catalogue)

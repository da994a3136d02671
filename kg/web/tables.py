"""The table that a page shows, for programs: CSV for a spreadsheet, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg import tables
from kg.tables import Cell

MARK: Final = "\ufeff"
"""By this spreadsheets tell UTF-8."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]] = field(default=())

    def written(self, output_format: str) -> str:
        """This as ``csv`` or ``json``."""
        body = "".join(tables.render(self.columns, self.rows, output_format))
        return MARK + body if output_format == "csv" else body

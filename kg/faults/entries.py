"""Rows of lexicons as they stand in their files, ours or a user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.faults.fault import Fault, Severity
from kg.lexicon import FOLDER, SCANNED, SUFFIX_KINDS, rows
from kg.messages import Message

OF_KINDS: Final = (
    "charges",
    "clauses",
    "demands",
    "document_words",
    "group_words",
    "limits",
    "lines",
    "meetings",
    "organisation_names",
    "page_labels",
    "party_names",
    "person_names",
    "proceedings",
    "table_cells",
)
"""Tables whose second column holds one or more kinds, parted by spaces, each of which is one of ours."""
_OF_ONE_KIND: Final = (
    "document_kinds",
    "drafts",
    "known_documents",
    "matters",
    "post_titles",
    "supervision",
    "table_columns",
    "themes",
    "topics",
)
# Columns of a row: the least and the most. Files that are not named here have a form and a note.
_COLUMNS: Final = {
    **dict.fromkeys(SCANNED, (2, 4)),
    **dict.fromkeys((*OF_KINDS, *_OF_ONE_KIND), (2, 3)),
    "occasions": (1, 2),
    "group_heads": (1, 3),
    "chrome": (1, 3),
}
_LIST: Final = (1, 2)
_OURS_ALONE: Final = frozenset({"confidence", "doubted_rules", "post_titles"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a lexicon as it stands in its file. ``table`` is the file's name without its ending."""

    table: str
    place: str
    cells: Sequence[str]

    @property
    def form(self) -> str:
        """The first cell."""
        return self.cells[0]

    @property
    def columns(self) -> tuple[int, int]:
        """How many cells a row of its table has, at least and at most."""
        return _COLUMNS.get(self.table, _LIST)

    @property
    def meaning(self) -> tuple[str, ...]:
        """What the row says of its form: the cells that are no note."""
        return tuple(self.cells[1 : self.columns[1] - 1]) if self.table != "occasions" else tuple(self.cells[1:2])

    @property
    def value(self) -> str:
        """The third cell, or nothing."""
        return self.cells[2] if len(self.cells) > 2 else ""

    @property
    def suffix(self) -> bool:
        """Whether the form is looked up as the end of a name, apart from the scanned words."""
        return self.table == "actors" and len(self.cells) > 1 and self.cells[1] in SUFFIX_KINDS

    def fault(self, what: Message, advice: Message, severity: Severity = "fault") -> Fault:
        """Something about this row."""
        return Fault(self.place, self.form, what, advice, severity)


def entries_of(folder: Path) -> Iterator[Entry]:
    """All rows of the lexicon ``folder``, in the order of files and lines. Raises InputError where a file is no text."""
    for file in sorted(folder.glob("*.tsv")):
        if file.stem in files_read():
            yield from (Entry(file.stem, place, cells) for cells, place in rows(file))


def files_read() -> frozenset[str]:
    """The files that a user's folder may hold, without their ending."""
    return frozenset(file.stem for file in FOLDER.glob("*.tsv")) - _OURS_ALONE

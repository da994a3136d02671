"""What people filled in in a file and nobody took in yet: a ledger written over it would lose their work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.ledger.filled import read_filled
from kg.ledger.importing import take_in
from kg.ledger.lines import Line
from kg.ledger.statuses import Assertion


def unrecorded(path: Path, lines: Sequence[Line], known: Mapping[str, Assertion]) -> int:
    """How many rows of the file ``path`` say what no record says, of ``lines`` (all of the ledger) and ``known`` records.

    Rows that an import would leave alone (an unclear status, progress without one) count: they are somebody's work as well.
    What was recorded once is not lost, even where others recorded something else since. Raises InputError, as ``read_filled``
    does, where the file cannot be read as a ledger: what stands in it nobody can tell then.
    """
    taken = take_in(read_filled(path), lines, known, by="", at="")
    recorded = {(record.key, record.status, record.progress) for record in known.values()}
    return len(taken.problems) + sum((new.key, new.status, new.progress) not in recorded for new in taken.new)

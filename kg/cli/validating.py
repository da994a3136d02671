"""``kg validate``: whether the store keeps to the shapes of the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.cli.console import put, remark, table_format, tabled
from kg.cli.options import DEFAULT_STORE, FormatOption, OutputOption, StoreOption
from kg.counted import counted
from kg.errors import GateError
from kg.messages import message, plural

if TYPE_CHECKING:
    from kg.tables import Cell

_SEVERITIES: Final = {
    "violation": message("violation"),
    "warning": message("warning"),
    "info": message("info"),
}
_COLUMNS: Final = (
    message("severity"),
    message("shape"),
    message("graph"),
    message("node"),
    message("path"),
    message("value"),
    "message_zh",
    "message_en",
)


def validate(
    store: StoreOption = DEFAULT_STORE,
    output_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check the store against the shapes; exit 5 where it breaks one."""
    from kg.store import opened_for_reading
    from kg.validate import validate_store

    with opened_for_reading(store) as opened:
        found = validate_store(opened)
        graphs = sum(1 for _ in opened.named_graphs())
    wanted = table_format(output_format, output)
    rows: Iterator[list[Cell]] = (
        [_SEVERITIES.get(v.severity, v.severity), v.shape, v.graph, v.node, v.path, v.value, v.message_zh, v.message_en]
        for v in sorted(found, key=lambda v: v.severity != "violation")
    )
    put(tabled(_COLUMNS, rows, wanted, output), output, wanted)
    violations = sum(v.severity == "violation" for v in found)
    remark(
        message(
            "{graphs} checked: {violations}, {others}",
            graphs=counted(graphs, "graph"),
            violations=counted(violations, "violation"),
            others=counted(len(found) - violations, "warning or note", "warnings and notes"),
        )
    )
    if violations:
        raise GateError(
            plural(
                "{count} statement in {store} breaks the shapes of the ontology.",
                "{count} statements in {store} break the shapes of the ontology.",
                violations,
                store=store,
            )
        )

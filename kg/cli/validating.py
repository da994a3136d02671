"""``kg validate``: whether the store keeps to the shapes of the ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.cli.console import FOR_PEOPLE, put, remark, table_format, tabled
from kg.cli.language import chosen
from kg.cli.options import DEFAULT_STORE, FormatOption, OutputOption, StoreOption
from kg.counted import counted
from kg.errors import GateError
from kg.messages import message, plural

if TYPE_CHECKING:
    from kg.tables import Cell
    from kg.validate import Violation

_SEVERITIES: Final = {
    "violation": message("violation"),
    "warning": message("warning"),
    "info": message("info"),
}
_COLUMNS: Final = ("severity", "shape", "graph", "node", "path", "value", "message_zh", "message_en")
_COLUMNS_TOLD: Final = (
    message("severity"),
    message("shape"),
    message("graph"),
    message("node"),
    message("path"),
    message("value"),
    message("what is wrong"),
)
"""What people read: in their language only, IRIs in short."""


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
    for_people = wanted in FOR_PEOPLE
    rows = map(_told if for_people else _whole, sorted(found, key=lambda v: v.severity != "violation"))
    put(tabled(_COLUMNS_TOLD if for_people else _COLUMNS, rows, wanted, output), output, wanted)
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


def _whole(found: Violation) -> list[Cell]:
    iris = (found.graph, found.node, found.path)
    return [found.severity, found.shape, *iris, found.value, found.message_zh, found.message_en]


def _told(found: Violation) -> list[Cell]:
    from kg.query.results import shortened_iri

    severity = _SEVERITIES.get(found.severity, found.severity)
    iris = [iri and shortened_iri(iri) for iri in (found.graph, found.node, found.path)]
    value = found.value and shortened_iri(found.value)
    return [severity, found.shape, *iris, value, found.message_zh if chosen() == "zh" else found.message_en]

"""The whole store in formats that other programs read: Turtle, N-Quads, TriG, JSON-LD, GraphML.

Every export is sorted, so that two stores with the same content give the same bytes, and none needs more memory for a
larger store.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.errors import UsageError
from kg.export.files import written_whole
from kg.export.graphml import write_graphml
from kg.export.rdf import write_jsonld, write_nquads, write_trig, write_turtle
from kg.messages import message

if TYPE_CHECKING:
    from kg.source import Source

Writer = Callable[["Source", IO[bytes]], None]

FORMATS: Final[dict[str, Writer]] = {
    "turtle": write_turtle,
    "nquads": write_nquads,
    "trig": write_trig,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
}
ENDINGS: Final = {"turtle": "ttl", "nquads": "nq", "trig": "trig", "jsonld": "jsonld", "graphml": "graphml"}
DEFAULT_NAMES: Final = {"turtle": "graph.ttl", "graphml": "graph.graphml"}
"""What ``kg build`` writes each time, by format."""


def write_export(opened: Source, output_format: str, output: IO[bytes]) -> None:
    """Write the store to ``output``. Raises UsageError for a format that does not exist."""
    if output_format not in FORMATS:
        raise UsageError(
            message(
                "There is no export format {output_format!r}; use one of: {formats}.",
                output_format=output_format,
                formats=", ".join(FORMATS),
            )
        )
    FORMATS[output_format](opened, output)


def export_file(opened: Source, output_format: str, path: Path) -> None:
    """Write the store to the file ``path``, whole or not at all. Raises InputError where that cannot be written."""
    with written_whole(path) as output:
        write_export(opened, output_format, output)

"""GraphML: the same picture as GEXF for readers that have no GEXF. It knows no time, so dates are plain attributes.

Gephi, Gephi Lite and networkx take the keys ``label``, ``x``, ``y``, ``size``, ``r``, ``g``, ``b`` and ``weight`` for
what they say, so these bear nothing else. Gephi reads the kind of an edge from a ``label`` on the edge; it stands among
the data too, for all other readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final

from kg.export.drawing import drawn
from kg.export.graph import Drawing, Edge, Look, Node
from kg.export.kinds import node_kinds
from kg.export.markup import escaped, write_lines
from kg.export.views import view

if TYPE_CHECKING:
    from kg.source import Source

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_LOOKS: Final = {"x": "double", "y": "double", "size": "double", "r": "int", "g": "int", "b": "int"}
_TYPES: Final = {"string": "string", "integer": "int", "double": "double", "boolean": "boolean"}


# Every build writes the whole graph: one of 5000 nodes is laid out in 5 seconds, one of 10000 in 30.
_QUICKLY_LAID_OUT = 5000


def write_graphml(opened: Source, output: IO[bytes]) -> None:
    """The whole store as GraphML: everything it knows, laid out where that takes seconds."""
    write_drawing(drawn(view(opened, "full"), most=_QUICKLY_LAID_OUT), output)


def write_drawing(drawing: Drawing, output: IO[bytes]) -> None:
    """``drawing`` as GraphML in UTF-8. Memory does not grow with the graph."""
    write_lines(_lines(drawing), output)


def _lines(drawing: Drawing) -> Iterator[str]:
    graph = drawing.graph
    yield _HEAD
    for name in ("label", "kind", "kind_en", "date", "last_date"):
        yield _key("node", name, "string")
    for name, column_type in graph.node_columns.items():
        yield _key("node", name, _TYPES[column_type])
    for name, type_ in _LOOKS.items():
        yield _key("node", name, type_)
    for name in ("kind", "kind_en", "date", "last_date"):
        yield _key("edge", name, "string")
    yield _key("edge", "weight", "double")
    yield f'<graph id="{escaped(graph.name)}" edgedefault="{"directed" if graph.directed else "undirected"}">\n'
    kinds = {
        name: f'<data key="n_kind">{escaped(kind.zh)}</data><data key="n_kind_en">{escaped(kind.en)}</data>'
        for name, kind in node_kinds().items()
    }
    colours: dict[str, str] = {}
    for node, look in drawing.looks():
        colour = colours.get(look.colour) or colours.setdefault(look.colour, _colour(look.colour))
        yield _node(node, look, kinds[node.kind], colour)
    edge_kinds: dict[tuple[str, str], tuple[str, str]] = {}
    for number, edge in enumerate(graph.edges(), start=1):
        kind = edge_kinds.get((edge.kind, edge.kind_en))
        if kind is None:
            kind = edge_kinds[edge.kind, edge.kind_en] = _edge_kind(edge)
        yield _edge(edge, number, *kind)
    yield "</graph>\n</graphml>\n"


def _key(of: str, name: str, type_: str) -> str:
    return f'<key id="{of[0]}_{name}" for="{of}" attr.name="{name}" attr.type="{type_}"/>\n'


def _colour(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "".join(f'<data key="n_{name}">{part}</data>' for name, part in zip("rgb", parts, strict=True))


def _node(node: Node, look: Look, kind: str, colour: str) -> str:
    values = "".join(
        [
            f'<data key="n_{name}">{escaped(value) if type(value) is str else value}</data>'
            for name, value in node.values.items()
        ]
    )
    return (
        f'<node id="{escaped(node.id)}"><data key="n_label">{escaped(node.label)}</data>{kind}{_dated("n", node.dates)}'
        f'{values}<data key="n_x">{look.x}</data><data key="n_y">{look.y}</data><data key="n_size">{look.size}</data>'
        f"{colour}</node>\n"
    )


def _edge_kind(edge: Edge) -> tuple[str, str]:
    """The kind as an attribute of the edge, and among its data."""
    kind, kind_en = escaped(edge.kind), escaped(edge.kind_en)
    return f'label="{kind}"', f'<data key="e_kind">{kind}</data><data key="e_kind_en">{kind_en}</data>'


def _edge(edge: Edge, number: int, label: str, data: str) -> str:
    return (
        f'<edge id="e{number}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" {label}>{data}'
        f'{_dated("e", edge.dates)}<data key="e_weight">{edge.weight}</data></edge>\n'
    )


def _dated(of: str, dates: tuple[str, ...]) -> str:
    if not dates:
        return ""
    return f'<data key="{of}_date">{dates[0]}</data><data key="{of}_last_date">{dates[-1]}</data>'

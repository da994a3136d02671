"""GEXF 1.3, the format that Gephi reads most from: labels, kinds, places, colours, sizes, and intervals of time.

Facts that this holds to: Gephi takes an edge's ``kind`` for its type and merges parallel edges of the same kind only; beside
an edge it writes the label, which is also all that networkx reads, so that says the same; edge ids must be unique in the
file; ``viz`` belongs to the 1.3 namespace; graphology stops at attributes that are not declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Final

from kg.export.graph import Drawing, Edge, Look, Node
from kg.export.kinds import node_kinds
from kg.export.markup import escaped, write_lines

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    "<meta><creator>huiyi-kg</creator><description>{name}</description></meta>\n"
)
_TYPES: Final = {"string": "string", "integer": "integer", "double": "double", "boolean": "boolean"}


def write_gexf(drawing: Drawing, output: IO[bytes], *, dynamic: bool = False) -> None:
    """``drawing`` as GEXF in UTF-8. Memory does not grow with the graph.

    ``dynamic``: nodes are there from the first to the last day that is known of them, edges on each day on which they
    are stated; Gephi then shows its timeline. What has no date is always there.
    """
    write_lines(_lines(drawing, dynamic), output)


def _lines(drawing: Drawing, dynamic: bool) -> Iterator[str]:
    graph = drawing.graph
    yield _HEAD.format(name=escaped(graph.name))
    direction = "directed" if graph.directed else "undirected"
    mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dynamic else 'mode="static"'
    yield f'<graph defaultedgetype="{direction}" idtype="string" {mode}>\n'
    columns = {"kind": "string", "kind_en": "string", "date": "string", "last_date": "string", **graph.node_columns}
    yield from _declared("node", columns)
    yield from _declared("edge", {"kind_en": "string", "date": "string", "last_date": "string"})
    yield "<nodes>\n"
    kinds = {
        name: f'<attvalues><attvalue for="kind" value="{escaped(kind.zh)}"/>'
        f'<attvalue for="kind_en" value="{escaped(kind.en)}"/>'
        for name, kind in node_kinds().items()
    }
    colours: dict[str, str] = {}
    for node, look in drawing.looks():
        colour = colours.get(look.colour) or colours.setdefault(look.colour, _colour(look.colour))
        yield _node(node, look, kinds[node.kind], colour, dynamic)
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(graph.edges(), start=1):
        yield _edge(edge, number, dynamic)
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(of: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">\n'
    for name, type_ in columns.items():
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES[type_]}"/>\n'
    yield "</attributes>\n"


def _colour(colour: str) -> str:
    # Not hex, which networkx does not know.
    return " ".join(f'{name}="{int(colour[at : at + 2], 16)}"' for name, at in (("r", 1), ("g", 3), ("b", 5)))


def _node(node: Node, look: Look, kind: str, colour: str, dynamic: bool) -> str:
    values = "".join(
        [
            f'<attvalue for="{name}" value="{escaped(value) if type(value) is str else value}"/>'
            for name, value in node.values.items()
        ]
    )
    dates = node.dates
    span = f' start="{dates[0]}" end="{dates[-1]}"' if dynamic and dates else ""
    return (
        f'<node id="{escaped(node.id)}" label="{escaped(node.label)}"{span}>{kind}{_dated(dates)}{values}</attvalues>'
        f'<viz:color {colour}/><viz:position x="{look.x}" y="{look.y}" z="0"/><viz:size value="{look.size}"/>'
        "</node>\n"
    )


def _edge(edge: Edge, number: int, dynamic: bool) -> str:
    dates = edge.dates
    span, spells = "", ""
    if dynamic and dates:
        if len(dates) == 1:
            span = f' start="{dates[0]}" end="{dates[0]}"'
        else:
            days = "".join(f'<spell start="{date}" end="{date}"/>' for date in dates)
            spells = f"<spells>{days}</spells>"
    kind = escaped(edge.kind)
    return (
        f'<edge id="e{number}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
        f'kind="{kind}" label="{kind}" weight="{edge.weight}"{span}><attvalues>'
        f'<attvalue for="kind_en" value="{escaped(edge.kind_en)}"/>{_dated(dates)}</attvalues>{spells}</edge>\n'
    )


def _dated(dates: tuple[str, ...]) -> str:
    if not dates:
        return ""
    return f'<attvalue for="date" value="{dates[0]}"/><attvalue for="last_date" value="{dates[-1]}"/>'

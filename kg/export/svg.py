"""A graph as a picture (SVG): places, colours and sizes as in Gephi, a legend, and names on the largest nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import sqrt
from typing import IO, Final

from kg.errors import UsageError
from kg.export.graph import Drawing, Edge, KeyEntry, Look, Node
from kg.export.labels import Label, Spot, labels
from kg.export.layout import MOST_NODES
from kg.export.markup import escaped, write_lines
from kg.messages import message

_WIDTH: Final = 1600.0
_MARGIN: Final = 60.0
_FONTS: Final = "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif"
_LEGEND_TYPE, _LEGEND_LINE = 17, 26
_PAPER: Final = "#fbfaf7"
_INK: Final = "#2b2b2b"

_Placed = tuple[Node, Look]


def write_svg(drawing: Drawing, output: IO[bytes], *, address_of: Callable[[str], str] = lambda _: "") -> None:
    """``drawing`` as one SVG file, 1600 units wide; ``address_of`` says where a node (by its id) leads.

    Raises UsageError where it has more nodes than are laid out.
    """
    placed = list(drawing.looks())
    if len(placed) > MOST_NODES:
        raise UsageError(
            message(
                "A picture of {placed} nodes shows nothing; choose a smaller --view, or --agency, --since, --ego.",
                placed=len(placed),
            )
        )
    write_lines((line + "\n" for line in _lines(placed, drawing, address_of)), output)


def _lines(placed: list[_Placed], drawing: Drawing, address_of: Callable[[str], str]) -> Iterator[str]:
    spots, height = _spots(placed)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" font-family="{_FONTS}" role="img">'
    )
    yield f"<title>{escaped(drawing.graph.name)}</title>"
    yield f'<rect width="100%" height="100%" fill="{_PAPER}"/>'
    yield from _edges(drawing.graph.edges(), spots, {node.id: (look.size, look.colour) for node, look in placed})
    yield from _nodes(placed, spots, address_of)
    yield f'<g fill="{_INK}" stroke="{_PAPER}" stroke-width="3" paint-order="stroke" text-anchor="middle">'
    for label in labels(placed, spots, _WIDTH, _size_of_legend(drawing.key)):
        yield from _written(label)
    yield "</g>"
    yield from _legend(drawing.key)
    yield "</svg>"


def _spots(placed: list[_Placed]) -> tuple[dict[str, Spot], float]:
    """Where each node is on the picture, and how high that is."""
    left = min((look.x - look.size for _, look in placed), default=0.0)
    right = max((look.x + look.size for _, look in placed), default=1.0)
    low = min((look.y - look.size for _, look in placed), default=0.0)
    high = max((look.y + look.size for _, look in placed), default=1.0)
    scale = (_WIDTH - 2 * _MARGIN) / max(right - left, 1.0)
    spots = {
        node.id: (
            (look.x - left) * scale + _MARGIN,
            (look.y - low) * scale + _MARGIN,
            max(look.size * min(scale, 1.0) / 2, 1.6),
        )
        for node, look in placed
    }
    return spots, (high - low) * scale + 2 * _MARGIN


def _edges(edges: Iterable[Edge], spots: Mapping[str, Spot], looks: Mapping[str, tuple[float, str]]) -> Iterator[str]:
    """Lines in the colour of their larger end (``looks``: size and colour), wider the more often the relation is stated."""
    lines: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        colour = max(looks[edge.source], looks[edge.target])[1]
        width = f"{min(0.9 * sqrt(edge.weight), 5.0):.1f}"
        lines.setdefault((colour, width), []).append(_line(spots[edge.source], spots[edge.target]))
    yield '<g stroke-opacity=".4" fill="none">'
    for (colour, width), parts in sorted(lines.items()):
        yield f'<path stroke="{colour}" stroke-width="{width}" d="{"".join(parts)}"/>'
    yield "</g>"


def _nodes(placed: list[_Placed], spots: Mapping[str, Spot], address_of: Callable[[str], str]) -> Iterator[str]:
    yield f'<g stroke="{_PAPER}" stroke-width=".8">'
    for colour, group in groupby(sorted(placed, key=lambda pair: (pair[1].colour, -pair[1].size)), key=_colour_of):
        yield f'<g fill="{colour}">'
        for node, _ in group:
            x, y, radius = spots[node.id]
            circle = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"'
            address = address_of(node.id)
            yield (
                f'<a href="{escaped(address)}">{circle}><title>{escaped(node.label)}</title></circle></a>'
                if address
                else f"{circle}/>"
            )
        yield "</g>"
    yield "</g>"


def _colour_of(pair: _Placed) -> str:
    return pair[1].colour


def _line(start: Spot, end: Spot) -> str:
    return f"M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"


def _written(label: Label) -> Iterator[str]:
    for line, y in zip(label.lines, label.baselines, strict=True):
        yield f'<text x="{label.x:.1f}" y="{y:.1f}" font-size="{label.size:.1f}">{escaped(line)}</text>'


def _size_of_legend(key: Sequence[KeyEntry]) -> tuple[float, float]:
    longest = max((len(entry.words) for entry in key), default=0)
    return 60.0 + _LEGEND_TYPE * longest, 30.0 + _LEGEND_LINE * len(key)


def _legend(key: Iterable[KeyEntry]) -> Iterator[str]:
    yield f'<g font-size="{_LEGEND_TYPE}" fill="{_INK}" stroke="{_PAPER}" stroke-width="3" paint-order="stroke">'
    for row, entry in enumerate(key):
        y = 30 + _LEGEND_LINE * row
        yield f'<circle cx="26" cy="{y}" r="8" fill="{entry.colour}" stroke="none"/>'
        yield f'<text x="42" y="{y + 6}">{escaped(entry.words)} {entry.count}</text>'
    yield "</g>"

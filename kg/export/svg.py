"""A graph as a picture (SVG): places, colours and sizes as in Gephi, a legend, and names on the largest nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import sqrt
from typing import IO, Final

from kg.errors import UsageError
from kg.export.graph import Drawing, Edge, Look, Node
from kg.export.kinds import node_kinds
from kg.export.layout import MOST_NODES
from kg.export.markup import escaped, write_lines

_WIDTH: Final = 1600.0
_MARGIN: Final = 60.0
_MOST_LABELS: Final = 90
_LABEL_LENGTH: Final = 16
_LEAST_TYPE, _LARGEST_TYPE = 11.0, 22.0
_FONTS: Final = "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,WenQuanYi Micro Hei,sans-serif"
_PAPER: Final = "#fbfaf7"
_INK: Final = "#2b2b2b"

_Placed = tuple[Node, Look]
_Spot = tuple[float, float, float]  # x, y and radius on the picture


def write_svg(drawing: Drawing, output: IO[bytes]) -> None:
    """``drawing`` as one SVG file, 1600 units wide. Raises UsageError where it has more nodes than are laid out."""
    placed = list(drawing.looks())
    if len(placed) > MOST_NODES:
        raise UsageError(
            f"A picture of {len(placed)} nodes shows nothing; choose a smaller --view, or --agency, --since, --ego."
        )
    write_lines((line + "\n" for line in _lines(placed, drawing.graph.edges())), output)


def _lines(placed: list[_Placed], edges: Iterable[Edge]) -> Iterator[str]:
    left = min((look.x - look.size for _, look in placed), default=0.0)
    right = max((look.x + look.size for _, look in placed), default=1.0)
    low = min((look.y - look.size for _, look in placed), default=0.0)
    high = max((look.y + look.size for _, look in placed), default=1.0)
    scale = (_WIDTH - 2 * _MARGIN) / max(right - left, 1.0)
    height = (high - low) * scale + 2 * _MARGIN
    spots = {
        node.id: (
            (look.x - left) * scale + _MARGIN,
            (look.y - low) * scale + _MARGIN,
            max(look.size * min(scale, 1.0) / 2, 1.6),
        )
        for node, look in placed
    }
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {height:.0f}" font-family="{_FONTS}">')
    yield f'<rect width="100%" height="100%" fill="{_PAPER}"/>'
    yield '<g stroke-opacity=".4" fill="none">'
    colours = {node.id: (look.size, look.colour) for node, look in placed}
    lines: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        # A line in the colour of its larger end, wider the more often the relation is stated.
        colour = max(colours[edge.source], colours[edge.target])[1]
        width = f"{min(0.9 * sqrt(edge.weight), 5.0):.1f}"
        lines.setdefault((colour, width), []).append(_line(spots[edge.source], spots[edge.target]))
    for (colour, width), parts in sorted(lines.items()):
        yield f'<path stroke="{colour}" stroke-width="{width}" d="{"".join(parts)}"/>'
    yield f'</g>\n<g stroke="{_PAPER}" stroke-width=".8">'
    for colour, group in groupby(sorted(placed, key=lambda pair: (pair[1].colour, -pair[1].size)), key=_colour_of):
        yield f'<g fill="{colour}">'
        for node, _ in group:
            x, y, radius = spots[node.id]
            yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'
        yield "</g>"
    yield f'</g>\n<g fill="{_INK}" stroke="{_PAPER}" stroke-width="3" paint-order="stroke" text-anchor="middle">'
    yield from _labels(placed, spots)
    yield "</g>"
    yield from _legend(placed)
    yield "</svg>"


def _colour_of(pair: _Placed) -> str:
    return pair[1].colour


def _line(start: _Spot, end: _Spot) -> str:
    return f"M{start[0]:.0f} {start[1]:.0f}L{end[0]:.0f} {end[1]:.0f}"


def _labels(placed: list[_Placed], spots: dict[str, _Spot]) -> Iterator[str]:
    """Names of the largest nodes, each where no larger one's name stands already."""
    taken: list[tuple[float, float, float, float]] = []
    largest = max((look.size for _, look in placed), default=1.0)
    for node, look in sorted(placed, key=lambda pair: (-pair[1].size, pair[0].id)):
        if len(taken) == _MOST_LABELS:
            return
        x, y, radius = spots[node.id]
        text = node.label if len(node.label) <= _LABEL_LENGTH else node.label[:_LABEL_LENGTH] + "…"
        size = _LEAST_TYPE + (_LARGEST_TYPE - _LEAST_TYPE) * (look.size / largest) ** 2
        half = len(text) * size / 2
        x = min(max(x, half + 4), _WIDTH - half - 4)
        box = (x - half, y + radius, x + half, y + radius + size * 1.25)
        if any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken):
            continue
        taken.append(box)
        yield f'<text x="{x:.1f}" y="{box[3] - size * 0.25:.1f}" font-size="{size:.1f}">{escaped(text)}</text>'


def _legend(placed: list[_Placed]) -> Iterator[str]:
    counts = Counter(node.kind for node, _ in placed)
    yield f'<g font-size="17" fill="{_INK}">'
    for row, (name, count) in enumerate(counts.most_common()):
        kind = node_kinds()[name]
        y = 30 + 26 * row
        yield f'<circle cx="26" cy="{y}" r="8" fill="{kind.colour}"/>'
        yield f'<text x="42" y="{y + 6}">{escaped(kind.zh)} {count}</text>'
    yield "</g>"

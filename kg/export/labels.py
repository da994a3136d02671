"""Where the names of nodes go on a picture: beside their nodes, over no other name and no larger node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.export.graph import Look, Node

Spot = tuple[float, float, float]
"""x, y and radius of a node on the picture."""

_MOST_LABELS: Final = 90
_ONE_LINE: Final = 13
"""Characters up to which a name stands on one line."""
_LONGEST: Final = 26
_LEAST_TYPE, _LARGEST_TYPE = 11.0, 22.0
_LEADING: Final = 1.2
_GAP: Final = 2.0
_TOLD_BY_OTHERS: Final = frozenset({"notice"})
"""Kinds whose name says what another node says: a notice is named after its meeting."""
# Where a name may be cut in two: before 第N次 and an opening mark, after the body's name and a closing mark.
_GOOD_CUT: Final = re.compile(
    r"(?=第\d)|(?=[（(《〈“])|(?<=[）)》〉”、，])|(?<=人民政府)|(?<=共和国)|(?<=自治[州县区])|(?<=[市县区])(?!委|人民)|(?<=委员会)|(?<=常务会议)"
)
_NO_CUT: Final = re.compile(r"\d|[A-Za-z-]")


@dataclass(frozen=True, slots=True)
class Label:
    """A name as it is drawn: the middle of its lines, the baseline of the first, the size of its type."""

    x: float
    baselines: tuple[float, ...]
    size: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def covers(self, spot: Spot) -> bool:
        x, y, radius = spot
        near_x, near_y = min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)
        return (x - near_x) ** 2 + (y - near_y) ** 2 < radius * radius


def labels(
    placed: Sequence[tuple[Node, Look]], spots: Mapping[str, Spot], width: float, kept_free: tuple[float, float]
) -> Iterator[Label]:
    """Names of the largest nodes, as many as have room on a picture that is ``width`` wide.

    ``kept_free`` (width and height) is the corner at the top left where the legend stands.
    """
    named = [pair for pair in placed if pair[0].kind not in _TOLD_BY_OTHERS]
    largest = max((look.size for _, look in named), default=1.0)
    taken = [_Box(0.0, 0.0, *kept_free)]
    for node, look in sorted(named, key=lambda pair: (-pair[1].size, pair[0].id)):
        if len(taken) > _MOST_LABELS:
            return
        lines = lines_of(" ".join(node.label.split()))
        size = _LEAST_TYPE + (_LARGEST_TYPE - _LEAST_TYPE) * (look.size / largest) ** 2
        free = [
            (sum(radii), number, box)
            for number, box in enumerate(_boxes(spots[node.id], lines, size))
            if box.left > 0 and box.right < width and not any(box.meets(other) for other in taken)
            if max(radii := [spot[2] for spot in spots.values() if box.covers(spot)], default=0.0) <= spots[node.id][2]
        ]
        if not free:
            continue
        _, _, best = min(free, key=lambda place: place[:2])
        taken.append(best)
        baselines = tuple(best.top + size * (0.95 + _LEADING * number) for number in range(len(lines)))
        yield Label((best.left + best.right) / 2, baselines, size, lines)


def _boxes(spot: Spot, lines: Sequence[str], size: float) -> Iterator[_Box]:
    """The places for a name, the best first: below its node, above, right, left."""
    x, y, radius = spot
    wide = max(map(_length, lines)) * size
    high = size * (0.15 + _LEADING * len(lines))
    beside = radius + _GAP
    yield _Box(x - wide / 2, y + beside, x + wide / 2, y + beside + high)
    yield _Box(x - wide / 2, y - beside - high, x + wide / 2, y - beside)
    yield _Box(x + beside, y - high / 2, x + beside + wide, y + high / 2)
    yield _Box(x - beside - wide, y - high / 2, x - beside, y + high / 2)


def _length(line: str) -> float:
    """How wide ``line`` is, in widths of a Chinese character."""
    return sum(0.58 if char.isascii() else 1.0 for char in line)


def lines_of(text: str) -> tuple[str, ...]:
    """``text`` on one line, or on two that are about as long and cut no number; what is too long ends in …."""
    shown = text if len(text) <= _LONGEST + 2 else text[:_LONGEST] + "…"
    if len(shown) <= _ONE_LINE:
        return (shown,)
    middle = len(shown) / 2
    good = [match.start() for match in _GOOD_CUT.finditer(shown) if abs(match.start() - middle) <= len(shown) / 4]
    cuts = good or [
        at for at in range(1, len(shown)) if not _NO_CUT.fullmatch(shown[at - 1]) or not _NO_CUT.match(shown[at])
    ]
    if not cuts:
        return (shown,)
    at = min(cuts, key=lambda at: (abs(at - middle), at))
    return shown[:at], shown[at:]

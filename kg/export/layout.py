"""Where to put the nodes, so that a graph opens as a picture: components apart, neighbours near, hubs with room.

Forces as in ForceAtlas2 (repulsion by degree, attraction along edges), with a quadtree for what is far away. Only the
four operations and square roots are used, whose results IEEE 754 fixes: the same graph gives the same picture
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice
from math import floor, sqrt
from typing import Final, NamedTuple

from kg.export.quadtree import Quadtree

MOST_NODES: Final = 10_000
"""Beyond this the layout is left to Gephi, and nodes stand on a spiral in the order of their ids."""

_WORK: Final = 250_000
"""Node moves that a layout may take: few steps for large graphs, many for small ones."""
_LEAST_STEPS: Final = 25
_MOST_STEPS: Final = 400
_SPACING: Final = 46.0
"""About the distance of two neighbours, in units of Gephi's canvas."""
_SMALL: Final = 30
_ROOM: Final = 0.9
"""Side of the whole picture, in spacings for each node that would stand in a row of a square."""
_GRAVITY: Final = 0.6
_JITTER: Final = 1.0  # tolerance of swinging, as ForceAtlas2 calls it
# Golden angle: cosine and sine of 2π(1 − 1/φ), as constants so that no library's cosine is asked.
_TURN: Final = (-0.7373688780783197, 0.6754902942615238)


class Point(NamedTuple):
    """A place on the canvas."""

    x: float
    y: float


def spiral(spacing: float = _SPACING) -> Iterator[Point]:
    """Places from the middle outwards without end, evenly spread, none twice."""
    cosine, sine = 1.0, 0.0
    for number in count():
        radius = spacing * sqrt(number) * 0.6
        yield Point(round(radius * cosine, 2), round(radius * sine, 2))
        cosine, sine = cosine * _TURN[0] - sine * _TURN[1], cosine * _TURN[1] + sine * _TURN[0]
        length = sqrt(cosine * cosine + sine * sine)
        cosine, sine = cosine / length, sine / length


def laid_out(size: int, edges: Sequence[tuple[int, int, float]]) -> list[Point]:
    """A place for each of the nodes 0 … ``size`` - 1, joined by ``edges`` (two nodes and a weight)."""
    neighbours: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for one, other, weight in edges:
        if one != other:
            neighbours[one].append((other, weight))
            neighbours[other].append((one, weight))
    drawn = []
    for members in _components(neighbours):
        steps = min(_MOST_STEPS, max(_LEAST_STEPS, _WORK // size))
        places = _forced(members, neighbours, steps) if len(members) > 1 else [Point(0.0, 0.0)]
        drawn.append((members, places))
    result = [Point(0.0, 0.0)] * size
    for (members, places), (dx, dy) in zip(drawn, _packed([places for _, places in drawn]), strict=True):
        for member, place in zip(members, places, strict=True):
            result[member] = Point(place.x + dx, place.y + dy)
    return _fitted(result)


def _fitted(places: Sequence[Point]) -> list[Point]:
    """``places`` drawn together as far as the number of nodes allows, so that these do not look like dust."""
    width = max((abs(coordinate) for place in places for coordinate in place), default=0.0) * 2.0
    room = _ROOM * _SPACING * sqrt(len(places))
    scale = room / width if width > room else 1.0
    return [Point(round(place.x * scale, 2), round(place.y * scale, 2)) for place in places]


def _components(neighbours: Sequence[Sequence[tuple[int, float]]]) -> list[list[int]]:
    """Nodes that hang together, the largest component first; within each, hubs and what surrounds them first."""
    unseen = [True] * len(neighbours)
    by_degree = sorted(range(len(neighbours)), key=lambda node: (-len(neighbours[node]), node))
    found = []
    for start in by_degree:
        if not unseen[start]:
            continue
        unseen[start] = False
        members = [start]
        for node in members:  # grows while it is gone through
            for other, _ in neighbours[node]:
                if unseen[other]:
                    unseen[other] = False
                    members.append(other)
        found.append(members)
    return sorted(found, key=lambda members: (-len(members), members[0]))


# ── forces ────────────────────────────────────────────────────────────────────────────────────────────────────


def _forced(members: Sequence[int], neighbours: Sequence[Sequence[tuple[int, float]]], steps: int) -> list[Point]:
    """The places of one component around its middle."""
    number_of = {member: number for number, member in enumerate(members)}
    masses = [1.0 + len(neighbours[member]) for member in members]
    pulls = [
        [
            (number_of[other], _strength(weight, masses[number], masses[number_of[other]]))
            for other, weight in neighbours[member]
            if number_of[other] > number
        ]
        for number, member in enumerate(members)
    ]
    xs, ys = _start(members, neighbours, number_of)
    repulsion = _SPACING * _SPACING / 20.0
    speed, before = 1.0, ([0.0] * len(members), [0.0] * len(members))
    for _ in range(steps):
        forces = _forces(xs, ys, masses, pulls, repulsion)
        speed = _move(xs, ys, masses, forces, before, speed)
        before = forces
    return _centred(xs, ys, _stretch(xs, ys, pulls))


def _stretch(xs: Sequence[float], ys: Sequence[float], pulls: Sequence[Sequence[tuple[int, float]]]) -> float:
    """By how much to enlarge a small component whose nodes would else lie on each other."""
    if len(xs) > _SMALL:
        return 1.0
    shortest = min(
        (xs[other] - xs[one]) ** 2 + (ys[other] - ys[one]) ** 2 for one, row in enumerate(pulls) for other, _ in row
    )
    return min(max(0.8 * _SPACING / sqrt(max(shortest, 1.0)), 1.0), 4.0)


def _strength(weight: float, mass: float, other: float) -> float:
    """How hard an edge pulls. Heavy ones pull harder, but not in proportion: one frequent pair would shrink to a point.

    Those between hubs pull less: a treatment or a country that everything hangs on would draw all into one ball.
    """
    return 2.0 * sqrt(weight) / sqrt(sqrt(mass * other))


def _start(
    members: Sequence[int], neighbours: Sequence[Sequence[tuple[int, float]]], number_of: Mapping[int, int]
) -> tuple[list[float], list[float]]:
    """Each node beside the one through which it was reached (``members`` come in that order), each its own way."""
    xs, ys = [0.0] * len(members), [0.0] * len(members)
    placed = [False] * len(members)
    placed[0] = True
    directions = islice(spiral(1.0), 1, None)
    for number, member in enumerate(members):
        reach = _SPACING * sqrt(1.0 + len(neighbours[member])) / 2.0
        for other, _ in neighbours[member]:
            to = number_of[other]
            if not placed[to]:
                placed[to] = True
                x, y = next(directions)
                length = sqrt(x * x + y * y)
                xs[to], ys[to] = xs[number] + reach * x / length, ys[number] + reach * y / length
    return xs, ys


def _forces(
    xs: list[float],
    ys: list[float],
    masses: Sequence[float],
    pulls: Sequence[Sequence[tuple[int, float]]],
    repulsion: float,
) -> tuple[list[float], list[float]]:
    fx, fy = Quadtree(xs, ys, masses).repulsion(repulsion)
    for one, pulled in enumerate(pulls):
        x, y = xs[one], ys[one]
        for other, strength in pulled:
            dx, dy = (xs[other] - x) * strength, (ys[other] - y) * strength
            fx[one] += dx
            fy[one] += dy
            fx[other] -= dx
            fy[other] -= dy
    for node, mass in enumerate(masses):
        x, y = xs[node], ys[node]
        distance = sqrt(x * x + y * y)
        if distance > 0.0:
            pull = _GRAVITY * mass * _SPACING / distance
            fx[node] -= x * pull
            fy[node] -= y * pull
    return fx, fy


def _move(
    xs: list[float],
    ys: list[float],
    masses: Sequence[float],
    forces: tuple[list[float], list[float]],
    before: tuple[list[float], list[float]],
    speed: float,
) -> float:
    """Move all nodes along the forces on them, those less that swing to and fro; return the new speed."""
    (fx, fy), (bx, by) = forces, before
    swings = [sqrt((fx[n] - bx[n]) ** 2 + (fy[n] - by[n]) ** 2) for n in range(len(xs))]
    swinging = sum(mass * swing for mass, swing in zip(masses, swings, strict=True))
    traction = sum(mass * sqrt((fx[n] + bx[n]) ** 2 + (fy[n] + by[n]) ** 2) / 2.0 for n, mass in enumerate(masses))
    target = _JITTER * traction / swinging if swinging > 0.0 else speed
    speed = min(target, speed * 1.5)
    for node, swing in enumerate(swings):
        factor = 0.1 * speed / (1.0 + sqrt(speed * swing))
        force = sqrt(fx[node] * fx[node] + fy[node] * fy[node])
        if force > 0.0:
            factor = min(factor, 10.0 * _SPACING / force)
        xs[node] += fx[node] * factor
        ys[node] += fy[node] * factor
    return speed


def _centred(xs: Sequence[float], ys: Sequence[float], scale: float) -> list[Point]:
    middle_x, middle_y = (min(xs) + max(xs)) / 2.0, (min(ys) + max(ys)) / 2.0
    return [Point((x - middle_x) * scale, (y - middle_y) * scale) for x, y in zip(xs, ys, strict=True)]


# ── components side by side ───────────────────────────────────────────────────────────────────────────────────


def _packed(components: Sequence[Sequence[Point]]) -> list[tuple[float, float]]:
    """How far to shift each component: the largest in the middle, the others on a spiral where there is room."""
    taken = _Circles()
    shifts = []
    ring, further, step = [Point(0.0, 0.0)], spiral(_SPACING * 0.5), 0
    last = 0.0
    for places in components:
        radius = _SPACING * 0.5 + max(sqrt(place.x * place.x + place.y * place.y) for place in places)
        if radius < 0.7 * last:
            step //= 2  # a much smaller one may fit into a gap that was too narrow before
        if last == 0.0 or radius < 0.7 * last:
            last = radius
        while taken.touch(ring[step].x, ring[step].y, radius):
            step += 1
            if step == len(ring):
                ring.extend(islice(further, 64))
        taken.add(ring[step].x, ring[step].y, radius)
        shifts.append((ring[step].x, ring[step].y))
    return shifts


class _Circles:
    """Circles that do not touch, found again by the squares of a grid that they reach into."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def add(self, x: float, y: float, radius: float) -> None:
        for square in self._reached(x, y, radius):
            self._squares.setdefault(square, []).append((x, y, radius))

    def touch(self, x: float, y: float, radius: float) -> bool:
        """Whether a circle there would touch one of them."""
        return any(
            (x - ox) ** 2 + (y - oy) ** 2 < (radius + other) ** 2
            for square in self._reached(x, y, radius)
            for ox, oy, other in self._squares.get(square, ())
        )

    @staticmethod
    def _reached(x: float, y: float, radius: float) -> Iterator[tuple[int, int]]:
        side = 4.0 * _SPACING
        for column in range(floor((x - radius) / side), floor((x + radius) / side) + 1):
            for row in range(floor((y - radius) / side), floor((y + radius) / side) + 1):
                yield column, row

"""Repulsion between many points (Barnes and Hut): far groups of points push as one."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final

_THETA: Final = 1.1
"""A square that looks smaller than this (side by distance) pushes as one point."""
_LEAF: Final = 8
"""Points up to which a square is not divided."""
_DEEPEST: Final = 24

# mass, x and y of the centre of mass, side squared / theta squared, points (of a leaf), squares (of others)
_Square = tuple[float, float, float, float, list[int] | None, "list[_Square]"]


class Quadtree:
    """Points with masses, in squares within squares."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], masses: Sequence[float]) -> None:
        self._xs, self._ys, self._masses = xs, ys, masses
        left, low = min(xs), min(ys)
        side = max(max(xs) - left, max(ys) - low, 1e-9)
        self._root = self._square(list(range(len(xs))), left, low, side, 0)

    def _square(self, points: list[int], left: float, low: float, side: float, depth: int) -> _Square:
        xs, ys, masses = self._xs, self._ys, self._masses
        mass = sum(masses[p] for p in points)
        x = sum(xs[p] * masses[p] for p in points) / mass
        y = sum(ys[p] * masses[p] for p in points) / mass
        reach = side * side / (_THETA * _THETA)
        if len(points) <= _LEAF or depth == _DEEPEST:
            return mass, x, y, reach, points, []
        half = side / 2.0
        middle_x, middle_y = left + half, low + half
        quarters: tuple[list[int], ...] = ([], [], [], [])
        for p in points:
            quarters[(xs[p] >= middle_x) + 2 * (ys[p] >= middle_y)].append(p)
        squares = [
            self._square(quarter, middle_x if i & 1 else left, middle_y if i & 2 else low, half, depth + 1)
            for i, quarter in enumerate(quarters)
            if quarter
        ]
        return mass, x, y, reach, None, squares

    def repulsion(self, strength: float) -> tuple[list[float], list[float]]:
        """The force on each point: ``strength`` × both masses / distance, away from the other.

        Points in the same place are pushed apart by their order.
        """
        xs, ys, masses = self._xs, self._ys, self._masses
        fx, fy = [0.0] * len(xs), [0.0] * len(xs)
        for point in range(len(xs)):
            x, y = xs[point], ys[point]
            sum_x = sum_y = 0.0
            waiting = [self._root]
            while waiting:
                mass, cx, cy, reach, points, squares = waiting.pop()
                dx, dy = x - cx, y - cy
                distance = dx * dx + dy * dy
                if distance > reach:
                    push = mass / distance
                    sum_x += dx * push
                    sum_y += dy * push
                elif points is None:
                    waiting += squares
                else:
                    for other in points:
                        dx, dy = x - xs[other], y - ys[other]
                        distance = dx * dx + dy * dy
                        if distance > 1e-9:
                            push = masses[other] / distance
                            sum_x += dx * push
                            sum_y += dy * push
                        elif other != point:
                            sum_x += masses[other] * (1.0 if point > other else -1.0) / sqrt(len(xs))
            factor = strength * masses[point]
            fx[point], fy[point] = sum_x * factor, sum_y * factor
        return fx, fy

"""Layouts: the same every time, nothing on top of each other, neighbours nearer than strangers."""

from __future__ import annotations

from itertools import combinations, islice
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.layout import laid_out, spiral
from kg.export.quadtree import Quadtree


def ring(size):
    return [(number, (number + 1) % size, 1.0) for number in range(size)]


def distance(places, one, other):
    return hypot(places[one].x - places[other].x, places[one].y - places[other].y)


edges_among = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), st.floats(1, 9)), max_size=20),
    )
)


@settings(max_examples=30, deadline=None)
@given(edges_among)
def test_every_node_has_a_place_of_its_own_and_the_same_every_time(drawn):
    size, edges = drawn
    places = laid_out(size, edges)
    assert len(places) == size
    assert len(set(places)) == size
    assert places == laid_out(size, edges)


def test_neighbours_on_a_ring_are_nearer_than_those_across_it():
    places = laid_out(40, ring(40))
    near = [distance(places, number, (number + 1) % 40) for number in range(40)]
    across = [distance(places, number, number + 20) for number in range(20)]
    assert sum(near) / 40 < 0.25 * sum(across) / 20


def test_two_groups_with_one_bridge_lie_apart():
    left, right = list(combinations(range(10), 2)), list(combinations(range(10, 20), 2))
    places = laid_out(20, [(a, b, 1.0) for a, b in (*left, *right, (0, 10))])
    inside = max(distance(places, a, b) for a, b in (*left, *right))
    between = [distance(places, a, b) for a in range(1, 10) for b in range(11, 20)]
    assert sum(between) / len(between) > inside


def test_components_do_not_overlap():
    edges = [(3 * group + a, 3 * group + b, 1.0) for group in range(20) for a, b in ((0, 1), (1, 2), (0, 2))]
    places = laid_out(60, edges)
    nearest = min(distance(places, a, b) for a, b in combinations(range(60), 2) if a // 3 != b // 3)
    widest = max(distance(places, 3 * group, 3 * group + 1) for group in range(20))
    assert nearest > 0.3 * widest


def test_nothing_at_all_has_a_layout_too():
    assert laid_out(0, []) == []


def test_the_spiral_never_comes_back():
    places = list(islice(spiral(10.0), 3000))
    assert len(set(places)) == 3000
    nearest = min(hypot(a.x - b.x, a.y - b.y) for a, b in combinations(places[:300], 2))
    assert nearest > 5.0


@pytest.mark.parametrize("size", [2, 9, 60])
def test_the_tree_pushes_about_as_all_pairs_do(size):
    places = list(islice(spiral(), size))
    xs, ys = [p.x for p in places], [p.y for p in places]
    masses = [1.0 + number % 3 for number in range(size)]
    fx, fy = Quadtree(xs, ys, masses).repulsion(2.0)
    exact = []
    for a in range(size):
        x = y = 0.0
        for b in range(size):
            if a != b:
                dx, dy = xs[a] - xs[b], ys[a] - ys[b]
                push = 2.0 * masses[a] * masses[b] / (dx * dx + dy * dy)
                x, y = x + dx * push, y + dy * push
        exact.append((x, y))
    error = sum(hypot(fx[n] - exact[n][0], fy[n] - exact[n][1]) for n in range(size))
    assert error <= 0.15 * sum(hypot(x, y) for x, y in exact)


def test_points_in_one_place_are_pushed_apart():
    fx, _ = Quadtree([1.0, 1.0], [1.0, 1.0], [1.0, 1.0]).repulsion(1.0)
    assert fx[0] < 0 < fx[1]

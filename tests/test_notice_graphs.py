"""Many notices in little memory: their graphs as one sorted sequence, and sorted streams gone through side by side."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import store
from kg.index import keeping
from kg.iris import BASE, Minter
from kg.store import build_state
from kg.store import check as store_check
from kg.store.entity_lines import packed_lines
from kg.store.notice_iris import NoticeGraphs
from kg.store.sorted_streams import side_by_side

BASES = (BASE, "http://a.example/", "http://a.example/x/")
ids = st.integers(0, 2**64 - 1)
notices = st.builds(lambda base, number: Minter(base).notice(f"{number:016x}"), st.sampled_from(BASES), ids)


@given(st.lists(notices, unique=True), notices)
def test_it_is_the_sorted_list_of_the_notices(iris: list[str], other: str) -> None:
    graphs = NoticeGraphs(iris)
    assert list(graphs) == sorted(iris)
    assert [graphs[at] for at in range(len(iris))] == sorted(iris)
    assert [graphs[at] for at in range(-len(iris), 0)] == sorted(iris)
    assert graphs[1:5:2] == tuple(sorted(iris)[1:5:2])
    assert all(iri in graphs for iri in iris)
    assert (other in graphs) == (other in iris)


@pytest.mark.parametrize("other", [f"{BASE}graph/entities", f"{BASE}notice/{'0' * 16}/org/x", "", 7, None])
def test_nothing_but_notices_is_in_it(other: object) -> None:
    graphs = NoticeGraphs([f"{BASE}notice/{'0' * 16}", *([other] if isinstance(other, str) else [])])
    assert list(graphs) == [f"{BASE}notice/{'0' * 16}"]
    assert other not in graphs


@pytest.mark.parametrize("at", [2, -3])
def test_what_is_beyond_its_end_is_not_there(at: int) -> None:
    graphs = NoticeGraphs(Minter().notice(f"{number:016x}") for number in range(2))
    with pytest.raises(IndexError):
        graphs[at]


entries = st.dictionaries(st.text("ab条\U00020000", max_size=3), st.integers(1, 3))


@given(entries, entries)
def test_two_streams_side_by_side_are_what_two_dictionaries_hold(ours: dict[str, int], theirs: dict[str, int]) -> None:
    keys = sorted({*ours, *theirs})
    expected = [(key, ours.get(key), theirs.get(key)) for key in keys]
    assert list(side_by_side(sorted(ours.items()), sorted(theirs.items()))) == expected


# ── memory ──

MANY = 20_000
A_NOTICE = 60
"""Bytes: what a list of IRIs alone needs twice as many of, and a dictionary from IRI to digest five times as many."""


def state_of(folder: Path) -> None:
    """A store's memory that knows many notices, without anything else."""
    with build_state.opened(folder / store.STATE) as state:
        for number in range(MANY):
            graph = Minter().notice(f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}")
            state.put(build_state.Record(graph[-16:], "r", graph, 1, {}, "s", "p", packed_lines(b"")), b"")
        state.commit()


class OnlyNames:
    """Stands for a store that can only list its graphs, which come one after another as Oxigraph's do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def named_graphs(self):
        from pyoxigraph import NamedNode

        with build_state.opened(self._folder / store.STATE) as state:
            for graph, _ in state.graphs():
                yield NamedNode(graph)


def peak(work) -> float:
    """Bytes for each notice that ``work`` held at most, beside what was there before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / MANY
    finally:
        tracemalloc.stop()


def test_comparing_a_store_with_its_index_or_its_memory_holds_no_list_of_its_notices(tmp_path: Path) -> None:
    state_of(tmp_path)
    opened = OnlyNames(tmp_path)
    with keeping.opened(tmp_path) as index:
        index.behind(opened, tmp_path)  # whatever is loaded once and stays
        assert peak(lambda: index.behind(opened, tmp_path)) < A_NOTICE
        assert index.behind(opened, tmp_path) == (MANY, 0)
    with build_state.opened(tmp_path / store.STATE) as state:
        checked = store_check.Checked()
        plan = store_check.Plan()

        def look() -> None:
            store_check._notices(checked, opened, state.graphs(), plan, True, lambda _: None)

        assert peak(look) < A_NOTICE
    assert (checked.notices, checked.unknown, checked.faults) == (MANY, 0, [])

"""Is a store whole? Each notice as it was read, each line on shared things brought by somebody, all indexes of one mind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg import store
from kg.errors import InputError
from kg.messages import message
from kg.store import build_state
from kg.store.batches import Plan, check_shards
from kg.store.build_state import BuildState
from kg.store.sorted_streams import side_by_side
from kg.vocab import NIF

if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(slots=True)
class Checked:
    """What was looked at, and what is wrong with it, in sentences.

    ``pending`` notices are those that an interrupted build left to the next, ``unknown`` those that came into the store by
    other ways than ``kg build``: they are whole, but nothing is remembered of where they were read.
    """

    notices: int = 0
    quads: int = 0
    pending: int = 0
    unknown: int = 0
    faults: list[str] = field(default_factory=list)


def check(folder: Path, *, quick: bool = False, tick: Callable[[str], None] = lambda _: None) -> Checked:
    """Look at everything in the store ``folder``; ``quick`` leaves the quads uncounted. ``tick``: for each notice.

    Takes some 5 µs a quad. Raises InputError where there is no store, it is being written, or cannot be opened at all.
    """
    checked = Checked()
    with store.opened_for_reading(folder) as opened:
        if (folder / store.STATE).is_file():
            with build_state.opened(folder / store.STATE) as state:
                checked.faults.extend(state.faults())
                pending = state.notes.pending
                plan = Plan() if pending is None else Plan.from_json(pending)
                _notices(checked, opened, state.graphs(), plan, quick, tick)
                try:
                    check_shards(plan, folder / store.INCOMING)
                except InputError as error:
                    checked.faults.append(message("an interrupted build cannot be finished: {error}", error=error))
                if not quick:
                    _shared(checked, opened, state, plan)
        else:
            _notices(checked, opened, (), Plan(), quick, tick)
        if not quick:
            _indexes(checked, opened)
    return checked


def _notices(
    checked: Checked,
    opened: Store,
    known: Iterable[tuple[str, int]],
    plan: Plan,
    quick: bool,
    tick: Callable[[str], None],
) -> None:
    """``known``: the graphs that are remembered, sorted, with their quads."""
    pending = {graph for each in plan.coming for graph in (each.graph, *each.instead)} | set(plan.going)
    there = store.notice_graphs(opened)
    checked.notices, checked.pending = len(there), len(plan.coming)
    for graph, is_there, wanted in side_by_side(((graph, True) for graph in there), known):
        if not is_there:
            if graph not in pending:
                checked.faults.append(message("{graph} is remembered, but the store does not hold it", graph=graph))
            continue
        if graph in pending or wanted is None:
            checked.unknown += graph not in pending
            fault = _odd_text(opened, graph)
        else:
            fault = None if quick else _odd_count(opened, graph, wanted)
        if fault is not None:
            checked.faults.append(message("{graph} {fault}", graph=graph, fault=fault))
        tick(graph)


def _odd_count(opened: Store, graph: str, wanted: int) -> str | None:
    from pyoxigraph import NamedNode

    found = sum(1 for _ in opened.quads_for_pattern(None, None, None, NamedNode(graph)))
    return (
        None if found == wanted else message("has {found} quads, it was read with {wanted}", found=found, wanted=wanted)
    )


def _odd_text(opened: Store, graph: str) -> str | None:
    """What is wrong with a notice of which no count is known: its text must be that which its IRI names."""
    from pyoxigraph import Literal, NamedNode

    node = NamedNode(graph)
    texts = [quad.object for quad in opened.quads_for_pattern(node, NamedNode(NIF.isString), None, node)]
    if len(texts) != 1 or not isinstance(texts[0], Literal):
        return message("has {count} texts, not one", count=len(texts))
    digest = hashlib.sha256(texts[0].value.encode("utf-8")).hexdigest()
    return None if graph.endswith(f"/{digest[:16]}") else message("has another text than its name says")


def _shared(checked: Checked, opened: Store, state: BuildState, plan: Plan) -> None:
    """Lines on shared things: each is counted as often as notices bring it, and stands in the store."""
    from pyoxigraph import NamedNode

    graph = NamedNode(store.entity_graph(opened))
    lines = (f"{quad.triple} {graph} .".encode() for quad in opened.quads_for_pattern(None, None, None, graph))
    missing, extra, miscounted = state.compare_lines(lines)
    if miscounted:
        checked.faults.append(
            message("{count} lines on shared things are not counted as often as notices bring them", count=miscounted)
        )
    if missing and not plan:
        checked.faults.append(
            message("{count} lines on shared things that notices bring are not in the store", count=missing)
        )
    if extra and not plan and not checked.unknown:
        checked.faults.append(
            message("{count} lines on shared things are in the store, though no notice brings them", count=extra)
        )


def _indexes(checked: Checked, opened: Store) -> None:
    """Oxigraph keeps every quad in several orders: counted by graph, by predicate and by the length they must agree."""
    one_by_one = default = 0
    predicates = set()
    for quad in opened:
        one_by_one += 1
        default += str(quad.graph_name) == "DEFAULT"
        predicates.add(quad.predicate)
    by_predicate = sum(1 for predicate in predicates for _ in opened.quads_for_pattern(None, predicate, None, None))
    in_graphs = sum(1 for graph in opened.named_graphs() for _ in opened.quads_for_pattern(None, None, None, graph))
    checked.quads = one_by_one
    for how, count in (
        (message("by length"), len(opened)),
        (message("by predicate"), by_predicate),
        (message("by graph"), in_graphs + default),
    ):
        if count != checked.quads:
            checked.faults.append(
                message(
                    "the store holds {quads} quads one by one, but {count} {how}",
                    quads=checked.quads,
                    count=count,
                    how=how,
                )
            )

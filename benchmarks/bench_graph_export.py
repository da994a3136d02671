"""GraphML and GEXF of 500,000 nodes and 1,500,000 edges: our writers and those of networkx, in one run.

Run: ``python benchmarks/bench_graph_export.py [--nodes N] [--edges M] [--bar 0.15] [--memory 100]``

Each writer works in a process of its own, so that each has its own peak of memory. CPU seconds of writing: networkx is
given a graph that is built already; ours are given generators, whose own time, measured beside it, is taken off (and shown).
Exit code 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.export.gexf import write_gexf
from kg.export.graph import Drawing, Edge, Graph, Look, Node
from kg.export.graphml import write_drawing

Timing = tuple[float, float]

DATES = ("2024-03-05",)
KINDS = ("agency", "directive", "document", "meeting", "person")
RELATIONS = (("交办", "assignee"), ("配合", "co-actor"), ("涉及文件", "about document"), ("召开", "held by"))


def name_of(number: int) -> str:
    """An id of the kind and length that ours have."""
    return f"https://w3id.org/huiyi/id/org/{number:06}/某某市某某局"


def nodes(count: int) -> Iterator[tuple[Node, Look]]:
    """``count`` nodes that look like ours, with their looks."""
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        node = Node(
            name_of(number),
            f"某某市某某局第{number}号",
            kind,
            DATES,
            {"place": "某某市", "kg_degree": number % 40},
        )
        yield node, Look(number % 5000 + 0.25, number // 5000 + 0.5, 9.5, "#c8443a")


def edges(count: int, size: int) -> Iterator[Edge]:
    """``count`` edges between them, no two alike."""
    for number in range(count):
        kind, kind_en = RELATIONS[number % len(RELATIONS)]
        source = number % size
        target = (source * 7 + 13 * (number // size) + 1) % size
        yield Edge(name_of(source), name_of(target), kind, kind_en, 1, DATES)


def drawing(size: int, links: int) -> Drawing:
    """The graph, made anew whenever it is gone through."""
    graph = Graph(
        "benchmark",
        True,
        lambda: (node for node, _ in nodes(size)),
        lambda: edges(links, size),
        {"place": "string", "kg_degree": "integer"},
    )
    return Drawing(graph, lambda: nodes(size))


def ours(writer: Callable[..., None], size: int, links: int, path: Path) -> Timing:
    """CPU seconds of our writer without those of the generators, and those."""
    start = time.process_time()
    for stream in (nodes(size), edges(links, size)):
        deque(stream, maxlen=0)
    generating = time.process_time() - start
    start = time.process_time()
    with path.open("wb") as output:
        writer(drawing(size, links), output)
    return time.process_time() - start - generating, generating


def theirs(name: str, size: int, links: int, path: Path) -> Timing:
    """CPU seconds of networkx' writer for the same graph, and those of building it."""
    import networkx as nx

    start = time.process_time()
    graph = nx.MultiDiGraph()
    for node, look in nodes(size):
        values = {"label": node.label, "kind": node.kind, "kind_en": node.kind, "date": node.dates[0], **node.values}
        values["last_date"] = node.dates[0]
        if name == "gexf":
            colour = {"r": 200, "g": 68, "b": 58, "a": 1.0}
            position = {"x": look.x, "y": look.y, "z": 0.0}
            values["viz"] = {"color": colour, "position": position, "size": look.size}
        else:
            values |= {"x": look.x, "y": look.y, "size": look.size, "r": 200, "g": 68, "b": 58}
        graph.add_node(node.id, **values)
    for number, edge in enumerate(edges(links, size)):
        values = {"kind_en": edge.kind_en, "date": edge.dates[0], "last_date": edge.dates[0], "weight": 1.0}
        graph.add_edge(edge.source, edge.target, key=f"e{number}", kind=edge.kind, **values)
    building = time.process_time() - start
    start = time.process_time()
    if name == "gexf":
        nx.write_gexf(graph, path)
    elif name == "graphml-lxml":
        nx.write_graphml_lxml(graph, path)
    else:
        nx.write_graphml_xml(graph, path)
    return time.process_time() - start, building


WRITERS: dict[str, Callable[[int, int, Path], Timing]] = {
    "ours graphml": lambda size, links, path: ours(write_drawing, size, links, path),
    "ours gexf": lambda size, links, path: ours(write_gexf, size, links, path),
    "networkx graphml (lxml)": lambda size, links, path: theirs("graphml-lxml", size, links, path),
    "networkx graphml (xml)": lambda size, links, path: theirs("graphml-xml", size, links, path),
    "networkx gexf": lambda size, links, path: theirs("gexf", size, links, path),
}


def measured(name: str, size: int, links: int) -> dict[str, float]:
    """CPU seconds of writing and of what comes before it, peak of resident memory in MB, megabytes written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        writing, before = WRITERS[name](size, links, path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size_mb = path.stat().st_size / 1e6
        return {
            "writing": round(writing, 2),
            "before": round(before, 2),
            "peak_mb": round(peak),
            "file_mb": round(size_mb),
        }


def in_child(name: str, size: int, links: int) -> dict[str, float]:
    """``measured`` in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (name, size, links))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=500_000)
    parser.add_argument("--edges", type=int, default=1_500_000)
    parser.add_argument("--bar", type=float, default=0.15, help="most of networkx' time that ours may take")
    parser.add_argument("--memory", type=float, default=100.0, help="MB that ours may take at most")
    parser.add_argument("--slowest", action="store_true", help="run networkx' slow GraphML writer too")
    options = parser.parse_args()
    results = {}
    for name in WRITERS:
        if "(xml)" in name and not options.slowest:
            continue
        results[name] = in_child(name, options.nodes, options.edges)
        print(name, json.dumps(results[name]), flush=True)
    missed = False
    for form, rival in (("graphml", "networkx graphml (lxml)"), ("gexf", "networkx gexf")):
        mine = results[f"ours {form}"]
        ratio = mine["writing"] / results[rival]["writing"]
        good = ratio <= options.bar and mine["peak_mb"] <= options.memory
        missed |= not good
        print(f"{form}: {ratio:.3f} of {rival}, {mine['peak_mb']:.0f} MB: {'ok' if good else 'MISSED'}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

"""Draw the graph of one notice for the README: meeting, agenda items, directives, and who must carry them out.

Run: ``python scripts/make_picture.py [NOTICE [PNG]]`` (``make picture``). Needs matplotlib (extra ``picture``) and a
font with Chinese characters, for example Debian's ``fonts-noto-cjk``. Everything drawn is asked of the graph by SPARQL.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
import networkx as nx
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path as Curve
from PIL import Image
from pyoxigraph import RdfFormat, Store

from kg.concepts import vocabulary_lines
from kg.pipeline import entity_quads, extract, to_quads
from kg.read import ReadFailure, read_path
from kg.vocab import PREFIXES

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "gold" / "38-yanbian.txt"
PICTURE = ROOT / "docs" / "img" / "graph.png"

FONTS: Final = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei")
PAPER, INK, FAINT = "#fcfbf8", "#1f2a33", "#9aa3a8"
FILL = {"meeting": "#7a1f2b", "item": "#27566b", "directive": "#ffffff", "agency": "#e9eef0"}
ROLES: Final[dict[str, tuple[str, str, str]]] = {  # concept -> label, colour, line
    "lead": ("牵头", "#b3541e", "-"),
    "responsible": ("责任", "#c98a1b", "-"),
    "co-actor": ("配合", "#3c8d5a", "-"),
    "overseen": ("督促对象", "#7b5ea7", (0, (4, 2))),
}
# Left edge and width of each column, in characters of text.
COLUMNS = {"meeting": (0.0, 10.0), "item": (13.5, 17.5), "directive": (35.0, 32.0), "agency": (74.0, 17.5)}
HEIGHT = {"meeting": 7.8, "item": 4.3, "directive": 1.9, "agency": 1.9}

QUESTION = """
SELECT * WHERE {
  GRAPH ?notice {
    ?directive a kg:Directive ; kg:ofItem ?item ; prov:wasQuotedFrom ?passage .
    ?passage nif:anchorOf ?quote ; nif:beginIndex ?start .
    ?item kg:ofMeeting ?meeting ; schema:position ?position ; dcterms:title ?title .
    ?treatment kg:ofItem ?item ; eli-dl:had_activity_type ?how .
    OPTIONAL { ?directive kg:deadline/kg:surface ?deadline }
    OPTIONAL { ?directive kg:due ?due }
    ?meeting skos:prefLabel ?meetingLabel .
    OPTIONAL { ?meeting schema:startDate ?date }
  }
  OPTIONAL { GRAPH ?vocabulary { ?how skos:prefLabel ?howLabel } FILTER(lang(?howLabel) = "zh") }
  OPTIONAL {
    GRAPH ?notice { ?directive kg:allocation ?allocation . ?allocation kg:party ?party ; kg:role ?role }
    GRAPH ?entities { ?party skos:prefLabel ?partyLabel }
  }
} ORDER BY ?position ?start ?party
"""


def graph_of(notice: Path) -> nx.DiGraph:
    """What is drawn: nodes with kind, label and note; edges with the role, where they have one."""
    entry = next(iter(read_path(notice)))
    if isinstance(entry, ReadFailure):
        raise SystemExit(str(entry))
    extraction = extract(entry)
    store = Store()
    for quads in (to_quads(extraction), entity_quads(extraction), "\n".join(vocabulary_lines())):
        store.load(quads if isinstance(quads, bytes) else quads.encode(), RdfFormat.N_QUADS)
    graph = nx.DiGraph()
    rows = store.query(QUESTION, prefixes=dict(PREFIXES))
    for solution in rows:
        row = {v.value: solution[v].value for v in rows.variables if solution[v] is not None}
        _add(graph, row)
    return graph


def _add(graph: nx.DiGraph, row: Mapping[str, str]) -> None:
    title = row["title"].partition("》")[0].rpartition("《")[2] or row["title"]
    graph.add_node(row["meeting"], kind="meeting", label=row["meetingLabel"], note=row.get("date", ""))
    hows = {*graph.nodes.get(row["item"], {}).get("hows", ()), row.get("howLabel", "")}
    graph.add_node(row["item"], kind="item", label=title, hows=hows, note="、".join(sorted(hows)))
    deadline = row.get("deadline", "")
    due = f"  {row['due']}" if deadline and "due" in row else ""
    graph.add_node(row["directive"], kind="directive", label=row["quote"], note=deadline + due)
    graph.add_edge(row["meeting"], row["item"])
    graph.add_edge(row["item"], row["directive"])
    if "party" in row:
        role = row["role"].rpartition("/")[2]
        graph.add_node(row["party"], kind="agency", label=row["partyLabel"], note="")
        graph.add_edge(row["directive"], row["party"], role=role)


def layout(graph: nx.DiGraph) -> dict[str, float]:
    """The height of each node's middle: directives in the text's order, the others beside what they are joined to."""
    middle: dict[str, float] = {}
    y = 0.0
    last = None
    for node in (n for n, kind in graph.nodes(data="kind") if kind == "directive"):
        item = next(iter(graph.predecessors(node)))
        y -= 0.0 if last is None else 2.5 if item == last else 4.0
        last = item
        middle[node] = y
    top, bottom = 0.0, y
    for node in (n for n, kind in graph.nodes(data="kind") if kind == "item"):
        heights = [middle[d] for d in graph.successors(node)]
        middle[node] = sum(heights) / len(heights)
    for node in (n for n, kind in graph.nodes(data="kind") if kind == "meeting"):
        middle[node] = (top + bottom) / 2
    agencies = [n for n, kind in graph.nodes(data="kind") if kind == "agency"]
    wanted = {n: sum(middle[d] for d in graph.predecessors(n)) / graph.in_degree(n) for n in agencies}
    agencies.sort(key=lambda n: (-wanted[n], n))
    step = min(2.9, (top - bottom) / max(1, len(agencies) - 1))
    return middle | _spread({n: wanted[n] for n in agencies}, step, top, bottom)


def _spread(wanted: Mapping[str, float], step: float, top: float, bottom: float) -> dict[str, float]:
    """Heights as near to the wanted ones as can be, at least ``step`` apart, from ``top`` down to ``bottom``."""
    order = list(wanted)
    heights: dict[str, float] = {}
    for place, node in enumerate(order):
        above = top + step if place == 0 else heights[order[place - 1]]
        heights[node] = min(wanted[node], above - step)
    floor = bottom - step
    for node in reversed(order):
        heights[node] = max(heights[node], floor + step)
        floor = heights[node]
    return heights


def draw(graph: nx.DiGraph, middle: Mapping[str, float], target: Path) -> None:
    """Write the picture."""
    known = {font.name for font in font_manager.fontManager.ttflist}
    fonts = [font for font in FONTS if font in known]
    if not fonts:
        raise SystemExit(f"No font with Chinese characters was found; install one of: {', '.join(FONTS)}.")
    mpl.rcParams["font.family"] = fonts[0]
    right = sum(COLUMNS["agency"]) + 1
    low, high = min(middle.values()) - 4.2, max(middle.values()) + 4.6
    figure = plt.figure(figsize=(15, 15 * (high - low) / (right + 2)), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-1, right + 1), ylim=(low, high))
    axes.axis("off")
    for start, end, role in graph.edges(data="role"):
        _edge(axes, graph.nodes[start]["kind"], graph.nodes[end]["kind"], middle[start], middle[end], role)
    for node, about in graph.nodes(data=True):
        _node(axes, about, middle[node], named=graph.out_degree(node) > 0)
    for kind, heading in (("meeting", "会议"), ("item", "议题"), ("directive", "交办事项与时限"), ("agency", "单位")):
        left, width = COLUMNS[kind]
        axes.text(
            left + width / 2, high - 1.9, heading, ha="center", va="center", fontsize=13, color=INK, weight="bold"
        )
    used = {role for *_, role in graph.edges(data="role")}
    handles = [Line2D([], [], color=c, ls=ls, lw=2, label=label) for r, (label, c, ls) in ROLES.items() if r in used]
    handles.append(Line2D([], [], color=FAINT, ls="", marker="s", ms=7, label="未写明单位"))
    axes.legend(handles=handles, loc="lower right", ncols=5, frameon=False, fontsize=11, labelcolor=INK)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, dpi=110, facecolor=PAPER)
    # Flat boxes and lines need few colours: a third of the size, and nothing that one could see is lost.
    with Image.open(target) as image:
        few = image.convert("RGB").quantize(200, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


def _edge(axes: Axes, start: str, end: str, y0: float, y1: float, role: str | None) -> None:
    x0, x1 = sum(COLUMNS[start]), COLUMNS[end][0]
    bend = (x1 - x0) * 0.55
    curve = Curve([(x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1)], [Curve.MOVETO, *[Curve.CURVE4] * 3])
    _, colour, line = ROLES[role] if role is not None else ("", "#b9c4c9", "-")
    axes.add_patch(PathPatch(curve, fill=False, ec=colour, ls=line, lw=1.7 if role else 1.2, alpha=0.85, zorder=1))


def _node(axes: Axes, about: Mapping[str, Any], y: float, *, named: bool) -> None:
    kind, label, note = about["kind"], about["label"], about["note"]
    left, width = COLUMNS[kind]
    height = HEIGHT[kind]
    light = kind in ("directive", "agency")
    edge = "#c9d2d6" if light else FILL[kind]
    style = f"round,pad=0,rounding_size={0.5 if light else 0.7}"
    box = FancyBboxPatch((left, y - height / 2), width, height, boxstyle=style, fc=FILL[kind], ec=edge, lw=1, zorder=2)
    axes.add_patch(box)
    if kind == "directive":
        room = 24 if note else 33
        colour = INK if named else FAINT
        axes.text(left + 0.6, y, _short(label, room), va="center", fontsize=9.6, color=colour, zorder=3)
        if note:
            axes.text(left + width - 0.5, y, note, ha="right", va="center", fontsize=9, color="#b3261e", zorder=3)
    elif kind == "agency":
        axes.text(left + 0.6, y, _short(label, 18), va="center", fontsize=9.6, color=INK, zorder=3)
    else:
        lines = _meeting_lines(label, note) if kind == "meeting" else [f"〔{note}〕", *_wrapped(label, 16, 2)]
        text, size = "\n".join(lines), 11 if kind == "meeting" else 9.6
        place = {"ha": "center", "va": "center", "linespacing": 1.4, "zorder": 3}
        axes.text(left + width / 2, y, text, fontsize=size, color="white", **place)


def _short(text: str, room: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= room else flat[: room - 1] + "…"


def _meeting_lines(label: str, day: str) -> list[str]:
    """The body, 第N届第N次, the kind, the day: a line each, the body more where it is long."""
    body, numbers, kind = re.findall(r"^(.*?)((?:第[^第]*[届次])*)([^届次]*)$", label)[0]
    return [*_wrapped(body, 8, 3), *(line for line in (numbers, kind, day) if line)]


def _wrapped(text: str, room: int, lines: int) -> list[str]:
    flat = _short(text, room * lines)
    return [flat[at : at + room] for at in range(0, len(flat), room)]


if __name__ == "__main__":
    arguments = [Path(argument) for argument in sys.argv[1:]]
    notice, picture = (*arguments, *(NOTICE, PICTURE)[len(arguments) :])
    drawn = graph_of(notice)
    draw(drawn, layout(drawn), picture)
    print(f"{picture.name}: {drawn.number_of_nodes()} nodes, {drawn.number_of_edges()} edges")

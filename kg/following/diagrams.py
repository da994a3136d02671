"""The way of a document as a picture: Mermaid (for Markdown pages) and DOT (for Graphviz).

Documents point to what comes of them; meetings, in the order of their days, point to the documents they took up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.following.offspring import RELATION_WORDS
from kg.following.trace import Member, TraceRow

_DIAGRAM: Final = "diagram"
"""Heading of the words of ours that stand in pictures only."""
Told = Callable[[str, str], str]
"""Says a word of ours, which stands under a heading (``kg.code_words``), in the language of the reader."""


def _as_it_is(_: str, word: str) -> str:
    return word


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    label: str
    meeting: bool


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    label: str


def mermaid(members: Sequence[Member], rows: Sequence[TraceRow], told: Told = _as_it_is) -> Iterator[str]:
    """A Mermaid flowchart; without rows it still shows the documents. ``told`` says our words, which are Chinese, otherwise."""
    nodes, edges = _graph(members, rows, told)
    yield "flowchart LR\n"
    for node in nodes:
        text = _escaped(node.label)
        left, right = ("([", "])") if node.meeting else ("[", "]")
        yield f'  {node.name}{left}"{"<br>".join(text.splitlines())}"{right}\n'
    for edge in edges:
        yield f'  {edge.source} -->|"{_escaped(edge.label)}"| {edge.target}\n'


def _escaped(text: str) -> str:
    """``text`` as Mermaid shows it in quotes: no HTML."""
    return text.replace("&", "&amp;").replace('"', "#quot;").replace("<", "&lt;").replace(">", "&gt;")


def dot(members: Sequence[Member], rows: Sequence[TraceRow], told: Told = _as_it_is) -> Iterator[str]:
    """A DOT digraph; without rows it still shows the documents. ``told`` as in ``mermaid``."""
    nodes, edges = _graph(members, rows, told)
    yield "digraph trace {\n  rankdir=LR;\n"
    for node in nodes:
        yield f"  {node.name} [label={_quoted(node.label)}, shape={'ellipse' if node.meeting else 'box'}];\n"
    for edge in edges:
        yield f"  {edge.source} -> {edge.target} [label={_quoted(edge.label)}];\n"
    yield "}\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _inner(title: str) -> str:
    """Brackets inside brackets are the single ones."""
    return title.replace("《", "〈").replace("》", "〉")


def _graph(members: Sequence[Member], rows: Sequence[TraceRow], told: Told) -> tuple[list[_Node], list[_Edge]]:
    documents = {member.iri: f"d{number}" for number, member in enumerate(members, start=1)}
    nodes = [_Node(documents[member.iri], f"《{_inner(member.title)}》", False) for member in members]
    edges = [
        _Edge(documents[member.parent], documents[member.iri], told("relation", RELATION_WORDS[member.relation]))
        for member in members
        if member.parent is not None
    ]
    meetings: dict[tuple[str, str | None], str] = {}
    for row in rows:
        key = (row.meeting_iri, row.date)
        if key not in meetings:
            meetings[key] = f"m{len(meetings) + 1}"
            after = told(_DIAGRAM, f"（{row.days}天后）") if row.days else ""
            when = "" if row.date is None else f"\n{row.date}{after}"
            level = told("level", row.level) if row.level else ""
            nodes.append(_Node(meetings[key], f"{level} {row.meeting}".strip() + when, True))
        asked = told(_DIAGRAM, f"（{len(row.directives)}项要求）") if row.directives else ""
        edges.append(_Edge(meetings[key], documents[row.document_iri], _done(row, told) + asked))
    return nodes, list(dict.fromkeys(edges))


def _done(row: TraceRow, told: Told) -> str:
    """What was done with the document, each word once: 原则通过 may be both how it was treated and what came of it."""
    words = dict.fromkeys((*row.treatments, *row.outcomes))
    done = (told("outcome" if word in row.outcomes else "treatment", word) for word in words)
    return "、".join(dict.fromkeys(done)) or told(_DIAGRAM, "涉及")

"""The way of a document as a picture: Mermaid (for Markdown pages) and DOT (for Graphviz).

Documents point to what comes of them; meetings, in the order of their days, point to the documents they took up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.following.offspring import RELATION_WORDS
from kg.following.trace import Member, TraceRow


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


def mermaid(members: Sequence[Member], rows: Sequence[TraceRow]) -> Iterator[str]:
    """A Mermaid flowchart; without rows it still shows the documents."""
    nodes, edges = _graph(members, rows)
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


def dot(members: Sequence[Member], rows: Sequence[TraceRow]) -> Iterator[str]:
    """A DOT digraph; without rows it still shows the documents."""
    nodes, edges = _graph(members, rows)
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


def _graph(members: Sequence[Member], rows: Sequence[TraceRow]) -> tuple[list[_Node], list[_Edge]]:
    documents = {member.iri: f"d{number}" for number, member in enumerate(members, start=1)}
    nodes = [_Node(documents[member.iri], f"《{_inner(member.title)}》", False) for member in members]
    edges = [
        _Edge(documents[member.parent], documents[member.iri], RELATION_WORDS[member.relation])
        for member in members
        if member.parent is not None
    ]
    meetings: dict[tuple[str, str | None], str] = {}
    for row in rows:
        key = (row.meeting_iri, row.date)
        if key not in meetings:
            meetings[key] = f"m{len(meetings) + 1}"
            when = "" if row.date is None else f"\n{row.date}" + (f"（{row.days}天后）" if row.days else "")
            nodes.append(_Node(meetings[key], f"{row.level or ''} {row.meeting}".strip() + when, True))
        done = "、".join(dict.fromkeys((*row.treatments, *row.outcomes))) or "涉及"
        told = f"（{len(row.directives)}项要求）" if row.directives else ""
        edges.append(_Edge(meetings[key], documents[row.document_iri], done + told))
    return nodes, list(dict.fromkeys(edges))

"""What of a store can be searched for: quotes of directives, agenda items, titles, names, and the running text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.export.accounts import Account, account_of
from kg.lookup import CLASSES
from kg.read.soft_breaks import soft_breaks
from kg.store import entity_graph
from kg.store.walk import Walk
from kg.vocab import KG, NIF, PROV, RDF, SKOS

if TYPE_CHECKING:
    from kg.source import Source

Kind = Literal["directive", "item", "notice", "meeting", "document", "agency", "person", "post", "place", "text"]
KIND_WORDS: Final[dict[str, str]] = {
    "directive": "要求", "item": "议题", "notice": "通稿", "meeting": "会议", "document": "文件", "agency": "单位",
    "person": "人员", "post": "职务", "place": "地方", "text": "正文",
}  # fmt: skip
_SHARED: Final[tuple[Kind, ...]] = ("document", "agency", "person", "post", "place")


class Entry(NamedTuple):
    """One text that can be found. Offsets are code points into the notice's text; None where it is a name or label."""

    kind: Kind
    iri: str
    text: str
    notice: str | None = None
    start: int | None = None
    end: int | None = None
    date: str | None = None
    meeting: str | None = None
    source: str | None = None
    parties: frozenset[str] = frozenset()


class OfNotice(NamedTuple):
    """What one notice brings: what can be found, its meeting, and in how many of its directives two agencies stand."""

    entries: list[Entry]
    meeting: str | None
    pairs: dict[tuple[str, str], int]


def of_notice(notice: str, opened: Source) -> OfNotice:
    """The entries and pairs of one notice, in the order of reading."""
    account = account_of(notice, opened)
    pairs = Counter(
        pair
        for directive in account.directives
        for pair in combinations(sorted({part.party for part in directive.parts}), 2)
    )
    return OfNotice(list(_entries(account, opened)), account.meeting, dict(pairs))


def _entries(account: Account, opened: Source) -> Iterator[Entry]:
    told = (account.date, account.label, account.source)
    walk = Walk(opened)
    if account.title is not None:
        span = _span(walk.value(f"{account.notice}/reading/title", PROV.wasQuotedFrom, account.notice), account, walk)
        yield Entry("notice", account.notice, account.title, account.notice, *span, *told)
    if account.meeting is not None and account.label is not None:
        yield Entry("meeting", account.meeting, account.label, account.notice, None, None, *told)
    for item in account.items:
        span = _span(walk.value(item.iri, KG.subjectPassage, account.notice), account, walk)
        yield Entry("item", item.iri, item.title, account.notice, *span, *told)
    for directive in account.directives:
        _, start, end, quote = directive.passage
        parties = frozenset(part.party for part in directive.parts)
        yield Entry("directive", directive.iri, quote, account.notice, start, end, *told, parties)
    for start, end in paragraphs(account.text):
        yield Entry("text", account.notice, account.text[start:end], account.notice, start, end, *told)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of ``text`` that are not blank, those together that only a width parted."""
    inside = {text.find("\n", soft_break.start, soft_break.end) for soft_break in soft_breaks(text)} - {-1}
    start = end = -1
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        if end in inside:
            end = line.end()
            continue
        if end >= 0:
            yield start, end
        start, end = line.span()
    if end >= 0:
        yield start, end


def _span(passage: str | None, account: Account, walk: Walk) -> tuple[int | None, int | None]:
    start, end = (walk.number(passage, name, account.notice) for name in (NIF.beginIndex, NIF.endIndex))
    return start, end


def shared_things(opened: Source) -> Iterator[tuple[str, list[Entry]]]:
    """Every agency, document, person, post and place with its names, by kind and IRI."""
    walk = Walk(opened)
    graph = entity_graph(opened)
    for kind in _SHARED:
        for iri in sorted({thing for class_ in CLASSES[kind] for thing, _ in walk.subjects(RDF.type, class_, graph)}):
            names = dict.fromkeys([*walk.values(iri, SKOS.prefLabel, graph), *walk.values(iri, SKOS.altLabel, graph)])
            yield iri, [Entry(kind, iri, name) for name in names]


def digest_of_graph(graph: str, opened: Source) -> str:
    """A digest of all that one graph says, for graphs that no build has left a digest of."""
    from pyoxigraph import NamedNode

    lines = sorted(str(quad.triple) for quad in opened.quads_for_pattern(None, None, None, NamedNode(graph)))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()

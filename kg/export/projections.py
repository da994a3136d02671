"""What each view takes from one notice: nodes that are not shared things, and statements that become edges.

A projection yields ``Node`` (for meetings, items, directives, concepts) and ``Link``. The ends of links that are shared
things need no node: the entity graph describes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Final, NamedTuple

from kg.concepts import concept_labels
from kg.export.accounts import Account, ToldDirective, ToldItem
from kg.export.graph import Node, Value
from kg.export.kinds import edge_kinds
from kg.vocab import WORDS


class Link(NamedTuple):
    """One statement of a relation. ``by`` tells statements apart: the weight of an edge is the number of its links."""

    source: str
    target: str
    kind: str
    kind_en: str
    date: str | None
    by: str


Projection = Callable[[Account], Iterator[Node | Link]]

_LABEL_LENGTH: Final = 40
"""Characters of a directive or item that serve as its label; the whole stands in ``quote``."""
_ROLES: Final = WORDS["party-roles"]
_PARTY_EDGES: Final = {
    _ROLES["lead"]: "assignee",
    _ROLES["responsible"]: "assignee",
    _ROLES["co-actor"]: "co-actor",
    _ROLES["overseen"]: "oversees",
}


def link(source: str, target: str, kind_en: str, account: Account, by: str) -> Link:
    """A link of a kind that ``edge_kinds.tsv`` names."""
    return Link(source, target, edge_kinds()[kind_en].zh, kind_en, account.date, by)


# ── nodes that are not shared ─────────────────────────────────────────────────────────────────────────────────


def meeting_node(account: Account) -> Iterator[Node]:
    if account.meeting is not None:
        label = account.label or account.title or account.meeting
        yield Node(account.meeting, label, "meeting", _dates(account), {})


def directive_node(directive: ToldDirective, account: Account) -> Node:
    values: dict[str, Value] = {"quote": directive.passage.quote, "evidence": directive.passage.iri}
    if directive.due is not None:
        values["due"] = directive.due
    return Node(directive.iri, _shortened(directive.passage.quote), "directive", _dates(account), values)


def _item_node(item: ToldItem, account: Account) -> Node:
    values: dict[str, Value] = {} if item.passage is None else {"evidence": item.passage.iri}
    label = item.title or (item.passage.quote if item.passage is not None else item.iri)
    return Node(item.iri, _shortened(label), "agenda item", _dates(account), values)


def _notice_node(account: Account) -> Node:
    values: dict[str, Value] = {} if account.source is None else {"source": account.source}
    return Node(account.notice, account.title or account.source or account.notice, "notice", _dates(account), values)


def _dates(account: Account) -> tuple[str, ...]:
    return tuple(sorted({date for date in (account.date, account.last) if date is not None}))


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL_LENGTH else text[:_LABEL_LENGTH] + "…"


# ── views ─────────────────────────────────────────────────────────────────────────────────────────────────────


def full(account: Account) -> Iterator[Node | Link]:
    """Everything: the notice, its meeting, items, directives, people, and what is named where."""
    yield _notice_node(account)
    yield from meeting_node(account)
    if account.meeting is not None:
        yield link(account.notice, account.meeting, "reports", account, account.notice)
        if account.body is not None:
            yield link(account.meeting, account.body, "held by", account, account.notice)
        for attendance in account.attendances:
            yield _concept_link(attendance.person, account.meeting, attendance.role, account)
    for person, post in account.holdings:
        yield link(person, post, "holds", account, account.notice)
    for mention in account.mentions:
        yield link(account.notice, mention.thing, "mentions", account, mention.passage.iri)
    for item in account.items:
        yield from _of_item(item, account)
    for directive in account.directives:
        yield directive_node(directive, account)
        yield from _told(directive, account)
        if directive.item is not None:
            yield link(directive.iri, directive.item, "of item", account, account.notice)
        elif account.meeting is not None:
            yield link(directive.iri, account.meeting, "of meeting", account, account.notice)


def _of_item(item: ToldItem, account: Account) -> Iterator[Node | Link]:
    yield _item_node(item, account)
    if account.meeting is not None:
        yield link(item.iri, account.meeting, "of meeting", account, account.notice)
    for document in item.documents:
        yield link(item.iri, document, "about document", account, account.notice)
    for kind_en, node_kind, concepts in (
        ("treated by", "treatment", item.treatments),
        ("decided", "outcome", item.outcomes),
    ):
        for concept in concepts:
            yield Node(concept, concept_labels("zh").get(concept, concept), node_kind, _dates(account), {})
            yield link(item.iri, concept, kind_en, account, account.notice)


def _concept_link(source: str, target: str, concept: str, account: Account) -> Link:
    zh, en = (concept_labels(language).get(concept, concept) for language in ("zh", "en"))
    return Link(source, target, zh, en, account.date, account.notice)


def _told(directive: ToldDirective, account: Account) -> Iterator[Link]:
    for part in directive.parts:
        yield link(directive.iri, part.party, _PARTY_EDGES[part.role], account, directive.iri)


def agencies(account: Account) -> Iterator[Node | Link]:
    """Agencies that stand in the same directive; the weight is the number of directives."""
    for directive in account.directives:
        for one, other in combinations(sorted({part.party for part in directive.parts}), 2):
            yield link(one, other, "instructed together", account, directive.iri)


def agency_directive(account: Account) -> Iterator[Node | Link]:
    """Directives and who has which part in them. Directives that name nobody are left out."""
    for directive in account.directives:
        if directive.parts:
            yield directive_node(directive, account)
            yield from _told(directive, account)


def agency_document(account: Account) -> Iterator[Node | Link]:
    """Agencies and the documents under whose item they were told something; the weight is the number of directives."""
    documents = {item.iri: item.documents for item in account.items}
    for directive in account.directives:
        for part in directive.parts:
            for document in documents.get(directive.item or "", ()):
                yield link(part.party, document, "instructed under", account, directive.iri)


def documents(account: Account) -> Iterator[Node | Link]:
    """Documents that one meeting took up, under the same item or not; the weight is the number of meetings."""
    items = [(document, item.iri) for item in account.items for document in item.documents]
    pairs: dict[tuple[str, str], bool] = {}
    for (one, one_item), (other, other_item) in combinations(sorted(items), 2):
        if one != other:
            pairs[one, other] = pairs.get((one, other), False) or one_item == other_item
    for (one, other), together in pairs.items():
        yield link(one, other, "same item" if together else "same meeting", account, account.meeting or account.notice)


def meeting_agency(account: Account) -> Iterator[Node | Link]:
    """Meetings, who held them, and whom they told something; the weight is the number of directives."""
    if account.meeting is None:
        return
    yield from meeting_node(account)
    if account.body is not None:
        yield link(account.meeting, account.body, "held by", account, account.meeting)
    for directive in account.directives:
        for party in sorted({part.party for part in directive.parts}):
            yield link(account.meeting, party, "instructed", account, directive.iri)


def people(account: Account) -> Iterator[Node | Link]:
    """People who took part in the same meetings; the weight is the number of meetings."""
    present = sorted({attendance.person for attendance in account.attendances})
    for one, other in combinations(present, 2):
        yield link(one, other, "took part together", account, account.meeting or account.notice)


VIEWS: Final[Mapping[str, tuple[Projection, bool]]] = {
    "full": (full, True),
    "agencies": (agencies, False),
    "agency-directive": (agency_directive, True),
    "agency-document": (agency_document, True),
    "documents": (documents, False),
    "meeting-agency": (meeting_agency, True),
    "people": (people, False),
}
"""Name of each view -> its projection, and whether its edges have a direction."""

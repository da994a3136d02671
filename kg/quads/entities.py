"""The graph of shared things: what each agency, person, post, document and place is, whoever speaks of it.

Every value here depends on the thing alone, not on the notice that led to it: merging the entities of two notices
must not give one thing two labels. Names as one notice writes them stay in that notice's mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg import iris
from kg.quads.account import base_of
from kg.quads.lines import LABEL, A
from kg.quads.terms import FALSE, TRUE, escape
from kg.version import VERSION
from kg.vocab import DCTERMS, ELI, FOAF, KG, ORG, PROV, SCHEMA, SKOS, WORDS

if TYPE_CHECKING:
    from kg.model import AgencyKind, AgencyRef, Analysis, Document, Resolution

_AGENCY_KINDS: Final = WORDS["agency-kinds"]
_DOCUMENT_KINDS: Final = WORDS["document-kinds"]
_LEVELS: Final = WORDS["place-levels"]

_CLASSES: Final[dict[AgencyKind, str]] = {
    "organization": f"{A}{KG.Agency}>",
    "place": f"{A}{KG.Agency}>",  # a place that is addressed as its government
    "group": f"{A}{KG.AgencyGroup}>",
    "elided": f"{A}{KG.AgencyGroup}>",
    "people": f"{A}{KG.PeopleGroup}>",
}
_PERSON: Final = f"{A}{FOAF.Person}>"
_POST: Final = f"{A}{ORG.Post}>"
_PLACE: Final = f"{A}{KG.Place}>"
_DOCUMENT: Final = f"{A}{KG.Document}>"
_AGENT: Final = f"{A}{PROV.SoftwareAgent}>"
_TYPE: Final = f"> <{DCTERMS.type}> <"
_OF_PLACE: Final = f"> <{KG.place}> <"
_PART_OF: Final = f"> <{ORG.subOrganizationOf}> <"
_POST_IN: Final = f"> <{ORG.postIn}> <"

# Written forms come again and again, from notice to notice: 市长, 各部门.
_fold = lru_cache(maxsize=8192)(iris.fold)


def entity_quads(analysis: Analysis, resolution: Resolution) -> str:
    """N-Quads text of what is known of the shared things that one notice speaks of, in graph ``…/graph/entities``.

    Raises KeyError when ``resolution`` lacks a surface, title or name of ``analysis``.
    """
    minter = iris.Minter(base_of(resolution))
    end = f" <{minter.graph('entities')}> .\n"
    return "".join(
        (
            *_agencies(resolution, minter, end),
            *_people(resolution, end),
            *_documents(analysis, resolution, minter, end),
            *_places(resolution, minter, end),
            _agent(minter.agent(VERSION), end),
        )
    )


def _agencies(resolution: Resolution, minter: iris.Minter, end: str) -> Iterator[str]:
    seen: set[str] = set()  # two written forms may be one agency
    body = resolution.body
    for ref in (*((body,) if body is not None else ()), *resolution.agencies.values()):
        if ref.iri not in seen:
            seen.add(ref.iri)
            yield _agency(ref, minter, end)


def _agency(ref: AgencyRef, minter: iris.Minter, end: str) -> str:
    node = f"<{ref.iri}"
    label = ref.label if ref.canonical is not None else _fold(ref.label)
    text = (
        f'{node}{_CLASSES[ref.kind]}{end}{node}{LABEL}{escape(label)}"@zh{end}'
        f"{node}{_TYPE}{_AGENCY_KINDS[ref.kind]}>{end}"
    )
    if ref.place is not None:
        text += f"{node}{_OF_PLACE}{minter.place(ref.place)}>{end}"
    if ref.parent is not None:
        text += f"{node}{_PART_OF}{ref.parent}>{end}"
    if ref.group_rule is not None:
        text += f'{node}> <{KG.groupRule}> "{escape(_fold(ref.group_rule))}"{end}'
    if ref.closed is not None:
        text += f"{node}> <{KG.closed}> {TRUE if ref.closed else FALSE}{end}"
    return text


def _people(resolution: Resolution, end: str) -> Iterator[str]:
    people: set[str] = set()
    posts: set[str] = set()
    for person in resolution.people.values():
        if person.iri not in people:
            people.add(person.iri)
            yield f'<{person.iri}{_PERSON}{end}<{person.iri}{LABEL}{escape(_fold(person.name))}"@zh{end}'
        for surface, post in person.posts.items():
            if post in posts:
                continue
            posts.add(post)
            yield f'<{post}{_POST}{end}<{post}{LABEL}{escape(_fold(surface))}"@zh{end}'
            agency = person.post_agencies.get(surface)
            if agency is not None:
                yield f"<{post}{_POST_IN}{agency}>{end}"


def _documents(analysis: Analysis, resolution: Resolution, minter: iris.Minter, end: str) -> Iterator[str]:
    described = {document.title: document for document in analysis.documents}
    seen: set[str] = set()
    for title, ref in resolution.documents.items():
        if ref.iri not in seen:
            seen.add(ref.iri)
            node = f"<{ref.iri}"
            yield f'{node}{_DOCUMENT}{end}{node}{LABEL}{escape(_fold(ref.title))}"@zh{end}'
            if ref.place is not None:
                yield f"{node}{_OF_PLACE}{minter.place(ref.place)}>{end}"
            if title in described:
                yield _document(node, described[title], resolution, end)


def _document(node: str, document: Document, resolution: Resolution, end: str) -> str:
    text = f"{node}{_TYPE}{_DOCUMENT_KINDS[document.kind]}>{end}"
    if document.number is not None:
        text += f'{node}> <{ELI.id_local}> "{escape(_fold(document.number.value))}"{end}'
    if document.issuer is not None:
        text += f"{node}> <{ELI.responsibility_of_agent}> <{resolution.agencies[document.issuer.value].iri}>{end}"
    if document.printed is not None:
        printed = resolution.documents.get(document.printed.value)
        if printed is not None:
            text += f"{node}> <{ELI.has_annex}> <{printed.iri}>{end}"
        else:
            text += f'{node}> <{KG.printsTitle}> "{escape(_fold(document.printed.value))}"{end}'
    return text


def _places(resolution: Resolution, minter: iris.Minter, end: str) -> Iterator[str]:
    own = resolution.place
    for place in dict.fromkeys((*((own,) if own is not None else ()), *resolution.places)):
        node = f"<{minter.place(place.code)}"
        yield (
            f'{node}{_PLACE}{end}{node}{LABEL}{escape(place.name)}"@zh{end}'
            f'{node}> <{SKOS.notation}> "{escape(place.code)}"{end}{node}> <{KG.level}> <{_LEVELS[place.level]}>{end}'
        )
        if place.parents:
            yield f"{node}> <{DCTERMS.isPartOf}> <{minter.place(place.parents[-1])}>{end}"


def _agent(node: str, end: str) -> str:
    return (
        f'<{node}{_AGENT}{end}<{node}{LABEL}huiyi-kg {VERSION}"@en{end}'
        f'<{node}> <{SCHEMA.softwareVersion}> "{VERSION}"{end}'
    )

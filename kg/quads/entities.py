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
from kg.quads.lines import LABEL, A, Ink
from kg.quads.terms import Wire, escape, wire
from kg.version import VERSION
from kg.vocab import DCTERMS, ELI, FOAF, KG, ORG, PROV, SCHEMA, SKOS, WORDS, XSD

if TYPE_CHECKING:
    from kg.model import AgencyKind, AgencyRef, Analysis, Document, Resolution

_AGENCY_KINDS: Final = WORDS["agency-kinds"]
_DOCUMENT_KINDS: Final = WORDS["document-kinds"]
_LEVELS: Final = WORDS["place-levels"]

_CLASSES: Final[dict[AgencyKind, str]] = {
    "organization": f"{A}{KG.Agency}",
    "place": f"{A}{KG.Agency}",  # a place that is addressed as its government
    "group": f"{A}{KG.AgencyGroup}",
    "elided": f"{A}{KG.AgencyGroup}",
    "people": f"{A}{KG.PeopleGroup}",
}
_PERSON: Final = f"{A}{FOAF.Person}"
_POST: Final = f"{A}{ORG.Post}"
_PLACE: Final = f"{A}{KG.Place}"
_DOCUMENT: Final = f"{A}{KG.Document}"
_AGENT: Final = f"{A}{PROV.SoftwareAgent}"
_TYPE: Final = f"> <{DCTERMS.type}> <"
_OF_PLACE: Final = f"> <{KG.place}> <"
_ALSO_CALLED: Final = f'> <{SKOS.altLabel}> "'
_PART_OF: Final = f"> <{ORG.subOrganizationOf}> <"
_ISSUER: Final = f"> <{ELI.responsibility_of_agent}> <"
_POST_IN: Final = f"> <{ORG.postIn}> <"

# Written forms come again and again, from notice to notice: 市长, 各部门.
_fold = lru_cache(maxsize=8192)(iris.fold)


def entity_nquads(analysis: Analysis, resolution: Resolution) -> bytes:
    """What is known of the shared things that one notice speaks of: N-Quads in UTF-8, graph ``…/graph/entities``.

    Raises KeyError when ``resolution`` lacks a surface, title or name of ``analysis``.
    """
    minter = iris.Minter(base_of(resolution))
    ink = Ink.of(wire(minter.graph("entities")), Wire(""))
    return "".join(
        (
            *_agencies(resolution, minter, ink),
            *_people(resolution, ink),
            *_documents(analysis, resolution, minter, ink),
            *_places(resolution, minter, ink),
            _agent(wire(minter.agent(VERSION)), ink),
        )
    ).encode("latin-1")


def _agencies(resolution: Resolution, minter: iris.Minter, ink: Ink) -> Iterator[str]:
    seen: set[str] = set()  # two written forms may be one agency
    body = resolution.body
    for ref in (*((body,) if body is not None else ()), *resolution.agencies.values()):
        if ref.iri not in seen:
            seen.add(ref.iri)
            yield _agency(ref, minter, ink)


def _agency(ref: AgencyRef, minter: iris.Minter, ink: Ink) -> str:
    node = f"<{wire(ref.iri)}"
    label = ref.label if ref.canonical is not None else _fold(ref.label)
    text = (
        f"{node}{_CLASSES[ref.kind]}{ink.close}{node}{LABEL}{escape(label)}{ink.close_label}"
        f"{node}{_TYPE}{_AGENCY_KINDS[ref.kind]}{ink.close}"
    )
    if ref.alternative is not None:
        text += f"{node}{_ALSO_CALLED}{escape(ref.alternative)}{ink.close_label}"
    if ref.place is not None:
        text += f"{node}{_OF_PLACE}{wire(minter.place(ref.place))}{ink.close}"
    if ref.parent is not None:
        text += f"{node}{_PART_OF}{wire(ref.parent)}{ink.close}"
    if ref.group_rule is not None:
        text += f'{node}> <{KG.groupRule}> "{escape(_fold(ref.group_rule))}{ink.close_text}'
    if ref.closed is not None:
        text += f'{node}> <{KG.closed}> "{"true" if ref.closed else "false"}"^^<{XSD.boolean}{ink.close}'
    return text


def _people(resolution: Resolution, ink: Ink) -> Iterator[str]:
    seen: set[str] = set()
    for person in resolution.people.values():
        if person.iri not in seen:
            seen.add(person.iri)
            node = f"<{wire(person.iri)}"
            yield f"{node}{_PERSON}{ink.close}{node}{LABEL}{escape(_fold(person.name))}{ink.close_label}"
        for surface, post in person.posts.items():
            if post in seen:
                continue
            seen.add(post)
            node, agency = f"<{wire(post)}", person.post_agencies.get(surface)
            yield f"{node}{_POST}{ink.close}{node}{LABEL}{escape(_fold(surface))}{ink.close_label}"
            if agency is not None:
                yield f"{node}{_POST_IN}{wire(agency)}{ink.close}"


def _documents(analysis: Analysis, resolution: Resolution, minter: iris.Minter, ink: Ink) -> Iterator[str]:
    described = {document.title: document for document in analysis.documents}
    seen: set[str] = set()
    for title, ref in resolution.documents.items():
        if ref.iri not in seen:
            seen.add(ref.iri)
            node = f"<{wire(ref.iri)}"
            yield f"{node}{_DOCUMENT}{ink.close}{node}{LABEL}{escape(_fold(ref.title))}{ink.close_label}"
            if ref.place is not None:
                yield f"{node}{_OF_PLACE}{wire(minter.place(ref.place))}{ink.close}"
            if title in described:
                yield _document(node, described[title], resolution, ink)


def _document(node: str, document: Document, resolution: Resolution, ink: Ink) -> str:
    text = f"{node}{_TYPE}{_DOCUMENT_KINDS[document.kind]}{ink.close}"
    if document.number is not None:
        text += f'{node}> <{ELI.id_local}> "{escape(_fold(document.number.value))}{ink.close_text}'
    if document.issuer is not None:
        issuer = resolution.agencies[document.issuer.value]
        text += f"{node}{_ISSUER}{wire(issuer.iri)}{ink.close}"
    if document.printed is not None:
        printed = resolution.documents.get(document.printed.value)
        if printed is not None:
            text += f"{node}> <{ELI.has_annex}> <{wire(printed.iri)}{ink.close}"
        else:
            text += f'{node}> <{KG.printsTitle}> "{escape(_fold(document.printed.value))}{ink.close_text}'
    return text


def _places(resolution: Resolution, minter: iris.Minter, ink: Ink) -> Iterator[str]:
    own = resolution.place
    for place in dict.fromkeys((*((own,) if own is not None else ()), *resolution.places)):
        node = f"<{wire(minter.place(place.code))}"
        yield (
            f"{node}{_PLACE}{ink.close}{node}{LABEL}{escape(place.name)}{ink.close_label}"
            f'{node}> <{SKOS.notation}> "{escape(place.code)}{ink.close_text}'
            f"{node}> <{KG.level}> <{_LEVELS[place.level]}{ink.close}"
        )
        if place.parents:
            yield f"{node}> <{DCTERMS.isPartOf}> <{wire(minter.place(place.parents[-1]))}{ink.close}"


def _agent(node: str, ink: Ink) -> str:
    return (
        f"<{node}{_AGENT}{ink.close}<{node}{LABEL}huiyi-kg {VERSION}{ink.close_label}"
        f'<{node}> <{SCHEMA.softwareVersion}> "{VERSION}{ink.close_text}'
    )

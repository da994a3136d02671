"""Why a statement is there: the words it rests on in their context, the rule, how sure it is, and who read it.

A directive brings its parties and its deadline along, a meeting its fields, an agency or document every passage that is
taken to mean it. A record of the ledger says who made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from kg.concepts import concept_labels
from kg.local_time import wall_clock
from kg.lookup import label_of
from kg.messages import message
from kg.one_line import on_one_line
from kg.query.doubt_notes import doubt_told
from kg.query.results import shortened_iri
from kg.register import Register, load_register
from kg.register.lines import lines_behind, lines_behind_title
from kg.store.earlier_terms import recorded
from kg.store.walk import Walk
from kg.tables import Cell, Row
from kg.vocab import DC, DCTERMS, ELI_DL, KG, NIF, PROV, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from kg.source import Source

MOST_PASSAGES: Final = 200
"""Passages shown for one thing: a government is named by thousands of notices."""
_CONTEXT: Final = 40


@dataclass(frozen=True, slots=True)
class Reason(Row):
    """One ground for one statement. ``context`` has the quote between 【 and 】; offsets are code points, half-open.

    ``register`` are lines of the register's files (``file:line  row``), ``version`` the software that read it.
    """

    statement: str
    context: str
    rule: str | None
    confidence: str | None
    source: str
    start: int | None
    end: int | None
    url: str | None
    register: tuple[str, ...]
    version: str | None
    about: str
    notice: str


COLUMNS: Final = tuple(field.name for field in fields(Reason))
TABLE_COLUMNS: Final = {
    "statement": message("statement"),
    "context": message("quote"),
    "rule": message("rule"),
    "confidence": message("confidence"),
    "source": message("source"),
    "start": message("start"),
    "end": message("end"),
    "register": message("register"),
    "version": message("version"),
}


@dataclass(frozen=True, slots=True)
class _Case:
    """Where the grounds are looked for."""

    walk: Walk
    register: Register


def explain(iri: str, opened: Source, register: Register | None = None) -> list[Reason]:
    """The grounds for what the store says of ``iri``, by notice and place in it. Empty where it rests on no words.

    ``register``: the one that the notices were read with, where it is not the shipped one.
    """
    case = _Case(Walk(opened), load_register() if register is None else register)
    grounds = (_quoting, _parts, _readings, _referring, _records)
    found = dict.fromkeys(reason for ground in grounds for reason in ground(iri, case))
    return sorted(found, key=lambda one: (one.notice, one.about != iri, one.start or 0, one.end or 0, one.statement))


def table_of(reasons: Sequence[Reason]) -> tuple[list[str], list[list[Cell]]]:
    """Headings and cells for a terminal; columns in which nothing stands are left out."""
    shown = [name for name in TABLE_COLUMNS if not reasons or any(getattr(one, name) for one in reasons)]
    return [TABLE_COLUMNS[name] for name in shown], [one.cells(shown) for one in reasons]


def _graphs_of(iri: str, predicate: str, walk: Walk) -> list[str]:
    from pyoxigraph import NamedNode

    quads = walk.opened.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
    return sorted({str(getattr(quad.graph_name, "value", "")) for quad in quads})


def _quoting(iri: str, case: _Case) -> Iterator[Reason]:
    """What ``iri`` itself was quoted from; for a passage, what was quoted from it."""
    for notice in _graphs_of(iri, PROV.wasQuotedFrom, case.walk):
        for passage in case.walk.values(iri, PROV.wasQuotedFrom, notice):
            yield from _reason(iri, passage, notice, case)
    for thing, notice in sorted(set(case.walk.subjects(PROV.wasQuotedFrom, iri))):
        yield from _reason(thing, iri, notice, case)
    for notice in _graphs_of(iri, KG.refersTo, case.walk):
        yield from _reason(iri, iri, notice, case)


def _parts(iri: str, case: _Case) -> Iterator[Reason]:
    """The allocations and the deadline of a directive, the undisclosed business of a meeting."""
    for predicate in (KG.allocation, KG.deadline, KG.undisclosed):
        for notice in _graphs_of(iri, predicate, case.walk):
            for part in case.walk.values(iri, predicate, notice):
                for passage in case.walk.values(part, PROV.wasQuotedFrom, notice):
                    yield from _reason(part, passage, notice, case)


def _readings(iri: str, case: _Case) -> Iterator[Reason]:
    """Where the fields of a meeting or a notice were read."""
    for reading, notice in sorted(set(case.walk.subjects(RDF.subject, iri))):
        for passage in case.walk.values(reading, PROV.wasQuotedFrom, notice) or [""]:
            yield from _reason(reading, passage, notice, case)


def _referring(iri: str, case: _Case) -> Iterator[Reason]:
    """Passages that are taken to mean ``iri``."""
    for passage, notice in sorted(set(case.walk.subjects(KG.refersTo, iri)))[:MOST_PASSAGES]:
        yield from _reason(passage, passage, notice, case, meant=iri)


def _records(iri: str, case: _Case) -> Iterator[Reason]:
    """A record of the ledger: its ground is the person who made it."""
    for graph in _graphs_of(iri, KG.statedBy, case.walk):
        by, at = case.walk.value(iri, KG.statedBy, graph), case.walk.value(iri, PROV.generatedAtTime, graph)
        status = concept_labels("zh").get(case.walk.value(iri, KG.status, graph) or "", "")
        told = " ".join(filter(None, (status, case.walk.value(iri, KG.progress, graph))))
        yield Reason(
            statement=f"台账记录：{told}（{by} {wall_clock(at or '')}）",
            context=f"【{recorded(iri, KG.demandText, graph, case.walk) or ''}】",
            rule=None,
            confidence=None,
            source=case.walk.value(iri, DC.source, graph) or "",
            start=None,
            end=None,
            url=None,
            register=(),
            version=None,
            about=iri,
            notice=graph,
        )


def _reason(thing: str, passage: str, notice: str, case: _Case, *, meant: str | None = None) -> Iterator[Reason]:
    """The ground that ``passage`` of ``notice`` is for ``thing``; nothing for the ledger's own passages."""
    walk = case.walk
    text = walk.value(notice, NIF.isString, notice)
    if text is None:
        return
    start = walk.number(passage or None, NIF.beginIndex, notice)
    end = walk.number(passage or None, NIF.endIndex, notice)
    yield Reason(
        statement=_statement(thing, notice, walk, meant),
        context="" if start is None or end is None else _in_context(text, start, end),
        rule=_of(thing, KG.rule, notice, walk),
        confidence=_of(thing, KG.confidence, notice, walk),
        source=walk.value(notice, DC.source, notice) or "",
        start=start,
        end=end,
        url=walk.value(notice, SCHEMA.url, notice),
        register=_register(meant or walk.value(thing, KG.party, notice), passage, notice, case),
        version=walk.shared(walk.value(notice, KG.readBy, notice), SKOS.prefLabel),
        about=thing,
        notice=notice,
    )


def _of(thing: str, predicate: str, notice: str, walk: Walk) -> str | None:
    """The value of ``thing``, or, for a part of a directive that has none of its own, that of the directive."""
    own = walk.value(thing, predicate, notice)
    if own is not None:
        return own
    whole = next((directive for directive, _ in walk.subjects(KG.allocation, thing, notice)), None)
    return walk.value(whole, predicate, notice)


def _in_context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    left, right = "…" if start > _CONTEXT else "", "…" if end + _CONTEXT < len(text) else ""
    return f"{left}{before}【{text[start:end]}】{after}{right}"


def _statement(thing: str, notice: str, walk: Walk, meant: str | None) -> str:
    """What is stated, in a few words: 分工：责任 → 沂源县水利局."""
    meant = meant or walk.value(thing, KG.refersTo, notice)
    if meant is not None:
        return f"指称 → {label_of(meant, walk.opened)}"

    def one(predicate: str) -> str:
        return walk.value(thing, predicate, notice) or ""

    types = walk.values(thing, RDF.type, notice)
    if KG.Allocation in types:
        return f"分工：{_shown(one(KG.role), walk)} → {_shown(one(KG.party), walk)}"
    if KG.Deadline in types:
        return f"时限：{one(KG.surface)} → {one(KG.due) or '日期不定'}"
    if KG.Reading in types:
        read = one(RDF.predicate)
        values = walk.values(one(RDF.subject), read, notice)
        return f"{shortened_iri(read)} = {'、'.join(_shown(value, walk) for value in values)}"
    if KG.Participation in types:
        return f"参会：{_shown(one(ELI_DL.participation_role), walk)} → {_shown(one(PROV.agent), walk)}"
    if KG.AgendaItem in types:
        return f"议题：{one(DCTERMS.title)}"
    if KG.Doubt in types:
        return doubt_told(one(KG.doubtKind), one(KG.note))
    simple = {KG.Directive: "要求", KG.UndisclosedBusiness: "未公开事项"}
    return next((simple[type_] for type_ in types if type_ in simple), shortened_iri(thing))


def _shown(value: str, walk: Walk) -> str:
    """The label of a concept or a thing; any other value as it is."""
    if ":" not in value:
        return value
    return concept_labels("zh").get(value) or walk.shared(value, SKOS.prefLabel) or value


def _register(meant: str | None, passage: str, notice: str, case: _Case) -> tuple[str, ...]:
    """Lines of the register behind an agency, place or document; nothing for people, whose names no register holds."""
    walk = case.walk
    kinds = set() if meant is None else set(walk.values(meant, RDF.type, walk.entities))
    if meant is None or kinds.isdisjoint((KG.Agency, KG.AgencyGroup, KG.PeopleGroup, KG.Document)):
        return ()
    surface = on_one_line(walk.value(passage, NIF.anchorOf, notice) or "")
    code = walk.shared(walk.shared(meant, KG.place), SKOS.notation)
    label = walk.shared(meant, SKOS.prefLabel) or ""
    if KG.Document in kinds:
        return tuple(lines_behind_title(case.register, surface, label))
    return tuple(lines_behind(case.register, surface, label, code))

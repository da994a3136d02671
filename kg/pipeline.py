"""The straight line, for one notice. Read this file first.

read → scan → structure → mentions → roles, agenda, directives → resolve → quads
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

from kg.agenda import find_agenda
from kg.directives import PartyReader, find_directives, find_task_directives, find_unread
from kg.doubts import find_doubts
from kg.fields import find_meeting_fields, find_notice_fields
from kg.iris import BASE
from kg.lexicon import Lexicon, load_lexicon
from kg.mentions.agencies import AgencyMention, find_agencies
from kg.mentions.documents import find_documents
from kg.mentions.people import find_people
from kg.model import (
    Agency,
    AgencyKind,
    Analysis,
    Directive,
    Located,
    MeetingFields,
    Notice,
    NoticeFields,
    Person,
    Resolution,
    Span,
)
from kg.register import Register, load_register
from kg.resolve import resolve
from kg.resolve.joined_lines import analysis_as_stored, resolution_as_stored, wrapped
from kg.resolve.readings_in_brackets import analysis_as_printed, damaged, resolution_as_printed
from kg.roles import assign_roles
from kg.scan import scan
from kg.settings import Settings
from kg.structure import parse_structure
from kg.task_tables import TaskTable, find_tables
from kg.thin_readings import find_thin


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one notice says, and who and what its names are."""

    analysis: Analysis
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The words and the register an extraction works with; the shipped ones unless a user adds their own."""

    lexicon: Lexicon
    register: Register


@cache
def knowledge(lexicon: Path | None = None, register: Path | None = None) -> Knowledge:
    """Shipped lexicons and register, extended by a user's own folders. Cached. Raises InputError for a faulty file."""
    return Knowledge(load_lexicon(lexicon, register), load_register(register))


def analyse(notice: Notice, lexicon: Lexicon) -> Analysis:
    """Everything that ``notice`` says of itself; no other notice is looked at."""
    scanned = scan(notice, lexicon)
    tables = find_tables(scanned)
    outline = parse_structure(scanned, tables)
    documents = find_documents(scanned, outline)
    mentions = _outside_heads(find_agencies(scanned), tables)
    names = find_people(scanned, outline)
    fields = _as_measured(find_notice_fields(scanned, outline), lexicon)
    meeting = _as_measured(find_meeting_fields(scanned, outline, mentions, names, fields), lexicon)
    lead = 0 if outline.lead is None else outline.paragraphs[outline.lead].start
    people = assign_roles(scanned, names, meeting.chair, lead)
    name_spans = tuple(name.span for name in names)
    agenda = find_agenda(scanned, outline, documents, name_spans, tables)
    parties, met = PartyReader(scanned, mentions), _day(meeting.date)
    spoken = find_directives(scanned, outline, parties, agenda.items, agenda.treated, name_spans, met)
    tabled = find_task_directives(scanned, tables, parties, agenda.items, met)
    directives = tuple(sorted((*spoken, *tabled.directives), key=_start)) if tables else spoken
    agencies = _agencies(notice, mentions, people, directives, lexicon)
    body = [Span(start, end) for start, end, role in outline.paragraphs if role == "body"]
    thin = find_thin(scanned.text, body, meeting, agenda.items, directives)
    unread = (*tabled.doubts, *find_unread(scanned, outline, parties, spoken), *thin)
    return Analysis(
        notice=notice,
        fields=fields,
        meeting=meeting,
        people=people,
        documents=documents,
        agencies=agencies,
        agenda=agenda.items,
        directives=directives,
        doubts=find_doubts(notice, fields.title, meeting, documents, agencies, directives, agenda.items, unread),
    )


def _start(directive: Directive) -> int:
    return directive.span.start


def _outside_heads(mentions: tuple[AgencyMention, ...], tables: tuple[TaskTable, ...]) -> tuple[AgencyMention, ...]:
    """市级牵头部门 over a column is nobody."""
    if not tables:
        return mentions
    ends = {line.start: line.end for table in tables for line in table.heads}
    starts = sorted(ends)

    def in_head(at: int) -> bool:
        before = bisect_right(starts, at) - 1
        return before >= 0 and at < ends[starts[before]]

    return tuple(mention for mention in mentions if not in_head(mention.span.start))


_Fields = TypeVar("_Fields", NoticeFields, MeetingFields)


def _as_measured(found: _Fields, lexicon: Lexicon) -> _Fields:
    """``found`` with each value's confidence as measured for its rule."""
    values = {field.name: getattr(found, field.name) for field in fields_of(found)}
    measured: dict[str, Any] = {
        name: value._replace(confidence=lexicon.confidence(value.rule, value.confidence))
        for name, value in values.items()
        if isinstance(value, Located)
    }
    return replace(found, **measured)


def _day(met: object) -> date | None:
    value = getattr(met, "value", None)
    return date.fromisoformat(value) if isinstance(value, str) else None


def _agencies(
    notice: Notice,
    mentions: tuple[AgencyMention, ...],
    people: tuple[Person, ...],
    directives: tuple[Directive, ...],
    lexicon: Lexicon,
) -> tuple[Agency, ...]:
    """One entry per surface form: what is named anywhere, but for parts of people's posts, and what a directive names."""
    posts = [post.span for person in people for post in person.posts]
    parties = [(party, directive.confidence) for directive in directives for party in directive.parties]
    covers = _Covers([*posts, *(party.span for party, _ in parties if party.kind != "people")])
    found: dict[str, tuple[AgencyKind, list[Span], str, float]] = {}
    for mention in mentions:
        if mention.post or covers.hold(mention.span):
            continue
        _enter(found, notice, mention.span, mention.kind, mention.rule, mention.confidence)
    for party, confidence in parties:
        _enter(found, notice, party.span, party.kind, "agencies.party", confidence)
    entries = (
        Agency(surface, kind, _in_order(spans), rule, lexicon.confidence(rule, confidence))
        for surface, (kind, spans, rule, confidence) in found.items()
    )
    return tuple(sorted(entries, key=lambda agency: agency.mentions[0]))


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    """Each span once. Most surface forms are named once."""
    return tuple(spans) if len(spans) == 1 else tuple(sorted(set(spans)))


class _Covers:
    """Spans, for asking whether one of them holds another as a proper part: 各镇(街道) in 汾湖沿岸各镇(街道)."""

    def __init__(self, spans: list[Span]) -> None:
        ordered = sorted(set(spans))
        self.starts = [span.start for span in ordered]
        self.reach = list(accumulate([span.end for span in ordered], max))  # how far the spans up to this one go

    def hold(self, span: Span) -> bool:
        """Whether a span begins no later, ends no earlier, and is not ``span`` itself."""
        earlier, same = bisect_left(self.starts, span.start), bisect_right(self.starts, span.start)
        if earlier and self.reach[earlier - 1] >= span.end:
            return True
        return same > earlier and self.reach[same - 1] > span.end


def _enter(
    found: dict[str, tuple[AgencyKind, list[Span], str, float]],
    notice: Notice, span: Span, kind: AgencyKind, rule: str, confidence: float,
) -> None:  # fmt: skip
    surface = notice.quote(span)
    if surface in found:
        found[surface][1].append(span)
    else:
        found[surface] = (kind, [span], rule, confidence)


def extract(notice: Notice, *, settings: Settings | None = None) -> Extraction:
    """Analyse a notice and give its names identities. ``settings``: words, names and base other than the shipped."""
    wanted = Settings() if settings is None else settings
    known = knowledge(wanted.lexicon, wanted.register)
    base = wanted.base or BASE
    lines = wrapped(notice)
    if lines is None:
        return _extracted(notice, known, base)
    plain = _extracted(lines.plain, known, base)
    return Extraction(analysis_as_stored(plain.analysis, lines), resolution_as_stored(plain.resolution, lines))


def _extracted(notice: Notice, known: Knowledge, base: str) -> Extraction:
    """What is said by a notice whose line breaks are those of its paragraphs."""
    page = damaged(notice)
    analysis = analyse(notice if page is None else page.plain, known.lexicon)
    resolution = resolve(analysis, known.register, base=base)
    if page is None:
        return Extraction(analysis, resolution)
    return Extraction(analysis_as_printed(analysis, page), resolution_as_printed(resolution, analysis, page))


def to_quads(extraction: Extraction) -> str:
    """The notice's own graph as N-Quads."""
    from kg.quads import notice_quads

    return notice_quads(extraction.analysis, extraction.resolution)


def entity_quads(extraction: Extraction) -> str:
    """What is said once about the shared things the notice names, as N-Quads of the graph of entities."""
    from kg.quads import entity_quads as described

    return described(extraction.analysis, extraction.resolution)

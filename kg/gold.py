"""One notice's extraction in the JSON shape of the annotation guideline: what ``kg extract --format json`` prints.

The guideline's keys come first; the others (``iri``, ``quote``, ``rule``, …) are ours and ignored by scorers. Offsets
are Unicode code points, half-open. Nothing is decided here.
"""

from __future__ import annotations

from typing import Any, Final

from kg.model import (
    Agency,
    AgencyRef,
    AgendaItem,
    Analysis,
    Directive,
    Document,
    DocumentRef,
    Doubt,
    Located,
    MeetingFields,
    Notice,
    Person,
    PersonRef,
    Resolution,
    Span,
)

_NOTICE: Final = ("title", "published", "publisher")
_MEETING: Final = ("body", "kind", "term", "number", "date", "end_date", "chair", "delegated_by")


def to_gold(analysis: Analysis, resolution: Resolution) -> dict[str, Any]:
    """``analysis`` and the identities of ``resolution`` as one JSON object."""
    notice = analysis.notice
    return {
        "iri": resolution.notice,
        "source": notice.source,
        "notice": {name: _value(getattr(analysis.fields, name)) for name in _NOTICE},
        "meeting": _meeting(analysis.meeting, resolution),
        "evidence": {
            **{name: _ground(getattr(analysis.fields, name), notice) for name in _NOTICE},
            **{name: _ground(getattr(analysis.meeting, name), notice) for name in _MEETING},
        },
        "people": [_person(person, resolution.people.get(person.name)) for person in analysis.people],
        "documents": [_document(document, resolution.documents.get(document.title)) for document in analysis.documents],
        "agencies": [
            _agency(agency, resolution.agencies.get(agency.surface))
            for agency in analysis.agencies
            if agency.kind != "people"  # 各级领导干部 can be addressed, but are no organisation
        ],
        "agenda": [_item(item, notice) for item in analysis.agenda],
        "directives": [_directive(directive, notice) for directive in analysis.directives],
        "doubts": [_doubt(doubt, notice) for doubt in (*analysis.doubts, *resolution.doubts)],
    }


def _meeting(meeting: MeetingFields, resolution: Resolution) -> dict[str, Any]:
    """The meeting's fields; its body is the identity that was found, not the words that name it."""
    return {
        "body": None if resolution.body is None else resolution.body.canonical,
        "kind": _value(meeting.kind),
        "term": _value(meeting.term),
        "number": _value(meeting.number),
        "date": _value(meeting.date),
        "chair": _value(meeting.chair),
        "iri": resolution.meeting,
        "end_date": _value(meeting.end_date),
        "also": list(meeting.also),
        "undisclosed": _span(meeting.undisclosed),
    }


def _person(person: Person, ref: PersonRef | None) -> dict[str, Any]:
    return {
        "name": person.name,
        "posts": [post.surface for post in person.posts],
        "role": person.role,
        "iri": _iri(ref),
        "span": list(person.span),
        "rule": person.rule,
        "confidence": person.confidence,
    }


def _document(document: Document, ref: DocumentRef | None) -> dict[str, Any]:
    return {
        "title": document.title,
        "kind": document.kind,
        "short": document.short,
        "iri": _iri(ref),
        "number": _value(document.number),
        "issuer": _value(document.issuer),
        "printed": _value(document.printed),
        "draft": document.draft,
        "span": list(document.span),
        "mentions": [list(span) for span in document.mentions],
        "rule": document.rule,
        "confidence": document.confidence,
    }


def _agency(agency: Agency, ref: AgencyRef | None) -> dict[str, Any]:
    return {
        "surface": agency.surface,
        "canonical": None if ref is None else ref.canonical,
        "kind": agency.kind,
        "iri": _iri(ref),
        "mentions": [list(span) for span in agency.mentions],
        "rule": agency.rule,
        "confidence": agency.confidence,
    }


def _item(item: AgendaItem, notice: Notice) -> dict[str, Any]:
    return {
        "order": item.order,
        "treatments": list(item.treatments),
        "documents": list(item.documents),
        "span": list(item.span),
        "outcomes": list(item.outcomes),
        "subject": notice.words(item.subject),
        "rule": item.rule,
        "confidence": item.confidence,
    }


def _directive(directive: Directive, notice: Notice) -> dict[str, Any]:
    deadline, supervision = directive.deadline, directive.supervision
    return {
        "span": list(directive.span),
        "addressees": _once(directive.surfaces("lead", "responsible")),
        "basis": directive.basis,
        "co_actors": _once(directive.surfaces("co-actor")),
        "overseen": _once(directive.surfaces("overseen")),
        "deadline": None if deadline is None else deadline.surface,
        "item": directive.item,
        "quote": notice.quote(directive.span),
        "other_deadlines": [other.surface for other in directive.other_deadlines],
        "deadline_date": None if deadline is None else deadline.date,
        "deadline_precision": None if deadline is None else deadline.precision,
        "deadline_rule": None if deadline is None else deadline.rule,
        "deadline_confidence": None if deadline is None else deadline.confidence,
        "modality": directive.modality,
        "topic": directive.topic,
        "supervisable": supervision.supervisable,
        "reasons": list(supervision.reasons),
        "parties": [{"surface": p.surface, "role": p.role, "span": list(p.span)} for p in directive.parties],
        "rule": directive.rule,
        "confidence": directive.confidence,
    }


def _doubt(doubt: Doubt, notice: Notice) -> dict[str, Any]:
    return {"kind": doubt.kind, "span": list(doubt.span), "quote": notice.quote(doubt.span), "note": doubt.note}


def _value(located: Located[Any] | None) -> Any:  # noqa: ANN401  JSON values: str, int or None
    return None if located is None else located.value


def _ground(located: Located[Any] | None, notice: Notice) -> dict[str, Any] | None:
    """Where a field's value stands (nowhere, where the page's metadata told it), by which rule and how sure."""
    if located is None:
        return None
    quote = None if located.span is None else notice.quote(located.span)
    return {"span": _span(located.span), "quote": quote, "rule": located.rule, "confidence": located.confidence}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _iri(ref: AgencyRef | DocumentRef | PersonRef | None) -> str | None:
    return None if ref is None else ref.iri


def _once(surfaces: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(surfaces))

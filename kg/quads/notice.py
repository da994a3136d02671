"""The graph of one notice: what it says, and nothing about shared things beyond that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.account import Account
from kg.quads.agenda import item_quads
from kg.quads.directives import directive_quads
from kg.quads.lines import CONFIDENCE, LABEL, RULE, A
from kg.quads.mentions import doubt_quads, local_name_quads, mention_quads, passage_quads
from kg.quads.people import people_quads
from kg.quads.terms import decimal, escape, moment, wire
from kg.version import VERSION
from kg.vocab import DC, DCTERMS, ELI_DL, FOAF, KG, NIF, RDF, SCHEMA, WORDS, XSD

if TYPE_CHECKING:
    from kg.model import Analysis, Located, Resolution

_MEETING_KINDS: Final = WORDS["meeting-kinds"]
_NOTICE: Final = f"{A}{KG.Notice}"
_MEETING: Final = f"{A}{KG.Meeting}"
_UNDISCLOSED: Final = f"{A}{KG.UndisclosedBusiness}"
_PARTY_GROUP: Final = "党组"
_READING: Final = f"{A}{KG.Reading}"
_SUBJECT: Final = f"> <{RDF.subject}> <"
_PREDICATE: Final = f"> <{RDF.predicate}> <"


def notice_nquads(analysis: Analysis, resolution: Resolution) -> bytes:
    """The notice's named graph as N-Quads in UTF-8, without duplicates and always in the same order.

    Raises KeyError when ``resolution`` lacks a surface, title or name of ``analysis``, or a closed scheme its word.
    """
    account = Account.of(analysis, resolution)
    sections = (
        _notice(account),
        _meeting(account),
        _readings(account),
        people_quads(account),
        item_quads(account),
        directive_quads(account),
        mention_quads(account),
        local_name_quads(account),
        doubt_quads(account),
        passage_quads(account),  # last: all others have said by now what they quote
    )
    # Encoded by section: of a notice of 1 MB, whose graph has 54 MB, all pieces at once and then whole take 145 MB.
    return b"".join(["".join(section).encode("latin-1") for section in sections])


def _notice(account: Account) -> Iterator[str]:
    notice, fields, ends = account.analysis.notice, account.analysis.fields, account.here
    head = f"<{account.notice}"
    yield (
        f"{head}{_NOTICE}{ends.close}"
        f"{head}> <{FOAF.primaryTopic}> <{account.meeting}{ends.close}"
        f"{head}> <{KG.readBy}> <{wire(account.minter.agent(VERSION))}{ends.close}"
        f'{head}> <{DCTERMS.identifier}> "{escape(notice.id)}{ends.close_text}'
        f'{head}> <{DC.source}> "{escape(notice.source)}{ends.close_text}'
        f'{head}> <{NIF.isString}> "{escape(notice.text)}{ends.close_text}'
    )
    if fields.title is not None:
        yield f'{head}> <{DCTERMS.title}> "{escape(fields.title.value)}{ends.close_text}'
    if fields.published is not None:
        published = fields.published.value
        yield f'{head}> <{DCTERMS.issued}> "{escape(published[:10])}{ends.close_date}'
        if "T" in published:
            yield f'{head}> <{SCHEMA.datePublished}> "{escape(moment(published))}"^^<{XSD.dateTime}{ends.close}'
    if fields.publisher is not None:
        yield f'{head}> <{DC.publisher}> "{escape(fields.publisher.value)}{ends.close_text}'
    if notice.page.url is not None:
        yield f'{head}> <{SCHEMA.url}> "{escape(notice.page.url)}"^^<{XSD.anyURI}{ends.close}'


def _meeting(account: Account) -> Iterator[str]:
    meeting, resolution, ends = account.analysis.meeting, account.resolution, account.here
    head = f"<{account.meeting}"
    yield f"{head}{_MEETING}{ends.close}{head}{LABEL}{escape(_label(account))}{ends.close_label}"
    if meeting.kind is not None:
        kind = _MEETING_KINDS.get(meeting.kind.value)
        if kind is not None:
            yield f"{head}> <{DCTERMS.type}> <{kind}{ends.close}"
        else:
            yield f'{head}> <{KG.kindAsWritten}> "{escape(meeting.kind.value)}{ends.close_text}'
    if resolution.body is not None:
        yield f"{head}> <{ELI_DL.had_responsible_organization}> <{wire(resolution.body.iri)}{ends.close}"
    if meeting.term is not None:
        yield f'{head}> <{KG.term}> "{meeting.term.value}{ends.close_integer}'
    if meeting.number is not None:
        yield f'{head}> <{KG.number}> "{meeting.number.value}{ends.close_integer}'
    if meeting.date is not None:
        yield f'{head}> <{SCHEMA.startDate}> "{escape(meeting.date.value)}{ends.close_date}'
        if meeting.yearly:
            yield f'{head}> <{KG.countingYear}> "{escape(meeting.date.value[:4])}"^^<{XSD.gYear}{ends.close}'
    if resolution.meeting_day is not None:
        yield f"{head}> <{KG.dayIdentity}> <{wire(resolution.meeting_day)}{ends.close}"
    if meeting.end_date is not None:
        yield f'{head}> <{SCHEMA.endDate}> "{escape(meeting.end_date.value)}{ends.close_date}'
    if meeting.chair is not None and meeting.chair.value in resolution.people:
        yield f"{head}> <{KG.chairedBy}> <{wire(resolution.people[meeting.chair.value].iri)}{ends.close}"
    also = dict.fromkeys(_MEETING_KINDS[word] for word in meeting.also if word in _MEETING_KINDS)
    for other in also:
        yield f"{head}> <{KG.combinedWith}> <{other}{ends.close}"
    if meeting.undisclosed is not None:
        told, node = account.told, "/undisclosed"
        yield (
            f"{head}> <{KG.undisclosed}> <{account.iri}{node}{told.next}{node}{_UNDISCLOSED}{told.next}"
            f"{node}{account.cite}{account.offsets(meeting.undisclosed)}{told.close}"
        )


def _label(account: Account) -> str:
    """雷州市人民政府第17届第62次常务会议; by its date where it has no number."""
    meeting, body = account.analysis.meeting, account.resolution.body
    written = meeting.body.value if meeting.body is not None else ""
    name = body.label if body is not None else written
    kind = meeting.kind.value if meeting.kind is not None else "会议"
    if kind.startswith(_PARTY_GROUP):
        name = name.removesuffix(_PARTY_GROUP)  # 曲阜市人民政府党组 holds a 曲阜市人民政府党组会议
    date = meeting.date.value if meeting.date is not None else None
    if meeting.number is None:
        return f"{name}{kind}" if date is None else f"{name}{kind}({date})"
    series = f"第{meeting.term.value}届" if meeting.term is not None else ""
    if meeting.yearly and date is not None:
        series = f"{date[:4]}年"
    return f"{name}{series}第{meeting.number.value}次{kind}"


def _readings(account: Account) -> Iterator[str]:
    fields, meeting = account.analysis.fields, account.analysis.meeting
    of_notice, of_meeting = account.notice, account.meeting
    readings: tuple[tuple[str, Located[str] | Located[int] | None, str, str], ...] = (
        ("title", fields.title, of_notice, DCTERMS.title),
        ("published", fields.published, of_notice, DCTERMS.issued),
        ("publisher", fields.publisher, of_notice, DC.publisher),
        ("body", meeting.body, of_meeting, ELI_DL.had_responsible_organization),
        ("kind", meeting.kind, of_meeting, DCTERMS.type),
        ("term", meeting.term, of_meeting, KG.term),
        ("number", meeting.number, of_meeting, KG.number),
        ("date", meeting.date, of_meeting, SCHEMA.startDate),
        ("end-date", meeting.end_date, of_meeting, SCHEMA.endDate),
        ("chair", meeting.chair, of_meeting, KG.chairedBy),
        ("delegated-by", meeting.delegated_by, of_meeting, ELI_DL.participation_in_name_of),
    )
    here = account.here
    for name, located, subject, predicate in readings:
        if located is None:
            continue
        node = f"/reading/{name}"
        if located.span is not None:
            yield f"{here.open}{node}{account.cite}{account.offsets(located.span)}{here.close}"
        yield (
            f"{here.open}{node}{_READING}{here.next}{node}{_SUBJECT}{subject}{here.next}{node}{_PREDICATE}{predicate}{here.next}"
            f"{node}{RULE}{escape(located.rule)}{here.next_text}"
            f"{node}{CONFIDENCE}{decimal(located.confidence)}{here.close_decimal}"
        )

"""The graph of one notice: what it says, and nothing about shared things beyond that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.account import Account
from kg.quads.agenda import item_quads
from kg.quads.directives import directive_quads
from kg.quads.lines import CONFIDENCE, LABEL, QUOTED, RULE, A
from kg.quads.mentions import doubt_quads, mention_quads, passage_quads
from kg.quads.people import people_quads
from kg.quads.terms import ADDRESS, DATE, DECIMAL, INTEGER, TIME, YEAR, decimal, escape, moment
from kg.version import VERSION
from kg.vocab import DC, DCTERMS, ELI_DL, FOAF, KG, NIF, RDF, SCHEMA, WORDS

if TYPE_CHECKING:
    from kg.model import Analysis, Located, Resolution

_MEETING_KINDS: Final = WORDS["meeting-kinds"]
_NOTICE: Final = f"{A}{KG.Notice}>"
_MEETING: Final = f"{A}{KG.Meeting}>"
_UNDISCLOSED: Final = f"{A}{KG.UndisclosedBusiness}>"
_READING: Final = f"{A}{KG.Reading}>"
_SUBJECT: Final = f"> <{RDF.subject}> <"
_PREDICATE: Final = f"> <{RDF.predicate}> <"


def notice_quads(analysis: Analysis, resolution: Resolution) -> str:
    """The notice's named graph as N-Quads text, without duplicates and always in the same order.

    Raises KeyError when ``resolution`` lacks a surface, title or name of ``analysis``.
    """
    account = Account.of(analysis, resolution)
    return "".join(
        (
            *_notice(account),
            *_meeting(account),
            *_readings(account),
            *people_quads(account),
            *item_quads(account),
            *directive_quads(account),
            *mention_quads(account),
            *doubt_quads(account),
            *passage_quads(account),  # last: all others have said by now what they quote
        )
    )


def _notice(account: Account) -> Iterator[str]:
    notice, fields, end = account.analysis.notice, account.analysis.fields, account.end
    yield (
        f"<{account.notice}{_NOTICE}{end}"
        f"<{account.notice}> <{FOAF.primaryTopic}> <{account.resolution.meeting}>{end}"
        f'<{account.notice}> <{DCTERMS.identifier}> "{notice.id}"{end}'
        f"<{account.notice}> <{KG.readBy}> <{account.minter.agent(VERSION)}>{end}"
        f'<{account.notice}> <{DC.source}> "{escape(notice.source)}"{end}'
        f'<{account.notice}> <{NIF.isString}> "{escape(notice.text)}"{end}'
    )
    if fields.title is not None:
        yield f'<{account.notice}> <{DCTERMS.title}> "{escape(fields.title.value)}"{end}'
    if fields.published is not None:
        published = fields.published.value
        yield f'<{account.notice}> <{DCTERMS.issued}> "{escape(published[:10])}{DATE}{end}'
        if "T" in published:
            yield f'<{account.notice}> <{SCHEMA.datePublished}> "{escape(moment(published))}{TIME}{end}'
    if fields.publisher is not None:
        yield f'<{account.notice}> <{DC.publisher}> "{escape(fields.publisher.value)}"{end}'
    if notice.page.url is not None:
        yield f'<{account.notice}> <{SCHEMA.url}> "{escape(notice.page.url)}{ADDRESS}{end}'


def _meeting(account: Account) -> Iterator[str]:
    meeting, resolution, end = account.analysis.meeting, account.resolution, account.end
    head = f"<{resolution.meeting}"
    yield f'{head}{_MEETING}{end}{head}{LABEL}{escape(_label(account))}"@zh{end}'
    if meeting.kind is not None:
        kind = _MEETING_KINDS.get(meeting.kind.value)
        if kind is not None:
            yield f"{head}> <{DCTERMS.type}> <{kind}>{end}"
        else:
            yield f'{head}> <{KG.kindAsWritten}> "{escape(meeting.kind.value)}"{end}'
    if resolution.body is not None:
        yield f"{head}> <{ELI_DL.had_responsible_organization}> <{resolution.body.iri}>{end}"
    if meeting.term is not None:
        yield f'{head}> <{KG.term}> "{meeting.term.value}{INTEGER}{end}'
    if meeting.number is not None:
        yield f'{head}> <{KG.number}> "{meeting.number.value}{INTEGER}{end}'
    if meeting.date is not None:
        yield f'{head}> <{SCHEMA.startDate}> "{escape(meeting.date.value)}{DATE}{end}'
        if meeting.yearly:
            yield f'{head}> <{KG.countingYear}> "{escape(meeting.date.value[:4])}{YEAR}{end}'
    if meeting.end_date is not None:
        yield f'{head}> <{SCHEMA.endDate}> "{escape(meeting.end_date.value)}{DATE}{end}'
    if meeting.chair is not None and meeting.chair.value in resolution.people:
        yield f"{head}> <{KG.chairedBy}> <{resolution.people[meeting.chair.value].iri}>{end}"
    for word in dict.fromkeys(meeting.also):
        other = _MEETING_KINDS.get(word)
        if other is not None:
            yield f"{head}> <{KG.combinedWith}> <{other}>{end}"
    if meeting.undisclosed is not None:
        node = f"{account.iri}/undisclosed"
        yield (
            f"{head}> <{KG.undisclosed}> <{node}>{end}<{node}{_UNDISCLOSED}{end}"
            f"<{node}{QUOTED}{account.cite(meeting.undisclosed)}>{end}"
        )


def _label(account: Account) -> str:
    """雷州市人民政府第17届第62次常务会议; by its date where it has no number."""
    meeting, body = account.analysis.meeting, account.resolution.body
    written = meeting.body.value if meeting.body is not None else ""
    name = body.label if body is not None else written
    kind = meeting.kind.value if meeting.kind is not None else "会议"
    date = meeting.date.value if meeting.date is not None else None
    if meeting.number is None:
        return f"{name}{kind}" if date is None else f"{name}{kind}({date})"
    series = f"第{meeting.term.value}届" if meeting.term is not None else ""
    if meeting.yearly and date is not None:
        series = f"{date[:4]}年"
    return f"{name}{series}第{meeting.number.value}次{kind}"


def _readings(account: Account) -> Iterator[str]:
    fields, meeting = account.analysis.fields, account.analysis.meeting
    of_notice, of_meeting = account.notice, account.resolution.meeting
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
    end = account.end
    for name, located, subject, predicate in readings:
        if located is None:
            continue
        node = f"{account.notice}/reading/{name}"
        yield (
            f"<{node}{_READING}{end}<{node}{_SUBJECT}{subject}>{end}<{node}{_PREDICATE}{predicate}>{end}"
            f'<{node}{RULE}{escape(located.rule)}"{end}'
            f"<{node}{CONFIDENCE}{decimal(located.confidence)}{DECIMAL}{end}"
        )
        if located.span is not None:
            yield f"<{node}{QUOTED}{account.cite(located.span)}>{end}"

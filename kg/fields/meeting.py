"""The meeting itself: which organ met, as what kind of meeting, in which term, the how-manieth time, when, under whom. (会议字段)"""

from __future__ import annotations

from kg.fields.chairs import find_chair, find_delegator
from kg.fields.days import find_day, last_day
from kg.fields.kinds import find_kind, naming_clauses
from kg.fields.meeting_words import meeting_words
from kg.fields.naming import following, named_in
from kg.fields.ordinals import find_number, find_term
from kg.fields.organs import find_organ
from kg.mentions.agencies import AgencyMention
from kg.mentions.people import PersonMention
from kg.model import MeetingFields, NoticeFields, Span
from kg.scan import Scan
from kg.structure import Outline


def find_meeting_fields(
    scan: Scan,
    outline: Outline,
    agencies: tuple[AgencyMention, ...],
    people: tuple[PersonMention, ...],
    notice: NoticeFields,
) -> MeetingFields:
    """Kind, number, term, day, chair and the organ as the text writes it; from the lead, else the title."""
    named = named_in(scan, outline, notice)
    zones = [*named, *following(outline)]
    kind = find_kind(scan, zones)
    clauses = naming_clauses(scan, zones, kind)
    number, yearly = find_number(scan, outline, clauses)
    chair = find_chair(scan, outline, people, zones)
    met = find_day(scan, outline, named, notice)
    return MeetingFields(
        body=find_organ(scan, outline, named, kind, agencies, people, chair, notice),
        kind=kind.value,
        term=find_term(scan, clauses),
        number=number,
        yearly=yearly,
        date=met,
        end_date=last_day(scan, met),
        chair=chair,
        delegated_by=find_delegator(scan, zones),
        also=kind.also,
        undisclosed=_undisclosed(scan),
    )


def _undisclosed(scan: Scan) -> Span | None:
    """会议还研究了其他事项: what was taken up and not told."""
    words = meeting_words(scan.lexicon)
    if not any(word in scan.text for word in words.other):
        return None
    match = words.undisclosed.search(scan.text)
    return Span(*match.span()) if match is not None else None

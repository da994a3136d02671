"""Which meeting a notice reports, by its organ, kind, number, year and day. (会议认定)"""

from __future__ import annotations

from kg.iris import Minter
from kg.model import AgencyRef, Analysis
from kg.resolve.keys import key_of


def meeting_iri(analysis: Analysis, body: AgencyRef | None, minter: Minter) -> str:
    """The IRI of the meeting, as far as the notice tells which it is; below the notice where its place is not known."""
    meeting = analysis.meeting
    date = meeting.date.value if meeting.date is not None else None
    return minter.meeting(
        body.place if body is not None else None,
        key_of(body),
        meeting.kind.value if meeting.kind is not None else "会议",
        notice=analysis.notice.id,
        term=meeting.term.value if meeting.term is not None else None,
        number=meeting.number.value if meeting.number is not None else None,
        year=date[:4] if meeting.yearly and date is not None else None,
        date=date,
    )


def meeting_day_iri(analysis: Analysis, body: AgencyRef | None, minter: Minter) -> str | None:
    """The meeting as a notice without term and year has it; None where its place or its day is not known."""
    meeting = analysis.meeting
    if body is None or body.place is None or meeting.date is None:
        return None
    kind = meeting.kind.value if meeting.kind is not None else "会议"
    return minter.meeting(body.place, key_of(body), kind, notice=analysis.notice.id, date=meeting.date.value)

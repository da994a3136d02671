"""One notice from names to identities: its place, the organ that met, then all that it names."""

from __future__ import annotations

from dataclasses import replace

from kg.hanzi import is_traditional
from kg.iris import BASE, Minter
from kg.locate import locate
from kg.model import Analysis, Resolution
from kg.register import Register
from kg.resolve.body import body_of
from kg.resolve.document_identity import document_refs
from kg.resolve.meetings import meeting_day_iri, meeting_iri
from kg.resolve.open_identities import doubts_of
from kg.resolve.organisations import Organisations, agencies_of, sections_of
from kg.resolve.people import organs_of_posts, people_of
from kg.resolve.places import places_of
from kg.resolve.simplified import as_printed, simplified


def resolve(analysis: Analysis, register: Register, *, base: str = BASE) -> Resolution:
    """Identities for everything in ``analysis``; ``base`` is the base of all IRIs, ending in ``/``.

    The keys of what is returned are the words as printed; the identities are of simplified characters.
    """
    if is_traditional(analysis.notice.text):
        return as_printed(_resolve(simplified(analysis), register, base), analysis)
    return _resolve(analysis, register, base)


def _resolve(analysis: Analysis, register: Register, base: str) -> Resolution:
    minter, notice = Minter(base), analysis.notice.id
    printed = tuple(agency.surface for agency in analysis.agencies if agency.kind == "organization")
    home = locate(analysis, register, printed=printed)
    context = replace(home.context, era=register.era(_day(analysis)))
    organisations = Organisations(context, notice, minter)
    body = body_of(analysis, organisations)
    agencies = agencies_of(analysis, organisations)
    agencies |= sections_of(body, agencies, organisations)
    people = people_of(analysis.people, body, agencies, organisations)
    agencies |= organs_of_posts(people.values(), agencies, organisations)
    documents = document_refs(analysis, context, minter)
    own = context.place.code if context.place is not None else None
    refs = (*((body,) if body is not None else ()), *agencies.values(), *documents.values())
    return Resolution(
        notice=minter.notice(notice),
        meeting=meeting_iri(analysis, body, minter),
        meeting_day=meeting_day_iri(analysis, body, minter),
        body=body,
        place=context.place,
        agencies=agencies,
        documents=documents,
        people=people,
        places=tuple(places_of((own, *(ref.place for ref in refs)), register)),
        doubts=tuple(doubts_of(analysis, home, body, agencies)),
    )


def _day(analysis: Analysis) -> str | None:
    """The day of the meeting, else of the notice (ISO); None where neither is known."""
    told = analysis.meeting.date or analysis.fields.published
    return told.value if told is not None else None

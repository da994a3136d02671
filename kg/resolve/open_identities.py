"""What stays open when names become identities: a place that two lay claim to, an organisation without a full name. (存疑)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.locate import Home
from kg.model import Agency, AgencyRef, Analysis, Doubt, Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NO_PLACE = (
    "no place that fits the organ is named clearly enough; who published it, in a line above the text "
    "(来源：东河县人民政府办公室), may tell it"
)


def doubts_of(
    analysis: Analysis, home: Home, body: AgencyRef | None, agencies: dict[str, AgencyRef]
) -> Iterator[Doubt]:
    """The doubts of a notice that was put at ``home``, whose names mean ``agencies`` (by surface): of its place, then of each name."""
    written = analysis.meeting.body
    span = written.span if written is not None and written.span is not None else _first_line(analysis.notice.text)
    if home.rivals:
        names = "、".join(f"{place.name}({place.code})" for place in home.rivals[:5])
        yield Doubt("two-places", span, f"the notice may be of {names}: nothing in it decides")
    elif home.context.place is None and (body is None or body.place is None):
        yield Doubt("place-unknown", span, _NO_PLACE)
    for agency in analysis.agencies:
        ref = agencies[agency.surface]
        if ref.kind in {"organization", "place"} and ref.canonical is None and ref.rule != "generic":
            yield Doubt(
                "unknown-agency",
                _named(agency, analysis),
                f"the full name of {agency.surface} cannot be known: {ref.rule}",
            )


def _named(agency: Agency, analysis: Analysis) -> Span:
    return agency.mentions[0] if agency.mentions else _first_line(analysis.notice.text)


def _first_line(text: str) -> Span:
    """Where a doubt about the whole notice stands: words that people can look at, and a passage as the shapes want it."""
    line = _LINE.search(text)
    return Span(0, len(text)) if line is None else Span(*line.span())

"""What names an organ at its place, as a part of the IRIs of its meetings, sections and people."""

from __future__ import annotations

from urllib.parse import unquote

from kg.model import AgencyRef


def key_of(body: AgencyRef | None) -> str:
    """What names the organ at its place: the last segment of its IRI, with nothing percent-encoded."""
    if body is None or body.place is None:
        return "会议"
    last = body.iri.rpartition("/")[2]
    return unquote(last) if "%" in last else last

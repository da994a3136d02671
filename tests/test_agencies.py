"""Organisations and groups of them, wherever they stand."""

from __future__ import annotations

from case_tables import Row, cases, check, joined, notice

from kg.mentions.agencies import AgencyMention, find_agencies
from kg.pipeline import knowledge
from kg.scan import scan


def mark(mention: AgencyMention) -> str:
    if mention.post:
        return "^"
    return "" if mention.kind == "organization" else "*"


@cases("agencies")
def test_organisation_is_found_as_the_text_writes_it(row: Row) -> None:
    scanned = scan(notice(row["text"]), knowledge().lexicon)
    found = find_agencies(scanned)
    got = joined([scanned.notice.quote(m.span) + mark(m) for m in found], "|")
    check(row, got, {m.rule for m in found})

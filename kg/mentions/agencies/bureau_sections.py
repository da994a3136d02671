"""Sections of the bureau that met, where they are told to act or act themselves: 农村水利处|要, 由|建设处|修改后报审. (本厅局处室)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.agencies.bounds import NAME_CHAR, TAKERS, at_boundary
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import NEVER, organisation_words
from kg.model import Span
from kg.scan import Scan

_LEAD = 800
"""Characters from the beginning of a page by which a bureau's own meeting has been named."""
_SHORTEST, _LONGEST = 3, 10
_BREAKS_INSIDE = frozenset({"modal", "department", "name", "with", "oversee", "by", "ask", "agree", "speech"})


def sections_of_bureau(scan: Scan, found: Sequence[AgencyMention]) -> Iterator[AgencyMention]:
    """Sections by their last character, the last of a text first; only in the notice of a bureau's own meeting, whose sections
    everybody there knows. ``found``: the organisations known so far, beside one of which a section may be listed."""
    words = organisation_words(scan.lexicon)
    if words.bureau_meets.search(scan.text, 0, _LEAD) is None:
        return
    listed = {mention.span.start for mention in found}
    for end in reversed([match.end() for match in words.ends_section.finditer(scan.text)]):
        start = _start(scan, end)
        if start is None or not (_follows(scan, end, listed) or _is_taken(scan, start)):
            continue
        listed.add(start)
        yield AgencyMention(Span(start, end), "organization", "agencies.section-of-bureau", 0.85)


def _start(scan: Scan, end: int) -> int | None:
    """Where the name of a section begins that would end at ``end``; None where nothing there can be one."""
    text, start = scan.text, end
    while start > max(0, end - _LONGEST) and NAME_CHAR.match(text, start - 1) and text[start - 1] not in NEVER:
        if end - start >= _SHORTEST and at_boundary(scan, start) and not _joins(scan, start):
            break
        start -= 1
    name = text[start:end]
    words = organisation_words(scan.lexicon)
    sound = len(name) >= _SHORTEST and at_boundary(scan, start) and not name.startswith(_COUNTS)
    if not sound or words.none.search(name) is not None or name.endswith(words.no_bureau_section):
        return None
    inside = scan.between(start, end)
    ends_otherwise = any(event.kind == "inert" and event.end >= end for event in inside)  # 好处, 到处
    return None if ends_otherwise or any(event.kind in _BREAKS_INSIDE for event in inside) else start


_COUNTS = tuple("一二两三四五六七八九十几多")


def _joins(scan: Scan, at: int) -> bool:
    """Whether the 和 before ``at`` stands inside a name: 规划和|计划处, but 财务处和|建设处."""
    if scan.text[at - 1] not in "和与及":
        return False
    return not scan.text.endswith(organisation_words(scan.lexicon).section_ends, 0, at - 1)


def _follows(scan: Scan, end: int, listed: set[int]) -> bool:
    """Whether what stands behind shows who acts: a modal, a charge, an act of reporting, or the next member of a list."""
    event = scan.at.get(end)
    if event is not None and event.kind in ("modal", "with", "speech", "verb-speech"):
        return True
    if scan.text[end : end + 1] in ("、", "和", "与", "及") and end + 1 in listed:
        return True
    return organisation_words(scan.lexicon).section_acts.match(scan.text, end) is not None


def _is_taken(scan: Scan, start: int) -> bool:
    """由|建设处|根据意见修改, 会同|财务处|核实."""
    near = scan.between(max(0, start - 4), start)
    return any(event.end == start and event.kind in TAKERS - {"modal"} for event in near)

"""Labels that stand behind no demand: 同意该方案。责任单位:X names who answers for what was read as an outcome. (无主标签)"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from kg.directives.label_marks import find_labels
from kg.directives.parties import PartyReader
from kg.model import Directive, Doubt, Span
from kg.scan import Scan
from kg.structure import Outline

_NAMING: Final = frozenset({"lead", "responsible"})
_BLANK: Final = " \u3000"


def unclaimed_labels(
    scan: Scan, outline: Outline, parties: PartyReader, directives: tuple[Directive, ...]
) -> Iterator[Doubt]:
    """The units behind each 牵头单位: and 责任单位: of the body that lies in none of ``directives`` (in order): doubts, so that
    nobody who has something to do is lost in silence."""
    starts = [directive.span.start for directive in directives]
    paragraphs = [paragraph.start for paragraph in outline.paragraphs]
    for label in find_labels(scan):
        within = bisect_right(starts, label.start) - 1
        if label.role not in _NAMING or (within >= 0 and label.start < directives[within].span.end):
            continue
        paragraph = outline.paragraphs[bisect_right(paragraphs, label.start) - 1]
        at = label.end
        while scan.text[at : at + 1] in _BLANK and at < paragraph.end:
            at += 1
        named = parties.after(at, paragraph.end) if paragraph.role == "body" else None
        if named is not None:
            name = scan.text[at : named[1]]
            note = f"{name} is to answer for something that was read as no demand"
            yield Doubt("addressee-unread", Span(at, named[1]), note)

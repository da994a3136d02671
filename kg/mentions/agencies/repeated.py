"""A body that the notice names in full and then by its last word: 县城市更新工作领导小组, later 领导小组, 领导小组办公室. (简称重提)"""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.agencies.bounds import at_boundary
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import organisation_words
from kg.model import Span
from kg.scan import Scan

_BEFORE = ("作为", "成为", "到", "在")


def repeated(scan: Scan, found: list[AgencyMention]) -> Iterator[AgencyMention]:
    """Mentions by the last word alone, where ``found`` holds one such body with its full name; none where it holds two."""
    text, words = scan.text, organisation_words(scan.lexicon)
    named = {word: names for word in words.repeats if word in text and len(names := _names(scan, found, word)) == 1}
    if not named:
        return
    for match in words.repeated.finditer(text):
        word = match[0].removesuffix("办公室")
        begins = at_boundary(scan, match.start()) or text.endswith(_BEFORE, 0, match.start())
        if word in named and begins and words.seat.match(text, match.end()) is None:
            yield AgencyMention(Span(*match.span()), "organization", "agencies.repeated", 0.85)


def _names(scan: Scan, found: list[AgencyMention], word: str) -> set[str]:
    """The bodies of the kind that are named in full, each once: 县某领导小组 is 某领导小组."""
    surfaces = {scan.text[m.span.start : m.span.end] for m in found}
    longer = {surface for surface in surfaces if surface.endswith(word) and len(surface) > len(word)}
    return {surface for surface in longer if not any(other != surface and surface.endswith(other) for other in longer)}

"""Whose turn it is where there are as many speeches as things listed. (依次归属)"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.agenda.fragments import Fragment
from kg.agenda.matter import deploys, is_studied
from kg.agenda.parts import Part

# Speeches are in turn where so many things are listed, and one in so many tells by its words that it is.
_LEAST_TURNS, SOME_TELL = 2, 3


def by_paragraph(listed: Sequence[Fragment], pieces: Sequence[Part], speeches: list[range]) -> list[range]:
    """The speeches; where as many paragraphs as things listed open one, what is said further on in a paragraph (会议原则同意该方案。|会议要求,…)
    goes with its first."""
    heads = [speech.start for speech in speeches if pieces[speech.start].opens]
    if len(heads) == len(speeches) or heads[:1] != [0] or not turns_of(listed, len(heads)):
        return speeches
    return [range(first, last) for first, last in pairwise([*heads, len(pieces)])]


def turns_of(listed: Sequence[Fragment], speeches: int) -> list[int]:
    """Whose turn it is where there are as many speeches as things listed, or as matters; empty where there are not."""
    firsts = [k for k, f in enumerate(listed) if not k or f.matter is not listed[k - 1].matter]
    things = [k for k, f in enumerate(listed) if k in firsts or not is_studied(f.matter) or f.documents]
    telling = {id(f.matter) for f in listed if not f.open}
    if speeches < _LEAST_TURNS or any(
        f.before or id(f.matter) not in telling or (f.open and deploys(f.matter)) for f in listed
    ):
        return []
    return next((turn for turn in ([*range(len(listed))], things, firsts) if len(turn) == speeches), [])

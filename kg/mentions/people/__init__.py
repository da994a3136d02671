"""People: a name beside a post, before 同志, in a roll call, in a byline. (人员)

Every rule needs a second sign beside the surname; where two rules meet, the one with more posts wins.
"""

from __future__ import annotations

from kg.mentions.people.bylines import bylines, signatures
from kg.mentions.people.mention import PersonMention
from kg.mentions.people.person_words import person_words
from kg.mentions.people.posts import by_posts
from kg.mentions.people.rolls import roll_calls, rolls
from kg.mentions.people.speakers import chairs, cited, comrades, entrusting, in_brackets, labelled, leaders, reporters
from kg.model import PersonRole, Span
from kg.scan import Scan
from kg.structure import Outline

__all__ = ["PersonMention", "find_people"]


def find_people(scan: Scan, outline: Outline) -> tuple[PersonMention, ...]:
    """All mentions of named people, in reading order; the longest post list wins where two rules meet."""
    found: dict[Span, PersonMention] = {}
    for mention in (
        *bylines(scan),
        *signatures(scan),
        *by_posts(scan),
        *comrades(scan),
        *chairs(scan),
        *labelled(scan),
        *reporters(scan),
        *in_brackets(scan),
        *cited(scan),
        *entrusting(scan),
        *rolls(scan, outline),
    ):
        other = found.get(mention.span)
        if other is None or len(mention.posts) > len(other.posts) or (other.role is None and mention.role is not None):
            posts = mention.posts if other is None or len(mention.posts) >= len(other.posts) else other.posts
            role = mention.role or (other.role if other is not None else None)
            found[mention.span] = PersonMention(mention.span, posts, role, mention.rule, mention.confidence)
    known = frozenset([scan.text[slice(*span)] for span in found])
    for mention in leaders(scan, known):
        found.setdefault(mention.span, mention)
    kept = _without_overlaps(sorted(found.values(), key=lambda m: (m.span.start, -m.span.end)))
    words = person_words(scan.lexicon)
    # 与会人员:…甲、乙出席,丙列席。 says of each what the label does not.
    calls = tuple([call for call in roll_calls(scan, outline) if words.chaired.search(scan.text, *call[0]) is None])
    return tuple([_in_roll(mention, calls) for mention in kept]) if calls else kept


def _in_roll(mention: PersonMention, calls: tuple[tuple[Span, PersonRole], ...]) -> PersonMention:
    """列席:…县政协副主席甲: by whatever rule the name was found, the label says what its bearer was."""
    for span, role in calls:
        if mention.role is None and role != "other" and span.start <= mention.span.start < span.end:
            return mention._replace(role=role)
    return mention


def _without_overlaps(mentions: list[PersonMention]) -> tuple[PersonMention, ...]:
    kept: list[PersonMention] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)

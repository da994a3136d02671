"""Who took part as what: mentions of people become people with one role each. (人员角色)"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from kg.mentions.people import PersonMention
from kg.mentions.people.person_words import person_words
from kg.model import Located, Person, PersonRole
from kg.scan import Marks, Scan, sentence_ends

# The order in which roles win where one person has several: who chaired is chair wherever else the name stands.
_RANK: dict[PersonRole, int] = {"chair": 0, "presenter": 1, "attendee": 2, "observer": 3, "other": 4}
_HEARD_REACH = 60


def assign_roles(
    scan: Scan, mentions: tuple[PersonMention, ...], chair: Located[str] | None, lead: int = 0
) -> tuple[Person, ...]:
    """One entry per name and role, in reading order of first mention; posts are those of the fullest mention, from
    where the notice proper begins (``lead``) rather than from its title, which has to say which town's mayor it is."""
    by_name: defaultdict[str, list[PersonMention]] = defaultdict(list)
    written = [scan.notice.quote(mention.span) for mention in mentions]
    whole = frozenset(written)
    for name, mention in zip(written, mentions, strict=True):
        by_name[_as_elsewhere(name, whole)].append(mention)
    sentences = _Sentences(scan)
    people = []
    for name, group in by_name.items():
        # 作者:甲 above and (记者 甲) below: the byline in the notice tells what the author is.
        fullest = max(
            group,
            key=lambda m: (
                len(m.posts),
                [p.surface for p in m.posts] != ["作者"],
                m.span.start >= lead,
                -m.span.start,
            ),
        )
        roles = [_role(scan, mention, sentences) for mention in group]
        role = min(roles, key=_RANK.__getitem__)
        if chair is not None:
            if _as_elsewhere(chair.value, whole) == name:
                role = "chair"
            elif role == "chair":
                role = "other"
        confidence = scan.lexicon.confidence(fullest.rule, fullest.confidence)
        first = next(mention for mention in group if scan.notice.quote(mention.span) == name)
        people.append(Person(name, first.span, fullest.posts, role, fullest.rule, confidence))
    return tuple(people)


def _as_elsewhere(name: str, whole: frozenset[str]) -> str:
    """列席:龙  腾 below 副县长龙腾: a name set apart to fill the width of three is that without spaces where the notice has it so, too."""
    joined = "".join(name.split())
    return joined if joined in whole else name


class _Sentences:
    """Where sentences end, who came is told, and something else is: found once, when first asked for."""

    def __init__(self, scan: Scan) -> None:
        self.text = scan.text
        self.words = person_words(scan.lexicon)

    @cached_property
    def ends(self) -> Marks:
        return sentence_ends(self.text)

    @cached_property
    def rolls(self) -> Marks:
        return Marks(self.words.presence, self.text)

    @cached_property
    def acts(self) -> Marks:
        return Marks(self.words.acts, self.text)


def _role(scan: Scan, mention: PersonMention, sentences: _Sentences) -> PersonRole:
    if mention.role is not None:
        return mention.role
    text, words = scan.text, sentences.words
    # 听取了县水利局|甲局长|关于…的汇报: what the bearer did stands behind the post
    end = next((post.span.end for post in mention.posts if post.span.start == mention.span.end), mention.span.end)
    heard = words.heard.search(text, max(0, mention.span.start - _HEARD_REACH), mention.span.start) is not None
    if (heard and words.reports.match(text, end) is not None) or words.presents.match(text, end) is not None:
        return "presenter"
    verb = sentences.rolls.after(end)
    if verb >= sentences.ends.after(end) or sentences.acts.after(end) + 2 <= verb:
        return _role_told_before(mention, sentences)
    came = words.presence.match(text, verb)
    return "other" if came is None else words.roles.get(came[0], "other")


def _role_told_before(mention: PersonMention, sentences: _Sentences) -> PersonRole:
    """应邀列席会议的有|县政协副主席甲: the verb stands in front of the list."""
    at = sentences.rolls.before(mention.span.start)
    if at is None or sentences.ends.after(at) < mention.span.start:
        return "other"
    have = sentences.words.roll_have.match(sentences.text, at)
    if have is None or not have[0].endswith(_HAVE) or have.end() > mention.span.start:
        return "other"
    return sentences.words.roles.get(have["verb"], "other")


_HAVE = ("有", "是", ":")

"""Who took part as what: mentions of people become people with one role each. (人员角色)"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from kg.mentions.people import PersonMention
from kg.model import Located, Person, PersonRole
from kg.scan import SENTENCE_END, Marks, Scan

# The order in which roles win where one person has several: who chaired is chair wherever else the name stands.
_RANK: dict[PersonRole, int] = {"chair": 0, "presenter": 1, "attendee": 2, "observer": 3, "other": 4}
_ROLL = re.compile("出席|参加|参会|列席|请假|缺席")
_PRESENTS = re.compile(
    "(?:同志)?(?:应邀|受邀)?(?:[^。;,、]{0,40}?)(?:作了?(?:专题|重点|深入)?(?:解读|辅导|讲座|授课|宣讲|讲解)|通报了|汇报了|授课|进行了?(?:专题)?(?:解读|辅导|授课|讲解|宣讲))"
)
_REPORT = re.compile("(?:同志)?(?:关于|就|所作|作)[^。;]{0,80}?(?:汇报|报告|说明|解读|辅导)")
_HEARD = re.compile("听取了?[^。;,]{0,40}$")


def assign_roles(
    scan: Scan, mentions: tuple[PersonMention, ...], chair: Located[str] | None, lead: int = 0
) -> tuple[Person, ...]:
    """One entry per name and role, in reading order of first mention; posts are those of the fullest mention, from
    where the notice proper begins (``lead``) rather than from its title, which has to say which town's mayor it is."""
    by_name: defaultdict[str, list[PersonMention]] = defaultdict(list)
    for mention in mentions:
        by_name[scan.notice.quote(mention.span)].append(mention)
    sentences = _Sentences(scan.text)
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
            if chair.value == name:
                role = "chair"
            elif role == "chair":
                role = "other"
        confidence = scan.lexicon.confidence(fullest.rule, fullest.confidence)
        people.append(Person(name, group[0].span, fullest.posts, role, fullest.rule, confidence))
    return tuple(people)


_ACTS = re.compile("强调|指出|要求|召开|听取|传达|学习|审议|批示|讲话|委托")


class _Sentences:
    """Where sentences end, who came is told, and something else is: found once, when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def ends(self) -> Marks:
        return Marks(SENTENCE_END, self.text)

    @cached_property
    def rolls(self) -> Marks:
        return Marks(_ROLL, self.text)

    @cached_property
    def acts(self) -> Marks:
        return Marks(_ACTS, self.text)


def _role(scan: Scan, mention: PersonMention, sentences: _Sentences) -> PersonRole:
    if mention.role is not None:
        return mention.role
    text = scan.text
    end = mention.span.end
    if (
        _REPORT.match(text, end) is not None
        and _HEARD.search(text, max(0, mention.span.start - 60), mention.span.start) is not None
    ):
        return "presenter"
    if _PRESENTS.match(text, end) is not None:
        return "presenter"
    verb = sentences.rolls.after(end)
    if verb >= sentences.ends.after(end) or sentences.acts.after(end) + 2 <= verb:
        return "other"
    if text.startswith("列席", verb):
        return "observer"
    return "attendee" if text.startswith(("出席", "参加", "参会"), verb) else "other"

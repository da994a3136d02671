"""Who took part as what: mentions of people become people with one role each. (人员角色)"""

from __future__ import annotations

import re
from collections import defaultdict

from kg.mentions.people import PersonMention
from kg.model import Located, Person, PersonRole
from kg.scan import Scan

# The order in which roles win where one person has several: who chaired is chair wherever else the name stands.
_RANK: dict[PersonRole, int] = {"chair": 0, "presenter": 1, "attendee": 2, "observer": 3, "other": 4}
_SENTENCE_END = re.compile("[。;\n]")
_ROLL = re.compile("出席|参加|列席|请假|缺席")
_PRESENTS = re.compile(
    "(?:同志)?(?:应邀|受邀)?(?:[^。;,、]{0,40}?)(?:作了?(?:专题|重点|深入)?(?:解读|辅导|讲座|授课|宣讲|讲解)|通报了|汇报了|授课|进行了?(?:专题)?(?:解读|辅导|授课|讲解|宣讲))"
)
_REPORT = re.compile("(?:同志)?(?:关于|就|所作|作)[^。;]{0,80}?(?:汇报|报告|说明|解读|辅导)")
_HEARD = re.compile("听取了?[^。;,]{0,40}$")


def assign_roles(scan: Scan, mentions: tuple[PersonMention, ...], chair: Located[str] | None) -> tuple[Person, ...]:
    """One entry per name and role, in reading order of first mention; posts are those of the fullest mention."""
    by_name: defaultdict[str, list[PersonMention]] = defaultdict(list)
    for mention in mentions:
        by_name[scan.notice.quote(mention.span)].append(mention)
    people = []
    for name, group in by_name.items():
        # 作者:甲 above and (记者 甲) below: the byline in the notice tells what the author is.
        fullest = max(group, key=lambda m: (len(m.posts), [p.surface for p in m.posts] != ["作者"], -m.span.start))
        roles = [_role(scan, mention) for mention in group]
        role = min(roles, key=_RANK.__getitem__)
        if chair is not None:
            if chair.value == name:
                role = "chair"
            elif role == "chair":
                role = "other"
        confidence = scan.lexicon.confidence(fullest.rule, fullest.confidence)
        people.append(Person(name, group[0].span, fullest.posts, role, fullest.rule, confidence))
    return tuple(people)


def _role(scan: Scan, mention: PersonMention) -> PersonRole:
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
    stop = _SENTENCE_END.search(text, end)
    sentence_end = stop.start() if stop is not None else len(text)
    verb = _ROLL.search(text, end, sentence_end)
    if (
        verb is None
        or re.search("强调|指出|要求|召开|听取|传达|学习|审议|批示|讲话|委托", text[end : verb.start()]) is not None
    ):
        return "other"
    if verb[0] == "列席":
        return "observer"
    return "attendee" if verb[0] in ("出席", "参加") else "other"

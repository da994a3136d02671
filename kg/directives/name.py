"""One party by name, and what no such name contains. (责任主体名称)"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import AgencyKind, PartyRole, Span

# Between the members of a list; 与 only between known organisations.
# The class of all first characters stands first: what ``re`` finds and dismisses quickest.
SEPARATOR = re.compile(
    "[ \u3000、以和及与](?:(?<=[和及与])|(?<=、)[ \u3000]*|(?<=以)及|(?<=[ \u3000])[ \u3000]*、[ \u3000]*)"
)
# No conjunct of an addressee contains these; 的 is allowed once, before the head (涉及议题的乡镇).
NOT_IN_NAME = re.compile(
    "是|了|把|将|让|使|给|未(?![一-鿿]{1,6}的)|被(?<!^.)|,|;|:|。|会议|加强|推进|落实|提高|确保|做好|抓好|坚持|聚焦|完善|按照|根据|围绕|通过|为了|对于|关于|针对|如果|由于|因为|只有|不仅|无论|凡是|进一步|能否|必须|应当|严格|切实|实现|促进|推动|作为|"
    "取得|问题|这|那|该|此|我们|既|越|没有|离不开|关系|事关|有关于|需要|统筹|以下|以上|方面"
)
# First characters of no name; 在 only of 在建项目.
BEGINS_NO_NAME = frozenset("的地得对以从向为把将由请也都和及与等报送呈在")
PLAIN = re.compile(r"[一-鿿A-Za-z0-9()、“”·]+")


class Name(NamedTuple):
    """One conjunct: where it stands, what it is, and what a mark behind it says that it does: 县住建局(牵头)."""

    span: Span
    kind: AgencyKind
    role: PartyRole | None = None


def told_apart(names: tuple[Name, ...]) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Whom a list with marks binds, and who helps: who is marked (配合), and beside 县住建局(牵头) who is not marked at all."""
    if all(name.role is None for name in names):
        return names, ()  # no marks
    led = any(name.role == "lead" for name in names)
    helps = ("co-actor", None) if led else ("co-actor",)
    bound = tuple(name for name in names if name.role not in helps)
    return (bound, tuple(name for name in names if name.role in helps)) if bound else (names, ())


def is_plain(words: str) -> bool:
    return PLAIN.fullmatch(words) is not None

"""What the name of a party ends with: 企业, 单位, 干部, 局. (责任主体的中心语)"""

from __future__ import annotations

import re

from kg.directives.lexicon_index import kind_of_head, lexicon_index
from kg.directives.name import Name
from kg.directives.party_words import party_words
from kg.directives.role_marks import role_marks_of
from kg.model import AgencyKind
from kg.scan import Scan

_OFFICE = "办"
_PLACES = "村镇乡县区街"


_TIME = re.compile("\\d[月日]|[月年]底|季度|日前")


class HeadReader:
    """Tells by its last word whether a stretch names a party, and of which kind. Holds only look-ups."""

    def __init__(self, scan: Scan) -> None:
        self.text = scan.text
        self.heads = scan.lexicon.heads
        self.words = lexicon_index(scan.lexicon)
        self.party_words = party_words(scan.lexicon)
        self.roles = role_marks_of(scan.lexicon).roles
        self.ends = self.words.tail_ends | self.party_words.bare_organ_ends
        self.inert_ends = frozenset([event.end for event in scan.plain("inert").events])  # 跟踪督办 is no 办

    def kind(self, at: int, stop: int) -> AgencyKind | None:
        """The kind of the longest head that ends at ``stop`` and begins no earlier than ``at``."""
        text = self.text
        last = text[stop - 1]
        if last not in self.ends:
            return None
        if last == ")":
            return self._before_bracket(at, stop)
        if last == "”":  # 村“两委”
            opener = text.rfind("“", at, stop)
            quoted = self.heads.get(text[opener + 1 : stop - 1]) if opener > at else None
            return kind_of_head(quoted) if quoted is not None else None
        for head, kind in self.words.heads.get(text[stop - 2 : stop], ()):
            if text.endswith(head, at, stop):
                return kind_of_head(kind)
        single = self.words.single_heads.get(last)
        if single is not None:
            # 县, 区, 地 and 村 alone are heads only in a group: 有关地, 受灾县.
            which = self.party_words.which.match(text, at, stop) is not None
            return (
                kind_of_head(single) if which and not text.endswith(self.party_words.no_head_ends, at, stop) else None
            )
        return "organization" if self._is_short(at, stop) else None

    def _before_bracket(self, at: int, stop: int) -> AgencyKind | None:
        """村(社区), 镇(街道), 县住建局(建管站): what stands before a bracket; nothing before one that marks a role."""
        opener = self.text.rfind("(", at, stop)
        if self.text[opener + 1 : stop - 1] in self.roles:
            return None  # 县住建局|(牵头)
        if opener > at and self.text[opener - 1] in _PLACES:
            return "group"
        return self.kind(at, opener) if opener > at else None

    def _is_short(self, at: int, stop: int) -> bool:
        """凤凰办, 经贸发展局: an organisation without its place; not 跟踪督办."""
        words, text = self.party_words, self.text
        if text[at:stop] in words.bare_organs:
            return True
        if (
            text[stop - 1] not in words.short_tail_ends
            or stop - at < 3
            or _TIME.search(text, at, stop) is not None  # 群众意见6月底前办|结
            or (text[stop - 1] == _OFFICE and text[stop : stop + 1] in words.handled)  # 前期手续抓紧办|理
            or not text.endswith(words.short_tails, at, stop)
        ):
            return False
        return stop not in self.inert_ends or text.endswith(words.long_short_tails, at, stop)

    def ends_as_one(self, name: Name) -> bool:
        """Whether the last word of a name is one of actors."""
        return self.kind(name.span.start, name.span.end) is not None

    def of(self, name: Name) -> str | None:
        """The kind of head (``kg.lexicon.SUFFIX_KINDS``) that the name ends with, the longest; None where it has none."""
        heads = self.words.heads.get(self.text[name.span.end - 2 : name.span.end], ())
        return next((kind for head, kind in heads if self.text.endswith(head, *name.span)), None)

"""How a list of parties goes on behind one of them: 、 and 和, 等部门, (牵头), 牵头、. (并列)"""

from __future__ import annotations

import re

from kg.directives.known_names import KnownNameReader
from kg.directives.name import SEPARATOR, SEPARATORS, Name
from kg.directives.role_marks import role_marks_of
from kg.scan import Scan

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS = frozenset(" \u3000/")


class CoordinationReader:
    """Reads what stands behind a name in a list. Holds only look-ups."""

    def __init__(self, scan: Scan, known: KnownNameReader) -> None:
        self.text = scan.text
        self.known = known
        self.at_start = known.at_start
        self.words = known.party_words
        self.role_marks = role_marks_of(scan.lexicon)

    def next_member(self, end: int, limit: int) -> int:
        """Where the next member of a list begins behind one that ends at ``end``, also past 县教育局|等部门及; -1 where none does."""
        follows = self.text[end : end + 1]
        separator = SEPARATOR.match(self.text, end, limit) if follows in SEPARATORS else None
        if separator is None and follows == "等":
            separator = SEPARATOR.match(self.text, self.past_others(end, limit), limit)
        if separator is not None:
            return separator.end()
        begins = follows in self.words.above_all_begin
        if begins and (above_all := self.words.above_all.match(self.text, end)) is not None:
            named = above_all.end() in self.at_start or self.known.begins_place(above_all.end(), limit)
            return above_all.end() if named else -1
        if follows in _PARTS and end + 1 in self.at_start:
            return end + 1  # 县水利局 县财政局, 县水利局/县财政局
        mention = self.at_start.get(end) if self.text[end - 1] in self.words.department_ends else None
        bare = mention is not None and mention.rule == "agencies.register-bare"
        return end if bare else -1  # 县发改委|财政局|自然资源局

    def past_others(self, at: int, limit: int) -> int:
        """Past 等相关单位 behind a list, which names nobody more."""
        others = self.words.others.match(self.text, at, limit) if self.text.startswith("等", at) else None
        return at if others is None else others.end()

    def marked(self, name: Name, limit: int) -> tuple[Name, int]:
        """县住建局|(牵头): a name with what the mark behind it says that it does, and where both end."""
        end = name.span.end
        if self.text[end : end + 1] != "(":
            return name, end
        mark = self.role_marks.beside.match(self.text, end, limit)
        if mark is not None:
            return name._replace(role=self.role_marks.roles[mark["word"]]), mark.end()
        if name.kind == "organization":
            other = _IN_BRACKETS.match(self.text, end, limit)  # 县水利局(县河长办): under another name
            if other is not None and end + 1 in self.at_start and self.at_start[end + 1].span.end == other.end() - 1:
                return name, other.end()
        return name, end

    def chained(self, names: list[Name], end: int, limit: int) -> int | None:
        """由县住建局|牵头|、县财政局、各镇|配合: past a word that says what the names before it do, which is put into ``names``, where the
        list goes on after it or was told apart by such words before."""
        if end == limit or self.text[end] not in self.role_marks.begins:
            return None
        word = self.role_marks.chained.match(self.text, end, limit)
        if word is None:
            return None
        first = next((n for n in range(len(names), 0, -1) if names[n - 1].role is not None), 0)
        goes_on = self.text[word.end() : word.end() + 1] == "、" and self.known.read(word.end() + 1, limit) is not None
        if first == len(names) or (not goes_on and first == 0):
            return None  # each is marked already: 由甲(牵头)、乙(配合)|组织实施
        names[first:] = [name._replace(role=self.role_marks.roles[word["word"]]) for name in names[first:]]
        return word.end()

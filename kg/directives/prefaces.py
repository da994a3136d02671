"""A word or a limit at the head of a sentence that belongs to the clause that comes: 同时, 9月底前. (句首状语)"""

from __future__ import annotations

from typing import NamedTuple

from kg.directives.clauses import ClauseReader
from kg.structure import Clause, Outline

_LONGEST = 22


class Preface(NamedTuple):
    """What such a clause hands on to the next."""

    before: int  # number of the next clause
    level: int  # its own mark: the next clause begins the sentence in its stead
    told: bool  # it followed a bare 会议强调
    limited: int | None  # where it begins, if it is a limit: part of what is asked


class PrefaceReader:
    """Reads clauses that only preface the next. Holds only look-ups."""

    def __init__(self, outline: Outline, reader: ClauseReader) -> None:
        self.text = reader.text
        self.clauses = outline.clauses
        self.reader = reader

    def read(self, clause: Clause, following: int, *, told: bool) -> Preface | None:
        """同时, and 9月底前, at the head of a sentence belong to the clause that comes, and not to the directive before."""
        if clause.end - clause.start > _LONGEST or self.text[clause.end : clause.end + 1] != ",":
            return None
        limited = self.reader.is_limit(clause.start, clause.end)
        if not (limited or self.reader.is_adverb(clause.start, clause.end)) or not self.is_followed(clause, following):
            return None
        return Preface(following, clause.level, told, clause.start if limited else None)

    def names_topic(self, clause: Clause) -> bool:
        """校园安全方面, or 在城市更新上, at the head of a sentence or of a part of it: what comes is on another topic."""
        return (
            clause.level >= 2
            and clause.start not in self.reader.enumerators  # 一是在产业方面,要…: who leads the points is still bound
            and clause.end - clause.start <= _LONGEST
            and self.text.startswith((",", ":"), clause.end)
            and self.reader.demand_words.heading.fullmatch(self.text, clause.start, clause.end) is not None
        )

    def is_followed(self, clause: Clause, following: int) -> bool:
        """Whether another clause of the same paragraph comes."""
        return following < len(self.clauses) and self.clauses[following].paragraph == clause.paragraph

"""What is known while the clauses of a notice are read one after another. (通读状态)"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.directives.context import Context
from kg.directives.draft import Draft
from kg.directives.prefaces import Preface
from kg.scan import Event
from kg.structure import Clause


class Place(NamedTuple):
    """A clause where it is read."""

    start: int  # behind its enumerator and the words of speech
    clause: Clause
    following: int  # number of the next clause of all
    enumerator: Event | None
    spoke: bool = False  # words of speech stand in it, before ``start``
    said: bool = False  # they do, or a clause before that only says 会议强调


@dataclass(slots=True)
class Course:
    """The directives found so far, the one being read, and what the clauses before hand on to the next.

    Clauses are told by their numbers; -1 is none.
    """

    done: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    context: Context = field(default_factory=Context)
    told: int = -1  # the clause that follows one which only says 会议强调 or 会议要求
    decided: int = -1  # the clause that follows one which only says 会议决定
    cued: int = -1  # the clause after the one that follows a cue of speech (会议认为,)
    heading: tuple[int, Event] | None = None  # a topic before a colon: the clause that follows it, its enumerator
    begun: int | None = None  # where a point begins whose demand stands in a later clause
    preface: Preface | None = None  # what the clause before hands on, if it only prefaces the next
    limited: int | None = None  # where the limit stands that the clause being read is prefaced by

    def close(self) -> None:
        """What is being read ends here."""
        if self.current is not None:
            self.done.append(self.current)
            self.current = None

"""Who a directive without subject goes on to bind, within one paragraph and one item. (责任主体的承接)"""

from __future__ import annotations

from dataclasses import dataclass

from kg.directives.name import Name


@dataclass(slots=True)
class Context:
    """Who a directive without subject goes on to bind, within one paragraph and one item."""

    paragraph: tuple[Name, ...] = ()  # last explicit addressee outside enumerated blocks, or their lead-in
    block: tuple[Name, ...] | None = None  # inside an enumerated block; None outside
    dangling: tuple[Name, ...] = ()  # parties whose modal stands in the next clause, or after the colon
    dangling_start: int = -1
    dangles_on: bool = False  # past the end of the sentence too: they stand before a colon
    speech: str = ""
    fresh: bool = False  # nothing but the speech cue yet in this sentence

    def end_sentence(self) -> None:
        """A new sentence: 新区|围绕目标, of the one before no longer waits for its modal; 各镇、各部门: does."""
        if not self.dangles_on:
            self.dangling = ()

    def heirs(self) -> tuple[Name, ...]:
        return self.paragraph if self.block is None else self.block

    def note(self, names: tuple[Name, ...]) -> None:
        if self.block is None:
            self.paragraph = names
        else:
            self.block = names

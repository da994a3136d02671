"""Where a directive starts, whom it names there, and why. (交办事项的起点)"""

from __future__ import annotations

from typing import NamedTuple

from kg.directives.name import Name


class Opening(NamedTuple):
    """Where a directive starts, whom it names there, and why."""

    start: int
    names: tuple[Name, ...]
    modality: str
    rule: str
    confidence: float


class Setting(NamedTuple):
    """What is known of the place of a clause when it is asked whether it opens a directive."""

    first: bool = False  # it begins a sentence (after 。 or ;), so its main modal counts after any subject
    decides: bool = False  # the meeting decides here (minutes), so X负责 opens too
    numbered: bool = False  # an enumerator stands before
    demands: bool = False  # the meeting demands here, so 请X汇报 asks for a report and tells of none
    behind: bool = False  # a directive stands before it in its paragraph, so 县水利局需备足沙袋 asks for something too
    going: bool = False  # a directive is being read, so 费用由X垫付 after it is the next and tells of nothing

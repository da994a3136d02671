"""What speaks for two names being one thing: each kind of evidence with what it counts and whether it decides by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.messages import Message, message


@dataclass(frozen=True, slots=True)
class Evidence:
    """``rule``: its name in files and in the graph. ``score``: how much it counts, 0 to 1; an order, not a measured share.

    ``exact``: whether it is a key that two different things do not share: a code, a number, a full name with its place.
    """

    rule: str
    score: float
    exact: bool
    told: Message


CODE: Final = Evidence("link.code", 1.0, True, message("same administrative code"))
NUMBER: Final = Evidence("link.number", 1.0, True, message("same document number"))
NAME_AND_PLACE: Final = Evidence("link.name-and-place", 0.98, True, message("same full name, of the same place"))
TITLE: Final = Evidence("link.title", 0.95, True, message("same title, which says by itself which document it is"))
NAME_AND_ORGAN: Final = Evidence("link.name-and-organ", 0.9, False, message("same name, at the same organ"))
FORMER_CODE: Final = Evidence("link.former-code", 0.9, False, message("a code that the place had before"))
USUAL_NAME: Final = Evidence("link.usual-name", 0.9, False, message("a usual name of this organ, of the same place"))
ALIAS: Final = Evidence("link.alias", 0.85, False, message("another name of one is a name of the other"))
NAME: Final = Evidence("link.name", 0.8, False, message("same name; of which place is not said"))
BARE_TITLE: Final = Evidence(
    "link.bare-title", 0.75, False, message("same title but for what stands in brackets at its end")
)
PERSON_NEARBY: Final = Evidence("link.person-of-place", 0.7, False, message("same personal name, in the same place"))
PERSON_NAME: Final = Evidence(
    "link.person-name", 0.5, False, message("same personal name and nothing more: perhaps a namesake")
)
NEAR: Final = Evidence("link.near-name", 0.8, False, message("a similar name"))
"""Its score is the likeness of the two names times this."""

BY_RULE: Final = {
    evidence.rule: evidence
    for evidence in (
        CODE,
        NUMBER,
        NAME_AND_PLACE,
        TITLE,
        NAME_AND_ORGAN,
        FORMER_CODE,
        USUAL_NAME,
        ALIAS,
        NAME,
        BARE_TITLE,
        PERSON_NEARBY,
        PERSON_NAME,
        NEAR,
    )
}

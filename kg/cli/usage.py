"""What the parser of arguments complains of, as messages: it speaks English only, in words that differ between its versions.

A complaint of another wording stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from kg.messages import Message, message

_WORDINGS: Final[tuple[tuple[str, Callable[[Mapping[str, object]], Message]], ...]] = (
    (
        r"No such option: (?P<option>\S+) \(Possible options: (?P<others>.*)\)",
        lambda found: message("No such option: {option} (Possible options: {others})", **found),
    ),
    (
        r"No such option: (?P<option>\S+) Did you mean (?P<other>.*)",
        lambda found: message("No such option: {option} Did you mean {other}", **found),
    ),
    (r"No such option: (?P<option>\S+)", lambda found: message("No such option: {option}", **found)),
    (
        r"No such command (?P<name>\S+?)\.? Did you mean (?P<other>.*)",
        lambda found: message("No such command {name}. Did you mean {other}", **found),
    ),
    (r"No such command (?P<name>\S+)", lambda found: message("No such command {name}", **found)),
    (r"Missing command", lambda found: message("Missing command", **found)),
    (r"Missing argument (?P<name>.+)", lambda found: message("Missing argument {name}", **found)),
    (r"Missing option (?P<name>.+)", lambda found: message("Missing option {name}", **found)),
    (r"Option (?P<name>.+) requires an argument", lambda found: message("Option {name} requires an argument", **found)),
    (
        r"Option (?P<name>.+) does not take a value",
        lambda found: message("Option {name} does not take a value", **found),
    ),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<values>.*)\)",
        lambda found: message("Got unexpected extra argument(s) ({values})", **found),
    ),
    (
        r"Invalid value for (?P<name>.+?): (?P<why>.+)",
        lambda found: message("Invalid value for {name}: {why}", **{**found, "why": _why(str(found["why"]))}),
    ),
)

_REASONS: Final[tuple[tuple[str, Callable[[Mapping[str, object]], Message]], ...]] = (
    (
        r"Input should be a valid integer.*|.* is not a valid int(?:eger)?(?: range)?",
        lambda _: message("it should be a whole number"),
    ),
    (
        r"Input should be a valid number.*|.* is not a valid float(?: range)?",
        lambda _: message("it should be a number"),
    ),
    (
        r"Input should be greater than or equal to (?P<least>\S+)|.*is not in the range x>=(?P<from>\S+)",
        lambda found: message("it should be at least {least}", least=found["least"] or found["from"]),
    ),
    (
        r"Input should be less than or equal to (?P<most>\S+)|.*is not in the range x<=(?P<to>\S+)",
        lambda found: message("it should be at most {most}", most=found["most"] or found["to"]),
    ),
)


def complaint_of(words: str) -> str:
    """What the parser says by ``words``, without its last point."""
    return _first(_WORDINGS, words.strip().rstrip(".?"))


def _why(words: str) -> str:
    return _first(_REASONS, words)


def _first(wordings: tuple[tuple[str, Callable[[Mapping[str, object]], Message]], ...], words: str) -> str:
    for pattern, made in wordings:
        if found := re.fullmatch(pattern, words):
            return made(found.groupdict())
    return words

"""What stands between the varying parts of a line, so that a record is one f-string of few, long pieces.

A line is subject, predicate, object, end. The predicates here reach from the end of the subject to the beginning of
the object. ``Ink`` holds what follows an object, for one graph and for subjects that begin alike: ``close…`` ends the
line, ``next…`` also opens the next one, up to where subjects differ. Few long pieces are quicker than many short ones
(passages alone: 460 ns each instead of 850).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.quads.terms import Wire
from kg.vocab import KG, PROV, RDF, SKOS, XSD

A: Final = f"> <{RDF.type}> <"
LABEL: Final = f'> <{SKOS.prefLabel}> "'
RULE: Final = f'> <{KG.rule}> "'
CONFIDENCE: Final = f'> <{KG.confidence}> "'
QUOTED: Final = f"> <{PROV.wasQuotedFrom}> <"
OF_MEETING: Final = f"> <{KG.ofMeeting}> <"
OF_ITEM: Final = f"> <{KG.ofItem}> <"


@dataclass(frozen=True, slots=True)
class Ink:
    """How lines of one graph open and end, the latter by the kind of their object."""

    open: str
    close: str  # after an IRI
    next: str
    close_text: str  # after a plain literal
    next_text: str
    close_label: str  # after a literal in Chinese
    next_label: str
    close_date: str
    next_date: str
    close_integer: str
    next_integer: str
    close_decimal: str

    @classmethod
    def of(cls, graph: Wire, stem: Wire) -> Ink:
        """For the named graph ``graph`` and subjects that begin with ``stem``."""
        end = f" <{graph}> .\n"
        then = f"{end}<{stem}"
        return cls(
            open=f"<{stem}",
            close=f">{end}",
            next=f">{then}",
            close_text=f'"{end}',
            next_text=f'"{then}',
            close_label=f'"@zh{end}',
            next_label=f'"@zh{then}',
            close_date=f'"^^<{XSD.date}>{end}',
            next_date=f'"^^<{XSD.date}>{then}',
            close_integer=f'"^^<{XSD.integer}>{end}',
            next_integer=f'"^^<{XSD.integer}>{then}',
            close_decimal=f'"^^<{XSD.decimal}>{end}',
        )

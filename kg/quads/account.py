"""What every line of a notice's graph is written with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.iris import Minter
from kg.model import Analysis, Resolution, Span
from kg.quads.lines import CONFIDENCE, QUOTED, RULE, Ink
from kg.quads.terms import Wire, decimal, escape, wire


@dataclass(frozen=True, slots=True)
class Account:
    """One notice being written: its IRIs, how its lines end, and the passages that were cited so far."""

    analysis: Analysis
    resolution: Resolution
    minter: Minter
    notice: Wire  # IRI of the notice, and of its graph
    meeting: Wire
    iri: Wire  # what items, directives and participations hang under (docs/decisions/0101-accounts.md)
    agencies: dict[str, Wire]  # surface -> IRI
    told: Ink  # for subjects under ``iri``
    here: Ink  # for subjects under ``notice``
    cite: str  # after a subject: that it is quoted from a passage of this notice, up to its offsets
    cited: dict[Span, str] = field(default_factory=dict)  # -> its offsets as text
    grounds: dict[tuple[str, float], tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis, resolution: Resolution) -> Account:
        """The account of ``analysis``; the base of all IRIs is that of ``resolution.notice``."""
        minter = Minter(base_of(resolution))
        notice, iri = wire(resolution.notice), wire(minter.account(resolution.meeting, analysis.notice.id))
        return cls(
            analysis=analysis,
            resolution=resolution,
            minter=minter,
            notice=notice,
            meeting=wire(resolution.meeting),
            iri=iri,
            agencies={surface: wire(ref.iri) for surface, ref in resolution.agencies.items()},
            told=Ink.of(notice, iri),
            here=Ink.of(notice, notice),
            cite=f"{QUOTED}{notice}#char=",
        )

    def offsets(self, span: Span) -> str:
        """``120,145``: what follows ``cite``, and ends the IRI of the passage (that of ``Minter.evidence``).

        The passage itself is written at the end, once.
        """
        text = self.cited.get(span)
        if text is None:
            text = self.cited[span] = f"{span[0]},{span[1]}"
        return text

    def ground(self, rule: str, confidence: float) -> tuple[str, str]:
        """What says, after a subject under ``iri``, by which rule (opening the next line) and how surely (closing)."""
        lines = self.grounds.get((rule, confidence))
        if lines is None:
            lines = self.grounds[rule, confidence] = (
                f"{RULE}{escape(rule)}{self.told.next_text}",
                f"{CONFIDENCE}{decimal(confidence)}{self.told.close_decimal}",
            )
        return lines


def base_of(resolution: Resolution) -> str:
    """The base that the IRIs of ``resolution`` were minted with: all before ``notice/{id}``."""
    return resolution.notice.rpartition("notice/")[0]

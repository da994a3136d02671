"""What every line of a notice's graph is written with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.iris import Minter
from kg.model import Analysis, Resolution, Span


@dataclass(frozen=True, slots=True)
class Account:
    """One notice being written: its IRIs, how its lines end, and the passages that were cited so far."""

    analysis: Analysis
    resolution: Resolution
    minter: Minter
    notice: str  # IRI of the notice, and of its graph
    iri: str  # what items, directives and participations hang under (docs/decisions/0101-accounts.md)
    end: str  # graph, full stop, line break
    cited: dict[Span, None] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis, resolution: Resolution) -> Account:
        """The account of ``analysis``; the base of all IRIs is that of ``resolution.notice``."""
        minter = Minter(base_of(resolution))
        return cls(
            analysis=analysis,
            resolution=resolution,
            minter=minter,
            notice=resolution.notice,
            iri=minter.account(resolution.meeting, analysis.notice.id),
            end=f" <{resolution.notice}> .\n",
        )

    def cite(self, span: Span) -> str:
        """The IRI of the passage ``span``, as ``Minter.evidence`` mints it; the passage is written at the end."""
        self.cited[span] = None
        return f"{self.notice}#char={span[0]},{span[1]}"


def base_of(resolution: Resolution) -> str:
    """The base that the IRIs of ``resolution`` were minted with: all before ``notice/{id}``."""
    return resolution.notice.rpartition("notice/")[0]

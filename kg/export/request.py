"""What the user asks an export for: which part of the store, seen how."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.export.wanted import Wanted
from kg.lookup import Names, one_called

if TYPE_CHECKING:
    from kg.source import Source


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for. ``agency`` and ``ego`` are names or IRIs; dates are ISO dates."""

    view: str | None = None
    agency: str | None = None
    since: str | None = None
    until: str | None = None
    ego: str | None = None
    depth: int = 1
    dynamic: bool = False
    measures: bool = False

    def resolved(self, opened: Source, names: Names) -> Request:
        """The same with IRIs for names. Raises InputError, naming the nearest, where nothing is called so.

        ``names``: as in ``kg.lookup``.
        """
        return replace(
            self,
            agency=None if self.agency is None else one_called("agency", self.agency, opened, names),
            ego=None if self.ego is None else one_called("any", self.ego, opened, names),
        )

    def wanted(self) -> Wanted:
        """The part of the store that is asked for."""
        return Wanted(self.agency, self.since, self.until)

    def given(self) -> set[str]:
        """Names of the options that were used."""
        used = {
            "--view": self.view is not None,
            "--agency": self.agency is not None,
            "--since": self.since is not None,
            "--until": self.until is not None,
            "--ego": self.ego is not None,
            "--dynamic": self.dynamic,
            "--measures": self.measures,
        }
        return {name for name, is_used in used.items() if is_used}

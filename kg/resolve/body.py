"""The organ that met: the one that the notice names, or the only one that such a meeting can be of. (会议主体)"""

from __future__ import annotations

from typing import Final

from kg.model import AgencyRef, Analysis
from kg.names import canonical_name
from kg.names.name_words import name_words
from kg.names.patterns import Name
from kg.register import Register
from kg.resolve.organisations import Organisations

_OF_GOVERNMENTS: Final = "常务会议"
_OF_ZONES: Final = "办公会议"
_OF_COMMITTEES: Final = "党工委"
_GOVERNMENTS: Final = ("人民政府", "行政公署", "管理委员会")
_DEPARTMENTS: Final = ("部", "委员会", "厅", "局", "署")


def body_of(analysis: Analysis, organisations: Organisations) -> AgencyRef | None:
    """The organ that met, in full: with 党组 for its Party group, 常务委员会 for a committee's standing part."""
    context = organisations.context
    kind = analysis.meeting.kind.value if analysis.meeting.kind is not None else ""
    found = analysis.meeting.body
    of_committee = context.zone is not None and kind.startswith(_OF_COMMITTEES)
    of_zone = context.zone is not None and (kind == _OF_ZONES or of_committee)
    if found is None and kind != _OF_GOVERNMENTS and not of_zone:
        return None
    # Only governments hold a 常务会议, so the notice's own one met where nothing else is said.
    surface = found.value if found is not None else "党工委" if of_committee else "管委会" if of_zone else "政府"
    name = canonical_name(_company(surface, analysis, context.register), "organization", context)
    if found is None and name.canonical is None:
        return None
    return organisations.of_name(surface, "organization", _part_that_met(name, kind))


def _part_that_met(name: Name, kind: str) -> Name:
    """The organ ``name`` or the part of it that holds a meeting of this ``kind``."""
    full = name.canonical or ""
    if kind == _OF_GOVERNMENTS and full.endswith("党组"):
        # Of a 党组会议 held together with it the 常务会议 gives the organ.
        return name._replace(canonical=full.removesuffix("党组"), key=name.key.removesuffix("党组"), parent=None)
    has_group = full.endswith(_GOVERNMENTS) or (full.endswith(_DEPARTMENTS) and not full.startswith("中共"))
    if "党组" in kind and has_group:
        part = "党组"
    elif "常委" in kind and full.startswith("中共") and full.endswith("委员会") and not full.endswith("常务委员会"):
        part = "常务委员会"
    else:
        return name
    return name._replace(canonical=full + part, key=name.key + part, parent=name.key)


def _company(body: str, analysis: Analysis, register: Register) -> str:
    """A company that calls itself 集团 or 公司 by the full name that the notice prints most."""
    if body not in name_words(register).own_company:
        return body
    full = [a for a in analysis.agencies if a.surface.endswith("公司") and len(a.surface) > len("有限公司") + 2]
    return max(full, key=lambda a: len(a.mentions)).surface if full else body

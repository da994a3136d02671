"""What an agency is called in the graph, the same whichever notice names it. (机构标签)"""

from __future__ import annotations

from kg.register import Register
from kg.scope import is_district


def labels(canonical: str, code: str | None, register: Register) -> tuple[str, str | None]:
    """The label of an agency of the place ``code``, and another name of it.

    A district takes its city in front where the text prints it (GUIDELINE.md, canonical names). So one notice says 荆门市东宝区人民政府
    and the next 东宝区人民政府: the label is the short one, the other stands beside it. None where there is no other.
    """
    place = register.place(code) if code is not None else None
    city = register.prefecture(place) if place is not None and is_district(place) else None
    if place is None or city is None:
        return canonical, None
    whole = city.name + place.name
    if whole in canonical:
        return canonical.replace(whole, place.name), canonical
    if canonical.startswith((place.name, f"中共{place.name}")):
        return canonical, canonical.replace(place.name, whole)
    return canonical, None

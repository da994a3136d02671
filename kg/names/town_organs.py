"""Villages and organs of towns in the town's own notice, and what a county's notice names after its towns. (乡镇机构)"""

from __future__ import annotations

import re

from kg.names.name_words import name_words
from kg.names.patterns import UNKNOWN, Name, render
from kg.names.registered import registered, unfolded
from kg.scope import TOWNS, Context, Scope, class_word

_VILLAGE = re.compile("(?:村|社区)$")


def is_village(text: str) -> bool:
    """Whether ``text`` ends as villages and neighbourhoods do."""
    return _VILLAGE.search(text) is not None


def of_own_town(text: str, scope: Scope, context: Context) -> Name | None:
    """A village, or an organ named after the town, in the town's own notice: 金星村, 克度镇党政办公室."""
    if class_word(scope.name) not in TOWNS:
        return None
    if is_village(text):
        committee = "村民委员会" if text.endswith("村") else "居民委员会"
        return render("{place}" + text + committee, scope, context, "village", 0.8)
    own = scope.place.name if scope.place is not None else scope.name
    if text.startswith(own) and len(text) > len(own) + 1:
        rest = text[len(own) :]
        return registered(rest, scope, context) or render("{place}" + rest, scope, context, "as-written", 0.7)
    if name_words(context.register).of_town.search(text) is not None and len(text) > 2:
        return render("{place}" + unfolded(text, context), scope, context, "its-own", 0.65)
    return None


def of_countys_bureau(text: str, scope: Scope, context: Context) -> Name | None:
    """国土局, 教育局 in a town's notice: a town has offices and stations, and the bureaus are its county's; open where the
    county is not known."""
    if class_word(scope.name) not in TOWNS:
        return None
    row = context.department(text, scope.place)
    if row is None or not row.canonical.endswith("局"):
        return None
    county = context.register.place(scope.place.parents[-1]) if scope.place is not None else None
    made = None if county is None else registered(text, Scope(county.name, county), context)
    return UNKNOWN if made is None else made._replace(confidence=min(made.confidence, 0.7))


def is_named_after_town(text: str, scope: Scope, context: Context) -> bool:
    """Whether ``text`` opens with a town of the county that ``scope`` is, and goes on: 八面城镇污水处理厂."""
    towns = context.register.towns_of(scope.place.code) if scope.place is not None else ()
    return any(text.startswith(town.name) and len(text) > len(town.name) + 2 for town in towns)

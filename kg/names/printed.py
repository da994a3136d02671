"""Names that the notice itself prints in full elsewhere: 县港渔局 beside 县港航和渔业管理局, 领导小组 beside its full name. (文中全称)"""

from __future__ import annotations

from kg.names.name_words import name_words
from kg.names.organs import organ_named
from kg.names.patterns import Name, as_simplified, render, within
from kg.scope import Context, split
from kg.zones import NATIONAL, PROVINCIAL


def as_printed(surface: str, made: Name, context: Context) -> Name:
    """``made``, or what the notice prints in full where ``made`` is open or no more than the words themselves."""
    if not context.printed:
        return made
    if made.rule in ("as-written", "shortened"):
        return _abbreviated(surface, context) or made
    if made.rule == "zone-own" and made.canonical is not None:
        return _behind_zone(surface, context) or made
    if made.rule in ("zone-place", "zone-word"):
        return _national_zone(surface, made, context) or made
    return (_task_force(surface, context) or made) if made.canonical is None else made


def _behind_zone(surface: str, context: Context) -> Name | None:
    """党政办公室 in the notice of a zone that prints its source as 高新区党政办公室: one office, by one name."""
    longer = {words for words in context.printed if words.endswith(surface) and len(words) > len(surface)}
    names = {name.canonical: name for name in (organ_named(words, False, context.bare) for words in longer)}
    return names.popitem()[1] if len(names) == 1 and None not in names else None


def _national_zone(surface: str, made: Name, context: Context) -> Name | None:
    """宁海经开区 beside 宁海经济技术开发区: one zone, though rules alone make it 浙江宁海经济开发区."""
    place = context.register.place(made.place) if made.place is not None else None
    if place is None or made.canonical is None or PROVINCIAL not in made.canonical:
        return None
    name = context.register.short(place) + NATIONAL
    printed = next((words for words in context.printed if name in words and words != surface), None)
    zone = None if printed is None else organ_named(printed[: printed.index(name)] + name, True, context.bare)
    return None if zone is None or zone.canonical is None else zone


def _abbreviated(surface: str, context: Context) -> Name | None:
    """The longer name of which ``surface`` is an abbreviation, when the notice prints exactly one."""
    scope, rest, how = split(as_simplified(surface), context)
    if len(rest) < 3 or how == "bare" or scope is None:
        return None
    longer = set()
    for printed in context.printed:
        if printed[-1:] == rest[-1] and len(printed) > len(rest):
            other, tail, _ = split(as_simplified(printed), context)
            if other == scope and len(tail) > len(rest) and tail[0] == rest[0] and _abbreviates(rest, tail):
                longer.add(tail)
    return render("{place}" + longer.pop(), scope, context, "printed", 0.8) if len(longer) == 1 else None


def _abbreviates(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _task_force(surface: str, context: Context) -> Name | None:
    """领导小组办公室: of the one body of the kind that the notice prints in full; None where it prints none or several."""
    found = name_words(context.register).task_force.match(as_simplified(surface))
    if found is None:
        return None
    fuller = (printed for printed in context.printed if printed.endswith(found[1]) and len(printed) > len(found[1]))
    names = {name.canonical: name for name in (organ_named(printed, False, context.bare) for printed in fuller)}
    if len(names) != 1 or None in names:
        return None
    whole = next(iter(names.values()))
    return within(whole, "办公室", "printed") if found[2] else whole._replace(rule="printed", confidence=0.8)

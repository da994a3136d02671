"""From what people call a thing to its IRI: canonical name, alias, the short form a notice uses, or the IRI itself.

One candidate is taken, and who asked is told which it is where the name alone does not say so; of two none is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import InputError, UsageError
from kg.lookup.names import (
    CLASSES,
    ThingKind,
    all_names,
    bare,
    bearing,
    called_by_notices,
    is_a,
    known_iri,
    label_of,
    plain,
    writings,
)
from kg.lookup.near import MOST_SHOWN, nearest

if TYPE_CHECKING:
    from kg.register import Register
    from kg.source import Source

__all__ = ["CLASSES", "SHIPPED", "Names", "ThingKind", "called", "label_of", "nearest", "one_called"]

_WORDS: Final = {
    "agency": "agency 单位",
    "document": "document 文件",
    "meeting": "meeting 会议",
    "notice": "notice 通稿",
}


def _shipped() -> Register:
    from kg.register import load_register

    return load_register()


class Names(NamedTuple):
    """How names are looked up: ``known`` gives the register that tells the usual names of agencies, and is called when it is
    first needed (``kg.lookup.of_store`` finds the one of a store); ``say`` is called with a sentence on which thing was taken,
    where the name may be other things' elsewhere."""

    known: Callable[[], Register] = _shipped
    say: Callable[[str], None] = lambda _: None


SHIPPED: Final = Names()
"""By the shipped names, without a word on what is taken."""


class _Found(NamedTuple):
    """What has a name. ``certain``: the name alone says which thing it is."""

    iris: list[str]
    certain: bool


def one_called(kind: ThingKind, name: str, opened: Source, names: Names = SHIPPED) -> str:
    """IRI of the one thing of ``kind`` that is called ``name``.

    An IRI or a full name goes before a short form that some notice uses; the relative name of an agency (市财政局) means all
    that the store holds. Raises InputError where nothing is called so (naming the nearest), or more than one thing (naming
    them all); UsageError where the name is empty.
    """
    if not name.strip():
        raise UsageError(f"A name is needed here{_in_brackets(kind)}, and this one is empty.")
    found = _find(kind, name, opened, names)
    if len(found.iris) == 1:
        if not found.certain:
            _say_which(kind, name, found.iris[0], opened, names)
        return found.iris[0]
    if found.iris:
        raise InputError(_which(kind, name, found.iris, opened))
    near = nearest(kind, bare(name), opened, names.known())
    hint = f"the nearest are: {'、'.join(near)}" if near else "nothing in the store has a similar name"
    raise InputError(f"The store holds nothing{_in_brackets(kind)} called {name!r}; {hint}.")


def called(kind: ThingKind, name: str, opened: Source, names: Names = SHIPPED) -> list[str]:
    """IRIs of all things of ``kind`` that ``name`` may mean, sorted; those with the full name only, where there are any."""
    return sorted(_find(kind, name, opened, names).iris)


def _find(kind: ThingKind, name: str, opened: Source, names: Names) -> _Found:
    """What ``one_called`` chooses from: what notices call so first, then by IRI."""
    from kg.lookup.agencies import by_usual_name, says_whose

    written = bare(name)
    if iri := known_iri(written, opened):
        return _Found([iri], certain=True)

    def of_kind(found: set[str]) -> list[str]:
        return sorted(iri for iri in found if is_a(kind, iri, opened))

    own = of_kind({iri for form in writings(written) for iri in bearing(form, opened)})
    about_agencies = kind in ("agency", "any") and all(is_a("agency", iri, opened) for iri in own)
    if own and not (about_agencies and any(not says_whose(plain(written), iri, opened) for iri in own)):
        return _Found(own, certain=not about_agencies)
    attested = of_kind({iri for form in writings(written) for iri in called_by_notices(form, opened)})
    found = list(dict.fromkeys((*own, *attested)))
    if about_agencies and all(is_a("agency", iri, opened) for iri in found):
        usual = {iri for form in writings(written) for iri in by_usual_name(form, opened, names.known())}
        found += sorted(usual.difference(found))
    if not found:
        found = sorted({iri for text, iri in all_names(kind, opened) if plain(text) == plain(written)})
    return _Found(found, certain=False)


# ── what people are told ──────────────────────────────────────────────────────────────────────────────────────


def _in_brackets(kind: ThingKind) -> str:
    return "" if kind == "any" else f" ({_WORDS.get(kind, kind)})"


def _say_which(kind: ThingKind, name: str, iri: str, opened: Source, names: Names) -> None:
    """Say which thing was taken, unless its own name was given and is no other's."""
    from kg.lookup.agencies import others_of_its_place

    is_agency = is_a("agency", iri, opened)
    if plain(bare(name)) == plain(label_of(iri, opened)):
        shared = others_of_its_place(iri, names.known()) if is_agency else None
        if shared is not None:
            names.say(f"{name} is taken to be {_described(iri, opened)}; there are other places called {shared}")
        return
    word = "agency" if is_agency else "thing" if kind == "any" else kind
    names.say(f"{name} is taken to be {_described(iri, opened)}, the only {word} of this store that may be meant")


def _which(kind: ThingKind, name: str, iris: list[str], opened: Source) -> str:
    """That ``name`` may mean several things, and what to type instead."""
    more = f" and {len(iris) - MOST_SHOWN} more" if len(iris) > MOST_SHOWN else ""
    labels = [label_of(iri, opened) for iri in iris]
    if not all(is_a("agency", iri, opened) for iri in iris):
        shown = "; ".join(f"{label} <{iri}>" for label, iri in zip(labels[:MOST_SHOWN], iris, strict=False))
        return f"{name!r} may mean {len(iris)} things{_in_brackets(kind)}: {shown}{more}; use the full name or the IRI."
    # A name that several bear, or that was just asked for, says no more if it is typed again.
    clear = [labels.count(label) == 1 and plain(label) != plain(name) for label in labels]
    shown = "; ".join(
        _described(iri, opened) + ("" if is_clear else f" <{iri}>")
        for iri, is_clear in zip(iris[:MOST_SHOWN], clear, strict=False)
    )
    told = clear[:MOST_SHOWN]
    what = "the full name" if all(told) else "the full name or the IRI" if any(told) else "the IRI"
    example = labels[told.index(True)] if any(told) else iris[0]
    if more:
        more += f" (kg search {bare(name)} --kind agency)"
    return f"{name!r} may mean {len(iris)} agencies (单位): {shown}{more}; type {what} of one, such as {example}."


def _described(iri: str, opened: Source) -> str:
    """The name of a thing; of an agency with its place, or with the notice that alone names it."""
    from kg.lookup.agencies import place_of_agency, source_of

    label = label_of(iri, opened)
    if not is_a("agency", iri, opened):
        return label
    where = place_of_agency(iri, opened)
    if where is None:
        source = source_of(iri, opened)
        where = "place not known" if source is None else f"place not known, in {source}"
    return f"{label} ({where})"

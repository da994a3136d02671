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
    bare_title,
    bearing,
    called_by_notices,
    is_a,
    known_iri,
    label_of,
    plain,
    writings,
)
from kg.lookup.near import MOST_SHOWN, nearest
from kg.messages import SEMICOLON, Message, joined, message

if TYPE_CHECKING:
    from kg.register import Register
    from kg.source import Source

__all__ = ["CLASSES", "SHIPPED", "Names", "ThingKind", "called", "label_of", "nearest", "one_called"]

_WORDS: Final = {
    "agency": message("agency 单位"),
    "document": message("document 文件"),
    "meeting": message("meeting 会议"),
    "notice": message("notice 通稿"),
}
_ONE: Final = {
    "agency": message("agency"),
    "document": message("document"),
    "meeting": message("meeting"),
    "notice": message("notice"),
    "any": message("thing"),
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
        raise UsageError(
            message(
                "A name is needed here{kind_in_brackets}, and this one is empty.", kind_in_brackets=_in_brackets(kind)
            )
        )
    found = _find(kind, name, opened, names)
    if len(found.iris) == 1:
        if not found.certain:
            _say_which(kind, name, found.iris[0], opened, names)
        return found.iris[0]
    if found.iris:
        raise InputError(_which(kind, name, found.iris, opened))
    near = nearest(kind, bare(name), opened, names.known())
    hint = (
        message("the nearest are: {names}", names="、".join(near))
        if near
        else message("nothing in the store has a similar name")
    )
    raise InputError(
        message(
            "The store holds nothing{kind_in_brackets} called {name!r}; {hint}.",
            kind_in_brackets=_in_brackets(kind),
            name=name,
            hint=hint,
        )
    )


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
    return _Found(found or _by_likeness(kind, plain(written), opened), certain=False)


def _by_likeness(kind: ThingKind, wanted: str, opened: Source) -> list[str]:
    """What is called ``wanted`` with other signs; failing that, documents of that title with （试行） or the like behind it."""
    names = [(plain(text), iri) for text, iri in all_names(kind, opened)]
    if same := sorted({iri for text, iri in names if text == wanted}):
        return same
    longer = {iri for text, iri in names if text.startswith(wanted) and bare_title(text) == wanted}
    return sorted(iri for iri in longer if is_a("document", iri, opened))


# ── what people are told ──────────────────────────────────────────────────────────────────────────────────────


def _in_brackets(kind: ThingKind) -> str:
    return "" if kind == "any" else message(" ({kind})", kind=_WORDS.get(kind, kind))


def _say_which(kind: ThingKind, name: str, iri: str, opened: Source, names: Names) -> None:
    """Say which thing was taken, unless its own name was given and is no other's."""
    from kg.lookup.agencies import others_of_its_place

    is_agency = is_a("agency", iri, opened)
    if plain(bare(name)) == plain(label_of(iri, opened)):
        shared = others_of_its_place(iri, names.known()) if is_agency else None
        if shared is not None:
            names.say(
                message(
                    "{name} is taken to be {thing}; there are other places called {shared}",
                    name=name,
                    thing=_described(iri, opened),
                    shared=shared,
                )
            )
        return
    word = _ONE["agency" if is_agency else kind]
    names.say(
        message(
            "{name} is taken to be {thing}, the only {word} of this store that may be meant",
            name=name,
            thing=_described(iri, opened),
            word=word,
        )
    )


def _which(kind: ThingKind, name: str, iris: list[str], opened: Source) -> Message:
    """That ``name`` may mean several things, and what to type instead."""
    labels = [label_of(iri, opened) for iri in iris]
    more = len(iris) - MOST_SHOWN
    if not all(is_a("agency", iri, opened) for iri in iris):
        things = joined((f"{label} <{iri}>" for label, iri in zip(labels[:MOST_SHOWN], iris, strict=False)), SEMICOLON)
        return message(
            "{name!r} may mean {count} things{kind_in_brackets}: {things}; use the full name or the IRI.",
            name=name,
            count=len(iris),
            kind_in_brackets=_in_brackets(kind),
            things=message("{names} and {more} more", names=things, more=more) if more > 0 else things,
        )
    # A name that several bear, or that was just asked for, says no more if it is typed again.
    clear = [labels.count(label) == 1 and plain(label) != plain(name) for label in labels]
    agencies = joined(
        (
            _described(iri, opened) if is_clear else message("{thing} <{iri}>", thing=_described(iri, opened), iri=iri)
            for iri, is_clear in zip(iris[:MOST_SHOWN], clear, strict=False)
        ),
        SEMICOLON,
    )
    told = clear[:MOST_SHOWN]
    if more > 0:
        agencies = message(
            "{names} and {more} more (kg search {name} --kind agency)", names=agencies, more=more, name=bare(name)
        )
    some = message("the full name or the IRI") if any(told) else message("the IRI")
    return message(
        "{name!r} may mean {count} agencies (单位): {agencies}; type {what} of one, such as {example}.",
        name=name,
        count=len(iris),
        agencies=agencies,
        what=message("the full name") if all(told) else some,
        example=labels[told.index(True)] if any(told) else iris[0],
    )


def _described(iri: str, opened: Source) -> str:
    """The name of a thing; of an agency with its place, or with the notice that alone names it."""
    from kg.lookup.agencies import place_of_agency, source_of

    label = label_of(iri, opened)
    if not is_a("agency", iri, opened):
        return label
    where = place_of_agency(iri, opened)
    if where is not None:
        return f"{label} ({where})"
    source = source_of(iri, opened)
    if source is None:
        return message("{name} (place not known)", name=label)
    return message("{name} (place not known, in {source})", name=label, source=source)

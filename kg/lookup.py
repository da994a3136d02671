"""From what people call a thing to its IRI: canonical name, alias, the short form a notice uses, or the IRI itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal

from kg.errors import InputError, UsageError
from kg.iris import fold, org_place
from kg.store import base_of
from kg.vocab import DC, DCTERMS, FOAF, KG, NIF, ORG, PROV, RDF, SKOS

if TYPE_CHECKING:
    from kg.register import Register
    from kg.source import Source

ThingKind = Literal["agency", "document", "meeting", "notice", "person", "post", "place", "any"]

CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "agency": (KG.Agency, KG.AgencyGroup, KG.PeopleGroup),
    "document": (KG.Document,),
    "meeting": (KG.Meeting,),
    "notice": (KG.Notice,),
    "person": (FOAF.Person,),
    "post": (ORG.Post,),
    "place": (KG.Place,),
}
_WORDS: Final = {
    "agency": "agency 单位",
    "document": "document 文件",
    "meeting": "meeting 会议",
    "notice": "notice 通稿",
}
_OWN_NAMES: Final = (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, DCTERMS.title, DCTERMS.identifier, DC.source)
_BRACKETS: Final = {"《": "》", "<": ">"}
MOST_SHOWN: Final = 8
"""How many candidates or near names an error message lists."""


def one_called(kind: ThingKind, name: str, opened: Source, register: Register | None = None) -> str:
    """IRI of the one thing of ``kind`` that is called ``name``.

    A canonical name or alias goes before a short form that some notice uses. ``register`` tells the usual names; without
    it the shipped one does. Raises InputError where nothing is called
    so (naming the nearest), or more than one thing (naming them all); UsageError where the name is empty.
    """
    if not name.strip():
        raise UsageError(f"A name is needed here{_in_brackets(kind)}, and this one is empty.")
    found = called(kind, name, opened, register)
    if len(found) == 1:
        return found[0]
    if found:
        shown = "; ".join(f"{label_of(iri, opened)} <{iri}>" for iri in found[:MOST_SHOWN])
        more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
        raise InputError(
            f"{name!r} may mean {len(found)} things{_in_brackets(kind)}: {shown}{more}; use the full name or the IRI."
        )
    near = nearest(kind, name, opened, register)
    hint = f"the nearest are: {'、'.join(near)}" if near else "nothing in the store has a similar name"
    raise InputError(f"The store holds nothing{_in_brackets(kind)} called {name!r}; {hint}.")


def _in_brackets(kind: ThingKind) -> str:
    return "" if kind == "any" else f" ({_WORDS.get(kind, kind)})"


def called(kind: ThingKind, name: str, opened: Source, register: Register | None = None) -> list[str]:
    """IRIs of all things of ``kind`` called ``name``, sorted; those with the full name only, where there are any."""
    written = name.strip()
    if written[:1] in _BRACKETS and written.endswith(_BRACKETS[written[0]]):
        written = written[1:-1]
    if iri := _known_iri(written, opened):
        return [iri]
    for own in (True, False):
        found = {iri for text in dict.fromkeys((written, fold(written))) for iri in _exactly(text, opened, own=own)}
        if matching := sorted(iri for iri in found if _is(kind, iri, opened)):
            return matching
    folded = fold(written)
    if alike := sorted({iri for text, iri in _all_names(kind, opened) if fold(text) == folded}):
        return alike
    return _by_usual_name(written, opened, register) if kind in ("agency", "any") else []


def _by_usual_name(name: str, opened: Source, register: Register | None) -> list[str]:
    """Organisations that people call ``name`` though no notice does: 嘉善县卫健局 for 嘉善县卫生健康局."""
    from kg.agency_names import same_agency
    from kg.model import AgencyRef
    from kg.register import load_register

    known = load_register() if register is None else register
    refs = (
        AgencyRef(iri, text, text, "organization", org_place(iri), None, None, "label", 1.0)
        for text, iri in _all_names("agency", opened)
        if org_place(iri) is not None
    )
    return sorted({ref.iri for ref in refs if same_agency(name, ref, known)})


def nearest(kind: ThingKind, name: str, opened: Source, register: Register | None = None) -> list[str]:
    """Names of things of ``kind`` that look most like ``name``, best first: those that hold it, then similar ones.

    A slip in a usual abbreviation is found, too: 市住健局 gives 曲阜市住房和城乡建设局.
    """
    names = sorted({text for text, _ in _all_names(kind, opened)})
    holding = sorted((text for text in names if name in text), key=len)
    similar = difflib.get_close_matches(name, names, n=MOST_SHOWN, cutoff=0.5)
    if kind not in ("agency", "any"):
        return list(dict.fromkeys((*holding, *similar)))[:MOST_SHOWN]
    meant = _by_a_slip(name, names, register)
    return list(dict.fromkeys((*holding, *meant, *similar)))[:MOST_SHOWN]


def _by_a_slip(name: str, names: list[str], register: Register | None) -> list[str]:
    """Those of ``names`` whose usual abbreviation looks like ``name`` without its place, the most like it first."""
    from kg.agency_names import short_form, without_place
    from kg.register import load_register

    known = load_register() if register is None else register
    forms: dict[str, list[str]] = {}
    for text in names:
        forms.setdefault(short_form(text, known), []).append(text)
    like = difflib.get_close_matches(without_place(name, known), list(forms), n=MOST_SHOWN, cutoff=0.6)
    place = difflib.SequenceMatcher(b=name)
    return [text for form in like for text in sorted(forms[form], key=lambda text: (-_likeness(place, text), text))]


def _likeness(to: difflib.SequenceMatcher[str], text: str) -> float:
    to.set_seq1(text)
    return to.ratio()


def label_of(iri: str, opened: Source) -> str:
    """The preferred label or title of a thing, else its IRI."""
    from pyoxigraph import NamedNode

    for predicate in (SKOS.prefLabel, DCTERMS.title):
        labels = {_text(quad.object) for quad in opened.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)}
        if labels:
            return min(labels)
    return iri


def _known_iri(text: str, opened: Source) -> str | None:
    """``text``, whole or as tables show it (without the base), if it is an IRI that the store has statements about."""
    from pyoxigraph import NamedNode

    for iri in (text, base_of(opened) + text):
        try:
            node = NamedNode(iri)
        except ValueError:
            continue
        if any(True for _ in opened.quads_for_pattern(node, None, None)):
            return iri
    return None


def _exactly(text: str, opened: Source, *, own: bool) -> Iterator[str]:
    """What has exactly the name ``text``: as its own name, or as what some notice calls it."""
    from pyoxigraph import Literal as OxLiteral
    from pyoxigraph import NamedNode

    if not own:
        yield from _called_by_a_notice(text, opened)
        return
    for literal in (OxLiteral(text), OxLiteral(text, language="zh"), OxLiteral(text, language="en")):
        for predicate in _OWN_NAMES:
            for quad in opened.quads_for_pattern(None, NamedNode(predicate), literal):
                yield _text(quad.subject)


def _called_by_a_notice(text: str, opened: Source) -> Iterator[str]:
    """What a notice says by the words ``text``: a short name, a passage that refers to it, its part in a directive."""
    from pyoxigraph import Literal as OxLiteral
    from pyoxigraph import NamedNode

    for words in (text, f"《{text}》"):
        for quad in opened.quads_for_pattern(None, NamedNode(KG.shortName), OxLiteral(words)):
            yield _text(quad.subject)
    for quad in opened.quads_for_pattern(None, NamedNode(NIF.anchorOf), OxLiteral(text)):
        for meant in opened.quads_for_pattern(quad.subject, NamedNode(KG.refersTo), None):
            yield _text(meant.object)
        for part in opened.quads_for_pattern(None, NamedNode(PROV.wasQuotedFrom), NamedNode(_text(quad.subject))):
            for party in opened.quads_for_pattern(part.subject, NamedNode(KG.party), None):
                yield _text(party.object)


def _all_names(kind: ThingKind, opened: Source) -> Iterator[tuple[str, str]]:
    """Every own name of every thing of ``kind``, with its IRI. Costs a pass over them: for errors and odd spellings."""
    from pyoxigraph import NamedNode

    for class_ in _classes(kind):
        for thing in opened.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(class_)):
            for predicate in _OWN_NAMES:
                for quad in opened.quads_for_pattern(thing.subject, NamedNode(predicate), None):
                    yield _text(quad.object), _text(thing.subject)


def _is(kind: ThingKind, iri: str, opened: Source) -> bool:
    from pyoxigraph import NamedNode

    types = {_text(quad.object) for quad in opened.quads_for_pattern(NamedNode(iri), NamedNode(RDF.type), None)}
    return not types.isdisjoint(_classes(kind))


def _classes(kind: ThingKind) -> tuple[str, ...]:
    return tuple(c for name, classes in CLASSES.items() if kind in (name, "any") for c in classes)


def _text(term: object) -> str:
    """The IRI or the words of a term."""
    return str(getattr(term, "value", term))

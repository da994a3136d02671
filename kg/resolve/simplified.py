"""A notice in traditional characters has the identities of its simplified twin. (繁体公文与简体同一身份)

Identities are made from the simplified words of everything found; what was printed stays the key that leads to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from kg.hanzi import simplify
from kg.model import Analysis, PersonRef, Resolution, Span

T = TypeVar("T")
V = TypeVar("V")


def simplified(found: T) -> T:
    """``found`` with every string in it simplified, offsets unchanged; a notice keeps its id, which is of its bytes."""
    return _rewritten(found, {})  # type: ignore[return-value]  # it gives back the type it was given, whatever that is


def as_printed(resolution: Resolution, analysis: Analysis) -> Resolution:
    """A resolution of ``simplified(analysis)`` with the printed words of ``analysis`` as its keys."""
    printed: dict[str, str] = {}
    _rewritten(replace(analysis, doubts=()), printed)
    forms: dict[str, list[str]] = {}
    for written, plain in printed.items():
        forms.setdefault(plain, []).append(written)
    return replace(
        resolution,
        agencies=rekeyed(resolution.agencies, forms),
        documents=rekeyed(resolution.documents, forms),
        people={name: _person(ref, forms) for name, ref in rekeyed(resolution.people, forms).items()},
    )


def _person(ref: PersonRef, forms: Mapping[str, list[str]]) -> PersonRef:
    return replace(ref, posts=rekeyed(ref.posts, forms), post_agencies=rekeyed(ref.post_agencies, forms))


def rekeyed(found: Mapping[str, V], forms: Mapping[str, list[str]]) -> dict[str, V]:
    """Both writings lead to the reference: of an organ inside a post only the simplified one is known."""
    keys = ((key, form) for key in found for form in (*forms.get(key, ()), key))
    return {form: found[key] for key, form in keys}


def _rewritten(value: object, seen: dict[str, str]) -> object:
    """A copy of nested dataclasses and tuples with simplified strings; ``seen`` gathers printed → simplified."""
    if isinstance(value, str):
        return seen.setdefault(value, simplify(value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _rewritten(getattr(value, f.name), seen) for f in fields(value)})
    if isinstance(value, Span):
        return value
    if isinstance(value, tuple):
        make: Callable[[Iterable[object]], object] = getattr(value, "_make", tuple)  # a NamedTuple stays one
        return make(_rewritten(part, seen) for part in value)
    return value

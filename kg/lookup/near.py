"""Names in a store that look like one that nothing bears, for suggestions."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from kg.lookup.names import ThingKind, all_names

if TYPE_CHECKING:
    from kg.register import Register
    from kg.source import Source

MOST_SHOWN: Final = 8
"""How many candidates or near names an error message lists."""


def nearest(kind: ThingKind, name: str, opened: Source, register: Register | None = None) -> list[str]:
    """Names of things of ``kind`` that look most like ``name``, best first: those that hold it, then similar ones.

    A slip in a usual abbreviation is found, too: 市住健局 gives 曲阜市住房和城乡建设局.
    """
    names = sorted({text for text, _ in all_names(kind, opened)})
    holding = sorted((text for text in names if name in text), key=len)
    similar = difflib.get_close_matches(name, names, n=MOST_SHOWN, cutoff=0.5)
    if kind not in ("agency", "any"):
        return list(dict.fromkeys((*holding, *similar)))[:MOST_SHOWN]
    meant = _by_a_slip(name, names, register)
    return list(dict.fromkeys((*holding, *meant, *similar)))[:MOST_SHOWN]


def _by_a_slip(name: str, names: list[str], register: Register | None) -> list[str]:
    """Those of ``names`` whose usual abbreviation looks like ``name`` without its place, the most like it first."""
    from kg.lookup.agency_names import short_form, without_place
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

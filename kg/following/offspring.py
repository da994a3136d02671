"""Which titles come of which: what implements, prints, amends, drafts, or is called after a document.

Titles are all there is to go by, so every relation says on what words it rests. A title that quotes another
(《X县贯彻〈…〉实施方案》) is sure. A local title on the same matter (《X县农村供水管理实施方案》 beside
《农村供水管理条例》) is a likeness, and is called that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from kg.iris import fold
from kg.lexicon import load_lexicon
from kg.register import load_register
from kg.shipped_rows import shipped_rows

RelationKind = Literal["draft", "amends", "prints", "printed", "implements", "names", "same-matter"]

RELATION_WORDS: Final[dict[str, str]] = {
    "root": "本文件",
    "draft": "文稿",
    "amends": "修改",
    "prints": "印发",
    "printed": "所印发",
    "implements": "贯彻实施",
    "names": "题名含之",
    "same-matter": "同题",
}

_STATE: Final = "中华人民共和国"
_BRACKET: Final = re.compile(r"[（〔]([^（）〔〕]*)[）〕]$")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:—(?:19|20)\d\d)?年(?:度)?")
_LEAST_BARE: Final = 8
"""Characters from which on a title without brackets around it is known inside another."""
_LEAST_MATTER: Final = 4
"""Characters of matter that two titles must share: 安全 or 管理 is no matter of its own."""
_LONGEST_PLACE: Final = 14


@dataclass(frozen=True, slots=True)
class Relation:
    """How a title comes of another, and the words that show it."""

    kind: RelationKind
    basis: str


def relation(parent: str, child: str) -> Relation | None:
    """How the document titled ``child`` comes of the one titled ``parent``; None where the titles do not say so."""
    old, new = core(parent), core(child)
    if not old or not new:
        return None
    if old == new:
        return Relation("draft", f"同名：{new}") if fold(parent) != fold(child) else None
    quoted = next((form for form in (f"《{old}》", f"《{_STATE}{old}》") if form in new), None)
    bare = old if len(old) >= _LEAST_BARE and old in new else None
    if (found := quoted or bare) is not None:
        return Relation(_named_by(new.replace(found, "◇", 1)), f"题名含{found if quoted else f'“{found}”'}")
    shared = matter(new)
    if len(shared) >= _LEAST_MATTER and shared == matter(old) and _further_down(place_before(old), place_before(new)):
        return Relation("same-matter", f"同题：{shared}")
    return None


@cache
def core(title: str) -> str:
    """``title`` in one way of writing, without marks of a draft and 中华人民共和国."""
    text = fold(title)
    drafts = load_lexicon().drafts
    while (match := _BRACKET.search(text)) is not None and match[1] in drafts:
        text = text[: match.start()]
    return text.removeprefix(_STATE)


@cache
def matter(title: str) -> str:
    """What a title is about: without place, issuer, years, and the words for its kind."""
    text = core(title)
    text = text[len(place_before(text) or "") :]
    text = _YEARS.sub("", _BRACKET.sub("", text))
    while (word := next((word for word in _words("opening") if text.startswith(word)), None)) is not None:
        text = text[len(word) :]
    endings = _endings()
    while (word := next((word for word in endings if text.endswith(word)), None)) is not None:
        text = text[: -len(word)]
    return text


@cache
def place_before(title: str) -> str | None:
    """The name of the place that ``title`` begins with, the longest there is; None where it begins with none."""
    register = load_register()
    lengths = range(min(_LONGEST_PLACE, len(title) - 1), 1, -1)
    return next((title[:length] for length in lengths if register.is_place_name(title[:length])), None)


def _further_down(above: str | None, below: str | None) -> bool:
    """Whether the place called ``below`` lies in the one called ``above`` (None: the country, or nobody knows)."""
    if below is None or above is None:
        return below is not None
    register = load_register()
    codes = {place.code for place in register.places_named(above)}
    return any(not codes.isdisjoint(place.parents) for place in register.places_named(below))


def _named_by(around: str) -> RelationKind:
    """What the words around the other title (``◇``) say: 关于印发《X实施方案》的通知 prints, though 实施 is in X."""
    words: tuple[tuple[RelationKind, tuple[str, ...]], ...] = (
        ("amends", _words("amend")),
        ("prints", load_lexicon().document_words["prints"]),
        ("implements", _words("implement")),
    )
    at = around.index("◇")
    # The word that stands nearest to the title governs it.
    hits = [
        (abs(at - match.start()), kind)
        for kind, of_kind in words
        for word in of_kind
        for match in re.finditer(re.escape(word), around)
    ]
    return min(hits)[1] if hits else "names"


@cache
def _words(role: str) -> tuple[str, ...]:
    """The words of ``offspring_words.tsv`` with this role, longest first."""
    rows = shipped_rows(Path(__file__).with_name("offspring_words.tsv"))
    return tuple(sorted((word for word, its_role, *_ in rows if its_role == role), key=lambda word: (-len(word), word)))


@cache
def _endings() -> tuple[str, ...]:
    kinds = load_lexicon().document_kinds
    return tuple(sorted({*_words("ending"), *kinds} - {"法"}, key=lambda word: (-len(word), word)))

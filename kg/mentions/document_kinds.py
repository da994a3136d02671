"""What kind of document a title names: 办法, 通知, 条例 of the country, a place or the Party. (文种)"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.mentions.document_words import document_words
from kg.mentions.titles import bare_title

_ASIDE = re.compile(r"[\(〔\[][^()〔〕\[\]]*[\)〕\]]$")
_ASIDE_ENDS = frozenset(")〕]")
_EDITION = re.compile(r"(?:\d{4}年?(?:版|修订|修正)|第?[一二三四五六七八九十\d]+(?:批|版|期|号))$")
_EDITION_ENDS = frozenset("版订正批期号")
# 国务院公布的|《…条例》
_OF_STATE_COUNCIL = re.compile("国务院(?:公布|颁布|发布|令)?(?:的|新修订的)?$")
_PROVISIONAL = (
    "暂行条例"  # of no place and not of the Party: what the State Council makes as the congress empowered it to
)
_LONGEST_ENDING, _LONGEST_PLACE = 6, 16
_SPEECH = re.compile("讲话$|讲话精神$|重要讲话")


def kind_of(title: str, lexicon: Lexicon, before: str = "") -> tuple[str, str, float]:
    """Kind of a document by its title (folded, without outer brackets) and the words before it.

    Returns (kind of GUIDELINE.md, rule, confidence). 条例 is 行政法规 when national, 地方性法规 when a place's,
    党内法规 when the Party's, else 条例.
    """
    bare = bare_title(title).strip()
    while bare and bare[-1] in "》〉”":
        bare = bare[:-1]
    if bare[-1:] in _ASIDE_ENDS:
        bare = _ASIDE.sub("", bare)
    if bare[-1:] in _EDITION_ENDS:
        bare = _EDITION.sub("", bare)
    if "讲话" in bare and _SPEECH.search(bare) is not None:
        return "讲话", "documents.kind-suffix", 0.98
    known = lexicon.known_documents.get(bare)
    if known is not None:
        return known, "documents.kind-known", 0.97
    for length in range(min(_LONGEST_ENDING, len(bare)), 0, -1):
        kind = lexicon.document_kinds.get(bare[-length:])
        if kind is None:
            continue
        if bare[-length:] == "法":
            return _kind_of_law(bare)
        if kind == "规定" and document_words(lexicon).of_free_port.match(bare) is not None:
            return "地方性法规", "documents.kind-local", 0.95
        if kind == "条例":
            return _kind_of_regulation(bare, lexicon, before)
        return kind, "documents.kind-suffix", 0.99
    return "其他", "documents.kind-unknown", 0.6


def _kind_of_law(bare: str) -> tuple[str, str, float]:
    if bare.endswith("办法"):
        return "办法", "documents.kind-suffix", 0.99
    return ("宪法" if bare.endswith("宪法") else "法律"), "documents.kind-law", 0.97


def _kind_of_regulation(bare: str, lexicon: Lexicon, before: str) -> tuple[str, str, float]:
    words = document_words(lexicon)
    if words.party.match(bare) is not None:
        return "党内法规", "documents.kind-party", 0.95
    if words.national.match(bare) is not None or _OF_STATE_COUNCIL.search(before) is not None:
        return "行政法规", "documents.kind-national", 0.97
    if _starts_with_place(bare, lexicon):
        return "地方性法规", "documents.kind-local", 0.97
    if bare.endswith(_PROVISIONAL):
        return "行政法规", "documents.kind-national", 0.9
    return "条例", "documents.kind-open", 0.7


def _starts_with_place(bare: str, lexicon: Lexicon) -> bool:
    named = any(bare[:length] in lexicon.places for length in range(2, _LONGEST_PLACE + 1))
    return named or document_words(lexicon).of_place.match(bare) is not None

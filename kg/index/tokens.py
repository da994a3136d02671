"""How text is cut for the search index: into single signs, so that every part of a word is found, and into words.

Signs, searched as a phrase, find exactly what contains them; words of jieba and of ``words.tsv`` find what says the same with
something in between, and weigh more in the ranking. jieba is loaded at the first use.
"""

from __future__ import annotations

import hashlib
import logging
import re
import warnings
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.hanzi import simplify
from kg.lexicon import rows

if TYPE_CHECKING:
    from jieba import Tokenizer

_WORDS: Final = Path(__file__).parent / "words.tsv"
_FORM: Final = 1
"""Raise it when texts are cut otherwise: indexes made before are then made anew."""
BREAK: Final = "。"
"""Stands for any mark, so that no phrase goes over one."""

_HAN: Final = "㐀-䶿一-鿿豈-﫿𠀀-𯿿"
_SIGN: Final = re.compile(rf"[a-z0-9]+|[{_HAN}]|\S")
_RUN: Final = re.compile(rf"[{_HAN}]{{2,}}")
# One sign for one, so that offsets into the folded text are offsets into the text.
_FULL_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_LOWER: Final = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def version() -> str:
    """Changes when texts are cut otherwise than before."""
    from importlib.metadata import version as installed

    return hashlib.sha256(f"{_FORM} {installed('jieba')} ".encode() + _WORDS.read_bytes()).hexdigest()[:16]


def folded(text: str) -> str:
    """``text`` with the same number of code points: simplified characters, half-width and small letters."""
    return simplify(text.translate(_FULL_WIDTH)).translate(_LOWER)


def signs(text: str) -> list[str]:
    """The signs of ``text``: each Chinese character, each run of letters and digits; ``BREAK`` for other marks."""
    found = _SIGN.findall(folded(text))
    return [sign if sign.isalnum() else BREAK for sign in found]


def words(text: str) -> list[str]:
    """The words in ``text`` of two characters and more, those within longer ones too."""
    return [word for run in _RUN.findall(folded(text)) for word in _words_of(run)]


@lru_cache(maxsize=65536)  # what a directive says stands in the running text once more
def _words_of(run: str) -> tuple[str, ...]:
    return tuple(word for word in _tokenizer().cut_for_search(run, HMM=False) if len(word) > 1)


def parts(term: str) -> Iterator[tuple[str, bool]]:
    """What ``term`` is made of, each with whether it is a word of two characters or more.

    Compounds are taken apart: 供水管网 is found in 供水老旧管网.
    """
    for run in re.findall(rf"[{_HAN}]+|[a-z0-9]+", folded(term)):
        if _RUN.fullmatch(run):
            for word in _tokenizer().cut(run, HMM=False):
                yield from ((piece, len(piece) > 1) for piece in _halves(word))
        else:
            yield run, False


def _halves(word: str) -> list[str]:
    """``word`` in words of two characters each, where all of these are words; else whole."""
    halves = [word[at : at + 2] for at in range(0, len(word), 2)]
    known = _tokenizer().FREQ
    return halves if len(word) > 3 and len(word) % 2 == 0 and all(known.get(half) for half in halves) else [word]


@cache
def _tokenizer() -> Tokenizer:
    """jieba's dictionary with our words. Its own object: the shared one serves ``kg.following.likeness``, without our words."""
    with warnings.catch_warnings():
        # jieba 0.42 is older than the rules for escapes in strings that Python now warns about.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for cells, _ in rows(_WORDS):
        tokenizer.add_word(cells[0])
    return tokenizer

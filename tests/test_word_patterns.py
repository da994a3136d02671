"""Patterns that are declared over words of a table: what the places in them stand for, and that all of them can be made."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import SimpleNamespace

import pytest

import kg
from kg.pipeline import knowledge
from kg.word_patterns import (
    WordPatterns,
    characters,
    each,
    first_characters,
    last_characters,
    part,
    pattern,
    word_set,
    words,
)

_TABLES = SimpleNamespace(
    posts={
        "head": ("县长", "长"),
        "more": ("研究", "网"),
        "longer": ("研究院",),
        "spaced": ("时间",),
        "one": ("甲", "乙"),
    },
    others={"kept": ("局",)},
    plain={"例会": "", "全会": ""},
)


class _Words(WordPatterns, table="posts"):
    any = pattern("‹head›")
    several = pattern("‹head + more›")
    kept = pattern("‹more but longer›")
    spaced = pattern("‹spaced, spaced›")
    flat = pattern("x|‹one, flat›")
    of_other = pattern("‹others/kept›|‹plain/*›")
    unlike = pattern("‹one, not behind›丙")
    one_of = pattern("[‹one, characters›‹more, begins›‹more, ends›]")
    deputy = part("副?‹head›")
    with_part = pattern("‹:deputy›$")
    with_pattern = pattern("^‹:with_part›")
    each_head = each("head", "(?=‹one›)")
    of_each = pattern("‹:each_head›")
    listed = words("more", "one")
    found = word_set("one")
    alone = characters("one", "more")
    begin = first_characters("more", beside="在")
    end = last_characters("more")


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("any", "县长、长江", ["县长", "长"]),
        ("several", "长研究", ["长", "研究"]),
        ("kept", "研究院、研究土地、网", ["研究", "网"]),
        ("spaced", "时 间、时间、时", ["时 间", "时间"]),
        ("flat", "x甲丙", ["x", "甲"]),
        ("of_other", "局例会", ["局", "例会"]),
        ("unlike", "甲丙、丁丙", ["丙"]),
        ("one_of", "甲研究网丁", ["甲", "研", "究", "网"]),
        ("with_part", "县长副县长", ["副县长"]),
        ("with_pattern", "副县长", ["副县长"]),
        ("of_each", "县长甲、县长丁", ["县长"]),
    ],
)
def test_a_place_stands_for_words(name: str, text: str, found: list[str]) -> None:
    assert getattr(_Words(_TABLES), name).findall(text) == found


def test_words_are_had_as_they_stand_and_by_their_characters() -> None:
    own = _Words(_TABLES)
    assert own.listed == ("研究", "网", "甲", "乙")
    assert own.found == {"甲", "乙"}
    assert own.alone == {"甲", "乙", "网"}
    assert own.begin == {"研", "网", "在"}
    assert own.end == {"究", "网"}


def test_a_value_is_made_once() -> None:
    own = _Words(_TABLES)
    assert own.any is own.any
    assert "several" not in vars(own)


def test_what_is_not_declared_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="nobody"):
        getattr(_Words(_TABLES), "nobody")  # noqa: B009  (it is what is asked of it)


def rooms() -> list[type[WordPatterns]]:
    for module in walk_packages(kg.__path__, "kg."):
        if module.name.endswith(("_words", "marks", "lexicon_index", "superiors")):
            import_module(module.name)
    return [room for room in WordPatterns.__subclasses__() if room.__module__.startswith("kg.")]


def values() -> Iterator[tuple[str, type[WordPatterns], str]]:
    for room in rooms():
        for name in (*room._declared, *(name for name, value in vars(room).items() if hasattr(value, "attrname"))):
            yield f"{room.__name__}.{name}", room, name


@pytest.mark.parametrize(("room", "name"), [pytest.param(room, name, id=where) for where, room, name in values()])
def test_every_value_can_be_made(room: type[WordPatterns], name: str) -> None:
    """A kind that no word has, a part that there is not, or a faulty pattern shows at its first use only."""
    shipped = knowledge()
    source = shipped.register if room.__module__.startswith("kg.names") else shipped.lexicon
    assert getattr(room(source), name) is not None

"""Patterns that are compiled when first used."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import kg
from kg.patterns import any_but, lazy

ROOMS = ("kg.scan", "kg.structure", "kg.fields", "kg.mentions", "kg.agenda", "kg.directives", "kg.names", "kg.scope")


def lazy_patterns() -> list[tuple[str, object]]:
    """Every lazy pattern of the text rooms, with where it stands."""
    modules = [import_module(m.name) for m in walk_packages(kg.__path__, "kg.") if m.name.startswith(ROOMS)]
    return [(f"{m.__name__}.{n}", v) for m in modules for n, v in vars(m).items() if type(v) is type(lazy(""))]


def test_a_lazy_pattern_finds_what_the_compiled_one_finds() -> None:
    pattern, plain = lazy("[一-鿿]{2}局"), re.compile("[一-鿿]{2}局")
    for method in ("match", "search", "fullmatch"):
        for text in ("财政局", "县财政局", "局"):
            found, expected = getattr(pattern, method)(text), getattr(plain, method)(text)
            assert (found and found.span()) == (expected and expected.span())
    assert [m[0] for m in pattern.finditer("财政局、民政局")] == ["财政局", "民政局"]
    assert pattern.sub("某局", "财政局") == "某局"


def test_a_word_is_none_where_a_longer_one_begins() -> None:
    pattern = re.compile(any_but(("研究", "组织", "统筹安排", "统筹"), ("研究院", "研究所", "组织部", "统筹城乡")))
    assert pattern.findall("研究土地；研究院；统筹城乡；统筹安排；统筹；组织部、组织") == [
        "研究",
        "统筹安排",
        "统筹",
        "组织",
    ]
    assert re.fullmatch(any_but(("网",), ("网络",)), "网") is not None


def test_it_has_no_methods_that_it_does_not_promise() -> None:
    with pytest.raises(AttributeError):
        lazy("一").split("一二")


@pytest.mark.parametrize(
    ("where", "pattern"), lazy_patterns(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_lazy_pattern_compiles(where: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search("") is None or where


def test_there_are_lazy_patterns() -> None:
    assert lazy_patterns()

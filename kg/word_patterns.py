"""Patterns over the words of a table, each declared once, beside what it reads. (词表句式)

A room's patterns are a class over one table of words (``lexicons/*.tsv``), and ``‹…›`` in a pattern stands for words of it::

    class PostWords(WordPatterns, table="person_names"):
        rank = part("(?:‹post-rank›副?)")
        post = pattern("‹:rank›?‹post but post-yet›[一-鿿]{2,3}")  # 县长赵一山; not 县长办公会
        led_by = words("led-by")  # stand before 领导 where names follow

``‹kind›``                one of the words of this kind, the longest first
``‹one + other›``         of these kinds
``‹kind but longer›``     where no word of the second kind begins: 研究, and not 研究院
``‹table/kind›``          of another table; ``‹table/*›``, all words of one that has no kinds
``‹kind, flat›``          without brackets around them all, for the top of a pattern
``‹kind, spaced›``        with any space between their characters: 时 间
``‹kind, behind›``         one of the words stands right before; ``‹kind, not behind›``: none of them
``‹kind, characters›``     the words of one character, for ``[…]``; ``begins``, ``ends``: the first or last characters of all
``‹:name›``               a part or pattern of this class

A value is made when it is first asked for: few notices need all patterns, and compiling ``[一-鿿]`` takes Python 3.11 a
millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import ClassVar, Final, Self, cast

from kg.patterns import any_but, any_of, each_before, either

_PLACE: Final = re.compile("‹([^‹›]*)›")
_Make = Callable[["WordPatterns"], object]


class _Declared:
    """What a class says of one of its values: how it is made of the words, and by which template, where there is one."""

    def __init__(self, make: _Make, template: str = "") -> None:
        self.make = make
        self.template = template
        self.name = ""

    def __set_name__(self, _: type, name: str) -> None:
        self.name = name

    def __get__(self, patterns: WordPatterns | None, own: type) -> object:
        """Makes the value, which is a plain attribute from then on."""
        if patterns is None:
            return self
        made = self.make(patterns)
        setattr(patterns, self.name, made)
        with suppress(AttributeError):  # another thread has made it, too
            delattr(own, self.name)
        return made


def pattern(template: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern. Raises re.error or KeyError at its first use if faulty; ``tests/test_word_patterns.py`` uses all."""
    return cast("re.Pattern[str]", _Declared(lambda own: re.compile(own.filled(template), flags), template))


def part(template: str) -> str:
    """A part of patterns, which stands in them as ``‹:name›``."""
    return cast("str", _Declared(lambda own: own.filled(template), template))


def each(kinds: str, rest: str) -> str:
    """A part: each word of ``kinds`` (``one + other``) with the pattern ``rest`` behind it, without brackets around them all."""
    return cast(
        "str", _Declared(lambda own: each_before(own.of(*kinds.split(" + ")), own.filled(rest)), f"‹{kinds}›{rest}")
    )


def words(*kinds: str) -> tuple[str, ...]:
    """The words of ``kinds``, kind after kind, each the longest first."""
    return cast("tuple[str, ...]", _Declared(lambda own: own.of(*kinds), _named(kinds)))


def word_set(*kinds: str) -> frozenset[str]:
    """The same, for looking words up in them."""
    return cast("frozenset[str]", _Declared(lambda own: frozenset(own.of(*kinds)), _named(kinds)))


def characters(*kinds: str) -> frozenset[str]:
    """Those of the words that are one character."""
    return cast(
        "frozenset[str]",
        _Declared(lambda own: frozenset(word for word in own.of(*kinds) if len(word) == 1), _named(kinds)),
    )


def first_characters(*kinds: str, beside: str = "") -> frozenset[str]:
    """The first characters of the words of ``kinds``, and those of ``beside``: looked at before a pattern is tried."""
    return cast(
        "frozenset[str]",
        _Declared(lambda own: frozenset([*(word[0] for word in own.of(*kinds)), *beside]), _named(kinds)),
    )


def last_characters(*kinds: str, beside: str = "") -> frozenset[str]:
    """The last ones."""
    return cast(
        "frozenset[str]",
        _Declared(lambda own: frozenset([*(word[-1] for word in own.of(*kinds)), *beside]), _named(kinds)),
    )


def _named(kinds: tuple[str, ...]) -> str:
    return "".join(f"‹{kind}›" for kind in kinds)


class WordPatterns:
    """The base of such a class. ``source`` has the tables as attributes: a ``Lexicon``, or a ``Register``."""

    _table: ClassVar[str]
    _declared: ClassVar[Mapping[str, _Declared]]

    def __init__(self, source: object) -> None:
        self._source = source

    def __new__(cls, *_: object) -> Self:
        """An object with a class of its own, which has the values that are still to be made and loses each as it is made: an
        attribute that its class has too, or a class with ``__getattr__``, costs ten times as much at each use."""
        own = type(cls.__name__, (cls,), dict(cls._declared))
        return cast("Self", object.__new__(own))

    def __init_subclass__(cls, *, table: str = "") -> None:
        if not table:
            return  # the class of one object
        cls._table = table
        cls._declared = {name: value for name, value in vars(cls).items() if isinstance(value, _Declared)}
        for name in cls._declared:
            delattr(cls, name)

    def of(self, *kinds: str) -> tuple[str, ...]:
        """The words of ``kinds``; of another table, as ``table/kind``."""
        return tuple(word for kind in kinds for word in self._words(kind))

    def _words(self, kind: str) -> Iterator[str]:
        table, _, name = kind.rpartition("/")
        kinds = getattr(self._source, table or type(self)._table)
        yield from kinds if name == "*" else kinds[name]

    def filled(self, template: str) -> str:
        """``template`` with words in place of ``‹…›``."""
        return _PLACE.sub(lambda place: self._filling(place[1]), template)

    def _filling(self, what: str) -> str:
        if what.startswith(":"):
            named = getattr(self, what[1:])
            return cast("str", named.pattern if isinstance(named, re.Pattern) else named)
        kinds, _, form = what.partition(", ")
        kept, _, longer = kinds.partition(" but ")
        found = self.of(*kept.split(" + "))
        if longer:
            return any_but(found, self.of(*longer.split(" + ")))
        return _FORMS[form](found)


_FORMS: Final[Mapping[str, Callable[[tuple[str, ...]], str]]] = {
    "": any_of,
    "flat": either,
    "spaced": lambda found: any_of(found, spaced=True),
    "flat spaced": lambda found: either(found, spaced=True),
    "behind": lambda found: f"(?:{'|'.join(f'(?<={re.escape(word)})' for word in found)})",
    "not behind": lambda found: "".join(f"(?<!{word})" for word in found),
    "characters": lambda found: "".join(word for word in found if len(word) == 1),
    "begins": lambda found: "".join(sorted({word[0] for word in found})),
    "ends": lambda found: "".join(sorted({word[-1] for word in found})),
}

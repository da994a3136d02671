"""Sentences for people. They are English, and know of what they were made, so that they can be said in other words at the edge.

A message is its English text: it can be written into a report, compared, and handed from process to process. Only the command
line (``kg.cli.language``) says it in the user's language; the catalogues in ``kg/locale`` are gettext's. What is counted, or is
a message itself, is said anew there, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

Value = str | int | float


class Words(Protocol):
    """A catalogue, as ``gettext.GNUTranslations`` is one."""

    def gettext(self, message: str, /) -> str:
        """``message`` in the catalogue's language, itself where it is not in there."""

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """The form for ``count`` things."""


class Message(str):
    """An English sentence or a part of one, with the template and the values that it was made of."""

    __slots__ = ("_many", "_template", "_values")

    _template: str
    _many: str | None
    _values: Mapping[str, Value]

    def __new__(cls, template: str, many: str | None, values: Mapping[str, Value]) -> Message:
        """``template`` with ``values`` put in; ``many`` is the plural where ``values`` has a ``count`` that is not 1."""
        chosen = template if many is None or values["count"] == 1 else many
        made = super().__new__(cls, chosen.format_map(values))
        made._template, made._many, made._values = template, many, values
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Message, (self._template, self._many, dict(self._values))

    def said(self, words: Words) -> str:
        """This in the language of ``words``."""
        count = self._values.get("count")
        if self._many is not None and isinstance(count, int):
            template = words.ngettext(self._template, self._many, count)
        else:
            template = words.gettext(self._template)
        return template.format_map({name: said(value, words) for name, value in self._values.items()})


class _Joined(Message):
    """Parts that stand one behind the other."""

    __slots__ = ("_between", "_parts")

    _between: str
    _parts: tuple[str, ...]

    def __new__(cls, between: str, parts: tuple[str, ...]) -> _Joined:
        made = str.__new__(cls, between.join(parts))
        made._between, made._parts = between, parts
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return _Joined, (self._between, self._parts)

    def said(self, words: Words) -> str:
        """The parts in the language of ``words``, with what parts them there."""
        between = words.gettext(self._between)
        return between.join(str(said(part, words)) for part in self._parts)


def message(template: str, /, **values: object) -> Message:
    """The sentence ``template`` with ``values`` in its places (``str.format``). An error among them is what it says."""
    return Message(template, None, {name: _value(value) for name, value in values.items()})


def plural(one: str, many: str, count: int, /, **values: object) -> Message:
    """``one`` for a single thing, else ``many``; both may name ``{count}`` and ``values``."""
    return Message(one, many, {"count": count, **{name: _value(value) for name, value in values.items()}})


COMMA: Final = ", "
SEMICOLON: Final = "; "


def joined(parts: Iterable[str], between: str = COMMA) -> Message:
    """The parts in one, messages or names; ``between`` is ``COMMA`` or ``SEMICOLON``, which other languages write otherwise."""
    return _Joined(between, tuple(parts))


def said(value: Value, words: Words) -> Value:
    """``value`` in the language of ``words`` where it is a message; all else as it is."""
    return value.said(words) if isinstance(value, Message) else value


def _value(value: object) -> Value:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, BaseException) and value.args and isinstance(value.args[0], Message):
        return value.args[0]
    return str(value)

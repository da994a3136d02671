"""What has to be done to a query before a server is asked it: values bound, prefixes declared, pages asked for.

Over the SPARQL protocol variables cannot be bound, as Oxigraph binds them (``substitutions``). A ``VALUES`` block at the
head of the outermost group says the same in SPARQL 1.1; terms are written into it as RDF terms with all escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from kg.sparql_text import TOKEN

if TYPE_CHECKING:
    from kg.source import Object

_PATTERNS: Final = Path(__file__).parent / "patterns"
Kind = Literal["select", "ask", "construct", "describe"]
_KINDS: Final = ("select", "ask", "construct", "describe")
_SUMS: Final = frozenset(("count", "sum", "min", "max", "avg", "sample", "group_concat"))
TOKEN_OF_VARIABLE: Final = re.compile(r"[?$]\w")
_OPENING: Final = {"{": 1, "}": -1, "(": 1, ")": -1}


@dataclass(frozen=True, slots=True)
class Form:
    """A query, and where its parts begin. Offsets are code points into ``text``.

    ``group``: just after the brace that opens its pattern, None where it has none (DESCRIBE <…>). ``froms``: spans of
    its FROM clauses. ``ordered``: whether the order of its rows is said. ``single``: whether a SELECT has one row at most,
    since it sums all up (``COUNT`` and the like) without groups. ``template``: the inside of the braces after
    CONSTRUCT, None where it stands in the pattern itself or there is none. ``end``: where the pattern ends.
    """

    text: str
    kind: Kind
    start: int
    group: int | None
    froms: tuple[tuple[int, int], ...]
    ordered: bool
    single: bool
    prefixes: frozenset[str]
    template: tuple[int, int] | None = None
    end: int | None = None


def parsed(text: str) -> Form:
    """The parts of ``text``. Raises SyntaxError where it is no query at all; what is wrong inside it a server says."""
    reader = _Reader()
    for token in TOKEN.finditer(text):
        if token["comment"] is None and not token[0].isspace():
            reader.take(token)
    if reader.kind is None:
        raise SyntaxError("it is no SELECT, ASK, CONSTRUCT or DESCRIBE")
    return Form(
        text,
        reader.kind,
        reader.start,
        reader.group,
        tuple(reader.froms),
        reader.ordered,
        reader.sums and not reader.groups,
        frozenset(reader.declared),
        reader.template,
        reader.end,
    )


@cache
def pattern(name: str) -> Form:
    """The query ``patterns/NAME.rq`` beside this module, by which servers are asked for quads and numbers."""
    return parsed((_PATTERNS / f"{name}.rq").read_text(encoding="utf-8"))


class _Reader:
    """Goes through the tokens of a query once."""

    def __init__(self) -> None:
        self.kind: Kind | None = None
        self.start = 0
        self.group: int | None = None
        self.froms: list[tuple[int, int]] = []
        self.ordered = self.sums = self.groups = False
        self.declared: set[str] = set()
        self._depth = self._braces = 0
        self.template: tuple[int, int] | None = None
        self.end: int | None = None
        self._template = False  # a brace opens the template of a CONSTRUCT, not its pattern
        self._from: int | None = None
        self._word = ""

    def take(self, token: re.Match[str]) -> None:
        word = (token["letters"] or "").lower()
        if self._depth == 0:
            self._at_top(token, word)
        elif self.kind == "select" and self.group is None and not self._braces:
            self.sums |= word in _SUMS
        depth = _OPENING.get(token[0], 0) if token["other"] is not None else 0
        if depth > 0 and token[0] == "{" and self._depth == 0:
            self._opened(token.end())
        self._depth += depth
        self._braces += depth if token[0] in "{}" else 0
        if depth < 0 and token[0] == "}" and self._depth == 0:
            self._closed(token.start())
        self._word = word

    def _at_top(self, token: re.Match[str], word: str) -> None:
        if self.kind is None and self._word == "prefix" and token["local"] is not None:
            self.declared.add(token["word"])
        elif self.kind is None and word in _KINDS:
            self.kind, self.start = cast("Kind", word), token.start()
            self._template = word == "construct"
        elif self.group is None and word == "from":
            self._from, self._template = token.start(), False
        elif self._from is not None and (token["iri"] is not None or token["local"] is not None):
            self.froms.append((self._from, token.end()))
            self._from = None
        elif word == "where":
            self._template = False
        elif self.group is not None:
            self.ordered |= word == "order"
            self.groups |= word == "group"

    def _opened(self, end: int) -> None:
        if self._template:
            self._template = False
            self.template = (end, end)
        elif self.kind is not None and self.group is None:
            self.group = end

    def _closed(self, start: int) -> None:
        if self.group is not None:
            self.end = start if self.end is None else self.end
        elif self.template is not None:
            self.template = (self.template[0], start)


def bound(form: Form, values: Mapping[str, Sequence[Object]]) -> str:
    """The query with each variable of ``values`` allowed to be one of these terms only.

    Raises SyntaxError where the query has no pattern to bind them in.
    """
    if not values:
        return form.text
    if form.group is None:
        raise SyntaxError("it has no pattern whose variables could be given values")
    blocks = "".join(f" VALUES ?{name} {{ {' '.join(map(str, terms))} }}" for name, terms in values.items())
    return f"{form.text[: form.group]}{blocks} {form.text[form.group :]}"


def with_prefixes(form: Form, prefixes: Mapping[str, str]) -> str:
    """The query after declarations of those ``prefixes`` that it uses and does not declare."""
    used = {token["word"] for token in TOKEN.finditer(form.text) if token["local"] is not None}
    missing = sorted(used & prefixes.keys() - form.prefixes)
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in missing) + form.text


def page(form: Form, columns: Sequence[str], offset: int, total: int, *, sort: bool) -> str:
    """A query for the rows of a SELECT from number ``offset`` on, of ``total``, as many as the server gives.

    ``sort``: put the rows into an order by all ``columns`` first, for a query that says none: without one two pages may
    overlap. The sorting stands in a query inside: there no server limits it to as many rows as it gives.
    """
    names = " ".join(f"?{name}" for name in columns)
    part = f"LIMIT {total - offset} OFFSET {offset}"  # Virtuoso takes no offset without a limit
    rows = f"{{\n{_inside(form)}\n}}"
    if sort:
        rows = f"{{ SELECT {names} WHERE {{ {rows} }} ORDER BY {names} }}"
    return f"{_outside(form, names)} WHERE {{ {rows} }} {part}"


def count(form: Form) -> str:
    """A query for the number of rows (``?n``) of a SELECT."""
    return f"{_outside(form, '(COUNT(*) AS ?n)')} WHERE {{ {{\n{_inside(form)}\n}} }}"


def as_select(form: Form) -> str:
    """A query for the rows that a CONSTRUCT or DESCRIBE with a pattern is made from."""
    after = form.text[form.template[1] + 1 :] if form.template is not None else _after_name(form)
    return f"{form.text[: form.start]}SELECT * {after}"


def template_of(form: Form) -> str:
    """What a CONSTRUCT makes of each row; in its short form the pattern itself."""
    start, end = form.template if form.template is not None else (form.group or 0, form.end)
    return form.text[start:end]


def constructed(form: Form, columns: Sequence[str], rows: Iterable[Sequence[Object | None]]) -> str:
    """The CONSTRUCT over ``rows`` that are known, for which no server is needed."""
    names = " ".join(f"?{name}" for name in columns)
    values = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    template = f"CONSTRUCT {{ {template_of(form)}\n}}"
    return f"{form.text[: form.start]}{template} WHERE {{ VALUES ({names}) {{ {values} }} }}"


def described(form: Form) -> list[str] | None:
    """The variables whose things a DESCRIBE is about; None for all of them (``*``)."""
    heads = list(TOKEN.finditer(form.text, form.start, form.group or len(form.text)))
    return None if any(token[0] == "*" for token in heads) else [t["variable"][1:] for t in heads if t["variable"]]


def _after_name(form: Form) -> str:
    """What follows the first word of the query and what it names."""
    if form.kind != "describe" or form.group is None:
        return form.text[form.start + len(form.kind) :]
    froms = " ".join(form.text[start:end] for start, end in form.froms)
    return f"{froms} WHERE {{{form.text[form.group :]}"


def _outside(form: Form, columns: str) -> str:
    """Prologue and clauses on the dataset, which a query inside another may not have."""
    froms = " ".join(form.text[start:end] for start, end in form.froms)
    return f"{form.text[: form.start]}SELECT {columns} {froms}"


def _inside(form: Form) -> str:
    return "".join(_pieces(form))


def _pieces(form: Form) -> Iterator[str]:
    at = form.start
    for start, end in form.froms:
        yield form.text[at:start]
        at = end
    yield form.text[at:]

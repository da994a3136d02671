"""A query with what the user wrote for its variables: a shipped one, or SPARQL of the user's own. (提问)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import UsageError
from kg.messages import joined, message
from kg.query.parameters import ParameterKind, kind_written
from kg.query.shipped import ShippedQuery


@dataclass(frozen=True, slots=True)
class Question:
    """A query ready to be asked, with what the user wrote for its variables, each to be read as a kind of value.

    ``hidden`` columns (the parameters of a shipped query) are left out of the answer.
    """

    text: str
    values: Mapping[str, tuple[ParameterKind, str]]
    hidden: frozenset[str] = frozenset()
    for_servers: str | None = None  # where it is another text
    shipped: bool = False  # its graphs are to be those of the store's own base
    index: str | None = None  # as in ``ShippedQuery``
    table: tuple[str, ...] = ()  # as in ``ShippedQuery``


def question_of(shipped: ShippedQuery, values: Mapping[str, str]) -> Question:
    """``shipped`` with its parameters set to ``values``.

    Raises UsageError where a parameter is missing or unknown.
    """
    known = {parameter.name: parameter for parameter in shipped.parameters}
    for name in values:
        if name not in known:
            takes = joined(known) or message("none")
            raise UsageError(
                message(
                    "The query {query} has no parameter {name!r}; it takes: {takes}.",
                    query=shipped.name,
                    name=name,
                    takes=takes,
                )
            )
    for parameter in shipped.parameters:
        if not parameter.optional and parameter.name not in values:
            raise UsageError(
                message(
                    "The query {query} needs a value for {parameter} ({note}): -p {parameter}=VALUE.",
                    query=shipped.name,
                    parameter=parameter.name,
                    note=parameter.note,
                )
            )
    return Question(
        shipped.text,
        {name: (known[name].kind, value) for name, value in values.items()},
        frozenset(known),
        shipped.for_servers,
        True,
        shipped.index,
        shipped.table,
    )


def free_question(text: str, values: Mapping[str, str]) -> Question:
    """SPARQL of the user's own; ``values`` bind its variables: IRIs, dates, whole numbers as such, the rest as text."""
    return Question(text, {name.lstrip("?$"): (kind_written(value), value) for name, value in values.items()})

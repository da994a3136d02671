"""What the user writes for a parameter or variable of a query, as a term: names, days, numbers, text. (查询参数)"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

from kg.errors import UsageError
from kg.lookup import SHIPPED, Names, one_called
from kg.messages import message
from kg.query.doubt_notes import doubt_called
from kg.source import Source
from kg.vocab import XSD

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, NamedNode, Triple
    from pyoxigraph import Literal as OxLiteral

    Value = NamedNode | BlankNode | OxLiteral | Triple

ParameterKind = Literal["agency", "document", "meeting", "notice", "date", "doubt", "text", "integer", "iri"]
_DATE: Final = re.compile(
    r"([0-9]{4})(?:([0-9]{2})([0-9]{2})|-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})"
    r"|\.([0-9]{1,2})\.([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号])"
)
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")


def kind_written(value: str) -> ParameterKind:
    """The kind of value that ``value`` looks like, for variables of which nobody has said it."""
    if re.match(r"<?[a-z][a-z0-9+.-]*:\S+$", value):
        return "iri"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return "date"
    return "integer" if _INTEGER.fullmatch(value) else "text"


def term_of(kind: ParameterKind, value: str, opened: Source, names: Names = SHIPPED) -> Value:
    """The RDF term that ``value`` stands for; names of things are looked up in the store (``kg.lookup``).

    Raises UsageError where it is not of that kind, InputError where nothing, or more than one thing, has that name.
    """
    from pyoxigraph import Literal as OxLiteral
    from pyoxigraph import NamedNode

    if kind == "text":
        return OxLiteral(value)
    if kind == "doubt":
        return OxLiteral(doubt_called(value))
    if kind == "integer":
        if not _INTEGER.fullmatch(value):
            raise UsageError(message("{value!r} is not a whole number.", value=value))
        return OxLiteral(value, datatype=NamedNode(XSD.integer))
    if kind == "date":
        return OxLiteral(iso_date(value), datatype=NamedNode(XSD.date))
    if kind == "iri":
        try:
            return NamedNode(value.removeprefix("<").removesuffix(">"))
        except ValueError:
            raise UsageError(message("{value!r} is not an IRI.", value=value)) from None
    return NamedNode(one_called(kind, value, opened, names))


def iso_date(value: str) -> str:
    """The day that ``value`` names, as 2023-11-09: written so, with no leading zeros, with / or ., or as 2023年11月9日.

    Raises UsageError where it is no such date, or a day that no calendar has.
    """
    written = _DATE.fullmatch("".join(unicodedata.normalize("NFKC", value).split()))
    try:
        if written is None:
            raise ValueError(value)
        return datetime.date(*(int(part) for part in written.groups() if part is not None)).isoformat()
    except ValueError:
        raise UsageError(
            message("{value!r} is not a date; write it like 2023-11-09 or 2023年11月9日.", value=value)
        ) from None

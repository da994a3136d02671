"""What the user writes for a parameter or variable of a query, as a term: names, days, numbers, text. (查询参数)"""

from __future__ import annotations

import datetime
import re
import unicodedata
from calendar import monthrange
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

ParameterKind = Literal[
    "agency", "document", "meeting", "notice", "date", "first_day", "last_day", "doubt", "text", "integer", "iri"
]
"""``first_day`` and ``last_day`` are dates that begin and end a period: a month or a year stands for its own."""
_DATE: Final = re.compile(
    r"([0-9]{4})(?:([0-9]{2})([0-9]{2})|-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})"
    r"|\.([0-9]{1,2})\.([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号])"
)
_MONTH: Final = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})|年(?:([0-9]{1,2})月份?)?)?")
"""A month or a year: 2024-06, 2024/6, 2024年6月, 2024年, 2024."""
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
    if kind == "first_day":
        return OxLiteral(first_day(value), datatype=NamedNode(XSD.date))
    if kind == "last_day":
        return OxLiteral(last_day(value), datatype=NamedNode(XSD.date))
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
    day = _day(value)
    if day is None:
        raise UsageError(message("{value!r} is not a date; write it like 2023-11-09 or 2023年11月9日.", value=value))
    return day.isoformat()


def first_day(value: str) -> str:
    """The day on which the period from ``value`` on begins: a day as ``iso_date`` reads it, or the first of a month or a year.

    Raises UsageError where it is none of these.
    """
    return _day_or_bound(value, last=False).isoformat()


def last_day(value: str) -> str:
    """The day on which the period up to ``value`` ends: a day as ``iso_date`` reads it, or the last of a month or a year.

    Raises UsageError where it is none of these.
    """
    return _day_or_bound(value, last=True).isoformat()


def days_of(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last day of a period, each None where nothing is given. Raises UsageError as these do."""
    return None if since is None else first_day(since), None if until is None else last_day(until)


def _day_or_bound(value: str, *, last: bool) -> datetime.date:
    found = _day(value) or _bound(value, last=last)
    if found is None:
        raise UsageError(
            message(
                "{value!r} is not a date; write it like 2023-11-09, 2023年11月9日, 2023年11月 or 2023年.",
                value=value,
            )
        )
    return found


def _day(value: str) -> datetime.date | None:
    written = _DATE.fullmatch(_plain(value))
    try:
        return None if written is None else datetime.date(*(int(part) for part in written.groups() if part is not None))
    except ValueError:
        return None


def _bound(value: str, *, last: bool) -> datetime.date | None:
    """The first or the last day of the month or year ``value``; None where it is neither."""
    written = _MONTH.fullmatch(_plain(value))
    if written is None:
        return None
    year, month = int(written[1]), written[2] or written[3]
    of = int(month) if month else 12 if last else 1
    try:
        return datetime.date(year, of, monthrange(year, of)[1] if last else 1)
    except ValueError:
        return None


def _plain(value: str) -> str:
    """``value`` without blanks, its digits and marks in the narrow form."""
    return "".join(unicodedata.normalize("NFKC", value).split())

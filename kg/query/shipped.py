"""The shipped queries in ``kg/queries``: what each answers, which parameters it takes, and its text. (内置查询)

A shipped query begins with comments that say what it answers and which parameters it takes::

    # zh: 某单位收到了哪些要求
    # en: What an agency was told to do
    # param agency (agency): the agency, by IRI or name
    # param since (date, optional): first day
    # table: date meetingLabel quote source start end

What a parameter is, is a message: its Chinese stands in the catalogue. The last line says which columns a table shows; all
other formats have every column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from kg.errors import UsageError
from kg.messages import Message, message
from kg.nearest import nearest_told
from kg.query.parameters import ParameterKind

FOLDER: Final = Path(__file__).parent.parent / "queries"
_PARAMETER: Final = re.compile(r"# param (\w+) \((\w+)(, optional)?\): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a shipped query takes. ``kind`` says how what the user writes becomes a term."""

    name: str
    kind: ParameterKind
    optional: bool
    note: Message


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A query of ours: its name, what it answers in Chinese and English, and its text.

    ``for_servers`` asks the same of SPARQL servers: another text only where ``kg/queries/servers`` has one, since the form
    that Oxigraph answers fast is one that a server answers wrongly.
    """

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str
    for_servers: str
    index: str | None = None  # what the index beside a store has worked out of it (``kg.index.answers``)
    table: tuple[str, ...] = ()  # the columns that people read; none means all


def shipped_queries() -> tuple[ShippedQuery, ...]:
    """All shipped queries, by name."""
    return tuple(_parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.rq")))


def shipped_query(name: str) -> ShippedQuery:
    """The shipped query ``name``. Raises UsageError with the names there are."""
    path = FOLDER / f"{name}.rq"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        names = [path.stem for path in sorted(FOLDER.glob("*.rq"))]
        raise UsageError(
            message(
                "There is no shipped query {name!r}; {hint}there are: {names} (or give SPARQL, or -f FILE).",
                name=name,
                hint=nearest_told(name, names),
                names=", ".join(names),
            )
        )
    return _parse(name, path.read_text(encoding="utf-8"))


def _parse(name: str, text: str) -> ShippedQuery:
    said = dict(re.findall(r"^# (zh|en): (.+)$", text, re.MULTILINE))
    parameters = tuple(
        Parameter(match[1], cast("ParameterKind", match[2]), match[3] is not None, message(match[4]))
        for match in map(_PARAMETER.fullmatch, text.splitlines())
        if match is not None
    )
    for_servers = FOLDER / "servers" / f"{name}.rq"
    other = for_servers.read_text(encoding="utf-8") if for_servers.is_file() else text
    index = re.search(r"^# index: (\w+)$", text, re.MULTILINE)
    table = re.search(r"^# table: (.+)$", text, re.MULTILINE)
    return ShippedQuery(
        name,
        said["zh"],
        said["en"],
        parameters,
        text,
        other,
        None if index is None else index[1],
        () if table is None else tuple(table[1].split()),
    )

"""Foreign identities: what a table that the user brings names, each once, with all the names and codes it is given there.

Rows that cannot be used are refused one by one, with the line they stand in. Several rows with one IRI are one thing: that is
how a query with several values for one thing answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import InputError
from kg.iris import foreign_iri, wikidata_iri
from kg.linking import columns
from kg.linking.keys import one_line
from kg.linking.triples import ENDINGS, is_rdf, statements
from kg.messages import message
from kg.nearest import nearest_told
from kg.read.options import ReadOptions
from kg.read.records import Record, read_table
from kg.tables import unguarded

MOST_ROWS: Final = 2_000_000
"""Things of one table: what is held in memory stays within some gigabytes."""
_LONGEST_NAME: Final = 500
_PARTED: Final = re.compile(r"[|;；\n]|, ")
_FIELDS: Final = ("name", "aliases", "code", "type", "date", "of")


class Refused(NamedTuple):
    """A row that was left out: the line it stands in, and why, in words that follow it."""

    line: int
    what: str


@dataclass(slots=True)
class Foreign:
    """A thing that others name. ``line`` is where it stands first; the first of ``names`` is what it is called."""

    iri: str
    line: int
    names: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    of: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a table brings: things by line, rows that were refused, and how many rows there were."""

    things: tuple[Foreign, ...]
    refused: tuple[Refused, ...]
    rows: int


def read_foreign(path: Path, *, base: str, options: ReadOptions | None = None) -> Brought:
    """The foreign identities in ``path``: CSV, TSV, Excel, JSON lines, Parquet, Turtle or N-Triples.

    ``base``: below it lie the store's own IRIs, which are no foreign ones. Raises InputError where the file cannot be read, has
    no column for the IRI or the name, or holds more than ``MOST_ROWS`` things.
    """
    found: dict[str, Foreign] = {}
    refused: dict[tuple[int, str], Refused] = {}
    rows = 0
    for row in _rows(path, options):
        rows += 1
        taken = _thing(row, base)
        if isinstance(taken, Refused):
            # What RDF says of one thing comes in many statements.
            refused.setdefault((0, row.iri) if is_rdf(path) else (row.line, ""), taken)
        elif (before := found.get(taken.iri)) is not None:
            _join(before, taken)
        elif len(found) == MOST_ROWS:
            raise InputError(
                message(
                    "{path} names more than {most} things: cut it down to the kind and the places that are wanted.",
                    path=path,
                    most=MOST_ROWS,
                )
            )
        else:
            found[taken.iri] = taken
    for thing in [thing for thing in found.values() if not thing.names]:
        del found[thing.iri]
        if not is_rdf(path):  # where much may stand besides: classes, documents about the data
            refused[thing.line, ""] = Refused(thing.line, message("has no name"))
    return Brought(tuple(found.values()), tuple(sorted(refused.values())), rows)


class _Row(NamedTuple):
    """Words by field. ``problem``: why the row cannot be read."""

    line: int
    iri: str
    words: dict[str, list[str]]
    problem: str | None = None


def _rows(path: Path, options: ReadOptions | None) -> Iterator[_Row]:
    if is_rdf(path):
        for number, (iri, field_, word) in enumerate(statements(path), 1):
            yield _Row(number, iri, {field_: [word]})
        return
    table = read_table(path, _is_head, options, others=ENDINGS)
    if table.headings is not None:
        _require(path, table.headings)
    for record in table.rows:
        yield _row(record)


def _is_head(headings: Iterable[str]) -> bool:
    fields = columns.found(headings)
    return "name" in fields and not fields.keys().isdisjoint(("iri", "wikidata"))


def _require(path: Path, headings: tuple[str, ...]) -> None:
    """Return where ``headings`` say which thing a row is about and how it is called; else raise InputError."""
    fields = columns.found(headings)
    for wanted, others in (("iri", ("iri", "wikidata")), ("name", ("name",))):
        if fields.keys().isdisjoint(others):
            names = columns.known(wanted)
            raise InputError(
                message(
                    "{path} has no column for the {field}; {near}call one of its columns {names}.",
                    path=path,
                    field=wanted,
                    near=nearest_told(wanted, headings),
                    names=" / ".join(names[:6]),
                )
            )


def _row(record: Record) -> _Row:
    if record.problem is not None:
        return _Row(record.line, "", {}, record.problem)
    fields = columns.found(record.cells)

    def cell(name: str) -> list[str]:
        return [unguarded(word) for word in record.cells.get(fields.get(name, ""), ())]

    iri = next(iter(cell("iri")), "")
    if not iri and (item := next(iter(cell("wikidata")), "")):
        iri = wikidata_iri(item) or item
    words = {name: cell(name) for name in _FIELDS}
    words["aliases"] = [part for alias in words["aliases"] for part in _PARTED.split(alias)]
    return _Row(record.line, iri, words)


def _thing(row: _Row, base: str) -> Foreign | Refused:
    """What the row names. Refused where its IRI is none, or a name is no name."""
    if row.problem is not None:
        return Refused(row.line, row.problem)
    iri = foreign_iri(row.iri)
    if iri is None:
        return Refused(row.line, _no_iri(row.iri))
    if iri.startswith(base):
        return Refused(row.line, message("names a thing of this store, not a foreign one: {iri}", iri=iri))
    thing = Foreign(iri, row.line)
    for name, words in (
        ("name", thing.names),
        ("aliases", thing.aliases),
        ("code", thing.codes),
        ("type", thing.types),
        ("date", thing.dates),
        ("of", thing.of),
    ):
        for word in row.words.get(name, ()):
            plain = one_line(word)
            if len(plain) > _LONGEST_NAME:
                return Refused(
                    row.line,
                    message(
                        "has {count} characters where the {field} stands, more than {most}",
                        count=len(plain),
                        field=name,
                        most=_LONGEST_NAME,
                    ),
                )
            if plain and plain not in words:
                words.append(plain)
    return thing


def _no_iri(written: str) -> str:
    """Why ``written`` names nothing. Only the heading says whose number a bare Q42 is."""
    if not written:
        return message("has no IRI")
    if wikidata_iri(written) is not None:
        return message("has {item!r} for an IRI: a column of such numbers is called qid or wikidata", item=written)
    return message("has an IRI that is none: {iri!r}", iri=written if len(written) <= 80 else written[:77] + "...")


def _join(before: Foreign, again: Foreign) -> None:
    """Add what another row says of the same thing; a second name is an alias."""
    more = [*again.names, *again.aliases] if before.names else again.aliases
    if not before.names:
        before.names.extend(again.names)
    for kept, new in (
        (before.aliases, more),
        (before.codes, again.codes),
        (before.types, again.types),
        (before.dates, again.dates),
        (before.of, again.of),
    ):
        kept.extend(word for word in new if word not in kept and word not in before.names)

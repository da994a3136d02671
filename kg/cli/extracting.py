"""``kg extract``: one notice, no store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import complain, put, remark
from kg.cli.exits import SOME_FAILED
from kg.cli.options import (
    BaseOption,
    DateColumnOption,
    EncodingOption,
    IdColumnOption,
    InputFormatOption,
    LexiconOption,
    OutputOption,
    PublishedOption,
    PublisherColumnOption,
    RegisterOption,
    TextColumnOption,
    TitleColumnOption,
    UrlColumnOption,
    read_options,
    require_one_day,
)
from kg.errors import InputError, UsageError
from kg.messages import message

if TYPE_CHECKING:
    from kg.model import Notice
    from kg.pipeline import Extraction
    from kg.read import ReadFailure, ReadOptions
    from kg.settings import Settings

FORMATS = ("json", "nquads", "turtle", "trig", "jsonld")


def extract(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, folder, archive, or -.")],
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="Output format: json|nquads|turtle|trig|jsonld.")
    ] = "json",
    output: OutputOption = None,
    lexicon: LexiconOption = None,
    register: RegisterOption = None,
    base_iri: BaseOption = None,
    encoding: EncodingOption = None,
    input_format: InputFormatOption = None,
    text_column: TextColumnOption = None,
    title_column: TitleColumnOption = None,
    date_column: DateColumnOption = None,
    url_column: UrlColumnOption = None,
    publisher_column: PublisherColumnOption = None,
    id_column: IdColumnOption = None,
    published: PublishedOption = None,
) -> None:
    """What a notice says, without a store; several notices give JSON lines."""
    from kg.iris import checked_base
    from kg.settings import Settings

    _require_format(output_format)
    reading = read_options(
        encoding=encoding,
        input_format=input_format,
        text=text_column,
        title=title_column,
        date=date_column,
        url=url_column,
        publisher=publisher_column,
        row_id=id_column,
        published=published,
    )
    require_one_day([path], reading)
    settings = Settings(lexicon, register, None if base_iri is None else checked_base(base_iri))
    settings.require_whole()
    failures: list[ReadFailure] = []
    found = _notices(path, reading, failures)
    first = list(islice(found, 2))  # enough to know whether there are several
    if not first:
        raise InputError(failures[0].sentence if failures else message("There is no notice in {path}.", path=path))
    put(_pieces(chain(first, found), output_format, settings, one=len(first) == 1), output)
    for failure in failures:
        complain(failure.sentence)
    if failures:
        raise typer.Exit(SOME_FAILED)


def _require_format(name: str) -> None:
    if name not in FORMATS:
        raise UsageError(
            message(
                "There is no format {output_format!r} for kg extract; use one of: {formats}.",
                output_format=name,
                formats=", ".join(FORMATS),
            )
        )


def _notices(path: str, options: ReadOptions, failures: list[ReadFailure]) -> Iterator[Notice]:
    """The notices of ``path`` as they are read; what cannot be read goes into ``failures``."""
    from kg.read import ReadFailure, read_path

    for entry in read_path(path, options=options):
        if isinstance(entry, ReadFailure):
            failures.append(entry)
        else:
            yield entry


def _pieces(notices: Iterable[Notice], output_format: str, settings: Settings, *, one: bool) -> Iterator[bytes | str]:
    """The output. JSON and N-Quads are written as the notices are read; the others are sorted as a whole."""
    from kg.pipeline import extract

    extractions = (_told(extract(notice, settings=settings)) for notice in notices)
    if output_format == "json":
        yield from _json(extractions, one=one)
    elif output_format == "nquads":
        yield from _nquads(extractions)
    else:
        yield from _rdf(b"".join(_nquads(extractions)), output_format)


def _told(extraction: Extraction) -> Extraction:
    """``extraction``; where nothing of a meeting was recognised, that is said."""
    from kg.doubts import NO_MEETING

    analysis = extraction.analysis
    if any(doubt.kind == NO_MEETING for doubt in analysis.doubts):
        remark(
            message(
                "nothing of a meeting was recognised in {source}: is it the notice of one?",
                source=analysis.notice.source,
            )
        )
    return extraction


def _nquads(extractions: Iterable[Extraction]) -> Iterator[bytes]:
    from kg.quads import entity_nquads, notice_nquads

    for extraction in extractions:
        yield notice_nquads(extraction.analysis, extraction.resolution)
        yield entity_nquads(extraction.analysis, extraction.resolution)


def _json(extractions: Iterator[Extraction], *, one: bool) -> Iterator[str]:
    from kg.gold import to_gold

    for extraction in extractions:
        value = to_gold(extraction.analysis, extraction.resolution)
        yield json.dumps(value, ensure_ascii=False, indent=1 if one else None) + "\n"


def _rdf(nquads: bytes, output_format: str) -> Iterator[bytes | str]:
    from pyoxigraph import RdfFormat, parse, serialize

    from kg.vocab import PREFIXES

    quads = sorted(set(parse(nquads, format=RdfFormat.N_QUADS)), key=lambda q: (str(q.graph_name), str(q)))
    if output_format == "trig":
        yield serialize(quads, format=RdfFormat.TRIG, prefixes=dict(PREFIXES)) or b""
        return
    triples = sorted({quad.triple for quad in quads}, key=str)
    if output_format == "turtle":
        yield serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
        return
    from kg.export.rdf import triples_as_jsonld

    yield from triples_as_jsonld(triples)

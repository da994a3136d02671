"""Options that several commands share, described once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from kg import local_time
from kg.cli.console import remark
from kg.errors import UsageError
from kg.messages import Message, joined, message, plural

if TYPE_CHECKING:
    from kg.lookup import Names
    from kg.query.places import Place
    from kg.read import ReadOptions
    from kg.read.options import Format

DEFAULT_STORE = Path("exports/store")

StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        "-s",
        metavar="DIR",
        envvar="KG_STORE",
        readable=False,  # whoever opens it says so, with the exit code of an input that cannot be read
        help="The folder of the store.",
    ),
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        metavar="URL",
        envvar="KG_ENDPOINT",
        help="Ask the SPARQL server at this address instead of a store.",
    ),
]
ThingArgument = Annotated[str, typer.Argument(metavar="IRI|NAME", help="An IRI, a name, or a short form.")]
AgencyOption = Annotated[
    str | None,
    typer.Option("--agency", "-a", metavar="NAME", help="An agency: name, short form, IRI."),
]
ViaGroupsOption = Annotated[bool, typer.Option("--via-groups", help="Also those to groups it belongs to (各部门).")]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Meetings from this day, month or year on.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Meetings up to this day, month or year.")
]
LexiconOption = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        metavar="DIR",
        envvar="KG_LEXICON",
        resolve_path=True,
        help="A folder of your own words, beside ours.",
    ),
]
RegisterOption = Annotated[
    Path | None,
    typer.Option(
        "--register",
        metavar="DIR",
        envvar="KG_REGISTER",
        resolve_path=True,
        help="A folder of your own names and judgements, beside ours.",
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option("--base-iri", metavar="IRI", envvar="KG_BASE_IRI", help="What all IRIs begin with; it ends in /."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="utf-8, gb18030, big5, utf-16 …; found out if not given.",
    ),
]
InputFormatOption = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="KIND",
        help="text, markdown, html, docx, pdf, jsonl, csv, tsv, xlsx, parquet, zip; by the file's name if not given.",
    ),
]
TextColumnOption = Annotated[
    str | None,
    typer.Option("--text-column", metavar="NAME", help="Of tables: the column of the text (text, 正文 …)."),
]
TitleColumnOption = Annotated[
    str | None, typer.Option("--title-column", metavar="NAME", help="The column of the title.")
]
DateColumnOption = Annotated[
    str | None, typer.Option("--date-column", metavar="NAME", help="The column of the day of publication.")
]
UrlColumnOption = Annotated[str | None, typer.Option("--url-column", metavar="NAME", help="The column of the address.")]
PublisherColumnOption = Annotated[
    str | None, typer.Option("--publisher-column", metavar="NAME", help="The column of the publisher.")
]
IdColumnOption = Annotated[
    str | None,
    typer.Option("--id-column", metavar="NAME", help="The column by which a row is known again."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE|name",
        help="The day of publication of a notice that tells none; name: the day in each file's name.",
    ),
]
_TABLES = "table|csv|tsv|markdown|json|jsonl"
_BY_DEFAULT = "; by default by the file's ending, a table on a terminal, CSV elsewhere."
FormatOption = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=f"{_TABLES}{_BY_DEFAULT}")]
QueryFormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=f"{_TABLES}|xml, of graphs turtle|ntriples|jsonld{_BY_DEFAULT}"),
]
ShowFormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=f"{_TABLES}|turtle|ntriples|jsonld{_BY_DEFAULT}"),
]
TraceFormatOption = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help=f"{_TABLES}|mermaid|dot{_BY_DEFAULT}")
]
OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="File to write, - for stdout."),
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who recorded it.")]
AtOption = Annotated[str | None, typer.Option("--at", metavar="TIME", help="When, in Beijing time; by default now.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]
TimeoutOption = Annotated[
    float | None,
    typer.Option("--timeout", metavar="SECONDS", min=0.001, help="End the query after so long (exit 124)."),
]


def read_options(
    *,
    encoding: str | None,
    input_format: str | None,
    text: str | None,
    title: str | None,
    date: str | None,
    url: str | None,
    publisher: str | None,
    row_id: str | None,
    published: str | None = None,
) -> ReadOptions:
    """How to read, by what the user said. Raises UsageError for an encoding, a format or a day that does not exist."""
    from kg.read import ReadOptions
    from kg.read.decode import codec_name
    from kg.read.given_day import checked
    from kg.read.outcome import Unreadable

    _require_format(input_format)
    try:
        if encoding is not None:
            codec_name(encoding)
    except Unreadable as error:
        raise UsageError(message("--encoding: {error}.", error=error)) from None
    try:
        day = None if published is None else checked(published)
    except Unreadable as error:
        raise UsageError(message("--published: {error}.", error=error)) from None
    return ReadOptions(
        encoding=encoding,
        format=cast("Format | None", input_format),
        text_column=text,
        title_column=title,
        date_column=date,
        url_column=url,
        publisher_column=publisher,
        id_column=row_id,
        published=day,
    )


def _require_format(name: str | None) -> None:
    from kg.read.options import Format

    if name is not None and name not in get_args(Format):
        raise UsageError(
            message(
                "--input-format knows no {input_format!r}; use one of: {formats}.",
                input_format=name,
                formats=", ".join(get_args(Format)),
            )
        )


def require_one_day(paths: Iterable[str], options: ReadOptions) -> None:
    """Raises UsageError where ``--published`` gives one day to a folder: what comes into it later would have that day, too."""
    from kg.read.given_day import BY_NAME

    folder = next((path for path in paths if Path(path).is_dir()), None)
    if folder is not None and options.published not in (None, BY_NAME):
        raise UsageError(
            message(
                "--published {day} is one day, and {folder} is a folder: name the file, or give --published {name} for the day "
                "in each file's name.",
                day=options.published or "",
                folder=folder,
                name=BY_NAME,
            )
        )


def flags_given(context: typer.Context) -> tuple[str, ...]:
    """The options that are written on the command line, as ``--name`` or ``--no-name``, in the order of the help."""
    found: list[str] = []
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            others = parameter.secondary_opts if context.params.get(name) is False else []
            found += (others or parameter.opts)[:1]
    return tuple(found)


def place_of(context: typer.Context, store: Path, endpoint: str | None, base: str | None = None) -> Place:
    """The store's folder, or the server's address where ``endpoint`` is given.

    What is written on the command line goes before the environment. Raises UsageError where both are written there, or
    the address is none.
    """
    if endpoint is None:
        return store
    from kg.endpoint import address_of

    sources = {name: context.get_parameter_source(name) for name in ("store", "endpoint")}
    written = [name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"]
    if len(written) == 2:
        raise UsageError(message("--store and --endpoint name two places; give one of them."))
    return store if written == ["store"] else address_of(endpoint, base=base)


def names_of(register: Path | None, place: Place) -> Names:
    """How names are looked up at ``place``: by ``--register``, else as the store was built, saying what is taken on stderr.

    Raises InputError where the folder is missing or one of its files is faulty.
    """
    from kg.lookup import of_store

    return of_store.names_of(register, place if isinstance(place, Path) else None, remark)


def period(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The days of ``--since`` and ``--until`` as ISO dates. Raises UsageError for what is none, or an end before the start."""
    from kg.query import days_of

    first, last = days_of(since, until)
    if first is not None and last is not None and last < first:
        raise UsageError(
            message("The period ends before it begins: --since {first}, --until {last}.", first=first, last=last)
        )
    return first, last


_MOST_SOURCES = 5


def tell_undated(sources: Sequence[str]) -> None:
    """That what these files say, one for each thing, is left out of a period since the day of its meeting is not known."""
    if not sources:
        return
    remark(
        plural(
            "{count} more is of a meeting whose day is not known, so it is in no period ({files}); without --since and --until it "
            "is listed",
            "{count} more are of meetings whose day is not known, so they are in no period ({files}); without --since and "
            "--until they are listed",
            len(sources),
            files=_some_of(sources),
        )
    )


def tell_undated_notices(sources: Sequence[str]) -> None:
    """The same of whole notices, where the answer is no list of what they say."""
    if not sources:
        return
    remark(
        plural(
            "{count} notice is of a meeting whose day is not known, so it is in no period ({files}) and left out here; "
            "without --since and --until it is not",
            "{count} notices are of meetings whose day is not known, so they are in no period ({files}) and left out here; "
            "without --since and --until they are not",
            len(sources),
            files=_some_of(sources),
        )
    )


def _some_of(sources: Iterable[str]) -> Message:
    """The first files by name, each once."""
    files = sorted(set(sources))
    return joined([*files[:_MOST_SOURCES], *(["…"] if len(files) > _MOST_SOURCES else [])])


def recorder(by: str, at: str | None) -> tuple[str, str]:
    """Who records something by ``--by`` and ``--at``, and when: an ISO date and time with its zone, now where none is given.

    Raises UsageError where nobody is named, or the time is none.
    """
    if not by.strip() or not by.strip().isprintable():
        raise UsageError(message("--by must say who recorded it, a person or an office."))
    moment = local_time.now() if at is None else local_time.beijing(at)
    if moment is None:
        raise UsageError(message("--at is a date or a date and time such as 2024-11-03T09:00:00, not {at!r}.", at=at))
    return by.strip(), moment.isoformat(timespec="seconds")

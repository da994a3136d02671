"""``kg doctor``: what is installed and in the store, and what is wrong in words and names."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.console import put, remark, table_format, tabled
from kg.cli.options import DEFAULT_STORE, FormatOption, LexiconOption, RegisterOption, StoreOption
from kg.counted import counted
from kg.errors import GateError, InputError, UsageError, why
from kg.messages import message, plural

if TYPE_CHECKING:
    from kg.tables import Cell

_LIBRARIES: Final = ("pyoxigraph", "rdflib", "networkx", "ahocorasick_rs", "jieba", "typer", "rich")
_EXTRAS: Final = (
    "httpx",
    "lxml",
    "openpyxl",
    "python-docx",
    "pypdf",
    "pyarrow",
    "pyshacl",
    "rapidfuzz",
    "starlette",
    "uvicorn",
    "jinja2",
    "pyspark",
)
_SEVERITIES: Final = {"fault": message("fault"), "note": message("note")}


def doctor(
    what: Annotated[str | None, typer.Argument(metavar="[lexicon]", help="lexicon: check words and names.")] = None,
    store: StoreOption = DEFAULT_STORE,
    lexicon: LexiconOption = None,
    register: RegisterOption = None,
    output_format: FormatOption = None,
) -> None:
    """Versions, extras and the store; or what is wrong in lexicons and registers."""
    if what not in (None, "lexicon"):
        raise UsageError(message("kg doctor knows no {what!r}; it is: kg doctor, or kg doctor lexicon.", what=what))
    from kg.register import load_register

    wanted = table_format(output_format)
    if what is None:
        if register is not None:
            load_register(register)  # one that is missing or faulty is said to be before anything is printed
        put(tabled((message("what"), message("value")), _facts(store, register), wanted, None))
        return
    _check_words(lexicon, register, wanted)


def _check_words(lexicon: Path | None, register: Path | None, wanted: str) -> None:
    """Our own words and names always, the user's where given; GateError where a row is wrong."""
    from kg import lexicon as words
    from kg import register as names
    from kg.faults import register_faults, word_faults

    found = [
        *word_faults(words.FOLDER),
        *register_faults(names.FOLDER),
        *(word_faults(lexicon) if lexicon is not None else ()),
        *(register_faults(register) if register is not None else ()),
    ]
    columns = (message("severity"), message("place"), message("form"), message("what"), message("advice"))
    rows: Iterator[list[Cell]] = ([_SEVERITIES[f.severity], f.place, f.form, f.what, f.advice] for f in found)
    put(tabled(columns, rows, wanted, None))
    faults = sum(fault.severity == "fault" for fault in found)
    remark(message("{faults}, {notes}", faults=counted(faults, "fault"), notes=counted(len(found) - faults, "note")))
    if faults:
        raise GateError(
            plural(
                "{count} row of the lexicons and registers is not as it should be (see the table).",
                "{count} rows of the lexicons and registers are not as it should be (see the table).",
                faults,
            )
        )


def _facts(folder: Path, own: Path | None) -> Iterator[list[Cell]]:
    from kg.build.reading_version import reading_version
    from kg.concepts import ontology_folder
    from kg.version import VERSION

    yield ["huiyi-kg", VERSION]
    yield [message("reading version"), str(reading_version())[:16]]
    yield ["Python", platform.python_version()]
    for name in _LIBRARIES:
        yield [name, _installed(name) or message("missing: reinstall huiyi-kg")]
    for name in _EXTRAS:
        yield [name, _installed(name) or message("not installed (an extra)")]
    yield [
        message("ontology"),
        message("found") if (ontology_folder() / "ontology.ttl").is_file() else message("missing: reinstall huiyi-kg"),
    ]
    yield from _register_facts(own)
    yield from _store_facts(folder)


def _register_facts(own: Path | None) -> Iterator[list[Cell]]:
    """Which names full names are told by: ours, of which day and from where, and the user's where they are given."""
    from kg.register import FOLDER, edition

    if own is not None:
        yield [message("own register"), f"{own} ({edition(own).digest[:16]})"]
    ours = edition(FOLDER)
    yield [message("register"), ours.digest[:16]]
    yield [message("places and towns"), message("as of {day} ({source})", day=ours.as_of, source=ours.source)]


def _installed(name: str) -> str | None:
    import importlib.metadata  # 20 ms that only this command needs

    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _store_facts(folder: Path) -> Iterator[list[Cell]]:
    from kg.store import FORMAT, STATE, build_state, notice_graphs, opened_for_reading
    from kg.store.care import findings_of

    yield [message("store"), str(folder)]
    if not folder.exists():
        yield [message("store state"), message("none yet: make one with kg build PATH")]
        return
    try:
        with opened_for_reading(folder) as opened:
            yield [message("store format"), FORMAT]
            yield [message("quads"), len(opened)]
            yield [message("notices"), len(notice_graphs(opened))]
        with build_state.opened(folder / STATE) as state:
            yield from map(list, findings_of(state))
    except InputError as error:
        yield [message("store state"), why(error)]

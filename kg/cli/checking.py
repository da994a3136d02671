"""``kg validate``, ``kg evaluate``, ``kg doctor``: is it right, how good is it, what is there."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kg.cli.console import put, remark, table_format, tabled
from kg.cli.options import DEFAULT_STORE, FormatOption, LexiconOption, OutputOption, RegisterOption, StoreOption
from kg.counted import counted
from kg.errors import GateError, InputError, UsageError, why
from kg.messages import message, plural

if TYPE_CHECKING:
    from kg.evaluate import Score
    from kg.settings import Settings
    from kg.tables import Cell

_LIBRARIES = ("pyoxigraph", "rdflib", "networkx", "ahocorasick_rs", "jieba", "typer", "rich")
_EXTRAS = ("httpx", "lxml", "openpyxl", "python-docx", "pypdf", "pyarrow", "pyshacl", "pyspark")


def evaluate(
    gold: Annotated[
        str,
        typer.Argument(metavar="GOLD_DIR", help="NAME.txt with NAME.json beside it."),
    ],
    kinds: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KIND...]", help="With --errors: which kinds; all by default."),
    ] = None,
    errors: Annotated[
        bool,
        typer.Option(
            "--errors",
            help="List what differs, with context; all, or of some KINDs: fields people documents agencies kinds canonical "
            "agenda directives co_actors overseen deadline.",
        ),
    ] = False,
    per_notice: Annotated[
        bool, typer.Option("--per-notice", help="Figures of each notice, below those of all.")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            readable=False,
            help="Fail (exit 5) where a figure is lower.",
        ),
    ] = None,
    lexicon: LexiconOption = None,
    register: RegisterOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Score the extraction against gold annotations."""
    from kg.evaluate import below, read_baseline, score, total
    from kg.settings import Settings

    folder, listed = _folder_and_kinds((gold, *(kinds or ())), errors=errors)
    least = None if baseline is None else read_baseline(baseline)
    settings = Settings(lexicon, register)
    settings.require_whole()
    scores = score(folder, lambda path: _extracted(path, settings))
    result = total(scores.values())
    wanted = table_format(output_format, output)
    if errors:
        rows = (list(d) for d in result.differences if d.kind in listed)
        put(tabled(_DIFFERENCE, rows, wanted, output), output)
    elif wanted == "json":
        put([_figures_as_json(result, scores if per_notice else {})], output)
    elif per_notice:
        put(tabled(("notice", *result.figures()), _figures_by_notice(result, scores), wanted, output), output)
    else:
        put(tabled(("figure", "value", "P", "R", "right", "gold", "given"), _figures(result), wanted, output), output)
    remark(
        message(
            "{notices}, {differences}",
            notices=counted(result.notices, "notice"),
            differences=counted(len(result.differences), "difference"),
        )
    )
    worse = [] if least is None else below(result.figures(), least)
    if worse:
        raise GateError(message("Worse than {baseline}: {worse}.", baseline=baseline, worse="; ".join(worse)))


_SEVERITIES: Final = {
    "violation": message("violation"),
    "warning": message("warning"),
    "info": message("info"),
    "fault": message("fault"),
    "note": message("note"),
}
_DIFFERENCE = ("notice", "kind", "sign", "want", "got", "at", "context")


def _folder_and_kinds(words: Sequence[str], *, errors: bool) -> tuple[Path, Sequence[str]]:
    """GOLD_DIR and the kinds of errors, in whatever order: ``--errors directives DIR`` is as good as ``DIR --errors``."""
    from kg.evaluate import ERROR_KINDS

    kinds = [word for word in words if word in ERROR_KINDS]
    others = [word for word in words if word not in ERROR_KINDS]
    if not others:
        raise UsageError(message("Name the folder that holds NAME.json beside NAME.txt: kg evaluate GOLD_DIR."))
    if len(others) > 1:
        raise UsageError(
            message(
                "One folder is evaluated at a time, and {other!r} is no kind of error; the kinds are: {kinds}.",
                other=others[1],
                kinds=", ".join(ERROR_KINDS),
            )
        )
    if kinds and not errors:
        raise UsageError(
            message(
                "To list the errors of {kind}, say: kg evaluate {folder} --errors {kind}.",
                kind=kinds[0],
                folder=others[0],
            )
        )
    return Path(others[0]), kinds or ERROR_KINDS


def _figures_as_json(result: Score, scores: Mapping[str, Score]) -> str:
    value: dict[str, Any] = {"notices": result.notices, "figures": _rounded(result)}
    if scores:
        value["per_notice"] = {name: _rounded(one) for name, one in scores.items()}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _rounded(score: Score) -> dict[str, float]:
    return {name: round(figure, 4) for name, figure in score.figures().items()}


def _figures_by_notice(result: Score, scores: Mapping[str, Score]) -> Iterator[list[Cell]]:
    for name, one in (*scores.items(), ("all", result)):
        yield [name, *(f"{figure:.4f}" for figure in one.figures().values())]


def _extracted(path: Path, settings: Settings) -> Mapping[str, Any]:
    from kg.gold import to_gold
    from kg.pipeline import extract
    from kg.read import ReadFailure, ReadOptions, read_path

    for entry in read_path(path, options=ReadOptions(split=False)):
        if isinstance(entry, ReadFailure):
            raise InputError(entry.sentence)
        extraction = extract(entry, settings=settings)
        return to_gold(extraction.analysis, extraction.resolution)
    raise InputError(message("There is no notice in {path}.", path=path))


def _figures(result: Score) -> Iterator[list[Cell]]:
    counts = dict(result.counts())
    for name, figure in result.figures().items():
        counted, is_f1 = counts.get(name), name in result.tallies
        row: list[Cell] = [name, f"{figure:.4f}"]
        row += [f"{counted.precision:.4f}", f"{counted.recall:.4f}"] if counted is not None and is_f1 else [None, None]
        row += [counted.right, counted.gold] if counted is not None else [None, None]
        yield [*row, counted.given if counted is not None and is_f1 else None]


def validate(
    store: StoreOption = DEFAULT_STORE,
    output_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check the store against the shapes; exit 5 where it breaks one."""
    from kg.store import opened_for_reading
    from kg.validate import validate_store

    with opened_for_reading(store) as opened:
        found = validate_store(opened)
        graphs = sum(1 for _ in opened.named_graphs())
    wanted = table_format(output_format, output)
    rows: Iterator[list[Cell]] = (
        [_SEVERITIES.get(v.severity, v.severity), v.shape, v.graph, v.node, v.path, v.value, v.message_zh, v.message_en]
        for v in sorted(found, key=lambda v: v.severity != "violation")
    )
    columns = (
        message("severity"),
        message("shape"),
        message("graph"),
        message("node"),
        message("path"),
        message("value"),
        "message_zh",
        "message_en",
    )
    put(tabled(columns, rows, wanted, output), output)
    violations = sum(v.severity == "violation" for v in found)
    remark(
        message(
            "{graphs} checked: {violations}, {others}",
            graphs=counted(graphs, "graph"),
            violations=counted(violations, "violation"),
            others=counted(len(found) - violations, "warning or note", "warnings and notes"),
        )
    )
    if violations:
        raise GateError(
            plural(
                "{count} statement in {store} breaks the shapes of the ontology.",
                "{count} statements in {store} break the shapes of the ontology.",
                violations,
                store=store,
            )
        )


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
    wanted = table_format(output_format)
    if what is None:
        put(tabled((message("what"), message("value")), _facts(store), wanted, None))
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


def _facts(folder: Path) -> Iterator[list[Cell]]:
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
    yield from _store_facts(folder)


def _installed(name: str) -> str | None:
    import importlib.metadata  # 20 ms that only this command needs

    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _store_facts(folder: Path) -> Iterator[list[Cell]]:
    from kg.store import FORMAT, STATE, build_state, notice_graphs, opened_for_reading

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
            for kind, count in sorted(state.totals()[1].items()):
                yield [message(kind), count]
    except InputError as error:
        yield [message("store state"), why(error)]

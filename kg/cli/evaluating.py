"""``kg evaluate``: how good the extraction is, against gold annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kg.cli.console import put, remark, table_format, tabled
from kg.cli.options import FormatOption, LexiconOption, OutputOption, RegisterOption
from kg.counted import counted
from kg.errors import GateError, InputError, UsageError
from kg.messages import message

if TYPE_CHECKING:
    from kg.evaluate import Score
    from kg.settings import Settings
    from kg.tables import Cell

_DIFFERENCE: Final = (
    message("notice"),
    message("kind"),
    message("sign"),
    message("want"),
    message("got"),
    "at",
    message("context"),
)
_FIGURE: Final = (
    message("figure"),
    message("value"),
    message("P"),
    message("R"),
    message("right"),
    message("gold"),
    message("given"),
)


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
        put(tabled(_DIFFERENCE, rows, wanted, output), output, wanted)
    else:
        put(_figures(result, scores if per_notice else {}, wanted, output), output, wanted)
    _tell(result)
    worse = [] if least is None else below(result.figures(), least)
    if worse:
        raise GateError(message("Worse than {baseline}: {worse}.", baseline=baseline, worse="; ".join(worse)))


def _tell(result: Score) -> None:
    remark(
        message(
            "{notices}, {differences}",
            notices=counted(result.notices, "notice"),
            differences=counted(len(result.differences), "difference"),
        )
    )


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


def _figures(result: Score, scores: Mapping[str, Score], wanted: str, output: str | None) -> Iterable[str]:
    """The figures of all, with those of each notice where ``scores`` has them."""
    if wanted == "json":
        return [_figures_as_json(result, scores)]
    if scores:
        return tabled(("notice", *result.figures()), _figures_by_notice(result, scores), wanted, output)
    return tabled(_FIGURE, _figures_of_all(result), wanted, output)


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


def _figures_of_all(result: Score) -> Iterator[list[Cell]]:
    counts = dict(result.counts())
    for name, figure in result.figures().items():
        tally, is_f1 = counts.get(name), name in result.tallies
        row: list[Cell] = [name, f"{figure:.4f}"]
        row += [f"{tally.precision:.4f}", f"{tally.recall:.4f}"] if tally is not None and is_f1 else [None, None]
        row += [tally.right, tally.gold] if tally is not None else [None, None]
        yield [*row, tally.given if tally is not None and is_f1 else None]

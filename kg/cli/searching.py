"""``kg search``: words in quotes, titles and names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answering import put_answer
from kg.cli.console import FOR_PEOPLE, progress, remark, table_format, table_width, told_table
from kg.cli.language import said_below
from kg.cli.options import (
    DEFAULT_STORE,
    FormatOption,
    OutputOption,
    RegisterOption,
    SinceOption,
    StoreOption,
    TimeoutOption,
    UntilOption,
    names_of,
    period,
    tell_undated,
)
from kg.errors import UsageError
from kg.messages import joined, message

if TYPE_CHECKING:
    from kg.index.asking import Answer
    from kg.index.keeping import Index
    from kg.source import Source


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="Words, all of them; in quotes exactly so."),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Where to look: directive|item|notice|meeting|document|agency|person|post|place|text, or all; repeatable.",
        ),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    agency: Annotated[
        str | None,
        typer.Option("--agency", "-a", metavar="NAME", help="Directives that name this agency."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="The best so many.")] = 50,
    update: Annotated[bool, typer.Option("--update/--no-update", help="Bring the index up to date first.")] = True,
    output_format: FormatOption = None,
    output: OutputOption = None,
    timeout: TimeoutOption = None,
    store: StoreOption = DEFAULT_STORE,
    register: RegisterOption = None,
) -> None:
    """Words in quotes, titles and names, with where they stand."""
    from kg.index import asking, keeping

    wanted = table_format(output_format, output)
    terms = asking.terms_of(" ".join(words))
    first, last = period(since, until)
    names = names_of(register, store)
    kinds = _kinds(kind or [], agency is not None)
    width = table_width(output)

    def work(opened: Source) -> Iterator[str]:
        from kg.lookup import one_called

        whose = None if agency is None else one_called("agency", agency, opened, names)
        with keeping.opened(store) as index:
            freshen(index, opened, store, update=update)
            asked_for = asking.Wanted(terms, kinds, first, last, whose)
            answer = asking.search(index, asked_for, limit)
            undated = asking.of_unknown_day(index, asked_for)
        _report(answer, kinds)
        tell_undated(undated)
        return _table(answer, wanted, width)

    put_answer(work, store, output, wanted, timeout=timeout)


def _table(answer: Answer, wanted: str, width: int | None) -> Iterator[str]:
    """The hits in the format ``wanted``; for people, fewer columns, headed in their language."""
    from kg import tables
    from kg.index import asking

    rows = [asking.cells(hit) for hit in answer.hits]
    columns, headings = (
        (tuple(asking.TABLE), tuple(asking.TABLE.values()))
        if wanted in FOR_PEOPLE
        else (asking.COLUMNS, asking.COLUMNS)
    )
    cells = ([row[name] for name in columns] for row in rows)
    if wanted in FOR_PEOPLE:
        return tables.render(*told_table(headings, cells), wanted, width=width)
    return tables.render(headings, cells, wanted, width=width)


def _kinds(named: list[str], only_directives: bool) -> tuple[str, ...]:
    from kg.index.asking import USUAL_KINDS
    from kg.index.entries import KIND_WORDS

    if not named:
        return ("directive",) if only_directives else USUAL_KINDS
    for kind in named:
        if kind not in (*KIND_WORDS, "all"):
            raise UsageError(
                message(
                    "There is no kind {kind!r}; --kind takes: {kinds}, all.", kind=kind, kinds=", ".join(KIND_WORDS)
                )
            )
    if only_directives and set(named) != {"directive"}:
        raise UsageError(
            message("Only directives name agencies: with --agency leave out --kind, or give --kind directive.")
        )
    return tuple(KIND_WORDS) if "all" in named else tuple(dict.fromkeys(named))


def freshen(index: Index, opened: Source, folder: Path, *, update: bool) -> None:
    """Bring the index up to date, or say what it is behind."""
    from kg.index.keeping import writable

    if update and writable(folder):
        with progress(message("indexing")) as tick:
            behind = index.update(opened, folder, tick)
        if behind:
            remark(message("the index was brought up to date: {behind}", behind=behind.sentence))
        return
    if behind := index.behind(opened, folder):
        remark(
            message("the index is behind the store: {behind}; what follows is as it was then", behind=behind.sentence)
            if update
            else message(
                "the index is behind the store: {behind} (--no-update); what follows is as it was then",
                behind=behind.sentence,
            )
        )


def _report(answer: Answer, kinds: tuple[str, ...]) -> None:
    from kg.index.entries import KIND_WORDS

    if answer.counts:
        counts = joined(
            message("{word} ({kind}) {count}", word=word, kind=kind, count=count)
            if (word := said_below("kind", KIND_WORDS[kind])) != kind
            else f"{kind} {count}"
            for kind, count in answer.counts
        )
        remark(
            message("found: {counts}; the best {shown} are shown (--limit)", counts=counts, shown=len(answer.hits))
            if answer.total() > len(answer.hits)
            else message("found: {counts}", counts=counts)
        )
    elif "text" in kinds:
        remark(message("nothing was found"))
    else:
        remark(message("nothing was found; --kind text looks through the running text"))

"""The command line. One module per group of commands; nothing heavy is imported before a command needs it."""

from __future__ import annotations

import os
import sys
from inspect import cleandoc
from typing import Annotated, Any

import typer

from kg.cli import language
from kg.cli.asking import directives, query, show
from kg.cli.building import build
from kg.cli.comparing import diff
from kg.cli.console import complain
from kg.cli.doctoring import doctor
from kg.cli.evaluating import evaluate
from kg.cli.exits import INTERRUPTED
from kg.cli.extracting import extract
from kg.cli.following import explain, followup, gaps, trace
from kg.cli.graphs import export, stats
from kg.cli.helping import fitting
from kg.cli.ledger import ledger_commands
from kg.cli.linking import link_commands
from kg.cli.searching import search
from kg.cli.serving import serve
from kg.cli.storing import store_commands
from kg.cli.uploading import load
from kg.cli.usage import complaint_of
from kg.cli.validating import validate
from kg.errors import InputError, KgError, why
from kg.messages import message
from kg.version import VERSION

app = typer.Typer(
    name="kg",
    help="Chinese government meeting notices as a graph: who must do what, by when, and where it says so.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"huiyi-kg {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="The version, and nothing else."),
    ] = False,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="zh|en",
            envvar="KG_LANG",
            expose_value=False,  # it is needed before commands are looked at: see _speak
            help="The language of messages; by default the locale's.",
        ),
    ] = None,
) -> None:
    """Chinese government meeting notices as a graph: who must do what, by when, and where it says so."""


for command in (
    build,
    load,
    extract,
    query,
    directives,
    search,
    show,
    explain,
    trace,
    followup,
    gaps,
    diff,
    export,
    stats,
    validate,
    evaluate,
    serve,
    doctor,
):
    app.command()(command)
app.add_typer(ledger_commands, name="ledger")
app.add_typer(link_commands, name="link")
app.add_typer(store_commands, name="store")


def run() -> int:
    """Carry out ``sys.argv``; return the exit code (see ``kg.errors``; 130 interrupted, 141 nobody reads on)."""
    # Names of files and pieces of text may hold what the terminal's encoding cannot; that is no reason to fail.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    command = _with_language(typer.main.get_command(app))
    try:
        _speak(sys.argv[1:])
        code = _with_help_as_written(command)(prog_name="kg", standalone_mode=False)
    except KgError as error:
        complain(why(error))
        return error.exit_code
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except OSError as error:  # a folder that may not be entered is met with wherever a path is looked at
        if error.filename is None:
            raise
        complain(message("{path} cannot be used: {why}.", path=str(error.filename), why=why(error)))
        return InputError.exit_code
    except Exception as error:  # classes of usage errors differ between typer's versions; others are raised again
        if not _is_about_usage(error):
            raise
        return _complain_of_usage(error, command)
    return code if isinstance(code, int) else 0


def _speak(arguments: list[str]) -> None:
    """Use the language that is asked for. Raises UsageError for one that there is not."""
    asked = language.wanted(arguments, os.environ)
    if not language.use(asked):
        complain(
            f"the words of the language {asked!r} are not installed; install huiyi-kg anew (in a copy of its source: make "
            "messages). English is spoken instead."
        )


def _is_about_usage(error: Exception) -> bool:
    """Whether the parser of arguments complains. Its class has another name in each line of typer's versions."""
    return callable(getattr(error, "format_message", None)) and isinstance(getattr(error, "exit_code", None), int)


def _with_language(group: Any) -> Any:  # noqa: ANN401  (typer's own class of command, which differs between its versions)
    """``group``, all of whose commands take ``--lang`` as it does."""
    (option,) = (parameter for parameter in group.params if parameter.name == "lang")
    waiting = list(group.commands.values())
    while waiting:
        command = waiting.pop()
        command.params.append(option)
        waiting += getattr(command, "commands", {}).values()
    return group


def _with_help_as_written(command: Any) -> Any:  # noqa: ANN401  (typer's own class of command, which differs between its versions)
    """``command`` with its help in the language that is spoken, whole sentences in its list of commands, lines that fit, and
    arguments as their metavars have them: PATH..., [B].

    Newer versions of typer put brackets around those, and the name of a Python type behind.
    """
    command.help = language.in_other_words(cleandoc(command.help or ""))
    command.short_help = command.short_help or (command.help or "").partition("\n\n")[0]  # whole: else it is cut off
    context = command.context_class
    command.context_class = type(context.__name__, (context,), {"formatter_class": fitting(context.formatter_class)})
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = language.in_other_words(parameter.help)
        if parameter.param_type_name == "argument":
            vars(parameter).update(
                get_usage_pieces=lambda _context, shown=parameter.metavar: [shown],
                display_type_rich=lambda **_context: None,
            )
    for below in getattr(command, "commands", {}).values():
        _with_help_as_written(below)
    return command


def _complain_of_usage(error: Any, command: Any) -> int:  # noqa: ANN401  (typer's own classes, which differ between its versions)
    """One sentence for an argument that cannot be; for no arguments at all, the help. The exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        path = _path(command, sys.argv[1:])
        wrong = complaint_of(error.format_message())
        complain(_as_a_parameter(error, path) or message("{wrong}; see {command} --help.", wrong=wrong, command=path))
    code: int = error.exit_code
    return code


def _path(command: Any, arguments: list[str]) -> str:  # noqa: ANN401  (as above)
    """What of ``arguments`` names a command: kg ledger import. (Not every error tells where it was made.)"""
    names = ["kg"]
    for argument in arguments:
        if argument in getattr(command, "commands", {}):
            command = command.commands[argument]
            names.append(argument)
    return " ".join(names)


def _as_a_parameter(error: Any, command: str) -> str | None:  # noqa: ANN401  (as above)
    """What to do where an option that ``kg query`` does not have is the parameter of a shipped query."""
    if command != "kg query":
        return None
    from kg.query import shipped_queries

    name = str(getattr(error, "option_name", "")).lstrip("-")
    if all(parameter.name != name for shipped in shipped_queries() for parameter in shipped.parameters):
        return None
    return message(
        "kg query has no option --{name}; a shipped query takes it as a parameter: -p {name}=VALUE (kg query --list).",
        name=name,
    )

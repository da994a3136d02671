"""The help of the command line, and what it says of arguments that cannot be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import complaint, kg

from kg.cli import app
from kg.cli.helping import wrapped
from kg.wrapping import display_width

COMMANDS = (
    "build", "extract", "query", "directives", "search", "show", "explain", "trace", "followup", "gaps", "export", "stats", "diff", "validate",
    "evaluate", "doctor", "load", "serve",
)  # fmt: skip


def test_help_names_every_command_with_what_it_does():
    shown = kg("--help", check=0).out
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\S", shown, re.MULTILINE)
    assert "..." not in shown.partition("Commands:")[2], "a sentence that is cut off"
    assert {registered.callback.__name__ for registered in app.registered_commands} == set(COMMANDS)
    for command in COMMANDS:
        assert "Usage" in kg(command, "--help", check=0).out


SUBCOMMANDS = (
    ("ledger",),
    ("ledger", "import"),
    *(("store", name) for name in ("info", "check", "compact", "backup", "restore", "shards")),
)


@pytest.mark.parametrize("command", [*((name,) for name in COMMANDS), *SUBCOMMANDS], ids=" ".join)
def test_help_speaks_of_arguments_and_options_in_words_and_fits_eighty_columns(command):
    shown = kg(*command, "--help", check=0).out
    assert not re.search(r"<[a-z]+(\[[a-z]+\])?( range)?>", shown), "the name of a Python type"
    assert not re.search(r"[{}]|\[\[", shown.partition("\n")[0]), "brackets around brackets"
    assert max(display_width(line) for line in shown.splitlines()) <= 80
    assert re.search(r"^Usage: kg " + " ".join(command) + r" \[OPTIONS\]", shown)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("图库所在文件夹。 The folder.", ["图库所在", "文件夹。", "The", "folder."]),
        ("a|bc|def|ghij|k", ["a|bc|def|", "ghij|k"]),
        ("一二三四。五", ["一二三", "四。五"]),
        ("unbreakableword 一", ["unbreakab", "leword 一"]),
        ("", [""]),
    ],
)
def test_a_line_of_help_ends_between_words_or_chinese_characters_and_before_no_mark(text, lines):
    assert wrapped(text, 9) == lines


@pytest.mark.parametrize(
    ("arguments", "usage"),
    [
        (["build"], "PATH..."),
        (["diff"], "A [B]"),
        (["query"], "[SPARQL|NAME]"),
        (["evaluate"], "GOLD_DIR [KIND...]"),
        (["ledger", "import"], "FILE"),
    ],
)
def test_a_usage_line_tells_what_must_be_given_and_what_may(arguments, usage):
    first = kg(*arguments, "--help", check=0).out.partition("\n")[0]
    assert first == f"Usage: kg {' '.join(arguments)} [OPTIONS] {usage}"


def test_nothing_heavy_is_imported_for_help():
    heavy = {"rdflib", "networkx", "jieba", "pyshacl", "rich", "pyoxigraph", "trafilatura", "pyarrow", "sqlite3"}
    code = (
        "import sys; sys.argv = ['kg', '--help']\nfrom kg.cli import run\nrun()\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert not heavy & set(done.stderr.decode().split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract"], "Missing argument 'PATH'; see kg extract --help."),
        (["extract", "a", "b"], "extra argument"),
        (["exract", "a"], "Did you mean 'extract'"),
        (["build", "a", "--jobs", "x"], "--jobs"),
        (["build", "a", "--jbs", "2"], "--jobs"),
        (["ledger", "import"], "see kg ledger import --help."),
        (["ledger", "import", "--by"], "see kg ledger import --help."),
        (["directives", "--since"], "see kg directives --help."),
        (["ledger", "--since"], "see kg ledger --help."),
        (["stroe"], "see kg --help."),
    ],
)
def test_arguments_that_cannot_be_are_one_sentence(arguments, says):
    assert says in complaint(kg(*arguments), 2)

"""Bring the catalogues of translated messages up to date with the code, and write those that gettext reads.

Run: ``make messages``. What people see is found in the code: the templates of messages, the kinds of doubts, the help of commands and
options. New ones come into ``kg/locale/*/LC_MESSAGES/kg.po`` without a translation, which a test does not let pass; what is no longer said goes.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from compile_messages import CATALOGUES, compiled
from jinja2.nodes import Call, Const, Name

from kg.build.report import FINDINGS
from kg.cli import app
from kg.cli.helping import OF_THE_PARSER
from kg.query import shipped_queries
from kg.query.doubt_notes import NOTES
from kg.web.rendering import TEMPLATES, environment

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# What kg says, in other words. Translations are written here; all else comes from the code by: make messages
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {forms}\\n"

"""
Words = str | tuple[str, str]
"""A message, or its forms for one and for more."""


def found() -> dict[Words, list[str]]:
    """Every message, and the files that say it."""
    messages: dict[Words, list[str]] = {}
    for path in sorted((ROOT / "kg").rglob("*.py")):
        source = path.relative_to(ROOT).as_posix()
        for words in dict.fromkeys(_in_code(path.read_text("utf-8"))):
            messages.setdefault(words, []).append(source)
    for text in dict.fromkeys(_in_help(typer.main.get_command(app))):
        messages.setdefault(text, []).append("kg/cli (help)")
    for text in OF_THE_PARSER:
        messages.setdefault(text, []).append("kg/cli (help)")
    for text in FINDINGS:
        messages.setdefault(text, []).append("kg/build/report.py")
    for text in (template for templates in NOTES.values() for template in templates):
        messages.setdefault(text, []).append("kg/query/doubt_notes.py")
    for path in sorted(TEMPLATES.glob("*.html")):
        for text in dict.fromkeys(_in_template(path.read_text("utf-8"))):
            messages.setdefault(text, []).append(f"kg/web/templates/{path.name}")
    for query in shipped_queries():
        for name in (*_columns(query.text), *(str(parameter.note) for parameter in query.parameters)):
            messages.setdefault(name, []).append(f"kg/queries/{query.name}.rq")
    return messages


def _columns(query: str) -> list[str]:
    """The variables that the outermost SELECT of a query names."""
    head = re.split(r"\bWHERE\b", re.split(r"^SELECT\b", query, flags=re.MULTILINE)[1])[0]
    return [new or plain for new, plain in re.findall(r"\(.*?AS \?(\w+)\)|\?(\w+)", head)]


def _in_template(text: str) -> Iterator[str]:
    """What a page says by ``t("…")``."""
    for call in environment("en").parse(text).find_all(Call):
        if isinstance(call.node, Name) and call.node.name == "t" and isinstance(call.args[0], Const):
            yield call.args[0].value


def _in_help(command: Any) -> Iterator[str]:  # noqa: ANN401  (typer's own class, which differs between its versions)
    """What the help pages of a command, its options and all commands below it say."""
    for told in (command.help, *(getattr(parameter, "help", None) for parameter in command.params)):
        if told:
            yield cleandoc(told)
    for below in getattr(command, "commands", {}).values():
        yield from _in_help(below)


def _in_code(text: str) -> Iterator[Words]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _said_by(node, node.func.id)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in _SEPARATORS:
            yield ast.literal_eval(node.value or ast.Constant(""))


_SEPARATORS = ("COMMA", "SEMICOLON")


def _said_by(call: ast.Call, name: str) -> Iterator[Words]:
    if name == "message" and isinstance(call.args[0], ast.IfExp):
        yield from (ast.literal_eval(branch) for branch in (call.args[0].body, call.args[0].orelse))
        return
    given = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    match name, given:
        case (("message" | "Doubt"), [said, *_]):
            yield said
        case "plural", [one, many]:
            yield one, many
        case "counted", [one]:
            yield f"{{count}} {one}", f"{{count}} {one}s"
        case "counted", [one, many]:
            yield f"{{count}} {one}", f"{{count}} {many}"


def brought_up_to_date(path: Path) -> Catalog:
    """The catalogue ``path`` with exactly the messages of the code."""
    with path.open("rb") as stream:
        before = read_po(stream, locale=path.parent.parent.name)
    after = Catalog(locale=before.locale, domain="kg")
    for words, sources in found().items():
        one = words if isinstance(words, str) else words[0]
        known = before.get(one)
        kept = known.string if known is not None and isinstance(known.id, str) == isinstance(words, str) else ""
        after.add(
            words, kept or ("" if isinstance(words, str) else ("",)), locations=[(source, 0) for source in sources]
        )
    return after


def written(path: Path, catalogue: Catalog) -> None:
    """Write ``catalogue`` to ``path``: no dates and no line numbers, so that the same code gives the same bytes."""
    text = io.BytesIO()
    write_po(text, catalogue, width=120, include_lineno=False, sort_by_file=True, omit_header=True)
    path.write_text(
        HEADER.format(language=catalogue.locale, forms=catalogue.plural_forms) + text.getvalue().decode(), "utf-8"
    )


def main() -> None:
    """Write the catalogues anew, and compile them."""
    for path in CATALOGUES:
        written(path, brought_up_to_date(path))
        compiled(path)


if __name__ == "__main__":
    main()

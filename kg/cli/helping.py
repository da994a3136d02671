"""Help pages that fit the terminal: a Chinese character is two columns wide, and may end a line.

The parser of arguments counts characters and breaks lines at blanks only, so that its lines run over where help is Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg.cli.language import in_other_words, said
from kg.messages import message
from kg.wrapping import display_width, wrapped

OF_THE_PARSER: Final = (
    "Options",
    "Arguments",
    "Commands",
    "Show this message and exit.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
    "required",
    "(dynamic)",
    "default: {default}",
    "env var: {var}",
)
"""What the parser of arguments writes into help pages; it asks gettext for most of it, by these texts."""


def fitting(base: Any) -> type:  # noqa: ANN401  (the class of whichever version of typer is there)
    """The class ``base``, which writes help pages (click's ``HelpFormatter``), with lines that fit, in the user's language."""

    def write_usage(self: Any, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ANN401  (as above)
        base.write_usage(self, prog, args, said(message("Usage: ")) if prefix is None else prefix)

    methods = {"write_usage": write_usage, "write_text": _write_text, "write_dl": _write_dl}
    return type(base.__name__, (base,), methods)


def _write_text(self: Any, text: str) -> None:  # noqa: ANN401  (the class of whichever version of typer is there)
    indent = " " * self.current_indent
    paragraphs = ("\n".join(_indented(part, indent, self.width)) for part in text.split("\n\n"))
    self.write("\n\n".join(paragraphs) + "\n")


def _indented(text: str, indent: str, width: int) -> Iterator[str]:
    return (indent + line for line in wrapped(text, width - len(indent)))


def _write_dl(
    self: Any,  # noqa: ANN401  (the class of whichever version of typer is there)
    rows: Iterable[tuple[str, str]],
    col_max: int = 30,
    col_spacing: int = 2,
) -> None:
    """Two columns: options, arguments or commands, and what they are for."""
    listed = list(rows)
    first = min(max((display_width(name) for name, _ in listed), default=0), col_max) + col_spacing
    indent = " " * self.current_indent
    for name, words in listed:
        lines = wrapped(in_other_words(words), max(self.width - first - self.current_indent, 10))
        head = name + " " * (first - display_width(name))
        if display_width(name) > first - col_spacing:
            self.write(f"{indent}{name}\n")
            head = " " * first
        self.write(f"{indent}{head}{lines[0]}".rstrip() + "\n")
        for line in lines[1:]:
            self.write(f"{indent}{' ' * first}{line}\n")

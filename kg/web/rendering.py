"""From a page to what is sent: HTML by its template, or one of its downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.catalogues import SOURCE, words
from kg.code_words import in_language as in_own_words
from kg.concepts import concept_labels
from kg.errors import UsageError
from kg.messages import Message, joined, message, said
from kg.one_line import in_one_line
from kg.query.headings import heading_of
from kg.query.results import render_graph
from kg.version import VERSION
from kg.web.addresses import home, prefix, with_values
from kg.web.asked import FORMATS, Asked, Reply
from kg.wrapping import display_width

if TYPE_CHECKING:
    from jinja2 import Environment

    from kg.web.page import Page

TEMPLATES: Final = Path(__file__).parent / "templates"
_KINDS: Final = {
    "directive": message("directives"),
    "item": message("agenda items"),
    "notice": message("notices"),
    "meeting": message("meetings"),
    "document": message("documents"),
    "agency": message("agencies"),
    "person": message("people"),
    "post": message("posts"),
    "place": message("places"),
    "text": message("running text"),
}
"""What things of each kind are called; the same kinds as ``KIND_WORDS``."""


def reply_of(page: Page, asked: Asked) -> Reply:
    """``page`` in the format that was asked for. Raises UsageError where it has none such."""
    media_type = FORMATS.get(asked.format, "")
    offered = ("html", *page.formats())
    if asked.format not in offered:
        raise UsageError(
            message(
                "This page is not to be had as {format!r}; there are: {formats}.",
                format=asked.format,
                formats=joined(offered),
            )
        )
    return Reply(page.status, media_type, _body(page, asked), _file_name(asked), page.headers)


def html_of(template: str, asked: Asked, **values: object) -> bytes:
    """``template`` with ``values``, in the language that was asked for."""
    text = environment(asked.language).get_template(template).render(asked=asked, **values)
    return text.encode("utf-8", "replace")


def in_language(sentence: str, language: str) -> str:
    """``sentence`` as it is said in ``language``; what is no message stays as it is."""
    return str(_spoken(language)(sentence))


def _body(page: Page, asked: Asked) -> bytes:
    if asked.format in ("csv", "json") and page.table is not None:
        return page.table(asked.format).encode("utf-8", "replace")
    if asked.format == "ttl" and page.triples is not None:
        return "".join(render_graph(page.triples(), "turtle")).encode("utf-8", "replace")
    if asked.format in page.files:
        return page.files[asked.format]()
    downloads = {name: with_values("", {**asked.values, "format": name, "page": ""}) for name in page.formats()}
    return html_of(page.template, asked, downloads=downloads, **page.values)


def _file_name(asked: Asked) -> str | None:
    if asked.format == "html":
        return None
    name = "-".join(filter(None, (asked.page, *asked.path.split("/")[-2:])))
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in name)[:80] + f".{asked.format}"


# ── templates ─────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def environment(language: str) -> Environment:
    """The templates, as they speak ``language``. Whatever is put into one is escaped, unless it is ``Markup``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_spoken(language),
    )
    made.filters["word"] = made.globals["word"] = lambda concept: word(concept, language)
    made.filters["in_one_line"] = in_one_line
    made.filters["as_heading"] = heading_of
    made.tests["short"] = _is_short
    made.filters["told"] = lambda cell, heading: in_own_words(heading, cell, language)
    made.globals.update(
        language=language,
        to=prefix(language),
        home=home,
        unless_outcome=_unless_outcome,
        t=_translated(language),
        kind_of={kind: _spoken(language)(told) for kind, told in _KINDS.items()},
        version=VERSION,
    )
    return made


_SHORT: Final = 14
_SHORT_NAME: Final = 26


def _is_short(text: str) -> bool:
    """Whether a cell is not to be broken on a wide screen: a date, a number, 9月30日前, the name of a file."""
    return display_width(text) <= _SHORT or (text.isascii() and len(text) <= _SHORT_NAME and " " not in text)


def word(concept: str | None, language: str) -> str:
    """The label of a concept in ``language``; what the vocabularies do not have stays as it is."""
    if concept is None:
        return ""
    return concept_labels(language).get(concept) or concept_labels("zh").get(concept, concept)


def _unless_outcome(treatments: Iterable[str], outcomes: Iterable[str]) -> list[str]:
    """Those of ``treatments`` that do not say the same as one of ``outcomes`` (审议通过 is both); concepts, or their Chinese labels."""
    chinese = concept_labels("zh")
    told = {chinese.get(outcome, outcome) for outcome in outcomes}
    return [treatment for treatment in treatments if chinese.get(treatment, treatment) not in told]


def _spoken(language: str) -> Callable[[Any], Any]:
    """A function that says messages in ``language`` and writes nothing for None."""

    def spoken(value: Any) -> Any:  # noqa: ANN401  (whatever a template shows)
        if value is None:
            return ""
        return said(value, words(language)) if isinstance(value, Message) and language != SOURCE else value

    return spoken


def _translated(language: str) -> Callable[..., str]:
    """``t("{count} pages", count=3)`` in ``language``. What it gives is text, which the template escapes."""

    def translated(template: str, /, **values: object) -> str:
        own = template if language == SOURCE else words(language).gettext(template)
        return own.format_map(values) if values else own

    return translated

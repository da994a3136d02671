"""HTML pages: the notice's lines, and what the page's tags say about title, time, publisher and address."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.messages import message
from kg.model import Notice, Page
from kg.read.extras import missing
from kg.read.notice import read_text
from kg.read.options import ReadOptions
from kg.read.outcome import PARSER_ERRORS, Unreadable, said
from kg.read.page_body import body_lines
from kg.read.page_lines import page_lines
from kg.read.plain import text_of
from kg.shipped_rows import shipped_rows

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
_HEAD: Final = 4096  # bytes in which browsers look for the declaration, with room for comments
# Pages have some thousands. Each takes a microsecond or ten, and memory: this is 2 s and 100 MB.
_MAX_TAGS: Final = 100_000
# What stands between an article's title and the site's name in <title>.
_SITE_NAME: Final = re.compile(r"\s*(?:[_|｜]|\s[-–—]+\s|--+|-(?=[^-]*(?:政府|门户|网)[^-]*$)).*", re.DOTALL)

# A page's <title> that names the site and not the article.
_ONLY_SITE: Final = re.compile("(?:网站?|门户|政府|平台|首页|客户端)$")


def read_html(data: bytes, name: str, options: ReadOptions) -> Notice:
    """The notice that one page holds. Raises Unreadable where there is none, or the page is no sound HTML."""
    declared = _DECLARED.search(data[:_HEAD])
    text = text_of(data, options, declared=declared[1].decode("ascii") if declared else None)
    root = _parse(text)
    tags = _tags(root)
    printed = _first_text(root, "title")
    printed = "" if _ONLY_SITE.search(printed) and not _SITE_NAME.search(printed) else printed
    titles = (tags.get("title", ""), _SITE_NAME.sub("", printed), printed)
    page = page_lines(root)
    if not page.lines:
        page = page_lines(root, hidden=True)
    if not page.lines:
        raise Unreadable(
            message("has no text in its body (filled in by a script?): save the page from a browser once it is shown")
        )
    lines, headline = body_lines(page, titles)
    about = Page(
        title=tags.get("title") or headline or titles[1] or None,
        published=tags.get("published"),
        publisher=tags.get("publisher"),
        url=tags.get("url") or _canonical(root),
    )
    return read_text("\n".join(lines), source=name, page=about)


def _parse(text: str) -> HtmlElement:
    if (tags := text.count("<")) > _MAX_TAGS:
        raise Unreadable(
            message(
                "has about {tags} tags, more than {most}: save its main part alone, or give text as .txt",
                tags=tags,
                most=_MAX_TAGS,
            )
        )
    try:
        from lxml import etree
        from lxml.html import HTMLParser, document_fromstring
    except ImportError as error:
        raise missing(error, "HTML", "html") from None

    # Entities that the page defines are never expanded by the HTML parser; huge_tree lifts the limit of 10 MB on one
    # run of text and of 256 on depth (to 2048), within what max_file_bytes lets in.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, *PARSER_ERRORS) as error:
        raise Unreadable(
            message("is no HTML page ({why}): give the page's source, or text as .txt", why=said(error))
        ) from None
    fatal = parser.error_log.filter_from_fatals()
    if fatal:
        raise Unreadable(
            message(
                "cannot be parsed past line {line} ({why}): save it as text",
                line=fatal[0].line,
                why=said_of(fatal[0].message),
            )
        )
    return root


def said_of(message: str) -> str:
    """A parser's message without its advice to programmers."""
    return message.partition(",")[0].strip().rstrip(".")


def _tags(root: HtmlElement) -> dict[str, str]:
    """Our fields from the meta tags, each from the first known name with content."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    fields: dict[str, str] = {}
    for field, name in _known_tags():
        if name in found:
            fields.setdefault(field, found[name])
    return fields


@functools.cache
def _known_tags() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in shipped_rows(Path(__file__).with_name("page_tags.tsv")))


def _first_text(root: HtmlElement, tag: str) -> str:
    for element in root.iter(tag):
        return " ".join(str(element.text_content()).split())
    return ""


def _canonical(root: HtmlElement) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            address: str | None = link.get("href")
            return address
    return None

"""One HTML file for each meeting: its facts, the text with the evidence marked, its items and directives as tables.

Each file holds all it needs: it opens by a double click, asks nothing of any network, and runs no script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kg.concepts import concept_labels
from kg.export.accounts import Account, Part, ToldDirective, ToldItem, account_of
from kg.export.files import written_whole
from kg.export.page_text import Frame, marked_text, marks_of
from kg.export.things import Thing, things_of
from kg.one_line import in_one_line, on_one_line
from kg.store import base_of
from kg.version import VERSION
from kg.vocab import WORDS

if TYPE_CHECKING:
    from kg.source import Source

INDEX: Final = "index.html"
_ThingOf = Callable[[str], Thing]
_LONGEST_NAME: Final = 180
"""Bytes of a file name without its ending; file systems allow 255."""
_ROLES: Final = WORDS["party-roles"]
_INHERITED: Final = WORDS["addressee-basis"]["inherited"]
_CELLS: Final = {
    "序": "no", "原文": "quote", "议题": "quote", "牵头/承办单位": "lead", "配合单位": "co", "督促对象": "over", "时限": "due",
}  # fmt: skip
"""Styles of the cells under each heading: the colours that the same things have in the text."""
_UNSAFE: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|%#', "_"))
_HEAD: Final = (
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
)
_FOOT: Final = (
    "<footer>由 huiyi-kg {version} 从原文生成；标注为机器识别，以原文为准。 Marked by a machine; the text decides.</footer>\n"
    "</main>\n</body>\n</html>\n"
)
_KEY: Final = (
    '<p class="key"><span class="d">要求</span><span class="lead">牵头/承办单位</span><span class="co">配合单位</span>'
    '<span class="over">督促对象</span><span class="due">时限</span><span class="doc">文件</span>'
    '<span class="org">机构</span><span class="who">人员</span></p>\n'
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the index."""

    date: str
    title: str
    file: str
    directives: int


def write_pages(found: Iterable[Account], opened: Source, folder: Path) -> int:
    """Write a file for each meeting of ``found``, and an index, into ``folder``; return the number of meetings.

    Notices about one meeting stand on one page, whole; only those of one meeting are in memory at a time.
    """
    thing_of = things_of(opened)
    notices: dict[str, list[str]] = {}
    for account in found:
        notices.setdefault(account.meeting or account.notice, []).append(account.notice)
    base = base_of(opened)
    entries, taken = [], {INDEX}
    for meeting, graphs in sorted(notices.items()):
        group = [account_of(graph, opened) for graph in graphs]
        name = _file_name(meeting.removeprefix(base), taken)
        taken.add(name)
        with written_whole(folder / name) as output:
            output.write("".join(_page(group, thing_of)).encode("utf-8", "replace"))
        entries.append(
            _Entry(group[0].date or "", _title(group), name, sum(len(account.directives) for account in group))
        )
    with written_whole(folder / INDEX) as output:
        output.write("".join(_index(entries)).encode("utf-8", "replace"))
    return len(entries)


def _file_name(meeting: str, taken: set[str]) -> str:
    """A name that says which meeting it is, legal on every system, and not ``taken``."""
    key = meeting.removeprefix("meeting/").translate(_UNSAFE)
    key = key.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore").strip(". ")
    names = (f"{key}.html" if number == 1 else f"{key}~{number}.html" for number in count(1))
    return next(name for name in names if name not in taken)


def _title(group: Sequence[Account]) -> str:
    return next((text for account in group for text in (account.label, account.title) if text), group[0].notice)


# ── the page of a meeting ─────────────────────────────────────────────────────────────────────────────────────


def _page(group: Sequence[Account], thing_of: _ThingOf) -> Iterator[str]:
    title = _title(group)
    yield _HEAD.format(title=escape(title), style=_style())
    yield f"{_nav(group)}<h1>{escape(title)}</h1>\n"
    yield _facts(group, thing_of)
    for number, account in enumerate(group, start=1):
        prefix = "" if len(group) == 1 else f"{number}-"
        if prefix:
            yield f'<h2 class="notice" id="n{number}">通稿 {number}：{escape(account.title or account.source or "")}</h2>\n'
        if account.items:
            yield f'<section id="{prefix}items">\n<h2>议题 {len(account.items)} 项</h2>\n'
            yield f"{_items(account.items, thing_of)}</section>\n"
        yield f'<div class="pair">\n<section class="told" id="{prefix}told">\n'
        yield f"<h2>要求 {len(account.directives)} 条</h2>\n{_directives(account, prefix)}"
        yield f'</section>\n<section class="source" id="{prefix}text">\n<h2>原文</h2>\n{_KEY}{_origin(account)}'
        yield f'<div class="text">{marked_text(account, marks_of(account, thing_of), Frame(prefix))}</div>\n'
        yield "</section>\n</div>\n"
    yield _FOOT.format(version=VERSION)


def _nav(group: Sequence[Account]) -> str:
    """To the index, and down the page: to its parts, or to the notices where there are several."""
    if len(group) == 1:
        parts = [("items", "议题"), ("told", "要求"), ("text", "原文")]
        down = parts if group[0].items else parts[1:]
    else:
        down = [(f"n{number}", f"通稿 {number}") for number in range(1, len(group) + 1)]
    links = "".join(f'<a href="#{anchor}">{name}</a>' for anchor, name in down)
    return f'<nav><a href="{INDEX}">全部会议</a>{links}</nav>\n'


def _facts(group: Sequence[Account], thing_of: _ThingOf) -> str:
    """Of the meeting; of several notices, what any of them says (days that differ stand side by side)."""
    chairs = [
        thing_of(attendance.person).label
        for account in group
        for attendance in account.attendances
        if attendance.role == WORDS["participation-roles"]["chair"]
    ]
    directives = [directive for account in group for directive in account.directives]
    return _listed(
        ("日期", _joined(account.date for account in group) or "未写明"),
        ("召开", _joined(None if account.body is None else thing_of(account.body).label for account in group)),
        ("主持", _joined(chairs)),
        ("要求", f"{len(directives)} 条"),
        ("有时限", f"{sum(directive.deadline is not None for directive in directives)} 条"),
    )


def _joined(words: Iterable[str | None]) -> str:
    """Each once, in the order in which they come."""
    return "、".join(dict.fromkeys(word for word in words if word))


def _origin(account: Account) -> str:
    return _listed(
        ("出处", account.source),
        ("网址", account.url),
        ("发布", account.publisher),
        ("发布日期", account.published),
    )


def _listed(*facts: tuple[str, str | None]) -> str:
    shown = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts if value)
    return f'<dl class="facts">{shown}</dl>\n'


def _items(items: Sequence[ToldItem], thing_of: _ThingOf) -> str:
    rows = [
        [
            str(item.order),
            escape(item.title),
            _words((*item.treatments, *item.outcomes)),
            escape("".join(f"《{thing_of(document).label}》" for document in item.documents)),
        ]
        for item in items
    ]
    return _table(("序", "议题", "处理", "文件"), rows, [""] * len(rows))


def _directives(account: Account, prefix: str) -> str:
    rows = []
    for number, directive in enumerate(account.directives, start=1):
        parties = [_parties(directive, *roles) for roles in (("lead", "responsible"), ("co-actor",), ("overseen",))]
        if directive.basis == _INHERITED and parties[0]:
            parties[0] += ' <span class="soft">承前</span>'
        rows.append(
            [
                f'<a class="n" href="#t{prefix}{number}">{number}</a>',
                escape(in_one_line(directive.passage.quote)),
                parties[0] or '<span class="soft">未写明</span>',
                *parties[1:],
                _deadline(directive),
            ]
        )
    ids = [f' id="r{prefix}{number}"' for number in range(1, len(rows) + 1)]
    return _table(("序", "原文", "牵头/承办单位", "配合单位", "督促对象", "时限"), rows, ids)


def _parties(directive: ToldDirective, *roles: str) -> str:
    wanted = [_ROLES[role] for role in roles]
    return escape(_joined(_surface(part) for part in directive.parts if part.role in wanted))


def _surface(part: Part) -> str:
    return "" if part.passage is None else on_one_line(part.passage.quote)


def _deadline(directive: ToldDirective) -> str:
    if directive.deadline is None:
        return ""
    due = f" <time>{directive.due}</time>" if directive.due is not None else ' <span class="soft">日期未定</span>'
    return f"{escape(directive.deadline)}{due}"


def _words(concepts: Iterable[str]) -> str:
    return escape("、".join(dict.fromkeys(concept_labels("zh").get(concept, concept) for concept in concepts)))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], ids: Sequence[str]) -> str:
    """A table of HTML cells; where it is narrow each row becomes a card, with the heads in front of the cells."""
    body = "".join(
        f"<tr{row_id}>"
        + "".join(
            f'<td class="{_CELLS.get(head, "")}" data-h="{head}">{cell}</td>'
            for head, cell in zip(heads, row, strict=True)
        )
        + "</tr>\n"
        for row, row_id in zip(rows, ids, strict=True)
    )
    head = "".join(f"<th>{name}</th>" for name in heads)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


# ── the index ─────────────────────────────────────────────────────────────────────────────────────────────────


def _index(entries: Iterable[_Entry]) -> Iterator[str]:
    ordered = sorted(entries, key=lambda entry: (entry.date, entry.title, entry.file), reverse=True)
    yield _HEAD.format(title="会议", style=_style())
    yield f'<h1>会议 {len(ordered)} 次</h1>\n<ul class="list">\n'
    for entry in ordered:
        about = f"{entry.date or '日期未写明'} · 要求 {entry.directives} 条"
        yield f'<li><a href="{quote(entry.file)}">{escape(entry.title)}</a><br><small>{about}</small></li>\n'
    yield "</ul>\n"
    yield _FOOT.format(version=VERSION)


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")

"""An agency: what it was told to do, as a ledger that can be filtered, with whom, and which meetings it convened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kg.errors import UsageError
from kg.export.accounts import account_of
from kg.local_time import now
from kg.lookup import label_of
from kg.messages import message
from kg.query import asked as ask
from kg.query import days_of, question_of, shipped_query
from kg.query.directives import ROLE_WORDS, DirectiveRow, Wanted, directive_rows
from kg.query.groups import groups_of
from kg.source import Solutions
from kg.vocab import DCTERMS, ELI_DL, KG, ORG, SCHEMA, SKOS, WORDS
from kg.web.addresses import with_values
from kg.web.asked import Asked
from kg.web.cards import cards_by_iri, records
from kg.web.linked import Fact, Link, known, plain, shared
from kg.web.others import others
from kg.web.page import Page, Shelf
from kg.web.paging import LENGTH, number_of, part_of, require_some

_MOST: Final = 30
"""Partners and meetings that are listed."""
_ROLES: Final = {word: ROLE_WORDS[iri] for word, iri in WORDS["party-roles"].items()}
_BASES: Final = tuple(WORDS["addressee-basis"])
_Test = Callable[[DirectiveRow, str], bool]
DEADLINES: Final[Mapping[str, tuple[str, _Test]]] = {
    "stated": (message("with a deadline"), lambda row, _: row.deadline is not None),
    "dated": (message("with a day"), lambda row, _: row.due is not None),
    "past": (message("the day has passed"), lambda row, today: row.due is not None and row.due < today),
    "ahead": (message("the day is to come"), lambda row, today: row.due is not None and row.due >= today),
    "none": (message("without a deadline"), lambda row, _: row.deadline is None),
}
"""Choices of the filter by deadline: what they are called, and which rows they let pass on a day (ISO)."""


def agency(iri: str, asked: Asked, shelf: Shelf) -> Page:
    """The agency or group with the IRI ``iri``."""
    groups = groups_of(iri, shelf.opened)
    parties = {**(groups if asked.value("groups") else {}), iri: None}
    everything = directive_rows(shelf.opened, Wanted(parties))
    whenever = _filtered(everything, asked, now().date().isoformat())
    rows = _in_period(whenever, asked)
    offset = (number_of(asked) - 1) * LENGTH
    shown = rows[offset : offset + LENGTH]
    require_some(shown, asked)
    values = {
        "iri": iri,
        "title": shelf.thing_of(iri).label,
        "kind": shelf.walk.shared(iri, DCTERMS.type),
        "known": _known(iri, shelf),
        "total": len(everything),
        "found": len(rows),
        "undated": 0 if len(rows) == len(whenever) else sum(row.date is None for row in whenever),
        "cards": cards_by_iri([(row.directive, row.notice) for row in shown], shelf),
        "rows": shown,
        "part": part_of(asked, more=len(rows) > offset + LENGTH),
        "deadlines": {name: told for name, (told, _) in DEADLINES.items()},
        "roles": WORDS["party-roles"],
        "bases": WORDS["addressee-basis"],
        "groups": [Link(name or group, shelf.address(group)) for group, name in groups.items()],
        "partners": _partners(iri, shelf),
        "meetings": _convened(iri, shelf),
        "picture": _picture(asked),
    }
    return Page(
        "agency.html",
        values,
        table=lambda form: _records(rows, shelf, form),
        triples=lambda: shelf.described(iri),
        files={"xlsx": lambda: _workbook(frozenset(parties), asked, shelf)},
    )


def _picture(asked: Asked) -> str:
    """Where the picture of what stands around it lies, of the same period."""
    path = f"/graph/{asked.here.partition('?')[0].removeprefix('/page/')}"
    return with_values(path, {name: asked.value(name) for name in ("since", "until")})


def _known(iri: str, shelf: Shelf) -> list[Fact]:
    """Its other names, its place, what it is part of, and of a group which members it has."""
    walk = shelf.walk
    wholes = [link for one in shelf.thing_of(iri).related(ORG.subOrganizationOf) for link in shared(one, shelf)]
    return known(
        (
            (message("also called"), plain(*walk.values(iri, SKOS.altLabel, walk.entities))),
            (message("of the place"), shared(walk.shared(iri, KG.place), shelf)),
            (message("part of"), wholes),
            (message("whose members are"), plain(walk.shared(iri, KG.groupRule))),
            (message("linked to"), others(iri, shelf)),
        )
    )


def _filtered(rows: list[DirectiveRow], asked: Asked, today: str) -> list[DirectiveRow]:
    """The rows that pass the filters of the address but those by day, the newest meeting first. Raises UsageError for one there is not."""
    deadline, role, basis = (asked.value(name) for name in ("deadline", "role", "basis"))
    for given, offered in ((deadline, DEADLINES), (role, _ROLES), (basis, _BASES)):
        if given and given not in offered:
            raise UsageError(
                message("There is no filter {given!r}; there are: {offered}.", given=given, offered=", ".join(offered))
            )
    passed = [
        row
        for row in rows
        if (not deadline or DEADLINES[deadline][1](row, today))
        and (not role or _ROLES[role] in (row.role or "").split("、"))
        and (not basis or row.basis == basis)
    ]
    passed.sort(key=lambda row: row.date or "", reverse=True)
    return passed


def _in_period(rows: list[DirectiveRow], asked: Asked) -> list[DirectiveRow]:
    """Those of meetings in the period of the address, where it has one: a meeting whose day is not known is in none."""
    since, until = days_of(asked.value("since") or None, asked.value("until") or None)
    if since is None and until is None:
        return rows
    return [row for row in rows if row.date is not None and (since or row.date) <= row.date <= (until or row.date)]


def _records(rows: list[DirectiveRow], shelf: Shelf, form: str) -> str:
    accounts = [account_of(notice, shelf.opened) for notice in dict.fromkeys(row.notice for row in rows)]
    return records(accounts, shelf, frozenset(row.directive for row in rows)).written(form)


def _workbook(parties: frozenset[str], asked: Asked, shelf: Shelf) -> bytes:
    """The ledger of these parties, as ``kg ledger`` writes it."""
    from kg.ledger.columns import Clock
    from kg.ledger.lines import Selection
    from kg.ledger.rows import belongs, ledger_lines
    from kg.ledger.workbook import Layout, xlsx

    since, until = days_of(asked.value("since") or None, asked.value("until") or None)
    period = Selection(since=since, until=until)
    whenever = [line for line in ledger_lines(shelf.opened, Selection(parties)) if belongs(line)]
    lines = [line for line in whenever if period.holds(line.date)]
    return xlsx(shelf.opened, lines, Clock(now().date()), Layout(undated=period.left_out(whenever)))


def _partners(iri: str, shelf: Shelf) -> list[Link]:
    """With whom it stands in the same directives, the most frequent first."""
    found = ask(shelf.opened, question_of(shipped_query("agency-partners"), {"agency": iri}))
    if not isinstance(found, Solutions):
        return []
    partners = []
    for row in found:
        other, label, count = (getattr(row[name], "value", "") for name in ("other", "otherLabel", "directives"))
        partners.append(Link(label or other, shelf.address(other), count))
        if len(partners) == _MOST:
            break
    return partners


def _convened(iri: str, shelf: Shelf) -> list[Link]:
    """The meetings that it convened, the newest first."""
    walk = shelf.walk
    found = {
        meeting: walk.value(meeting, SCHEMA.startDate, notice) or ""
        for meeting, notice in walk.subjects(ELI_DL.had_responsible_organization, iri)
    }
    newest = sorted(found.items(), key=lambda pair: (pair[1], pair[0]), reverse=True)[:_MOST]
    return [Link(label_of(meeting, shelf.opened), shelf.address(meeting), date) for meeting, date in newest]

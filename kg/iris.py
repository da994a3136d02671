"""The one place that mints IRIs for individuals: meetings, organisations, documents, people, places, notices.

Keys are natural (what a Chinese reader would call the thing), so two offices that never spoke give the same IRI to
the same thing. IRIs keep their Chinese characters (RFC 3987); only characters that an IRI or a path segment may not
hold are percent-encoded. Where the place of something is unknown its key lies under the notice that names it:
such an IRI claims nothing beyond that notice.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.errors import UsageError
from kg.messages import message
from kg.model import Span

BASE = "https://w3id.org/huiyi/id/"
_A_BASE = re.compile(r"""[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`?#]+/""")
_NOTICES: Final = "/notice/"
"""Between the base and the id of a notice. No base holds it, so that it says of any IRI whether it is a notice's."""
_A_NOTICE: Final = re.compile(f"{_NOTICES}[0-9a-f]{{16}}")
_NOTICE_LENGTH: Final = len(_NOTICES) + 16

# Outside RFC 3987 `isegment`, or a delimiter between our segments. Private-use and unassigned characters are not
# legal in a path either; `_escape` tests those by category, since there are too many to list.
_PLAIN = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@\-\u00b7\u2014\u2018-\u201d\u3001-\u3017\u3400-\u9fff\uff01-\uff5e]+")
_ALWAYS_ESCAPED = frozenset(' "#%/<>?[\\]^`{|}')

# One way of writing per sign, so that a title copied by two offices gives one key.
_FOLD = str.maketrans(
    "()[]【】〈〉<>,:;!?－–-~～•‧「」『』＂"
    + "".join(chr(code) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()),
    "（）〔〕〔〕《》《》，：；！？—————··“”“”“"
    + "".join(chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()),
)


def checked_base(text: str) -> str:
    """``text`` if it can be the base of IRIs; else UsageError."""
    if _A_BASE.fullmatch(text) is None or _NOTICES in text:
        raise UsageError(
            message(
                "{text!r} cannot be the base of IRIs: give an absolute IRI that ends in / and holds no {name}.",
                text=text,
                name=_NOTICES,
            )
        )
    return text


def is_notice(iri: str, base: str | None = None) -> bool:
    """Whether ``iri`` is a notice's, which is also its graph's; with ``base``, one below it.

    What a notice says has longer IRIs, and so has what only one notice names (``…/notice/ID/org/区财政局``).
    """
    return _A_NOTICE.fullmatch(iri[-_NOTICE_LENGTH:]) is not None and (
        base is None or iri[:-_NOTICE_LENGTH] == base.removesuffix("/")
    )


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` as a key: spaces gone, one form for brackets, quotes, dashes and digits.

    Idempotent. Straight quotes are paired by order, since they do not say which side they are on.
    """
    text = "".join(text.split()).translate(_FOLD)
    if "——" in text:
        text = re.sub("—{2,}", "—", text)
    if '"' in text:
        parts = text.split('"')
        text = parts[0] + "".join(("“" if i % 2 == 0 else "”") + part for i, part in enumerate(parts[1:]))
    return text


_ORG_PLACE = re.compile(r"/org/(\d{6,12})/")


def org_place(iri: str) -> str | None:
    """The adcode in the IRI of an organisation; None where its place is not known."""
    match = _ORG_PLACE.search(iri)
    return match[1] if match is not None else None


_PERSON: Final = re.compile(r"(?P<base>.*/)person/(?P<place>\d{6,12})/(?P<organ>[^/]+)/[^/]+")


def person_organ(iri: str) -> str | None:
    """The IRI of the organ that the IRI of a person names; None where the person's place is not known."""
    match = _PERSON.fullmatch(iri)
    return f"{match['base']}org/{match['place']}/{match['organ']}" if match is not None else None


# ── IRIs of others ────────────────────────────────────────────────────────────────────────────────────────────

_FOREIGN: Final = re.compile(
    '(?:https?://[^\x00-\x20/?#<>"{}|\\\\^`]+|urn:[a-z0-9][a-z0-9-]*:)[^\x00-\x20<>"{}|\\\\^`]*', re.IGNORECASE
)
_LONGEST_IRI: Final = 2000
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_AN_ITEM: Final = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(?P<item>Q[1-9]\d{0,11})")


def foreign_iri(text: str) -> str | None:
    """``text`` as an absolute IRI (http, https, urn) that can be written into a graph; None where it is none.

    What Wikidata calls an item is ``http://www.wikidata.org/entity/Q42``; the address of its page and ``wd:Q42`` are put right.
    """
    written = text.strip()
    if ":" in written and (item := wikidata_iri(written)) is not None:
        return item
    if len(written) > _LONGEST_IRI or _FOREIGN.fullmatch(written) is None:
        return None
    # Spaces of any kind, control characters and lone surrogates are no part of an IRI.
    if any(unicodedata.category(char)[0] in "CZ" for char in written):
        return None
    from pyoxigraph import NamedNode

    try:
        return NamedNode(written).value
    except ValueError:  # a broken %-sequence, a port that is no number
        return None


def wikidata_iri(text: str) -> str | None:
    """The IRI of the Wikidata item that ``text`` (``Q42``, ``wd:Q42``, an address of it) names; None where it names none."""
    match = _AN_ITEM.fullmatch(text.strip())
    return f"{_WIKIDATA}{match['item']}" if match is not None else None


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=65536)
def segment(text: str) -> str:
    """``text`` as one path segment of an IRI; injective.

    Raises ValueError for an empty text: an empty segment would make two different keys look alike.
    """
    if not text:
        raise ValueError("an IRI segment cannot be empty: give the notice's key where a name is not known")
    if _PLAIN.fullmatch(text) and text not in {".", ".."}:
        return text
    if text in {".", ".."}:
        return text.replace(".", "%2E")
    return "".join(_escape(c) for c in text)


def _escape(char: str) -> str:
    # Categories C (control, private use, unassigned) and Z (spaces) hold what no IRI may, and so do plane 14's first 4096
    # characters (variation selectors, a letter's accents by category): RFC 3987, ucschar.
    if (
        char not in _ALWAYS_ESCAPED
        and unicodedata.category(char)[0] not in "CZ"
        and not "\U000e0000" <= char <= "\U000e0fff"
    ):
        return char
    # A lone surrogate has no UTF-8 form; `surrogatepass` still gives it three bytes of its own.
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints IRIs below ``base`` (which ends in ``/``). All methods are pure and cheap."""

    base: str = BASE

    def _join(self, *parts: str) -> str:
        return self.base + "/".join(map(segment, parts))

    # ── shared things ─────────────────────────────────────────────────────────────────────────────────────────

    def place(self, code: str) -> str:
        """The administrative division with this code (GB/T 2260, or nine digits for towns)."""
        return self._join("place", code)

    def org(self, place: str | None, name: str, *, notice: str) -> str:
        """The organisation called ``name``: its canonical name without its place, or the surface when unresolved.

        ``place`` is the adcode, ``000000`` for organs of the whole country. None puts the key under
        ``notice`` (its id).
        """
        key = fold(name)
        return self._join("org", place, key) if place is not None else self._join("notice", notice, "org", key)

    def post(self, agency: str, title: str) -> str:
        """The post ``title`` at the organisation whose IRI is ``agency``."""
        return f"{agency}/{segment('post')}/{segment(fold(title))}"

    def person(self, place: str | None, organ: str, name: str, *, notice: str) -> str:
        """The person ``name`` at ``organ`` of ``place``: a namesake elsewhere is another person until judged."""
        if place is None:
            return self._join("notice", notice, "person", fold(name))
        return self._join("person", place, fold(organ), fold(name))

    def document(
        self,
        title: str,
        *,
        notice: str,
        number: str | None = None,
        alone: bool = True,
        place: str | None = None,
        year: str | None = None,
    ) -> str:
        """The document: by its 文号 when it has one, else by its folded title.

        ``alone`` False says that the title names a different document elsewhere (政府工作报告, 实施方案): then
        the place and, where given, the year stand in front, or, with no place, the notice.
        """
        if number is not None:
            return self._join("doc", fold(number))
        key = fold(title)
        if alone:
            return self._join("doc", key)
        if place is None:
            return self._join("notice", notice, "doc", key)
        return self._join("doc", place, year, key) if year is not None else self._join("doc", place, key)

    def meeting(
        self,
        place: str | None,
        organ: str,
        kind: str,
        *,
        notice: str,
        term: int | None = None,
        number: int | None = None,
        year: str | None = None,
        date: str | None = None,
    ) -> str:
        """The meeting: by term and number (``17-62``), by year and number (``y2024-12``), else by date.

        ``year`` is given where the number counts within the year. A number without its term comes again in the
        next term, so the date decides then; with neither, or with no place, the meeting is the notice's own.
        """
        if place is not None:
            head = ("meeting", place, fold(organ), fold(kind))
            if number is not None and year is not None:
                return self._join(*head, f"y{year}-{number}")
            if number is not None and term is not None:
                return self._join(*head, f"{term}-{number}")
            if date is not None:
                return self._join(*head, date)
        return self._join("notice", notice, "meeting")

    # ── the notice and what it says ───────────────────────────────────────────────────────────────────────────

    def notices(self) -> str:
        """What the IRIs of all notices begin with."""
        return f"{self._join('notice')}/"

    def notice(self, notice: str) -> str:
        """The notice with this id (16 hex digits), and the named graph that holds what it says."""
        return self._join("notice", notice)

    def evidence(self, notice: str, span: Span) -> str:
        """The characters ``span`` of the notice's text, as an RFC 5147 fragment (counted in code points)."""
        return f"{self.notice(notice)}#char={span.start},{span.end}"

    def doubt(self, notice: str, number: int) -> str:
        """The ``number``-th thing (from 1) that was seen in the notice and left open."""
        return f"{self.notice(notice)}/doubt/{number}"

    def account(self, meeting: str, notice: str) -> str:
        """The meeting as the notice with this id tells it: what items, directives and participations hang under.

        Two notices of one meeting number their items differently (docs/decisions/0101-accounts.md). A meeting
        whose IRI lies under the notice already has no other account.
        """
        return meeting if meeting.startswith(self.notice(notice)) else f"{meeting}@{notice[:8]}"

    def item(self, meeting: str, order: int) -> str:
        """Agenda item ``order`` (from 1) of the meeting, given by its ``account``."""
        return f"{meeting}/item/{order}"

    def treatment(self, item: str, number: int) -> str:
        """How the item was treated, ``number``-th treatment (from 1)."""
        return f"{item}/treatment/{number}"

    def directive(self, meeting: str, item: int | None, number: int) -> str:
        """Directive ``number`` (from 1) under agenda item ``item`` (0 when it belongs to none)."""
        return f"{meeting}/directive/{0 if item is None else item}.{number}"

    def allocation(self, directive: str, number: int) -> str:
        """The part that one party has in a directive, ``number``-th party (from 1)."""
        return f"{directive}/allocation/{number}"

    def participation(self, meeting: str, number: int) -> str:
        """One person's part in a meeting, ``number``-th person (from 1)."""
        return f"{meeting}/participation/{number}"

    # ── the machinery ─────────────────────────────────────────────────────────────────────────────────────────

    def agent(self, version: str) -> str:
        """This software, in one version: who made the statements."""
        return self._join("agent", "huiyi-kg", version)

    def link(self, digest: str) -> str:
        """What somebody decided about a thing of the graph and one of others', known by the digest of its content."""
        return self._join("link", digest)

    def graph(self, name: str) -> str:
        """A graph that is not a notice's: ``entities``, ``links``, ``ledger``."""
        return self._join("graph", name)

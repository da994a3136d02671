"""The types that travel along the straight line. Frozen, without behaviour beyond small look-ups.

What a notice has by the dozen is a NamedTuple: made in a third of a frozen dataclass's time.

All offsets are Unicode code points into ``Notice.text`` (as Python counts), half-open. Strings that name
kinds, treatments, roles and so on are the Chinese words of ``ontology/vocabularies/`` (``skos:prefLabel``@zh
or ``skos:notation``); ``quads`` turns them into IRIs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

from kg.one_line import parts_words

T = TypeVar("T")

PersonRole = Literal["chair", "attendee", "observer", "presenter", "other"]
Basis = Literal["explicit", "inherited", "none"]
PartyRole = Literal["lead", "responsible", "co-actor", "overseen"]
# organization: a body with a name; group: 各镇(街), 各部门; elided: 规划、财政等部门 (kept whole);
# place: a place that is addressed as its government (雷州市要…); people: 各级领导干部 (addressee only, no agency).
AgencyKind = Literal["organization", "group", "elided", "place", "people"]
# By when a stated deadline is exact: day 10月31日前, month 10月底前, quarter, year 年底前, open 近期 (no date).
Precision = Literal["day", "month", "quarter", "season", "year", "open"]


class Span(NamedTuple):
    """Half-open offsets into ``Notice.text``, in code points. A NamedTuple because scanning makes thousands."""

    start: int
    end: int


class Located(NamedTuple, Generic[T]):
    """A value, where the text says it, by which rule, and how sure we are (0..1).

    ``span`` is None only for values that came from the page's own metadata (HTML meta tags, table columns) or the user.
    """

    value: T
    span: Span | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """What the container said about the notice besides its text (HTML meta tags, columns of a table).

    ``given_day`` is the day of publication that the user gives it, for a notice that tells none (``kg.read.given_day``).
    """

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    given_day: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One published notice. ``text`` never changes after reading; every offset points into it.

    ``id`` is the first 16 hex digits of the SHA-256 of ``text`` in UTF-8. ``source`` says where it was read
    (a path relative to the input root, ``archive.zip!member``, ``table.jsonl#7``, or ``-``); it is for people
    and never part of an identity. ``soft_breaks`` are the line breaks that only a width made, with the spaces around
    them (``kg.read.soft_breaks``): the text is read as if they were not there.
    """

    id: str
    text: str
    source: str
    page: Page = Page()
    soft_breaks: tuple[Span, ...] = ()

    def quote(self, span: Span) -> str:
        """The characters of ``span``, exactly as stored."""
        return self.text[span.start : span.end]

    def words(self, span: Span) -> str:
        """What ``span`` says: its characters without soft breaks, with a space for one that parts Latin words."""
        if not self.soft_breaks:
            return self.quote(span)
        said, at = [], span.start
        for number in range(bisect_left(self.soft_breaks, span), len(self.soft_breaks)):
            soft_break = self.soft_breaks[number]
            if soft_break.end >= span.end:
                break
            said += [self.text[at : soft_break.start], " " if self.parts_words(soft_break) else ""]
            at = soft_break.end
        return "".join(said) + self.text[at : span.end]

    def parts_words(self, soft_break: Span) -> bool:
        """Whether a soft break stands for a space (``one_line.parts_words``)."""
        return parts_words(self.text[soft_break.start - 1], self.text[soft_break.end])


@dataclass(frozen=True, slots=True)
class NoticeFields:
    """What the page says about itself."""

    title: Located[str] | None = None
    published: Located[str] | None = None  # ISO 8601, as precise as printed: 2023-11-13 or 2023-11-13T17:51:56
    publisher: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class MeetingFields:
    """The meeting itself. ``body`` is the organ as the text writes it; ``resolve`` gives its full name."""

    body: Located[str] | None = None  # surface, such as 市政府
    kind: Located[str] | None = None  # 常务会议 党组会议 党组(扩大)会议 ...
    term: Located[int] | None = None  # 第十七届
    number: Located[int] | None = None  # 第62次
    yearly: bool = False  # number counts within the year (2024年第八次), not within the term
    date: Located[str] | None = None  # ISO date
    end_date: Located[str] | None = None  # last day, where the meeting took several
    chair: Located[str] | None = None
    delegated_by: Located[str] | None = None  # 受X委托
    also: tuple[str, ...] = ()  # other meetings held together with it (党组会议暨常务会议)
    undisclosed: Span | None = None  # 会议还研究了其他事项


class Post(NamedTuple):
    """A post as written (``市委副书记``), and where."""

    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """One named person; ``span`` is the first mention of the name."""

    name: str
    span: Span
    posts: tuple[Post, ...]
    role: PersonRole
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """One law, plan or other document, under its longest title.

    ``title`` is the text inside the outer brackets; ``span`` its first full mention (inside the brackets);
    ``mentions`` are all mentions, short ones too. ``printed`` is the title that a 关于印发X的通知 prints.
    """

    title: str
    span: Span
    kind: str  # 法律 行政法规 ... 其他
    short: str | None
    mentions: tuple[Span, ...]
    number: Located[str] | None = None  # 文号
    issuer: Located[str] | None = None  # surface of the issuing organ inside the title
    printed: Located[str] | None = None
    draft: str | None = None  # 送审稿 草案 讨论稿 ...
    rule: str = ""
    confidence: float = 1.0


class Agency(NamedTuple):
    """One surface form of an organisation or of a group of them; ``mentions`` in reading order."""

    surface: str
    kind: AgencyKind
    mentions: tuple[Span, ...]
    rule: str
    confidence: float


class AgendaItem(NamedTuple):
    """One matter the meeting took up. ``documents`` are titles as in ``Document.title``."""

    order: int  # from 1
    span: Span
    treatments: tuple[str, ...]  # 传达学习 听取汇报 审议 ...
    outcomes: tuple[str, ...]  # 审议通过 原则通过 原则同意 提请审议 暂缓 ... (words of ontology/vocabularies/outcomes)
    documents: tuple[str, ...]
    subject: Span  # the words that name the matter (lead clause or heading)
    rule: str
    confidence: float
    passages: tuple[Span, ...] = ()  # of a speech on several matters, those on this one; no part of the item's span


class Party(NamedTuple):
    """Somebody a directive names: as written, where, and as what.

    For an inherited addressee ``span`` points to the earlier words, outside the directive's own span.
    """

    surface: str
    span: Span
    role: PartyRole
    kind: AgencyKind = "organization"


class Deadline(NamedTuple):
    """By when: as written, and as a date where that can be known (``precision`` open: it cannot)."""

    surface: str
    span: Span
    date: str | None  # ISO date of the last day
    precision: Precision
    rule: str
    confidence: float = 0.95


class Supervision(NamedTuple):
    """Whether a supervision office could follow the directive up, with the reasons (named party, act, object, measure)."""

    supervisable: bool
    reasons: tuple[str, ...]


class Directive(NamedTuple):
    """A stretch in which the meeting asks for something to be done."""

    span: Span
    parties: tuple[Party, ...]
    basis: Basis
    deadline: Deadline | None
    item: int | None  # AgendaItem.order
    modality: str  # the modal or opening word: 要 须 必须 务必 不得 严禁 由…负责 请 责成 同意 (assertion: 会议要求 without modal)
    supervision: Supervision
    rule: str
    confidence: float
    topic: str | None = None
    other_deadlines: tuple[
        Deadline, ...
    ] = ()  # what it says by when besides ``deadline``, and no act of its own could be told for

    def surfaces(self, *roles: PartyRole) -> tuple[str, ...]:
        """Surface forms of the parties with one of ``roles``, in reading order."""
        return tuple(p.surface for p in self.parties if p.role in roles)


class Doubt(NamedTuple):
    """Something seen and left unresolved: kept, counted, never guessed away."""

    kind: str  # unknown-agency, two-places, two-addressees, deadline-open, unread-title ...
    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one notice says, of itself. No other notice was looked at."""

    notice: Notice
    fields: NoticeFields
    meeting: MeetingFields
    people: tuple[Person, ...] = ()
    documents: tuple[Document, ...] = ()
    agencies: tuple[Agency, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    directives: tuple[Directive, ...] = ()
    doubts: tuple[Doubt, ...] = ()


# ── resolve: names become identities ──────────────────────────────────────────────────────────────────────────


class Place(NamedTuple):
    """An administrative division: code (6 digits GB/T 2260, 9 for towns), name, level, codes of its parents."""

    code: str
    name: str
    level: Literal["country", "province", "prefecture", "county", "town"]
    parents: tuple[str, ...]  # from the province down


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """Who a surface form is. ``canonical`` is None for groups and wherever the place cannot be known."""

    iri: str
    label: str  # canonical name, a district's without its city (the same from every notice), else the surface form
    canonical: str | None
    kind: AgencyKind
    place: str | None  # adcode
    parent: str | None  # IRI of the organisation it is part of
    closed: bool | None  # groups: can the members be listed (各镇(街)) or not (各有关部门)? None for organisations
    rule: str
    confidence: float
    group_rule: str | None = None  # groups: which organisations (kind word), of which place
    alternative: str | None = None  # of a district: the name with its city in front


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """Which document a title is."""

    iri: str
    title: str
    place: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Which person a name is: never beyond the organ that the notice is of."""

    iri: str
    name: str
    posts: Mapping[str, str] = field(default_factory=dict)  # post surface -> post IRI
    post_agencies: Mapping[str, str | None] = field(default_factory=dict)  # post surface -> agency IRI


@dataclass(frozen=True, slots=True)
class Resolution:
    """Identities for everything in one ``Analysis``; made without seeing any other notice."""

    notice: str  # IRI of the notice, and of its named graph
    meeting: str  # IRI
    body: AgencyRef | None
    place: Place | None
    agencies: Mapping[str, AgencyRef]  # by surface; holds every party and issuer too
    documents: Mapping[str, DocumentRef]  # by title
    people: Mapping[str, PersonRef]  # by name
    places: tuple[Place, ...] = ()  # every place that is referred to, with its parents
    doubts: tuple[Doubt, ...] = ()
    meeting_day: str | None = None  # IRI that the meeting has where neither term nor year is told: by its day

"""One notice as it is compared: from a store, or from a file that was just read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.concepts import concept_labels
from kg.errors import InputError
from kg.export.accounts import Account, Part, Passage, ToldDirective, account_of
from kg.iris import fold
from kg.lookup import label_of
from kg.messages import message
from kg.one_line import on_one_line
from kg.store.walk import Walk
from kg.vocab import DC, DCTERMS, ELI_DL, KG, NIF, PROV, RDF, SCHEMA, WORDS

if TYPE_CHECKING:
    from kg.settings import Settings
    from kg.source import Source

_ROLES: Final = WORDS["party-roles"]
FIELDS: Final = {
    DCTERMS.title: "标题", DCTERMS.issued: "发布时间", DC.publisher: "发布者",
    ELI_DL.had_responsible_organization: "机构", DCTERMS.type: "会议种类", KG.term: "届", KG.number: "次",
    SCHEMA.startDate: "日期", SCHEMA.endDate: "末日", KG.chairedBy: "主持人",
    ELI_DL.participation_in_name_of: "委托人",
}  # fmt: skip
"""The fields that are compared, in this order, and what a table calls them."""


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a field, and the words it was read from (None where the page's tags told it)."""

    name: str
    value: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Party:
    """Who is named: in which role (one word in Chinese), under which IRI, as written."""

    role: str
    iri: str
    surface: str

    def is_same(self, other: Party) -> bool:
        """Whether both mean the same party in the same role. A name whose place is unknown is known by its words."""
        return self.role == other.role and (self.iri == other.iri or fold(self.surface) == fold(other.surface))


@dataclass(frozen=True, slots=True)
class Demand:
    """One directive. ``item`` is the IRI of its agenda item, ``due`` an ISO date, ``force`` the word that demands."""

    iri: str
    passage: Passage
    item: str | None
    parties: tuple[Party, ...]
    deadline: str | None
    due: str | None
    force: str | None

    def addressees(self) -> tuple[str, ...]:
        """Who must act, as written."""
        return tuple(
            p.surface for p in self.parties if p.role in (ADDRESSED[_ROLES["lead"]], ADDRESSED[_ROLES["responsible"]])
        )


ADDRESSED: Final = {
    _ROLES["lead"]: "牵头",
    _ROLES["responsible"]: "责任",
    _ROLES["co-actor"]: "配合",
    _ROLES["overseen"]: "督促对象",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One agenda item; ``documents`` are titles, treatments and outcomes words in Chinese."""

    iri: str
    order: int
    title: str
    passage: Passage
    documents: tuple[str, ...]
    treatments: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What one notice says, ready to be compared. Offsets are code points into ``text``, half-open."""

    source: str
    notice: str
    meeting: str | None
    label: str
    published: str | None
    text: str
    fields: tuple[Field, ...]
    matters: tuple[Matter, ...]
    demands: tuple[Demand, ...]


def version_of_notice(notice: str, opened: Source) -> Version:
    """The notice with this IRI, as the store has it."""
    account, walk = account_of(notice, opened), Walk(opened)
    return Version(
        source=account.source or notice,
        notice=notice,
        meeting=account.meeting,
        label=account.label or account.title or notice,
        published=account.published,
        text=account.text,
        fields=tuple(_fields(account, walk)),
        matters=tuple(_matters(account, walk)),
        demands=tuple(map(_demand, account.directives)),
    )


def version_of_file(path: str, settings: Settings | None = None) -> Version:
    """The notice in the file ``path`` (``-``: standard input), read now, with the user's ``settings``.

    Raises InputError where the file cannot be read, or holds no notice or several.
    """
    from pyoxigraph import RdfFormat, Store

    from kg.model import Notice
    from kg.pipeline import entity_quads, extract, to_quads
    from kg.read import ReadFailure, read_path

    entries = list(read_path(path))
    notices = [entry for entry in entries if isinstance(entry, Notice)]
    failures = [entry for entry in entries if isinstance(entry, ReadFailure)]
    if not notices:
        raise InputError(failures[0].sentence if failures else message("There is no notice in {path}.", path=path))
    if len(notices) > 1:
        raise InputError(
            message(
                "{path} holds {notices} notices; put the one that is meant into a file of its own, or build them "
                "into a store and name it by its IRI.",
                path=path,
                notices=len(notices),
            )
        )
    found = extract(notices[0], settings=settings)
    memory = Store()
    memory.load((to_quads(found) + entity_quads(found)).encode(), format=RdfFormat.N_QUADS)
    return version_of_notice(found.resolution.notice, memory)


def _fields(account: Account, walk: Walk) -> Iterator[Field]:
    readings: dict[str, Field] = {}
    for reading, _ in walk.subjects(RDF.type, KG.Reading, account.notice):
        predicate = walk.value(reading, RDF.predicate, account.notice) or ""
        subject = walk.value(reading, RDF.subject, account.notice)
        value = walk.value(subject, predicate, account.notice)
        if predicate in FIELDS and value is not None:
            passage = walk.value(reading, PROV.wasQuotedFrom, account.notice)
            readings[predicate] = Field(
                FIELDS[predicate], _in_words(value, walk), _passage(passage, walk, account.notice)
            )
    yield from (readings[predicate] for predicate in FIELDS if predicate in readings)


def _matters(account: Account, walk: Walk) -> Iterator[Matter]:
    for item in account.items:
        subject = _passage(walk.value(item.iri, KG.subjectPassage, account.notice), walk, account.notice)
        yield Matter(
            item.iri,
            item.order,
            item.title,
            subject or item.passage or Passage("", 0, 0, item.title),
            tuple(label_of(document, walk.opened) for document in item.documents),
            tuple(concept_labels("zh").get(word, word) for word in item.treatments),
            tuple(concept_labels("zh").get(word, word) for word in item.outcomes),
        )


def _demand(told: ToldDirective) -> Demand:
    return Demand(
        told.iri,
        told.passage,
        told.item,
        tuple(map(_party, told.parts)),
        told.deadline,
        told.due,
        None if told.modality is None else concept_labels("zh").get(told.modality, told.modality),
    )


def _party(part: Part) -> Party:
    surface = part.party.rpartition("/")[2] if part.passage is None else on_one_line(part.passage.quote)
    return Party(ADDRESSED.get(part.role, part.role), part.party, surface)


def _passage(iri: str | None, walk: Walk, notice: str) -> Passage | None:
    if iri is None:
        return None
    start, end = walk.number(iri, NIF.beginIndex, notice) or 0, walk.number(iri, NIF.endIndex, notice) or 0
    return Passage(iri, start, end, walk.value(iri, NIF.anchorOf, notice) or "")


def _in_words(value: str, walk: Walk) -> str:
    """The label of a thing or a concept; every other value as it is."""
    return concept_labels("zh").get(value) or label_of(value, walk.opened) if "://" in value else value

"""Names within one notice become identities, without any other notice being seen.

The notice's own place is found first (``kg.locate``); from it every name is read (``kg.names``), and ``kg.iris`` makes
the key. The same names in a notice of the same place give the same IRIs on any machine; what stays unknown keeps
its surface, lies under the notice and is counted as a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from kg.hanzi import is_traditional
from kg.iris import BASE, Minter
from kg.locate import Home, locate
from kg.model import Agency, AgencyKind, AgencyRef, Analysis, Doubt, Person, PersonRef, Place, Resolution, Span
from kg.names import canonical_name, measured, section_of
from kg.names.patterns import Name
from kg.posts import organ_of_post
from kg.register import Register
from kg.resolve.document_identity import document_refs
from kg.resolve.group_rules import group_rule
from kg.resolve.labels import labels
from kg.resolve.simplified import as_printed, simplified
from kg.scope import Context, class_word

_OF_GOVERNMENTS = "常务会议"
_OF_ZONES = "办公会议"
_OF_COMMITTEES = "党工委"
_GOVERNMENTS = ("人民政府", "行政公署", "管理委员会")
_PEOPLE_WORDS = ("干部", "领导", "人员", "党员", "同志", "负责人", "责任人", "班子", "成员", "书记")


def resolve(analysis: Analysis, register: Register, *, base: str = BASE) -> Resolution:
    """Identities for everything in ``analysis``; ``base`` is the base of all IRIs, ending in ``/``.

    The keys of what is returned are the words as printed; the identities are of simplified characters.
    """
    if is_traditional(analysis.notice.text):
        return as_printed(_resolve(simplified(analysis), register, base), analysis)
    return _resolve(analysis, register, base)


def _resolve(analysis: Analysis, register: Register, base: str) -> Resolution:
    minter, notice = Minter(base), analysis.notice.id
    printed = tuple(agency.surface for agency in analysis.agencies if agency.kind == "organization")
    home = locate(analysis, register, printed=printed)
    context = home.context
    body = _body(analysis, context, minter)
    agencies = _agencies(analysis, context, minter)
    agencies |= _sections(agencies, body, context, notice, minter)
    people = {
        person.name: _person(person, body, agencies, context, notice, minter) for person in _people(analysis.people)
    }
    for person in people.values():
        for surface in (organ_of_post(post) for post in person.posts):
            if surface is not None and surface not in agencies:
                agencies[surface] = _agency(surface, "organization", context, notice, minter)
    documents = document_refs(analysis, context, minter)
    own = context.place.code if context.place is not None else None
    refs = (*((body,) if body is not None else ()), *agencies.values(), *documents.values())
    return Resolution(
        notice=minter.notice(notice),
        meeting=_meeting(analysis, body, minter),
        meeting_day=_meeting_day(analysis, body, minter),
        body=body,
        place=context.place,
        agencies=agencies,
        documents=documents,
        people=people,
        places=tuple(_places((own, *(ref.place for ref in refs)), register)),
        doubts=tuple(_doubts(analysis, home, body, agencies)),
    )


# ── organisations ─────────────────────────────────────────────────────────────────────────────────────────────


def _agencies(analysis: Analysis, context: Context, minter: Minter) -> dict[str, AgencyRef]:
    """Every agency, party and issuer by surface; a party that is no agency of its own is taken for what it reads as."""
    kinds: dict[str, AgencyKind] = {agency.surface: agency.kind for agency in analysis.agencies}
    for directive in analysis.directives:
        for party in directive.parties:
            kinds.setdefault(party.surface, _kind(party.surface))
    for document in analysis.documents:
        if document.issuer is not None:
            kinds.setdefault(document.issuer.value, "organization")
    return {surface: _agency(surface, kind, context, analysis.notice.id, minter) for surface, kind in kinds.items()}


def _sections(
    agencies: dict[str, AgencyRef], body: AgencyRef | None, context: Context, notice: str, minter: Minter
) -> dict[str, AgencyRef]:
    """What is open by itself and can be a section of the bureau, zone or company that met: 政策法规科, 综合管理部."""
    if body is None or body.canonical is None:
        return {}
    found = {}
    for surface, ref in agencies.items():
        part = section_of(body.canonical, surface) if ref.canonical is None and ref.kind == "organization" else None
        if part is not None:
            key = _key_of(body)
            name = Name(body.canonical + part, "section-of-body", 0.75, body.place, key + part, key if part else None)
            found[surface] = _ref(surface, "organization", measured(name, context), notice, minter, context.register)
    return found


def _kind(surface: str) -> AgencyKind:
    if surface.endswith(_PEOPLE_WORDS):
        return "people"
    if surface.startswith(("各", "全", "有关", "相关")) or surface.endswith(("部门", "单位", "企业")):
        return "group"
    return "place" if class_word(surface) and len(surface) > 2 else "organization"


def _agency(surface: str, kind: AgencyKind, context: Context, notice: str, minter: Minter) -> AgencyRef:
    known = _references(context.bare, minter)
    if (surface, kind) not in known:
        if len(known) > _MOST_SURFACES:
            known.clear()
        known[surface, kind] = _shared(surface, kind, context.bare, minter)
    shared = known[surface, kind]
    if shared is not None and (shared.rule != "as-written" or not context.printed):
        return shared
    if kind in {"group", "elided", "people"}:
        return _group(surface, kind, context, notice, minter)
    return _ref(surface, kind, canonical_name(surface, kind, context), notice, minter, context.register)


# Notices of one place name a few hundred organs.
_MOST_SURFACES = 4096


@lru_cache(maxsize=256)
def _references(context: Context, minter: Minter) -> dict[tuple[str, AgencyKind], AgencyRef | None]:
    """What ``_shared`` gave for the surfaces met with so far: by context once, since hashing one takes as long as the rest."""
    return {}


def _shared(surface: str, kind: AgencyKind, context: Context, minter: Minter) -> AgencyRef | None:
    """The reference that every notice of the place gives to ``surface``; None where the key lies under the notice."""
    if kind in {"group", "elided", "people"}:
        return (
            _group(surface, kind, context, "", minter) if context.place is not None and context.zone is None else None
        )
    name = canonical_name(surface, kind, context)
    known = name.canonical is not None and name.place is not None
    return _ref(surface, kind, name, "", minter, context.register) if known else None


def _ref(surface: str, kind: AgencyKind, name: Name, notice: str, minter: Minter, register: Register) -> AgencyRef:
    known = name.canonical is not None and name.place is not None
    key = (name.key if known else "") or name.canonical or surface
    place = name.place if known else None
    iri = minter.org(place, key, notice=notice)
    parent = minter.org(place, name.parent, notice=notice) if known and name.parent else None
    label, other = labels(name.canonical, place, register) if name.canonical is not None else (surface, None)
    return AgencyRef(
        iri, label, name.canonical, kind, place, parent, None, name.rule, name.confidence, alternative=other
    )


def _group(surface: str, kind: AgencyKind, context: Context, notice: str, minter: Minter) -> AgencyRef:
    """A group is described by its rule. Its key holds the surface: what the words mean is the rule's business."""
    place = context.place if context.zone is None else None
    rule, closed = group_rule(surface, place, context.register)
    code = place.code if place is not None else None
    iri = minter.org(code, surface, notice=notice)
    described = rule if kind != "people" else None
    return AgencyRef(iri, surface, None, kind, code, None, closed and kind == "group", "group", 0.95, described)


def _body(analysis: Analysis, context: Context, minter: Minter) -> AgencyRef | None:
    """The organ that met, in full: with 党组 for its Party group, 常务委员会 for a committee's standing part."""
    kind = analysis.meeting.kind.value if analysis.meeting.kind is not None else ""
    found = analysis.meeting.body
    of_committee = context.zone is not None and kind.startswith(_OF_COMMITTEES)
    of_zone = context.zone is not None and (kind == _OF_ZONES or of_committee)
    if found is None and kind != _OF_GOVERNMENTS and not of_zone:
        return None
    # Only governments hold a 常务会议, so the notice's own one met where nothing else is said.
    surface = found.value if found is not None else "党工委" if of_committee else "管委会" if of_zone else "政府"
    name = canonical_name(_company(surface, analysis), "organization", context)
    if found is None and name.canonical is None:
        return None
    full = name.canonical or ""
    part = ""
    if kind == _OF_GOVERNMENTS and full.endswith("党组"):
        # Of a 党组会议 held together with it the 常务会议 gives the organ.
        name = name._replace(canonical=full.removesuffix("党组"), key=name.key.removesuffix("党组"), parent=None)
    elif "党组" in kind and full.endswith(_GOVERNMENTS):
        part = "党组"
    elif "常委" in kind and full.startswith("中共") and full.endswith("委员会") and not full.endswith("常务委员会"):
        part = "常务委员会"
    if part:
        name = name._replace(canonical=full + part, key=name.key + part, parent=name.key)
    return _ref(surface, "organization", name, analysis.notice.id, minter, context.register)


def _company(body: str, analysis: Analysis) -> str:
    """A company that calls itself 集团 or 公司 by the full name that the notice prints most."""
    if body not in {"集团", "公司", "集团公司", "本公司", "我公司"}:
        return body
    full = [a for a in analysis.agencies if a.surface.endswith("公司") and len(a.surface) > len("有限公司") + 2]
    return max(full, key=lambda a: len(a.mentions)).surface if full else body


def _meeting(analysis: Analysis, body: AgencyRef | None, minter: Minter) -> str:
    meeting = analysis.meeting
    date = meeting.date.value if meeting.date is not None else None
    return minter.meeting(
        body.place if body is not None else None,
        _key_of(body),
        meeting.kind.value if meeting.kind is not None else "会议",
        notice=analysis.notice.id,
        term=meeting.term.value if meeting.term is not None else None,
        number=meeting.number.value if meeting.number is not None else None,
        year=date[:4] if meeting.yearly and date is not None else None,
        date=date,
    )


def _meeting_day(analysis: Analysis, body: AgencyRef | None, minter: Minter) -> str | None:
    """The meeting as a notice without term and year has it; None where its place or its day is not known."""
    meeting = analysis.meeting
    if body is None or body.place is None or meeting.date is None:
        return None
    kind = meeting.kind.value if meeting.kind is not None else "会议"
    return minter.meeting(body.place, _key_of(body), kind, notice=analysis.notice.id, date=meeting.date.value)


def _key_of(body: AgencyRef | None) -> str:
    """What names the organ at its place: the last segment of its IRI, with nothing percent-encoded."""
    if body is None or body.place is None:
        return "会议"
    last = body.iri.rpartition("/")[2]
    return unquote(last) if "%" in last else last


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────


def _people(people: Iterable[Person]) -> Iterator[Person]:
    """One person per name, with the posts of all entries of that name."""
    merged: dict[str, Person] = {}
    for person in people:
        known = merged.get(person.name)
        if known is None:
            merged[person.name] = person
        else:
            posts = (*known.posts, *(p for p in person.posts if p.surface not in {k.surface for k in known.posts}))
            merged[person.name] = Person(
                known.name, known.span, posts, known.role, known.rule, min(known.confidence, person.confidence)
            )
    return iter(merged.values())


def _person(
    person: Person,
    body: AgencyRef | None,
    agencies: dict[str, AgencyRef],
    context: Context,
    notice: str,
    minter: Minter,
) -> PersonRef:
    place = body.place if body is not None else None
    organ = _key_of(body)
    posts: dict[str, str] = {}
    organs: dict[str, str | None] = {}
    iri = minter.person(place, organ, person.name, notice=notice)
    for post in person.posts:
        surface = organ_of_post(post.surface)
        ref = None
        if surface is not None:
            ref = agencies.get(surface) or _agency(surface, "organization", context, notice, minter)
        organs[post.surface] = ref.iri if ref is not None else None
        # A post whose organ is not said (记者, 教授) is no more than what this person is called.
        posts[post.surface] = minter.post(ref.iri if ref is not None else iri, post.surface)
    return PersonRef(iri, person.name, posts, organs)


# ── places and doubts ─────────────────────────────────────────────────────────────────────────────────────────


def _places(codes: Iterable[str | None], register: Register) -> Iterator[Place]:
    """Every place referred to, each after those that hold it, once."""
    seen: set[str] = set()
    for code in dict.fromkeys(codes):
        for place in _with_parents(code, register) if code is not None else ():
            if place.code not in seen:
                seen.add(place.code)
                yield place


@lru_cache(maxsize=8192)
def _with_parents(code: str, register: Register) -> tuple[Place, ...]:
    place = register.place(code)
    if place is None:
        return ()
    above = (register.place(parent) for parent in place.parents)
    return (*(parent for parent in above if parent is not None), place)


def _doubts(analysis: Analysis, home: Home, body: AgencyRef | None, agencies: dict[str, AgencyRef]) -> Iterator[Doubt]:
    written = analysis.meeting.body
    span = written.span if written is not None and written.span is not None else Span(0, 0)
    if home.rivals:
        names = "、".join(f"{place.name}({place.code})" for place in home.rivals[:5])
        yield Doubt("two-places", span, f"the notice may be of {names}: nothing in it decides")
    elif home.context.place is None and (body is None or body.place is None):
        yield Doubt("place-unknown", span, "no place that fits the organ is named clearly enough")
    for agency in analysis.agencies:
        ref = agencies[agency.surface]
        if ref.kind in {"organization", "place"} and ref.canonical is None and ref.rule != "generic":
            yield Doubt(
                "unknown-agency", _first(agency), f"the full name of {agency.surface} cannot be known: {ref.rule}"
            )


def _first(agency: Agency) -> Span:
    return agency.mentions[0] if agency.mentions else Span(0, 0)

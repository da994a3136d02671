"""People of one notice: one for each name, with the posts that it is given. (人员认定)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.model import AgencyRef, Person, PersonRef
from kg.posts import organ_of_post
from kg.resolve.keys import key_of
from kg.resolve.organisations import Organisations


def people_of(
    people: Iterable[Person], body: AgencyRef | None, agencies: Mapping[str, AgencyRef], organisations: Organisations
) -> dict[str, PersonRef]:
    """Everybody by name; posts are in the ``agencies`` that they name, or in the organisation that their organ reads as."""
    return {person.name: _person(person, body, agencies, organisations) for person in _by_name(people)}


def organs_of_posts(
    people: Iterable[PersonRef], agencies: Mapping[str, AgencyRef], organisations: Organisations
) -> dict[str, AgencyRef]:
    """The organs that posts of ``people`` are in, by surface, but for those among the ``agencies``."""
    surfaces = (organ_of_post(post) for person in people for post in person.posts)
    return {one: organisations.called(one) for one in surfaces if one is not None and one not in agencies}


def _by_name(people: Iterable[Person]) -> Iterator[Person]:
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
    person: Person, body: AgencyRef | None, agencies: Mapping[str, AgencyRef], organisations: Organisations
) -> PersonRef:
    minter = organisations.minter
    place = body.place if body is not None else None
    iri = minter.person(place, key_of(body), person.name, notice=organisations.notice)
    posts: dict[str, str] = {}
    organs: dict[str, str | None] = {}
    for post in person.posts:
        surface = organ_of_post(post.surface)
        ref = None
        if surface is not None:
            ref = agencies.get(surface) or organisations.called(surface)
        organs[post.surface] = ref.iri if ref is not None else None
        # A post whose organ is not said (记者, 教授) is no more than what this person is called.
        posts[post.surface] = minter.post(ref.iri if ref is not None else iri, post.surface)
    return PersonRef(iri, person.name, posts, organs)

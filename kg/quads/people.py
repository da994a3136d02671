"""Who took part in the meeting, in which role and post, and in whose name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.lines import OF_MEETING, A
from kg.quads.terms import wire
from kg.vocab import ELI_DL, KG, ORG, PROV, WORDS

if TYPE_CHECKING:
    from kg.quads.account import Account

_PARTICIPATION: Final = f"{A}{KG.Participation}"
_AGENT: Final = f"> <{PROV.agent}> <"
_ROLES: Final = {
    word: f"> <{ELI_DL.participation_role}> <{role}" for word, role in WORDS["participation-roles"].items()
}
_IN_NAME_OF: Final = f"> <{ELI_DL.participation_in_name_of}> <"
_IN_POST: Final = f"> <{KG.inPost}> <"
_HOLDS: Final = f"> <{ORG.holds}> <"


def people_quads(account: Account) -> Iterator[str]:
    """Who took part, and who holds which post.

    People who are only named (bylines, leaders who are cited) did not take part: for them a passage refers to.
    """
    told, people, held = account.told, account.resolution.people, dict[str, None]()
    kind, of_meeting = f"{_PARTICIPATION}{told.next}", f"{OF_MEETING}{account.meeting}{told.next}"
    delegate = account.analysis.meeting.delegated_by
    for number, person in enumerate(account.analysis.people, start=1):
        ref = people[person.name]
        who = wire(ref.iri)
        posts = [wire(ref.posts[p]) for p in dict.fromkeys(p.surface for p in person.posts) if p in ref.posts]
        for post in posts:
            held[f"<{who}{_HOLDS}{post}{told.close}"] = None
        if person.role == "other":
            continue
        node, (by, sure) = f"/participation/{number}", account.ground(person.rule, person.confidence)
        yield (
            f"{told.open}{node}{kind}{node}{of_meeting}{node}{_AGENT}{who}{told.next}{node}{_ROLES[person.role]}{told.next}"
            f"{node}{account.cite}{account.offsets(person.span)}{told.next}{node}{by}{node}{sure}"
        )
        for post in posts:
            yield f"{told.open}{node}{_IN_POST}{post}{told.close}"
        if person.role == "chair" and delegate is not None and delegate.value in people:
            yield f"{told.open}{node}{_IN_NAME_OF}{wire(people[delegate.value].iri)}{told.close}"
    yield from held

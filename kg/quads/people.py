"""Who took part in the meeting, in which role and post, and in whose name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.quads.lines import CONFIDENCE, IN_POST, OF_MEETING, QUOTED, RULE, A
from kg.quads.mentions import one_mention
from kg.quads.terms import DECIMAL, decimal, escape
from kg.vocab import ELI_DL, KG, ORG, PROV, WORDS

if TYPE_CHECKING:
    from kg.model import Person
    from kg.quads.account import Account

_ROLES: Final = WORDS["participation-roles"]
_PARTICIPATION: Final = f"{A}{KG.Participation}>"


def people_quads(account: Account) -> Iterator[str]:
    """Who took part. People who are only named (bylines, leaders who are cited) get a mention instead."""
    meeting, resolution, end = account.analysis.meeting, account.resolution, account.end
    delegate = meeting.delegated_by.value if meeting.delegated_by is not None else None
    held: set[tuple[str, str]] = set()
    for number, person in enumerate(account.analysis.people, start=1):
        ref = resolution.people[person.name]
        posts = dict.fromkeys(ref.posts[post.surface] for post in person.posts if post.surface in ref.posts)
        if person.role == "other":
            node = f"{account.notice}/mention/person/{number}"
            yield one_mention(account, node, ref.iri, person.name, (person.span,), person.rule, person.confidence)
        else:
            node = account.minter.participation(account.iri, number)
            yield (
                f"<{resolution.meeting}> <{ELI_DL.had_participation}> <{node}>{end}"
                f"<{node}{_PARTICIPATION}{end}<{node}{OF_MEETING}{resolution.meeting}>{end}"
                f"<{node}> <{PROV.agent}> <{ref.iri}>{end}"
                f"<{node}> <{ELI_DL.participation_role}> <{_ROLES[person.role]}>{end}"
                f'<{node}{RULE}{escape(person.rule)}"{end}'
                f"<{node}{CONFIDENCE}{decimal(person.confidence)}{DECIMAL}{end}"
                f"<{node}{QUOTED}{account.cite(person.span)}>{end}"
            )
            if person.role == "chair" and delegate is not None and delegate in resolution.people:
                yield f"<{node}> <{ELI_DL.participation_in_name_of}> <{resolution.people[delegate].iri}>{end}"
        for post in posts:
            yield f"<{node}{IN_POST}{post}>{end}"
            if (ref.iri, post) not in held:
                held.add((ref.iri, post))
                yield f"<{ref.iri}> <{ORG.holds}> <{post}>{end}"
        yield from _post_mentions(account, number, person)


def _post_mentions(account: Account, number: int, person: Person) -> Iterator[str]:
    ref = account.resolution.people[person.name]
    for place, post in enumerate(person.posts, start=1):
        if post.surface in ref.posts:
            node = f"{account.notice}/mention/post/{number}.{place}"
            yield one_mention(
                account, node, ref.posts[post.surface], post.surface, (post.span,), person.rule, person.confidence
            )

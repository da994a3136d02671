"""W3C Web Annotations: what was found in each notice, pinned to the characters that say it.

The target is selected twice, by position (code points) and by quote with its surroundings, so that an annotation finds
its place in a copy of the text too. One ``AnnotationPage`` holds them all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, Final

from kg.concepts import concept_labels
from kg.export.accounts import Account, Passage
from kg.export.things import Thing, things_of

if TYPE_CHECKING:
    from kg.source import Source

_HEAD: Final = (
    '{"@context": "http://www.w3.org/ns/anno.jsonld",\n'
    '"id": "urn:huiyi:annotations", "type": "AnnotationPage", "startIndex": 0,\n"items": ['
)
_AROUND: Final = 24
"""Characters before and after a quote that tell it from the same words elsewhere."""

_Found = tuple[Passage, str, list[dict[str, Any]]]  # where, why, what


def write_annotations(found: Iterable[Account], opened: Source, output: IO[bytes]) -> int:
    """Write the annotations of these notices; return how many there are. Memory does not grow with them."""
    thing_of = things_of(opened)
    output.write(_HEAD.encode("utf-8"))
    count = 0
    for account in found:
        for number, (passage, motivation, bodies) in enumerate(_all_found(account, thing_of), start=1):
            annotation = {
                "id": f"{account.notice}/annotation/{number}",
                "type": "Annotation",
                "motivation": motivation,
                "body": bodies,
                "target": _target(account, passage),
            }
            text = json.dumps(annotation, ensure_ascii=False)
            output.write((",\n" if count else "\n").encode("utf-8") + text.encode("utf-8"))
            count += 1
    output.write(b"\n]}\n")
    return count


def _target(account: Account, passage: Passage) -> dict[str, Any]:
    text = account.text
    return {
        "source": account.notice,
        "selector": [
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            {
                "type": "TextQuoteSelector",
                "exact": passage.quote,
                "prefix": text[max(0, passage.start - _AROUND) : passage.start],
                "suffix": text[passage.end : passage.end + _AROUND],
            },
        ],
    }


def _all_found(account: Account, thing_of: Callable[[str], Thing]) -> Iterator[_Found]:
    for item in account.items:
        if item.passage is not None:
            words = [_tag(concept) for concept in (*item.treatments, *item.outcomes)]
            yield item.passage, "classifying", [_thing(item.iri, "classifying"), *words]
    for directive in account.directives:
        bodies = [_thing(directive.iri, "classifying")]
        bodies += [_tag(c) for c in (directive.basis, directive.modality, directive.topic) if c is not None]
        yield directive.passage, "classifying", bodies
        for part in directive.parts:
            if part.passage is not None:
                who = [_thing(part.party, "identifying"), _named(thing_of(part.party).label), _tag(part.role)]
                yield part.passage, "identifying", who
        if directive.deadline_at is not None and directive.due is not None:
            yield directive.deadline_at, "describing", [_words(directive.due, "describing")]
    for mention in account.mentions:
        thing = mention.thing
        yield mention.passage, "identifying", [_thing(thing, "identifying"), _named(thing_of(thing).label)]


def _thing(iri: str, purpose: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": iri, "purpose": purpose}


def _tag(concept: str) -> dict[str, Any]:
    return _words(concept_labels("zh").get(concept, concept), "tagging")


def _named(label: str) -> dict[str, Any]:
    return _words(label, "describing")


def _words(text: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": "zh", "purpose": purpose}

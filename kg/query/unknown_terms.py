"""Terms of our ontology in a SPARQL text that there are not: nothing in a store has them, and no engine says so. (查无此项)"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.messages import Message, message
from kg.nearest import nearest_told
from kg.sparql_text import TOKEN
from kg.vocab import KG, ONTOLOGY, PREFIXES

_OURS: Final = f"{ONTOLOGY}#"


def told_unknown_terms(query: str) -> list[Message]:
    """A sentence for each term of ``query`` that stands in our namespace and not in the ontology, with the nearest that do."""
    return [
        message(
            "{term} is no term of the ontology, so nothing has it: {nearest}docs/ontology.md shows them all.",
            term=f"kg:{name}",
            nearest=nearest_told(f"kg:{name}", _terms(), likeness=0.7),
        )
        for name in dict.fromkeys(_names(query))
        if f"kg:{name}" not in _terms()
    ]


@cache
def _terms() -> dict[str, None]:
    """Each term of ours as it is written for short, in the order of the ontology."""
    values = (value for value in vars(KG).values() if isinstance(value, str))
    return dict.fromkeys(value.replace(_OURS, "kg:") for value in values if value.startswith(_OURS))


def _names(query: str) -> Iterator[str]:
    """What follows our namespace in the IRIs and short forms of ``query``, whatever prefix it declares for it."""
    prefixes = dict(PREFIXES)
    tokens = [token for token in TOKEN.finditer(query) if token["comment"] is None and not token[0].isspace()]
    before = ""
    for token in tokens:
        if token["iri"] is not None:
            iri = token["iri"][1:-1]
            if before.endswith(":"):
                prefixes[before[:-1]] = iri  # PREFIX h: <…>
            elif iri.startswith(_OURS):
                yield iri.removeprefix(_OURS)
        elif token["local"] is not None and len(token["local"]) > 1 and prefixes.get(token["word"]) == _OURS:
            yield token["local"][1:]
        before = token[0]

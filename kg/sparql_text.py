"""What a SPARQL text says before it is run: whether it would call other machines, or change the graph.

Oxigraph carries out ``SERVICE`` wherever it stands, also inside ``FILTER EXISTS``, so it is refused beforehand. The
text is cut into tokens for that: the word may stand freely in comments, strings, IRIs, variables and local names.
Wherever this cannot be told for certain, the text counts as calling: a query wrongly refused can be reworded.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from kg.errors import UsageError
from kg.messages import message

# In the order of the SPARQL grammar's tokens. Names take at most the characters that Oxigraph's greedy parser takes:
# what it leaves over must be seen here. Keywords need no boundary after them (SERVICE<…> and SERVICESILENT are calls),
# so the word is looked for anywhere in a run of letters.
TOKEN: Final = re.compile(
    r"""
      (?P<comment> \# [^\r\n]* )
    | (?P<string> '''(?:'{0,2}(?:[^'\\]|\\.))*''' | \"""(?:"{0,2}(?:[^"\\]|\\.))*\"""
                | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*" )
    | (?P<iri> < [^<>"{}|^`\\\x00-\x20]* > )
    | (?P<variable> [?$] \w+ )
    | (?P<language> @ [A-Za-z]+ (?:-[A-Za-z0-9]+)* )
    | (?P<word> [\w.\-]* ) (?P<local> : (?:[\w\-:]|\.(?=[\w\-:.%\\])|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])* )
    | (?P<letters> \w+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE: Final = frozenset(("base", "prefix", "version"))
_UPDATES: Final = frozenset(("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"))
_CALL: Final = re.compile("service", re.IGNORECASE)
# `FILTER(?a<?b)SERVICE#>` with the call's address on the next line: "<?b)SERVICE#>" looks like an IRI but is none.
_CALL_IN_COMPARISON: Final = re.compile(r"\)\.*service", re.IGNORECASE)


def calls_service(query: str) -> bool:
    """Whether ``query`` has, or could have, a ``SERVICE`` clause."""
    if _CALL.search(query) is None:
        return False
    for token in TOKEN.finditer(query):
        suspect = token["word"] or token["letters"]
        if suspect is not None and _CALL.search(suspect):
            return True
        if token["iri"] is not None and _CALL_IN_COMPARISON.search(token["iri"]):
            return True
    return False


def names_graphs(query: str) -> bool:
    """Whether ``query`` says itself what its default graph is made of (``FROM``)."""
    return any((token["letters"] or "").lower() == "from" for token in TOKEN.finditer(query))


def changes(query: str) -> bool:
    """Whether ``query`` is an update: the first word behind its prologue is one of those that begin them."""
    words = ((token["letters"] or "").lower() for token in TOKEN.finditer(query))
    return next((word for word in words if word and word not in _PROLOGUE), "") in _UPDATES


def prefixes_without_iri(query: str, known: Collection[str]) -> list[str]:
    """Prefixes that names in ``query`` have and neither its prologue nor ``known`` declares, as they first occur."""
    declared, used, before = {*known, "_"}, [], ""
    for token in TOKEN.finditer(query):
        if token["local"] is not None:
            if before == "prefix":
                declared.add(token["word"])
            used.append(token["word"])
        if not (token["comment"] or token[0].isspace()):
            before = (token["letters"] or "").lower()
    return [prefix for prefix in dict.fromkeys(used) if prefix not in declared]


def refuse_service(query: str) -> None:
    """Raise UsageError if ``query`` would call another machine."""
    if calls_service(query):
        raise UsageError(
            message(
                "The query uses SERVICE, which would send it to another machine; kg asks the local store only: "
                "remove it (a prefix or name with that word in it can be renamed)."
            )
        )

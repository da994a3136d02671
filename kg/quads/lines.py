"""What stands between the varying parts of a line; joined once, so that a record is one f-string.

Each goes from the end of the subject to the beginning of the object: ``<`` + subject + ``RULE`` + text + ``"`` + end.
"""

from __future__ import annotations

from typing import Final

from kg.vocab import KG, PROV, RDF, SKOS

A: Final = f"> <{RDF.type}> <"
LABEL: Final = f'> <{SKOS.prefLabel}> "'
RULE: Final = f'> <{KG.rule}> "'
CONFIDENCE: Final = f'> <{KG.confidence}> "'
QUOTED: Final = f"> <{PROV.wasQuotedFrom}> <"
SURFACE: Final = f'> <{KG.surface}> "'
OF_MEETING: Final = f"> <{KG.ofMeeting}> <"
OF_ITEM: Final = f"> <{KG.ofItem}> <"
IN_POST: Final = f"> <{KG.inPost}> <"
BASIS: Final = f"> <{KG.basis}> <"
DUE: Final = f'> <{KG.due}> "'

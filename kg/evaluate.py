"""Measure extractions against gold files, by the rules of the annotation guideline.

People, documents and agencies are compared as sets; agenda items and directives are paired one to one by how much
their spans overlap, best first. Widths of brackets and commas, kinds of quotation marks, and spaces never count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from kg.errors import InputError

FIELDS: Final = (
    "notice.title",
    "notice.published",
    "notice.publisher",
    "meeting.body",
    "meeting.kind",
    "meeting.term",
    "meeting.number",
    "meeting.date",
    "meeting.chair",
)
SETS: Final = ("people", "documents", "agencies")
ERROR_KINDS: Final = ("fields", *SETS, "agenda", "directives")
ITEM_OVERLAP: Final = 0.5
"""Least share of the union that the spans of two agenda items have in common to be the same item."""
DIRECTIVE_OVERLAP: Final = 0.7

_WIDTHS: Final = str.maketrans("（），：；！？【】〔〕", "(),:;!?[][]")
_QUOTES: Final = str.maketrans(dict.fromkeys("“”‘’「」『』＂＇'", '"'))

Gold = Mapping[str, Any]


class Difference(NamedTuple):
    """One thing that is not as the gold says: missed ``-``, given wrongly ``+``, or other than wanted ``~``."""

    notice: str
    kind: str
    sign: str
    what: str


@dataclass(slots=True)
class Tally:
    """Counts of one kind over all notices: found rightly, in the gold, given."""

    right: int = 0
    gold: int = 0
    given: int = 0

    def add(self, right: int, gold: int, given: int) -> None:
        """Count one more notice."""
        self.right += right
        self.gold += gold
        self.given += given

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 1 where nothing was given and nothing was to be."""
        return self.right / self.given if self.given else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where the gold is empty."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    """All figures over one folder of gold files."""

    notices: int = 0
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    tallies: dict[str, Tally] = field(
        default_factory=lambda: {
            name: Tally()
            for name in (
                *SETS,
                "agenda",
                "directives.span",
                "directives.joint",
                "directives.co_actors",
                "directives.overseen",
                "directives.deadline",
            )
        }
    )
    shares: dict[str, Tally] = field(default_factory=lambda: {"agencies.canonical": Tally(), "documents.kind": Tally()})
    differences: list[Difference] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """One number for each measure: share right, or F1."""
        every = Tally()
        for tally in self.fields.values():
            every.add(tally.right, tally.gold, tally.given)
        return {
            **{name: tally.recall for name, tally in self.fields.items()},
            "fields.all": every.recall,
            **{name: tally.f1 for name, tally in self.tallies.items()},
            **{name: tally.recall for name, tally in self.shares.items()},
        }


def fold(value: object) -> object:
    """A string with widths, quotes and spaces evened out; any other value as it is."""
    if not isinstance(value, str):
        return value
    return "".join(value.translate(_WIDTHS).translate(_QUOTES).split())


def pairs(gold: Sequence[Gold], given: Sequence[Gold], least: float) -> list[tuple[int, int]]:
    """Positions of entries that are the same: one to one, greatest overlap first, none below ``least``."""
    ranked = sorted(
        ((_overlap(g["span"], p["span"]), i, j) for i, g in enumerate(gold) for j, p in enumerate(given)), reverse=True
    )
    found: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_given: set[int] = set()
    for overlap, i, j in ranked:
        if overlap < least:
            break
        if i not in taken_gold and j not in taken_given:
            taken_gold.add(i)
            taken_given.add(j)
            found.append((i, j))
    return found


def score(folder: Path, extract: Callable[[Path], Gold]) -> Score:
    """Compare ``extract(NAME.txt)`` with ``NAME.json`` for every gold file in ``folder``.

    Raises InputError: no such folder, no gold in it, or a gold file that is not of the guideline's shape.
    """
    result = Score()
    for gold_file in gold_files(folder):
        text_file = gold_file.with_suffix(".txt")
        if not text_file.is_file():
            raise InputError(f"{gold_file} has no notice beside it: {text_file.name} is missing.")
        gold = read_gold(gold_file)
        try:
            compare(result, gold_file.stem, gold, extract(text_file), text=_text(text_file))
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{gold_file} is not of the guideline's shape ({error!r}).") from error
    return result


def gold_files(folder: Path) -> tuple[Path, ...]:
    """The gold files in ``folder``, sorted. Raises InputError where there are none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder; name the folder that holds NAME.json beside NAME.txt.")
    files = tuple(sorted(f for f in folder.glob("*.json") if not f.name.endswith(".authored.json")))
    if not files:
        raise InputError(f"There are no gold files (NAME.json) in {folder}.")
    return files


def compare(result: Score, name: str, gold: Gold, given: Gold, *, text: str = "") -> None:
    """Add the notice ``name`` to ``result``. ``given`` may lack parts; ``gold`` may not. ``text`` is quoted from."""

    def differ(kind: str, sign: str, what: object) -> None:
        result.differences.append(Difference(name, kind, sign, str(what)))

    result.notices += 1
    _compare_fields(result, gold, given, differ)
    for part in SETS:
        want, got = _keys(part, gold[part]), _keys(part, given.get(part) or [])
        result.tallies[part].add(len(want & got), len(want), len(got))
        for key in sorted(want - got, key=str):
            differ(part, "-", key)
        for key in sorted(got - want, key=str):
            differ(part, "+", key)
    _compare_shares(result, gold, given)
    _compare_agenda(result, gold["agenda"], given.get("agenda") or [], differ)
    _compare_directives(result, gold["directives"], given.get("directives") or [], differ, text)


Differ = Callable[[str, str, object], None]


def _compare_fields(result: Score, gold: Gold, given: Gold, differ: Differ) -> None:
    for name in FIELDS:
        part, key = name.split(".")
        want, got = gold[part].get(key), (given.get(part) or {}).get(key)
        if name == "notice.published" and want and got:
            got = str(got)[: len(want)]  # a time of day that the gold leaves out is no mistake
        right = fold(want) == fold(got)
        result.fields[name].add(right, 1, 1)
        if not right:
            differ("fields", "~", f"{name}: want {want!r}, got {got!r}")


def _compare_shares(result: Score, gold: Gold, given: Gold) -> None:
    names = {fold(entry["surface"]): fold(entry.get("canonical")) for entry in given.get("agencies") or []}
    for entry in gold["agencies"]:
        if entry.get("canonical"):
            right = names.get(fold(entry["surface"])) == fold(entry["canonical"])
            result.shares["agencies.canonical"].add(right, 1, 1)
    kinds = {fold(entry["title"]): entry.get("kind") for entry in given.get("documents") or []}
    for entry in gold["documents"]:
        result.shares["documents.kind"].add(kinds.get(fold(entry["title"])) == entry["kind"], 1, 1)


def _compare_agenda(result: Score, gold: Sequence[Gold], given: Sequence[Gold], differ: Differ) -> None:
    paired = dict(pairs(gold, given, ITEM_OVERLAP))
    right = {i for i, j in paired.items() if _matter(gold[i]) == _matter(given[j])}
    result.tallies["agenda"].add(len(right), len(gold), len(given))
    for i, item in enumerate(gold):
        if i not in right:
            got = _shown(given[paired[i]]) if i in paired else None
            differ("agenda", "-" if i not in paired else "~", f"want {_shown(item)}, got {got}")
    for j, item in enumerate(given):
        if j not in paired.values():
            differ("agenda", "+", _shown(item))


def _compare_directives(result: Score, gold: Sequence[Gold], given: Sequence[Gold], differ: Differ, text: str) -> None:
    def shown(entry: Gold) -> str:
        start, end = entry["span"]
        return f"{start}–{end} {text[start:end]}"

    paired = pairs(gold, given, DIRECTIVE_OVERLAP)
    back = {j: i for i, j in paired}
    joint = {i for i, j in paired if _addressees(gold[i]) == _addressees(given[j])}
    result.tallies["directives.span"].add(len(paired), len(gold), len(given))
    result.tallies["directives.joint"].add(len(joint), len(gold), len(given))
    for part in ("co_actors", "overseen", "deadline"):
        want = {(i, fold(value)) for i, entry in enumerate(gold) for value in _values(entry, part)}
        # What stands in a directive without a partner in the gold is wrong, so it gets a key no gold has.
        got = {(back.get(j, -1 - j), fold(value)) for j, entry in enumerate(given) for value in _values(entry, part)}
        result.tallies[f"directives.{part}"].add(len(want & got), len(want), len(got))
    hit = dict(paired)
    for i, entry in enumerate(gold):
        if i not in hit:
            differ("directives", "-", f"{shown(entry)} <- {entry['addressees']}")
        elif i not in joint:
            got_addressees = given[hit[i]].get("addressees")
            differ("directives", "~", f"{shown(entry)} <- want {entry['addressees']}, got {got_addressees}")
    for j, entry in enumerate(given):
        if j not in back:
            differ("directives", "+", f"{shown(entry)} <- {entry.get('addressees')}")


def _overlap(a: Sequence[int], b: Sequence[int]) -> float:
    """Intersection over union of two half-open spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def _keys(part: str, entries: Iterable[Gold]) -> set[Hashable]:
    if part == "people":
        return {(fold(e["name"]), tuple(sorted(str(fold(post)) for post in e["posts"]))) for e in entries}
    return {fold(entry["title" if part == "documents" else "surface"]) for entry in entries}


def _matter(item: Gold) -> tuple[frozenset[object], frozenset[object]]:
    return frozenset(item["treatments"]), frozenset(map(fold, item["documents"]))


def _shown(item: Gold) -> str:
    return f"{item['span']} {'、'.join(item['treatments'])} {item['documents']}"


def _addressees(directive: Gold) -> frozenset[object]:
    return frozenset(map(fold, directive.get("addressees") or []))


def _values(directive: Gold, part: str) -> Iterator[str]:
    value = directive.get(part)
    if isinstance(value, str):
        yield from [value] if value else []
    else:
        yield from value or []


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"The notice {path} cannot be read: {error}.") from error


def read_gold(path: Path) -> Gold:
    """The JSON object in ``path``. Raises InputError where it cannot be read or is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"The gold file {path} cannot be read: {error}.") from error
    if not isinstance(value, dict):
        raise InputError(f"The gold file {path} holds no JSON object.")
    return value

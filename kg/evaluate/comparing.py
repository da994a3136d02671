"""What a gold file and an extraction have in common: each kind of thing compared, by the rules of the guideline.

People, documents and agencies are compared as sets; agenda items and directives are paired one to one by how much
their spans overlap, best first. Widths of brackets and commas, kinds of quotation marks, and spaces never count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.evaluate.scores import FIELDS, PARTS, SETS, Difference, Score
from kg.messages import message

ITEM_OVERLAP: Final = 0.5
"""Least share of the union that the spans of two agenda items have in common to be the same item."""
DIRECTIVE_OVERLAP: Final = 0.7

_WIDTHS: Final = str.maketrans("（），：；！？【】〔〕", "(),:;!?[][]")
_QUOTES: Final = str.maketrans(dict.fromkeys("“”‘’「」『』＂＇'", '"'))

_NAMES: Final = {"people": "name", "documents": "title", "agencies": "surface"}
_CONTEXT: Final = 15
"""Characters before and after that are shown with a difference."""

Gold = Mapping[str, Any]


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


def score(folder: Path, extract: Callable[[Path], Gold]) -> dict[str, Score]:
    """Compare ``extract(NAME.txt)`` with ``NAME.json`` for every gold file in ``folder``: the score of each notice.

    Raises InputError: no such folder, no gold in it, or a gold file that is not of the guideline's shape.
    """
    scores: dict[str, Score] = {}
    for gold_file in gold_files(folder):
        text_file = gold_file.with_suffix(".txt")
        if not text_file.is_file():
            raise InputError(
                message(
                    "{gold_file} has no notice beside it: {name} is missing.", gold_file=gold_file, name=text_file.name
                )
            )
        gold, text = read_gold(gold_file), _text(text_file)
        try:
            scores[gold_file.stem] = compare(gold_file.stem, gold, extract(text_file), text=text)
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(
                message("{gold_file} is not of the guideline's shape ({error!r}).", gold_file=gold_file, error=error)
            ) from error
    return scores


def total(scores: Iterable[Score]) -> Score:
    """All notices as one: every entity counts alike, whichever notice it stands in."""
    every = Score()
    for one in scores:
        every.add(one)
    return every


def gold_files(folder: Path) -> tuple[Path, ...]:
    """The gold files in ``folder``, sorted. Raises InputError where there are none."""
    if not folder.is_dir():
        raise InputError(
            message("{folder} is not a folder; name the folder that holds NAME.json beside NAME.txt.", folder=folder)
        )
    if not os.access(folder, os.R_OK | os.X_OK):
        raise InputError(message("{folder} may not be read (permission denied); check its rights.", folder=folder))
    files = tuple(sorted(f for f in folder.glob("*.json") if not f.name.endswith(".authored.json")))
    if not files:
        raise InputError(message("There are no gold files (NAME.json) in {folder}.", folder=folder))
    return files


def compare(name: str, gold: Gold, given: Gold, *, text: str = "") -> Score:
    """The score of the notice ``name``. ``given`` may lack parts; ``gold`` may not. ``text`` is quoted from."""
    comparison = _Comparison(name, text, Score(notices=1))
    comparison.fields(gold, given)
    for part in SETS:
        comparison.sets(part, gold[part], given.get(part) or [])
    comparison.shares(gold, given)
    comparison.agenda(gold["agenda"], given.get("agenda") or [])
    comparison.directives(gold["directives"], given.get("directives") or [])
    return comparison.score


@dataclass(slots=True)
class _Comparison:
    """One notice while it is compared."""

    name: str
    text: str
    score: Score

    def differ(
        self, kind: str, want: object | None, got: object | None, at: int | None = None, length: int = 0
    ) -> None:
        """Note a difference. ``want`` None: nothing was to be found; ``got`` None: nothing was."""
        sign = "-" if got is None else "+" if want is None else "~"
        around = self.around(at, length)
        self.score.differences.append(Difference(self.name, kind, sign, _shown(want), _shown(got), at, around))

    def around(self, at: int | None, length: int) -> str:
        """The words at a place, marked, with some before and after."""
        if at is None:
            return ""
        before, quote, after = (
            " ".join(self.text[max(start, 0) : end].split())
            for start, end in ((at - _CONTEXT, at), (at, at + length), (at + length, at + length + _CONTEXT))
        )
        return f"{before}【{quote}】{after}"

    def find(self, words: str) -> int | None:
        """Where ``words`` stand first; None where the text writes them otherwise."""
        at = self.text.find(words)
        return None if at < 0 else at

    def fields(self, gold: Gold, given: Gold) -> None:
        for name in FIELDS:
            part, key = name.split(".")
            want, got = gold[part].get(key), (given.get(part) or {}).get(key)
            if name == "notice.published" and want and got:
                got = str(got)[: len(want)]  # a time of day that the gold leaves out is no mistake
            right = fold(want) == fold(got)
            self.score.fields[name].add(right, 1, 1)
            if not right:
                words = str(want if want is not None else got)
                self.differ(
                    "fields", f"{name} {want or 'nothing'}", f"{got or 'nothing'}", self.find(words), len(words)
                )

    def sets(self, part: str, gold: Sequence[Gold], given: Sequence[Gold]) -> None:
        want, got = ({_key(part, entry): entry for entry in entries} for entries in (gold, given))
        self.score.tallies[part].add(len(want.keys() & got.keys()), len(want), len(got))
        for key in (*sorted(want.keys() - got.keys(), key=str), *sorted(got.keys() - want.keys(), key=str)):
            entry = want.get(key) or got[key]
            words = entry[_NAMES[part]]
            shown = f"{words} {'、'.join(entry['posts'])}".rstrip() if part == "people" else words
            missed = key in want
            self.differ(part, shown if missed else None, None if missed else shown, self.find(words), len(words))

    def shares(self, gold: Gold, given: Gold) -> None:
        for figure, kind, part, key in (
            ("agencies.canonical", "canonical", "agencies", "canonical"),
            ("documents.kind", "kinds", "documents", "kind"),
        ):
            names = {fold(entry[_NAMES[part]]): entry.get(key) for entry in given.get(part) or []}
            for entry in gold[part]:
                if part == "agencies" and not entry.get(key):
                    continue  # the gold does not say
                words = entry[_NAMES[part]]
                got = names.get(fold(words))
                right = fold(got) == fold(entry[key])
                self.score.shares[figure].add(right, 1, 1)
                if not right:
                    self.differ(kind, f"{words} {entry[key]}", got or "nothing", self.find(words), len(words))

    def agenda(self, gold: Sequence[Gold], given: Sequence[Gold]) -> None:
        paired = dict(pairs(gold, given, ITEM_OVERLAP))
        right = {i for i, j in paired.items() if _matter(gold[i]) == _matter(given[j])}
        self.score.tallies["agenda"].add(len(right), len(gold), len(given))
        for i, item in enumerate(gold):
            if i not in right:
                self.differ("agenda", _item(item), _item(given[paired[i]]) if i in paired else None, *_start(item))
        for j, item in enumerate(given):
            if j not in paired.values():
                self.differ("agenda", None, _item(item), *_start(item))

    def directives(self, gold: Sequence[Gold], given: Sequence[Gold]) -> None:
        paired = dict(pairs(gold, given, DIRECTIVE_OVERLAP))
        back = {j: i for i, j in paired.items()}
        joint = {i for i, j in paired.items() if _addressees(gold[i]) == _addressees(given[j])}
        self.score.tallies["directives.span"].add(len(paired), len(gold), len(given))
        self.score.tallies["directives.joint"].add(len(joint), len(gold), len(given))
        for part in PARTS:
            self.parts(part, gold, given, back)
        for i, entry in enumerate(gold):
            if i not in joint:
                got = given[paired[i]].get("addressees") or [] if i in paired else None
                self.differ("directives", entry["addressees"], got, *_stretch(entry))
        for j, entry in enumerate(given):
            if j not in back:
                self.differ("directives", None, entry.get("addressees") or [], *_stretch(entry))

    def parts(self, part: str, gold: Sequence[Gold], given: Sequence[Gold], back: Mapping[int, int]) -> None:
        want = {(i, fold(value)) for i, entry in enumerate(gold) for value in _values(entry, part)}
        # What stands in a directive without a partner in the gold is wrong, so it gets a key no gold has.
        got = {(back.get(j, -1 - j), fold(value)) for j, entry in enumerate(given) for value in _values(entry, part)}
        self.score.tallies[f"directives.{part}"].add(len(want & got), len(want), len(got))
        for i, value in (*sorted(want - got, key=str), *sorted(got - want, key=str)):
            entry = gold[i] if i >= 0 else given[-1 - i]
            missed = (i, value) in want
            self.differ(part, value if missed else None, None if missed else value, *_stretch(entry))


def _overlap(a: Sequence[int], b: Sequence[int]) -> float:
    """Intersection over union of two half-open spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def _key(part: str, entry: Gold) -> Hashable:
    name = fold(entry[_NAMES[part]])
    return (name, tuple(sorted(str(fold(post)) for post in entry["posts"]))) if part == "people" else name


def _matter(item: Gold) -> tuple[frozenset[object], frozenset[object]]:
    return frozenset(item["treatments"]), frozenset(map(fold, item["documents"]))


def _item(item: Gold) -> str:
    return f"{item['span'][0]}–{item['span'][1]} {'、'.join(item['treatments'])}" + "".join(
        f"《{title}》" for title in item["documents"]
    )


def _start(item: Gold) -> tuple[int, int]:
    """Where an item begins; its whole stretch is too long to show."""
    start, end = item["span"]
    return start, min(end - start, _CONTEXT)


def _stretch(entry: Gold) -> tuple[int, int]:
    start, end = entry["span"]
    return start, end - start


def _shown(value: object | None) -> str | None:
    if isinstance(value, list):
        return "、".join(value) or "nobody"
    return None if value is None else str(value)


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
        raise InputError(message("The notice {path} cannot be read: {error}.", path=path, error=error)) from error


def read_gold(path: Path) -> Gold:
    """The JSON object in ``path``. Raises InputError where it cannot be read or is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(message("The gold file {path} cannot be read: {error}.", path=path, error=error)) from error
    if not isinstance(value, dict):
        raise InputError(message("The gold file {path} holds no JSON object.", path=path))
    return value

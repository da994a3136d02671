"""Speeches that have no word of anything announced: whose they can only be, or nobody's. (无词可据的讲话)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.agenda.aligner import Stretch
from kg.agenda.fragments import Fragment
from kg.agenda.grouping import A_LIST


def without_guesses(
    found: Sequence[Stretch], listed: Sequence[Fragment], *, open_one: int | None, alone: bool
) -> list[Stretch]:
    """The stretches that are shown by their words or their number, and of the others those for which one matter only comes into
    question: the only one that is left where it stands, or, where none is left, that of the speech before.

    ``open_one``: the number of the fragment that takes any speech, if there is one. ``alone``: one matter only was announced."""
    if alone:
        return [s for s in found if s.shown or not (s.part.headed and s.matter.documents)]
    shown = [stretch.shown for stretch in found]
    treated = {id(stretch.matter) for stretch, sure in zip(found, shown, strict=True) if sure}
    kept: list[Stretch] = []
    for number, stretch in enumerate(found):
        if shown[number]:
            kept.append(stretch)
            continue
        after = next((found[k].on for k in range(number + 1, len(found)) if shown[k]), len(listed))
        before = kept[-1].on if kept else -1
        between = listed[before + 1 : after]
        left = _left(between, treated)
        if open_one is not None and not (len(left) == 1 and after < open_one):
            matter = listed[open_one].matter
            kept.append(stretch.moved(matter, open_one))
        elif len(left) == 1:
            on = next(k for k, f in enumerate(listed) if f.matter is left[0].matter)
            if not left[0].documents or stretch.evidence > 0:
                kept.append(stretch.moved(left[0].matter, on))
                treated.add(id(left[0].matter))
        elif _is_under_verb(between, listed[after : after + 1]) and (
            (len(between) == 1 and (kept or _is_long(listed, between[0]))) or (kept and before < stretch.on < after)
        ):
            on = stretch.on if before < stretch.on < after else before + 1
            kept.append(replace(stretch.moved(between[0].matter, on), shown=True))
        elif kept and number + 1 == len(found) and not stretch.strange and _is_last_under(between, kept[-1]):
            kept.append(replace(stretch.moved(between[0].matter, before + 1), shown=True))
        elif not left and kept and not stretch.strange:
            kept.append(stretch.moved(kept[-1].matter, kept[-1].on))
    return kept


def _is_under_verb(between: Sequence[Fragment], after: Sequence[Fragment]) -> bool:
    """听取甲、|乙|、丙情况汇报: whether what stands ``between`` the things that two speeches are on is under the verb of the next."""
    return bool(between and after) and all(f.matter is after[0].matter and not f.documents for f in between)


def _is_long(listed: Sequence[Fragment], one: Fragment) -> bool:
    """Whether the verb of a thing lists three or more: what a speech before those on the others is on."""
    return sum(fragment.matter is one.matter for fragment in listed) >= A_LIST


def _is_last_under(between: Sequence[Fragment], before: Stretch) -> bool:
    """听取甲、乙、|丙|情况汇报: whether one thing alone is left of the list that the speech before is on."""
    return len(between) == 1 and between[0].matter is before.matter and not between[0].documents


def _left(listed: Sequence[Fragment], treated: set[int]) -> list[Fragment]:
    """The first fragment of each matter that no speech is shown to be on."""
    found: dict[int, Fragment] = {}
    for fragment in listed:
        if id(fragment.matter) not in treated and not fragment.open and not fragment.before:
            found.setdefault(id(fragment.matter), fragment)
    return list(found.values())

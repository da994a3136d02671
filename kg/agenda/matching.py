"""Which paragraphs treat which announced matter. (议题与段落的对应)"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.agenda.matter import Matter, pairs
from kg.agenda.paragraphs import ParagraphReader
from kg.model import Document

# Documents that are studied one after the other; several that are deliberated under one verb are one matter.
_STUDIED = frozenset({"传达学习", "学习", "传达"})
# Shared words more than this tell nothing more.
_ENOUGH = 12.0
# A group that shares fewer telling pairs than this with the matter it would fall to is left to nobody.
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs that go together: a speech and what follows it, or a numbered section."""

    paragraphs: tuple[int, ...]
    opens: bool  # begins with 会议强调 or with a number: likely to turn to the next matter


class Matcher:
    """Compares words. Holds only look-ups."""

    def __init__(self, reader: ParagraphReader, documents: tuple[Document, ...]) -> None:
        self.reader = reader
        self.scan = reader.scan
        self.paragraphs = reader.outline.paragraphs
        plain = self.scan.folded
        self.titles = {d.title: (plain(d.title), plain(d.short) if d.short is not None else None) for d in documents}
        self.pairs: dict[str, set[str]] = {}  # of subjects and titles, which are compared with many paragraphs

    def words(self, group: Group) -> str:
        """The text of all paragraphs of a group."""
        return "".join(self.scan.text[self.paragraphs[i].start : self.paragraphs[i].end] for i in group.paragraphs)

    def likeness(self, matter: Matter, words: str) -> float:
        """How many telling pairs of characters the words share with the matter's subject or one of its documents."""
        subject = self.scan.text[matter.subject.start : matter.subject.end]
        score = float(sum(pair in words for pair in self._pairs(subject)))
        return max([score, *(self._document_likeness(title, words) for title in matter.documents)])

    def _pairs(self, words: str) -> set[str]:
        found = self.pairs.get(words)
        if found is None:
            found = self.pairs[words] = pairs(words)
        return found

    def _document_likeness(self, title: str, words: str) -> float:
        plain, _ = self.titles[title]
        return (4.0 if self._names(title, words) else 0.0) + sum(pair in words for pair in self._pairs(plain))

    def _names(self, title: str, words: str) -> bool:
        return any(f"《{name}》" in words for name in self.titles[title] if name is not None)

    def _is_about(self, title: str, words: str) -> bool:
        return self._document_likeness(title, words) >= max(3, min(5, 0.2 * len(self._pairs(self.titles[title][0]))))

    # ── giving groups to announced matters ──

    def claim(self, announced: list[Matter], groups: list[Group]) -> tuple[list[Matter], list[Matter]]:
        """(items, matters no group treats). Groups that fit no matter are left out."""
        if not announced or not groups:
            return [], list(announced)
        items: list[Matter] = []
        claimed: list[Matter] = []
        current: Matter | None = None
        aligned = self._aligned(announced, groups)
        for group, best in zip(groups, aligned, strict=True):
            own = [g for g, matter in zip(groups, aligned, strict=True) if matter is best]
            splits = self._splits(best, own)
            words = self.words(group)
            last = self.paragraphs[group.paragraphs[-1]]
            if (
                current is not None
                and best.subject == current.subject
                and not (splits and self._turns(best, current, group, words))
            ):
                current.end = last.end
                current.sections.extend(group.paragraphs)
                continue
            if (
                self.likeness(best, words) < _LEAST
                and len(groups) != len(announced)
                and not (current is None and len(announced) == 1)
            ):
                continue
            current = self.treated(best, group.paragraphs)
            if splits:
                current.documents = self._own_documents(best, words)
            items.append(current)
            claimed.append(best)
        for item in items:
            self.reader.read_outcomes(item, item.start, item.end)
        return items, [m for m in announced if all(m is not c for c in claimed)]

    def treated(self, matter: Matter, paragraphs: tuple[int, ...]) -> Matter:
        """The item that ``matter`` becomes where these paragraphs treat it."""
        return replace(
            matter,
            start=self.paragraphs[paragraphs[0]].start,
            end=self.paragraphs[paragraphs[-1]].end,
            treatments=list(matter.treatments),
            outcomes=list(matter.outcomes),
            documents=list(matter.documents),
            sections=list(paragraphs),
        )

    def _aligned(self, announced: list[Matter], groups: list[Group]) -> list[Matter]:
        """For each group the matter it treats: the order-keeping alignment with the most words in common, where a group
        that opens a speech or a section is a little likelier to turn to the next matter."""
        best: list[list[tuple[float, int]]] = []
        for row, group in enumerate(groups):
            words = self.words(group)
            turn = 2.5 if group.opens else 0.0
            line: list[tuple[float, int]] = []
            for column, matter in enumerate(announced):
                like = min(self.likeness(matter, words), _ENOUGH)
                if row == 0:
                    line.append((like - 0.5 * column, -1))
                    continue
                stay = (best[row - 1][column][0], column)
                moves = ((best[row - 1][k][0] + turn - 0.5 * (column - k - 1), k) for k in range(column))
                score, origin = max(stay, max(moves, default=(-1.0, 0)), key=lambda pair: pair[0])
                line.append((score + like, origin))
            best.append(line)
        column = max(range(len(announced)), key=lambda k: best[-1][k][0])
        chosen = [column]
        for row in range(len(groups) - 1, 0, -1):
            column = best[row][column][1]
            chosen.append(column)
        return [announced[k] for k in reversed(chosen)]

    def _turns(self, best: Matter, current: Matter, group: Group, words: str) -> bool:
        """One verb over several documents: the group turns from one of them to another, or to none."""
        if not group.opens:
            return False
        if len(current.documents) == len(best.documents):
            return False
        return set(self._spoken_of(best.documents, words)) != set(current.documents)

    def _splits(self, matter: Matter, groups: list[Group]) -> bool:
        """Whether several documents under one verb are taken up one by one: documents that were studied may be, others
        only where two groups speak of different ones."""
        if len(matter.documents) < 2:
            return False
        if _STUDIED & set(matter.treatments):
            return True
        told = [self._spoken_of(matter.documents, self.words(group)) for group in groups]
        return any(one and other and not set(one) & set(other) for one in told for other in told)

    def _own_documents(self, matter: Matter, words: str) -> list[str]:
        """Of several documents under one verb, those this group speaks of; all where it tells none apart."""
        scores = {title: self._document_likeness(title, words) for title in matter.documents}
        own = [t for t in self._spoken_of(matter.documents, words) if scores[t] >= 0.6 * max(scores.values())]
        return own if len(own) < len(matter.documents) else list(matter.documents)

    def _spoken_of(self, titles: list[str], words: str) -> list[str]:
        """Those named in the words; where none is, those that share enough with them."""
        named = [title for title in titles if self._names(title, words)]
        return named or [title for title in titles if self._is_about(title, words)]

"""What was fetched from a server and may be asked for again, and what to fetch along with it.

Views ask for single values, thousands of them. One request each would take minutes, so the whole graph of a notice is
fetched at once, with those of notices that are likely to follow; and a shared thing with others of its kind.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

_BATCHES: Final = 12
_MOST_AHEAD: Final = 32
_SUBJECTS: Final = 200_000
_TOGETHER: Final = 100
_WAITING: Final = 5_000


class Graphs:
    """Whole graphs, some batches of them, the least used forgotten first.

    ``fetch`` gives the quads of several graphs. How many are fetched ahead follows how many of them were used.
    """

    def __init__(self, fetch: Callable[[Sequence[str]], Iterator[Quad]]) -> None:
        self._fetch = fetch
        self._held: OrderedDict[int, _Batch] = OrderedDict()
        self._where: dict[str, int] = {}
        self._ahead: list[str] = []
        self._place: Mapping[str, int] = {}
        self._size = 8
        self._number = 0

    def expect(self, graphs: Iterable[str]) -> None:
        """These are likely to be asked for, in this order."""
        ahead = list(dict.fromkeys(graphs))
        if len(ahead) > 1:
            self._ahead, self._place = ahead, {graph: at for at, graph in enumerate(ahead)}

    def get(self, graph: str) -> Store:
        """A store that holds ``graph`` whole, and others."""
        number = self._where.get(graph)
        if number is None:
            number = self._load(graph)
        self._held.move_to_end(number)
        batch = self._held[number]
        batch.used.add(graph)
        return batch.store

    def _load(self, graph: str) -> int:
        from pyoxigraph import Store

        at = self._place.get(graph, len(self._ahead))
        wanted = [graph, *(each for each in self._ahead[at + 1 : at + self._size] if each not in self._where)]
        store = Store()
        store.extend(self._fetch(wanted))
        self._number += 1
        self._held[self._number] = _Batch(store, wanted)
        self._where.update(dict.fromkeys(wanted, self._number))
        if len(self._held) > _BATCHES:
            self._forget()
        return self._number

    def _forget(self) -> None:
        _, batch = self._held.popitem(last=False)
        for graph in batch.graphs:
            del self._where[graph]
        if len(batch.used) == len(batch.graphs):
            self._size = min(self._size * 2, _MOST_AHEAD)
        elif len(batch.used) * 2 < len(batch.graphs):
            self._size = max(self._size // 2, 1)


class _Batch:
    def __init__(self, store: Store, graphs: Sequence[str]) -> None:
        self.store = store
        self.graphs = graphs
        self.used: set[str] = set()


class Things:
    """All that is said of single subjects, in whichever graph. ``fetch`` gives the quads of several subjects."""

    def __init__(self, fetch: Callable[[Sequence[str]], Iterator[Quad]], base: str) -> None:
        self._fetch = fetch
        self._base = base
        self._held: OrderedDict[str, tuple[Quad, ...]] = OrderedDict()
        self._waiting: dict[str, OrderedDict[str, None]] = {}

    def expect(self, iris: Iterable[str]) -> None:
        """These may be asked for; they are fetched when another of their kind is."""
        for iri in iris:
            kind = self._kind(iri)
            if kind is not None and iri not in self._held:
                waiting = self._waiting.setdefault(kind, OrderedDict())
                waiting[iri] = None
                if len(waiting) > _WAITING:
                    waiting.popitem(last=False)

    def get(self, iri: str) -> tuple[Quad, ...]:
        """What is said of ``iri``."""
        if iri not in self._held:
            self._load(iri)
        self._held.move_to_end(iri)
        return self._held[iri]

    def _load(self, iri: str) -> None:
        waiting = self._waiting.get(self._kind(iri) or "", OrderedDict())
        waiting.pop(iri, None)
        wanted = [iri]
        while waiting and len(wanted) < _TOGETHER:
            wanted.append(waiting.popitem(last=False)[0])
        found: dict[str, list[Quad]] = {each: [] for each in wanted}
        for quad in self._fetch(wanted):
            found[str(getattr(quad.subject, "value", ""))].append(quad)
        self._held.update((each, tuple(quads)) for each, quads in found.items())
        while len(self._held) > _SUBJECTS:
            self._held.popitem(last=False)

    def _kind(self, iri: str) -> str | None:
        """``org/`` of ``<base>org/440882/…``; None for what is not ours."""
        if not iri.startswith(self._base):
            return None
        return iri[len(self._base) :].partition("/")[0]

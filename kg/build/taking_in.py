"""Notices into the store, each once: what is news comes with what is remembered of it, and what stood in its place goes. (收录)"""

from __future__ import annotations

from dataclasses import dataclass

from kg.build.filling import Filling
from kg.build.news import News
from kg.build.parcels import Answer
from kg.build.replaced import demands_in
from kg.build.report import WITHOUT, BuildReport, Failure
from kg.build.unchanged_files import Known
from kg.doubts import NO_MEETING
from kg.model import Notice
from kg.readings import Unread
from kg.resolve.joined_lines import LINES_JOINED
from kg.store import Writer
from kg.store.batches import Worked
from kg.store.build_state import BuildState, Record


@dataclass(frozen=True, slots=True)
class TakingIn:
    """What notices of one build are taken into."""

    state: BuildState
    writer: Writer
    report: BuildReport
    news: News
    filling: Filling

    def take(self, notice: Notice | Known, key: str, answer: Answer) -> bool:
        """Take in one notice, which stands at ``key``; ``answer`` is asked only for news. False where it could not be worked out."""
        self.report.read += 1
        if self.state.seen.is_taken(notice.id):
            self.report.duplicates += 1
        elif not self.news.is_news(notice, key):
            self.report.unchanged += 1
        else:
            worked = answer()
            if isinstance(worked, Unread):
                self.report.failures.append(Failure(notice.source, worked.reason))
                return False
            self.filling.make_room_for(worked)
            self._put(notice, key, worked)
        self.state.seen.take(notice.id)
        self._settle(key, notice.id)
        return True

    def lose(self, key: str, notice: str) -> None:
        """``key`` is there no more; neither is its notice, unless another path holds it."""
        self.state.places.forget(key)
        graph = self.state.graph_of(notice)
        if graph is not None and not self.state.places.paths_of(notice):
            self.state.forget(notice)
            self.filling.take_away(graph)
            self.report.removed += 1

    def _put(self, notice: Notice | Known, key: str, worked: Worked) -> None:
        """Put the notice into the batch; what it, or its path alone, held before goes in the same step."""
        known, before = self.state.graph_of(notice.id), self.state.places.notice_at(key)
        self._count(notice, worked, is_new=known is None and before is None)
        gone = None
        if before is not None and before != notice.id:
            gone = self._give_up_alone(before, key, worked.graph)
        instead = [graph for graph in (known, gone) if graph is not None]
        record = Record(
            notice.id,
            self.news.digest(notice),
            worked.graph,
            worked.own_quads,
            worked.findings,
            notice.source,
            key,
            worked.entities,
        )
        self.state.put(record, worked.hashes)
        self.filling.bring(worked, instead)

    def _count(self, notice: Notice | Known, worked: Worked, *, is_new: bool) -> None:
        self.report.new += is_new
        self.report.changed += not is_new
        self.report.findings.update(worked.findings)
        self.report.doubts.update(worked.doubts)
        if worked.doubts.get(NO_MEETING):
            self.report.tells_of_no_meeting(notice.source)
        else:
            for kind in WITHOUT:
                if not worked.findings.get(kind):
                    self.report.lacks(kind, notice.source)
        if worked.doubts.get(LINES_JOINED):
            self.report.joins_lines(notice.source)

    def _give_up_alone(self, before: str, key: str, by: str) -> str | None:
        """Forget the notice ``before`` where it stood at ``key`` and nowhere else, and give its graph, which ``by`` takes the place of."""
        if self.state.places.paths_of(before) != (key,):
            return None
        graph = self.state.graph_of(before)
        if graph is not None:
            self.state.predecessors.note(demands_in(graph, by, self.writer.store))
        self.state.forget(before)
        return graph

    def _settle(self, key: str, notice: str) -> None:
        """Remember that ``key`` holds ``notice``; a notice that stood there alone before is no longer anywhere."""
        before = self.state.places.notice_at(key)
        if before == notice:
            return
        if before is not None:
            self.lose(key, before)
        self.state.places.put(key, notice)

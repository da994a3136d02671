"""Builds: what is read again and what is not, and that any order of updates ends in the same store."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pkgutil
import zipfile
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from hand_made import notice, reading_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_store import dump, written

from kg import build, store
from kg.build import parcels
from kg.build.filling import Filling
from kg.build.report import BuildReport
from kg.errors import InputError
from kg.export import export_file
from kg.read import ReadOptions
from kg.store import build_state, loading
from kg.store.batches import Plan, carry_out
from kg.store.state_readers import digests_of_readings


def write(folder: Path, **texts: int | str) -> Path:
    """NAME.txt for each name: the made notice of that number, or that text."""
    folder.mkdir(exist_ok=True)
    for name, content in texts.items():
        text = notice(content).text if isinstance(content, int) else content
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def run(folder: Path, *paths: Path, prune: bool = False, version: str = "1"):
    return build.build([str(path) for path in paths], folder, prune=prune, reader=reading_of, version=version)


def counts(report):
    return (report.new, report.changed, report.unchanged, report.removed)


def test_a_folder_without_notices_is_said_to_hold_none(tmp_path):
    (tmp_path / "in").mkdir()
    assert any("nothing to read was found" in line for line in run(tmp_path / "s", tmp_path / "in").lines())
    assert not any("nothing to read" in line for line in run(tmp_path / "t", write(tmp_path / "some", a=60)).lines())


def test_pictures_among_notices_are_named_and_those_of_a_saved_page_are_not(tmp_path):
    notices = write(tmp_path / "in", a=60)
    for name in ("扫描件/p1.JPG", "p2.png", "page_files/logo.png", ".thumbnails/p2.png", "style.css", "data.json"):
        (notices / name).parent.mkdir(exist_ok=True)
        (notices / name).write_bytes(b"\x89PNG")
    report = run(tmp_path / "s", notices)
    assert counts(report) == (1, 0, 0, 0)
    assert not report.failures
    assert report.pictures == ("p2.png", "扫描件/p1.JPG")
    told = [line for line in report.lines() if "passed over" in line]
    assert [line.partition(":")[0] for line in told] == ["2 pictures were passed over (p2.png, 扫描件/p1.JPG)"]
    assert not any("passed over" in line for line in run(tmp_path / "t", notices / "a.txt").lines())


def test_a_batch_goes_to_the_store_soon_at_first_and_later_in_larger_steps(monkeypatch):
    now, handed = [0.0], []
    loading = SimpleNamespace(start=lambda batch: handed.append((now[0], len(batch))), asked_for=lambda worked: None)
    monkeypatch.setattr("kg.build.filling.time.monotonic", lambda: now[0])
    filling = Filling(loading, _begun=0.0)
    for second in range(100):
        now[0] = float(second)
        filling.take_away(f"graph/{second}")
        filling.make_room()
    assert [at for at, _ in handed] == [3, 8, 17, 34, 55, 76, 97]


def test_a_second_build_of_the_same_input_writes_nothing_and_says_so(tmp_path):
    notices = write(tmp_path / "in", a=60, b=61)
    assert counts(run(tmp_path / "s", notices)) == (2, 0, 0, 0)
    before = written(tmp_path / "s")
    report = run(tmp_path / "s", notices)
    assert counts(report) == (0, 0, 2, 0)
    assert not report.wrote
    assert "nothing is new: the store was left as it is" in list(report.lines())
    assert written(tmp_path / "s") == before


def test_a_changed_text_takes_the_place_of_the_old_one(tmp_path):
    notices = write(tmp_path / "in", a=60, b=61)
    run(tmp_path / "s", notices)
    write(notices, a=62)
    assert counts(run(tmp_path / "s", notices)) == (0, 1, 1, 0)
    run(tmp_path / "t", notices)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_a_new_version_of_code_or_lexicons_reads_everything_again(tmp_path):
    notices = write(tmp_path / "in", a=60)
    run(tmp_path / "s", notices)
    assert counts(run(tmp_path / "s", notices, version="2")) == (0, 1, 0, 0)


def test_what_is_gone_stays_until_pruned_and_goes_with_its_entities(tmp_path):
    notices = write(tmp_path / "in", a=60, b=61)
    run(tmp_path / "s", notices)
    (notices / "b.txt").unlink()
    assert counts(run(tmp_path / "s", notices)) == (0, 0, 1, 0)
    assert counts(run(tmp_path / "s", notices, prune=True)) == (0, 0, 1, 1)
    run(tmp_path / "t", notices)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_what_is_gone_is_counted_and_named(tmp_path):
    notices = write(tmp_path / "in", a=60, b=61, c=62, d=63, e=64)
    run(tmp_path / "s", notices)
    for name in "bcde":
        (notices / f"{name}.txt").unlink()
    report = run(tmp_path / "s", notices)
    assert (report.gone, report.gone_sources) == (4, ("b.txt", "c.txt", "d.txt"))
    assert (
        "4 notices read from there before are no longer there (b.txt, c.txt, d.txt and 1 more) and stay in the store; "
        "kg build --prune takes them out"
    ) in list(report.lines())
    assert json.loads(report.as_json())["no_longer_there"] == {"notices": 4, "sources": ["b.txt", "c.txt", "d.txt"]}
    assert run(tmp_path / "s", notices, prune=True).gone == 0
    assert run(tmp_path / "s", notices).gone == 0


def test_what_was_moved_was_changed_cannot_be_read_or_lies_elsewhere_is_not_gone(tmp_path):
    notices, other = write(tmp_path / "in", a=60, b=61, c=62, d=63), write(tmp_path / "other", d=63)
    run(tmp_path / "s", notices, other)
    (notices / "a.txt").rename(notices / "moved.txt")
    (notices / "b.txt").write_bytes(b"")
    write(notices, c=65)
    (notices / "d.txt").unlink()
    assert run(tmp_path / "s", notices).gone == 0
    (other / "d.txt").unlink()
    assert run(tmp_path / "s", notices, other).gone == 1
    assert run(tmp_path / "s", notices).gone == 0, "of the other folder nothing is said: it was not looked at"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_gone_from_tables_and_archives_is_counted(tmp_path, jobs):
    def fill(*numbers):
        rows = "".join(json.dumps({"text": notice(n).text}) + "\n" for n in numbers)
        (tmp_path / "t.jsonl").write_text(rows, encoding="utf-8")
        with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
            for number in numbers:
                archive.writestr(f"{number}.txt", notice(number + 10).text)

    def gone():
        paths = [str(tmp_path / "t.jsonl"), str(tmp_path / "z.zip")]
        report = build.build(paths, tmp_path / "s", reader=reading_of, version="1", jobs=jobs)
        return report.gone, report.gone_sources

    fill(60, 61, 62)
    assert gone() == (0, ())
    fill(60, 61)
    assert gone() == (2, ("t.jsonl#3", "z.zip!62.txt"))
    fill(61)  # the row that was the second is the first now, in place of one that is no longer anywhere
    assert gone() == (3, ("t.jsonl#3", "z.zip!60.txt", "z.zip!62.txt"))


def test_a_folder_whose_name_is_no_utf8_is_read_counted_and_pruned(tmp_path):
    folder = os.fsdecode(os.fsencode(tmp_path) + "/内网".encode("gb18030"))
    notices = write(Path(folder), a=60, b=61)
    assert counts(run(tmp_path / "s", notices)) == (2, 0, 0, 0)
    (notices / "b.txt").unlink()
    assert run(tmp_path / "s", notices).gone_sources == ("b.txt",)
    assert run(tmp_path / "s", tmp_path).new == 0, "seen from above it is the same place"
    assert run(tmp_path / "s", notices, prune=True).removed == 1


def test_pruning_one_folder_leaves_what_came_from_another(tmp_path):
    run(tmp_path / "s", write(tmp_path / "one", a=60), write(tmp_path / "two", a=61))
    assert counts(run(tmp_path / "s", tmp_path / "two", prune=True)) == (0, 0, 1, 0)


def test_one_notice_at_two_paths_counts_once_and_lives_as_long_as_one_of_them(tmp_path):
    notices = write(tmp_path / "in", a=60, b=60)
    report = run(tmp_path / "s", notices)
    assert (report.read, report.new, report.duplicates) == (2, 1, 1)
    (notices / "a.txt").unlink()
    run(tmp_path / "s", notices, prune=True)
    run(tmp_path / "t", notices)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_a_failure_is_named_and_tried_again(tmp_path):
    notices = write(tmp_path / "in", a=60, b=notice(61, extra="出错").text, c="")
    for _ in range(2):
        report = run(tmp_path / "s", notices)
        assert [failure.source for failure in report.failures] == ["b.txt", "c.txt"]
    write(notices, b=61, c=62)
    assert counts(run(tmp_path / "s", notices)) == (2, 0, 1, 0)


def test_a_notice_that_fails_today_is_not_pruned(tmp_path):
    notices = write(tmp_path / "in", a=60)
    run(tmp_path / "s", notices)
    (notices / "a.txt").write_bytes(b"")
    assert counts(run(tmp_path / "s", notices, prune=True)) == (0, 0, 0, 0)


def test_rows_that_move_within_a_table_keep_their_notices(tmp_path):
    table = tmp_path / "t.jsonl"

    def rows(*numbers):
        table.write_text("".join(json.dumps({"text": notice(n).text}) + "\n" for n in numbers), encoding="utf-8")

    rows(60, 61)
    run(tmp_path / "s", table)
    rows(62, 60, 61)
    run(tmp_path / "s", table, prune=True)
    run(tmp_path / "t", table)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_more_notices_than_a_batch_or_a_parcel_holds_are_all_there(tmp_path, monkeypatch):
    notices = write(tmp_path / "in", **{f"n{number}": number for number in range(10, 31)})
    run(tmp_path / "t", notices)
    for batch, parcel, bulk in ((4, 3, 0), (3, 7, 0), (4, 3, 10**9)):
        with monkeypatch.context() as patched:
            patched.setattr("kg.build.filling._BATCH", batch)
            patched.setattr("kg.build.parcels._PARCEL", parcel)
            patched.setattr("kg.store.batches._BULK_FROM", bulk)
            folder = tmp_path / f"s{batch}{parcel}{bulk}"
            assert run(folder, notices).store_notices == 21
        assert dump(folder) == dump(tmp_path / "t")
        assert sorted(path.name for path in folder.iterdir()) == ["build.sqlite", "huiyi-store.json", "lock", "quads"]


def shards_of(monkeypatch, folder: Path, *paths: Path, **options) -> tuple[int, BuildReport]:
    """How many shards a build of ``paths`` writes, and its report."""
    written_with: list[int] = []
    with monkeypatch.context() as patched:
        write_shard = parcels.write_shard
        patched.setattr(parcels, "write_shard", lambda *a, **k: (written_with.append(a[1]), write_shard(*a, **k))[1])
        report = run(folder, *paths, **options)
    return len(written_with), report


def test_files_named_one_by_one_fill_as_few_shards_as_their_folder_and_give_the_same_store(tmp_path, monkeypatch):
    notices = write(tmp_path / "in", **{f"n{number}": number for number in range(10, 70)})
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(parcels, "_PARCEL", 20)
    together, _ = shards_of(monkeypatch, tmp_path / "t", notices)
    single, report = shards_of(
        monkeypatch, tmp_path / "s", *(path for file in sorted(notices.iterdir()) for path in (file, empty))
    )
    assert (together, single) == (3, 6)  # what holds nothing takes room in the queue, and no more
    assert counts(report) == (60, 0, 0, 0)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")
    write(notices, n10="", n12=72)
    (notices / "n11.txt").unlink()
    again, report = shards_of(monkeypatch, tmp_path / "s", *sorted(notices.iterdir()), prune=True)
    assert (again, counts(report)) == (1, (0, 1, 57, 0))
    assert [failure.source for failure in report.failures] == ["n10.txt"]


def test_pruning_is_done_path_by_path_as_they_are_named(tmp_path):
    one, two, three = (write(tmp_path / name, a=60 + number) for number, name in enumerate(("one", "two", "three")))
    run(tmp_path / "s", one, two, three)
    for folder in (one, two, three):
        (folder / "a.txt").rename(folder / "b.txt")
    assert counts(run(tmp_path / "s", one, two, one, prune=True)) == (0, 2, 0, 0)
    (two / "b.txt").rename(three / "c.txt")  # gone where it is looked for first, there again in the next path
    (three / "b.txt").write_bytes(b"")  # and what cannot be read at one path keeps nothing at another
    (one / "b.txt").unlink()
    report = run(tmp_path / "s", one, two, three, prune=True)
    assert (report.new, report.removed, report.store_notices, len(report.failures)) == (1, 3, 1, 1)
    (three / "b.txt").unlink()
    run(tmp_path / "t", one, two, three)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


@pytest.mark.parametrize(("stop", "remembered"), [("a.csv#2", ["a.csv"]), ("b.csv#1", ["a.csv", "b.csv"])])
def test_how_a_path_is_read_is_remembered_with_its_first_notice_and_not_before(tmp_path, monkeypatch, stop, remembered):
    tables = [tmp_path / name for name in ("a.csv", "b.csv")]
    for start, table in zip((60, 62), tables, strict=True):
        rows = "".join(f'"{notice(number).text}",\n' for number in (start, start + 1))
        table.write_text(f"正文一,正文二\n{rows}", "utf-8")
    monkeypatch.setattr("kg.build.filling._BATCH", 1)
    monkeypatch.setattr(parcels, "_PARCEL", 1)
    with contextlib.suppress(Stop):
        build.build([str(table) for table in tables], tmp_path / "s", options=ReadOptions(text_column="正文一"), version="1",
                    reader=reading_of, tick=lambda source: stopped() if source == stop else None)  # fmt: skip
    with build_state.opened(tmp_path / "s" / store.STATE) as state:
        assert [Path(name).name for name, _ in state.notes.beginning_with("read with ")] == remembered


class Stop(BaseException):
    """Stands for the end of the process."""


def stopped(*_, **__):
    raise Stop


@pytest.mark.parametrize(
    "where",
    [
        "kg.store.build_state.BuildState.commit",
        "kg.store.loading.carry_out",
        "kg.store.batches.renew",
        "kg.store.batches.Replacement",
        "kg.store.loading._tidy",
    ],
)
@pytest.mark.parametrize("after", range(4))
def test_wherever_a_build_is_stopped_the_next_goes_on_to_the_same_end(tmp_path, monkeypatch, where, after):
    notices = write(tmp_path / "in", a=60, b=61, d=64)
    run(tmp_path / "s", notices)
    write(notices, a=62, c=63)
    (notices / "d.txt").unlink()
    whole, times = pkgutil.resolve_name(where), count()
    with monkeypatch.context() as patched:
        patched.setattr(where, lambda *a, **k: stopped() if next(times) == after else whole(*a, **k))
        with contextlib.suppress(Stop):
            run(tmp_path / "s", notices, prune=True)
    run(tmp_path / "s", notices, prune=True)
    run(tmp_path / "t", notices)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_a_plan_that_was_carried_out_changes_nothing_when_it_is_carried_out_again(tmp_path, monkeypatch):
    notices = write(tmp_path / "in", a=60, b=61)
    run(tmp_path / "s", notices)
    write(notices, a=62, c=63)
    monkeypatch.setattr(loading, "_tidy", lambda *_: None)
    monkeypatch.setattr(loading.Loading, "_remove_done", lambda *_: None)
    plans: list[Plan] = []
    monkeypatch.setattr(loading, "carry_out", lambda plan, *a, **k: (plans.append(plan), carry_out(plan, *a, **k)))
    run(tmp_path / "s", notices)
    before = dump(tmp_path / "s")
    (plan,) = plans
    assert plan == Plan.from_json(plan.as_json())
    assert {each.instead != () for each in plan.coming} == {True, False}
    with store.opened_for_writing(tmp_path / "s") as opened:
        carry_out(plan, opened, tmp_path / "s" / store.INCOMING)
        del opened
    assert dump(tmp_path / "s") == before


def test_a_plan_whose_shards_are_gone_is_an_error_and_not_forgotten(tmp_path, monkeypatch):
    notices = write(tmp_path / "in", a=60)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "carry_out", stopped)
        patched.setattr(loading, "_tidy", lambda *_: None)
        with contextlib.suppress(Stop):
            run(tmp_path / "s", notices)
    assert list(digests_of_readings(tmp_path / "s" / store.STATE)) == []  # of what may be there or not, nothing is said
    for path in (tmp_path / "s" / store.INCOMING).iterdir():
        path.unlink()
    for _ in range(2):
        with pytest.raises(InputError, match=r"interrupted build left in .* is no longer whole"):
            run(tmp_path / "s", notices)


def test_a_notice_the_store_holds_without_our_knowing_is_replaced_and_not_added_to(tmp_path):
    notices = write(tmp_path / "in", a=60)
    run(tmp_path / "s", notices)
    (tmp_path / "s" / store.STATE).unlink()
    (notices / "a.txt").rename(notices / "b.txt")
    run(tmp_path / "s", notices)
    run(tmp_path / "t", notices)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def test_reading_again_what_says_the_same_writes_no_quad(tmp_path, monkeypatch):
    notices = write(tmp_path / "in", a=60)
    run(tmp_path / "s", notices)
    texts: list[str] = []
    monkeypatch.setattr("kg.store.changing._blocks", lambda lines: texts.extend(lines) or "")
    run(tmp_path / "s", notices, version="2")
    assert [line for line in texts if "/graph/entities>" not in line] == []


def test_two_stores_built_apart_and_merged_equal_one_built_together(tmp_path):
    one, two = write(tmp_path / "one", a=60, b=61), write(tmp_path / "two", c=62, d=63)
    run(tmp_path / "s1", one)
    run(tmp_path / "s2", two)
    with store.opened_for_reading(tmp_path / "s2") as opened:
        export_file(opened, "nquads", tmp_path / "s2.nq")
    with store.opened_for_writing(tmp_path / "s1") as opened:
        store.load_nquads(opened, tmp_path / "s2.nq")
        del opened
    run(tmp_path / "both", one, two)
    assert dump(tmp_path / "s1") == dump(tmp_path / "both")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(60, 63), min_size=1), min_size=1, max_size=4))
def test_whatever_the_history_the_store_equals_a_fresh_one(tmp_path_factory, states):
    place = tmp_path_factory.mktemp("history")
    notices = place / "in"
    for state in states:
        for old in notices.glob("*.txt") if notices.exists() else ():
            old.unlink()
        write(notices, **state)
        run(place / "s", notices, prune=True)
    run(place / "fresh", notices)
    assert [line for line in dump(place / "s") if "/source>" not in line] == [
        line for line in dump(place / "fresh") if "/source>" not in line
    ]


def test_a_path_that_does_not_exist_is_an_input_error(tmp_path):
    with pytest.raises(InputError):
        run(tmp_path / "s", tmp_path / "nowhere")


def test_the_report_counts_what_was_found(tmp_path):
    report = run(tmp_path / "s", write(tmp_path / "in", a=60, b=61))
    value = json.loads(report.as_json())
    assert value["findings"]["directives"] == 4
    assert value["doubts"] == {"two-places": 2}
    assert (value["store"]["notices"], value["store"]["findings"]) == (2, value["findings"])


def test_a_text_that_tells_of_no_meeting_is_taken_in_named_and_counted(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "poem.txt").write_text("春江花月夜\n春江潮水连海平，海上明月共潮生。\n", encoding="utf-8")
    (folder / "notice.txt").write_text(notice(60).text, encoding="utf-8")
    report = build.build([str(folder)], tmp_path / "s")
    assert (report.read, report.without_meeting, report.doubts["no-meeting"]) == (2, 1, 1)
    said = "nothing of a meeting was recognised in 1 text (poem.txt), taken in all the same"
    assert said in list(report.lines())
    assert json.loads(report.as_json())["without_meeting"] == {"notices": 1, "sources": ["poem.txt"]}


ASKS = "5月8日，县长赵一山主持召开县政府常务会议，研究防汛工作。会议要求，县水利局要在6月底前完成排查。"
SILENT = "5月9日，县长赵一山主持召开县政府常务会议，研究教育工作。会议认为，这项工作意义重大。"
BARE = "5月10日，县长赵一山主持召开县政府常务会议。"


def test_notices_in_which_no_directive_or_item_was_found_are_named_and_all_of_the_store_listed(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {
        "asks": ASKS,
        "silent": SILENT,
        "bare": BARE,
        "poem": "春江潮水连海平，海上明月共潮生。",
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = build.build([str(folder)], tmp_path / "s")
    said = list(report.lines())
    assert "no directive was found in 2 notices (bare.txt, silent.txt): see whether they have none" in said
    assert "no agenda item was found in 1 notice (bare.txt): see whether it has none" in said
    told = json.loads(report.as_json())["store"]
    assert told["without_directives"] == ["bare.txt", "poem.txt", "silent.txt"]
    assert told["without_agenda_items"] == ["bare.txt", "poem.txt"]
    again = build.build([str(folder)], tmp_path / "s")
    assert not any("was found in" in line for line in again.lines())
    assert json.loads(again.as_json())["store"] == told


def test_only_the_first_of_many_notices_without_a_directive_are_named(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(SILENT.replace("9日", f"{number + 10}日"), encoding="utf-8")
    report = build.build([str(folder)], tmp_path / "s")
    assert any("5 notices (0.txt, 1.txt, 2.txt and 2 more)" in line for line in report.lines())
    assert len(json.loads(report.as_json())["store"]["without_directives"]) == 5


def test_what_comes_from_standard_input_replaces_nothing(tmp_path, monkeypatch):
    for number in (60, 61, 61):
        stream = io.TextIOWrapper(io.BytesIO(notice(number).text.encode()))
        monkeypatch.setattr("sys.stdin", stream)
        report = build.build(["-"], tmp_path / "s", reader=reading_of, version="1")
    assert report.store_notices == 2
    assert counts(report) == (0, 0, 1, 0)

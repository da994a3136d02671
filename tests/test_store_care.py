"""Looking after a store: what is in it, is it whole, compact, backup, restore."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_build import Stop, run, stopped
from test_build import write as notices_of
from test_store import dump, written

from kg import shards, store
from kg.errors import InputError, KgError
from kg.store import build_state, loading
from kg.store import care as store_care
from kg.store.check import check
from kg.store.state_readers import digests_of_readings
from kg.store.to_shards import write_shards

WITHOUT_ROOM = (
    "import sys, resource; from kg import cli; resource.setrlimit(resource.RLIMIT_FSIZE, (9, 9)); sys.exit(cli.run())"
)
"""``kg``, no file of which may be longer than nine bytes."""


@pytest.fixture
def folder(tmp_path) -> Path:
    run(tmp_path / "s", notices_of(tmp_path / "in", a=60, b=61))
    return tmp_path / "s"


def graphs(folder: Path) -> tuple[str, ...]:
    with store.opened_for_reading(folder) as opened:
        return store.notice_graphs(opened)


def harm(folder: Path, update: str) -> None:
    with store.opened_for_writing(folder) as opened:
        opened.update(update)
        del opened


# ── check ──


def test_a_store_that_was_built_is_whole_and_stays_as_it_is(folder):
    before = written(folder)
    checked = check(folder)
    assert (checked.notices, checked.pending, checked.unknown, checked.faults) == (2, 0, 0, [])
    assert checked.quads == len(dump(folder))
    assert written(folder) == before


ONE = "INSERT DATA { GRAPH <%s> { <urn:a> <urn:b> <urn:c> } }"
SOME = "DELETE { GRAPH <%s> { ?s ?p ?o } } WHERE { SELECT * { GRAPH <%s> { ?s ?p ?o } } LIMIT 3 }"
STRANGE = "https://w3id.org/huiyi/id/notice/0123456789abcdef"


@pytest.mark.parametrize(
    ("update", "says"),
    [
        (lambda graph: f"DROP GRAPH <{graph}>", "is remembered, but the store does not hold it"),
        (lambda graph: SOME % (graph, graph), "it was read with"),
        (lambda graph: ONE % graph, "it was read with"),
        (lambda _: SOME % (store.ENTITIES, store.ENTITIES), "3 lines on shared things that notices bring are not in"),
        (lambda _: ONE % store.ENTITIES, "1 lines on shared things are in the store, though no notice brings them"),
        (lambda _: ONE % STRANGE, "has 0 texts, not one"),
    ],
)
def test_what_is_not_as_it_was_read_is_named(folder, update, says):
    harm(folder, update(graphs(folder)[0]))
    faults = check(folder).faults
    assert len(faults) == 1
    assert says in faults[0]


def test_a_memory_that_contradicts_itself_is_named(folder):
    with build_state.opened(folder / store.STATE) as state:
        state._db.execute("UPDATE entity_line SET notices = notices + 1")
        state._db.execute("DELETE FROM source WHERE path LIKE '%a.txt'")
        state.commit()
    faults = check(folder).faults
    assert any("are not counted as often as notices bring them" in fault for fault in faults)
    assert "1 notices stand nowhere" in faults


def test_notices_that_came_another_way_are_no_fault(folder):
    (folder / store.STATE).unlink()
    checked = check(folder)
    assert (checked.notices, checked.unknown, checked.faults) == (2, 2, [])


@pytest.mark.parametrize("lost", [False, True])
def test_what_an_interrupted_build_left_is_no_fault_unless_it_is_lost(folder, tmp_path, monkeypatch, lost):
    notices_of(tmp_path / "in", a=62, c=63)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "carry_out", stopped)
        patched.setattr(loading, "_tidy", lambda *_: None)
        with pytest.raises(Stop):
            run(folder, tmp_path / "in")
    if lost:
        shutil.rmtree(folder / store.INCOMING)
    checked = check(folder)
    assert (checked.pending, len(checked.faults)) == (2, int(lost))
    if not lost:
        run(folder, tmp_path / "in")
        run(tmp_path / "t", tmp_path / "in")
        assert dump(folder) == dump(tmp_path / "t")


def spoil_plan(memory: Path) -> None:
    with build_state.opened(memory) as state:
        state.notes.pending = '{"shards": [], "coming": [{"graph": 1}]}'
        state.commit()


def spoil_pages(memory: Path) -> None:
    data = memory.read_bytes()
    memory.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(spoil_plan, "of an interrupted build is damaged"), (spoil_pages, "malformed.*; delete it, and the next build")],
)
@pytest.mark.parametrize("act", [check, store_care.compact, lambda folder: list(store_care.info(folder))])
def test_a_damaged_memory_is_said_to_be_damaged(folder, spoil, says, act):
    spoil(folder / store.STATE)
    with pytest.raises(InputError, match=says):
        act(folder)


def test_of_a_plan_that_is_damaged_nobody_knows_which_notices_it_touches(folder):
    assert len(list(digests_of_readings(folder / store.STATE))) == 2
    spoil_plan(folder / store.STATE)
    assert list(digests_of_readings(folder / store.STATE)) == []


# ── compact, backup, restore ──


def test_a_compact_store_holds_the_same(folder):
    before = dump(folder)
    assert store_care.compact(folder)[1] > 0
    assert dump(folder) == before
    assert check(folder).faults == []


def test_a_backup_is_a_store_and_does_not_change_with_the_one_it_is_of(folder, tmp_path):
    store_care.backup(folder, tmp_path / "b")
    before = dump(folder)
    run(folder, notices_of(tmp_path / "in", a=62), prune=True)
    assert dump(folder) != before
    assert dump(tmp_path / "b") == before
    assert check(tmp_path / "b").faults == []
    assert not list(tmp_path.glob(".b.*"))


def test_a_backup_finishes_what_an_interrupted_build_left(folder, tmp_path, monkeypatch):
    notices_of(tmp_path / "in", c=63)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "carry_out", stopped)
        patched.setattr(loading, "_tidy", lambda *_: None)
        with pytest.raises(Stop):
            run(folder, tmp_path / "in")
    store_care.backup(folder, tmp_path / "b")
    run(tmp_path / "t", tmp_path / "in")
    assert dump(tmp_path / "b") == dump(tmp_path / "t") == dump(folder)


def test_restoring_gives_the_store_back_and_the_next_build_goes_on_from_there(folder, tmp_path):
    before = dump(folder)
    store_care.backup(folder, tmp_path / "b")
    run(folder, notices_of(tmp_path / "in", a=62))
    with pytest.raises(InputError, match="--replace"):
        store_care.restore(tmp_path / "b", folder)
    store_care.restore(tmp_path / "b", folder, replace=True)
    assert dump(folder) == before == dump(tmp_path / "b")
    run(folder, tmp_path / "in")
    run(tmp_path / "t", tmp_path / "in")
    assert dump(folder) == dump(tmp_path / "t")
    assert dump(tmp_path / "b") == before
    assert not list(tmp_path.glob(".s.*"))


def test_a_store_on_another_disk_is_restored_there_and_the_link_to_it_stays(folder, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    store_care.backup(link, tmp_path / "b")
    run(folder, notices_of(tmp_path / "in", a=62))
    store_care.restore(tmp_path / "b", link, replace=True)
    assert link.is_symlink()
    assert dump(folder) == dump(link) == dump(tmp_path / "b")
    assert not list(tmp_path.glob(".*"))


def test_restoring_where_there_is_no_store_makes_one(folder, tmp_path):
    store_care.backup(folder, tmp_path / "b")
    store_care.restore(tmp_path / "b", tmp_path / "new" / "s")
    assert dump(tmp_path / "new" / "s") == dump(folder)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda s, t: store_care.backup(s, s), "exists; name a new folder"),
        (lambda s, t: store_care.backup(t / "none", t / "b"), "no store at"),
        (lambda s, t: store_care.backup(s, s / "b"), "lies in the store itself"),
        (lambda s, t: store_care.compact(t / "none"), "no store at"),
        (lambda s, t: store_care.restore(t / "in", t / "x"), "is not a store"),
        (lambda s, t: store_care.restore(s, t / "in", replace=True), "is not a store"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_touched(folder, tmp_path, act, says):
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match=says):
        act(folder, tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_store_that_somebody_writes_is_not_backed_up(folder, tmp_path):
    with store.writer(folder), pytest.raises(InputError, match="in use by process"):
        store_care.backup(folder, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_folder_that_cannot_take_the_copy_is_named(folder, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match="b could not be written"):
        store_care.backup(folder, tmp_path / "file" / "b")


class Elsewhere:
    """A C library without ``renameat2``, as on systems other than Linux."""

    def __init__(self, *_: object, **__: object) -> None:
        pass


def failing(monkeypatch: pytest.MonkeyPatch, *targets: Path) -> None:
    """Let every renaming to one of ``targets`` fail, once the exchange has begun."""
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if Path(target) in targets:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(store_care.ctypes, "CDLL", Elsewhere)
    monkeypatch.setattr(Path, "rename", refuse)


def test_a_system_that_cannot_exchange_folders_restores_all_the_same(folder, tmp_path, monkeypatch):
    before = dump(folder)
    store_care.backup(folder, tmp_path / "b")
    run(folder, notices_of(tmp_path / "in", a=62))
    failing(monkeypatch)
    store_care.restore(tmp_path / "b", folder, replace=True)
    assert dump(folder) == before
    assert not list(tmp_path.glob(".s.*"))


def test_an_exchange_that_fails_leaves_the_store_and_says_so(folder, tmp_path, monkeypatch):
    store_care.backup(folder, tmp_path / "b")
    run(folder, notices_of(tmp_path / "in", a=62))
    before = dump(folder)
    refused, rename = [], Path.rename

    def refuse_once(self: Path, target: Path) -> Path:
        if Path(target) == folder and not refused:
            refused.append(target)
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(store_care.ctypes, "CDLL", Elsewhere)
    monkeypatch.setattr(Path, "rename", refuse_once)
    with pytest.raises(KgError, match="s could not be written: No space left on device; what was there is as it was"):
        store_care.restore(tmp_path / "b", folder, replace=True)
    assert dump(folder) == before
    assert not list(tmp_path.glob(".s.*"))


def test_a_store_that_could_not_be_put_back_is_kept_and_its_place_is_named(folder, tmp_path, monkeypatch):
    store_care.backup(folder, tmp_path / "b")
    before = dump(folder)
    failing(monkeypatch, folder)
    with pytest.raises(KgError, match=r"what was there is in .*\.old now: rename it to s\.$"):
        store_care.restore(tmp_path / "b", folder, replace=True)
    monkeypatch.undo()
    (aside,) = tmp_path.glob(".s.*")
    assert dump(aside) == before


# ── shards ──


def test_the_shards_of_a_store_hold_all_its_notices_and_do_not_depend_on_its_history(folder, tmp_path):
    manifest = write_shards(folder, tmp_path / "one")
    run(folder, notices_of(tmp_path / "in", a=62))
    run(folder, notices_of(tmp_path / "in", a=60))
    assert write_shards(folder, tmp_path / "two") == manifest == shards.whole_shards(tmp_path / "two")
    assert (manifest.notices, manifest.code, manifest.words) == (2, "1", "")
    lines = {
        line.decode().removesuffix("\n")
        for shard in manifest.shards
        for notice in shards.notices_in(tmp_path / "one", shard, manifest.base)
        for line in (notice.own + notice.shared).splitlines(keepends=True)
    }
    assert lines == {line for line in dump(folder) if "/graph/vocabularies>" not in line}


def test_shards_that_cannot_be_written_are_one_sentence(folder, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ROOM, "store", "shards", tmp_path / "f", "-s", folder],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "part-00000.nq.gz could not be written" in done.stderr


def test_a_store_that_remembers_nothing_has_no_shards(folder, tmp_path):
    (folder / store.STATE).unlink()
    with pytest.raises(InputError, match="remembers no build"):
        write_shards(folder, tmp_path / "one")


# ── the command ──


def kg(*arguments: object, check: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == check, done.stderr
    return done


def test_the_commands_say_what_they_did(folder, tmp_path):
    out = kg("store", "info", "-s", folder).stdout
    facts = dict(line.split(",", 1) for line in out.splitlines())
    assert (facts["notices"], facts["notices remembered"], facts["directives"]) == ("2", "2", "4")
    assert facts["left by an interrupted build"] == "nothing"
    assert "notices,2" in kg("store", "check", "-s", folder).stdout
    assert "written" in kg("store", "backup", tmp_path / "b", "-s", folder).stderr
    assert "now" in kg("store", "compact", "-s", folder).stderr
    assert "written: 1 shard in" in kg("store", "shards", tmp_path / "shards", "-s", folder).stderr
    harm(folder, f"DROP GRAPH <{graphs(folder)[0]}>")
    done = kg("store", "check", "-s", folder, check=5)
    assert "fault," in done.stdout
    assert "is not whole: 1 fault (" in done.stderr
    assert "restored" in kg("store", "restore", tmp_path / "b", "-s", folder, "--replace").stderr
    kg("store", "check", "--quick", "-s", folder)
    kg("store", "check", "-s", tmp_path / "none", check=3)

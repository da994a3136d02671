"""Shards: what is written is read back, and what is not as the manifest says is refused by name."""

from __future__ import annotations

import errno
import gzip
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hand_made import notice, reading_of

from kg import shards
from kg.errors import InputError, KgError
from kg.iris import BASE
from kg.read import ReadFailure
from kg.sharding.records import notice_of_record, quads_of_records
from kg.shards import Manifest, NoticeQuads


def quads_of(*numbers: int) -> list[NoticeQuads]:
    return [reading_of(notice(number)).quads for number in numbers]


def folder_of(folder: Path, *groups: tuple[int, ...], packed: bool = True) -> Manifest:
    shards.begin(folder)
    written = [shards.write_shard(folder, n, quads_of(*group), packed=packed) for n, group in enumerate(groups)]
    manifest = Manifest(BASE, "code", "", tuple(written))
    shards.finish(folder, manifest)
    return manifest


@pytest.mark.parametrize("packed", [True, False])
def test_notices_come_back_as_they_were_written(tmp_path, packed):
    manifest = folder_of(tmp_path / "s", (60, 61), (62,), packed=packed)
    assert shards.whole_shards(tmp_path / "s") == manifest
    assert (manifest.notices, manifest.quads) == (3, sum(each.quads for each in quads_of(60, 61, 62)))
    back = [each for shard in manifest.shards for each in shards.notices_in(tmp_path / "s", shard, BASE)]
    assert back == quads_of(60, 61, 62)


def test_the_same_notices_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        folder_of(tmp_path / name, (60,), (61, 62))
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_digest_is_what_sha256sum_says(tmp_path):
    shard = folder_of(tmp_path / "s", (60,)).shards[0]
    said = subprocess.run(["sha256sum", str(tmp_path / "s" / shard.name)], capture_output=True, check=True, text=True)
    assert said.stdout.split()[0] == shard.sha256


def test_a_shard_written_twice_is_there_once(tmp_path):
    folder = tmp_path / "s"
    shards.begin(folder)
    assert shards.write_shard(folder, 0, quads_of(60)) == shards.write_shard(folder, 0, quads_of(60))
    assert [path.name for path in folder.iterdir()] == ["part-00000.nq.gz"]


def test_what_an_earlier_run_left_goes_when_the_folder_is_whole(tmp_path):
    folder = tmp_path / "s"
    folder_of(folder, (60,), (61,))
    (folder / ".part-00003.nq.gz.x.tmp").write_bytes(b"half")
    shards.begin(folder)
    with pytest.raises(InputError, match=r"holds no manifest\.json"):
        shards.read_manifest(folder)
    shards.finish(folder, Manifest(BASE, "code", "", (shards.write_shard(folder, 0, quads_of(62)),)))
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "part-00000.nq.gz"]


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(InputError, match=r"letter\.txt, which is no shard"):
        shards.begin(tmp_path)


def test_a_folder_that_another_run_writes_to_is_left_to_it(tmp_path):
    """Else each would write over the other's shards, and say that its own are there."""
    folder = tmp_path / "s"
    with shards.held(folder):
        other = shards.held(folder)
        with pytest.raises(InputError, match="Another run is writing shards into"), other:
            pass
    with shards.held(folder):
        pass


def damaged(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda f: (f / "part-00001.nq.gz").unlink(), r"part-00001\.nq\.gz is missing"),
        (
            lambda f: damaged(f, "part-00000.nq.gz", gzip.compress(b"")),
            r"part-00000\.nq\.gz is not what the manifest says",
        ),
        (lambda f: damaged(f, "part-00009.nq", b""), r"part-00009\.nq is not in the manifest"),
        (lambda f: (f / "manifest.json").unlink(), r"holds no manifest\.json"),
        (lambda f: damaged(f, "manifest.json", b"{"), r"manifest\.json cannot be used"),
        (lambda f: damaged(f, "manifest.json", b"[]"), "no JSON object"),
        (lambda f: damaged(f, "manifest.json", b'{"format": 9}'), "has format 9"),
    ],
)
def test_a_folder_that_is_not_as_it_was_is_refused_by_name(tmp_path, harm, says):
    folder_of(tmp_path / "s", (60,), (61,))
    harm(tmp_path / "s")
    with pytest.raises(InputError, match=says):
        shards.whole_shards(tmp_path / "s")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"notices": 7}, "says 7 notices, its shards add up to 1"),
        ({"shards": [{"name": "../../etc/passwd"}]}, "no name of a shard"),
        ({"shards": [{"name": "part-00000.nq", "sha256": "x"}]}, "no SHA-256"),
        ({"base": None}, "no 'base'"),
        ({"base": "http://a/> } } ; DROP ALL ; #/"}, "cannot be the base of IRIs"),
    ],
)
def test_a_manifest_that_contradicts_itself_is_refused(tmp_path, change, says):
    text = folder_of(tmp_path / "s", (60,)).as_json()
    Manifest.from_json(text)
    with pytest.raises(ValueError, match=says):
        Manifest.from_json(json.dumps({**json.loads(text), **change}))


def test_a_shard_cut_off_is_damaged_and_not_shorter(tmp_path):
    folder = tmp_path / "s"
    shard = folder_of(folder, (60, 61)).shards[0]
    damaged(folder, shard.name, (folder / shard.name).read_bytes()[:-20])
    with pytest.raises(InputError, match=r"part-00000\.nq\.gz is damaged"):
        list(shards.notices_in(folder, shard, BASE))


def test_a_shard_that_holds_less_than_the_manifest_says_is_refused(tmp_path):
    folder = tmp_path / "s"
    shard = folder_of(folder, (60, 61), packed=False).shards[0]
    damaged(folder, shard.name, quads_of(60)[0].own)
    with pytest.raises(InputError, match="holds 1 notices"):
        list(shards.notices_in(folder, shard, BASE))


def test_lines_that_name_no_graph_are_no_shard(tmp_path):
    folder = tmp_path / "s"
    shard = folder_of(folder, (60,), packed=False).shards[0]
    damaged(folder, shard.name, b'<urn:a> <urn:b> "c" .\n')
    with pytest.raises(InputError, match="not an N-Quads line with a named graph"):
        list(shards.notices_in(folder, shard, BASE))


NOTICE = f"{BASE}notice/{60:016x}"
OTHER = f"{BASE}notice/{61:016x}"
SHARED = f"{BASE}graph/entities"


def lines_of(*graphs: str) -> bytes:
    return "".join(f'<urn:a> <urn:b> "c" <{graph}> .\n' for graph in graphs).encode()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            f'<urn:a> <urn:b> "c" . }} }} ; DROP GRAPH <urn:g> ; INSERT DATA {{ GRAPH <urn:z> {{ <urn:a> <urn:b> <urn:c> <{NOTICE}> .\n',
            "line 2 is not an N-Quads line",
        ),
        (
            f'<urn:a> <urn:b> "c" <{NOTICE}> . # <{NOTICE}> .\r<urn:a> <urn:b> "d" <{NOTICE}> .\n',
            "line 2 is not an N-Quads",
        ),
        (f'<urn:a> <urn:b> "c" <{NOTICE}> . <urn:a> <urn:b> "d" <{NOTICE}> .\n', "line 2 is not an N-Quads line"),
        ("\n", "line 2 is not an N-Quads line"),
        (f'_:a <urn:b> "c" <{NOTICE}> .\n', "line 2 speaks of something without an IRI"),
        (f"<urn:a> <urn:b> _:c <{NOTICE}> .\n", "line 2 speaks of something without an IRI"),
        (
            lines_of("https://others.example/graph").decode(),
            "line 2 is of https://others.example/graph, which is no notice's",
        ),
        (lines_of(f"{BASE}graph/ledger").decode(), "line 2 is of .*graph/ledger, which is no notice's"),
        (
            lines_of(f"https://x.example/notice/{61:016x}").decode(),
            "line 2 is of https://x.example/notice/.* no notice's",
        ),
        (lines_of(SHARED, NOTICE).decode(), "in line 3 the notice .* begins a second time"),
        (lines_of(OTHER, NOTICE).decode(), "in line 3 the notice .* begins a second time"),
    ],
)
def test_what_no_shard_may_hold_is_refused_by_its_line(tmp_path, lines, says):
    folder = tmp_path / "s"
    shard = folder_of(folder, (60,), packed=False).shards[0]
    damaged(folder, shard.name, lines_of(NOTICE) + lines.encode())
    with pytest.raises(InputError, match=rf"part-00000\.nq is no shard: {says}"):
        list(shards.notices_in(folder, shard, BASE))


def test_what_is_written_in_another_way_is_given_as_we_write_it(tmp_path):
    folder = tmp_path / "s"
    text = rf'<urn:a>  <urn:b> "\u006F}}\u0022" <{NOTICE}>. # <{OTHER}> .'.encode() + b"\n"
    shard = shards.Shard("part-00000.nq", 1, 2, 0, "")
    folder.mkdir()
    damaged(folder, shard.name, text + lines_of(SHARED))
    (back,) = shards.notices_in(folder, shard, BASE)
    own = rf'<urn:a> <urn:b> "o}}\"" <{NOTICE}> .'.encode() + b"\n"
    assert back == NoticeQuads(NOTICE, own, lines_of(SHARED))


def test_where_there_is_no_room_nothing_is_left(tmp_path):
    code = (
        "import resource, signal, sys; from pathlib import Path; from kg import shards; from kg.shards import NoticeQuads;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "q = NoticeQuads('https://x/notice/1', b'<a> <b> <c> <https://x/notice/1> .\\n' * 100, b'');"
        "shards.write_shard(Path(sys.argv[1]), 0, [q], packed=False)"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert f"{KgError.__name__}: {tmp_path}/part-00000.nq could not be written: File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_not_told_as_what_cannot_be_written(tmp_path):
    def unreadable():
        yield NoticeQuads("https://x/notice/1", b"<a> <b> <c> <https://x/notice/1> .\n", b"")
        raise OSError(errno.EIO, "Input/output error", "/mnt/t.jsonl")

    with pytest.raises(KgError) as told:
        shards.write_shard(tmp_path, 0, unreadable())
    assert str(told.value) == (
        f"What was to go into {tmp_path}/part-00000.nq.gz could not be read: Input/output error (/mnt/t.jsonl); "
        "nothing of it is there."
    )
    assert list(tmp_path.iterdir()) == []


# ── from records ──


RECORD = {"标题": "县政府召开第62次常务会议", "正文": notice(62).text}


def test_a_record_gives_the_quads_of_its_notice_or_a_failure_in_its_place():
    found = list(quads_of_records([("t.jsonl#1", RECORD), ("t.jsonl#2", {"正文": " "}), ("t.jsonl#3", {"a": "b"})]))
    assert [type(each) for each in found] == [NoticeQuads, ReadFailure, ReadFailure]
    assert found[0].own.startswith(b"<https://w3id.org/huiyi/id/notice/")
    assert b"t.jsonl#1" in found[0].own
    assert "white space" in found[1].reason
    assert "no column for the text" in found[2].reason


def test_a_record_gives_the_same_bytes_as_the_same_row_in_a_file(tmp_path):
    from kg.read import read_path
    from kg.sharding.records import quads_of_notice

    table = tmp_path / "t.jsonl"
    table.write_text(json.dumps(RECORD, ensure_ascii=False) + "\n", "utf-8")
    (read,) = read_path(table)
    assert notice_of_record(RECORD, "t.jsonl#1") == read
    assert list(quads_of_records([("t.jsonl#1", RECORD)])) == [quads_of_notice(read)]

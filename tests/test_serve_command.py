"""``kg serve`` as a command: what it says, whom it lets write, and how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from served import EXAMPLES
from starlette.testclient import TestClient

from kg import build
from kg.cli.serving import _kept_beside, _prepare
from kg.store import MARKER, opened_for_writing
from kg.web import indexed, snapshots
from kg.web.app import create_app
from kg.web.asked import Asked, Limits, Place, Reply
from kg.web.processes import made


def test_the_command_serves_and_lets_others_write_between_two_pages(examples_store, tmp_path):
    own = tmp_path / "store"
    shutil.copytree(examples_store, own)
    command = [sys.executable, "-m", "kg", "serve", "--store", str(own), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            lines = iter(server.stderr.readline, "")
            address = next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
            with urllib.request.urlopen(address, timeout=60) as got:
                assert b"<b>2</b>" in got.read()
            build.build([str(EXAMPLES / "gold" / "01-jinggu-38.txt")], own)
            with urllib.request.urlopen(address, timeout=60) as got:
                assert b"<b>3</b>" in got.read()
        finally:
            server.terminate()
            server.wait(timeout=20)


def test_while_a_build_writes_a_page_says_so(examples_store, tmp_path):
    own = tmp_path / "store"
    shutil.copytree(examples_store, own)
    with TestClient(create_app(Place(own)), base_url="http://localhost") as client:
        assert client.get("/queries").status_code == 200
        with opened_for_writing(own):
            got = client.get("/queries")
        assert got.status_code == 503
        assert "图库暂时不能读取" in got.text
        assert '<p lang="en">The store cannot be read just now' in got.text
        assert int(got.headers["retry-after"]) > 0
        assert str(own) not in got.text
        assert client.get("/queries").status_code == 200


def test_an_index_that_cannot_be_brought_up_to_date_on_the_way_says_what_it_is_behind(
    examples_store, tmp_path, monkeypatch
):
    own = tmp_path / "store"
    shutil.copytree(examples_store, own)
    (own / "index.sqlite").unlink(missing_ok=True)
    monkeypatch.setattr(indexed, "_MANY", 1)
    reply = made(Asked("home"), Place(own), Limits())
    assert '<p class="note">' in reply.body.decode()
    monkeypatch.setattr(indexed, "_MANY", 2)
    reply = made(Asked("home"), Place(own), Limits())
    assert '<p class="note">' not in reply.body.decode()
    assert "<b>2</b>" in reply.body.decode()


def test_a_port_that_is_taken_is_told_in_one_sentence(examples_store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "kg", "serve", "--store", str(examples_store), "--port", port]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 3
    assert (
        f"Nothing can listen at 127.0.0.1, port {port}: Address already in use. Choose another with --port N"
        in run.stderr
    )


def test_an_interrupt_ends_the_server_and_all_that_it_started(examples_store):
    command = [sys.executable, "-m", "kg", "serve", "--store", str(examples_store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        lines = iter(server.stderr.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        with urllib.request.urlopen(address, timeout=60) as got:
            assert got.status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 130
        assert server.stderr.read() == ""  # it ends only when nobody has the pipe any more


def test_without_its_extra_the_command_says_what_to_install(examples_store):
    code = "import sys; sys.modules['uvicorn'] = None; from kg.__main__ import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "serve", "--store", str(examples_store)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert "pip install 'huiyi-kg[web]'" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_store_that_is_not_there_is_named_before_anything_is_served(tmp_path):
    command = [sys.executable, "-m", "kg", "serve", "--store", str(tmp_path / "none"), "--port", "0"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 3
    assert "none" in run.stderr


def test_while_the_store_is_written_pages_go_on_showing_what_it_held_and_say_so(examples_store, tmp_path):
    own, kept = tmp_path / "store", tmp_path / "kept"
    shutil.copytree(examples_store, own)
    kept.mkdir()
    place = Place(own, None, kept)

    def shown(language: str = "zh", form: str = "html") -> Reply:
        return made(Asked("list", "notice", {}, language, form), place, Limits())

    with opened_for_writing(own):
        assert shown().status == 503, "nothing was kept yet"
    assert "图库正在写入" not in shown().body.decode()
    (snapshot,) = kept.iterdir()
    os.utime(snapshot / MARKER, (0, 0))
    with opened_for_writing(own):
        for _ in range(2):
            assert "图库正在写入或修复，以下为 1970-01-01 08:00:00 时的内容" in shown().body.decode(), (
                "reading it is no change"
            )
        assert (
            "The store is being written or mended just now. This is what it held at 1970-01-01"
            in shown("en").body.decode()
        )
        assert shown(form="csv").body.count(b"/notice/") == 2
    build.build([str(EXAMPLES / "gold" / "38-yanbian.txt")], own)
    assert shown(form="csv").body.count(b"/notice/") == 3
    with opened_for_writing(own):
        assert shown(form="csv").body.count(b"/notice/") == 3, "what was read last was kept anew"
    assert 1 <= len(list(kept.iterdir())) <= 2


def test_what_another_page_removes_meanwhile_is_not_shown_and_does_no_harm(examples_store, tmp_path, monkeypatch):
    own, kept = tmp_path / "store", tmp_path / "kept"
    shutil.copytree(examples_store, own)
    kept.mkdir()
    place = Place(own, None, kept)
    asked = Asked("list", "notice")
    assert made(asked, place, Limits()).status == 200
    (kept / "on-its-way-out").mkdir()  # its marker has gone already
    listed = Path.iterdir

    def with_one_that_goes(folder: Path) -> Iterator[Path]:
        yield from listed(folder)
        if folder == kept:
            yield kept / "gone"

    with monkeypatch.context() as meanwhile, opened_for_writing(own):
        meanwhile.setattr(Path, "iterdir", with_one_that_goes)
        found = snapshots.last(place)
        assert found is not None
        assert found.path.name not in ("gone", "on-its-way-out")
        assert made(asked, place, Limits()).status == 200
    with monkeypatch.context() as meanwhile, opened_for_writing(own):
        meanwhile.setattr(snapshots, "last", lambda _: replace(found, path=kept / "gone"))
        assert made(asked, place, Limits()).status == 503
    shutil.rmtree(kept)
    assert snapshots.last(place) is None
    assert made(asked, place, Limits()).status == 200, "the server ends, but this page is still made"


def test_what_is_kept_for_builds_goes_with_the_server_and_takes_no_room(examples_store, tmp_path):
    own = tmp_path / "store"
    shutil.copytree(examples_store, own)
    with _kept_beside(own) as kept:
        assert kept is not None
        assert kept.parent == tmp_path
        _prepare(Place(own, None, kept))
        (copy,) = kept.iterdir()
        tables = list((copy / "quads").glob("*.sst"))
        assert tables
        assert all(path.stat().st_nlink > 1 for path in tables)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]

"""What holds for all tests, and the stores that several of them ask."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from command import TEXT, kg
from hand_made import notice, reading_of
from hypothesis import settings
from ledgers import SERIES

from kg import build

GOLD = Path(__file__).parent.parent / "examples" / "gold"

# A job that a shell starts in the background inherits "ignore interrupts", and so would the commands that tests stop.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Commands that tests run speak the language of the code, whatever the locale is.
os.environ["KG_LANG"] = "en"

# A property is about what comes out. Seconds are measured in benchmarks/: a machine that others use, too, is slow at times.
settings.register_profile("no seconds", deadline=None)
settings.load_profile("no seconds")


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """A folder with two notices in ``in``, built into the default places. Not to be written to."""
    place = tmp_path_factory.mktemp("place")
    (place / "in").mkdir()
    for number in (61, 62):
        (place / "in" / f"{number}.txt").write_text(TEXT.format(number=number, day=number - 50), encoding="utf-8")
    kg("build", "in", cwd=place, check=0)
    return place


@pytest.fixture(scope="session")
def series(tmp_path_factory):
    """A store of the notices in ``examples/series``, and the folder it was built from. Not to be written to."""
    place = tmp_path_factory.mktemp("series")
    shutil.copytree(SERIES, place / "in")
    build.build([str(place / "in")], place / "s")
    return place


@pytest.fixture
def own(series, tmp_path):
    """A copy of ``series`` to write to."""
    shutil.copytree(series, tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def built(tmp_path):
    """As ``own``, built where it is, so that its notices can be changed and built again."""
    shutil.copytree(SERIES, tmp_path / "own" / "in")
    build.build([str(tmp_path / "own" / "in")], tmp_path / "own" / "s")
    return tmp_path / "own"


@pytest.fixture(scope="session")
def examples_store(tmp_path_factory):
    """The store that the tests of ``kg serve`` show. Not to be written to."""
    folder = tmp_path_factory.mktemp("serve") / "store"
    build.build([str(GOLD / "21-lushui.txt"), str(GOLD / "02-jiashan-54.txt")], folder)
    return folder


@pytest.fixture(scope="session")
def pages(examples_store):
    """The pages of ``examples_store``, asked without a network."""
    from starlette.testclient import TestClient

    from kg.web.app import create_app
    from kg.web.asked import Place

    with TestClient(create_app(Place(examples_store)), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session")
def three_meetings(tmp_path_factory):
    """A store of three made notices: meetings 60 to 62 of one county. Not to be written to."""
    place = tmp_path_factory.mktemp("store")
    for number in (60, 61, 62):
        (place / f"{number}.txt").write_text(notice(number, day=number - 50).text, encoding="utf-8", newline="")
    build.build([str(place / f"{n}.txt") for n in (60, 61, 62)], place / "s", reader=reading_of, version="1")
    return place / "s"

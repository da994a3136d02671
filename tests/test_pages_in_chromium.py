"""The pages of meetings as people open them: by a double click, on a phone and on a wide screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from outside import ask_chromium

from kg import build, store
from kg.export.accounts import accounts
from kg.export.pages import INDEX, write_pages

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"
LIT = "rgb(255, 223, 140)"
"""What ``--lit`` in page.css is by daylight."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("pages")
    notices = [*sorted((EXAMPLES / "gold").glob("[123]*.txt")), EXAMPLES / "series"]
    build.build([str(path) for path in notices], place / "store")
    with store.opened_for_reading(place / "store") as opened:
        write_pages(accounts(opened), opened, place / "pages")
    return place


@pytest.fixture(scope="module")
def shown(place):
    return ask_chromium("pages.mjs", *sorted((place / "pages").glob("*.html")))


def test_no_page_is_wider_than_the_screen_asks_for_anything_or_fails(shown):
    assert len(shown) > 30
    for name, screens in shown.items():
        for screen, width in (("phone", 360), ("wide", 1440)):
            found = screens[screen]
            assert found["width"] <= width, (name, screen)
            assert [url for url in found["asked"] if not url.startswith("file:")] == []
            assert len(found["asked"]) == 1
            assert found["errors"] == []


def test_the_browser_shows_every_character_of_the_notices(place, shown):
    with store.opened_for_reading(place / "store") as opened:
        texts = {account.text for account in accounts(opened)}
    read = [text for screens in shown.values() for text in screens["phone"]["text"]]
    assert len(read) == len(texts)
    # Numbers of directives stand between the characters, so these are told apart by what no notice lacks.
    for text in texts:
        assert any(_in_order(text, candidate) for candidate in read), text[:40]


def _in_order(text: str, shown: str) -> bool:
    """Whether the characters of ``text`` stand in ``shown`` in their order."""
    rest = iter(shown)
    return all(char in rest for char in text)


def test_a_number_in_the_table_lights_its_words_in_the_text_and_the_other_way_round(shown):
    pages = {name: screens for name, screens in shown.items() if name != INDEX}
    assert sum(len(screens["phone"]["lit"]) for screens in pages.values()) > 60
    for name, screens in pages.items():
        for found in screens.values():
            if found["lit"]:
                in_text, in_table = found["lit"]
                assert in_text["colour"] == in_table["colour"] == LIT, name
                assert in_text["seen"], name
                assert in_table["seen"], name
                quote = in_text["words"].removeprefix("1")
                # The table shows it on one line: breaks are blanks there, or nothing.
                assert "".join(quote.split()) in "".join(in_table["words"].split()), name

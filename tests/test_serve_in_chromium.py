"""The pages of ``kg serve`` as a browser shows them, on a phone by night and on a screen by day."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from outside import ask_chromium

from kg import build

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"
MEETING = quote("meeting/533301/人民政府/常务会议/2-41")
PATHS = (
    "/", "/en/", "/list/agency", f"/search?q={quote('资金')}", f"/page/{MEETING}", f"/en/page/{MEETING}", f"/page/{MEETING}@cc8707a8/item/1",
    f"/page/{MEETING}@cc8707a8/directive/1.2", "/page/notice/cc8707a827dfb856", f"/page/org/533301/{quote('自然资源局')}",
    f"/page/doc/{quote('泸水市老窝火腿地理标志保护和管理办法')}", "/page/place/533301", f"/graph/org/533301/{quote('自然资源局')}",
    f"/statements/org/533301/{quote('自然资源局')}", "/queries",
    f"/query/agency-directives?agency={quote('泸水市自然资源局')}", "/sparql?query=SELECT*%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%2030", "/page/nothing",
)  # fmt: skip
LIT = {"phone": "rgb(107, 84, 24)", "wide": "rgb(255, 223, 140)"}
"""What ``--lit`` in style.css is by night and by day."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    place = tmp_path_factory.mktemp("served")
    build.build([str(EXAMPLES / "gold" / "21-lushui.txt"), str(EXAMPLES / "series")], place / "store")
    command = [sys.executable, "-m", "kg", "serve", "--store", str(place / "store"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            lines = iter(server.stderr.readline, "")
            address = next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
            yield ask_chromium("served.mjs", *(address + path for path in PATHS))
        finally:
            server.terminate()
            server.wait(timeout=20)


def test_no_page_is_wider_than_the_screen_asks_others_or_breaks_its_policy(shown):
    assert len(shown) == len(PATHS)
    for url, screens in shown.items():
        for screen, width in (("phone", 390), ("wide", 1280)):
            found = screens[screen]
            assert found["width"] <= width, (url, screen)
            assert {asked.split("/")[2].split(":")[0] for asked in found["asked"]} == {"127.0.0.1"}
            errors = [error for error in found["errors"] if "404" not in error or not url.endswith("/nothing")]
            assert errors == [], (url, screen)


def test_the_number_of_a_directive_leads_to_its_words_lit_in_the_text(shown):
    led = [(screen, found["lit"]) for screens in shown.values() for screen, found in screens.items() if "lit" in found]
    assert len(led) > 8
    for screen, lit in led:
        assert lit["colour"] == LIT[screen]
        assert len(lit["words"]) > 8

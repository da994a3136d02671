"""Which address leads to which thing, and in which format a page is sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iris import Minter, segment
from kg.web.addresses import path_of, tail_of
from kg.web.formats import accepted
from kg.web.languages import accepted_language


@pytest.mark.parametrize(
    "name", ["自然资源局", "a/b", "50%", "第1号 ?#", "x@y:z", "《办法》(试行)", "\ue000", "é", "a%2Fb"]
)
def test_a_path_leads_back_to_its_iri(name):
    iri = Minter().org("533301", name, notice="0" * 16)
    path = path_of(iri, "https://w3id.org/huiyi/id/")
    assert path is not None
    assert path.isascii()
    assert "https://w3id.org/huiyi/id/" + tail_of(path.removeprefix("/page/").encode()) == iri


@given(
    st.lists(
        st.text(min_size=1).filter(lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text)), min_size=1
    )
)
def test_every_iri_has_a_path_of_its_own_however_much_of_it_is_encoded(names):
    tail = "/".join(map(segment, names))
    path = path_of("https://w3id.org/huiyi/id/" + tail, "https://w3id.org/huiyi/id/")
    assert path is not None
    raw = path.removeprefix("/page/")
    more = "".join(f"%{ord(sign):02X}" if sign in "@:,;=!" else sign for sign in raw)
    assert tail_of(raw.encode()) == tail_of(more.encode()) == tail


def test_what_lies_elsewhere_has_no_path():
    assert path_of("https://example.org/x", "https://w3id.org/huiyi/id/") is None


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "html"), ("*/*", "html"), ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"), ("text/turtle", "ttl"),
        ("text/html;q=0.5, text/turtle", "ttl"), ("application/json;q=0", "html"), ("text/turtle;q=x, text/csv;q=0.1", "csv"), ("image/png", "html"),
    ],
)  # fmt: skip
def test_the_accept_header_chooses_the_format_it_likes_best(header, wanted):
    assert accepted(header) == wanted


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "zh"), ("*", "zh"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-US,en;q=0.9", "en"), ("en-US,en;q=0.9,zh-CN;q=0.8", "en"),
        ("en;q=0.5, zh-Hant", "zh"), ("en,zh", "en"), ("de-DE,de;q=0.9", "en"), ("de,zh;q=0.3", "zh"), ("en;q=0", "zh"), ("zh;q=x,en;q=0.1", "en"),
    ],
)  # fmt: skip
def test_the_accept_language_header_chooses_the_language_it_likes_best(header, wanted):
    assert accepted_language(header) == wanted


ENGLISH = {"accept-language": "en-GB,en;q=0.7"}


def test_the_first_page_is_in_the_readers_language_and_each_leads_to_the_other(pages):
    assert '<html lang="zh-CN">' in pages.get("/").text
    assert pages.get("/").headers["vary"] == "Accept, Accept-Language"
    led = pages.get("/", headers=ENGLISH, follow_redirects=False)
    assert (led.status_code, led.headers["location"], led.headers["vary"]) == (303, "/en/", "Accept, Accept-Language")
    english = pages.get("/", headers=ENGLISH).text
    assert '<html lang="en">' in english
    assert 'hreflang="zh-CN" href="/zh/"' in english
    chinese = pages.get("/zh/", headers=ENGLISH).text
    assert '<html lang="zh-CN">' in chinese
    assert 'class="brand" href="/zh/"' in chinese
    assert 'hreflang="en" href="/en/"' in chinese
    assert (
        pages.get("/", headers={**ENGLISH, "accept": "application/json"})
        .headers["content-type"]
        .startswith("application/json")
    )


def test_an_iri_leads_to_the_page_in_the_readers_language_and_other_addresses_stay_what_they_are(pages):
    led = pages.get("/id/org/533301/x", headers=ENGLISH, follow_redirects=False)
    assert led.headers["location"] == "/en/page/org/533301/x"
    assert pages.get("/id/org/533301/x", follow_redirects=False).headers["location"] == "/page/org/533301/x"
    assert '<html lang="zh-CN">' in pages.get("/list/agency", headers=ENGLISH).text


FETCHED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
FOLLOWED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "style"}, 200),
        (FOLLOWED, 200),
        ({"origin": "http://localhost"}, 200),
        ({"origin": "http://[::1]:8000"}, 200),
        (FETCHED, 403),
        (FETCHED | {"sec-fetch-site": "same-site"}, 403),
        (FOLLOWED | {"sec-fetch-dest": "iframe"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "http://localhost.evil.example"}, 403),
        ({"host": "evil.example"}, 421),
        ({"host": "evil.example"} | FETCHED, 421),
    ],
)
def test_a_link_from_elsewhere_is_followed_and_what_a_page_elsewhere_asks_for_in_the_background_is_refused(
    pages, headers, status
):
    for path in ("/", "/static/style.css", "/sparql?query=ASK{}&format=json"):
        got = pages.get(path, headers=headers)
        assert got.status_code == status, path
        assert got.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in got.headers

"""IRIs: legal, readable, the same for the same thing, different for different things."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.iris import BASE, Minter, checked_base, fold, is_notice, segment
from kg.model import Span

mint = Minter()
texts = st.text(min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("got", "key"),
    [
        (mint.place("440882"), "place/440882"),
        (mint.org("440882", "市场监督管理局", notice="n"), "org/440882/市场监督管理局"),
        (mint.org(None, "区财政局", notice="0123456789abcdef"), "notice/0123456789abcdef/org/区财政局"),
        (mint.document("工会法", notice="n"), "doc/工会法"),
        (
            mint.document("政府工作报告", notice="n", alone=False, place="440882", year="2023"),
            "doc/440882/2023/政府工作报告",
        ),
        (mint.document("实施方案", notice="ab", alone=False), "notice/ab/doc/实施方案"),
        (mint.document("某通知", notice="n", number="国发〔2023〕5号"), "doc/国发〔2023〕5号"),
        (mint.person("440882", "人民政府", "甲乙", notice="n"), "person/440882/人民政府/甲乙"),
        (
            mint.meeting("440882", "人民政府", "常务会议", notice="n", term=17, number=62, date="2023-11-09"),
            "meeting/440882/人民政府/常务会议/17-62",
        ),
        (
            mint.meeting("152200", "行政公署", "常务会议", notice="n", number=12, year="2024", date="2024-06-17"),
            "meeting/152200/行政公署/常务会议/y2024-12",
        ),
        (
            mint.meeting("370900", "人民政府", "常务会议", notice="n", number=5, date="2025-07-16"),
            "meeting/370900/人民政府/常务会议/2025-07-16",
        ),
        (mint.meeting("370900", "人民政府", "常务会议", notice="n", number=5), "notice/n/meeting"),
        (mint.evidence("ab", Span(3, 9)), "notice/ab#char=3,9"),
        (mint.graph("entities"), "graph/entities"),
    ],
)
def test_a_key_reads_as_the_thing_is_called(got: str, key: str) -> None:
    assert got == BASE + key


def test_base_is_a_setting() -> None:
    assert Minter("https://example.org/x/").place("110000") == "https://example.org/x/place/110000"


def test_number_without_its_term_does_not_identify_a_meeting() -> None:
    one = mint.meeting("370900", "人民政府", "常务会议", notice="n", number=5, date="2020-01-02")
    other = mint.meeting("370900", "人民政府", "常务会议", notice="m", number=5, date="2025-07-16")
    assert one != other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("管理办法(试行)", "管理办法（试行）"),
        ("规划(2021-2025年)", "规划（２０２１—２０２５年）"),
        ('建设"无废城市"方案', "建设“无废城市”方案"),
        ("关于〈条例〉的 通知", "关于《条例》的通知"),
    ],
)
def test_one_title_written_two_ways_has_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_titles_of_different_years_keep_different_keys() -> None:
    assert fold("要点（2023年）") != fold("要点（2024年）")


@pytest.mark.parametrize(
    ("iri", "base", "holds"),
    [
        (f"{BASE}notice/0123456789abcdef", None, True),
        (f"{BASE}notice/0123456789abcdef", BASE, True),
        ("https://a.example/notice/0123456789abcdef", None, True),
        ("https://a.example/notice/0123456789abcdef", "https://a.example/", True),
        ("https://a.example/notice/0123456789abcdef", BASE, False),
        (f"{BASE}x/notice/0123456789abcdef", BASE, False),
        (f"{BASE}notice/0123456789abcdef/org/区财政局", None, False),
        (f"{BASE}notice/0123456789abcdef#char=0,4", None, False),
        (f"{BASE}notice/comments", None, False),
        (f"{BASE}notice/0123456789ABCDEF", None, False),
        (f"{BASE}graph/entities", None, False),
        ("/notice/0123456789abcdef", BASE, False),
        ("", None, False),
    ],
)
def test_an_iri_says_whether_it_is_that_of_a_notice(iri: str, base: str | None, holds: bool) -> None:
    assert is_notice(iri, base) is holds


@pytest.mark.parametrize("base", [BASE, "http://localhost:8080/a/", "https://a.example/条/"])
def test_every_notice_below_a_base_is_known_as_one_of_it(base: str) -> None:
    assert is_notice(Minter(base).notice("0123456789abcdef"), checked_base(base))


@pytest.mark.parametrize("base", ["https://a.example/notice/", "https://a.example/notice/x/", "https://a.example", "x"])
def test_a_base_that_would_make_other_things_notices_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="holds no /notice/"):
        checked_base(base)


def test_empty_segment_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        segment("")


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts, texts)
def test_segments_are_injective(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other)


@given(texts)
@example("\U000e0100")
def test_any_text_gives_a_legal_iri(text: str) -> None:
    import pyoxigraph

    iri = mint.org("440882", "a" + text, notice="n")
    pyoxigraph.NamedNode(iri)  # raises on an illegal IRI
    assert iri.isprintable()
    assert not set(' "<>\\^`{|}') & set(iri)
    assert iri.count("/") == (BASE + "org/440882/x").count("/")

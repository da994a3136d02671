"""Pages that print a character's reading behind it: what is found is what the page without them says, quoted as printed."""

from __future__ import annotations

import pytest
from case_tables import notice

from kg.pipeline import Extraction, entity_quads, extract, to_quads

PLAIN = (
    "發布日期：2024-05-09\n5月8日，區長趙一山主持召開區政府第12次常務會議。會議聽取了區應急管理局局長錢二河關于安全生產的匯報。\n"
    "會議強調，區安委辦要會同各單位認真核對檢查數據，10月底前完成。\n"
    "來源：珠海市斗門區人民政府辦公室"
)
READ = {"區": "qū", "產": "chǎn", "數": "shù"}
PRINTED = "".join(f"{char}({READ[char]})" if char in READ else char for char in PLAIN)


@pytest.fixture(scope="module")
def printed() -> Extraction:
    return extract(notice(PRINTED))


@pytest.fixture(scope="module")
def plain() -> Extraction:
    return extract(notice(PLAIN))


def without_readings(words: str) -> str:
    for reading in READ.values():
        words = words.replace(f"({reading})", "")
    return words


def test_text_is_kept_as_it_stands(printed: Extraction) -> None:
    assert printed.analysis.notice.text == PRINTED


def test_organs_are_found_and_quoted_as_printed(printed: Extraction) -> None:
    surfaces = [agency.surface for agency in printed.analysis.agencies]
    assert "區(qū)政府" in surfaces
    assert "區(qū)安委辦" in surfaces
    for agency in printed.analysis.agencies:
        assert {printed.analysis.notice.quote(span) for span in agency.mentions} == {agency.surface}


def test_people_posts_and_directives_point_into_the_printed_text(printed: Extraction) -> None:
    chair, reporter = printed.analysis.people
    quote = printed.analysis.notice.quote
    assert [quote(post.span) for post in chair.posts] == [post.surface for post in chair.posts] == ["區(qū)長"]
    assert [post.surface for post in reporter.posts] == ["區(qū)應急管理局局長"]
    (directive,) = printed.analysis.directives
    assert quote(directive.span).startswith("區(qū)安委辦要會同")
    assert directive.surfaces("lead", "responsible") == ("區(qū)安委辦",)


def test_identities_are_those_of_the_page_without_readings(printed: Extraction, plain: Extraction) -> None:
    told = {without_readings(surface): ref.iri for surface, ref in printed.resolution.agencies.items()}
    assert told == {surface: ref.iri for surface, ref in plain.resolution.agencies.items()}
    assert printed.resolution.body == plain.resolution.body
    assert printed.resolution.meeting == plain.resolution.meeting
    assert printed.resolution.agencies["區(qū)安委辦"].canonical == "珠海市斗门区安全生产委员会办公室"


def test_kind_of_meeting_is_a_name_and_no_quotation() -> None:
    found = extract(notice(PRINTED.replace("常務會議", "常務(wù)會議")))
    assert found.analysis.meeting.kind is not None
    assert found.analysis.meeting.kind.value == "常务会议"


def test_graph_is_made_of_it(printed: Extraction) -> None:
    assert "斗门区人民政府第12次常务会议" in to_quads(printed)
    assert '"珠海市斗门区人民政府"' in entity_quads(printed)


@pytest.mark.parametrize("text", ["区(qū)政府召开常务会议，讨论增(zēng)资。", "县政府(a)召开(b)常务(c)会议。", ""])
def test_few_readings_or_other_letters_in_brackets_are_words_of_the_text(text: str) -> None:
    found = extract(notice(text))
    assert found.analysis.notice.text == text
    assert not any("(qū)" in agency.surface for agency in found.analysis.agencies)

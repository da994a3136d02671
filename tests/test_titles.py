"""Which document a title means: found by its end in an index, as if every earlier title were looked at."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import load_lexicon
from kg.mentions import titles
from kg.mentions.document_words import document_words
from kg.mentions.titles import Titles
from kg.model import Span

HOLDS = document_words(load_lexicon()).holds
PIECES = "东河 县 治理 布局 结构 调整 方案 条例 意见 关于印发 的通知 (草案) (试行) (2024年) 一 二".split()


def meant(known: list[str], title: str) -> str | None:
    """The one of the titles ``known``, in the order in which they were given, that ``title`` means, by looking at each."""
    bare = titles.bare_title(title)
    same = [other for other in known if titles.bare_title(other) == bare]
    if same:
        return same[0]
    ends = [other for other in known if titles._is_shorter_form(bare, titles._endings(titles.bare_title(other), HOLDS))]
    if ends:
        return ends[-1]
    alike = [other for other in known if titles._is_contraction(bare, titles.bare_title(other))]
    return alike[0] if len(alike) == 1 else None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), max_size=12))
def test_a_title_means_what_looking_at_each_earlier_one_would_say(given_titles: list[str]) -> None:
    entered = Titles(HOLDS)
    said: dict[str, str] = {}
    for title in given_titles:
        before = list(entered.drafts)
        wanted = title if title in before else said.get(title) or meant(before, title)
        draft = entered.of(title, Span(0, 1))
        if wanted is None:
            assert list(entered.drafts) == [*before, title]
        else:
            assert draft.title in (wanted, title)  # a longer title of the same document takes its place
            assert len(entered.drafts) == len(before)
        said = {short: draft.title if old == wanted else old for short, old in said.items()}
        if draft.title != title:
            said[title] = draft.title


def test_where_hundreds_of_titles_end_alike_some_characters_in_order_tell_nothing() -> None:
    few, many = Titles(HOLDS), Titles(HOLDS)
    few.of("东河县小学布局结构调整方案", Span(0, 1))
    assert few.of("布局调整方案", Span(2, 3)).title == "东河县小学布局结构调整方案"
    many.of("东河县小学布局结构调整方案", Span(0, 1))
    for number in range(titles._MOST_ALIKE):
        many.of(f"第{number}号方案", Span(0, 1))
    assert many.of("布局调整方案", Span(2, 3)).title == "布局调整方案"


def test_a_contraction_of_two_titles_is_a_title_of_its_own() -> None:
    entered = Titles(HOLDS)
    entered.of("东河县小学布局结构调整方案", Span(0, 1))
    entered.of("西河县中学布局规划调整方案", Span(2, 3))
    assert entered.of("布局调整方案", Span(4, 5)).title == "布局调整方案"

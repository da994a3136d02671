"""What holds for every agenda and for the alignment behind it, whatever the notice says."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from case_tables import LEAD, analysed, notice
from hypothesis import given
from hypothesis import strategies as st
from strange_texts import EVERY, texts

from kg.agenda import weights
from kg.agenda.aligner import Aligner
from kg.agenda.alignment import Column, Row, aligned
from kg.agenda.clauses import cut_at_verbs
from kg.agenda.fragments import fragments
from kg.agenda.guesses import without_guesses
from kg.agenda.matching import Matcher
from kg.agenda.paragraphs import ParagraphReader
from kg.agenda.parts import Part
from kg.agenda.pieces import Cutter
from kg.agenda.themes import shown, themes
from kg.agenda.weights import BACK, INSIDE, OPENS, WITHIN
from kg.lexicon import load_lexicon
from kg.mentions.documents import find_documents
from kg.model import AgendaItem, Analysis, Span
from kg.scan import scan
from kg.structure import parse_structure

# ── the dynamic programme ────────────────────────────────────────────────────────────────────────────────────


WEIGHT = st.integers(0, 40).map(lambda n: n / 4)  # quarters add up without error


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Column], list[Row]]:
    """Columns of up to three matters, and rows of evidence for them."""
    matters = sorted(draw(st.lists(st.integers(0, 2), min_size=1, max_size=4)))
    columns = [Column(matter, draw(st.sampled_from([0.0, 0.25, 0.5]))) for matter in matters]
    rows = draw(
        st.lists(
            st.tuples(st.lists(WEIGHT, min_size=len(columns), max_size=len(columns)), st.booleans()),
            min_size=1,
            max_size=4,
        )
    )
    return columns, [Row(evidence, opens) for evidence, opens in rows]


def passed(columns: list[Column], low: int, high: int) -> float:
    return sum(column.skip for column in columns[low:high])


def worth(columns: list[Column], rows: list[Row], path: tuple[int, ...]) -> float:
    """What a path is worth: its evidence, less what its turns cost, as the docstrings of ``weights`` say."""
    total = rows[0].evidence[path[0]] - passed(columns, 0, path[0])
    for row, (before, at) in zip(rows[1:], pairwise(path), strict=True):
        total += row.evidence[at] + turning(columns, before, at, opens=row.opens)
    return total


def turning(columns: list[Column], before: int, at: int, *, opens: bool) -> float:
    if before == at:
        return 0.0
    turn = OPENS if opens else -INSIDE
    turn -= passed(columns, before + 1, at) if at > before else BACK
    within = not opens and columns[before].matter == columns[at].matter
    return max(turn, -WITHIN) if within else turn


@given(tables())
@EVERY
def test_no_path_is_worth_more_than_the_one_that_is_taken(table: tuple[list[Column], list[Row]]) -> None:
    columns, rows = table
    path = tuple(aligned(columns, rows))
    assert len(path) == len(rows)
    best = max(worth(columns, rows, other) for other in product(range(len(columns)), repeat=len(rows)))
    assert worth(columns, rows, path) == pytest.approx(best)


@given(st.integers(1, 6), st.integers(1, 3))
@EVERY
def test_speeches_that_show_what_they_are_on_in_the_order_of_the_list_keep_that_order(things: int, each: int) -> None:
    columns = [Column(k, weights.SKIPS) for k in range(things)]
    rows = [
        Row([weights.LEAST if k == at else 0.0 for k in range(things)], opens=not n)
        for at in range(things)
        for n in range(each)
    ]
    rows = [row._replace(evidence=[2 * e for e in row.evidence]) for row in rows]
    assert aligned(columns, rows) == [at for at in range(things) for _ in range(each)]


@given(tables(), st.integers(0, 3))
@EVERY
def test_what_shows_nothing_stays_with_what_is_before_it(table: tuple[list[Column], list[Row]], more: int) -> None:
    columns, rows = table
    silent = [Row([0.0] * len(columns), opens=False)] * more
    path = aligned(columns, [*rows, *silent])
    assert path[len(rows) :] == [path[len(rows) - 1]] * more


def test_evidence_that_is_enough_outweighs_what_a_turn_costs() -> None:
    assert weights.ONE_PAIR < weights.LEAST < weights.TURNS <= weights.NAMED < weights.ENOUGH
    assert weights.WITHIN < weights.INSIDE  # a matter is left less easily than one of its things
    assert weights.INSIDE < weights.TURNS  # what shows another matter inside a speech pays for turning there
    assert weights.FREQUENT < weights.ONE_PAIR


# ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────

# Matters with the speech on each: no two have a telling pair in common.
MATTERS = {
    "听取防汛备汛工作情况汇报": "防汛备汛责任重大，要备足防汛物资",
    "审议《东河县校车管理办法》": "校车安全重如泰山，要逐辆检修校车",
    "研究棚户区改造事宜": "棚户区改造是民生工程，要加快棚户区征收",
    "传达学习全省信访积案化解会议精神": "信访积案要逐案包保，要依法化解信访积案",
    "审议通过《东河县竹林培育规划》": "竹林培育要持之以恒，要抓好竹林间伐",
    "听取欠薪治理情况汇报": "欠薪治理要动真碰硬，要严查欠薪企业",
}
THINGS = (  # 听取…、…情况的汇报, with the speech on each
    ("防汛备汛", "防汛备汛责任重大，要备足防汛物资"),
    ("欠薪治理", "欠薪治理要动真碰硬，要严查欠薪企业"),
    ("棚户区改造", "棚户区改造是民生工程，要加快棚户区征收"),
    ("竹林培育", "竹林培育要持之以恒，要抓好竹林间伐"),
)
SAYS = ("会议强调，", "会议指出，", "会议要求，")
chosen = st.lists(st.sampled_from(sorted(MATTERS)), min_size=2, max_size=5, unique=True)
spoken = st.lists(st.booleans(), min_size=5, max_size=5)
PLAIN = (  # what belongs to no matter, and says so
    "县长强调，全县上下要鼓足干劲，确保完成全年目标任务。",
    "会议要求，县政府督查室要对会议议定事项跟踪问效。",
    "县领导钱二河、孙三江列席会议。",
    "县直有关部门负责人参加会议。",
    "（记者 李四溪）",
    "会议还研究了其他事项。",
    "供稿：县融媒体中心",
)


def sections(matters: list[str], speaks: list[bool]) -> list[str]:
    """A section for each matter, some with a speech."""
    return [
        f"会议{matter}。" + (SAYS[n % 3] + MATTERS[matter] + "。" if says else "")
        for n, (matter, says) in enumerate(zip(matters, speaks, strict=False))
    ]


def announced(matters: list[str], speaks: list[bool]) -> tuple[str, list[str]]:
    """A lead that lists the matters, and a paragraph of speech for some of them."""
    lead = LEAD.strip().rstrip("。") + "，" + "，".join(matters) + "。"
    told = [SAYS[n % 3] + MATTERS[m] + "。" for n, (m, says) in enumerate(zip(matters, speaks, strict=False)) if says]
    return lead, told


def words(analysis: Analysis) -> list[tuple[object, ...]]:
    """The items as they stand in the text."""
    return [(i.treatments, i.documents, analysis.notice.quote(i.span).rstrip("。")) for i in analysis.agenda]


def overlaps(items: tuple[AgendaItem, ...]) -> list[tuple[Span, Span]]:
    return [(one.span, two.span) for one, two in pairwise(items) if two.span.start < one.span.end]


def check_items(analysis: Analysis) -> None:
    """Items are in order, in the text, side by side, and no document is of none that the notice names."""
    text, titles = analysis.notice.text, {document.title for document in analysis.documents}
    assert [item.order for item in analysis.agenda] == list(range(1, len(analysis.agenda) + 1))
    assert not overlaps(analysis.agenda)
    for item in analysis.agenda:
        assert 0 <= item.span.start < item.span.end <= len(text)
        assert text[item.span.start : item.span.end].strip()
        assert item.treatments
        assert titles.issuperset(item.documents)
        for passage in item.passages:
            assert 0 <= passage.start < passage.end <= len(text)
            assert not any(other.span.start <= passage.start < other.span.end for other in analysis.agenda)
    orders = {item.order: item.span for item in analysis.agenda}
    for directive in analysis.directives:
        assert directive.item is None or directive.item in orders


@given(texts)
@EVERY
def test_items_of_any_text_lie_side_by_side_in_it(text: str) -> None:
    check_items(analysed(text))
    check_items(analysed(LEAD + text))


@given(chosen, spoken)
@EVERY
def test_each_section_is_the_item_of_its_matter(matters: list[str], speaks: list[bool]) -> None:
    told = sections(matters, speaks)
    analysis = analysed(LEAD + "\n".join(told))
    check_items(analysis)
    assert [quote.rstrip("。") for _, _, quote in words(analysis)] == [section.rstrip("。") for section in told]


@given(chosen, spoken)
@EVERY
def test_each_speech_on_one_of_many_announced_matters_is_the_item_of_that(
    matters: list[str], speaks: list[bool]
) -> None:
    lead, told = announced(matters, speaks)
    analysis = analysed("\n".join([lead, *told]))
    check_items(analysis)
    assert len(analysis.agenda) == len(matters)
    for speech in told:
        own = [item for item in analysis.agenda if analysis.notice.quote(item.span).rstrip("。") == speech.rstrip("。")]
        assert len(own) == 1, "a speech goes to one matter"
        subject = analysis.notice.quote(own[0].subject)
        assert MATTERS[next(matter for matter in matters if matter in subject or subject in matter)] in speech


@given(chosen, spoken, st.permutations(range(5)))
@EVERY
def test_speeches_in_another_order_than_the_list_are_on_the_same_matters(
    matters: list[str], speaks: list[bool], order: list[int]
) -> None:
    lead, told = announced(matters, speaks)
    turned = [told[k] for k in order if k < len(told)]
    one, two = (words(analysed("\n".join([lead, *some]))) for some in (told, turned))
    assert sorted(map(str, one)) == sorted(map(str, two))


@given(chosen, spoken, st.booleans(), st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3, unique=True))
@EVERY
def test_what_stands_below_and_is_on_no_matter_changes_none(
    matters: list[str], speaks: list[bool], listed: bool, below: list[str]
) -> None:
    lead, told = announced(matters, speaks) if listed else (LEAD.strip(), sections(matters, speaks))
    before = [lead, *told]
    assert words(analysed("\n".join(before))) == words(analysed("\n".join([*before, *below])))


@given(chosen, spoken)
@EVERY
def test_each_directive_belongs_to_the_item_that_it_stands_in(matters: list[str], speaks: list[bool]) -> None:
    analysis = analysed(LEAD + "\n".join(sections(matters, speaks)))
    for directive in analysis.directives:
        inside = [i.order for i in analysis.agenda if i.span.start <= directive.span.start < i.span.end]
        assert [directive.item] == inside


@pytest.mark.parametrize(
    "numbers", ["一、 二、 三、 四、 五、", "1. 2. 3. 4. 5.", "（一） （二） （三） （四） （五）"]
)
@given(chosen, spoken)
@EVERY
def test_numbers_before_sections_change_no_item(numbers: str, matters: list[str], speaks: list[bool]) -> None:
    told = sections(matters, speaks)
    numbered = [number + section for number, section in zip(numbers.split(), told, strict=False)]
    one, two = analysed(LEAD + "\n".join(told)), analysed(LEAD + "\n".join(numbered))
    check_items(two)
    assert [(i.treatments, i.documents) for i in one.agenda] == [(i.treatments, i.documents) for i in two.agenda]


@given(st.lists(st.sampled_from(THINGS), min_size=2, max_size=4, unique=True), st.data())
@EVERY
def test_of_what_one_verb_lists_each_thing_spoken_of_is_an_item(
    things: list[tuple[str, str]], data: st.DataObject
) -> None:
    lead = LEAD.strip().rstrip("。") + "，听取" + "、".join(name for name, _ in things) + "情况的汇报。"
    order = data.draw(st.permutations(things))
    told = [f"会议强调，{speech}。" for _, speech in order]
    analysis = analysed("\n".join([lead, *told]))
    check_items(analysis)
    assert [quote.rstrip("。") for _, _, quote in words(analysis)] == [speech.rstrip("。") for speech in told]
    for item, (name, _) in zip(analysis.agenda, order, strict=True):
        assert name in analysis.notice.quote(item.subject)


@given(chosen, spoken)
@EVERY
def test_one_paragraph_holds_the_items_that_its_sentences_would_be_as_paragraphs(
    matters: list[str], speaks: list[bool]
) -> None:
    told = sections(matters, speaks)
    apart, joined = analysed(LEAD + "\n".join(told)), analysed(LEAD + "".join(told))
    check_items(joined)
    assert [(i.treatments, i.documents) for i in apart.agenda] == [(i.treatments, i.documents) for i in joined.agenda]


# ── its parts ────────────────────────────────────────────────────────────────────────────────────────────────


def matcher_of(text: str) -> tuple[Matcher, ParagraphReader]:
    """What speech and matters of a notice are matched by."""
    scanned = scan(notice(text), load_lexicon())
    outline = parse_structure(scanned)
    documents = find_documents(scanned, outline)
    reader = ParagraphReader(scanned, cut_at_verbs(scanned, outline), documents)
    return Matcher(reader, documents), reader


def parts_of(matcher: Matcher, reader: ParagraphReader) -> list[Part]:
    """Each paragraph below the first as a part."""
    return [matcher.part((k,), opens=reader.speech.starts(k)) for k in range(1, len(reader.outline.paragraphs))]


speeches = st.lists(
    st.lists(st.sampled_from(sorted(MATTERS.values())), min_size=1, max_size=3).map(
        lambda sentences: "会议强调，" + "；".join(sentences) + "。" + sentences[0] + "。"
    ),
    min_size=1,
    max_size=4,
)


@given(speeches)
@EVERY
def test_pieces_put_together_are_the_parts_they_were_cut_from(paragraphs: list[str]) -> None:
    matcher, reader = matcher_of(LEAD + "\n".join(paragraphs))
    parts = parts_of(matcher, reader)
    cutter = Cutter(reader)
    pieces = cutter.pieces(parts)
    assert all(piece.start < piece.end for piece in pieces)
    assert all(one.end <= two.start for one, two in pairwise(pieces))
    for part in parts:
        own = [piece for piece in pieces if part.start <= piece.start < part.end]
        assert all(one.end == two.start for one, two in pairwise(own))
        whole = cutter.joined(own)
        assert (whole.start, whole.end, whole.paragraphs) == (part.start, part.end, part.paragraphs)
    assert [row for speech in cutter.speeches(pieces) for row in speech] == list(range(len(pieces)))


@given(chosen, speeches)
@EVERY
def test_a_sentence_of_speech_is_of_one_matter_at_most(matters: list[str], paragraphs: list[str]) -> None:
    matcher, reader = matcher_of("\n".join([announced(matters, [])[0], *paragraphs]))
    listed = reader.matters(0, apart=True)
    parts = parts_of(matcher, reader)
    items, left = matcher.claim(listed, parts)
    assert all(one.end <= two.start for one, two in pairwise(items))
    assert all(item.start in range(parts[0].start, parts[-1].end) for item in items)
    titles = [title for matter in listed for title in matter.documents]
    told = [title for matter in (*items, *left) for title in matter.documents]
    assert sorted(set(told)) == sorted(titles)
    assert {matter.subject for matter in left}.isdisjoint(item.subject for item in items)


@given(chosen, speeches)
@EVERY
def test_guesses_drop_no_speech_that_shows_what_it_is_on_and_add_none(
    matters: list[str], paragraphs: list[str]
) -> None:
    matcher, reader = matcher_of("\n".join([announced(matters, [])[0], *paragraphs]))
    listed = [part for m in reader.matters(0, apart=True) for part in fragments(reader.scan, m, matcher.titles)]
    found = Aligner(reader, matcher.likeness).stretches(listed, parts_of(matcher, reader), alone=False)
    kept = without_guesses(found, listed, open_one=None, alone=False)
    assert [stretch for stretch in kept if stretch.shown] == [stretch for stretch in found if stretch.shown]
    assert {stretch.part for stretch in kept} <= {stretch.part for stretch in found}
    assert all(listed[stretch.on].matter is stretch.matter for stretch in kept)


@given(chosen)
@EVERY
def test_fragments_of_a_list_lie_side_by_side_in_its_subject_with_each_paper_once(matters: list[str]) -> None:
    matcher, reader = matcher_of(announced(matters, [])[0])
    for matter in reader.matters(0, apart=True):
        parts = fragments(reader.scan, matter, matcher.titles)
        assert all(one.subject.end <= two.subject.start for one, two in pairwise(parts))
        assert all(matter.subject.start <= p.subject.start < p.subject.end <= matter.subject.end for p in parts)
        assert [title for part in parts for title in part.documents] == matter.documents


@given(
    st.lists(st.sampled_from(sorted(load_lexicon().themes)), max_size=6), st.sampled_from(sorted(load_lexicon().themes))
)
@EVERY
def test_more_words_of_a_theme_show_it_no_less_and_what_several_share_less(spoken: list[str], named: str) -> None:
    known = themes(load_lexicon())
    own = known.of(named)
    assert own, "each word is found by itself"
    before = shown(known.of("，".join(spoken)), own, dict.fromkeys(own, 1))
    more = shown(known.of("，".join([*spoken, *sorted(load_lexicon().themes)])), own, dict.fromkeys(own, 1))
    shared = shown(known.of("，".join(spoken)), own, dict.fromkeys(own, 2))
    assert 0.0 <= shared == before / 2 <= before <= more
    assert shown(own, own, dict.fromkeys(own, 1)) == 0.0, "what names it shows nothing more"

"""Scores against gold, and the JSON shape that is scored."""

from __future__ import annotations

import copy
import json

import pytest
from hand_made import analysis_of, notice, resolution_of

from kg.errors import InputError, UsageError
from kg.evaluate import below, compare, fold, gold_files, pairs, read_baseline, score, total
from kg.gold import to_gold


@pytest.fixture
def gold():
    analysis = analysis_of(notice(60))
    return json.loads(json.dumps(to_gold(analysis, resolution_of(analysis)), ensure_ascii=False))


def scored(gold, given):
    return compare("n", gold, given, text=notice(60).text)


def test_the_shape_is_the_guidelines(gold):
    assert gold["notice"] == {"title": "县政府召开第60次常务会议", "published": None, "publisher": None}
    wanted = {
        "body": "景东县人民政府",
        "kind": "常务会议",
        "term": 18,
        "number": 60,
        "date": "2024-03-05",
        "chair": "赵一山",
    }
    assert wanted.items() <= gold["meeting"].items()
    assert {"name": "赵一山", "posts": ["县长"], "role": "chair"}.items() <= gold["people"][0].items()
    assert {"title": "景东县防汛预案", "kind": "预案", "short": None}.items() <= gold["documents"][0].items()
    assert {"surface": "县水务局", "canonical": "景东县水务局"}.items() <= gold["agencies"][1].items()
    assert {"surface": "各乡（镇）", "canonical": None}.items() <= gold["agencies"][3].items()
    assert {"order": 1, "treatments": ["原则通过"], "documents": ["景东县防汛预案"]}.items() <= gold["agenda"][
        0
    ].items()
    assert {
        "addressees": ["县水务局"],
        "basis": "explicit",
        "co_actors": ["县财政局"],
        "overseen": ["各乡（镇）"],
        "deadline": "5月底前",
        "item": 1,
    }.items() <= gold["directives"][0].items()


def test_every_quote_is_the_text_at_its_span(gold):
    text = notice(60).text
    assert all(text[d["span"][0] : d["span"][1]] == d["quote"] for d in gold["directives"])


def test_a_perfect_extraction_scores_one_everywhere(gold):
    result = scored(gold, gold)
    assert set(result.figures().values()) == {1.0}
    assert result.differences == []


def test_no_extraction_at_all_scores_nothing(gold):
    figures = scored(gold, {}).figures()
    assert figures["directives.span"] == figures["people"] == figures["agenda"] == figures["meeting.kind"] == 0.0
    assert figures["notice.publisher"] == 1.0  # null in the gold, and nothing was given


def change_addressee(g):
    g["directives"][0]["addressees"] = ["县财政局"]


def shift_a_little(g):
    g["directives"][0]["span"][0] += 2


def shift_a_lot(g):
    g["directives"][0]["span"][0] += 20


def forget_a_directive(g):
    del g["directives"][1]


def add_a_directive(g):
    g["directives"].append({"span": [0, 5], "addressees": []})


def other_kind(g):
    g["documents"][0]["kind"] = "方案"


def half_the_name(g):
    g["agencies"][1]["canonical"] = "水务局"


def other_treatment(g):
    g["agenda"][0]["treatments"] = ["审议"]


def other_date(g):
    g["meeting"]["date"] = "2024-03-06"


@pytest.mark.parametrize(
    ("change", "lowered", "signs"),
    [
        (change_addressee, {"directives.joint": 0.5}, ["~"]),
        (shift_a_little, {}, []),
        (
            shift_a_lot,
            {
                "directives.span": 0.5,
                "directives.joint": 0.5,
                "directives.co_actors": 0.0,
                "directives.overseen": 0.0,
                "directives.deadline": 0.0,
            },
            ["-", "+", "-", "+", "-", "+", "-", "+"],
        ),
        (forget_a_directive, {"directives.span": 2 / 3, "directives.joint": 2 / 3}, ["-"]),
        (add_a_directive, {"directives.span": 0.8, "directives.joint": 0.8}, ["+"]),
        (other_kind, {"documents.kind": 0.0}, ["~"]),
        (half_the_name, {"agencies.canonical": 2 / 3}, ["~"]),
        (other_treatment, {"agenda": 0.0}, ["~"]),
        (other_date, {"meeting.date": 0.0, "fields.all": 8 / 9}, ["~"]),
    ],
)
def test_each_mistake_lowers_its_own_figure_only(gold, change, lowered, signs):
    given = copy.deepcopy(gold)
    change(given)
    result = scored(gold, given)
    found = {name: figure for name, figure in result.figures().items() if figure < 1}
    assert found == pytest.approx(lowered)
    assert [difference.sign for difference in result.differences] == signs


def test_widths_quotation_marks_and_spaces_do_not_count():
    assert fold("各镇（街）、“百千万”") == fold('各镇(街) 、"百千万"')
    assert fold("各镇") != fold("各街")


def test_a_time_of_day_that_the_gold_leaves_out_is_no_mistake(gold):
    gold["notice"]["published"] = "2023-11-13"
    given = copy.deepcopy(gold)
    given["notice"]["published"] = "2023-11-13T17:51:56"
    assert scored(gold, given).figures()["notice.published"] == 1.0
    assert scored(given, gold).figures()["notice.published"] == 0.0


def test_spans_are_paired_one_to_one_best_first():
    gold = [{"span": [0, 10]}, {"span": [10, 20]}]
    assert sorted(pairs(gold, [{"span": [9, 20]}, {"span": [0, 9]}], 0.5)) == [(0, 1), (1, 0)]
    assert pairs(gold, [{"span": [0, 10]}, {"span": [0, 10]}], 0.5) in ([(0, 0)], [(0, 1)])
    assert pairs(gold, [{"span": [5, 15]}], 0.5) == []


def test_a_folder_is_scored_notice_by_notice(tmp_path, gold):
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(notice(60).text, encoding="utf-8")
    (tmp_path / "a.authored.json").write_text("not gold")
    scores = score(tmp_path, lambda path: gold if path.stem == "a" else {})
    assert {name: one.figures()["directives.span"] for name, one in scores.items()} == {"a": 1.0, "b": 0.0}
    result = total(scores.values())
    assert result.notices == 2
    assert result.figures()["directives.span"] == pytest.approx(2 / 3)
    assert {difference.notice for difference in result.differences} == {"b"}


def test_a_folder_without_gold_or_with_broken_gold_is_an_input_error(tmp_path, gold):
    with pytest.raises(InputError, match="no gold files"):
        gold_files(tmp_path)
    with pytest.raises(InputError, match="not a folder"):
        gold_files(tmp_path / "nowhere")
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(InputError, match=r"a\.txt is missing"):
        score(tmp_path, lambda path: gold)
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(InputError, match="not of the guideline's shape"):
        score(tmp_path, lambda path: gold)
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(InputError, match="cannot be read"):
        score(tmp_path, lambda path: gold)


def test_a_baseline_names_what_became_worse(tmp_path, gold):
    given = copy.deepcopy(gold)
    change_addressee(given)
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({"notices": 1, "figures": {"directives.joint": 0.75, "directives.span": 1.0}}))
    assert below(scored(gold, given).figures(), read_baseline(file)) == ["directives.joint is 0.5000, below 0.7500"]
    assert below(scored(gold, gold).figures(), read_baseline(file)) == []
    file.write_text(json.dumps({"directives.jiont": 1}))
    with pytest.raises(UsageError, match="jiont"):
        read_baseline(file)

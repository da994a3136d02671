"""Directives: what opens them, how far they reach, whom they bind, with whom, over whom and by when."""

from __future__ import annotations

import pytest
from case_tables import BREAK, LEAD, Row, analysed, cases, check, joined, printed

from kg.model import Analysis, Directive


def shown(analysis: Analysis, directive: Directive) -> str:
    parts = [" ".join(filter(None, (directive.basis, "+".join(directive.surfaces("lead", "responsible")))))]
    for word, surfaces in (
        ("with", directive.surfaces("co-actor")),
        ("over", directive.surfaces("overseen")),
        ("by", () if directive.deadline is None else (directive.deadline.surface,)),
    ):
        if surfaces:
            parts.append(f"{word} {'+'.join(surfaces)}")
    return f"{printed(analysis.notice.quote(directive.span))} {{{' ; '.join(parts)}}}"


def rules_of(directive: Directive) -> set[str]:
    return {directive.rule} | ({directive.deadline.rule} if directive.deadline is not None else set())


@cases("directives")
def test_directive_spans_the_demand_and_names_whom_it_binds(row: Row) -> None:
    analysis = analysed(LEAD + row["text"])
    got = joined([shown(analysis, d) for d in analysis.directives], "‖")
    check(row, got, set().union(*map(rules_of, analysis.directives)))


@pytest.mark.parametrize(
    ("limit", "day"),
    [
        ("9月10日", "2024-09-10"),
        ("10月底", "2024-10-31"),
        ("10月底前", "2024-10-31"),
        ("10月", "2024-10-31"),
        ("2024.12.31", "2024-12-31"),
        ("2024年5月至12月", "2024-12-31"),
        ("三季度", "2024-09-30"),
        ("上半年", "2024-06-30"),
        ("明年6月", "2025-06-30"),
        ("长期", None),
        ("全年", None),
    ],
)
def test_after_a_label_a_day_needs_no_before(limit: str, day: str | None) -> None:
    (directive,) = analysed(f"{LEAD}会议要求，县住建局要抓好改造。{BREAK}完成时限：{limit}").directives
    assert directive.deadline is not None
    assert (directive.deadline.surface, directive.deadline.date) == (limit, day)


@cases("parties")
def test_party_has_a_role_and_a_kind(row: Row) -> None:
    analysis = analysed(LEAD + row["text"])
    parties = [p for d in analysis.directives for p in d.parties]
    named = {p.surface for p in parties}
    got = joined([f"{p.surface}:{p.role}:{p.kind}" for p in parties], "|")
    check(row, got, {a.rule for a in analysis.agencies if a.surface in named and a.kind != "people"})


@cases("supervision")
def test_supervision_is_judged_with_its_reasons(row: Row) -> None:
    (directive,) = analysed(LEAD + row["text"]).directives
    judged = directive.supervision
    got = " ".join(("yes" if judged.supervisable else "no", *judged.reasons))
    check(row, got, set(judged.reasons))


def test_the_government_that_meets_is_not_above_itself() -> None:
    text = "5月8日，省长赵一山主持召开省政府常务会议。⏎省政府常务会议还学习了《节约用水条例》，强调全省各级政府要以考促改。"
    (own,) = analysed(text.replace("⏎", BREAK)).directives
    assert own.surfaces("lead", "responsible") == ("全省各级政府",)
    county = text.replace("省长赵一山主持召开省政府", "县长赵一山主持召开县政府").replace("⏎", BREAK)
    assert analysed(county).directives == ()


def test_party_of_an_inherited_directive_points_to_the_earlier_words() -> None:
    analysis = analysed(LEAD + "会议强调，县水务局要加密巡查频次。要及时发布预警。")
    first, second = analysis.directives
    assert second.parties[0].span == first.parties[0].span
    assert second.parties[0].span.end <= second.span.start


def test_directive_belongs_to_the_item_whose_section_it_stands_in() -> None:
    sections = ("会议听取防汛工作汇报。会议强调，要加强值守。", "会议审议《东河县校车办法》。会议要求，要修改完善。")
    analysis = analysed(LEAD + BREAK.join(sections))
    assert [d.item for d in analysis.directives] == [1, 2]


def test_a_speech_that_turns_to_another_matter_binds_nobody_of_the_one_before() -> None:
    text = (
        "5月8日，县长赵一山主持召开县政府常务会议，听取了山洪沟治理、秋季开学准备情况的汇报，审议了《东河县供热管网改造方案》"
        "《东河县养蜂产业扶持办法》。⏎会议强调，县水利局要抢修山洪沟堤防，加快治理。要管好山洪沟清淤。各镇要做好秋季开学准备。"
        "要倒排供热管网改造工期。要用好养蜂产业扶持资金。"
    ).replace("⏎", "\n")
    analysis = analysed(text)
    told = [
        (d.surfaces("responsible"), analysis.agenda[d.item - 1].treatments if d.item else None)
        for d in analysis.directives
    ]
    assert told == [
        (("县水利局",), ("听取汇报",)),
        (("县水利局",), ("听取汇报",)),  # on the same matter: goes on
        (("各镇",), ("听取汇报",)),
        ((), ("审议",)),
        ((), ("审议",)),
    ]

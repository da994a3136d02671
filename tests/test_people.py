"""People: everybody named, with posts and one role each."""

from __future__ import annotations

from case_tables import Row, analysed, cases, check, joined


@cases("people")
def test_person_has_the_posts_and_the_role_that_the_text_tells(row: Row) -> None:
    people = analysed(row["text"]).people
    shown = [f"{p.name}={'+'.join(post.surface for post in p.posts)}:{p.role}" for p in people]
    check(row, joined(shown, "|"), {p.rule for p in people})

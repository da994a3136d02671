"""What of a list no section treats that names its papers: 审定了《甲》《乙》和丙事项, and below 会议同意《甲》. (清单余项)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.agenda.fragments import Fragment, fragments
from kg.agenda.matter import Matter
from kg.agenda.repeated_matters import Told
from kg.model import Span
from kg.scan import Scan


def papers_left(scan: Scan, matter: Matter, treated: Told, titles: Sequence[tuple[Span, str]]) -> Matter | None:
    """The matter with what it lists that no paragraph of its own treats; None where no paper of it is treated so, or all that
    it lists is. ``titles``: where its documents are named."""
    if all(item.paragraph == matter.paragraph for item in treated.naming(matter.documents)):
        return None
    parts = fragments(scan, matter, titles)
    told = [_is_told(part, treated) for part in parts]
    left = [part for part, is_told in zip(parts, told, strict=True) if not is_told]
    if not left or not any(part.documents for part, is_told in zip(parts, told, strict=True) if is_told):
        return None
    first, last = left[0], left[-1]
    subject = Span(first.subject.start, last.subject.end)
    return replace(
        matter,
        start=matter.start if first is parts[0] else subject.start,
        end=matter.end if last is parts[-1] else subject.end,
        subject=subject,
        documents=[title for part in left for title in part.documents],
    )


def _is_told(part: Fragment, treated: Told) -> bool:
    """Whether a paragraph of its own treats a part of the list."""
    beside = part.matter.paragraph
    if part.documents:
        return any(item.paragraph != beside for item in treated.naming(part.documents))
    return next(treated.about(part.subject, beside), None) is not None

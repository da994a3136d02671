"""Tables that give out work, as tests write them, and what is asked in them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.model import Analysis
from kg.pipeline import knowledge
from kg.task_tables import headings_of

ROOT: Final = Path(__file__).parent.parent
EXAMPLES: Final = ROOT / "examples" / "tables"
HEADS: Final = headings_of(knowledge().lexicon)
UNITS: Final = (
    "县水务局",
    "县财政局",
    "县住建局",
    "县教育局",
    "县公安局",
    "县应急管理局",
    "县气象局",
    "各镇街",
    "各部门",
)
TASKS: Final = (
    "完成河道清淤",
    "排查内涝点",
    "修订应急预案",
    "备足防汛物资",
    "拆除旧桥2座",
    "开展一次演练",
    "公布救助电话",
)
LIMITS: Final = ("6月10日前", "2024年12月31日", "10月底", "年底前", "长期坚持")
ROLES: Final = {
    "number": "序号",
    "task": "工作任务",
    "lead": "牵头单位",
    "assist": "配合单位",
    "deadline": "完成时限",
    "overseer": "督办单位",
    "note": "备注",
}


def markdown(*rows: str) -> str:
    """Rows with their cells between bars, as Markdown has them."""
    head, *others = rows
    rule = "| " + " | ".join(["---"] * (head.count("|") + 1)) + " |"
    return "\n".join([f"| {head.replace('|', ' | ')} |", rule, *(f"| {row.replace('|', ' | ')} |" for row in others)])


def tabbed(*rows: str) -> str:
    """Rows with their cells between tabs, as pages and Word files are read."""
    return "\n".join(row.replace("|", "\t") for row in rows)


def asked(analysis: Analysis) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str | None]]:
    """Of each directive: the words, who must, who helps, by when."""
    return [
        (
            analysis.notice.quote(directive.span),
            directive.surfaces("lead", "responsible"),
            directive.surfaces("co-actor"),
            None if directive.deadline is None else directive.deadline.surface,
        )
        for directive in analysis.directives
    ]

"""Write tests/golden/: what each stage makes of a few example notices, one folder a notice, one file a stage.

Run: ``python scripts/make_golden.py`` (``make golden``), then read the diff: each changed line is a changed finding.
``tests/test_golden.py`` holds the files against the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.mentions.agencies import find_agencies
from kg.model import Analysis, Located, Span
from kg.pipeline import entity_quads, extract, knowledge, to_quads
from kg.read.notice import read_text
from kg.scan import Scan, scan
from kg.structure import parse_structure

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "examples" / "gold"
TARGET = ROOT / "tests" / "golden"
# The State Council; a county's minutes with labels; a Party group; traditional characters; a company; a commission.
NOTICES = (
    "05-guowuyuan",
    "09-junlian-jiyao",
    "19-shunde-dangzu",
    "30-shishi",
    "36-xiangyang-jituan",
    "40-longde-anwei",
)


def stages(name: str) -> dict[str, str]:
    """The content of each golden file of one notice, by file name."""
    notice = read_text((GOLD / f"{name}.txt").read_bytes().decode("utf-8"), source=f"{name}.txt")
    extraction = extract(notice)
    analysis = extraction.analysis
    scanned = scan(notice, knowledge().lexicon)
    return {
        "1-outline.txt": _lines(_outline(scanned)),
        "2-mentions.txt": _lines(_mentions(scanned, analysis)),
        "3-agenda.txt": _lines(_agenda(analysis)),
        "4-directives.txt": _lines(_directives(analysis)),
        "5-quads.nq": to_quads(extraction) + entity_quads(extraction),
    }


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _at(span: Span | None) -> str:
    return "-" if span is None else f"{span.start}-{span.end}"


def _outline(scanned: Scan) -> Iterator[str]:
    """Paragraphs with their roles; under each its clauses with the level of the mark before them."""
    outline = parse_structure(scanned)
    for index, paragraph in enumerate(outline.paragraphs):
        span = Span(paragraph.start, paragraph.end)
        clauses = [clause for clause in outline.clauses if clause.paragraph == index]
        words = "" if clauses else f" {scanned.notice.quote(span)}"
        yield f"{paragraph.role}{' (lead)' if index == outline.lead else ''} {_at(span)}{words}"
        for clause in clauses:
            yield f"  {clause.level} {scanned.notice.quote(Span(clause.start, clause.end))}"


def _mentions(scanned: Scan, analysis: Analysis) -> Iterator[str]:
    """Fields, people, documents, and every mention of an organisation, with place, rule and confidence."""
    fields: dict[str, Located[str] | Located[int] | None] = {
        "title": analysis.fields.title,
        "published": analysis.fields.published,
        "publisher": analysis.fields.publisher,
        "body": analysis.meeting.body,
        "kind": analysis.meeting.kind,
        "term": analysis.meeting.term,
        "number": analysis.meeting.number,
        "date": analysis.meeting.date,
        "chair": analysis.meeting.chair,
        "delegated by": analysis.meeting.delegated_by,
    }
    for name, value in fields.items():
        yield f"field {name}: " + ("-" if value is None else f"{value.value} {_at(value.span)} {_sure(value)}")
    for person in analysis.people:
        posts = "、".join(post.surface for post in person.posts) or "-"
        yield f"person {person.name} ({posts}) {person.role} {_at(person.span)} {_sure(person)}"
    for document in analysis.documents:
        also = [
            f"{name}={value}"
            for name, value in (("short", document.short), ("draft", document.draft))
            if value is not None
        ]
        also += [f"{name}={value.value}" for name, value in _parts(document.number, document.issuer, document.printed)]
        places = " ".join(map(_at, document.mentions))
        yield " ".join((f"document {document.title} [{document.kind}]", *also, places, _sure(document)))
    for mention in find_agencies(scanned):
        post = " in a post" if mention.post else ""
        words = scanned.notice.quote(mention.span)
        yield f"agency {words} [{mention.kind}]{post} {_at(mention.span)} {_sure(mention)}"


def _parts(*located: Located[str] | None) -> Iterator[tuple[str, Located[str]]]:
    for name, value in zip(("number", "issuer", "printed"), located, strict=True):
        if value is not None:
            yield name, value


def _sure(finding: object) -> str:
    return f"{finding.rule} {finding.confidence}"


def _agenda(analysis: Analysis) -> Iterator[str]:
    for item in analysis.agenda:
        yield f"item {item.order} {_at(item.span)} {_sure(item)}"
        yield f"  treatments {' '.join(item.treatments)}; outcomes {' '.join(item.outcomes) or '-'}"
        for title in item.documents:
            yield f"  document {title}"
        yield f"  subject {analysis.notice.quote(item.subject)}"


def _directives(analysis: Analysis) -> Iterator[str]:
    for directive in analysis.directives:
        words = analysis.notice.quote(directive.span).replace("\n", "⏎")
        yield f"{_at(directive.span)} item {directive.item or '-'} {words}"
        yield f"  {directive.modality}; {directive.basis}; topic {directive.topic or '-'}; {_sure(directive)}"
        for party in directive.parties:
            yield f"  {party.role} {party.surface} [{party.kind}] {_at(party.span)}"
        if directive.deadline is not None:
            deadline = directive.deadline
            yield f"  by {deadline.surface} = {deadline.date or '-'} ({deadline.precision}) {deadline.rule}"
        judged = directive.supervision
        yield f"  {'supervisable' if judged.supervisable else 'not supervisable'}: {' '.join(judged.reasons)}"


def main() -> None:
    """Write every golden file anew."""
    for name in NOTICES:
        folder = TARGET / name
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in stages(name).items():
            (folder / file).write_text(content, "utf-8", newline="\n")
    print(f"{len(NOTICES)} notices in {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

"""Whether an organisation is a part of the one right before it: 县水利局|质监站, but 市发改委|财政局. (上下级连写)"""

from __future__ import annotations

from functools import cache

from kg.lexicon import Lexicon
from kg.mentions.agencies.bounds import NAME_CHARS, STOP_KINDS
from kg.mentions.agencies.heads import is_unnamed_head
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import organisation_words
from kg.mentions.agencies.owners import LEVELS
from kg.patterns import lazy
from kg.scan import Event, Scan

_LONGEST_GAP = 9


def joined_start(scan: Scan, event: Event, previous: AgencyMention | None) -> int | None:
    """The start of the organisation that this one is a part of, when it stands right before (no level between)."""
    if previous is None or previous.kind != "organization":
        return None
    words = organisation_words(scan.lexicon)
    gap = scan.text[previous.span.end : event.start]
    if scan.text[event.start] in LEVELS and event.kind == "department" and event.value[:1] == "市":
        return None
    if not gap:
        if event.kind == "department" and _are_peers(scan, previous, event):
            return None  # 县发改委|财政局|自然资源局
        part = event.value in words.parts or event.value == "委员会"  # 市政府|安委会
        if event.value == "党委" and is_unnamed_head(scan, previous.span.start, event.start):
            return None  # 县财政局|党委书记列席: a head of the bureau
        return previous.span.start if part or event.kind == "department" else None
    holder = scan.at.get(previous.span.end)
    if holder is not None and holder.kind == "post":
        return None  # 县住建局|局长兼任办公室主任
    if gap.startswith(("派驻", "驻")) and len(gap) <= _LONGEST_GAP and NAME_CHARS.fullmatch(gap) is not None:
        return previous.span.start  # 某海关|驻某口岸|办事处
    if _parts(scan, previous, event, gap):
        return None
    if event.value == "分局" and any(gap + level in scan.lexicon.places for level in ("", *LEVELS)):
        return previous.span.start  # 市生态环境局|和顺|分局
    if words.adverbial.match(scan.text, previous.span.end) is not None:
        return None  # 县审计局|对平台|公司…开展审计, but 县政府|对外贸易|办公室
    act = words.their_act.match(scan.text, previous.span.end)
    if act is not None and act.end() < event.start:
        return None  # 县城投公司|承接游客|中心代建, but 县城投公司|运营|中心
    if gap[0] in "和及与、" or gap[0] in LEVELS or NAME_CHARS.fullmatch(gap) is None:
        return None
    if event.kind == "department":
        return previous.span.start if gap in scan.lexicon.places else None
    return None if "和" in gap or "部署" in gap else previous.span.start  # 国务院|部署和省|委


_EVENT = lazy("[一-鿿]{2,}?(?:[前后时]|期间)[省市县区州盟旗]")  # 验收后|县城管局, 核查前|县信访局; not 站前|分局


def _parts(scan: Scan, previous: AgencyMention, event: Event, gap: str) -> bool:
    """Whether the words between two names (``gap``) show that the second is no part of the first."""
    words = organisation_words(scan.lexicon)
    if event.value not in words.parts and event.kind != "department":
        return True
    if (
        len(gap) > _LONGEST_GAP
        or words.none.search(gap) is not None
        or _holds_stop(scan, previous.span.end, event.start)
    ):
        return True
    if "各" in gap or gap.startswith(("有关", "相关")) or _EVENT.match(gap) is not None:
        return True  # 市政府|各部门党组, 市人大|有关委室, 县住建局|验收后|县城管局
    if any(e.kind == "treat" for e in scan.between(previous.span.end, event.start)):
        return True  # 县财政局|安排县城管局经费
    begins_act = gap[:2] in scan.lexicon.acts or gap.startswith(_manners(scan.lexicon))
    if begins_act and event.value not in words.task_force:
        # 州财政局|统筹布局农牧区|幼儿园, 县教育局|约谈学校|党组, 县工信局|进一步扶持清泉|公司, but 市委|学习教育工作|专班
        return True
    if gap[0] == "商":
        return True  # 县财政局|商|建水供电局
    takes = words.takes_organ.match(gap)
    if takes is not None and gap[takes.end() : takes.end() + 1] in LEVELS:
        return True  # 转县政府党组|报|县委常委会
    return words.sentence.search(gap) is not None  # 市政府党组2024年第9次|党组, 市公安局请求解决执法办案|中心


@cache
def _manners(lexicon: Lexicon) -> tuple[str, ...]:
    """进一步, 及时: adverbs that a name does not go on with."""
    return tuple(adverb for adverb in lexicon.adverbs if len(adverb) > 1)


_PEERS = ("局", "委", "厅")


def _are_peers(scan: Scan, previous: AgencyMention, event: Event) -> bool:
    """Two departments of one government that run together, without a mark or a 和 between them; 发改委|能源局 and
    公安局|交警支队 are a whole and its part."""
    words = scan.notice.quote(previous.span)
    return (
        previous.rule in ("agencies.register", "agencies.register-bare")
        and words.endswith(_PEERS)
        and event.value.endswith(_PEERS)
        and event.value not in organisation_words(scan.lexicon).part_of_department
    )


def _holds_stop(scan: Scan, start: int, end: int) -> bool:
    """市发改委|价格监督|检查局: 监督 inside a name supervises nobody."""
    return any(e.kind in STOP_KINDS and (e.kind != "oversee" or e.start == start) for e in scan.between(start, end))

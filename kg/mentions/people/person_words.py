"""Words around personal names, as patterns over ``lexicons/person_names.tsv``. (人名前后的字词)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.model import PersonRole
from kg.word_patterns import WordPatterns, characters, each, last_characters, part, pattern, word_set, words

_ATTENDEE: PersonRole = "attendee"
_OBSERVER: PersonRole = "observer"


class PersonWords(WordPatterns, table="person_names"):
    """Patterns made once for a lexicon; those with ``before`` in their name end where a name begins."""

    marks = part(r"[、,。;:)\]】”)(\s丨|/]")
    leading = each("leads", "(?!‹leads-no›)")
    cuts = words("cuts")
    # 向 is a surname: 向某出席, but 向上级汇报
    towards = part("向(?![一-鿿]{1,2}(?:‹:strange_follows›|‹:marks›|关于|作|委托))")
    # 市发改委主任甲|《关于…的汇报》
    report_in_title = part(r"《关于[^《》\n]{2,60}‹report›》")

    # 党建 before what no given name goes on with: 党建|引领, but 党建国
    party_work = part("党建(?![国军华平民明成强](?:以及|就|‹:strange_follows›|‹:marks›))")
    none = pattern(
        "‹none›|‹:towards›|‹:party_work›|来[一-鿿]{1,2}‹visits›"
    )  # begins like a name and is none: 出席, 高质量
    also_names = pattern("‹also-name›")  # 方可, 于是: such words that people are called by
    no_third = word_set("no-third")  # 于是|便, 方可|再: what goes on with such a word and ends no name
    # what may stand right after a name: a mark, or a word that a person is the subject of
    follows = pattern(r"\s*(?:$|‹:marks›|\d|‹:report_in_title›|‹follows + adverb + maybe-adverb›)")
    # after a name without a known surname: fewer
    strange_follows = pattern(
        "‹strange-follows + adverb›|[、,。;)]|在[^,。;]{0,16}?主持|等[^,。;]{0,12}‹others›|(?:以?及|和)[^,。;]{2,40}?‹others›|$"
    )
    # 叶尔江·哈力木别克, with what may follow such a name
    dotted = pattern("(?:[一-鿿]{1,8}(?:[·•・‧][一-鿿]{1,5}?){1,2})(?=‹dotted-follows›|[、,。;)])")
    # |斯琴高娃|关于…的汇报, |扎西次仁|在…会议上的讲话: what stands before what a person told
    before_telling = pattern(
        r"[一-鿿]{2,4}?(?=(?:同志)?(?:在[^,。;、]{2,40}?会议?上的?[^,。;、]{0,8}(?:讲话|指示|发言)"
        r"|《?(?:关于|就)[^。;]{2,60}?(?:汇报|报告|说明|通报)))"
    )
    chairs_then = pattern("主持|委托|强调|指出")  # behind a name whose bearer no other word can be
    entrusted = pattern(r"受(?=[^,。;\n]{2,30}?委托[,,、])")  # 受|甲|委托,
    vague_posts = word_set("vague-post")  # posts that stand before words other than names all the time
    # 由|县长: characters before a post with its organisation that are no part of it,
    before_post = word_set("before-post")
    begins_organ = words("begins-organ")  # but where they begin its name: 经开区党工委书记
    behind_post = words("behind-post")  # 县长|办公会议: what makes another word of a post
    before_one = pattern("(?:‹takes-one›|、)$")  # what a name with a post after it may follow: 学习|习近平总书记
    disposes = words("disposes")  # 任命|甲|同志, 调整至|甲|同志
    # 某大学政治|与|公共管理学院: a school whose name holds a conjunction, before 教授
    academic = pattern("‹school›[一-鿿]{1,8}[与和及][一-鿿]{1,8}‹faculty›$")
    before_list = pattern("‹takes-list›$")  # what a list of names may follow: 市领导|甲、乙
    # 甲|今天|主持, 甲|5月8日上午|主持, 甲|补充|强调: ends behind a name
    adverbs = pattern(r"(?:(?:[0-9]{1,2}月)?[0-9]{1,2}日|‹adverb, flat›)+\Z")
    begins_adverb = pattern("‹adverb›")
    # their last characters
    ends_adverbs = last_characters("adverb", beside="日")
    maybe_adverbs = word_set("maybe-adverb")  # 甲|均: names end with it
    how_chaired = word_set("how-chaired")  # 先后, 亲自: between a name and 主持
    # between a list of names and 出席, 列席: 等同志应邀
    before_roll = pattern("(?:等(?:同志|领导|[一-鿿]{0,16}(?:人员|成员|领导))?)?(?:同志)?‹invited›?$")
    # 甲、乙|及各相关单位主要负责同志: ends where 出席 or 列席 begins
    and_others = pattern("(?:以及|(?<![涉普])及其?|和|与)(?=[^。;]{2,56}?‹others›$)")
    others_ahead = pattern("[^。;]{2,56}?‹others›")  # 县直有关部门|主要负责同志
    invites = words("invites")  # 会议邀请|…巡视员甲
    # what a title after a name is followed by, where its bearer speaks: 教授|围绕…
    titled = pattern("‹title›(?=(?:应邀|受邀)?(?:围绕|作|就|为|以|讲|授课|辅导|解读|从))")
    # 甲|牵头; no 牵头人
    leads = pattern("‹:leading›")
    no_given = word_set("no-given")  # 国资|委, 高新|区: ends what leads and is nobody by name
    adverb_surnames = word_set("adverb-surname")  # 高|标准牵头, 全|过程负责: surnames that begin how something is led
    odd_surnames = word_set("odd-surname")  # 主任|都文柏|主持会议: common words that are surnames too
    led_by = words("led-by")  # stand before 领导 where names follow
    # What people did at the meeting.
    # 出席人员:, 列 席:
    roll_label = pattern(
        r"[【\[]?(?:会议)?(?P<label>‹lines/roll, spaced›)(?:会议)?(?:[ \u3000]*(?:人[ \u3000]*员|领导|人|情况|单位|对象|同志|名单)?"
        r"[ \u3000]*[】\]]?[ \u3000]*[:丨]\s*"
        r"|(?:人员|情况)[ \u3000]*[】\]]?[ \u3000]*(?=\n|\Z))"
    )
    inner_label = pattern("(?P<label>‹lines/roll›)(?:人员)?[:丨]")  # a label of a roll inside a line: 出席:甲|列席:乙
    # 出席会议的有:甲、乙; 参加此次会议的有:(1)市领导:甲、乙
    roll_have = pattern(
        "(?P<verb>‹attends + observes + absent›)(?:本次|此次|这次)?(?:会议)?的(?:领导|同志|人员)?(?:有|是|还有)?:?"
        r"(?:\([0-9一二三四五]\)|[一二三四五]是)?(?:[一-鿿]{0,6}领导(?:同志)?:)?"
    )
    # begins with plain characters each way: a group that may be missing would be tried at each character
    absent = pattern("因(?:[公事病]|故|工作|出差|外出|休假)[一-鿿]{0,4}?‹absent›|‹absent, flat›")  # 甲|因公请假
    presence = pattern("‹attends + observes + absent›")  # 出席, 列席, 请假 and the like, wherever they stand
    chaired = pattern("‹attends + observes + absent›|主持")  # the same, or 主持
    acts = pattern("‹acts›")
    hears = pattern("‹hears›(?:并?(?:原则)?(?:通过|同意))?了?")  # 听取了|水务局甲关于…
    heard = pattern("听取了?[^。;,]{0,40}$")  # 听取了…| up to the name
    reports = pattern("(?:同志)?(?:《?关于|就|所作|作)[^。;]{0,80}?‹report›")  # 甲|关于…的汇报
    # 甲|作专题辅导
    presents = pattern(
        "(?:同志)?(?:应邀|受邀)?(?:[^。;,、]{0,40}?)"
        "(?:作了?(?:专题|重点|深入)?‹presents›|通报了|汇报了|授课|进行了?(?:专题)?‹presents›)"
    )
    # Labels and bylines.
    # 主持人:甲(区委副书记、区长), 【汇报】乙(区财政局局长)
    labelled = pattern(
        r"(?:‹chair-label, flat spaced›|‹report-label, flat›)[ \u3000]*:?[ \u3000]*"
        r"(?P<name>[一-鿿]{2,4}|[一-鿿]{1,8}(?:[·•][一-鿿]{1,8}){1,2})\s*\((?P<posts>[^()\n]{2,40}(?:\([^()]*\)[^()\n]*)?)\)"
    )
    # in every match of the two patterns below, a colon first: there are few
    label_ends = pattern(r":(?:(?<=[‹chair-label, ends›]:)|(?<=\s:))")
    # 主持人:甲  集团党委副书记、总经理
    label_spaced = pattern(r"‹chair-label, spaced›\s*:\s*(?P<name>[一-鿿]{2,4})[ \u3000]+(?P<posts>[一-鿿、]{2,40})")
    label_bare = pattern(
        r"‹chair-label, spaced›[ \u3000]*:[ \u3000]*\n?[ \u3000]*(?P<posts>[^\n:。]{0,30}?)(?P<name>[一-鿿]{2,3})\s*(?=[\n。;(]|$)"
    )
    label_front = pattern(r"‹chair-label, spaced›[ \u3000]*:[ \u3000]*")  # 主持:|甲县长
    reporting = words("report-label")
    made_by = pattern("/(?P<made>‹made›)(?![一-鿿])")  # 甲|/摄
    # 甲文, 乙摄: one character for what somebody made of the page
    made = characters("made")
    # (县融媒体中心 本报|记者 甲; 本报讯 |记者甲
    in_byline = pattern(r"(?:\(|讯[ \u3000]+|(?:^|\n)[ \u3000]*)(?:[一-鿿]{2,8}[ \u3000])?‹own-press›?\Z")
    # 记者|甲报道: a name before what its bearer did, without a mark between them
    reported = pattern(r"(?P<name>[一-鿿]{2,6}?)‹reports›(?=[ \u3000:,)]|\n|$)")
    took_minutes = pattern(
        r"(?<=\()‹minutes-taker›(?=[ \u3000]*:[ \u3000]*[一-鿿]{2,3}[ \u3000)、])"
    )  # (|记录|:甲 审核:乙)
    byline_label = pattern(r"(?P<label>‹byline-label›)[ \u3000:丨/]+")  # 校对 甲 |统筹| 乙: a label among others alone
    # 统筹|:甲 乙, alone in its line or its brackets: what stands behind such a label; marks are few, and found first
    behind_label = pattern(
        r"[:丨/][ \u3000]*(?:[一-鿿]{2,3}|[一-鿿][ \u3000][一-鿿])"
        r"(?:[ \u3000、]{1,2}[一-鿿]{2,3}){0,3}[ \u3000]*(?:[\n)]|\Z|[ \u3000]+(?:\d|[一-鿿]{2,6}[:丨/]))"
    )
    weak_labels = words("byline-label")
    name_gap = pattern(r"(?:/‹made›)?[ \u3000\xa0、,/]{0,4}")  # between two names of a byline: 甲、乙; 甲/文 乙/摄
    # 供稿:市政府办公室| 甲
    byline_office = pattern(r"[一-鿿]{1,12}‹byline-office›[ \u3000]+(?=[一-鿿]{2,3}(?:[)\s]|$))")
    # (县融媒体中心 甲 乙), without a label
    office_alone = pattern(
        r"\((?=[一-鿿]{2,18}[ \u3000])[一-鿿]{1,16}‹byline-office›[ \u3000]+(?P<name>[一-鿿]{2,3})"
        r"(?:[ \u3000、](?P<other>[一-鿿]{2,3}))?\)(?P<last>[ \u3000]*$)?",
        re.MULTILINE,
    )
    site = pattern("‹site›")
    town_offices = word_set("town-office")  # 河口镇|安监所: last character of what is no name

    @cached_property
    def roles(self) -> Mapping[str, PersonRole]:
        """出席 -> attendee."""
        return {
            **dict.fromkeys(self.of("attends", "attends-label"), _ATTENDEE),
            **dict.fromkeys(self.of("observes"), _OBSERVER),
        }

    @cached_property
    def presence_at(self) -> re.Pattern[str]:
        """Where a word begins that tells who chaired, came or spoke; by its first character alone, because 指出席 holds two."""
        return re.compile("|".join(f"{word[0]}(?={re.escape(word[1:])})" for word in self.of("presence")))


@cache
def person_words(lexicon: Lexicon) -> PersonWords:
    """The patterns for ``lexicon``. Cached."""
    return PersonWords(lexicon)

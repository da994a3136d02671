"""Notices of our own making, as many as a benchmark needs: varied, and the same on every machine.

``python -m benchmarks.make_notices FOLDER [--megabytes 5] [--seed 7]`` writes ``0000.txt``, ``0001.txt``, … in UTF-8.

Each has another place, other departments, another number of items and points, another length (from 400 to 5000
characters, half of them under 1100), and its own way of writing: newspaper style or numbered sections or minutes,
full-width or ASCII punctuation, a page around it or none. Between the directives stands what real notices say there:
who spoke, why it matters, what has been done. No sentence is anybody's.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

PLACES = (
    "雷州市 高要区 普宁市 阳山县 信宜市 蕉岭县 桂阳县 石门县 安乡县 赤壁市 通山县 枣阳市 尉氏县 鹿邑县 莘县 曹县 昌邑市 莱西市 海阳市 "
    "泗阳县 兴化市 桐庐县 嵊州市 青田县 泾县 怀宁县 顺昌县 漳平市 铅山县 南城县 富平县 洛川县 榆中县 山丹县 大通县 隆德县 汶川县 叙永县 "
    "蓬安县 忠县 思南县 锦屏县 腾冲市 砚山县 宾阳县 钟山县 万宁市 北镇市 东港市 集安市 桦甸市 海伦市 漠河市 卓资县 五原县 清徐县 阳城县 涿鹿县"
).split()
DEPARTMENTS = (
    "发改局 财政局 教育局 住建局 交通运输局 水务局 农业农村局 应急管理局 生态环境局 自然资源局 卫生健康局 人力资源社会保障局 市场监管局 "
    "文化广电旅游体育局 民政局 公安局 司法局 审计局 统计局 商务局 林业局 医保局 退役军人事务局 城市管理局 科技和工业信息化局 政务服务中心 "
    "信访局 消防救援大队 气象局 税务局"
).split()
GROUPS = (
    "各镇（街道）",
    "各有关部门",
    "各乡镇、各部门",
    "各级各部门",
    "各行业主管部门",
    "属地镇街",
    "各责任单位",
    "各乡镇",
    "各成员单位",
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆范汪廖石"
    "金韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷"
)
GIVEN = "伟强军平波辉刚健明亮海山仁旭飞鹏志勇毅俊峰文斌宏伟国栋建华志远思源景行若云嘉禾雨桐书瑶静怡丽娟秀英玉兰晓梅"
TOPICS = (
    "安全生产 森林防火 防汛抗旱 耕地保护 乡村振兴 招商引资 项目建设 优化营商环境 生态环境保护 食品安全 义务教育 养老服务 农村供水 "
    "道路交通安全 稳岗就业 粮食生产 数字政府建设 城市更新 河湖长制 垃圾分类 燃气安全 医疗保障 社会救助 文物保护 全民健身 政务公开 法治政府建设"
).split()
SUBJECTS = (
    "重点项目 老旧小区改造 高标准农田 农村公路 学校食堂 危险化学品企业 在建工地 小水电站 污水处理厂 农贸市场 产业园区 水源地 "
    "敬老院 校车 客运车辆 地质灾害点 病险水库 林区 景区 中小企业 供水管网 便民服务大厅"
).split()
ACTS = (
    "完善工作机制 压实工作责任 排查风险隐患 加快项目建设 强化资金保障 细化任务清单 抓好问题整改 加强宣传引导 开展专项整治 建立工作台账 "
    "倒排工期 挂图作战 做好要素保障 提升服务水平 严格执法检查 健全长效机制 加强统筹协调 抓紧办理手续 优化审批流程 组织应急演练 落实值班值守 "
    "加大帮扶力度 规范工作程序 盘活闲置资产 守住安全底线"
).split()
DEADLINES = (
    "年底前",
    "10月底前",
    "本月底前",
    "一周内",
    "6月30日前",
    "国庆节前",
    "主汛期前",
    "三季度末",
    "近期",
    "12月15日前",
)
DOCUMENT_KINDS = "实施方案 管理办法 工作方案 行动计划 实施意见 专项规划 应急预案 若干措施 实施细则 工作规则".split()
LAWS = (
    "中华人民共和国安全生产法 中华人民共和国水法 中华人民共和国土地管理法 中华人民共和国森林法 "
    "优化营商环境条例 地下水管理条例 信访工作条例 保障农民工工资支付条例"
).split()
BACKGROUND = (
    "今年以来，全县上下在{t}方面做了大量工作，取得了一定成效",
    "当前正值关键时期，{t}面临的形势依然复杂",
    "{t}事关群众切身利益，来不得半点马虎",
    "一些{s}仍然存在底数不清、标准不一的问题",
    "这项工作涉及面广、时间跨度长，群众十分关注",
    "实践表明，抓好{t}是推动高质量发展的有力支撑",
    "据了解，去年共完成{n}个{s}的建设任务，受益群众{n}万余人",
    "与会同志围绕{t}进行了充分讨论，提出了意见建议",
)
NUMERALS = "一二三四五六七八九十"


class Writer:
    """Writes one notice after another from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def pick(self, among: Sequence[str]) -> str:
        """One of several."""
        return self.chance.choice(among)

    def notice(self) -> str:
        """The text of one notice."""
        self.place = self.pick(PLACES)
        self.level = self.place[-1]
        number, size = self.chance.randint(3, 96), int(2 + self.chance.paretovariate(1.1))
        topics = self.chance.sample(TOPICS, min(size, 14))
        style = self.pick(("news", "news", "sections", "minutes"))
        body = [self.lead(number, topics)]
        for order, topic in enumerate(topics):
            body.extend(self.item(style, order, topic))
        text = "\n".join(self.page(number, body) if self.chance.random() < 0.6 else body) + "\n"
        return text.translate(ASCII) if self.chance.random() < 0.25 else text

    # ── parts ──

    def lead(self, number: int, topics: Sequence[str]) -> str:
        """Who met when, and what about."""
        title = {"市": "市长", "县": "县长", "区": "区长"}[self.level]
        term = self.chance.randint(15, 18)
        matters = "、".join(f"{topic}工作" for topic in topics[:5])
        return (
            f"{self.chance.randint(1, 12)}月{self.chance.randint(1, 28)}日，{self.level}委副书记、{title}{self.person()}主持召开"
            f"第{term}届{self.level}政府第{number}次常务会议，研究{matters}等事项。"
        )

    def page(self, number: int, body: list[str]) -> list[str]:
        """The notice with a page around it."""
        head = f"{self.place}人民政府召开第{number}次常务会议"
        stamp = f"发布时间：2024-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02} 来源：{self.place}融媒体中心 浏览次数：{number * 37}"
        return ["首页 > 政务公开 > 政府会议", head, stamp, *body, f"（记者 {self.person()}）", "打印 关闭 分享到"]

    def item(self, style: str, order: int, topic: str) -> Iterator[str]:
        """One matter: how it was treated, and what was asked for."""
        heading = f"{NUMERALS[order % 10]}、关于{topic}有关问题" if style != "news" else ""
        if heading:
            yield heading
        yield f"会议{self.treatment(topic)}。会议{self.pick(('指出', '认为'))}，{self.background(topic)}。{self.demands(style, topic)}"
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            yield f"会议强调，{self.demands(style, topic)}{self.background(topic)}。"
        if style == "minutes":
            yield f"（牵头单位：{self.agency()}；责任单位：{self.agency()}、{self.agency()}；完成时限：{self.pick(DEADLINES)}）"

    def treatment(self, topic: str) -> str:
        """What the meeting did with a matter."""
        draft = f"《{self.place}{topic}{self.pick(DOCUMENT_KINDS)}（{self.pick(('送审稿', '草案', '试行'))}）》"
        return self.pick(
            (
                f"听取了{self.agency()}关于{topic}工作情况的汇报",
                f"审议并原则通过了{draft}",
                f"传达学习了《{self.pick(LAWS)}》",
                f"研究了{draft}，原则同意{self.agency()}提出的意见",
                f"听取了全{self.level}{topic}情况汇报，研究部署下一步工作",
            )
        )

    def demands(self, style: str, topic: str) -> str:
        """Several demands, enumerated or not."""
        count = self.chance.randint(2, 4)
        if self.chance.random() < 0.5:
            return "".join(f"{NUMERALS[i]}要{self.act(topic)}，{self.act(topic)}。" for i in range(count))
        return "".join(f"{self.demand(topic)}。" for _ in range(count))

    def demand(self, topic: str) -> str:
        """Somebody is to do something."""
        due = f"，{self.pick(DEADLINES)}完成" if self.chance.random() < 0.25 else ""
        act = f"{self.act(topic)}，{self.act(topic)}{due}"
        return self.pick(
            (
                f"{self.agency()}要{act}",
                f"{self.agency()}、{self.agency()}要会同{self.agency()}{act}",
                f"{self.pick(GROUPS)}要提高政治站位，{act}",
                f"由{self.agency()}牵头，{self.agency()}配合，{act}",
                f"要{act}",
                f"责成{self.agency()}{act}，督促{self.pick(SUBJECTS)}落实主体责任",
                f"{self.pick(SUBJECTS)}必须严格执行有关规定，{act}",
            )
        )

    def act(self, topic: str) -> str:
        """What is to be done."""
        return self.pick(
            (self.pick(ACTS), f"围绕{topic}{self.pick(ACTS)}", f"对{self.pick(SUBJECTS)}{self.pick(ACTS)}")
        )

    def background(self, topic: str) -> str:
        """What is said around the demands."""
        words = self.pick(BACKGROUND)
        return words.format(t=topic, s=self.pick(SUBJECTS), n=self.chance.randint(2, 300))

    def agency(self) -> str:
        """A department of the place, as its own notices call it."""
        return f"{self.level}{self.pick(DEPARTMENTS)}"

    def person(self) -> str:
        """A name of two or three characters."""
        return self.pick(SURNAMES) + "".join(self.chance.sample(GIVEN, self.chance.choice((1, 2, 2))))


ASCII = str.maketrans("，：；（）", ",:;()")


def texts(megabytes: float, seed: int = 7) -> Iterator[str]:
    """Notices until they come to ``megabytes`` of UTF-8."""
    writer, left = Writer(seed), int(megabytes * 1e6)
    while left > 0:
        text = writer.notice()
        left -= len(text.encode())
        yield text


def write(folder: Path, megabytes: float, seed: int = 7) -> list[Path]:
    """Write them; the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, text in enumerate(texts(megabytes, seed)):
        paths.append(folder / f"{number:04}.txt")
        paths[-1].write_text(text, "utf-8")
    return paths


def main() -> None:
    """Write the notices that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    paths = write(options.folder, options.megabytes, options.seed)
    print(f"{len(paths)} notices in {options.folder}")


if __name__ == "__main__":
    main()

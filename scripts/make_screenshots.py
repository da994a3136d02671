"""The pictures of the how-tos in docs/img: graphs as SVG, a page in Chromium, the ledger in LibreOffice.

Run: ``python scripts/make_screenshots.py`` (``make screenshots``). Needs Chromium, Node (``make readers``), LibreOffice,
pdftoppm (poppler-utils) and a CJK font.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "img"
EXAMPLES = ROOT / "examples"


def kg(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], check=True, cwd=ROOT)


def graphs(place: Path) -> None:
    """All examples, and the series."""
    kg("build", EXAMPLES / "gold", EXAMPLES / "series", "--store", place / "all", "--no-exports")
    kg("export", "svg", "--store", place / "all", "-o", IMAGES / "whole-graph.svg")
    kg("export", "svg", "--store", place / "series", "-o", IMAGES / "series-graph.svg")
    kg(
        "export",
        "svg",
        "--view",
        "meeting-agency",
        "--measures",
        "--store",
        place / "all",
        "-o",
        IMAGES / "who-is-told.svg",
    )


def pages(place: Path) -> None:
    """One meeting's page on a wide screen and on two screens of a phone."""
    kg("export", "html", "--store", place / "series", "-o", place / "pages")
    page = place / "pages" / "370323_人民政府_常务会议_19-31.html"
    script = ROOT / "tests" / "readers" / "screenshot.mjs"
    for name, width, height, scale, anchor in (
        ("page-wide", 1280, 800, 1, "#t1"),
        ("page-phone", 390, 780, 1.5, "#r1"),
    ):
        picture = IMAGES / f"{name}.png"
        command = ["node", str(script), str(page), str(width), str(height), str(scale), str(picture), anchor]
        subprocess.run(command, check=True)


def notice_of(address: str, meeting: str) -> str:
    """The path of the notice that the page of a meeting names first."""
    with urlopen(address + quote(meeting)) as page:
        found = re.search(r'href="(/page/notice/[0-9a-f]+)"', page.read().decode())
    if found is None:
        raise RuntimeError(f"{meeting} names no notice")
    return found[1]


def explorer(place: Path) -> None:
    """A notice of `kg serve` on a wide screen, and an agency on a phone."""
    script = ROOT / "tests" / "readers" / "screenshot.mjs"
    command = [sys.executable, "-m", "kg", "serve", "--store", str(place / "series"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            told = iter(server.stderr.readline, "") if server.stderr else iter(())
            address = next(found[0] for line in told if (found := re.search(r"http://[\d.:]+", line)))
            for name, path, width, height, scale in (
                ("explorer-wide", notice_of(address, "/page/meeting/370323/人民政府/常务会议/19-31"), 1280, 860, 1),
                ("explorer-phone", "/page/org/370323/水利局", 390, 844, 1.5),
            ):
                picture = IMAGES / f"{name}.png"
                shot = ["node", str(script), address + path, str(width), str(height), str(scale), str(picture)]
                subprocess.run(shot, check=True)
        finally:
            server.terminate()


def ledger(place: Path) -> None:
    """The first page of the series' ledger as it is printed."""
    kg("ledger", "--store", place / "series", "--today", "2024-06-05", "-o", place / "ledger.xlsx")
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    convert = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(place),
        str(place / "ledger.xlsx"),
    ]
    subprocess.run(convert, check=True, capture_output=True)
    picture = IMAGES / "ledger"
    cut = ["-x", "30", "-y", "45", "-W", "1400", "-H", "600"]
    command = ["pdftoppm", "-r", "100", "-png", "-singlefile", *cut, str(place / "ledger.pdf"), str(picture)]
    subprocess.run(command, check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        kg("build", EXAMPLES / "series", "--store", place / "series", "--no-exports")
        graphs(place)
        pages(place)
        explorer(place)
        ledger(place)


if __name__ == "__main__":
    main()

"""Pages a second of stamping, against `mkdocs build` of as many Markdown pages with the same content."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from catalogues import catalogue

from saraban import assemble, pipeline, site
from saraban.model import Page
from saraban.pages import dataset as dataset_page
from saraban.write import Written, folder

_LANGUAGE = "th"


def main() -> None:
    work, pages, runs = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    root = catalogue(work / "stamped", pages)
    checked, portal = pipeline.portal_of(
        pipeline.check(root, date(2026, 11, 24)), date(2026, 11, 24), root / ".saraban"
    )
    frames = site.frames(checked.catalogue, root / ".saraban")
    whole = statistics.median(_stamp(portal, frames, work / f"whole{run}", dict) for run in range(runs))
    stamped = statistics.median(_stamp(portal, frames, work / f"bare{run}", _at_hand) for run in range(runs))
    engine = _engine_project(work / "engine", portal, pages)
    rendered = statistics.median(_build(engine) for _ in range(runs))
    print("| what | pages a second | as fast as the engine | mean page |\n|---|---:|---:|---:|")
    ours, theirs = _mean_size(work / "bare0"), _mean_size(engine.parent / "site" / "datasets")
    for what, seconds, size in (
        (f"site engine, {pages:,} Markdown pages", rendered, theirs),
        (f"rendering and stamping {pages:,} pages", whole, ours),
        (f"stamping alone, {pages:,} bodies at hand", stamped, ours),
    ):
        print(
            f"| {what} | {pages / seconds:,.0f} | {rendered / seconds:.1f} | {size / 1024:.0f} KiB |",
            flush=True,
        )


def _mean_size(home: Path) -> float:
    return statistics.mean(file.stat().st_size for file in home.rglob("*.html"))


def _at_hand(pages: dict[str, Page]) -> dict[str, Page]:
    """The same pages with their bodies rendered beforehand."""
    made = {path: dict(page.parts(path)) for path, page in pages.items()}
    return {path: replace(page, parts=lambda _, path=path: made[path]) for path, page in pages.items()}  # type: ignore[misc]


def _stamp(portal, frames, into: Path, prepared: Callable[[dict[str, Page]], dict[str, Page]]) -> float:  # type: ignore[no-untyped-def]
    """Seconds to make and write every dataset page of one language."""
    into.mkdir()
    around = assemble.around(portal, _LANGUAGE)
    pages = prepared({page.path: page for page in dataset_page.pages(portal, _LANGUAGE)})
    started = time.perf_counter()
    folder(assemble.stamped(portal, frames[_LANGUAGE], pages, around), into, into / "nothing", Written())
    return time.perf_counter() - started


def _engine_project(home: Path, portal, pages: int) -> Path:  # type: ignore[no-untyped-def]
    """What the dataset pages say as Markdown, one page each, none of them in the nav; the engine's search is off."""
    docs = home / "docs"
    for entry in portal.published:
        target = docs / "datasets" / entry.name / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_markdown(portal, entry), encoding="utf-8")
    (docs / "index.md").write_text("# x\n", encoding="utf-8")
    config = home / "mkdocs.yml"
    config.write_text(
        "site_name: x\ntheme: {name: material, language: th, font: false}\nplugins: []\nnav: [index.md]\n"
        "not_in_nav: |\n  datasets/**\nmarkdown_extensions: [admonition, attr_list, md_in_html, tables]\n",
        encoding="utf-8",
    )
    assert len(list(docs.rglob("*.md"))) > pages
    return config


def _markdown(portal, entry) -> str:  # type: ignore[no-untyped-def]
    record = entry.record
    blocks = [f"# {record.title.get(_LANGUAGE)}", record.description.get(_LANGUAGE)]
    for table in entry.tables:
        fields = table.schema.fields
        head = "| " + " | ".join(f"{field.title.get(_LANGUAGE)} `{field.name}`" for field in fields) + " |"
        rows = [
            "| " + " | ".join(map(str, row)) + " |" for row in portal.profiles[entry.name, table.name].first
        ]
        blocks += ["## ข้อมูล", "\n".join([head, "|" + "---|" * len(fields), *rows])]
        about = [
            f"| {f.title.get(_LANGUAGE)} | `{f.name}` | {f.type} | {f.unit.get(_LANGUAGE)} |" for f in fields
        ]
        blocks += ["## คำอธิบายคอลัมน์", "\n".join(["| คอลัมน์ | ชื่อ | ชนิด | หน่วย |", "|---|---|---|---|", *about])]
    files = [
        f"| [{d.path}](https://example.org/{d.path}) | {d.bytes} | `{d.sha256}` |"
        for d in portal.distributions[entry.name]
    ]
    blocks += ["## ดาวน์โหลด", "\n".join(["| แฟ้ม | ขนาด | ค่าแฮช |", "|---|---|---|", *files])]
    blocks += ["## การอ้างอิง", record.description.get(_LANGUAGE), "## เปิดด้วยโปรแกรม"]
    blocks += [f'```\nread("{d.path}")\n```' for d in portal.distributions[entry.name]]
    return "\n\n".join(blocks) + "\n"


def _build(config: Path) -> float:
    """Seconds of the engine's whole process."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(config),
        "-d",
        str(config.parent / "site"),
    ]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()

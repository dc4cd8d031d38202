"""Reads the finished site as a stranger would: broken links, foreign hosts, leaks, page weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from saraban.inspect import notes
from saraban.inspect.leaks import hiding
from saraban.inspect.pages import Seen, seen
from saraban.model import Finding, Place, Text, Weight, both
from saraban.portal import Portal
from saraban.write import Written

_PAGE_BUDGET = 700_000  # bytes of one page: what a phone on a slow line can bear


class Refused(Exception):
    """The finished site may not go out; `findings` says where and why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep what is wrong, all of it."""
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


def inspect(folder: Path, portal: Portal, written: Written, note: Path) -> list[Finding]:
    """Raise `Refused` when the site in `folder` has a broken inner link, fetches from another host, or leaks.

    Returns what is only worth knowing: pages that are too heavy. `note` keeps what was seen of each file, so that an
    unchanged one is not read again. Cost: about a millisecond a page, and one read of any other file.
    """
    home = urlsplit(portal.catalogue.settings.site_url).path or "/"
    known = notes.read(note, written)
    fresh = sorted(written.files.keys() - known.keys())
    found = {**known, **{path: seen(folder, path, home) for path in fresh}}
    pages = {path: page for path, page in sorted(found.items()) if page}
    if findings := [*_foreign(pages), *_broken(pages, frozenset(written.files)), *_leaks(folder, fresh)]:
        raise Refused(findings)
    notes.save(note, written, found)
    return list(_heavy(written))


def _foreign(pages: Mapping[str, Seen]) -> Iterator[Finding]:
    for page in pages.values():
        for address in sorted(set(page.foreign)):
            problem = both(f"หน้าเว็บเรียกข้อมูลจากที่อื่น: {address}", f"the page fetches from elsewhere: {address}")
            cure = both("วางแฟ้มนั้นไว้ในเว็บไซต์เอง", "put that file into the site itself")
            yield _finding("foreign-host", page.path, problem, cure)


def _broken(pages: Mapping[str, Seen], paths: frozenset[str]) -> Iterator[Finding]:
    cure = both("แก้ลิงก์ หรือเพิ่มหน้าที่ลิงก์ไปถึง", "mend the link, or add the page it leads to")
    for page in pages.values():
        for target, anchor in sorted(page.inner):
            if target not in paths:
                problem = both(f"ลิงก์เสีย: {target}", f"broken link: {target}")
                yield _finding("link-broken", page.path, problem, cure)
            elif anchor and target in pages and anchor not in pages[target].anchors:
                problem = both(f"ไม่มีหัวข้อ #{anchor} ใน {target}", f"{target} has no anchor #{anchor}")
                yield _finding("link-broken", page.path, problem, cure)


def _leaks(folder: Path, paths: Sequence[str]) -> Iterator[Finding]:
    for path in paths:
        for inner in hiding(folder / path):
            problem = both("พบข้อมูลที่ต้องไม่เผยแพร่", "it holds data that must not go out")
            cure = both(
                "ตรวจว่าแฟ้มนี้ทำจากอะไร และแจ้งผู้พัฒนา", "find what the file is made of, and tell the developers"
            )
            yield _finding("leak", f"{path}{inner}", problem, cure)


def _heavy(written: Written) -> Iterator[Finding]:
    for path, (_, size, _) in sorted(written.files.items()):
        if path.endswith(".html") and size > _PAGE_BUDGET:
            problem = both(f"หน้าเว็บใหญ่เกินไป ({size:,} ไบต์)", f"the page is too heavy ({size:,} bytes)")
            cure = both("แสดงตัวอย่างข้อมูลให้น้อยลง", "show less of the data on it")
            yield _finding("page-heavy", path, problem, cure, Weight.WARNS)


def _finding(rule: str, path: str, problem: Text, cure: Text, weight: Weight = Weight.STOPS) -> Finding:
    return Finding(rule, weight, Place(f"site/{path}"), problem, cure)

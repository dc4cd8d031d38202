"""Reads the finished site as a stranger would: broken links, foreign hosts, leaks, page weight."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

import duckdb
from lxml import etree
from lxml import html as parser

from saraban.model import Finding, Place, Text, Weight, both
from saraban.portal import Portal
from saraban.write import Written

# Whatever a browser fetches by itself; a plain link to another site is fetched only when a person follows it.
_FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "frame": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "use": ("href",),
    "image": ("href",),
}
_FETCHED_LINKS = (
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
)
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_PAGE_BUDGET = 700_000  # bytes of one page: what a phone on a slow line can bear
LEAK_MARK = b"CANARY"


class Refused(Exception):
    """The finished site may not go out; `findings` says where and why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep what is wrong, all of it."""
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page or style sheet leads to: inner addresses (path, anchor), foreign ones it fetches, its anchors."""

    path: str
    inner: frozenset[tuple[str, str]]
    foreign: tuple[str, ...]
    anchors: frozenset[str]


def inspect(folder: Path, portal: Portal, written: Written) -> list[Finding]:
    """Raise `Refused` when the site in `folder` has a broken inner link, fetches from another host, or leaks.

    Returns what is only worth knowing: pages that are too heavy. Cost: each file is read once; about a millisecond
    a page.
    """
    paths = frozenset(written.files)
    seen = {path: found for path in sorted(paths) if (found := _seen(folder, path, portal))}
    if findings := [*_foreign(seen), *_broken(seen, paths), *_leaks(folder, paths)]:
        raise Refused(findings)
    return list(_heavy(written))


def _seen(folder: Path, path: str, portal: Portal) -> Seen | None:
    if path.endswith(".html"):
        return _page(
            path, (folder / path).read_bytes(), urlsplit(portal.catalogue.settings.site_url).path or "/"
        )
    if path.endswith(".css"):
        found = _CSS_ADDRESS.findall((folder / path).read_text(encoding="utf-8"))
        addresses = [first or second for first, second in found]
        foreign = tuple(address for address in addresses if _is_foreign(address))
        inner = {target for address in addresses if (target := _target(path, address, "/"))}
        return Seen(path, frozenset(inner), foreign, frozenset())
    return None


def _page(path: str, page: bytes, home: str) -> Seen:
    tree = parser.fromstring(page)
    inner: set[tuple[str, str]] = set()
    foreign: list[str] = []
    anchors: set[str] = set()
    for element in tree.iter(etree.Element):
        anchor = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if anchor:
            anchors.add(anchor)
        for address in _fetched(element):
            if _is_foreign(address):
                foreign.append(address)
            elif target := _target(path, address, home):
                inner.add(target)
        if element.tag in ("a", "area", "form") and (target := _target(path, _address(element), home)):
            inner.add(target)
        style = (element.text or "") if element.tag == "style" else element.get("style", "")
        if "url(" in style or "@import" in style:
            foreign += [a for pair in _CSS_ADDRESS.findall(style) if _is_foreign(a := pair[0] or pair[1])]
    return Seen(path, frozenset(inner), tuple(foreign), frozenset(anchors))


def _address(element: etree._Element) -> str:
    return element.get("action" if element.tag == "form" else "href") or ""


def _fetched(element: etree._Element) -> Iterator[str]:
    if element.tag == "link":
        kinds = (element.get("rel") or "").lower().split()
        if any(kind in _FETCHED_LINKS for kind in kinds):
            yield element.get("href") or ""
    for attribute in _FETCHED.get(str(element.tag), ()):
        value = element.get(attribute)
        if value and attribute == "srcset":
            yield from (candidate.strip().split(" ")[0] for candidate in value.split(","))
        elif value:
            yield value


def _is_foreign(address: str) -> bool:
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme in ("http", "https", "ftp", "ws", "wss")


def _target(path: str, address: str, home: str) -> tuple[str, str] | None:
    """The file an inner address leads to, from the site's root, and its anchor; None for any other address."""
    parts = urlsplit(address.strip())
    if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
        return None
    if not parts.path:
        return path, unquote(parts.fragment)
    if parts.path.startswith("/"):
        place = posixpath.relpath(unquote(parts.path), home)
    else:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if parts.path.rpartition("/")[2] in ("", ".", ".."):  # a folder
        place = posixpath.normpath(posixpath.join(place, "index.html"))
    return place, unquote(parts.fragment)


def _foreign(seen: dict[str, Seen]) -> Iterator[Finding]:
    for page in seen.values():
        for address in sorted(set(page.foreign)):
            problem = both(f"หน้าเว็บเรียกข้อมูลจากที่อื่น: {address}", f"the page fetches from elsewhere: {address}")
            cure = both("วางแฟ้มนั้นไว้ในเว็บไซต์เอง", "put that file into the site itself")
            yield _finding("foreign-host", page.path, problem, cure)


def _broken(seen: dict[str, Seen], paths: frozenset[str]) -> Iterator[Finding]:
    cure = both("แก้ลิงก์ หรือเพิ่มหน้าที่ลิงก์ไปถึง", "mend the link, or add the page it leads to")
    for page in seen.values():
        for target, anchor in sorted(page.inner):
            if target not in paths:
                problem = both(f"ลิงก์เสีย: {target}", f"broken link: {target}")
                yield _finding("link-broken", page.path, problem, cure)
            elif anchor and target in seen and anchor not in seen[target].anchors:
                problem = both(f"ไม่มีหัวข้อ #{anchor} ใน {target}", f"{target} has no anchor #{anchor}")
                yield _finding("link-broken", page.path, problem, cure)


def _leaks(folder: Path, paths: frozenset[str]) -> Iterator[Finding]:
    for path in sorted(paths):
        for inner in _hiding(folder / path):
            problem = both("พบข้อมูลที่ต้องไม่เผยแพร่", "it holds data that must not go out")
            cure = both(
                "ตรวจว่าแฟ้มนี้ทำจากอะไร และแจ้งผู้พัฒนา", "find what the file is made of, and tell the developers"
            )
            yield _finding("leak", f"{path}{inner}", problem, cure)


def _hiding(file: Path) -> Iterator[str]:
    """Where in a file the mark of withheld data stands, also inside zip, xlsx and Parquet."""
    if file.suffix in (".zip", ".xlsx", ".ods") and zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                with archive.open(name) as stream:
                    if _holds_mark(stream) or LEAK_MARK in name.encode():
                        yield f"!{name}"
    elif file.suffix == ".parquet":
        if _parquet_holds_mark(file):
            yield ""
    else:
        with file.open("rb") as stream:
            if _holds_mark(stream):
                yield ""


def _holds_mark(stream: IO[bytes]) -> bool:
    """Whether the mark stands in the stream, also across two blocks."""
    tail = b""
    while block := stream.read(1 << 20):
        if LEAK_MARK in tail + block:
            return True
        tail = block[-len(LEAK_MARK) :]
    return False


def _parquet_holds_mark(file: Path) -> bool:
    """Parquet packs its values, so they are read out: column names, then every text column."""
    mark = LEAK_MARK.decode()
    database: Any = duckdb.connect(config={"autoinstall_known_extensions": False})
    with database:
        table = database.read_parquet(str(file))
        if any(mark in column for column in table.columns):
            return True
        texts = [
            duckdb.ColumnExpression(name)
            for name, kind in zip(table.columns, table.types, strict=True)
            if str(kind) == "VARCHAR"
        ]
        held = [
            duckdb.FunctionExpression("contains", text, duckdb.ConstantExpression(mark)) for text in texts
        ]
        return any(table.filter(condition).limit(1).fetchall() for condition in held)


def _heavy(written: Written) -> Iterator[Finding]:
    for path, (_, size, _) in sorted(written.files.items()):
        if path.endswith(".html") and size > _PAGE_BUDGET:
            problem = both(f"หน้าเว็บใหญ่เกินไป ({size:,} ไบต์)", f"the page is too heavy ({size:,} bytes)")
            cure = both("แสดงตัวอย่างข้อมูลให้น้อยลง", "show less of the data on it")
            yield _finding("page-heavy", path, problem, cure, Weight.WARNS)


def _finding(rule: str, path: str, problem: Text, cure: Text, weight: Weight = Weight.STOPS) -> Finding:
    return Finding(rule, weight, Place(f"site/{path}"), problem, cure)

"""What a page or a style sheet leads to, fetches, and can be linked at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as parser

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


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page or style sheet leads to: inner addresses (path, anchor), foreign ones it fetches, its anchors."""

    path: str
    inner: frozenset[tuple[str, str]]
    foreign: tuple[str, ...]
    anchors: frozenset[str]


def seen(folder: Path, path: str, home: str) -> Seen | None:
    """What the file leads to; None when it is neither page nor style sheet. `home` is the site's path at its host."""
    if path.endswith(".html"):
        return _page(path, (folder / path).read_bytes(), home)
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
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # no address at all, so nobody knows where a browser would go
        return True
    return bool(parts.netloc) or parts.scheme in ("http", "https", "ftp", "ws", "wss")


def _target(path: str, address: str, home: str) -> tuple[str, str] | None:
    """The file an inner address leads to, from the site's root, and its anchor; None for any other address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
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

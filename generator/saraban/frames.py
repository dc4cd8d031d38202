"""Frames: pages that the site engine made, with markers into which values are stamped."""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from saraban.model import Language, Page

# Markers that people write in Markdown (comments and {{…}}), and what Material makes of our stand-in addresses.
_MARK = re.compile(
    r"(?P<slot>\{\{saraban:(?P<word>title|description)\}\})"
    r"|(?P<comment><!--\s*saraban:(?P<part>[a-z0-9-]+)\s*-->)"
    r'|(?P<drop><link rel="(?:canonical|alternate)"[^>]*>)'
    r"|(?P<twin>https://twin\.invalid/(?P<language>[a-z]{2})/?)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of the engine cut at its markers: text, marker, text, marker … `marks` are (kind, name)."""

    path: str
    texts: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    heading: str
    description: str
    key: str

    @property
    def parts(self) -> frozenset[str]:
        """The names of the HTML parts it asks for."""
        return frozenset(name for kind, name in self.marks if kind == "part")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every page of a language shares: its site address and languages, and parts such as the notice."""

    language: Language
    languages: Sequence[Language]
    site_url: str
    parts: Mapping[str, str]


def frame_of(path: str, page: str) -> Frame:
    """Cut an engine page at its markers."""
    texts: list[str] = []
    marks: list[tuple[str, str]] = []
    end = 0
    for found in _MARK.finditer(page):
        texts.append(page[end : found.start()])
        end = found.end()
        if found["slot"]:
            marks.append(("word", found["word"]))
        elif found["comment"]:
            marks.append(("part", found["part"]))
        elif found["twin"]:
            marks.append(("twin", found["language"]))
        else:
            marks.append(("drop", ""))
    texts.append(page[end:])
    title = _words(r"<title>(.*?)</title>", page)
    return Frame(
        path=path,
        texts=tuple(texts),
        marks=tuple(marks),
        heading=_words(r"<h1[^>]*>(.*?)</h1>", page) or title,
        description=_words(r'<meta name="description" content="(.*?)">', page),
        key=hashlib.sha256(page.encode()).hexdigest()[:32],
    )


def _words(pattern: str, page: str) -> str:
    """What the engine wrote there, without the tags and Material's permanent-link sign."""
    found = re.search(pattern, page, re.DOTALL)
    bare = re.sub(r'<a class="headerlink".*?</a>|<[^>]+>', "", found[1], flags=re.DOTALL) if found else ""
    return html.unescape(bare).strip()


def stamp(
    frame: Frame,
    page: Page,
    around: Surroundings,
    linked_data: Mapping[str, Any] | None = None,
    others: Sequence[Page] = (),
) -> bytes:
    """The finished page; `others` are pages whose parts stand on this one too."""
    parts = {**around.parts, "head": _head(page, around, linked_data)}
    for filler in (*others, page):
        parts |= filler.parts(page.path)
    words = {"title": html.escape(page.title), "description": html.escape(page.description)}
    out = [frame.texts[0]]
    for (kind, name), text in zip(frame.marks, frame.texts[1:], strict=True):
        if kind == "part":
            out.append(parts.get(name, ""))
        elif kind == "word":
            out.append(words[name])
        elif kind == "twin":
            out.append(html.escape(twin(page.path, around, name)))
        out.append(text)
    return "".join(out).encode()


def twin(path: str, around: Surroundings, language: Language) -> str:
    """The relative address of the same page in another language; on the page for missing ones, the other home.

    That page is shown at any depth, so its addresses begin at the host.
    """
    if path == "404.html":
        home = urlsplit(around.site_url).path.rstrip("/") + "/"
        return home + in_site("", around, language)
    here = posixpath.dirname(in_site(path, around, around.language)) or "."
    there = in_site(path, around, language)
    relative = posixpath.relpath(posixpath.dirname(there) or ".", here)
    return (relative if relative.endswith("/") else relative + "/") + _leaf(path)


def in_site(path: str, around: Surroundings, language: Language) -> str:
    """A page's path from the site's root: the primary language lies at the root, others in a folder each."""
    return path if language == around.languages[0] else f"{language}/{path}"


def _leaf(path: str) -> str:
    name = posixpath.basename(path)
    return "" if name == "index.html" else name


def public_url(path: str, around: Surroundings, language: Language) -> str:
    """A page's full address; empty where the site has none yet."""
    if not around.site_url:
        return ""
    return around.site_url.rstrip("/") + "/" + in_site(path, around, language).removesuffix("index.html")


def _head(page: Page, around: Surroundings, linked_data: Mapping[str, Any] | None) -> str:
    lines = [
        f'<meta property="og:title" content="{html.escape(page.title)}">',
        f'<meta property="og:description" content="{html.escape(page.description)}">',
    ]
    if own := public_url(page.path, around, around.language):
        lines.append(f'<link rel="canonical" href="{html.escape(own)}">')
    for language in around.languages:
        address = public_url(page.path, around, language) or twin(page.path, around, language)
        # The space keeps Material's script from fetching a site map from each of these addresses.
        lines.append(f'<link rel="alternate " hreflang="{language}" href="{html.escape(address)}">')
    if linked_data:
        # "<" is written as an escape so that no value can close the script element.
        written = json.dumps(linked_data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
        lines.append(f'<script type="application/ld+json">{written}</script>')
    return "\n".join(lines)

"""Puts the finished site together: pages into their frames, search, site map, styles, fonts, downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path

from saraban import forms, search_index, site
from saraban.catalogue import did_you_mean
from saraban.frames import Frame, Surroundings, in_site, stamp
from saraban.metadata import certificate, schema_org, sitemap
from saraban.model import Asset, Finding, Page, Place, Weight, both
from saraban.pages import all_pages
from saraban.portal import Portal, code_key, key_of
from saraban.surroundings import surroundings


def assets(portal: Portal, frames: dict[str, site.Frames]) -> Iterator[Asset]:
    """Every file of the finished site."""
    yield from _shared()
    paths: set[str] = set()
    for language, made in frames.items():
        shared = around(portal, language)
        pages = _pages(portal, made)
        paths |= pages.keys()
        yield from (_in_language(asset, shared) for asset in _language(portal, made, pages, shared))
    yield from sitemap.assets(paths, around(portal, portal.catalogue.primary))
    yield from certificate.assets(portal)
    for made_files in portal.distributions.values():
        for file in made_files:
            yield Asset(file.path, file.sha256, _given(file.file))


def around(portal: Portal, language: str) -> Surroundings:
    """What every page of one language shares."""
    settings = portal.catalogue.settings
    return Surroundings(language, settings.languages, settings.site_url, surroundings(portal, language))


def _pages(portal: Portal, frames: site.Frames) -> dict[str, Page]:
    """Every page by path: those that rooms make, and hand-written ones with nothing to fill in."""
    made = all_pages(portal, frames.language)
    # A hand-written page that the office took out is left out; `unknown_markers` tells of frames that are missing.
    pages = {page.path: page for page in made if page.frame in frames.pages}
    for frame in frames.plain():
        pages.setdefault(frame.path, Page(frame.path, frame.path, "", "", (), lambda _: {}, ""))
    return pages


def stamped(
    portal: Portal, frames: site.Frames, pages: Mapping[str, Page], around: Surroundings
) -> Iterator[Asset]:
    """The pages in their frames. Cost: about a third of a millisecond a page, when it is made."""
    code = code_key("frames.py", "metadata", "surroundings.py")
    common = key_of(around, code)
    entries = {entry.name: entry for entry in portal.entries(frames.language)}
    fillers = _fillers(pages)
    for page in pages.values():
        frame = frames.pages[page.frame]
        entry = entries.get(page.subject)
        data = schema_org.linked_data(portal, entry, frames.language) if entry else None
        titled = page if page.title else replace(page, title=frame.heading, description=frame.description)
        # Markers work on any page: what this one does not fill, the page it belongs to does.
        others = list(dict.fromkeys(fillers[marker] for marker in _asked(frame, page) if marker in fillers))
        key = key_of(page.path, page.key, frame.key, common, data, [other.key for other in others])
        yield Asset(page.path, key, partial(stamp, frame, titled, around, data, others))


def _fillers(pages: Mapping[str, Page]) -> dict[str, Page]:
    """The page that fills a marker wherever it stands: those that are their own frames."""
    return {marker: page for page in pages.values() if page.path == page.frame for marker in page.markers}


def _asked(frame: Frame, page: Page) -> list[str]:
    """Markers of the frame that neither the page nor what is around every page fills."""
    return sorted(frame.parts - {*page.markers, "head", "notice", "footer"})


def unknown_markers(portal: Portal, frames: Mapping[str, site.Frames]) -> Iterator[Finding]:
    """Markers that nothing fills (they were misspelt, and the page would lack what they stand for), and frames that
    are missing though pages need them.
    """
    for made in frames.values():
        yield from _missing_frames(portal, made)
        pages = _pages(portal, made)
        known = {marker for page in pages.values() for marker in page.markers}
        asked = {(p.frame, marker) for p in pages.values() for marker in _asked(made.pages[p.frame], p)}
        for frame, marker in sorted(asked):
            if marker not in _fillers(pages):
                file = f"site_src/{made.language}/{frame.removesuffix('.html')}.md"
                problem = both(f"ไม่รู้จักเครื่องหมาย saraban:{marker}", f"unknown marker saraban:{marker}")
                cure = did_you_mean(marker, known) or both("ลบเครื่องหมายนี้", "remove it")
                yield Finding("marker-unknown", Weight.STOPS, Place(file), problem, cure)


def _missing_frames(portal: Portal, frames: site.Frames) -> Iterator[Finding]:
    needed = {page.frame for page in all_pages(portal, frames.language) if page.path != page.frame}
    for frame in sorted(needed - frames.pages.keys()):
        file = f"site_src/{frames.language}/{frame.removesuffix('.html')}.md"
        problem = both("ไม่มีกรอบของหน้านี้", "this frame is missing")
        cure = both("นำแฟ้มกลับมาจากต้นฉบับ (saraban new)", "bring the file back, as saraban new makes it")
        yield Finding("frame-missing", Weight.STOPS, Place(file), problem, cure)


def _language(
    portal: Portal, frames: site.Frames, pages: Mapping[str, Page], around: Surroundings
) -> Iterator[Asset]:
    yield from stamped(portal, frames, pages, around)
    yield from forms.assets(portal, frames.language)
    yield search_index.asset(portal, frames.language, frames.plain())
    for path, file in frames.files.items():
        found = file.stat()
        yield Asset(path, key_of(path, found.st_size, found.st_mtime_ns), _given(file))


def _given(file: Path) -> Callable[[], Path]:
    """What an asset makes of a file that is there already: nothing new."""
    return lambda: file


def _in_language(asset: Asset, around: Surroundings) -> Asset:
    return replace(asset, path=in_site(asset.path, around, around.language))


def _shared() -> Iterator[Asset]:
    """Styles (joined into one file), scripts and fonts, once for all languages."""
    home = Path(str(files("saraban"))) / "static"
    styles = sorted(home.glob("*.css"))
    joined = b"\n".join(file.read_bytes() for file in styles)
    yield Asset("assets/saraban.css", key_of(joined), lambda: joined)
    for file in sorted(home.glob("*.js")):
        yield Asset(f"assets/{file.name}", key_of(file.read_bytes()), _given(file))
    for file in sorted((home / "vendor").glob("*")):
        yield Asset(f"assets/fonts/{file.name}", key_of(file.read_bytes()), _given(file))

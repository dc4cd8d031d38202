"""sitemap.xml with the languages of each page, and robots.txt. Source: https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from saraban.frames import Surroundings, public_url
from saraban.model import Asset
from saraban.portal import key_of


def assets(paths: Iterable[str], around: Surroundings) -> Iterator[Asset]:
    """Both files; nothing while the site has no address, since both need full ones.

    `paths` are page paths from a language's root. Cost: a line a page and language.
    """
    if not around.site_url:
        return
    pages = sorted(path for path in paths if path != "404.html")
    key = key_of("sitemap", pages, around.site_url, around.languages)
    yield Asset("sitemap.xml", key, lambda: _sitemap(pages, around))
    home = around.site_url.rstrip("/")
    yield Asset("robots.txt", key, f"User-agent: *\nAllow: /\nSitemap: {home}/sitemap.xml\n".encode)


def _sitemap(pages: Iterable[str], around: Surroundings) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in pages:
        addresses = {language: public_url(path, around, language) for language in around.languages}
        twins = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(url)}/>'
            for language, url in addresses.items()
        )
        lines += [f"<url><loc>{escape(url)}</loc>{twins}</url>" for url in addresses.values()]
    return "\n".join([*lines, "</urlset>", ""]).encode()

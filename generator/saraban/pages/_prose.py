"""Markdown of descriptors and notes as HTML that can only be prose: no raw HTML, no foreign picture, no odd address."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape

_ADDRESSES = ("http", "https", "mailto")


def prose(text: str, heading: int) -> Markup:
    """The text as HTML; its highest headings become `h<heading>`.

    Tags in the text stay text, links lead only to http, https and mailto, and a picture becomes a link to it, since
    a visitor's browser must not fetch it from another host.
    """
    parser = _parser()
    tokens = parser.parse(text)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) - min(levels) + heading)}"
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - the parser escapes


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.validateLink = _is_plain_address  # type: ignore[assignment,method-assign]
    parser.add_render_rule("image", _linked_picture)
    return parser


def _is_plain_address(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in _ADDRESSES
    except ValueError:
        return False


def _linked_picture(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: MutableMapping[str, Any],
) -> str:
    address = str(tokens[index].attrs.get("src", ""))
    return f'<a href="{escape(address)}">{escape(tokens[index].content or address)}</a>'

"""Whether an SVG is only a picture. It could also run scripts and fetch from other hosts; most never do."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

_RUNS = ("script", "foreignObject", "iframe", "embed", "object", "handler", "listener", "set")
_FETCHES = re.compile(r"""@import|\\|url\(\s*["']?(?!#)""", re.IGNORECASE)
_LINKS = ("href", "src")
_OWN = ("#", "data:image/")


def is_inert(file: Path) -> bool:
    """Whether the file is an SVG in which nothing runs and nothing is fetched. Cost: it is read into memory."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.parse(str(file), parser)
    except (etree.XMLSyntaxError, OSError):
        return False
    declared = tree.docinfo.internalDTD
    if (declared is not None and any(declared.iterentities())) or tree.xpath("//processing-instruction()"):
        return False
    return _local(tree.getroot().tag) == "svg" and all(_is_inert(node) for node in tree.iter(etree.Element))


def _is_inert(node: etree._Element) -> bool:
    tag = _local(node.tag)
    if tag in _RUNS or tag.startswith("animate") or (tag == "style" and _FETCHES.search(node.text or "")):
        return False
    return all(_is_plain(_local(name).lower(), value) for name, value in node.attrib.items())


def _is_plain(attribute: str, value: str) -> bool:
    if attribute.startswith("on") or (attribute in _LINKS and not value.strip().startswith(_OWN)):
        return False
    return not _FETCHES.search(value)


def _local(name: str) -> str:
    return name.rpartition("}")[2]

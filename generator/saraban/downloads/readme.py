"""README.txt of the zip, in each language of the catalogue: what it is, its licence, how to cite it, checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from saraban.catalogue import Catalogue
from saraban.citation import citation
from saraban.downloads import labels
from saraban.downloads.facts import facts
from saraban.downloads.names import DESCRIPTOR
from saraban.model import Distribution, Language, Published

_RULE = "=" * 72


def readme(
    published: Published, catalogue: Catalogue, files: Sequence[Distribution], descriptor: bytes
) -> bytes:
    """The text with the byte order mark and line ends that every editor on Windows understands."""
    sums = [(file.sha256, file.path) for file in files]
    sums.append((hashlib.sha256(descriptor).hexdigest(), DESCRIPTOR))
    parts = ["\n".join(_lines(published, catalogue, sums, language)) for language in catalogue.languages]
    text = f"\n\n{_RULE}\n\n".join(parts) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig", "backslashreplace")


def _lines(
    published: Published, catalogue: Catalogue, sums: Sequence[tuple[str, str]], language: Language
) -> Iterator[str]:
    for label, words in facts(published, catalogue):
        yield f"{label.get(language)}: {_one_line(words[language])}"
    yield ""
    yield f"{labels.CITE.get(language)}:"
    yield _one_line(citation(published.record, catalogue, language))
    yield ""
    yield f"{labels.FILES.get(language)}:"
    yield from (f"{digest}  {path}" for digest, path in sorted(sums, key=lambda pair: pair[1]))
    if notes := published.record.notes.get(language):
        yield ""
        yield f"{labels.NOTES.get(language)}:"
        yield from notes.splitlines()


def _one_line(text: str) -> str:
    return " ".join(text.split())

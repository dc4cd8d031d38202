"""The second engine: ProperDocs makes the same pages from the same Markdown, with the same markers in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from saraban import site
from saraban.catalogue import catalogue_at
from tests.support import ROOT


def test_properdocs_makes_the_same_pages(tmp_path: Path) -> None:
    pytest.importorskip("properdocs")
    catalogue = catalogue_at(ROOT)
    first = site.frames(catalogue, tmp_path / "first")
    second = site.frames(catalogue, tmp_path / "second", engine="properdocs")
    for language in catalogue.languages:
        assert list(second[language].pages) == list(first[language].pages)
        for path, frame in first[language].pages.items():
            other = second[language].pages[path]
            assert (other.marks, other.heading) == (frame.marks, frame.heading), path

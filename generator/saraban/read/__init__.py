"""Descriptors in, datasets out: the only place that knows raw descriptors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from saraban.catalogue import Catalogue
from saraban.model import Dataset
from saraban.read.dataset import dataset_of, unread
from saraban.read.packages import packages
from saraban.read.tracked import tracked_files


def datasets(catalogue: Catalogue, cache: Path) -> list[Dataset]:
    """Every data package of the catalogue, sorted by name; `cache` is where zip packages are unpacked.

    Nothing raises for a bad package: what is wrong with it stands in its `findings`.
    Cost: each file below a package is read once for its hash and its encoding.
    """
    return list(_read(catalogue, cache))


def _read(catalogue: Catalogue, cache: Path) -> Iterator[Dataset]:
    tracked = tracked_files(catalogue.root)
    for package in packages(catalogue.root, cache):
        try:
            yield dataset_of(package, catalogue, tracked)
        except Exception as error:  # noqa: BLE001 - one odd package takes nothing else down
            yield unread(package, error)

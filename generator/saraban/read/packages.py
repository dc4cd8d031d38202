"""Finding the data packages below `datapackages/`, folders and zips, and reading their descriptors."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from saraban import yaml_lines
from saraban.model import Text, both

NAMES = ("datapackage.yaml", "datapackage.yml", "datapackage.json")
_MOST_BYTES = 4 << 30  # of an unpacked zip: larger ones are refused, so that a zip bomb cannot fill the disk
_MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Package:
    """A descriptor as it stands in the repository; `trouble` says why it could not be read."""

    name: str
    folder: Path  # where its relative paths start
    descriptor: Path  # the descriptor's file
    shown: str  # the descriptor's path for people, relative to the catalogue's folder
    verification: Path
    document: yaml_lines.Document | None = None
    trouble: Text | None = None
    line: int | None = None


def packages(root: Path, cache: Path) -> Iterator[Package]:
    """Every data package of the catalogue, by name."""
    home = root / "datapackages"
    taken = {"form", "index.html"}  # addresses of pages that every site has
    for place in sorted(_places(home), key=lambda place: place.relative_to(home).as_posix()):
        name = _name(place.relative_to(home))
        while name.casefold() in taken:
            name += "-2"
        taken.add(name.casefold())
        yield _zipped(name, place, root, cache) if place.is_file() else _folder(name, place, root)


def _places(folder: Path) -> Iterator[Path]:
    """Folders with a descriptor, at any depth, and zip files; a package's own folders are not searched."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if (entry.is_file() and entry.suffix.lower() == ".zip") or (entry.is_dir() and _descriptor_in(entry)):
            yield entry
        elif entry.is_dir():
            yield from _places(entry)


def _descriptor_in(folder: Path) -> Path | None:
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def _name(place: Path) -> str:
    """A name that is part of addresses: Latin letters, digits, `.`, `_` and `-`; else made from a hash."""
    stem = place.with_suffix("") if place.suffix.lower() == ".zip" else place
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", stem.as_posix()).strip("-._")
    if plain:
        return plain
    return "dataset-" + hashlib.sha256(stem.as_posix().encode()).hexdigest()[:8]


def _folder(name: str, folder: Path, root: Path) -> Package:
    descriptor = _descriptor_in(folder)
    assert descriptor is not None
    shown = descriptor.relative_to(root).as_posix()
    return _described(Package(name, folder, descriptor, shown, folder / "verification.yaml"))


def _described(package: Package) -> Package:
    file = package.descriptor
    try:
        document = yaml_lines.load(file.read_text(encoding="utf-8-sig"), is_json=file.suffix == ".json")
    except UnicodeDecodeError:
        trouble = both("แฟ้มคำอธิบายไม่ใช่ UTF-8", "the descriptor is not UTF-8")
        return replace(package, trouble=trouble)
    except yaml_lines.Unreadable as error:
        trouble = both(f"อ่านคำอธิบายไม่ได้: {error.detail}", f"the descriptor cannot be read: {error.detail}")
        return replace(package, trouble=trouble, line=error.line)
    if not isinstance(document.value, dict):
        trouble = both("คำอธิบายต้องเป็นรายการ คีย์: ค่า", "the descriptor must be a mapping of keys to values")
        return replace(package, trouble=trouble, line=1)
    return replace(package, document=document)


def _zipped(name: str, file: Path, root: Path, cache: Path) -> Package:
    shown = file.relative_to(root).as_posix()
    verification = file.with_name(file.stem + ".verification.yaml")
    package = Package(name, file.parent, file, shown, verification)
    try:
        folder = _unpacked(file, cache)
    except (zipfile.BadZipFile, _Refused, OSError, RuntimeError, NotImplementedError) as error:
        trouble = both(f"เปิดแฟ้ม zip ไม่ได้: {error}", f"the zip file cannot be opened: {error}")
        return replace(package, trouble=trouble)
    top = [entry for entry in folder.iterdir() if entry.name != "__MACOSX"]
    if not _descriptor_in(folder) and len(top) == 1 and top[0].is_dir():
        folder = top[0]
    descriptor = _descriptor_in(folder)
    if descriptor is None:
        trouble = both("ใน zip ไม่มี datapackage.json หรือ .yaml", "the zip holds no datapackage.json or .yaml")
        return replace(package, trouble=trouble)
    return _described(Package(name, folder, descriptor, shown, verification))


class _Refused(Exception):
    """The zip is larger than it may be, or one of its paths leaves it."""


def _unpacked(file: Path, cache: Path) -> Path:
    """The folder that holds the zip's files; unpacked once for the same bytes."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    folder = cache / "unpacked" / digest
    if folder.is_dir():
        return folder
    work = folder.with_name(folder.name + ".new")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        with zipfile.ZipFile(file) as archive:
            _extract(archive, work)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder


def _extract(archive: zipfile.ZipFile, folder: Path) -> None:
    entries = archive.infolist()
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise _Refused("too large")
    left = _MOST_BYTES
    for entry in entries:
        target = (folder / entry.filename).resolve()
        if not target.is_relative_to(folder.resolve()) or "\\" in entry.filename:
            raise _Refused(f"unsafe path {entry.filename!r}")
        if entry.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, target.open("wb") as out:
            while block := source.read(1 << 20):
                left -= len(block)  # the sizes in the directory may lie
                if left < 0:
                    raise _Refused("too large")
                out.write(block)

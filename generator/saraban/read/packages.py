"""Finding the data packages below `datapackages/`, folders and zips, and reading their descriptors."""

from __future__ import annotations

import hashlib
import lzma
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from saraban import yaml_lines
from saraban.model import Text, both
from saraban.read.words import cut

NAMES = ("datapackage.yaml", "datapackage.yml", "datapackage.json")
_MOST_BYTES = 4 << 30  # of an unpacked zip: larger ones are refused, so that a zip bomb cannot fill the disk
_MOST_FILES = 20_000
_RESERVED = frozenset(("form", "index.html"))  # addresses of pages that every site has
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # encrypted; and NotImplementedError, a compression that Python does not know
)
_MEND_DESCRIPTOR = both(
    "แก้แฟ้มคำอธิบายให้เป็น YAML หรือ JSON ที่ถูกต้อง (UTF-8)", "make the descriptor valid YAML or JSON in UTF-8"
)
_MEND_ZIP = both(
    "สร้างแฟ้ม zip ใหม่จากโฟลเดอร์ที่มี datapackage.json หรือ .yaml โดยไม่ใส่รหัสผ่าน",
    "make the zip file anew, without a password, from the folder that holds datapackage.json or .yaml",
)
_LET_READ = both("ให้สิทธิ์อ่านแฟ้มและโฟลเดอร์นี้แก่ผู้ใช้ที่สั่ง saraban", "let the user who runs saraban read it")
_BRING_IN = both(
    "ย้ายชุดข้อมูลเข้ามาไว้ใน datapackages แทนลิงก์", "move the dataset into datapackages instead of linking to it"
)


@dataclass(frozen=True, slots=True)
class Package:
    """A descriptor as it stands in the repository; `trouble` says why it could not be read, `cure` what to do.

    `own_name`: the name is that of the folder, unchanged, so that `data/<name>` can belong to no other package.
    """

    name: str
    folder: Path  # where its relative paths start
    descriptor: Path  # the descriptor's file
    shown: str  # the descriptor's path for people, relative to the catalogue's folder
    verification: Path
    document: yaml_lines.Document | None = None
    trouble: Text | None = None
    line: int | None = None
    cure: Text = _MEND_DESCRIPTOR
    own_name: bool = False


def packages(root: Path, cache: Path) -> Iterator[Package]:
    """Every data package of the catalogue, by name."""
    home = root / "datapackages"
    found = {place.relative_to(home): failure for place, failure in _below(home)} if home.is_dir() else {}
    for name, place in sorted(_named(found)):
        package = _package(name, home / place, root, found[place], cache)
        yield replace(package, own_name=name == _stem(place))


def _named(places: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Each place with a name of its own; first those whose name needs no change."""
    taken = set(_RESERVED)
    others = []
    for place in sorted(places):
        name = _name(place)
        if name == _stem(place) and name.casefold() not in taken:
            taken.add(name.casefold())
            yield name, place
        else:
            others.append((name, place))
    for wish, place in others:
        name = wish
        while name.casefold() in taken:
            name += "-2"
        taken.add(name.casefold())
        yield name, place


def _below(folder: Path) -> Iterator[tuple[Path, OSError | None]]:
    """The packages in a folder at any depth, and the places that cannot be looked into."""
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        yield folder, error
        return
    for entry in entries:
        yield from _at(entry)


def _at(entry: Path) -> Iterator[tuple[Path, OSError | None]]:
    """A folder with a descriptor, or a zip file; a package's own folders are not searched."""
    try:
        is_package = _descriptor_in(entry) or (entry.suffix.lower() == ".zip" and entry.is_file())
        is_folder = entry.is_dir() and not entry.is_symlink()  # a link may lead to a folder around it
    except OSError as error:
        yield entry, error
        return
    if is_package:
        yield entry, None
    elif is_folder:
        yield from _below(entry)


def _descriptor_in(folder: Path) -> Path | None:
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def _stem(place: Path) -> str:
    return (place.with_suffix("") if place.suffix.lower() == ".zip" else place).as_posix()


def _name(place: Path) -> str:
    """A name that is part of addresses: Latin letters, digits, `.`, `_` and `-`; else made from a hash."""
    stem = _stem(place)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._")
    return cut(plain) or "dataset-" + hashlib.sha256(stem.encode()).hexdigest()[:8]


def _package(name: str, place: Path, root: Path, failure: OSError | None, cache: Path) -> Package:
    shown = place.relative_to(root).as_posix()
    package = Package(name, place, place, shown, place / "verification.yaml")
    if failure:
        return _closed(package, failure)
    read = (place, _descriptor_in(place) or place)
    homes = (root.resolve(), (root / "datapackages").resolve())  # that folder may be a link itself
    if not all(any(path.resolve().is_relative_to(home) for home in homes) for path in read):
        trouble = both("ลิงก์ออกไปนอกบัญชีข้อมูล", "it is a link that leads out of the catalogue")
        return replace(package, trouble=trouble, cure=_BRING_IN)
    return _zipped(package, cache) if place.is_file() else _folder(package, root)


def _closed(package: Package, failure: OSError) -> Package:
    detail = _detail(failure)
    trouble = both(f"เปิดอ่านไม่ได้: {detail}", f"it cannot be opened: {detail}")
    return replace(package, trouble=trouble, cure=_LET_READ)


def _detail(error: Exception) -> str:
    """What went wrong, without the path on this machine."""
    return (error.strerror if isinstance(error, OSError) else "") or str(error)


def _folder(package: Package, root: Path) -> Package:
    descriptor = _descriptor_in(package.folder)
    assert descriptor is not None
    shown = descriptor.relative_to(root).as_posix()
    return _described(replace(package, descriptor=descriptor, shown=shown))


def _described(package: Package) -> Package:
    file = package.descriptor
    try:
        document = yaml_lines.load(file.read_text(encoding="utf-8-sig"), is_json=file.suffix == ".json")
    except OSError as error:
        return _closed(package, error)
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


def _zipped(package: Package, cache: Path) -> Package:
    file = package.descriptor
    verification = file.with_name(file.stem + ".verification.yaml")
    package = replace(package, folder=file.parent, verification=verification)
    try:
        folder = _unpacked(file, cache)
    except (*_BROKEN_ZIP, _Refused) as error:
        detail = _detail(error)
        trouble = both(f"เปิดแฟ้ม zip ไม่ได้: {detail}", f"the zip file cannot be opened: {detail}")
        return replace(package, trouble=trouble, cure=_MEND_ZIP)
    top = [entry for entry in folder.iterdir() if entry.name != "__MACOSX"]
    if not _descriptor_in(folder) and len(top) == 1 and top[0].is_dir():
        folder = top[0]
    descriptor = _descriptor_in(folder)
    if descriptor is None:
        trouble = both("ใน zip ไม่มี datapackage.json หรือ .yaml", "the zip holds no datapackage.json or .yaml")
        return replace(package, trouble=trouble, cure=_MEND_ZIP)
    return _described(replace(package, folder=folder, descriptor=descriptor))


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

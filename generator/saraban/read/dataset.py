"""A package becomes a dataset: record, tables, the files a signature covers, and what reading found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from saraban.catalogue import Catalogue
from saraban.model import Dataset, Finding, Part, Place, Record, Table, Text, Weight, both
from saraban.read.packages import Package
from saraban.read.record import mistakes, record_of
from saraban.read.tables import Folders, tables_of
from saraban.read.verification import content_hash, verification_at
from saraban.read.words import Raw, mappings

# Package profiles that can be followed without fetching anything.
_PROFILES = ("data-package", "tabular-data-package")


def dataset_of(package: Package, catalogue: Catalogue, tracked: Callable[[Path], bool]) -> Dataset:
    """The dataset of one package; one whose descriptor cannot be read has no tables and one finding."""
    if package.document is None:
        record = Record(package.name, Text(package.name))
        return Dataset(record, package.folder, package.shown, findings=(_unreadable(package),))
    raw: Raw = package.document.value
    own = catalogue.root / "data" / package.name
    folders = Folders(own if package.own_name and own.is_dir() else package.folder, package.folder)
    read = list(tables_of(mappings(raw.get("resources")), folders))
    verification, trouble = verification_at(package.verification)
    files = tuple(_covered(package, read))
    return Dataset(
        record=record_of(package.name, raw, catalogue, package.folder),
        folder=package.folder,
        descriptor=package.shown,
        tables=tuple(table for table, _ in read),
        files=files,
        content=content_hash(files),
        verification=verification,
        findings=(*_findings(package, raw, catalogue, trouble), *_same_paths(package, read)),
        standard={key: value for key, value in raw.items() if key != "profile" or _leads_nowhere(value)},
        tracked=tuple(_tracked(package, read, catalogue, tracked)),
    )


def _leads_nowhere(profile: object) -> bool:
    return profile in _PROFILES or not isinstance(profile, str)


def _tracked(
    package: Package,
    read: Sequence[tuple[Table, tuple[Part, ...]]],
    catalogue: Catalogue,
    tracked: Callable[[Path], bool],
) -> Iterator[str]:
    """Paths of the tables that git tracks, and the descriptor's (or zip's) own: data may stand in that."""
    if tracked(catalogue.root / package.shown):
        yield package.shown
    yield from (part.path for table, _ in read for part in table.parts if tracked(part.file))


def _covered(package: Package, read: Sequence[tuple[Table, tuple[Part, ...]]]) -> Iterator[tuple[str, str]]:
    """The descriptor by its file name, every other file by the path that the descriptor gives it."""
    descriptor = package.descriptor
    seen = {descriptor.name: hashlib.sha256(descriptor.read_bytes()).hexdigest()}
    for table, references in read:
        for part in (*table.parts, *references):
            seen.setdefault(part.path, part.sha256)
    yield from sorted(seen.items())


def _findings(package: Package, raw: Raw, catalogue: Catalogue, trouble: Text | None) -> Iterator[Finding]:
    document = package.document
    assert document is not None
    for key, problem, cure, weight in mistakes(raw, catalogue):
        place = Place(package.shown, f"/{key}", document.line((key,)))
        yield Finding("property-unusable", weight, place, problem, cure, package.name)
    if trouble:
        shown = package.verification.relative_to(catalogue.root).as_posix()
        yield Finding(
            "verification-unreadable",
            Weight.STOPS,
            Place(shown),
            trouble,
            both("แก้รูปแบบของแฟ้มตามคู่มือ", "mend the file as the guide describes it"),
            package.name,
        )


def _same_paths(package: Package, read: Sequence[tuple[Table, tuple[Part, ...]]]) -> Iterator[Finding]:
    """Two files that the descriptor calls by one path: a signature would cover only one of them."""
    seen = {package.descriptor.name: package.descriptor.resolve()}
    for table, references in read:
        for part in (*table.parts, *references):
            if seen.setdefault(part.path, part.file.resolve()) != part.file.resolve():
                yield Finding(
                    "path-twice",
                    Weight.STOPS,
                    Place(package.shown, table=table.name),
                    both(
                        f"แฟ้มสองแฟ้มใช้เส้นทางเดียวกัน: “{part.path}”",
                        f"two files have one path: “{part.path}”",
                    ),
                    both("เปลี่ยนชื่อแฟ้มหนึ่งแฟ้ม", "rename one of them"),
                    package.name,
                )


def unread(package: Package, error: Exception) -> Dataset:
    """A package whose reading failed in a way that nobody foresaw: held, and the others go on."""
    words = f"{type(error).__name__}: {error}"
    finding = Finding(
        "reading-failed",
        Weight.STOPS,
        Place(package.shown),
        both(f"อ่านชุดข้อมูลไม่สำเร็จ: {words}", f"the package could not be read: {words}"),
        both(
            "ตรวจค่าที่ผิดปกติในคำอธิบาย หากถูกต้องดีแล้ว โปรดแจ้งผู้พัฒนา",
            "look for odd values in the descriptor; if all is well there, report this to the developers",
        ),
        package.name,
    )
    return Dataset(
        Record(package.name, Text(package.name)), package.folder, package.shown, findings=(finding,)
    )


def _unreadable(package: Package) -> Finding:
    assert package.trouble is not None
    return Finding(
        "descriptor-unreadable",
        Weight.STOPS,
        Place(package.shown, line=package.line),
        package.trouble,
        package.cure,
        package.name,
    )

"""The bytes of a table as one UTF-8 file: decompressed, joined and decoded as frictionless would do it."""

from __future__ import annotations

import bz2
import codecs
import gzip
import lzma
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from saraban.model import Part, Table
from saraban.validate.proof.structure import LONGEST

_BLOCK = 2**20
_MOST = 8 * 2**30  # bytes of one table, decompressed
_PACKED: dict[str, Callable[..., Any]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
_UTF8 = ("utf-8", "utf-8-sig")


def compression(table: Table) -> str:
    """How the table's only file is compressed; empty when it is not."""
    said = table.source.get("compression")
    suffix = table.parts[0].path.rpartition(".")[2].lower() if len(table.parts) == 1 else ""
    return str(said) if said else suffix if suffix in (*_PACKED, "zip") else ""


@contextmanager
def text_of(table: Table, scratch: Path | None = None) -> Iterator[Path | None]:
    """The table as a UTF-8 file, which is its own file where that is one; None when that cannot be had.

    Copies lie below `scratch` until the end of the block. Cost: nothing for one plain UTF-8 file, else one copy.
    """
    packed = compression(table)
    if len(table.parts) == 1 and not packed and _is_utf8(table.encoding):
        yield table.parts[0].file
        return
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        copy = Path(folder) / "table"
        yield copy if _copied(table, packed, copy) else None


def _copied(table: Table, packed: str, copy: Path) -> bool:
    if len(table.parts) > 1 and not all(_may_be_joined(part, table) for part in table.parts):
        return False
    headed = table.format == "csv" and table.dialect.get("header") is not False
    try:
        with copy.open("wb") as target:
            for number, part in enumerate(table.parts):
                with _opened(part, packed) as source:
                    if number and headed:
                        source.readline(LONGEST)  # frictionless drops the first line of every later part
                    later = (
                        number and codecs.lookup(table.encoding).name in _UTF8
                    )  # its mark is a letter there
                    _copy(source, target, "utf-8" if later else table.encoding)
    except (OSError, EOFError, ValueError, lzma.LZMAError, zipfile.BadZipFile, LookupError):
        return False
    return True


def _may_be_joined(part: Part, table: Table) -> bool:
    """Whether the lines of a part can be told without decoding it."""
    plain = not part.path.lower().endswith((".zip", *(f".{suffix}" for suffix in _PACKED)))
    return plain and not codecs.lookup(table.encoding).name.startswith(("utf-16", "utf-32"))


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in _UTF8
    except LookupError:
        return False


@contextmanager
def _opened(part: Part, packed: str) -> Iterator[IO[bytes]]:
    with ExitStack() as stack:
        if packed == "zip":
            archive = stack.enter_context(zipfile.ZipFile(part.file))
            yield stack.enter_context(archive.open(archive.namelist()[0]))
        elif packed:
            yield stack.enter_context(_PACKED[packed](part.file, "rb"))
        else:
            yield stack.enter_context(part.file.open("rb"))


def _copy(source: IO[bytes], target: IO[bytes], encoding: str) -> None:
    """Copy, decoded and encoded anew. Raises ValueError for what is not in the encoding or is far too much."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    size = 0
    while block := source.read(_BLOCK):
        size += len(block)
        if size > _MOST:
            raise ValueError("far too large")
        target.write(decode(block).encode())
    target.write(decode(b"", final=True).encode())

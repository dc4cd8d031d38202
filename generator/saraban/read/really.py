"""What a table's file really is, where it is not what its name says: found before any reader opens it."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from saraban.model import Part, Problem, Trouble

_BLOCK = 1 << 20
LONGEST_LINE = 64 * 2**20  # bytes; whoever reads a longer one must hold all of it in memory
MOST_UNPACKED = 4 * 2**30  # bytes of one compressed file
_MOST_TIMES = 1_100  # a packed byte can become no more than that, so that small files need not be tried
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "old-office"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "parquet"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml")
_EXPECTED = {"xlsx": "zip", "ods": "zip", "xls": "old-office", "parquet": "parquet"}
_STREAMS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def other_than_said(part: Part, form: str, encoding: str) -> Problem | None:
    """Why a file cannot be the table it is said to be; the detail is one of the kinds that the rule has words for.

    Cost: a text file is read once, a large compressed one unpacked once; of others only the first bytes are read.
    """
    suffix = part.file.suffix.lower()
    packed = suffix if suffix in (*_STREAMS, ".zip") else ""
    if packed or form in ("xlsx", "ods"):
        return _problem(part, "bomb") if _is_bomb(part, packed) else None
    is_text = form in ("csv", "tsv", "json", "jsonl", "ndjson")
    kind = _kind(part.file, form)
    if kind:
        return _problem(part, kind)
    if is_text and not encoding.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        return _unreadable_text(part, form)
    return None


def _problem(part: Part, kind: str) -> Problem:
    return Problem(Trouble.OTHER, part.path, kind)


def _kind(file: Path, form: str) -> str:
    with file.open("rb") as stream:
        head = stream.read(1024)
    found = next((kind for mark, kind in _MAGIC if head.startswith(mark)), "")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not found and start.startswith(_MARKUP):
        found = "html"
    expected = _EXPECTED.get(form, "")
    if form == "xls" and found in ("zip", "old-office"):
        return ""  # both are workbooks
    return found if found != expected else ""


def _unreadable_text(part: Part, form: str) -> Problem | None:
    """A NUL byte, or a line without an end."""
    run = 0
    with part.file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            if b"\0" in block:
                return _problem(part, "nul")
            last = max(block.rfind(b"\n"), block.rfind(b"\r"))
            run = run + len(block) if last < 0 else len(block) - last - 1
            if run > LONGEST_LINE and form != "json":
                return _problem(part, "endless-line")
    return None


def _is_bomb(part: Part, packed: str) -> bool:
    try:
        if packed in _STREAMS:
            return part.bytes * _MOST_TIMES > MOST_UNPACKED and _unpacked(part.file, packed) > MOST_UNPACKED
        with zipfile.ZipFile(part.file) as archive:
            return sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED
    except (OSError, EOFError, ValueError, zipfile.BadZipFile, lzma.LZMAError):
        return False  # whoever reads it will say what is wrong


def _unpacked(file: Path, packed: str) -> int:
    size = 0
    with _STREAMS[packed](file, "rb") as stream:
        while size <= MOST_UNPACKED and (block := stream.read(_BLOCK)):
            size += len(block)
    return size

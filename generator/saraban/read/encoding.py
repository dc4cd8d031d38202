"""What a text file's bytes are in.

The order is that of Thai offices' files: a byte order mark, strict UTF-8, then Windows-874 when the outcome looks
like Thai. Library detectors take short Thai texts for UTF-16 or Central European, so this one is ours; it decodes
legacy files as cp874, never tis-620, because curly quotes exist only in the former.
"""

from __future__ import annotations

import codecs
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 1 << 20


def encoding_of(file: Path, declared: str = "") -> str | None:
    """The encoding of `file`; None when its bytes are in none that can be told, or not in the declared one."""
    if declared and not is_text_encoding(declared):
        return None
    with file.open("rb") as stream:
        head = stream.read(4)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if declared and not (marked and _is_utf8(declared)):
        return declared if _decodes(file, declared) else None
    if marked:
        return marked if _decodes(file, marked) else None
    if _decodes(file, "utf-8"):
        return "utf-8"
    return "cp874" if _is_thai(file) else None


def is_text_encoding(name: str) -> bool:
    """Whether Python knows an encoding of texts by this name; `zlib` and `rot13` are codecs, but none of texts."""
    try:
        "a".encode(name)
    except (LookupError, ValueError):  # a ValueError for names such as "utf\0"
        return False
    return True


def _is_utf8(name: str) -> bool:
    return codecs.lookup(name).name in ("utf-8", "utf-8-sig")


def _decodes(file: Path, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _is_thai(file: Path) -> bool:
    """Whether the bytes read as Windows-874 give Thai: consonants, and hardly a mark without one before it."""
    if not _decodes(file, "cp874"):
        return False
    with file.open("rb") as stream:
        text = stream.read(_BLOCK).decode("cp874", errors="ignore")
    consonants = sum("ก" <= letter <= "ฮ" for letter in text)
    foreign = sum(ord(letter) > 127 and not "ก" <= letter <= "๛" for letter in text)
    above = [i for i, letter in enumerate(text) if letter in "ัิีึืฺุู็่้๊๋์ํ"]
    astray = sum(i == 0 or not "ก" <= text[i - 1] <= "์" for i in above)
    return consonants > 0 and foreign <= consonants and astray <= len(above) // 20

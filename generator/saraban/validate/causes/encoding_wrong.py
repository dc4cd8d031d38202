"""Thai text that was read in the wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Callable

from saraban.model import both
from saraban.validate.causes._case import KEYS, LABELS, REFUSED, Case, Cause, Found, Reach

CAUSE = Cause(
    "encoding-wrong",
    Reach.TABLE,
    both(
        "ภาษาไทยในตารางอ่านไม่ออก เพราะแฟ้มถูกอ่านหรือบันทึกด้วยรหัสอักขระที่ไม่ตรงกัน: {examples}",
        "the table's Thai cannot be read, since the file was read or saved in another encoding: {examples}",
    ),
    both(
        "ลบ encoding ออกจากคำอธิบาย หรือแก้ให้ตรงกับแฟ้ม หากยังอ่านไม่ออก ให้เปิดต้นฉบับแล้วบันทึกใหม่เป็น CSV UTF-8",
        "remove encoding from the descriptor, or correct it; where that does not help, save the file from its source"
        " anew, as CSV UTF-8",
    ),
)
_FOREIGN = re.compile("[\u00a1-\u00ff]")  # what Windows-1252 makes of the bytes of Thai letters
_LATIN = "[A-Za-z\u00a1-\u00ff]"
_ALONE = re.compile(f"(?<!{_LATIN})[\u00a1-\u00ff]{{2,}}(?!{_LATIN})")  # in no word of Latin letters
_SYLLABLES = re.compile("(?:[เ-ไ]?[ก-ฮ][ะ-ฺๅ็-๎]*|[ฯๆ๐-๙])+")
_THAI = re.compile("[ก-๛]+")
_CONSONANT = re.compile("[ก-ฮ]")


def find(case: Case) -> Found | None:
    """The text, taken back to bytes and read as it should be, is Thai."""
    if case.fault.type not in (*REFUSED, *KEYS, *LABELS):
        return None
    right = repaired(case.fault.cell)
    return Found(right=right) if right else None


def repaired(text: str) -> str:
    """The Thai text that was meant; empty when the text is as it should be, or nothing like Thai comes out."""
    # UTF-8 read as Windows-874 or Windows-1252, then Windows-874 read as Windows-1252.
    ways: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("cp874", "utf-8", _THAI.search),
        ("cp1252", "utf-8", _FOREIGN.search),
        ("cp1252", "cp874", _ALONE.search),
    )
    for read, written, looks_odd in ways:
        if looks_odd(text):
            try:
                made = b"".join(_byte(letter, read) for letter in text).decode(written)
            except UnicodeError:
                continue
            if _is_thai(made):
                return made
    return ""


def _byte(letter: str, encoding: str) -> bytes:
    """The byte that was read as this letter; readers give those that an encoding leaves open as control characters."""
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _is_thai(text: str) -> bool:
    """Words of well-formed syllables: a random run of bytes has marks without a consonant."""
    runs = _THAI.findall(text)
    enough = len(_CONSONANT.findall(text)) > 1 and not _FOREIGN.search(text)
    return enough and all(_SYLLABLES.fullmatch(run) for run in runs)

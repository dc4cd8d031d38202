"""Thai dictionary order.

Sources: the Royal Institute Dictionary (a word stands under its consonant, so a vowel written before the
consonant counts after it; tone marks, ็ and ์ count only between words that are otherwise alike) and the CLDR
collation for Thai, which agrees and ignores spaces, punctuation, ฯ and ๆ. One difference is meant: CLDR puts
Thai before Latin letters, here digits and Latin letters come first.
"""

from __future__ import annotations

import re
import unicodedata

from saraban.thai.digits import to_arabic
from saraban.thai.text import normalise

_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_MARK = re.compile("[\u0e47-\u0e4c\u0300-\u036f]")
_NO_MARK = re.compile("[^\u0e47-\u0e4c\u0300-\u036f]")
_SPACE_AT_THAI = re.compile("(?<=[ก-๛]) +| +(?=[ก-๛])")


def collation_key(text: str) -> tuple[str, str, str]:
    """A key for `sorted`: letters first, then tone marks and accents, then case (small before capital).

    Digits are compared as text. Latin words are sorted word by word; Thai writes no space between words, so
    beside Thai letters a space does not count.
    """
    text = normalise(text)
    letters = unicodedata.normalize("NFD", to_arabic(text).lower()).replace("ๅ", "า")
    letters = _LEADING_VOWEL.sub(r"\2\1", _without_punctuation(letters))
    return _MARK.sub("", letters), _NO_MARK.sub(" ", letters), text.swapcase()


def _without_punctuation(text: str) -> str:
    """Letters, marks and digits; one space for anything else, none beside Thai letters."""
    spaced = "".join(char if _counts(char) else " " for char in text)
    return " ".join(_SPACE_AT_THAI.sub("", spaced).split())


def _counts(char: str) -> bool:
    return char not in "ฯๆ" and unicodedata.category(char)[0] in "LMN"

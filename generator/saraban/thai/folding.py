"""What search compares. `static/fold.js` is the same in the browser; `tests/thai/vectors.json` holds both to it."""

from __future__ import annotations

import re
import unicodedata

from saraban.thai.digits import to_arabic
from saraban.thai.text import normalise

_MARKS = re.compile("[\u0e47-\u0e4c\u0300-\u036f]")  # ็ ่ ้ ๊ ๋ ์ and the accents of Latin letters
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_LONG_A = ("\u0e45", "\u0e32")  # ๅ looks like า
_SPACE = r"[\s\x1c-\x1f\x85]"  # what Python and JavaScript together call white space
_BEFORE_SIGN = re.compile(_SPACE + "+(?=[ๆฯ])")
_SIGNS = re.compile("[ๆฯ]+")
_SPACES = re.compile(_SPACE + "+")


def fold(text: str) -> str:
    """The text without what people mistype or leave out, so that a query meets it as a substring.

    Without tone marks, shortener and silencer, accents, case and invisible characters; Arabic digits; every
    dash is a hyphen; white space is one space. ๆ and ฯ stand against the word before and one space before the
    next, however they were typed (the Royal Institute asks for a space on both sides of ๆ; few people do it).
    """
    # NFD takes no Thai letter apart (only NFKD does), so it may run over the whole text.
    text = unicodedata.normalize("NFD", normalise(text.replace(*_LONG_A)).lower())
    text = _DASHES.sub("-", to_arabic(_MARKS.sub("", text)))
    text = _SIGNS.sub(r"\g<0> ", _BEFORE_SIGN.sub("", text))
    return _SPACES.sub(" ", text).strip(" ")

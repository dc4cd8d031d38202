"""One spelling for one Thai text: the repairs that Unicode normalisation leaves undone.

Source: the Unicode Character Database. The upper vowels, the shortener and the silencer have combining class 0,
so NFC neither reorders them nor joins ํ and า; NFKC would take ำ apart, so it is never used.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")  # zero-width space, joiners, byte order mark
_HARD_SPACE = re.compile("[\u00a0\u2007\u202f]")
_TAKEN_APART = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")  # ํ and า, tone marks between them or not
_RUN_OF_MARKS = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4c]{2,}")
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # the four tones, and the silencer that is typed like them
_SARA_AM = "\u0e33"


def normalise(text: str) -> str:
    """The text as it should have been typed, for comparing, searching and sorting.

    Invisible characters go and hard spaces become spaces; เเ becomes แ; ํ + า becomes ำ, also with a tone
    mark between; marks stand as they are typed: vowel, then tone, then ำ. The rest is NFC.
    An invisible space may be wanted where the text is shown: show the author's text, compare this one.
    """
    text = _HARD_SPACE.sub(" ", _INVISIBLE.sub("", text))
    text = text.replace("เเ", "แ")
    text = _TAKEN_APART.sub(rf"\1{_SARA_AM}", text)
    text = _RUN_OF_MARKS.sub(lambda run: "".join(sorted(run[0], key=_typing_rank)), text)
    return unicodedata.normalize("NFC", text)


def _typing_rank(mark: str) -> int:
    """Vowels are typed first, tone marks after them, ำ last."""
    return 2 if mark == _SARA_AM else int(mark in _TONES)

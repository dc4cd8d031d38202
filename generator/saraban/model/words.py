"""Words in several languages."""

from __future__ import annotations

from dataclasses import dataclass

Language = str  # a two-letter code: "th", "en"


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the catalogue's primary language, and in others where somebody wrote them."""

    primary: str = ""
    others: tuple[tuple[Language, str], ...] = ()

    def get(self, language: Language) -> str:
        """The words in `language`; where they are missing, those of the primary language."""
        return dict(self.others).get(language) or self.primary

    def has(self, language: Language) -> bool:
        """Whether somebody wrote these words in `language` as a second one."""
        return bool(dict(self.others).get(language))

    def __bool__(self) -> bool:
        return bool(self.primary or self.others)


def both(th: str, en: str) -> Text:
    """Words of the program itself, which speaks Thai and English whatever the catalogue does."""
    return Text(en, (("th", th), ("en", en)))

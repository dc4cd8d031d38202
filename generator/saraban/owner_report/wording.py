"""The report's words in both languages, one beside the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saraban.interface import Interface, interface
from saraban.model import Language, Text


@dataclass(frozen=True, slots=True)
class Wording:
    """The interface in each language, the reader's own first."""

    tongues: tuple[Interface, ...]

    def both(self, key: str, **values: object) -> str:
        """Short words in all languages on one line."""
        return " / ".join(dict.fromkeys(t(key, **values).strip() for t in self.tongues))

    def told(self, problem: Text, cure: Text) -> str:
        """What is wrong and how to mend it, one language below the other."""
        return "\n\n".join(
            f"{problem.get(t.language)}\n{t('cure')}: {cure.get(t.language)}" for t in self.tongues
        )


def wording(languages: Sequence[Language]) -> Wording:
    """The words in these languages."""
    return Wording(tuple(map(interface, languages)))

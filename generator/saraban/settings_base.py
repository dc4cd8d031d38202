"""What all groups of settings have in common: unknown keys are refused, and words stand in several languages."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema, model_validator

from saraban.model import Text


def _text(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text(value.strip())
    raise ValueError("expected words (a string)")


Words = Annotated[Text, BeforeValidator(_text), WithJsonSchema({"type": "string"})]


class Settings(BaseModel):
    """A group of settings. Unknown keys are refused; `title_en` is `title` in English."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, given: Any) -> Any:
        """Fold `title_en: …` into `title`, for every field that holds words."""
        if not isinstance(given, dict):
            return given
        kept: dict[Any, Any] = dict(given)
        for name, info in cls.model_fields.items():
            if info.annotation is not Text:
                continue
            others = {
                key: kept.pop(key)
                for key in list(kept)
                if isinstance(key, str) and key.startswith(name + "_") and len(key) == len(name) + 3
            }
            primary = kept.get(name, "")
            if others and isinstance(primary, str) and all(isinstance(v, str) for v in others.values()):
                pairs = tuple(sorted((key[-2:], words.strip()) for key, words in others.items()))
                kept[name] = Text(primary.strip(), pairs)
        return kept

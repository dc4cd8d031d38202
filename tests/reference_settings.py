"""Renders what may stand in `catalogue.yaml`: the reference page and the JSON Schema, from the settings' classes."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from saraban.model import Text
from saraban.settings import CatalogueSettings, Settings
from tests.reference_docs import page, table

PLAIN = {
    Text: "words ⓛ",
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    date: "date",
}
Groups = dict[type[BaseModel], list[str]]  # group of settings → the paths at which it may stand


def settings_page() -> str:
    """`docs/reference/settings.md`."""
    groups: Groups = {CatalogueSettings: [""]}
    _gather(CatalogueSettings, "", groups)
    return page(
        "Settings of the catalogue",
        "Everything that may stand in `datapackages/catalogue.yaml`. Unknown settings are refused, with a guess at "
        "what was meant. ⓛ marks words: `title` is the catalogue's first language, `title_en` another. "
        "What has no default must be given.",
        *(_section(model, paths, groups) for model, paths in groups.items()),
    )


def _gather(model: type[BaseModel], path: str, groups: Groups) -> None:
    for name, info in model.model_fields.items():
        inner = _model_in(info.annotation)
        if inner is None:
            continue
        here = f"{path}.{name}".lstrip(".")
        known = inner in groups
        groups.setdefault(inner, []).append(here)
        if not known:
            _gather(inner, here, groups)


def _section(model: type[BaseModel], paths: list[str], groups: Groups) -> str:
    heading = _heading(model, paths)
    about = [_about(model)]
    if paths[1:]:
        about.append("Stands in " + ", ".join(f"`{path}`" for path in paths) + ".")
    rows = [
        (f"`{name}`", _kind(info.annotation, groups), _default(info), _meaning(info))
        for name, info in model.model_fields.items()
    ]
    return f"## {heading}\n\n{' '.join(about)}\n\n" + table(("setting", "type", "default", "meaning"), rows)


def _heading(model: type[BaseModel], paths: list[str]) -> str:
    """The path at which the group stands; its own name where it stands at several."""
    return model.__name__ if paths[1:] else paths[0] or "The catalogue"


def _kind(annotation: Any, groups: Groups) -> str:
    """How people call the type."""
    if get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[0], groups)
    if get_origin(annotation) is tuple:
        return _kind_of_list(get_args(annotation), groups)
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(annotation))
    if inner := [argument for argument in get_args(annotation) if argument is not types.NoneType]:
        return " or ".join(_kind(argument, groups) for argument in inner)
    if inner_model := _model_in(annotation):
        heading = _heading(inner_model, groups[inner_model])
        return f"[{heading}](#{heading.lower().replace('.', '')})"
    if issubclass(annotation, Enum):
        return ", ".join(f"`{member.value}`" for member in annotation)
    return PLAIN[annotation]


def _kind_of_list(inner: tuple[Any, ...], groups: Groups) -> str:
    if inner[-1] is Ellipsis:
        return f"list of {_kind(inner[0], groups)}"
    return "[" + ", ".join(_kind(argument, groups) for argument in inner) + "]"


def _meaning(info: FieldInfo) -> str:
    """What the setting says of itself, or the group that it holds."""
    inner = _model_in(info.annotation)
    return info.description or (_about(inner) if inner else "")


def _about(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return next((model for inner in get_args(annotation) if (model := _model_in(inner))), None)
    return None


def _default(info: FieldInfo) -> str:
    value = info.default
    if value is PydanticUndefined:
        return "–"
    if isinstance(value, BaseModel):
        return "see there"
    if value is None or value in ("", ()) or isinstance(value, Text):
        return "none"
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}`"


def catalogue_schema() -> dict[str, Any]:
    """`docs/schemas/catalogue.schema.json`: pydantic's own, with words in any language and no Python values."""
    made = CatalogueSettings.model_json_schema()
    classes = {model.__name__: model for model in _all(Settings)}
    for name, part in {"CatalogueSettings": made, **made["$defs"]}.items():
        if name in classes:
            words = [key for key, info in classes[name].model_fields.items() if info.annotation is Text]
            if words:
                part["patternProperties"] = {f"^({'|'.join(words)})_[a-z]{{2}}$": {"type": "string"}}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **_tidy(made), "title": "saraban: datapackages/catalogue.yaml"}


def _all(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for inner in model.__subclasses__():
        yield inner
        yield from _all(inner)


def _tidy(value: Any) -> Any:
    """Without titles that only repeat names, and without defaults that are empty or objects of the program."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _tidy(item)
        for key, item in value.items()
        if not (key == "title" and isinstance(item, str))
        and not (key == "default" and (isinstance(item, dict) or item in (None, "", [])))
    }

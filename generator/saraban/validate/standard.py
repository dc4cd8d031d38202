"""Where frictionless says less than the standard: fields that are read as the standard has them, as its plugin.

Only while `following_the_standard` is in force; whoever else asks frictionless gets its own answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any

import attrs
from frictionless import Field, Plugin, fields, system
from jsonschema import Draft202012Validator, validators
from referencing import Registry

from saraban.validate.patience import conforming, matching
from saraban.validate.proof.patterns import may_explode

# Whether the package at hand names no version of the standard; None while the standard is not followed here.
_UNVERSIONED: ContextVar[bool | None] = ContextVar("unversioned", default=None)
_STACK: ContextVar[ExitStack] = ContextVar("stack")  # of what ends with it
_EXCLUSIVE = ("exclusiveMinimum", "exclusiveMaximum")

Notes = Mapping[str, str] | None
CellReader = Callable[[Any], tuple[Any, Notes]]


@contextmanager
def following_the_standard(*, versioned: bool) -> Iterator[None]:
    """While in force frictionless reads fields as below; `versioned` when the package has a `$schema`."""
    with ExitStack() as stack:
        tokens = _UNVERSIONED.set(not versioned), _STACK.set(stack)
        try:
            yield
        finally:
            _UNVERSIONED.reset(tokens[0])
            _STACK.reset(tokens[1])


class _Standard(Plugin):
    def select_field_class(self, type: str | None = None) -> Any:  # noqa: A002 - frictionless's own name
        return _CLASSES.get(type or "") if _UNVERSIONED.get() is not None else None


class _Lenient(Field):
    """Fields whose descriptors may say what the standard allows."""

    @classmethod
    def metadata_validate(cls, descriptor: Any, **options: Any) -> Iterator[Any]:  # type: ignore[override]
        for error in super().metadata_validate(descriptor, **options):
            if not _is_allowed(error.note):
                yield error


def _is_allowed(note: str) -> bool:
    exclusive = _UNVERSIONED.get() and any(
        note == f'constraint "{name}" requires datapackage v2' for name in _EXCLUSIVE
    )
    return bool(exclusive) or note.startswith('constraint "jsonSchema" is not supported by type')


@attrs.define(kw_only=True, repr=False)
class _Integer(_Lenient, fields.IntegerField):
    group_char: str = ""

    def create_value_reader(self) -> Callable[[Any], Any]:
        read: Callable[[Any], Any] = super().create_value_reader()  # type: ignore[no-untyped-call]
        mark = self.group_char
        return (
            (lambda cell: read(cell.replace(mark, "") if isinstance(cell, str) else cell)) if mark else read
        )

    metadata_profile_patch = {"properties": {"groupChar": {"type": "string"}}}  # noqa: RUF012 - frictionless's form


class _Number(_Lenient, fields.NumberField):
    pass


class _Date(_Lenient, fields.DateField):
    pass


class _Datetime(_Lenient, fields.DatetimeField):
    pass


class _Time(_Lenient, fields.TimeField):
    pass


class _Year(_Lenient, fields.YearField):
    pass


class _Yearmonth(_Lenient, fields.YearmonthField):
    pass


class _Conforming(_Lenient):
    """Fields of JSON whose values may be asked to keep a JSON Schema."""

    def create_cell_reader(self) -> Any:
        read: CellReader = super().create_cell_reader()
        schema = self.constraints.get("jsonSchema")
        if not isinstance(schema, dict):
            return read
        kind = validators.validator_for(schema, default=Draft202012Validator)
        conforms: Callable[[Any], bool] = kind(
            schema, registry=Registry()
        ).is_valid  # an empty registry: nothing is fetched
        if "pattern" in json.dumps(schema):  # also in what the schema refers to within itself
            conforms = conforming(schema, _STACK.get())

        def reader(cell: Any) -> tuple[Any, Notes]:
            value, notes = read(cell)
            if value is None or notes or conforms(value):
                return value, notes
            return value, {"jsonSchema": f'constraint "jsonSchema" is "{schema}"'}

        return reader


class _Object(_Conforming, fields.ObjectField):
    pass


class _Array(_Conforming, fields.ArrayField):
    pass


class _String(fields.StringField):
    """Text whose pattern may need endless time in Python: it is matched with a clock beside it."""

    def create_cell_reader(self) -> Any:
        pattern = self.constraints.get("pattern")
        if not isinstance(pattern, str) or not may_explode(pattern):
            return super().create_cell_reader()
        said = self.constraints
        self.constraints = {name: limit for name, limit in said.items() if name != "pattern"}
        read = super().create_cell_reader()
        matches = matching(pattern, _STACK.get())

        def reader(cell: Any) -> tuple[Any, Notes]:
            value, notes = read(cell)
            if value is None or matches(value):
                return value, notes
            own = {"pattern": f'constraint "pattern" is "{pattern}"'}
            before = {name: note for name, note in (notes or {}).items() if name != "enum"}
            return value, {**before, **own, **(notes or {})}

        self.constraints = said
        return reader


_CLASSES: Mapping[str, Any] = {
    "array": _Array,
    "date": _Date,
    "datetime": _Datetime,
    "integer": _Integer,
    "number": _Number,
    "object": _Object,
    "string": _String,
    "time": _Time,
    "year": _Year,
    "yearmonth": _Yearmonth,
}


_ = system.methods  # frictionless forgets what it has loaded only once it has loaded all
system.register("saraban", _Standard())

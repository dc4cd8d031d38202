"""What proves a text to be a good value of a field, in the engine's SQL.

A proof may be too strict, never too lenient: it holds only for texts that frictionless accepts. Texts without a proof
are shown to frictionless one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from saraban.validate.proof.patterns import is_shared

Bind = Callable[[Any], str]  # a value → the parameter that stands for it in SQL: values never become SQL

_ISO_DATE = "[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_NUMBER = "DECIMAL(27, 12)"
_DATE_FORM = re.compile(r"%([dmY])([/. -]?)%([dmY])\2%([dmY])")
_BOUNDS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}


@dataclass(frozen=True, slots=True)
class Proof:
    """SQL over one column of text.

    `is_of_type` holds where the text has the type, `holds` where the constraints are kept too. `value` is, where the
    text has the type, a form in which equal values are equal, of the `kind` text, integer, number, date or yearmonth;
    without a kind values cannot be compared here.
    """

    is_of_type: str
    holds: str
    value: str = ""
    kind: str = ""


NOTHING = Proof("FALSE", "FALSE")


def proof_of(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    """The proof for a field as its descriptor says it (JSON values), over the column of that name."""
    make = _TYPES.get(field.get("type", "any"))
    said = field.get("constraints") or {}
    if make is None or not isinstance(said, dict):
        return NOTHING
    made = make(field, column, bind)
    constraints = [_constraint(field, name, limit, made, bind) for name, limit in said.items()]
    if categories := field.get("categories"):
        constraints.append(_constraint(field, "enum", list(categories), made, bind))
    if None in constraints:
        return Proof(made.is_of_type, "FALSE", made.value, made.kind)
    held = " AND ".join([made.is_of_type, *filter(None, constraints)])
    return Proof(made.is_of_type, f"({held})", made.value, made.kind)


def _matches(column: str, pattern: str, bind: Bind) -> str:
    return f"regexp_full_match({column}, {bind(pattern)})"


def _typed(condition: str, value: str, kind: str) -> Proof:
    return Proof(condition, condition, value, kind)


# Types


def _string(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    form = field.get("format", "default")
    if form == "uuid":
        shape = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
        return _typed(_matches(column, shape, bind), column, "text")
    return Proof("TRUE", "TRUE", column, "text") if form == "default" else NOTHING


def _any(_field: Mapping[str, Any], column: str, _bind: Bind) -> Proof:
    return Proof("TRUE", "TRUE", column, "text")


def _integer(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    group = field.get("groupChar", "")
    if not (group == "" or _is_mark(group)):
        return NOTHING
    condition = _matches(column, f"[+-]?(?:{_digits(group, 18)})", bind)
    return _typed(condition, f"TRY_CAST({_without(group, column, bind)} AS BIGINT)", "integer")


def _number(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    point, group = field.get("decimalChar", "."), field.get("groupChar", "")
    if not (_is_mark(point) and (group == "" or _is_mark(group)) and point != group):
        return NOTHING
    condition = _matches(column, f"[+-]?(?:{_digits(group, 15)})(?:{re.escape(point)}[0-9]{{1,9}})?", bind)
    text = _without(group, column, bind)
    text = text if point == "." else f"replace({text}, {bind(point)}, '.')"
    if field.get("floatNumber"):  # equal as binary fractions is another thing than equal as decimals
        return Proof(condition, condition)
    return _typed(condition, f"TRY_CAST({text} AS {_NUMBER})", "number")


def _digits(group: str, most: int) -> str:
    plain = f"[0-9]{{1,{most}}}"
    mark = re.escape(group)
    return f"[0-9]{{1,3}}(?:{mark}[0-9]{{3}}){{0,{most // 3 - 1}}}|{plain}" if group else plain


def _without(group: str, column: str, bind: Bind) -> str:
    return f"replace({column}, {bind(group)}, '')" if group else column


def _is_mark(mark: object) -> bool:
    return isinstance(mark, str) and len(mark) == 1 and mark in ".,;' _|\u00a0\u202f"


def _boolean(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    words = [*field.get("trueValues", _TRUE), *field.get("falseValues", _FALSE)]
    return Proof(*[_one_of(column, words, bind)] * 2)


_TRUE = ("true", "True", "TRUE", "1")
_FALSE = ("false", "False", "FALSE", "0")


def _date(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    form = field.get("format", "default")
    order = _DATE_FORM.fullmatch(str(form))
    if form == "default":
        shape, value = _ISO_DATE, f"TRY_CAST({column} AS DATE)"
    elif order and {order[1], order[3], order[4]} == {"d", "m", "Y"}:
        mark = f"[{order[2]}]" if order[2] else ""
        shape = mark.join("[0-9]{4}" if order[i] == "Y" else "[0-9]{2}" for i in (1, 3, 4))
        value = f"CAST(try_strptime({column}, {bind(form)}) AS DATE)"
    else:
        return NOTHING
    condition = f"({_matches(column, shape, bind)} AND coalesce({value} >= DATE '0001-01-01', FALSE))"
    return _typed(condition, value, "date")


def _datetime(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    if field.get("format", "default") != "default":
        return NOTHING
    day = f"TRY_CAST({column}[1:10] AS DATE)"
    shape = _matches(column, f"{_ISO_DATE}T{_CLOCK}Z?", bind)
    condition = f"({shape} AND coalesce({day} >= DATE '0001-01-01', FALSE))"
    return Proof(condition, condition)


def _time(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    if field.get("format", "default") != "default":
        return NOTHING
    return Proof(*[_matches(column, _CLOCK, bind)] * 2)


def _year(_field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    return _typed(_matches(column, "[0-9]{4}", bind), f"TRY_CAST({column} AS BIGINT)", "integer")


def _yearmonth(_field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    return _typed(_matches(column, "[0-9]{4}-(0[1-9]|1[0-2])", bind), column, "yearmonth")


def _geopoint(field: Mapping[str, Any], column: str, bind: Bind) -> Proof:
    if field.get("format", "default") != "default":
        return NOTHING
    longitude = "-?(?:[0-9]{1,2}|1[0-7][0-9])(?:\\.[0-9]{1,15})?"
    latitude = "-?[0-8]?[0-9](?:\\.[0-9]{1,15})?"
    return Proof(*[_matches(column, f"{longitude}, ?{latitude}", bind)] * 2)


_TYPES: Mapping[str, Callable[[Mapping[str, Any], str, Bind], Proof]] = {
    "any": _any,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "geopoint": _geopoint,
    "integer": _integer,
    "number": _number,
    "string": _string,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
}


# Constraints: SQL, nothing where it is looked at elsewhere, None where it cannot be proved.


def _constraint(field: Mapping[str, Any], name: str, limit: Any, made: Proof, bind: Bind) -> str | None:
    if name in ("required", "unique"):
        return ""
    if name in _OF_STRINGS:
        return (
            _OF_STRINGS[name](made.value, limit, bind)
            if field.get("type") == "string" and made.kind
            else None
        )
    if name in _BOUNDS:
        bound = _value(limit, made.kind, field)
        return None if bound is None else f"{made.value} {_BOUNDS[name]} {_literal(bound, made.kind, bind)}"
    if name == "enum" and isinstance(limit, list):
        values = [_value(item, made.kind, field) for item in limit]
        return None if None in values or not values else _in_kind(made, values, bind)
    return None


def _pattern(text: str, limit: Any, bind: Bind) -> str | None:
    return _matches(text, limit, bind) if isinstance(limit, str) and is_shared(limit) else None


def _length(sign: str) -> Callable[[str, Any, Bind], str | None]:
    return lambda text, limit, bind: f"length({text}) {sign} {bind(limit)}" if type(limit) is int else None


_OF_STRINGS: Mapping[str, Callable[[str, Any, Bind], str | None]] = {
    "minLength": _length(">="),
    "maxLength": _length("<="),
    "pattern": _pattern,
}


def _in_kind(made: Proof, values: Sequence[Any], bind: Bind) -> str:
    if made.kind == "text":
        return _one_of(made.value, values, bind)
    return f"{made.value} IN ({', '.join(_literal(value, made.kind, bind) for value in values)})"


def _one_of(column: str, words: Sequence[Any], bind: Bind) -> str:
    listed = [bind(word) for word in words if isinstance(word, str)]
    return f"{column} IN ({', '.join(listed)})" if listed else "FALSE"


def _literal(value: Any, kind: str, bind: Bind) -> str:
    types = {"integer": "BIGINT", "number": _NUMBER, "date": "DATE"}
    return f"CAST({bind(str(value))} AS {types[kind]})" if kind in types else bind(value)


def _value(limit: Any, kind: str, field: Mapping[str, Any]) -> Any:
    """A constraint's value as one of the kind, where frictionless surely reads it so; else None."""
    text = str(limit) if type(limit) in (int, float, str) else ""
    match kind:
        case "text" if isinstance(limit, str):
            return limit
        case "integer" if re.fullmatch("[0-9]{4}" if field.get("type") == "year" else "-?[0-9]{1,17}", text):
            return int(text)
        case "number" if re.fullmatch(r"-?[0-9]{1,14}(\.[0-9]{1,9})?", text) and _is_plain(limit, field):
            return Decimal(text)
        case "date" if re.fullmatch(_ISO_DATE, text) and field.get("format", "default") == "default":
            return _day(text)
        case "yearmonth" if re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", text):
            return text
    return None


def _is_plain(limit: Any, field: Mapping[str, Any]) -> bool:
    """A limit that is written as text would be read with the field's own marks."""
    return not isinstance(limit, str) or not {"decimalChar", "groupChar"} & field.keys()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

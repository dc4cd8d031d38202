"""What is known of the columns of tables: how their values are read, and which codes a foreign key leads to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from frictionless import Field as Reader

from saraban.cells import missing_values
from saraban.model import Field, ForeignKey, Table
from saraban.validate.causes._case import Case
from saraban.validate.faults import Fault
from saraban.validate.proof.patterns import may_explode
from saraban.validate.standard import following_the_standard
from saraban.validate.values import values

_FOR_OTHERS = ("categories", "categoriesOrdered", "rdfType")  # what plays no part in reading a value
_LARGEST = 1 << 22  # bytes of a table that is read for its codes

Reads = Callable[[str], bool]


class Columns:
    """The columns of some tables. What is known of one is found out once, not for each fault, and only if asked for."""

    def __init__(self, tables: Mapping[str, Table], hidden: Collection[str]) -> None:
        self._tables = tables
        self._hidden = hidden
        self._readers: dict[tuple[str, tuple[str, ...]], tuple[Field | None, Reads]] = {}
        self._codes: dict[ForeignKey, Collection[str]] = {}

    def case(self, fault: Fault, in_row: Sequence[Fault], in_table: Sequence[Fault]) -> Case:
        """A fault with what is known of its columns."""
        table = self._tables[fault.table]
        place = fault.table, fault.fields
        if place not in self._readers:
            field = next((field for field in table.schema.fields if (field.name,) == fault.fields), None)
            self._readers[place] = field, _reader(field, table)
        field, reads = self._readers[place]
        keys = [key for key in table.schema.foreign_keys if key.fields == fault.fields]
        led_to = [ForeignKey(key.fields, key.table or table.name, key.reference) for key in keys]
        secret = any(key.table in self._hidden for key in led_to)

        def is_code(text: str) -> bool:
            return any(text in self._codes_of(key) for key in led_to)

        return Case(fault, table, field, in_row, in_table, reads, is_code, "" if secret else fault.near)

    def _codes_of(self, key: ForeignKey) -> Collection[str]:
        if key not in self._codes:
            table = None if key.table in self._hidden else self._tables.get(key.table)
            usable = table and not table.problems and sum(part.bytes for part in table.parts) <= _LARGEST
            rows = values(table, key.reference) if table and usable and len(key.reference) == 1 else ()
            self._codes[key] = {str(value) for _, (value,) in rows if value is not None}
        return self._codes[key]


def _reader(field: Field | None, table: Table) -> Reads:
    """A function that tells whether the oracle takes a text for a good value of the field."""
    if field is None or _takes_long(field):
        return lambda _: False
    said = {key: value for key, value in field.standard.items() if key not in _FOR_OTHERS}
    missing = list(missing_values(table.schema, field))
    try:
        with following_the_standard(versioned=False):
            made = Reader.from_descriptor(
                {**said, "name": "value", "type": field.type, "missingValues": missing}
            )
            read = made.create_cell_reader()
    except Exception:  # noqa: BLE001 - odd constraints fail in many ways, and the oracle tells of them
        return lambda _: False
    return lambda text: not read(text)[1]


def _takes_long(field: Field) -> bool:
    """Whether its pattern may need more time for a guess than anybody can wait."""
    constraints = field.standard.get("constraints")
    pattern = constraints.get("pattern") if isinstance(constraints, dict) else None
    return isinstance(pattern, str) and may_explode(pattern)

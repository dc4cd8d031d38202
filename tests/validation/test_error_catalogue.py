"""Every type of error that validation can find: frictionless and saraban say it of the same row and field."""

from __future__ import annotations

import gzip
import inspect
from dataclasses import dataclass
from typing import Any

import pytest
from frictionless import Error, errors

from saraban.model import Trouble
from tests.validation.compare import Bench
from tests.validation.sample import Sample, package, table

A, B = {"name": "a", "type": "integer"}, {"name": "b"}
SELF = [{"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}]
OTHER = [{"fields": ["b"], "reference": {"resource": "u", "fields": ["b"]}}]


@dataclass(frozen=True)
class Case:
    """A package with one error of the type; `trouble` where ours is a problem found while reading."""

    type: str
    sample: Sample
    row: int | None = None
    fields: tuple[str, ...] = ()
    trouble: Trouble | None = None


def _csv(kind: str, content: str, row: int | None = None, *fields: str, **properties: Any) -> Case:
    """A case of a table with the integer `a` and the text `b`."""
    return Case(kind, package(table("t", A, B, **properties), t__csv=content.encode()), row, fields)


def _constraint(content: str, kind: str, row: int, **constraints: Any) -> Case:
    field = {"name": "c", "type": kind, "constraints": constraints}
    sample = package(table("t", field, B), v2=True, t__csv=content.encode())
    return Case("constraint-error", sample, row, ("c",))


def _words(kind: str, v2: bool = False, **properties: Any) -> Case:
    """A case of a resource whose description is wrong."""
    resource = {**table("t", A, B), **properties}
    return Case(kind, package(resource, v2=v2, t__csv=b"a,b\n1,x\n"))


def _package(**properties: Any) -> Case:
    sample = package(table("t", A, B), t__csv=b"a,b\n1,x\n")
    return Case("package-error", Sample({**sample.descriptor, **properties}, sample.files))


def _file(
    kind: str, name: str, content: bytes | None, trouble: Trouble | None = None, **properties: Any
) -> Case:
    files = {} if content is None else {name: content}
    return Case(
        kind, Sample({"resources": [table("t", A, B, path=name, **properties)]}, files), trouble=trouble
    )


GOOD = "a,b\n1,x\n2,y\n"
CASES = [
    # the file
    _csv("hash-count", GOOD, hash="md5:00000000000000000000000000000000"),
    _csv("hash-count", GOOD, hash="sha256:00"),
    _csv("byte-count", GOOD, bytes=11),
    _csv("field-count", GOOD, fields=3),
    _csv("row-count", GOOD, rows=3),
    _file("encoding-error", "t.csv.gz", gzip.compress(b"a,b\n1,\xff\n"), encoding="utf-8"),
    _file("encoding-error", "t.csv", b"a,b\n1,\xff\n", Trouble.ENCODING, encoding="utf-8"),
    _file("encoding-error", "t.csv", b"a,b\n1,x\n", Trouble.ENCODING, encoding="no-such"),
    _file("compression-error", "t.csv.gz", b"a,b\n1,x\n", encoding="utf-8"),
    _file("compression-error", "t.csv.zip", b"a,b\n1,x\n", encoding="utf-8"),
    _file("compression-error", "t.csv", b"a,b\n1,x\n", compression="lzw"),
    _file("scheme-error", "t.csv", None, Trouble.ABSENT),
    _file("format-error", "t.xlsx", b"a,b\n1,x\n"),
    _file("source-error", "t.csv", b""),
    _file("source-error", "t.json", b'{"a": 1}', type="table"),
    _file("source-error", "t.jsonl", b'["a", "b"]\n[1, "x"]\n[2\n'),
    Case("source-error", package(table("t", A, B, data=[["a", "b"], {"a": 1}]))),
    # the header
    _csv("extra-label", "a,b,c\n1,x,y\n", 1),
    _csv("missing-label", "a\n1\n", 1, "b"),
    _csv("missing-label", "b\nx\n", 1, "a", schema={"fieldsMatch": "subset"}),
    _csv("blank-label", "a,\n1,x\n", 1, "b"),
    _csv("duplicate-label", "a,a\n1,x\n", 1, "b"),
    _csv("incorrect-label", "a,c\n1,x\n", 1, "b"),
    _csv("incorrect-label", "a,B\n1,x\n", 1, "b"),
    _csv("unmatched-header", "c,d\n1,x\n", 1, schema={"fieldsMatch": "partial"}),
    _csv("error", "a,a\n1,x\n", schema={"fieldsMatch": "equal"}),
    Case(
        "metadata-error",
        package(
            table("t", A, {"name": "A"}, schema={"fieldsMatch": "equal"}, dialect={"headerCase": False}),
            t__csv=b"a,b\n1,x\n",
        ),
    ),
    # the rows
    _csv("blank-row", "a,b\n1,x\n,\n2,y\n", 3),
    _csv("blank-row", "a,b\n1,x\n\n2,y\n", 3),
    _csv("primary-key", "a,b\n1,x\n1,y\n", 3, "a", schema={"primaryKey": "a"}),
    _csv("primary-key", "a,b\n1,x\n01,x\n", 3, "a", "b", schema={"primaryKey": ["a", "b"]}),
    _csv("primary-key", "a,b\n1,x\n,y\n", 3, "a", schema={"primaryKey": ["a"]}),
    _csv("foreign-key", "a,b\n1,1\n2,3\n", 2, "b", schema={"foreignKeys": SELF}),
    Case(
        "foreign-key",
        package(
            table("t", A, B, schema={"foreignKeys": OTHER}),
            table("u", B),
            t__csv=b"a,b\n1,x\n2,z\n",
            u__csv=b"b\nx\ny\n",
        ),
        3,
        ("b",),
    ),
    _csv("resource-error", GOOD, schema={"foreignKeys": OTHER}),
    # the cells
    _csv("extra-cell", "a,b\n1,x,y\n", 2),
    _csv("missing-cell", "a,b\n1\n", 2, "b"),
    _csv("type-error", "a,b\n1,x\n1.5,y\n", 3, "a"),
    _constraint("c,b\n,x\n", "string", 2, required=True),
    _constraint("c,b\nab,x\n", "string", 2, minLength=3),
    _constraint("c,b\nabcd,x\n", "string", 2, maxLength=3),
    _constraint("c,b\nab,x\n1,y\n", "string", 3, pattern="[a-z]+"),
    _constraint("c,b\n1,x\n3,y\n", "integer", 3, enum=[1, 2]),
    _constraint("c,b\n4,x\n", "integer", 2, minimum=5),
    _constraint("c,b\n2026-01-02,x\n", "date", 2, maximum="2026-01-01"),
    _constraint("c,b\n5,x\n", "number", 2, exclusiveMinimum=5),
    _constraint("c,b\n2569-01,x\n", "yearmonth", 2, exclusiveMaximum="2569-01"),
    # the order in one row: cells of keys come first
    *(
        Case("type-error", package(table("t", A, field, schema=schema), t__csv=b"a,b\nx,y\n"), 2, ("a",))
        for field, schema in (
            ({"name": "b", "type": "integer", "constraints": {"unique": True}}, {}),
            ({"name": "b", "type": "integer"}, {"primaryKey": ["b"]}),
            ({"name": "b", "type": "integer"}, {"foreignKeys": SELF}),
        )
    ),
    # patterns as Python's `re` means them: vowels above and below are no word characters
    _constraint("c,b\nเด็ก,x\n", "string", 2, pattern=r"\w+"),
    _constraint("c,b\nเด็ก,x\n", "string", 2, pattern=r"\w+\s*\w*"),
    _constraint("c,b\n1\u0e52,x\n1\u00b2,y\n", "string", 3, pattern=r"\d+"),
    _constraint("c,b\n\x1c,x\n", "string", 2, pattern=r"\S+"),
    Case(
        "unique-error",
        package(table("t", {**A, "constraints": {"unique": True}}, B), t__csv=b"a,b\n1,x\n2,y\n+1,z\n"),
        4,
        ("a",),
    ),
    # the words
    _package(name="ก"),
    Case("package-error", Sample({"title": "x"}, {})),
    _package(resources=[{"name": "t", "data": []}, {"name": "t", "data": []}]),
    _package(missingValues=[]),
    _words("resource-error", type="no-such"),
    _words("resource-error", data=[]),
    _words("resource-error", licenses=[{}]),
    _words("schema-error", schema={"fields": [A, A]}),
    _words("schema-error", schema={"fields": [A, B], "primaryKey": ["c"]}),
    _words("field-error", schema={"fields": [{"name": "a", "type": "integr"}]}),
    _words("field-error", schema={"fields": [{**A, "constraints": {"pattern": "x"}}]}),
    _words("field-error", schema={"fields": [{**A, "missingValues": [{"value": "-"}]}]}),
    _words("dialect-error", dialect={"header": "yes"}),
    _words("control-error", dialect={"csv": {"delimiter": 5}}),
]

# Types that validation of a package never gives, and why.
ELSEWHERE = {
    **dict.fromkeys(
        ("data-error", "file-error", "table-error", "header-error", "label-error", "row-error", "cell-error"),
        "a family of errors, never an error itself",
    ),
    "blank-header": "a header without labels counts as missing before it could be called blank",
    **dict.fromkeys(
        (
            *(
                "truncated-value",
                "forbidden-value",
                "sequential-value",
                "ascii-value",
                "duplicate-row",
                "row-constraint",
            ),
            *("table-dimensions", "deviated-value", "deviated-cell", "required-value"),
        ),
        "of a check that must be asked for",
    ),
    **dict.fromkeys(
        (
            *(
                "catalog-error",
                "dataset-error",
                "checklist-error",
                "check-error",
                "detector-error",
                "inquiry-error",
            ),
            *(
                "inquiry-task-error",
                "pipeline-error",
                "step-error",
                "report-error",
                "report-task-error",
                "stats-error",
            ),
        ),
        "of another kind of descriptor than a package's",
    ),
}


@pytest.mark.parametrize("case", CASES, ids=[f"{case.type}-{number}" for number, case in enumerate(CASES)])
def test_both_say_the_error(bench: Bench, case: Case) -> None:
    verdict = bench.compare(case.sample)
    if case.type in verdict.words:
        return
    found = [(entry[0], entry[1], entry[2]) for entry in verdict.tables["t"] or []]
    assert (case.type, case.row, case.fields) in found
    problems = [problem.trouble for table in bench.read().tables for problem in table.problems]
    assert problems == ([case.trouble] if case.trouble else [])


def test_every_type_of_error_has_a_case_or_a_reason() -> None:
    types = {
        found.type for found in vars(errors).values() if inspect.isclass(found) and issubclass(found, Error)
    }
    had = {case.type for case in CASES}
    assert had | ELSEWHERE.keys() == types | {Error.type}
    assert not had & ELSEWHERE.keys()

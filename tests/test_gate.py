"""The gate: what is not clearly permitted is held, and nothing withheld passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from saraban import gate
from saraban.model import (
    Access,
    Category,
    Dataset,
    Field,
    Finding,
    ForeignKey,
    Held,
    Listing,
    Part,
    Place,
    Problem,
    Published,
    Record,
    Schema,
    Signature,
    Table,
    Text,
    Trouble,
    Verification,
    Weight,
    Withdrawal,
)
from saraban.settings import Policy

TODAY = date(2026, 11, 24)
POLICY = Policy.model_validate({"signatures": "required"})
HASH = "sha256:" + "a" * 64


def _table(**changes: object) -> Table:
    fields = (
        Field(
            "code",
            "string",
            categories=(Category("1", Text("LABEL")),),
            standard={"constraints": {"enum": ["1"]}},
        ),
        Field("secret", "string", Text("CANARY-title"), withheld=True),
    )
    schema = Schema(fields, ("code", "secret"), (("secret",), ("code",)), standard={"fields": ["CANARY"]})
    table = Table("t", schema=schema, source={"schema": {"fields": ["CANARY"]}, "format": "csv"})
    part = Part("t.csv", Path("t.csv"), 1, "b" * 64)
    return replace(table, parts=(part,), **changes)  # type: ignore[arg-type]


def _alike() -> Table:
    table = _table()
    fields = (Field("ID", withheld=True), Field("id"))
    return replace(table, schema=replace(table.schema, fields=fields))


def _signatures(*roles: str, day: date = date(2026, 6, 1)) -> tuple[Signature, ...]:
    return tuple(Signature(role, Text("name"), Text("position"), day, Text("CANARY-note")) for role in roles)


def _dataset(**changes: object) -> Dataset:
    record = Record("d", Text("ชื่อ"), access=Access.OPEN, category="ข้อมูลสาธารณะ", classification="เปิดเผย")
    dataset = Dataset(
        record,
        Path(),
        "datapackages/d/datapackage.yaml",
        (_table(),),
        (("datapackage.yaml", "c" * 64), ("t.csv", "b" * 64)),
        HASH,
        Verification(HASH, (), _signatures("verifier", "approver")),
    )
    of_record = {key: value for key, value in changes.items() if key in Record.__dataclass_fields__}
    of_dataset = {key: value for key, value in changes.items() if key not in of_record}
    return replace(dataset, record=replace(record, **of_record), **of_dataset)  # type: ignore[arg-type]


def _rules(dataset: Dataset, policy: Policy = POLICY, findings: tuple[Finding, ...] = ()) -> list[str]:
    outcome = gate.judge(dataset, findings, policy, TODAY).outcome
    return [reason.rule for reason in outcome.reasons] if isinstance(outcome, Held) else []


def test_open_verified_data_is_published() -> None:
    assert isinstance(gate.judge(_dataset(), (), POLICY, TODAY).outcome, Published)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"access": None}, "access-not-granted"),
        ({"access": Access.SECRET}, "secret"),
        ({"classification": "ลับ"}, "secret"),
        ({"category": "ข้อมูลความลับทางราชการ"}, "secret"),
        ({"category": ""}, "classification-forbids"),
        ({"category": "ข้อมูลส่วนบุคคล"}, "classification-forbids"),
        ({"classification": "ชั้นเผยแพร่ภายในองค์กร"}, "classification-forbids"),
        ({"embargo": date(2026, 11, 25)}, "embargoed"),
        ({"access": Access.INTERNAL}, "internal-use"),
        ({"tables": ()}, "tables-not-here"),
        ({"tables": (_table(problems=(Problem(Trouble.ABSENT, "t.csv"),)),)}, "tables-not-here"),
        ({"tables": (_table(withheld=True),)}, "tables-not-here"),
        ({"tables": (_table(tabular=False),)}, "withheld-not-cuttable"),
        ({"tables": (_alike(),)}, "withheld-not-cuttable"),
        ({"classification": "เปิดเผย, ลับ"}, "secret"),
        ({"verification": None}, "unsigned"),
        ({"verification": Verification(HASH, (), _signatures("verifier"))}, "unsigned"),
        ({"verification": Verification(HASH, (), _signatures("approver"))}, "unsigned"),
        (
            {
                "verification": Verification(
                    HASH, (), _signatures("verifier", "approver", day=date(2027, 1, 1))
                )
            },
            "signature-in-future",
        ),
        (
            {"verification": Verification("sha256:0", (), _signatures("verifier", "approver"))},
            "changed-since-signed",
        ),
        (
            {
                "verification": Verification(
                    HASH, (), _signatures("verifier", "approver"), Withdrawal(None, Text())
                )
            },
            "withdrawn",
        ),
    ],
)
def test_anything_less_is_held(changes: dict[str, object], rule: str) -> None:
    assert _rules(_dataset(**changes)) == [rule]


def test_an_embargo_ends_on_its_day() -> None:
    assert _rules(_dataset(embargo=TODAY)) == []


def test_a_finding_that_stops_holds_and_others_do_not() -> None:
    finding = Finding("r", Weight.STOPS, Place(), Text(), Text())
    assert _rules(_dataset(), findings=(finding,)) == ["findings-stop"]
    assert _rules(_dataset(), findings=(replace(finding, weight=Weight.WARNS),)) == []


def test_all_reasons_are_told_at_once() -> None:
    dataset = _dataset(category="", embargo=date(2030, 1, 1), verification=None)
    assert _rules(dataset) == ["classification-forbids", "embargoed", "unsigned"]


def test_signatures_can_be_waived_by_policy_only() -> None:
    policy = Policy.model_validate({"signatures": "none"})
    assert _rules(_dataset(verification=None), policy) == []


def test_the_file_that_changed_is_named() -> None:
    signed = Verification(
        "sha256:0", (("datapackage.yaml", "c" * 64), ("t.csv", "0" * 64)), _signatures("verifier")
    )
    assert gate.changed_files(_dataset(verification=signed)) == ["t.csv"]


def test_nothing_withheld_is_in_what_is_published() -> None:
    other = replace(
        _table(),
        name="u",
        withheld=True,
        title=Text("CANARY-table"),
        schema=Schema((Field("CANARY"),)),
    )
    key = ForeignKey(("code",), "u", ("CANARY",))
    table = _table()
    table = replace(table, schema=replace(table.schema, foreign_keys=(key,)))
    outcome = gate.judge(_dataset(tables=(table, other)), (), POLICY, TODAY).outcome
    assert isinstance(outcome, Published)
    assert "CANARY" not in repr(outcome)
    assert outcome.cut == (("t", 1), ("", 1))
    assert outcome.tables[0].schema.primary_key == ()
    assert outcome.tables[0].schema.unique_keys == (("code",),)


def test_names_of_signers_follow_the_policy() -> None:
    for names, expected in ((True, "name"), (False, "")):
        policy = Policy.model_validate({"signer_names": names})
        outcome = gate.judge(_dataset(), (), policy, TODAY).outcome
        assert isinstance(outcome, Published)
        assert outcome.verification is not None
        assert {signature.name.primary for signature in outcome.verification.signatures} == {expected}


@pytest.mark.parametrize("access", [Access.ON_REQUEST, Access.INTERNAL])
def test_a_listing_holds_no_value(access: Access) -> None:
    policy = Policy.model_validate({"internal": "listed"})
    outcome = gate.judge(_dataset(access=access, category="ข้อมูลส่วนบุคคล"), (), policy, TODAY).outcome
    assert isinstance(outcome, Listing)
    assert [field.name for field in outcome.outline[0].schema.fields] == ["code"]
    assert "CANARY" not in repr(outcome)
    assert "LABEL" not in repr(outcome)
    assert outcome.outline[0].parts == ()


@pytest.mark.parametrize(
    ("changes", "held", "shown", "named"),
    [
        ({"verification": None}, "named", True, True),
        ({"verification": None}, "counted", True, False),
        ({"access": Access.SECRET}, "named", False, False),
        ({"access": None}, "named", False, False),
        ({"access": Access.INTERNAL}, "named", False, False),
        ({"classification": "ลับมาก"}, "named", False, False),
    ],
)
def test_what_the_public_may_know_of_a_held_one(
    changes: dict[str, object], held: str, shown: bool, named: bool
) -> None:
    policy = Policy.model_validate({"held": held})
    outcome = gate.judge(_dataset(**changes), (), policy, TODAY).outcome
    assert isinstance(outcome, Held)
    assert (outcome.shown, outcome.public_title is not None) == (shown, named)


@pytest.mark.parametrize("rule", ["property-unusable", "permission-misspelt", "reading-failed"])
def test_a_doubtful_dataset_is_not_named(rule: str) -> None:
    finding = Finding(rule, Weight.STOPS, Place(), Text(), Text())
    policy = Policy.model_validate({"held": "named"})
    outcome = gate.judge(_dataset(), (finding,), policy, TODAY).outcome
    assert isinstance(outcome, Held)
    assert not outcome.shown
    assert outcome.public_title is None

"""Data on request that does not say why it is not public, or who decides."""

from __future__ import annotations

from collections.abc import Iterator

from saraban.checks import Context
from saraban.checks._places import in_descriptor
from saraban.model import Access, Dataset, Finding, Rule, Weight, both

RULE = Rule(
    "request-ground-missing",
    Weight.WARNS,
    both(
        "ข้อมูลที่ต้องขอ แต่ไม่บอกเหตุผลหรือผู้พิจารณา",
        "data on request without a ground or a decider",
    ),
    both(
        "ผู้ขอมีสิทธิทราบเหตุผลตามกฎหมายที่ไม่เปิดเผย และผู้มีอำนาจพิจารณา",
        "those who ask have a right to know the legal ground, and who decides",
    ),
    both("เพิ่ม request: {ground: …, decided_by: …}", "add request: {ground: …, decided_by: …}"),
)


def check(dataset: Dataset, context: Context) -> Iterator[Finding]:
    """One finding that names what is lacking."""
    request = dataset.record.request
    said = {"ground": request.ground, "decided_by": request.decided_by}
    missing = [name for name, words in said.items() if not words]
    listed = dataset.record.access is Access.ON_REQUEST or (
        dataset.record.access is Access.INTERNAL and context.catalogue.policy.internal == "listed"
    )
    if listed and missing:
        names = ", ".join(missing)
        place = in_descriptor(dataset, context, "request")
        yield RULE.finding(
            dataset.name, place, both(f"request ไม่มี {names}", f"request does not say: {names}")
        )

"""What the desk refuses, in words: a step out of order, an edition that was withdrawn, a key that does not sign."""

from __future__ import annotations

from collections.abc import Sequence

from saraban.model import Dataset, Finding, Place, Rule, Text, Weight, both


class Refused(Exception):
    """Nothing was written; `findings` says why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep what is wrong, all of it."""
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


def _rule(name: str, title: Text, why: Text, cure: Text) -> Rule:
    return Rule(name, Weight.STOPS, title, why, cure)


RULES = {
    rule.name: rule
    for rule in (
        _rule(
            "not-submitted",
            both("ยังไม่ได้ส่งให้ตรวจสอบ", "it has not been submitted"),
            both("ผู้ตรวจสอบดูเฉพาะฉบับที่ผ่านการตรวจด้วยเครื่องแล้ว", "verifiers look at what the machine has checked"),
            both("สั่ง saraban submit NAME ก่อน", "first: saraban submit NAME"),
        ),
        _rule(
            "not-verified",
            both("ยังไม่มีผู้ตรวจสอบลงนาม", "no verifier has signed it"),
            both("ผู้อนุมัติลงนามหลังผู้ตรวจสอบ", "the approver signs after the verifier"),
            both("ให้ผู้ตรวจสอบสั่ง saraban verify NAME ก่อน", "first, the verifier: saraban verify NAME"),
        ),
        _rule(
            "already-signed",
            both("ลงนามไว้แล้ว", "it is signed already"),
            both("แฟ้มไม่เปลี่ยนแปลงตั้งแต่ลงนามในขั้นนี้", "no byte has changed since this step was signed"),
            both("ไม่ต้องดำเนินการ", "nothing to do"),
        ),
        _rule(
            "withdrawn-unchanged",
            both("ฉบับนี้ถอนการเผยแพร่แล้ว", "this edition was withdrawn"),
            both(
                "ส่งใหม่ได้เมื่อข้อมูลหรือคำอธิบายได้แก้ไขแล้ว และนโยบายกำหนดให้ลงนาม",
                "it can be submitted again once data or descriptor are mended, where the policy asks for signatures",
            ),
            both(
                "แก้ข้อมูล หรือลบรายการ withdrawn ใน verification.yaml หากถอนโดยผิดพลาด",
                "mend it, or remove `withdrawn` from verification.yaml if it was withdrawn by mistake",
            ),
        ),
        _rule(
            "key-did-not-sign",
            both("ลงนามด้วยกุญแจไม่สำเร็จ", "the key did not sign"),
            both("ssh-keygen ไม่ได้สร้างลายเซ็น", "ssh-keygen made no signature"),
            both(
                "ตรวจเส้นทางของกุญแจ รหัสผ่าน และว่าติดตั้ง OpenSSH แล้ว",
                "look at the key's path, its passphrase, and whether OpenSSH is installed",
            ),
        ),
    )
}


def refusal(rule: str, dataset: Dataset, place: str, detail: str | Text = "") -> Finding:
    """A finding of one of the desk's rules."""
    made = RULES[rule]
    said = detail if isinstance(detail, Text) else Text(detail)
    problem = made.title
    if said:
        problem = both(*(f"{made.title.get(tongue)}: {said.get(tongue)}" for tongue in ("th", "en")))
    return made.finding(dataset.name, Place(place), problem)

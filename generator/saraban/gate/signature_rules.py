"""Why signatures do not count, and why an edition was sent back: reasons of the gate in words."""

from __future__ import annotations

from saraban.model import Rule, Text, Weight, both


def _rule(name: str, title: Text, why: Text, cure: Text) -> Rule:
    return Rule(name, Weight.NOTE, title, why, cure)


_SIGN_ANEW = both(
    "ให้ผู้ลงนามลงนามใหม่ด้วย saraban verify หรือ saraban approve",
    "have it signed anew: saraban verify, saraban approve",
)

RULES = {
    rule.name: rule
    for rule in (
        _rule(
            "rejected",
            both("ส่งกลับให้แก้ไข", "sent back"),
            both("ผู้ตรวจสอบหรือผู้อนุมัติไม่รับรองฉบับนี้", "verifier or approver did not stand for this edition"),
            both(
                "แก้ไขตามเหตุผลที่แจ้ง แล้วสั่ง saraban submit ใหม่", "mend what the reason says, then saraban submit"
            ),
        ),
        _rule(
            "signature-in-future",
            both("วันที่ลงนามอยู่ในอนาคต", "signed on a day that has not come"),
            both(
                "นาฬิกาของเครื่องที่ลงนามหรือเครื่องนี้ไม่ตรง หรือพิมพ์วันที่ผิด",
                "the clock of the signing machine or of this one is wrong, or the day was mistyped",
            ),
            both("ตั้งนาฬิกาให้ตรง แล้วลงนามใหม่", "set the clock right, then sign anew"),
        ),
        _rule(
            "signature-expired",
            both("ลายเซ็นหมดอายุ", "the signature has expired"),
            both(
                "พ้นจำนวนวันที่นโยบายกำหนด หรือกุญแจใช้ไม่ได้ในวันที่ลงนาม",
                "more days have passed than the policy allows, or the key was not valid on the day of signing",
            ),
            _SIGN_ANEW,
        ),
        _rule(
            "signature-forged",
            both("ลายเซ็นด้วยกุญแจไม่ถูกต้อง", "a key's signature does not verify"),
            both(
                "ข้อความถูกแก้หลังลงนาม หรือลงนามด้วยกุญแจที่ไม่ได้เป็นของผู้ลงนาม",
                "what was signed was altered, or the key is not one that this signer may use",
            ),
            both(
                "ตรวจว่าผู้ใดแก้ verification.yaml และตรวจแฟ้มกุญแจที่อนุญาต แล้วลงนามใหม่",
                "find out who edited verification.yaml, look at the file of allowed keys, then sign anew",
            ),
        ),
        _rule(
            "signature-unverifiable",
            both("ตรวจลายเซ็นด้วยกุญแจไม่ได้", "a key's signature cannot be checked here"),
            both(
                "ไม่พบโปรแกรม ssh-keygen หรือแฟ้มกุญแจ จึงถือว่ายังไม่ได้ลงนาม",
                "without ssh-keygen and the files of keys nobody can tell, so it does not count",
            ),
            both(
                "ติดตั้ง OpenSSH และวางแฟ้มตาม policy.signing.allowed_signers และ revoked_keys",
                "install OpenSSH, and put the files where policy.signing.allowed_signers and revoked_keys say",
            ),
        ),
        _rule(
            "signature-for-other-files",
            both("ลายเซ็นเป็นของแฟ้มอื่น", "a signature is for other files"),
            both(
                "ลายเซ็นผูกกับค่าแฮชอื่น เช่น คัดลอกมาจากชุดข้อมูลหรือฉบับอื่น",
                "it is bound to another hash: it was copied from another dataset or edition",
            ),
            both("ลบลายเซ็นนั้น แล้วลงนามใหม่", "remove that signature and have the data signed anew"),
        ),
        _rule(
            "signer-not-entitled",
            both("ผู้ลงนามไม่มีอำนาจลงนาม", "the signer may not sign this"),
            both(
                "catalogue.yaml (roles, signers) ไม่ได้ให้บุคคลนี้ลงนามในบทบาทนี้สำหรับงานนี้",
                "catalogue.yaml (roles, signers) does not let this person sign in this role for this work area",
            ),
            both(
                "ให้ผู้มีอำนาจลงนาม หรือให้ผู้อำนวยการแก้ signers ใน catalogue.yaml",
                "let somebody sign who may, or have the director change signers in catalogue.yaml",
            ),
        ),
        _rule(
            "key-required",
            both("ต้องลงนามด้วยกุญแจ", "it must be signed with a key"),
            both(
                "policy.signing.keys กำหนดให้ผู้ตรวจสอบและผู้อนุมัติลงนามด้วยกุญแจ SSH",
                "policy.signing.keys asks verifier and approver for SSH keys",
            ),
            both("ลงนามใหม่ด้วย --key", "sign anew with --key"),
        ),
        _rule(
            "self-approved",
            both("ผู้อนุมัติเป็นคนเดียวกับผู้ตรวจสอบ", "the approver is the verifier"),
            both("นโยบายไม่ให้ผู้ตรวจสอบอนุมัติงานของตนเอง", "the policy forbids approving one's own verification"),
            both("ให้ผู้มีอำนาจอีกคนหนึ่งอนุมัติ", "have another person approve it"),
        ),
    )
}

"""Why the gate holds a dataset: each reason in words, with its cure."""

from __future__ import annotations

from saraban.model import Rule, Text, Weight, both


def _rule(name: str, title: Text, why: Text, cure: Text) -> Rule:
    """A reason of the gate: it holds its dataset, yet it is no mistake in the data, so it does not stop `check`."""
    return Rule(name, Weight.NOTE, title, why, cure)


RULES = {
    rule.name: rule
    for rule in (
        _rule(
            "secret",
            both("ชั้นความลับ", "secret"),
            both("ข้อมูลที่มีชั้นความลับต้องไม่ปรากฏแม้แต่ชื่อ", "secret data may not even be named"),
            both("ไม่ต้องดำเนินการ หากจัดชั้นไว้ถูกต้องแล้ว", "nothing to do if it is classified rightly"),
        ),
        _rule(
            "access-not-granted",
            both("ไม่ได้ระบุว่าเปิดเผยได้", "nothing says that it may be public"),
            both("สิ่งที่ไม่ได้อนุญาตไว้ชัดเจนจะไม่เผยแพร่", "what is not clearly permitted is not published"),
            both(
                "ระบุ access: open, on-request, internal หรือ secret",
                "state access: open, on-request, internal or secret",
            ),
        ),
        _rule(
            "internal-use",
            both("ใช้ภายในหน่วยงาน", "for internal use"),
            both("นโยบายของบัญชีข้อมูลไม่ให้แสดงข้อมูลใช้ภายใน", "the policy does not show internal data"),
            both(
                "ตั้ง policy.internal: listed หากต้องการให้ขอได้",
                "set policy.internal: listed to let it be asked for",
            ),
        ),
        _rule(
            "classification-forbids",
            both("หมวดหมู่หรือชั้นข้อมูลไม่อนุญาต", "its category or classification does not permit it"),
            both(
                "เผยแพร่ได้เฉพาะหมวดหมู่และชั้นข้อมูลที่นโยบายกำหนด",
                "only the categories and classifications of the policy are published",
            ),
            both(
                "ตรวจ data_category และ data_classification", "look at data_category and data_classification"
            ),
        ),
        _rule(
            "embargoed",
            both("ยังไม่ถึงวันเผยแพร่", "under embargo"),
            both("กำหนดวันเผยแพร่ไว้ในอนาคต", "its day of publication lies ahead"),
            both("รอจนถึงวันที่กำหนด การสร้างรอบถัดไปจะเผยแพร่เอง", "wait: the build of that day publishes it"),
        ),
        _rule(
            "withdrawn",
            both("ถอนการเผยแพร่แล้ว", "withdrawn"),
            both("ผู้รับผิดชอบถอนข้อมูลฉบับนี้พร้อมเหตุผล", "this edition was taken back, with a reason"),
            both("แก้ไขข้อมูล แล้วตรวจสอบและรับรองใหม่", "mend the data and have it signed anew"),
        ),
        _rule(
            "unsigned",
            both("ยังไม่มีผู้ตรวจสอบและผู้อนุมัติลงนาม", "not signed by a verifier and an approver"),
            both(
                "เผยแพร่เฉพาะข้อมูลที่ผู้ตรวจสอบและผู้อนุมัติรับรองแล้ว",
                "only data that a verifier and an approver stand for is published",
            ),
            both(
                "ให้ผู้ตรวจสอบและผู้อนุมัติลงนามใน verification.yaml (saraban explain NAME แสดงแบบ)",
                "have verifier and approver sign in verification.yaml (saraban explain NAME prints the form)",
            ),
        ),
        _rule(
            "changed-since-signed",
            both("ข้อมูลเปลี่ยนแปลงหลังการรับรอง", "changed since it was signed"),
            both("การรับรองผูกกับข้อมูลทุกไบต์", "signatures are bound to every byte"),
            both("ตรวจสอบส่วนที่เปลี่ยน แล้วรับรองใหม่", "look at what changed and have it signed anew"),
        ),
        _rule(
            "tables-not-here",
            both("ไม่มีแฟ้มข้อมูลให้เผยแพร่", "its tables are not here"),
            both("ชุดข้อมูลเปิดต้องมีตารางครบถ้วนและอ่านได้", "open data needs all its tables, readable"),
            both("วางแฟ้มตามเส้นทางใน datapackage", "put the files where the descriptor says"),
        ),
        _rule(
            "withheld-not-cuttable",
            both("ตัดคอลัมน์ที่ไม่เปิดเผยออกไม่ได้", "withheld columns cannot be cut out"),
            both(
                "ตัดคอลัมน์ได้เฉพาะจากตาราง (csv, tsv, xlsx, ods, parquet, json) ที่ชื่อคอลัมน์ไม่ซ้ำกัน",
                "columns can be cut only from tables (csv, tsv, xlsx, ods, parquet, json) whose names are not alike",
            ),
            both(
                "ระบุ format ของตาราง ตั้งชื่อคอลัมน์ให้ต่างกัน หรือใส่ withheld: true ทั้งแฟ้ม",
                "state the table's format, give the columns different names, or withhold the whole file",
            ),
        ),
        _rule(
            "findings-stop",
            both("มีข้อผิดพลาดที่ต้องแก้ไข", "it has mistakes that must be mended"),
            both("ข้อมูลที่ไม่ผ่านการตรวจสอบจะไม่เผยแพร่", "data that fails a check is not published"),
            both("แก้ตามรายการที่ saraban check แสดง", "mend what saraban check lists"),
        ),
    )
}

"""The rules behind what catalogue.py and read/ find: they have no check of their own, but an explanation."""

from __future__ import annotations

from saraban.model import Rule, Weight, both

UNREADABLE = "descriptor-unreadable"
UNREAD = (UNREADABLE, "reading-failed")  # after these there is nothing to check

_SETTINGS_WHY = both(
    "การตั้งค่าบอกว่าสิ่งใดเผยแพร่ได้ หากเข้าใจผิดแม้แต่ข้อเดียวจะไม่ทำอะไรเลย",
    "the settings say what may be public: with one of them misunderstood, nothing is done",
)

RULES = {
    rule.name: rule
    for rule in (
        Rule(
            UNREADABLE,
            Weight.STOPS,
            both("อ่านคำอธิบายชุดข้อมูลไม่ได้", "the descriptor cannot be read"),
            both(
                "คำอธิบายต้องเป็น YAML หรือ JSON ที่ถูกต้อง จึงจะทราบว่ามีข้อมูลใดและเปิดเผยได้เพียงใด",
                "only valid YAML or JSON tells what data there is and who may have it",
            ),
            both("แก้แฟ้มให้ถูกต้องและบันทึกเป็น UTF-8", "make the file valid and save it as UTF-8"),
        ),
        Rule(
            "path-twice",
            Weight.STOPS,
            both("แฟ้มสองแฟ้มใช้เส้นทางเดียวกัน", "two files have one path"),
            both(
                "การรับรองผูกกับเส้นทางของแฟ้ม จึงคุ้มครองได้เพียงแฟ้มเดียว",
                "signatures are bound to paths, so they would cover only one of them",
            ),
            both("เปลี่ยนชื่อแฟ้มหนึ่งแฟ้ม", "rename one of them"),
        ),
        Rule(
            "reading-failed",
            Weight.STOPS,
            both("อ่านชุดข้อมูลไม่สำเร็จ", "the package could not be read"),
            both(
                "ชุดข้อมูลที่อ่านไม่ได้จะพักไว้ โดยไม่กระทบชุดข้อมูลอื่น",
                "what cannot be read is held, and the other datasets go on",
            ),
            both(
                "ตรวจค่าที่ผิดปกติในคำอธิบาย หากถูกต้องดีแล้ว โปรดแจ้งผู้พัฒนา",
                "look for odd values in the descriptor; if all is well there, report this to the developers",
            ),
        ),
        Rule(
            "property-unusable",
            Weight.WARNS,
            both("ใช้ค่าในคำอธิบายไม่ได้", "a property's value cannot be used"),
            both(
                "ค่าที่ใช้ไม่ได้จะไม่ปรากฏบนเว็บไซต์ หากเป็นค่าที่ให้สิทธิ์ ชุดข้อมูลจะถูกพักไว้",
                "a value that cannot be used is not shown; where it grants a permission, the dataset is held",
            ),
            both("แก้ค่าตามที่แนะนำ", "write a value as the message says"),
        ),
        Rule(
            "verification-unreadable",
            Weight.STOPS,
            both("อ่านการรับรองไม่ได้", "the verification cannot be read"),
            both(
                "ไม่อาจทราบว่าผู้ใดรับรองข้อมูลใด หรือถอนแล้วหรือไม่",
                "nobody can tell who stands for the data, or whether it was withdrawn",
            ),
            both(
                "แก้ verification.yaml ตามแบบที่ saraban explain NAME แสดง",
                "mend verification.yaml: saraban explain NAME prints the form",
            ),
        ),
        Rule(
            "catalogue-missing",
            Weight.STOPS,
            both("ไม่พบแฟ้มตั้งค่าบัญชีข้อมูล", "the catalogue's file is missing"),
            _SETTINGS_WHY,
            both(
                "สั่ง saraban ในโฟลเดอร์ที่มี datapackages/catalogue.yaml หรือสร้างใหม่ด้วย saraban new DIR",
                "run saraban in the folder with datapackages/catalogue.yaml, or make one with saraban new DIR",
            ),
        ),
        Rule(
            "catalogue-unreadable",
            Weight.STOPS,
            both("อ่านแฟ้มตั้งค่าบัญชีข้อมูลไม่ได้", "the catalogue's file cannot be read"),
            _SETTINGS_WHY,
            both("แก้ YAML ให้ถูกต้องและบันทึกเป็น UTF-8", "make it valid YAML and save it as UTF-8"),
        ),
        Rule(
            "catalogue-mistake",
            Weight.STOPS,
            both("ตั้งค่าบัญชีข้อมูลไม่ถูกต้อง", "a setting of the catalogue is wrong"),
            _SETTINGS_WHY,
            both("แก้ catalogue.yaml ตามที่แนะนำ", "correct catalogue.yaml as the message says"),
        ),
    )
}

"""The program's own words in files that people open away from the site."""

from __future__ import annotations

from saraban.model import Language, both

LANGUAGES: dict[Language, str] = {"th": "ภาษาไทย", "en": "English"}

COVER = both("ปก", "Cover")
NOTES = both("หมายเหตุ", "Notes")
DICTIONARY = both("พจนานุกรมข้อมูล", "Dictionary")

TITLE = both("ชื่อชุดข้อมูล", "Dataset")
TABLE = both("ตาราง", "Table")
DESCRIPTION = both("คำอธิบาย", "Description")
NOTICE = both("ข้อควรทราบ", "Please note")
PUBLISHER = both("หน่วยงานที่เผยแพร่", "Publisher")
MAINTAINER = both("ผู้รับผิดชอบข้อมูล", "Maintained by")
PERIOD = both("ช่วงเวลาของข้อมูล", "Period")
VERSION = both("ฉบับ", "Version")
LICENCE = both("สัญญาอนุญาต", "Licence")
SOURCE = both("แหล่งที่มา", "Source")
ADDRESS = both("ที่อยู่บนเว็บไซต์", "Address")
CONTENT = both("ค่าแฮชของข้อมูลต้นฉบับ", "Content hash of the original")
WITHHELD = both("จำนวนคอลัมน์ที่ไม่เปิดเผย", "Columns withheld")
CITE = both("การอ้างอิง", "How to cite")
FILES = both("แฟ้มในชุดนี้และค่าแฮช SHA-256 สำหรับตรวจสอบความถูกต้อง", "Files and their SHA-256 checksums")

FIELD = both("คอลัมน์", "Field")
TYPE = both("ชนิดข้อมูล", "Type")
FIELD_TITLE = both("ชื่อคอลัมน์", "Title")
UNIT = both("หน่วย", "Unit")
CODE = both("รหัส", "Code")
MEANING = both("ความหมาย", "Meaning")

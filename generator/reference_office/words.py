"""Code lists of the field, and the words that names of imaginary schools are made of."""

from __future__ import annotations

YEARS = (2565, 2566, 2567, 2568, 2569)  # academic years, Buddhist Era
LAST_YEAR = YEARS[-1]
FISCAL_YEARS = (2566, 2567, 2568, 2569)  # complete ones
KINDERGARTEN = (111, 112, 113)
PRIMARY = (211, 212, 213, 214, 215, 216)
SECONDARY = (311, 312, 313)
GRADES = (*KINDERGARTEN, *PRIMARY, *SECONDARY)
GRADE_NAMES = dict(
    zip(
        GRADES,
        ("อ.1", "อ.2", "อ.3", "ป.1", "ป.2", "ป.3", "ป.4", "ป.5", "ป.6", "ม.1", "ม.2", "ม.3"),
        strict=True,
    )
)
SEXES = ("M", "F")
STAGES = {"pre-primary": KINDERGARTEN, "primary": PRIMARY, "lower-secondary": SECONDARY}


def stage(grade: int) -> str:
    """The stage of schooling a grade belongs to."""
    return next(name for name, grades in STAGES.items() if grade in grades)


# Largest number of pupils of each class, as a primary education office counts them (seven classes, and four).
SIZES_7 = (
    ("1", 0, 120),
    ("2", 121, 200),
    ("3", 201, 300),
    ("4", 301, 499),
    ("5", 500, 1499),
    ("6", 1500, 2499),
)
SIZES_4 = (("S", 0, 120), ("M", 121, 600), ("L", 601, 1500))


def size_7(pupils: int) -> str:
    """The class of seven; a school without pupils is a class of its own."""
    return "0" if pupils == 0 else next((code for code, _, most in SIZES_7 if pupils <= most), "7")


def size_4(pupils: int) -> str:
    """The class of four; a school without pupils is a class of its own."""
    return "0" if pupils == 0 else next((code for code, _, most in SIZES_4 if pupils <= most), "XL")


def common_era(year: int) -> int:
    """The Common Era year in which an academic year begins."""
    return year - 543


def school_months(year: int) -> tuple[tuple[int, int], ...]:
    """(calendar month, school days) of an academic year; the last year has come as far as October."""
    months = (
        (5, 11),
        (6, 20),
        (7, 20),
        (8, 21),
        (9, 22),
        (10, 8),
        (11, 21),
        (12, 19),
        (1, 20),
        (2, 19),
        (3, 15),
    )
    return months[:6] if year == LAST_YEAR else months


def months_of_fiscal_year(year: int) -> tuple[str, ...]:
    """`2025-10` … `2026-09` for the fiscal year 2569."""
    first = common_era(year) - 1
    return (
        *(f"{first}-{month}" for month in (10, 11, 12)),
        *(f"{first + 1}-{month:02}" for month in range(1, 10)),
    )


# --- names of schools: each holds the word สมมติ (imaginary) ---------------------------------------------------------

LANDFORMS = (
    ("หนอง", "Nong"), ("โคก", "Khok"), ("นา", "Na"), ("ดอน", "Don"), ("โนน", "Non"), ("ห้วย", "Huai"), ("คำ", "Kham"),
    ("ดง", "Dong"), ("ท่า", "Tha"), ("ทุ่ง", "Thung"), ("เหล่า", "Lao"), ("โพน", "Phon"), ("กุด", "Kut"),
)  # fmt: skip
THINGS = (
    ("บัวทอง", "Bua Thong"), ("ไผ่เขียว", "Phai Khiao"), ("ดอกปีบ", "Dok Pip"), ("แสงดาว", "Saeng Dao"),
    ("ลมหนาว", "Lom Nao"), ("ข้าวใหม่", "Khao Mai"), ("ตะวัน", "Tawan"), ("ฟ้าใส", "Fa Sai"), ("น้ำทิพย์", "Nam Thip"),
    ("ใบบุญ", "Bai Bun"), ("ต้นกล้า", "Ton Kla"), ("รุ่งอรุณ", "Rung Arun"), ("เพียงดิน", "Phiang Din"),
    ("สายฝน", "Sai Fon"), ("จันทร์เพ็ญ", "Chan Phen"), ("เมฆขาว", "Mek Khao"), ("หินงาม", "Hin Ngam"),
    ("ทรายแก้ว", "Sai Kaeo"), ("ผาสุก", "Phasuk"), ("เกษตร", "Kaset"),
)  # fmt: skip
TEMPLES = (
    ("ธาราม", "Tharam"), ("วนาราม", "Wanaram"), ("คงคาราม", "Khongkharam"), ("โพธาราม", "Photharam"),
    ("บูรพาราม", "Burapharam"), ("ศรัทธาธรรม", "Satthatham"), ("ปทุมาราม", "Pathumaram"), ("นาคาราม", "Nakharam"),
)  # fmt: skip
FOUNDATIONS = (
    ("ราษฎร์พัฒนา", "Rat Phatthana"), ("ประชาสรรค์", "Pracha San"), ("วิทยาคาร", "Witthayakhan"), ("คุรุมิตร", "Khuru Mit"),
    ("ราษฎร์ร่วมใจ", "Rat Ruam Chai"), ("ปัญญานุกูล", "Panyanukun"),
)  # fmt: skip

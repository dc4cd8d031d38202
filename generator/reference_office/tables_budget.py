"""Tables of budget affairs: allocation and disbursement, subsidies, lunch, procurement, accounts."""

from __future__ import annotations

from collections.abc import Iterator

from reference_office import words
from reference_office.chance import about, stream
from reference_office.office import Office
from reference_office.sheets import Cell, Sheet, ratio, two_decimals

Rows = list[tuple[Cell, ...]]


def sheets(office: Office) -> Iterator[Sheet]:
    """Every table of this work area."""
    yield _disbursement()
    yield _per_head(office)
    yield _capital(office)
    yield _procurement()
    yield _trial_balance()
    yield _lunch(office)
    yield _milk(office)


# (plan, expense kind, allocation of a year in baht, share spent in the first month, month by which all is spent)
_LINES = (
    ("personnel", "personnel", 585_000_000, 0.083, 12),
    ("basic", "operating", 46_500_000, 0.03, 12),
    ("basic", "investment", 38_000_000, 0.0, 11),
    ("basic", "subsidy", 61_000_000, 0.0, 9),
    ("quality", "operating", 6_200_000, 0.02, 12),
    ("quality", "other", 2_400_000, 0.0, 12),
    ("equity", "subsidy", 9_800_000, 0.0, 10),
    ("equity", "operating", 1_900_000, 0.03, 12),
)


def _disbursement() -> Sheet:
    """Sums since the beginning of the fiscal year: October is the first month."""
    rows: Rows = []
    for year in (*words.FISCAL_YEARS, words.FISCAL_YEARS[-1] + 1):
        for plan, kind, amount, first, done in _LINES:
            chance = stream("budget", year, plan, kind)
            allocated = round(amount * (1 + 0.012 * (year - 2566)) * chance.uniform(0.96, 1.04), -2)
            goal = chance.uniform(0.972, 1.0)
            months = words.months_of_fiscal_year(year)
            for number, month in enumerate(months if year in words.FISCAL_YEARS else months[:1], start=1):
                smooth = first + (goal - first) * ((number - 1) / (done - 1)) if number < done else goal
                jump = (number / 12) ** 2.2 * goal if kind == "investment" else smooth
                spent = round(allocated * min(goal, jump), 2)
                rows.append(
                    (
                        year,
                        month,
                        plan,
                        kind,
                        two_decimals(allocated),
                        two_decimals(spent),
                        ratio(spent, allocated),
                    )
                )
    header = (
        "fiscal_year",
        "month",
        "plan",
        "expense_kind",
        "allocated_baht",
        "disbursed_baht",
        "disbursed_percent",
    )
    return Sheet("budget-disbursement/disbursement.csv", header, rows)


_RATES = {"pre-primary": 1_800, "primary": 2_000, "lower-secondary": 3_700}  # made-up baht a year


def _per_head(office: Office) -> Sheet:
    """Half of the yearly rate in each term, by the pupils of 10 June and 10 November."""
    rows: Rows = []
    for year in words.YEARS:
        for term in (1, 2):
            for school in office.of_year(year):
                all_pupils = office.enrolment.school(year, term, school.code)
                for stage, grades in words.STAGES.items():
                    pupils = sum(office.enrolment.count(year, term, school.code, grade) for grade in grades)
                    if not pupils:
                        continue
                    rate = round(_RATES[stage] * (1 + 0.02 * (year - 2565)))
                    extra = 250 if all_pupils <= 120 and stage != "lower-secondary" else 0
                    rows.append(
                        (
                            year,
                            term,
                            school.code,
                            stage,
                            pupils,
                            rate // 2,
                            extra,
                            pupils * (rate // 2 + extra),
                        )
                    )
    header = (
        "academic_year",
        "term",
        "school_code",
        "stage",
        "pupils",
        "rate_baht",
        "small_school_baht",
        "amount_baht",
    )
    return Sheet("per-head-subsidy/per-head.csv", header, rows)


_ITEMS = (
    ("classroom-building", "อาคารเรียน สปช.105/29 ปรับปรุง", 2_850_000), ("toilet", "ส้วมนักเรียน 4 ที่นั่ง", 420_000),
    ("repair", "ปรับปรุงซ่อมแซมอาคารเรียน", 380_000), ("repair", "ปรับปรุงระบบไฟฟ้า", 165_000),
    ("equipment", "ครุภัณฑ์คอมพิวเตอร์สำหรับห้องเรียน", 310_000), ("equipment", "โต๊ะเก้าอี้นักเรียน", 96_000),
    ("canteen", "โรงอาหาร 260 ที่นั่ง", 1_980_000), ("sports", "ลานกีฬาเอนกประสงค์", 540_000),
)  # fmt: skip


def _capital(office: Office) -> Sheet:
    """Amounts with thousands separators, as the finance group types them."""
    rows: Rows = []
    for year in words.FISCAL_YEARS:
        schools = [s for s in office.of_year(year) if s.size > 20]
        for number in range(1, 31):
            chance = stream("capital", year, number)
            kind, item, price = chance.choice(_ITEMS)
            allocated = round(price * chance.uniform(0.9, 1.15), -2)
            contract = round(allocated * chance.uniform(0.86, 1.0), -2)
            done = year < 2569 or chance.random() < 0.72
            rows.append((
                year, f"{year}-{number:03}", chance.choice(schools).code, kind, item, f"{allocated:,.2f}",
                f"{contract:,.2f}", f"{contract if done else round(contract * 0.4, 2):,.2f}",
                "paid" if done else "carried-over",
            ))  # fmt: skip
    header = (
        "fiscal_year",
        "item_no",
        "school_code",
        "kind",
        "item",
        "allocated_baht",
        "contract_baht",
        "paid_baht",
        "status",
    )
    return Sheet("capital-budget/capital.csv", header, rows)


def _procurement() -> Sheet:
    rows: Rows = []
    months = [(year, month) for year in words.FISCAL_YEARS for month in words.months_of_fiscal_year(year)]
    for year, month in (*months, (2570, "2026-10")):
        for method, mean, price in (
            ("specific", 11, 62_000),
            ("selection", 0.5, 780_000),
            ("e-bidding", 0.7, 1_900_000),
        ):
            chance = stream("procurement", month, method)
            number = about(chance, mean)
            reference = sum(round(price * chance.uniform(0.2, 1.8), 2) for _ in range(number))
            contract = reference * chance.uniform(0.88, 0.995)
            rows.append(
                (
                    year,
                    month,
                    method,
                    number,
                    two_decimals(round(reference, 2)),
                    two_decimals(round(contract, 2)),
                )
            )
    header = ("fiscal_year", "month", "method", "contracts", "reference_baht", "contract_baht")
    return Sheet("procurement/procurement.csv", header, rows)


# (code, name, side, opening balance in baht, monthly movement)
_ACCOUNTS = (
    ("1101", "เงินสดในมือ", "debit", 12_400, 900),
    ("1102", "เงินฝากคลัง", "debit", 18_350_000, 420_000),
    ("1103", "เงินฝากธนาคารในงบประมาณ", "debit", 2_140_000, 95_000),
    ("1104", "เงินฝากธนาคารนอกงบประมาณ", "debit", 6_320_000, 210_000),
    ("1105", "ลูกหนี้เงินยืม", "debit", 184_000, 31_000),
    ("1106", "วัสดุคงคลัง", "debit", 265_000, 18_000),
    ("1201", "อาคารและสิ่งปลูกสร้าง", "debit", 412_600_000, 1_900_000),
    ("1202", "ครุภัณฑ์สำนักงาน", "debit", 14_700_000, 60_000),
    ("1203", "ครุภัณฑ์คอมพิวเตอร์", "debit", 9_900_000, 75_000),
    ("2101", "เจ้าหนี้การค้า", "credit", 740_000, 52_000),
    ("2102", "ใบสำคัญค้างจ่าย", "credit", 1_260_000, 88_000),
    ("2103", "เงินรับฝากอื่น", "credit", 5_830_000, 140_000),
    ("2104", "เงินประกันสัญญา", "credit", 3_410_000, 46_000),
    ("2201", "ค่าเสื่อมราคาสะสม", "credit", 168_000_000, 1_150_000),
    ("4101", "รายได้จากงบบุคลากร", "credit", 0, 48_700_000),
    ("4102", "รายได้จากงบดำเนินงาน", "credit", 0, 4_600_000),
    ("4103", "รายได้จากงบลงทุน", "credit", 0, 3_100_000),
    ("4104", "รายได้จากงบอุดหนุน", "credit", 0, 5_700_000),
    ("5101", "เงินเดือนและค่าจ้าง", "debit", 0, 48_700_000),
    ("5102", "ค่าตอบแทนใช้สอย", "debit", 0, 2_350_000),
    ("5103", "ค่าวัสดุ", "debit", 0, 1_450_000),
    ("5104", "ค่าสาธารณูปโภค", "debit", 0, 380_000),
    ("5105", "ค่าเสื่อมราคา", "debit", 0, 1_150_000),
    ("5106", "เงินอุดหนุนจ่าย", "debit", 0, 5_700_000),
)
_CAPITAL = ("3101", "รายได้สูง (ต่ำ) กว่าค่าใช้จ่ายสะสม")


def _trial_balance() -> Sheet:
    """Twelve months of the last fiscal year; the accumulated result makes debit and credit equal."""
    rows: Rows = []
    for number, month in enumerate(words.months_of_fiscal_year(2569), start=1):
        debits = credits_ = 0.0
        for code, name, side, opening, movement in _ACCOUNTS:
            chance = stream("balance", code, month)
            amount = round(opening + movement * number * chance.uniform(0.985, 1.015), 2)
            debit, credit = (amount, 0.0) if side == "debit" else (0.0, amount)
            debits, credits_ = debits + debit, credits_ + credit
            rows.append((month, code, name, debit, credit))
        rest = round(debits - credits_, 2)
        rows.append((month, *_CAPITAL, max(-rest, 0.0), max(rest, 0.0)))
    return Sheet(
        "trial-balance/trial-balance.ods",
        ("month", "account_code", "account_name", "debit_baht", "credit_baht"),
        rows,
    )


# Made-up rates in baht a pupil and day: small schools get more.
_LUNCH = ((40, 36), (100, 27), (120, 24), (100_000, 22))


def _lunch(office: Office) -> Sheet:
    rows: Rows = []
    for year in words.YEARS:
        for school in office.of_year(year):
            pupils = sum(
                office.enrolment.count(year, 1, school.code, grade)
                for grade in (*words.KINDERGARTEN, *words.PRIMARY)
            )
            if pupils:
                rate = next(baht for most, baht in _LUNCH if pupils <= most)
                rows.append((year, school.code, pupils, rate, 200, pupils * rate * 200))
    header = ("academic_year", "school_code", "pupils", "rate_baht", "days", "amount_baht")
    return Sheet("lunch/lunch.csv", header, rows)


def _milk(office: Office) -> Sheet:
    rows: Rows = []
    for month, days in words.school_months(2569):
        for school in office.of_year(2569):
            pupils = sum(
                office.enrolment.count(2569, 1, school.code, grade)
                for grade in (*words.KINDERGARTEN, *words.PRIMARY)
            )
            if pupils:
                chance = stream("milk", school.code, month)
                boxes = pupils * days
                rows.append(
                    (
                        f"2026-{month:02}",
                        school.code,
                        pupils,
                        days,
                        boxes,
                        chance.choice((0, 0, 0, 0, 6, 12, 36)),
                    )
                )
    header = ("month", "school_code", "pupils", "days", "boxes", "boxes_damaged")
    return Sheet("school-milk/milk.csv", header, rows)

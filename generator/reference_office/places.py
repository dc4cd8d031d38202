"""Real places: the 77 provinces, and the districts and sub-districts of one of them (Amnat Charoen).

Centres of districts are rough and only spread the imaginary schools over a map.
"""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE = "37"
OFFICE = (15.865, 104.626)  # the imaginary office stands in the provincial town


@dataclass(frozen=True, slots=True)
class Subdistrict:
    """A sub-district (tambon) of an education office's district (amphoe)."""

    code: str
    name: str
    name_en: str
    district: District


@dataclass(frozen=True, slots=True)
class District:
    """A district with a rough centre; `spread` is how far schools lie from it (north, south, west, east)."""

    code: str
    name: str
    name_en: str
    postcode: str
    schools: int
    centre: tuple[float, float]
    spread: tuple[float, float, float, float] = (0.08, 0.08, 0.09, 0.09)


DISTRICTS = (
    District(
        "3701", "เมืองอำนาจเจริญ", "Mueang Amnat Charoen", "37000", 38, (15.86, 104.62), (0.1, 0.12, 0.11, 0.12)
    ),
    District("3702", "ชานุมาน", "Chanuman", "37210", 16, (16.18, 104.96), (0.07, 0.16, 0.12, 0.01)),
    District(
        "3703", "ปทุมราชวงศา", "Pathum Ratchawongsa", "37110", 19, (15.93, 104.90), (0.06, 0.08, 0.06, 0.07)
    ),
    District("3704", "พนา", "Phana", "37180", 12, (15.68, 104.85), (0.05, 0.05, 0.06, 0.05)),
    District("3705", "เสนางคนิคม", "Senangkhanikhom", "37290", 15, (16.02, 104.67), (0.06, 0.05, 0.08, 0.06)),
    District("3706", "หัวตะพาน", "Hua Taphan", "37240", 18, (15.69, 104.53), (0.08, 0.06, 0.07, 0.05)),
    District("3707", "ลืออำนาจ", "Lue Amnat", "37120", 14, (15.70, 104.69), (0.06, 0.06, 0.05, 0.06)),
)

# In the order of their codes: 370101, 370102 …
_NAMES = {
    "3701": "บุ่ง Bung|ไก่คำ Kai Kham|นาจิก Na Chik|ปลาค้าว Pla Khao|เหล่าพรวน Lao Phruan|สร้างนกทา Sang Nok Tha|"
    "คึมใหญ่ Khuem Yai|นาผือ Na Phue|น้ำปลีก Nam Plik|นาวัง Na Wang|นาหมอม้า Na Mo Ma|โนนโพธิ์ Non Pho|"
    "โนนหนามแท่ง Non Nam Thaeng|ห้วยไร่ Huai Rai|หนองมะแซว Nong Masaeo|กุดปลาดุก Kut Pla Duk|ดอนเมย Don Moei|"
    "นายม Na Yom|นาแต้ Na Tae",
    "3702": "ชานุมาน Chanuman|โคกสาร Khok San|คำเขื่อนแก้ว Kham Khuean Kaeo|โคกก่ง Khok Kong|ป่าก่อ Pa Ko",
    "3703": "หนองข่า Nong Kha|คำโพน Kham Phon|นาหว้า Na Wa|ลือ Lue|ห้วย Huai|โนนงาม Non Ngam|นาป่าแซง Na Pa Saeng",
    "3704": "พนา Phana|จานลาน Chan Lan|ไม้กลอน Mai Klon|พระเหลา Phra Lao",
    "3705": "เสนางคนิคม Senangkhanikhom|โพนทอง Phon Thong|ไร่สีสุก Rai Si Suk|นาเวียง Na Wiang|หนองไฮ Nong Hai|"
    "หนองสามสี Nong Sam Si",
    "3706": "หัวตะพาน Hua Taphan|คำพระ Kham Phra|เค็งใหญ่ Kheng Yai|หนองแก้ว Nong Kaeo|โพนเมืองน้อย Phon Mueang Noi|"
    "สร้างถ่อน้อย Sang Tho Noi|จิกดู่ Chik Du|รัตนวารี Rattanawari",
    "3707": "อำนาจ Amnat|ดงมะยาง Dong Mayang|เปือย Pueai|ดงบัง Dong Bang|ไร่ขี Rai Khi|แมด Maet|โคกกลาง Khok Klang",
}


def subdistricts(district: District) -> tuple[Subdistrict, ...]:
    """The sub-districts of a district, by code."""
    pairs = (entry.split(" ", 1) for entry in _NAMES[district.code].split("|"))
    return tuple(
        Subdistrict(f"{district.code}{number:02}", name, name_en, district)
        for number, (name, name_en) in enumerate(pairs, start=1)
    )


def region(code: str) -> str:
    """The region of a province in the division of the National Statistical Office."""
    if code == "10":
        return "กรุงเทพมหานคร"
    if code[0] in "127":
        return "ภาคกลาง"
    return {"3": "ภาคตะวันออกเฉียงเหนือ", "4": "ภาคตะวันออกเฉียงเหนือ", "5": "ภาคเหนือ", "6": "ภาคเหนือ"}.get(
        code[0], "ภาคใต้"
    )


_PROVINCES = (
    "10 กรุงเทพมหานคร/Bangkok|11 สมุทรปราการ/Samut Prakan|12 นนทบุรี/Nonthaburi|13 ปทุมธานี/Pathum Thani|"
    "14 พระนครศรีอยุธยา/Phra Nakhon Si Ayutthaya|15 อ่างทอง/Ang Thong|16 ลพบุรี/Lop Buri|17 สิงห์บุรี/Sing Buri|"
    "18 ชัยนาท/Chai Nat|19 สระบุรี/Saraburi|20 ชลบุรี/Chon Buri|21 ระยอง/Rayong|22 จันทบุรี/Chanthaburi|"
    "23 ตราด/Trat|24 ฉะเชิงเทรา/Chachoengsao|25 ปราจีนบุรี/Prachin Buri|26 นครนายก/Nakhon Nayok|"
    "27 สระแก้ว/Sa Kaeo|30 นครราชสีมา/Nakhon Ratchasima|31 บุรีรัมย์/Buri Ram|32 สุรินทร์/Surin|"
    "33 ศรีสะเกษ/Si Sa Ket|34 อุบลราชธานี/Ubon Ratchathani|35 ยโสธร/Yasothon|36 ชัยภูมิ/Chaiyaphum|"
    "37 อำนาจเจริญ/Amnat Charoen|38 บึงกาฬ/Bueng Kan|39 หนองบัวลำภู/Nong Bua Lam Phu|40 ขอนแก่น/Khon Kaen|"
    "41 อุดรธานี/Udon Thani|42 เลย/Loei|43 หนองคาย/Nong Khai|44 มหาสารคาม/Maha Sarakham|45 ร้อยเอ็ด/Roi Et|"
    "46 กาฬสินธุ์/Kalasin|47 สกลนคร/Sakon Nakhon|48 นครพนม/Nakhon Phanom|49 มุกดาหาร/Mukdahan|"
    "50 เชียงใหม่/Chiang Mai|51 ลำพูน/Lamphun|52 ลำปาง/Lampang|53 อุตรดิตถ์/Uttaradit|54 แพร่/Phrae|55 น่าน/Nan|"
    "56 พะเยา/Phayao|57 เชียงราย/Chiang Rai|58 แม่ฮ่องสอน/Mae Hong Son|60 นครสวรรค์/Nakhon Sawan|"
    "61 อุทัยธานี/Uthai Thani|62 กำแพงเพชร/Kamphaeng Phet|63 ตาก/Tak|64 สุโขทัย/Sukhothai|65 พิษณุโลก/Phitsanulok|"
    "66 พิจิตร/Phichit|67 เพชรบูรณ์/Phetchabun|70 ราชบุรี/Ratchaburi|71 กาญจนบุรี/Kanchanaburi|"
    "72 สุพรรณบุรี/Suphan Buri|73 นครปฐม/Nakhon Pathom|74 สมุทรสาคร/Samut Sakhon|75 สมุทรสงคราม/Samut Songkhram|"
    "76 เพชรบุรี/Phetchaburi|77 ประจวบคีรีขันธ์/Prachuap Khiri Khan|80 นครศรีธรรมราช/Nakhon Si Thammarat|"
    "81 กระบี่/Krabi|82 พังงา/Phang-nga|83 ภูเก็ต/Phuket|84 สุราษฎร์ธานี/Surat Thani|85 ระนอง/Ranong|"
    "86 ชุมพร/Chumphon|90 สงขลา/Songkhla|91 สตูล/Satun|92 ตรัง/Trang|93 พัทลุง/Phatthalung|94 ปัตตานี/Pattani|"
    "95 ยะลา/Yala|96 นราธิวาส/Narathiwat"
)
PROVINCES = tuple((entry[:2], *entry[3:].split("/", 1)) for entry in _PROVINCES.split("|"))

"""Lines of a given width, in Thai and in Latin letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraban.thai.width import width
from saraban.thai.wrapping import wrapped

LETTERS = st.text(st.sampled_from("กขนมสเแโะาำัิ่้์ๆฯ aZ0/-_ “”(\n\u200b國"), max_size=60)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("แก้ไขค่าในแถว", 6, ["แก้ไขค่า", "ในแถว"]),
        ("ตารางนี้ไม่ตรงกับคำอธิบาย", 12, ["ตารางนี้", "ไม่ตรงกับคำ", "อธิบาย"]),
        ("row 2 “2569”", 8, ["row 2", "“2569”"]),
        ("datapackages/schools/datapackage.yaml", 21, ["datapackages/schools/", "datapackage.yaml"]),
        ("withheld-column-in-open-file", 20, ["withheld-column-in-", "open-file"]),
        ("10/6/2569 2026-06-10", 10, ["10/6/2569", "2026-06-10"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("", 5, [""]),
        ("ก้ก้ก้ก้ก้", 2, ["ก้ก้", "ก้ก้", "ก้"]),
    ],
)
def test_wrapped(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped(text, columns) == lines


@given(LETTERS, st.integers(2, 20))
def test_nothing_is_lost_too_wide_or_parted(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    starts = [line[0] for line in lines if line]
    for line in lines:
        assert width(line) <= columns
    if not any(unicodedata.category(paragraph[0]) == "Mn" for paragraph in text.split() if paragraph):
        assert all(unicodedata.category(letter) != "Mn" for letter in starts)

"""Thai text, order, digits, years, dates and numbers."""

from __future__ import annotations

import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saraban import thai

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))

# No loose accents of Latin letters: between two Thai marks they keep them apart until they are folded away.
LETTERS = "กขนอฤะัาำิีืุูเแโใไๅๆฯ็่้๊๋์ํฺ๑9 aÉİß-–\u200b\u00a0\n"
thai_text = st.text(st.sampled_from(LETTERS), max_size=12)


@pytest.mark.parametrize(("typed", "meant"), VECTORS["normalise"])
def test_repairs(typed: str, meant: str) -> None:
    assert thai.normalise(typed) == meant


@pytest.mark.parametrize(("text", "folded"), VECTORS["fold"])
def test_folds(text: str, folded: str) -> None:
    assert thai.fold(text) == folded


@given(thai_text)
def test_what_is_repaired_stays_as_it_is(text: str) -> None:
    assert thai.normalise(thai.normalise(text)) == thai.normalise(text)


@given(thai_text)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert thai.fold(thai.fold(text)) == thai.fold(text)


@pytest.mark.parametrize("words", VECTORS["order"], ids=lambda words: words[0])
def test_dictionary_order(words: list[str]) -> None:
    mixed = random.Random(1).sample(words, len(words))
    assert sorted(mixed, key=thai.collation_key) == words


def test_spellings_of_one_word_have_one_place() -> None:
    assert thai.collation_key("น\u0e4d\u0e49\u0e32") == thai.collation_key("น้ำ")


@given(thai_text)
def test_digits_there_and_back(text: str) -> None:
    assert thai.to_arabic(thai.to_thai(text)) == thai.to_arabic(text)


def test_digits() -> None:
    assert thai.to_thai("ปี 2569 ข้อ 10") == "ปี ๒๕๖๙ ข้อ ๑๐"
    assert thai.to_arabic("๐๑๒๓๔๕๖๗๘๙ ๑a") == "0123456789 1a"


@pytest.mark.parametrize("year", [2026, 2569])
def test_a_year_in_either_era(year: int) -> None:
    assert thai.to_common_era(year) == 2026
    assert thai.in_era(year, "th") == 2569
    assert thai.in_era(year, "en") == 2026


def test_where_the_buddhist_era_begins() -> None:
    assert not thai.is_buddhist(2399)
    assert thai.is_buddhist(2400)


@pytest.mark.parametrize(
    ("day", "language", "long", "short"),
    [
        (date(2026, 6, 10), "th", "10 มิถุนายน 2569", "10 มิ.ย. 2569"),
        (date(2026, 6, 10), "en", "10 June 2026", "10 Jun 2026"),
        (date(2024, 2, 29), "th", "29 กุมภาพันธ์ 2567", "29 ก.พ. 2567"),
        (date(2026, 5, 1), "en", "1 May 2026", "1 May 2026"),
    ],
)
def test_dates(day: date, language: str, long: str, short: str) -> None:
    assert thai.long_date(day, language) == long
    assert thai.short_date(day, language) == short


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.4, 0, "0"),
        (7, 1, "7.0"),
        (Decimal("99.995"), 2, "100.00"),
        (1e300, 2, "1" + "0" * 300 + ".00"),
    ],
)
def test_halves_go_up(value: Decimal | float, digits: int, rounded: str) -> None:
    assert f"{thai.round_half_up(value, digits):f}" == rounded


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_no_number_is_not_rounded(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        thai.round_half_up(value, 2)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0, None, "0"),
        (1234567, None, "1,234,567"),
        (-1234, None, "-1,234"),
        (1234.5, None, "1,234.5"),
        (1234.5, 2, "1,234.50"),
        (Decimal("1234567.890"), None, "1,234,567.890"),
        (1e21, None, "1,000,000,000,000,000,000,000"),
        (1234567, -3, "1,235,000"),
    ],
)
def test_numbers_have_group_commas(value: Decimal | float, digits: int | None, written: str) -> None:
    assert thai.format_number(value, digits) == written

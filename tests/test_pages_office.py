"""The office's pages: what they say, what they never say, and that no catalogue is too empty for them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from lxml import html

from saraban import forms, request_forms
from saraban.catalogue import Catalogue
from saraban.citation import edition_day
from saraban.flow_chart import advance, chart, wrap
from saraban.interface import interface
from saraban.model import (
    Access,
    Listing,
    Page,
    Period,
    Profile,
    Published,
    Record,
    Request,
    Signature,
    Table,
    Text,
    Verification,
    both,
)
from saraban.pages import about, glossary, home, legal, procedure, request, request_form, search, status
from saraban.portal import Portal, Waiting
from saraban.settings import CatalogueSettings, RequestProcedure, Step, Term
from saraban.surroundings import surroundings
from saraban.vocabulary import vocabulary

TODAY = date(2026, 11, 24)
KINDS = (about, glossary, home, legal, procedure, request, request_form, search, status)
HOSTILE = "<script>alert('ก')</script>"
EMPTY = {"title": "ว่าง", "publisher": {"name": "สำนักงาน"}}
FORM = {"title": "แบบคำร้อง", "addressee": "ผู้อำนวยการ", "orders": [{"section": "เปิดเผย", "text": ""}]}
FULL = {
    "title": "คลัง",
    "title_en": "Catalogue",
    "notice": f"ข้อมูลสมมติ {HOSTILE}",
    "publisher": {"name": "สำนักงาน", "name_en": "Office", "email": "info@saraban.example", "phone": "0"},
    "work_areas": [{"id": "general", "title": "งานบริหารทั่วไป"}, {"id": "academic", "title": "งานวิชาการ"}],
    "calendar": [
        {"date": "2026-11-23", "title": "ผ่านไปแล้ว"},
        {"date": "2026-12-08", "title": "ครั้งถัดไป", "datasets": ["pupils", "not-public"]},
        {"date": "2026-11-24", "title": "วันนี้"},
    ],
    "holidays": [{"date": "2026-12-10", "title": "วันรัฐธรรมนูญ"}],
    "procedure": {
        "title": "จัดทำข้อมูล",
        "steps": [
            {"title": "ศึกษา", "least_days": 1, "most_days": 5},
            {"title": "อนุมัติ", "most_days": 3, "decision": True},
            {"title": "เผยแพร่"},
        ],
    },
    "request": {
        "title": "ขอข้อมูล",
        "fees": [{"item": "A4", "amount": 1.5, "unit": "บาท"}],
        "to_confirm": [{"text": "ตรวจอัตรา"}],
        "form": FORM,
    },
    "glossary": [{"term": "เขต", "meaning": "พื้นที่"}, {"term": "DMC", "meaning": "ระบบ"}],
    "laws": [{"title": "พระราชบัญญัติ", "url": "https://law.example/"}],
}


def portal_of(settings: dict[str, Any], **values: Any) -> Portal:
    parsed = CatalogueSettings.model_validate(settings)
    codes = vocabulary(parsed.vocabulary)
    assert codes
    return Portal(Catalogue(Path(), parsed, codes), TODAY, **values)


def published(name: str = "pupils", **values: Any) -> Published:
    record = Record(name, both("นักเรียน", "Pupils"), work_area="general", created="2026-11-13T09:00:00")
    signatures = (
        Signature("verifier", date=date(2026, 6, 20)),
        Signature("approver", date=date(2026, 6, 25)),
    )
    tables = (Table("pupils"), Table("classes"))
    return Published(replace(record, **values), tables, "hash", Verification("hash", (), signatures))


def listing(name: str = "teachers", **values: Any) -> Listing:
    record = Record(name, Text("ทะเบียนครู"), work_area="general", access=Access.ON_REQUEST)
    return Listing(replace(record, **values), (Table("register", Text("ทะเบียน")),))


def full(**values: Any) -> Portal:
    return portal_of(
        FULL,
        published=(published(),),
        listings=(listing(request=Request(ground=Text("มาตรา 24"))),),
        waiting=(Waiting(Text("รอแก้ไข"), (both("ยังไม่ลงนาม", "not signed"),)),),
        profiles={("pupils", "pupils"): Profile(1200), ("pupils", "classes"): Profile(34)},
        **values,
    )


def pages(portal: Portal, language: str) -> dict[str, Page]:
    return {page.path: page for kind in KINDS for page in kind.pages(portal, language)}


def said(portal: Portal, path: str, language: str = "th") -> str:
    """All the words of a page, as a reader sees them."""
    return html.fromstring(
        f"<div>{' '.join(pages(portal, language)[path].parts(path).values())}</div>"
    ).text_content()


def markers(path: Path) -> set[str]:
    return set(re.findall(r"<!-- saraban:([a-z-]+) -->", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("make", [full, lambda: portal_of(EMPTY)], ids=["full", "empty"])
def test_every_page_renders(make: Callable[[], Portal], language: str) -> None:
    portal = make()
    for page in pages(portal, language).values():
        for part in page.parts(page.path).values():
            assert part.strip()
            assert HOSTILE not in part
    assert HOSTILE not in "".join(surroundings(portal, language).values())


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_marker_of_these_pages_is_filled(language: str) -> None:
    source = Path(__file__).parents[1] / "site_src" / language
    for page in (*pages(full(), language).values(), *pages(portal_of(EMPTY), language).values()):
        assert markers(source / page.frame.replace(".html", ".md")) <= set(page.parts(page.path))


def test_both_languages_have_the_same_words() -> None:
    folder = files("saraban") / "words"
    words = [
        yaml.safe_load((folder / code / "office.yaml").read_text(encoding="utf-8")) for code in ("th", "en")
    ]
    assert list(words[0]) == list(words[1])
    for key in words[0]:
        assert set(re.findall(r"\{\w+\}", words[0][key])) == set(re.findall(r"\{\w+\}", words[1][key]))


def test_words_do_not_hide_those_of_another_topic() -> None:
    for code in ("th", "en"):
        seen: dict[str, str] = {}
        for file in (files("saraban") / "words" / code).iterdir():
            for key in yaml.safe_load(file.read_text(encoding="utf-8")) or {}:
                if "office.yaml" in (file.name, seen.get(key)):
                    assert key not in seen, f"{key} stands in {file.name} and {seen[key]}"
                seen[key] = file.name


def test_keys_are_the_same_in_every_run_and_follow_their_inputs() -> None:
    one, again = pages(full(), "th"), pages(full(), "th")
    assert {path: page.key for path, page in one.items()} == {path: page.key for path, page in again.items()}
    other = pages(replace(full(), published=(published(version="2"),)), "th")
    assert one["status/index.html"].key != other["status/index.html"].key
    assert one["glossary/index.html"].key == other["glossary/index.html"].key


# Home


def test_headline_counts_what_is_published() -> None:
    found = home.figures(full())
    assert (found.published, found.tables, found.rows, found.listings) == (1, 2, 1234, 1)
    assert found.latest == date(2026, 11, 13)


def test_an_edition_without_a_day_of_its_own_has_that_of_its_data() -> None:
    period = Period(as_of=date(2026, 6, 10))
    assert edition_day(published(created="", period=period).record) == date(2026, 6, 10)
    assert edition_day(published(created="soon").record) is None


def test_next_dates_begin_today_and_name_only_what_is_public() -> None:
    assert [event.title.primary for event in home.next_dates(full())] == ["วันนี้", "ครั้งถัดไป"]
    assert "not-public" not in pages(full(), "th")["index.html"].parts("index.html")["next-dates"]


def test_examples_are_the_commonest_keywords() -> None:
    entries = (
        published("a", keywords=(Text("ครู"), Text("นักเรียน"))),
        published("b", keywords=(Text("นักเรียน"),)),
    )
    assert home.examples(portal_of(EMPTY, published=entries), "th") == ["นักเรียน", "ครู"]


# Requests


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        ("calendar", date(2026, 11, 24), date(2026, 12, 9)),
        ("calendar", date(2026, 11, 25), date(2026, 12, 11)),  # the 10th is a holiday
        ("calendar", date(2026, 11, 27), date(2026, 12, 14)),  # the 12th is a Saturday
        ("working", date(2026, 11, 24), date(2026, 12, 16)),  # over three weekends and a holiday
    ],
)
def test_a_deadline_counts_from_the_next_day_and_ends_on_an_open_one(
    kind: str, received: date, due: date
) -> None:
    asked = RequestProcedure.model_validate({"title": "ขอ", "day_kind": kind})
    assert request.due_date(received, asked, {date(2026, 12, 10)}) == due


def test_a_download_costs_nothing_and_a_fee_is_written_as_money() -> None:
    words = said(full(), "request/index.html")
    assert "ดาวน์โหลดจากเว็บไซต์นี้" in words
    assert "1.50 บาท" in words


def test_a_listing_has_a_form_that_names_it() -> None:
    page = pages(full(), "th")["request/teachers/index.html"]
    form = html.fromstring(page.parts(page.path)["request-form"])
    assert page.frame == "request/_form/index.html"
    assert "ทะเบียนครู" in page.title
    assert form.xpath("string(//textarea[@name='item-1'])") == "ทะเบียนครู (รหัส teachers)"
    assert form.xpath("//input[@name='table-register']/@checked")
    assert not form.xpath("//form/@action | //*[@type='submit']")


def test_a_purpose_is_asked_for_only_where_data_is_not_public() -> None:
    portal = full()
    assert not request_forms.asks_purpose(listing().record, portal)
    assert not request_forms.asks_purpose(listing(category="ข้อมูลสาธารณะ").record, portal)
    assert request_forms.asks_purpose(listing(category="ข้อมูลส่วนบุคคล").record, portal)
    assert request_forms.asks_purpose(listing(access=Access.INTERNAL).record, portal)


def test_the_form_asks_no_identity_number_unless_told_to() -> None:
    told = FULL | {"request": {"title": "ขอ", "form": FORM | {"identity_number": True, "purpose": True}}}
    for settings, wanted in ((FULL, False), (told, True)):
        form = pages(portal_of(settings), "th")["request/form/index.html"].parts("request/form/index.html")[
            "request-form"
        ]
        assert ('name="identity"' in form, 'name="purpose"' in form) == (wanted, wanted)


def test_a_mail_names_what_is_asked_for_and_is_safely_written() -> None:
    form = request_forms.Form("request/teachers/index.html", listing(title=Text("ก&ข?")))
    mail = request_forms.mail_address(full(), "th", form)
    assert mail.startswith("mailto:info@saraban.example?subject=")
    assert "%E0%B8%81%26%E0%B8%82%3F" in mail
    assert not re.search(r"[^\x21-\x7e]", mail)
    assert request_forms.mail_address(portal_of(EMPTY), "th", form) == ""


WAYS = [
    {"id": "own-data", "title": "ข้อมูลของตน", "text": "มาตรา 30", "days": 30, "identity_number": True},
    {"id": "correction", "title": "ขอแก้ไข", "text": "มาตรา 25", "rights": "อุทธรณ์ใน 30 วัน"},
    {"id": "not-in-catalogue", "title": "ไม่มีในรายการ", "text": "มาตรา 11"},
]


def with_ways() -> Portal:
    portal = portal_of(FULL | {"request": {**FULL["request"], "paths": WAYS}})
    return replace(portal, listings=full().listings)


def test_every_way_has_a_form_of_its_own() -> None:
    made = pages(with_ways(), "th")
    words = said(with_ways(), "request/index.html")
    for way in WAYS:
        page = made[f"request/form/{way['id']}/index.html"]
        assert page.frame == "request/form/_way/index.html"
        form = html.fromstring(page.parts(page.path)["request-form"])
        assert bool(form.xpath("//input[@name='identity']")) == (way["id"] == "own-data")
        assert bool(form.xpath("//textarea[@name='wrong']")) == (way["id"] == "correction")
        assert str(way["title"]) in words
    assert "ภายใน 30 วัน" in said(with_ways(), "request/form/own-data/index.html")
    assert "อุทธรณ์ใน 30 วัน" in said(with_ways(), "request/form/correction/index.html")


def test_purpose_and_identity_number_are_never_required() -> None:
    told = FULL | {"request": {"title": "ขอ", "form": FORM | {"identity_number": True, "purpose": True}}}
    portal = replace(portal_of(told), listings=full().listings)
    for path in ("request/form/index.html", "request/teachers/index.html"):
        form = html.fromstring(pages(portal, "th")[path].parts(path)["request-form"])
        fields = form.xpath("//*[@name='identity' or @name='purpose']")
        assert len(fields) == 2
        assert not any(field.get("aria-required") for field in fields)


def test_what_the_office_has_not_confirmed_is_marked_where_it_stands() -> None:
    unsure = {"about": "fees", "text": "ตรวจอัตรา", "source": "ประกาศ 2542"}
    marks = {}
    for confirmed in (None, "2026-11-02"):
        asked = {**FULL["request"], "to_confirm": [unsure | {"confirmed": confirmed}]}
        portal = portal_of(FULL | {"request": asked})
        parts = pages(portal, "th")["request/index.html"].parts("request/index.html")
        marks[confirmed] = ["sb-unconfirmed" in parts[name] for name in ("request-fees", "request-refusal")]
        assert ("2 พฤศจิกายน 2569" in parts["request-confirm"]) == (confirmed is not None)
        assert "ประกาศ 2542" in parts["request-confirm"]
    assert marks == {None: [True, False], "2026-11-02": [False, False]}


def test_a_coded_mail_carries_the_reference_and_claims_nothing() -> None:
    page = pages(with_ways(), "th")["request/teachers/index.html"]
    form = html.fromstring(page.parts(page.path)["request-form"])
    (link,) = form.xpath("//a[@data-mail]")
    assert "reference" not in link.get("href")
    assert link.get("data-mail").count("%7Breference%7D") == 2
    assert form.xpath("//*[@data-reference]/@data-reference") == ["T"]
    assert "ไม่ได้แปลว่ายื่นคำร้องแล้ว" in form.text_content()


def test_the_paper_form_asks_what_the_page_asks() -> None:
    portal = with_ways()
    papers = {asset.path: asset for asset in forms.assets(portal, "th")}
    for path, page in pages(portal, "th").items():
        if "request-form" not in page.markers:
            continue
        made = papers[path.replace("index.html", "request-form.docx")].make()
        assert isinstance(made, bytes)
        words = "".join(p.text for p in Document(io.BytesIO(made)).paragraphs)
        form = html.fromstring(page.parts(path)["request-form"]).xpath("//form")[0]
        for label in form.xpath(".//label/span[text()] | .//legend | .//*[@class='sb-form__legend']"):
            asked = label.text.strip()
            assert asked in words, f"{path}: {asked}"
        for area in form.xpath(".//textarea[text()]"):
            assert area.text in words
    assert not list(forms.assets(portal_of(EMPTY), "th"))


# Procedure


def test_total_days_leave_out_steps_without_a_time() -> None:
    steps = full().catalogue.settings.procedure
    assert steps
    assert procedure.total_days(steps.steps) == (4, 8)
    words = said(full(), "procedure/index.html")
    assert "4–8 วันทำการ" in words
    assert "ไม่รวมขั้นที่ 3" in words


def test_time_is_told_as_the_office_says_it() -> None:
    assert procedure.time_words(Step(title=Text("ก"), days=Text("ทันที"), most_days=3), "th") == "ทันที"
    assert procedure.time_words(Step(title=Text("ก"), most_days=3), "th") == "3 วันทำการ"
    assert procedure.time_words(Step(title=Text("ก")), "th") == ""


def test_a_decision_leads_back_to_the_last_step_that_is_none() -> None:
    steps = [("a", "", True), ("b", "", False), ("c", "", True), ("d", "", True)]
    assert chart(steps, "start", "end").returns == ((1, 0), (3, 2), (4, 2))


def test_shapes_follow_each_other_and_hold_their_words() -> None:
    words = "สังเคราะห์ ตรวจสอบ และเรียบเรียงข้อมูลสารสนเทศของงานทั้งสี่ด้านให้ถูกต้องและสมบูรณ์"
    drawn = chart([(words, "3–5 วันทำการ", True), (words, "", False)], "เริ่มต้น", "สิ้นสุด")
    for shape, below in zip(drawn.shapes, drawn.shapes[1:], strict=False):
        assert shape.top + shape.height < below.top
    for shape in drawn.shapes:
        assert max(map(advance, shape.lines)) < 2 * shape.half_width
        assert shape.top < shape.baselines[0] < shape.top + shape.height


def test_thai_words_break_before_words_that_join_and_never_inside_a_syllable() -> None:
    assert wrap("สังเคราะห์และตรวจสอบ", 150) == ["สังเคราะห์", "และตรวจสอบ"]
    assert wrap("จัดทำ\u200bแผน", 60) == ["จัดทำ", "แผน"]
    for line in wrap("กรรมการกำกับติดตามประเมินผลน้ำดื่มสะอาด", 60):
        assert not re.match(r"[ะ-ฺ็-๎ๆฯ]", line)
        assert not re.search(r"[เแโใไ]$", line)


# Glossary, status, surroundings


def test_terms_stand_under_the_letters_of_the_dictionary() -> None:
    terms = [
        Term(term=Text(word), meaning=Text("–")) for word in ("เขต", "ขนาด", "DMC", "๙ ประเภท", "ก.ค.ศ.")
    ]
    found = [
        (letter, [term.term.primary for term in group]) for letter, group in glossary.by_letter(terms, "th")
    ]
    assert found == [("0–9", ["๙ ประเภท"]), ("D", ["DMC"]), ("ก", ["ก.ค.ศ."]), ("ข", ["ขนาด", "เขต"])]


def test_status_counts_what_may_not_be_named() -> None:
    hidden = Waiting(None, (both("ชั้นความลับ", "secret"),))
    portal = replace(full(), waiting=(hidden, hidden, *full().waiting))
    words = said(portal, "status/index.html")
    assert "2 ชุด (ไม่เปิดเผยชื่อ)" in words
    assert "รอแก้ไข" in words
    assert "20 มิ.ย. 2569" in words


def test_status_tells_what_is_overdue() -> None:
    overdue = interface("th")("status-overdue")
    for day, late in ((date(2026, 11, 23), True), (TODAY, False)):
        portal = portal_of(EMPTY, published=(published(next_release=day),))
        assert (overdue in said(portal, "status/index.html")) == late


def test_a_catalogue_without_notice_has_none() -> None:
    assert not surroundings(portal_of(EMPTY), "th")["notice"].strip()
    assert "info@saraban.example" in surroundings(full(), "en")["footer"]

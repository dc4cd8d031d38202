"""The reference portal in a real browser: pages, filters, search, forms, both languages, phone width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from saraban import pipeline

ROOT = Path(__file__).parents[2]
AXE = ROOT / "generator" / "node_modules" / "axe-core" / "axe.min.js"
TODAY = date(2026, 11, 24)
PAGES = [
    "",
    "datasets/",
    "datasets/pupils/",
    "datasets/schools/",
    "datasets/teacher-register/",
    "areas/",
    "areas/academic/",
    "request/",
    "request/form/",
    "request/teacher-register/",
    "procedure/",
    "glossary/",
    "about/",
    "legal/",
    "status/",
    "search/?q=2567",
]
LANGUAGES = ["", "en/"]
EVERY = [language + page for language in LANGUAGES for page in PAGES]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal") / "site"
    pipeline.build(ROOT, TODAY, into=folder)
    return folder


@pytest.fixture
def portal(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site).rstrip("/") + "/"


@pytest.fixture
def quiet(browser: Browser, portal: str) -> Iterator[Page]:
    """A tab in which a foreign request, a missing file or a console error fails the test."""
    wrong: list[str] = []
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(5000)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith(portal) else None
    )
    tab.on(
        "response",
        lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    yield tab
    tab.close()
    assert wrong == []


@pytest.mark.parametrize("path", EVERY)
def test_page_is_whole(quiet: Page, portal: str, path: str) -> None:
    """Right language, one heading, the notice, no foreign request, nothing wider than a phone, axe content."""
    quiet.goto(portal + path)
    assert quiet.locator("html").get_attribute("lang") == ("en" if path.startswith("en/") else "th")
    assert quiet.locator("h1").count() == 1
    expect(quiet.locator("body")).to_contain_text("Imaginary" if path.startswith("en/") else "ข้อมูลสมมติ")
    assert "saraban:" not in quiet.content()
    quiet.set_viewport_size({"width": 390, "height": 844})
    assert quiet.evaluate("document.documentElement.scrollWidth") <= 390
    quiet.evaluate(AXE.read_text(encoding="utf-8"))
    report = quiet.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        f"{violation['id']}: {node['target']}"
        for violation in report["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
    assert serious == []


def test_home_leads_everywhere(quiet: Page, portal: str) -> None:
    quiet.goto(portal)
    for area in ("general", "academic", "budget", "personnel"):
        assert quiet.locator(f"a[href='areas/{area}/']").count() >= 1
    quiet.get_by_role("link", name="English").first.click()
    expect(quiet).to_have_url(portal + "en/")


def test_the_other_language_of_a_dataset(quiet: Page, portal: str) -> None:
    quiet.goto(portal + "datasets/pupils/")
    quiet.locator("a.sb-language").first.click()
    expect(quiet).to_have_url(portal + "en/datasets/pupils/")


@pytest.mark.parametrize(
    ("language", "query", "title"),
    [
        ("", "นักเรียน", "นักเรียน"),
        ("", "นักเรียนแยกตามเพศ", "เพศ"),
        ("", "O-NET", "O-NET"),
        ("", "o-net", "O-NET"),
        ("", "DMC", ""),
        ("", "2567", ""),
        ("", "2024", ""),
        ("", "นักเรืยน 2567".replace("ื", "ี"), "นักเรียน"),
        ("", "จ\u0e33นวน".replace("\u0e33", "\u0e4d\u0e32"), "จำนวน"),
        ("", "โรงเรียนบานสมมติ", "สมมติ"),
        ("", "1037900", ""),
        ("", "เบิกจาย", "เบิกจ่าย"),
        ("en/", "pupils", "upils"),
        ("en/", "2567", ""),
        ("en/", "2024", ""),
        ("en/", "glossary", "Glossary"),
    ],
)
def test_search_in_the_header(quiet: Page, portal: str, language: str, query: str, title: str) -> None:
    quiet.goto(portal + language)
    box = quiet.locator(".md-header input[name=q]")
    box.click()
    box.fill(query)
    first = quiet.locator(".md-header .sb-search__results [role=option]").first
    expect(first).to_be_visible()
    texts = quiet.locator(".md-header .sb-search__results [role=option]").all_inner_texts()
    assert any(title in text for text in texts)
    box.press("ArrowDown")
    box.press("Enter")
    quiet.wait_for_url(re.compile(r"/(datasets|glossary|request|about|procedure|areas|legal|status)/"))


def test_search_says_when_nothing_is_found(quiet: Page, portal: str) -> None:
    quiet.goto(portal + "search/?q=ฟฟฟฟฟ")
    expect(quiet.locator("main")).to_contain_text("ไม่พบ")


def test_secret_and_held_data_is_not_found(quiet: Page, portal: str) -> None:
    for query in ("secret", "CANARY"):
        quiet.goto(f"{portal}search/?q={query}")
        expect(quiet.locator("main .sb-search__live")).not_to_be_empty()
        assert quiet.locator("main a[href*='secret']").count() == 0


def test_filters(quiet: Page, portal: str) -> None:
    quiet.goto(portal + "datasets/")
    shown = quiet.locator("[data-dataset]:visible")
    everything = shown.count()
    assert everything >= 30
    quiet.locator("select[name=area]").select_option("budget")
    expect(quiet).to_have_url(re.compile(r"area=budget"))
    budget = shown.count()
    assert 0 < budget < everything
    quiet.locator("select[name=access]").select_option("open")
    assert 0 < shown.count() <= budget
    quiet.goto(portal + "datasets/?area=academic&year=2024")
    expect(quiet.locator("select[name=area]")).to_have_value("academic")
    assert 0 < shown.count() < everything
    quiet.goto(portal + "datasets/?q=ไม่มีชุดข้อมูลนี้")
    expect(shown).to_have_count(0)


def test_downloads_answer(quiet: Page, portal: str) -> None:
    quiet.goto(portal + "datasets/rt/")
    addresses = quiet.eval_on_selector_all("a[download]", "links => links.map(link => link.href)")
    kinds = {address.rsplit(".", 1)[-1] for address in addresses}
    assert {"csv", "xlsx", "parquet", "zip", "json"} <= kinds
    for address in addresses:
        assert quiet.request.get(address).ok


def test_tables_can_be_sorted_by_keyboard(quiet: Page, portal: str) -> None:
    quiet.goto(portal + "datasets/provinces/")
    header = quiet.locator("table th button").first
    header.focus()
    header.press("Enter")
    expect(quiet.locator("th[aria-sort=ascending]").first).to_be_visible()


def test_the_form_is_filled_in(quiet: Page, portal: str) -> None:
    quiet.goto(portal + "request/teacher-register/")
    expect(quiet.locator("main")).to_contain_text("teacher-register")
    values = quiet.eval_on_selector_all(
        "main input, main textarea", "fields => fields.map(field => field.value)"
    )
    assert any("ครู" in value for value in values)
    assert quiet.locator("form[action]").filter(has=quiet.locator("textarea")).count() == 0


def test_search_on_a_phone(browser: Browser, portal: str) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    tab.goto(portal + "datasets/pupils/")
    box = tab.locator(".md-header input[name=q]")
    box.fill("นักเรียน")
    expect(tab.locator(".md-header .sb-search__results [role=option]").first).to_be_in_viewport()
    tab.close()

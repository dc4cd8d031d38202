"""The search of the site: folding is the same in Python and in the browser, and the form finds what is there."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from saraban import thai

STATIC = Path(str(files("saraban"))) / "static"
VECTORS = json.loads((Path(__file__).parents[1] / "thai" / "vectors.json").read_text(encoding="utf-8"))
LETTERS = "กขนอฤะัาำิีืุูเแโใไๅๆฯ็่้๊๋์ํฺ๑9 aÉİßΣ-–\u0301\u0323\u200b\u00a0\n\x1f\x85😀"


# ---------------------------------------------------------------- one folding, two languages
@pytest.fixture
def folding(page: Page) -> Page:
    page.add_script_tag(path=STATIC / "fold.js")
    return page


@pytest.mark.parametrize("name", ["normalise", "fold"])
def test_the_browser_folds_as_the_vectors_say(folding: Page, name: str) -> None:
    texts = [text for text, _ in VECTORS[name]]
    answers = folding.evaluate(f"texts => texts.map(saraban.{name})", texts)
    assert dict(zip(texts, answers, strict=True)) == dict(VECTORS[name])


def test_the_browser_folds_any_text_as_python_does(folding: Page) -> None:
    chance = random.Random(2569)
    texts = ["".join(chance.choices(LETTERS, k=chance.randint(1, 9))) for _ in range(3000)]
    answers = folding.evaluate("texts => texts.map(saraban.fold)", texts)
    assert dict(zip(texts, answers, strict=True)) == {text: thai.fold(text) for text in texts}


@pytest.mark.parametrize(("text", "query", "marked"), VECTORS["spans"])
def test_what_is_marked_in_a_title(folding: Page, text: str, query: str, marked: list[str]) -> None:
    script = """([text, query]) => saraban.spans(text, saraban.fold(query).split(" "))
        .map(([start, end]) => text.slice(start, end))"""
    assert folding.evaluate(script, [text, query]) == marked


@pytest.mark.parametrize("words", VECTORS["order"][1:], ids=lambda words: words[0])
def test_the_order_of_thai_words_is_the_collators(page: Page, words: list[str]) -> None:
    """The first vector mixes scripts: there the collator puts Thai first and we put it last, on purpose."""
    assert page.evaluate("words => words.sort(new Intl.Collator('th').compare)", words[::-1]) == words


# ---------------------------------------------------------------- the form
WORDS = """data-word-count="พบ {n} รายการ" data-word-none="ไม่พบ {q}" data-word-by-words="ค้นตามคำ {words}"
    data-word-all="ดูทั้งหมด {n}" data-word-loading="กำลังค้น" data-word-failed="ค้นไม่ได้"
    data-word-kind-dataset="ชุดข้อมูล" data-word-kind-value="ค่าในข้อมูล" data-word-kind-field="ช่องข้อมูล" """
FORM = """<form class="sb-search" role="search" {kind} data-saraban-search data-index="{root}/index.json"
 data-root="{root}" action="{root}/search/" {words}><input type="search" name="q" aria-label="ค้นหา">
 <div class="sb-search__results"></div><p class="sb-search__live" aria-live="polite"></p></form>"""
PAGE = """<!doctype html><html lang="th"><meta charset="utf-8"><title>ทดสอบ</title>{forms}<textarea></textarea>
<script defer src="{root}/fold.js"></script><script defer src="{root}/search.js"></script></html>"""


def page_with(*kinds: str, root: str = "..") -> str:
    forms = "".join(FORM.format(kind=kind, root=root, words=WORDS) for kind in kinds)
    return PAGE.format(forms=forms, root=root)


def entry(kind: str, title: str, subtitle: str = "", more: str = "", address: str = "") -> dict[str, str]:
    return {
        "k": kind,
        "t": title,
        "s": subtitle,
        "u": address or f"datasets/{len(title)}/",
        "f": thai.fold(title),
        "x": thai.fold(f"{subtitle} {more}"),
    }


ENTRIES = [
    entry("field", "จำนวนนักเรียน", "คน"),
    entry("dataset", "ข้อมูลนักเรียนรายเพศ", "ระบบDMCรอบ10มิ.ย.", "จำนวน 2569 2026", "datasets/students/"),
    entry("dataset", "แหล่งน้ำดื่มของโรงเรียน", address="datasets/water/"),
    entry("dataset", "คะแนนO-NET ปี ๒๕๖๘", address="datasets/onet/"),
    entry("dataset", '<img src=x onerror="document.title=1"> ข้อมูลแปลก', address="datasets/odd/"),
    entry("dataset", "ที่อยู่แปลก", address="//example.com/"),
    *[entry("value", f"โรงเรียนสมมติที่ {number}") for number in range(1, 31)],
]


@pytest.fixture
def site(tmp_path: Path, serve: Callable[[Path], str]) -> str:
    for name in ("fold.js", "search.js"):
        shutil.copy(STATIC / name, tmp_path)
    (tmp_path / "index.json").write_text(json.dumps({"entries": ENTRIES}), encoding="utf-8")
    pages = {
        "": page_with("", root="."),
        "search": page_with("data-full"),
        "both": page_with("", "data-full"),
        **{f"datasets/{name}": name for name in ("students", "water", "onet", "odd")},
    }
    for folder, html in pages.items():
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "index.html").write_text(html, encoding="utf-8")
    return serve(tmp_path)


@pytest.fixture
def home(page: Page, site: str) -> Page:
    page.goto(f"{site}/")
    return page


def look_for(page: Page, query: str) -> list[str]:
    """Titles of the results, when the search has spoken."""
    page.fill("input", query)
    expect(page.locator(".sb-search__live")).to_contain_text("พบ")
    return page.locator(".sb-search__link .sb-search__title").all_text_contents()


def test_the_index_is_fetched_when_the_search_begins(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{site}/", wait_until="networkidle")
    assert "index.json" not in asked
    with page.expect_response("**/index.json"):
        page.focus("input")
    look_for(page, "นักเรียน")
    look_for(page, "โรงเรียน")
    assert asked.count("index.json") == 1


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("นักเรียน", "ข้อมูลนักเรียนรายเพศ"),
        ("เรียนราย", "ข้อมูลนักเรียนรายเพศ"),
        ("น่ำดื้ม", "แหล่งน้ำดื่มของโรงเรียน"),
        ("น\u0e4d\u0e49\u0e32ดื่ม", "แหล่งน้ำดื่มของโรงเรียน"),
        ("o-net", "คะแนนO-NET ปี ๒๕๖๘"),
        ("DMC", "ข้อมูลนักเรียนรายเพศ"),
        ("นักเรียน 2026", "ข้อมูลนักเรียนรายเพศ"),
        ("เพศ ข้อมูล", "ข้อมูลนักเรียนรายเพศ"),
        ("2568", "คะแนนO-NET ปี ๒๕๖๘"),
        ("จำนวน", "จำนวนนักเรียน"),
    ],
)
def test_finds(home: Page, query: str, first: str) -> None:
    assert look_for(home, query)[0] == first


def test_an_unspaced_query_is_cut_into_words_and_says_so(home: Page) -> None:
    assert look_for(home, "จำนวนนักเรียนเพศ") == ["ข้อมูลนักเรียนรายเพศ"]
    expect(home.locator(".sb-search__note")).to_have_text("ค้นตามคำ จำนวน · นักเรียน · เพศ พบ 1 รายการ")


def test_says_when_there_is_nothing(home: Page) -> None:
    assert look_for(home, "ช้างน้ำแข็งยักษ์") == []
    expect(home.locator(".sb-search__note")).to_be_visible()
    expect(home.locator(".sb-search__live")).to_have_text("ไม่พบ ช้างน้ำแข็งยักษ์")
    expect(home.locator("input")).to_have_attribute("aria-expanded", "false")


def test_says_that_it_waits_for_the_index(home: Page) -> None:
    home.route("**/index.json", lambda route: None)  # a very slow line
    home.fill("input", "นักเรียน")
    expect(home.locator(".sb-search__note")).to_be_visible()
    expect(home.locator(".sb-search__note")).to_have_text("กำลังค้น")


def test_says_when_the_index_cannot_be_had(home: Page) -> None:
    home.route("**/index.json", lambda route: route.fulfill(status=503))
    home.fill("input", "นักเรียน")
    expect(home.locator(".sb-search__live")).to_have_text("ค้นไม่ได้")
    home.unroute("**/index.json")
    assert look_for(home, "นักเรียนร") == ["ข้อมูลนักเรียนรายเพศ"]


def test_a_title_is_text(home: Page) -> None:
    assert look_for(home, "<img") == ['<img src=x onerror="document.title=1"> ข้อมูลแปลก']
    assert home.locator(".sb-search__results img").count() == 0
    assert home.title() == "ทดสอบ"


def test_a_result_never_leaves_the_site(home: Page, site: str) -> None:
    look_for(home, "ที่อยู่แปลก")
    assert home.locator(".sb-search__link").evaluate("link => link.href").startswith(f"{site}/")


def test_marks_what_matched(home: Page) -> None:
    look_for(home, "ดืม นำ")
    assert home.locator("mark").all_text_contents() == ["น้ำดื่ม"]


def test_keys(home: Page, site: str) -> None:
    field = home.locator("input")
    home.keyboard.press("/")
    expect(field).to_be_focused()
    assert len(look_for(home, "ข้อมูล")) == 2
    expect(field).to_have_attribute("aria-expanded", "true")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("ArrowUp")
    chosen = home.locator("[role=option][aria-selected=true]")
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site}/datasets/students/")


def test_escape_closes_and_arrows_open_again(home: Page) -> None:
    look_for(home, "ข้อมูล")
    results = home.locator(".sb-search__results")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Escape")
    expect(results).to_be_hidden()
    expect(home.locator("input")).to_have_attribute("aria-activedescendant", "")
    assert home.input_value("input") == "ข้อมูล"
    home.keyboard.press("ArrowDown")
    expect(results).to_be_visible()
    home.focus("textarea")
    expect(results).to_be_hidden()


@pytest.mark.parametrize("key", ["/", "s", "ฝ", "ห"])
def test_shortcuts_are_left_alone_where_somebody_types(home: Page, key: str) -> None:
    def press() -> None:
        pressed = "new KeyboardEvent('keydown', {key, bubbles: true})"
        home.evaluate(f"key => document.activeElement.dispatchEvent({pressed})", key)

    home.focus("textarea")
    press()
    expect(home.locator("textarea")).to_be_focused()
    home.locator("textarea").blur()
    press()
    expect(home.locator("input")).to_be_focused()


def test_the_drop_down_is_short_and_leads_to_all(home: Page, site: str) -> None:
    assert len(look_for(home, "สมมติ")) == 20
    home.click("text=ดูทั้งหมด 30")
    home.wait_for_url(f"{site}/search/?q=*")
    expect(home.locator(".sb-search__link")).to_have_count(30)
    assert home.input_value("input") == "สมมติ"


def test_enter_without_a_choice_leads_to_all(home: Page) -> None:
    look_for(home, "นักเรียน")
    home.keyboard.press("Enter")
    home.wait_for_url("**/search/?q=*")
    expect(home.locator("h2")).to_have_text(["ชุดข้อมูล (1)", "ช่องข้อมูล (1)"])


def test_a_click_opens_a_result(home: Page, site: str) -> None:
    look_for(home, "น้ำ")
    home.click(".sb-search__link")
    home.wait_for_url(f"{site}/datasets/water/")


def test_a_shortcut_leads_to_the_search_pages_own_field(page: Page, site: str) -> None:
    page.goto(f"{site}/both/")
    page.keyboard.press("s")
    expect(page.locator("input").last).to_be_focused()


def test_the_search_page_keeps_its_address_in_step(page: Page, site: str) -> None:
    page.goto(f"{site}/search/")
    look_for(page, "DMC")
    assert page.url == f"{site}/search/?q=DMC"
    page.reload()
    expect(page.locator(".sb-search__link")).to_have_count(1)
    page.fill("input", "")
    expect(page.locator(".sb-search__link")).to_have_count(0)
    assert page.url == f"{site}/search/"

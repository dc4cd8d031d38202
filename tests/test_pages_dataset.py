"""Pages of datasets, listings, the list of all datasets and work areas, from values made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from lxml import html
from lxml.html import HtmlElement

from saraban.catalogue import Catalogue
from saraban.certificate import certificate
from saraban.citation import citation, edition_day
from saraban.model import (
    Access,
    Category,
    Distribution,
    Field,
    Frequency,
    Licence,
    Listing,
    Page,
    Period,
    Profile,
    Published,
    Record,
    Request,
    Schema,
    Signature,
    Table,
    Text,
    Verification,
    both,
)
from saraban.pages import area, dataset, datasets, listing
from saraban.pages._editions import Freshness, frequency_words, freshness
from saraban.pages._prose import prose
from saraban.pages._reuse import snippets
from saraban.pages._tables import limits
from saraban.portal import Portal
from saraban.settings import CatalogueSettings
from saraban.vocabulary import vocabulary

TODAY = date(2026, 11, 24)


def words(th: str, en: str = "") -> Text:
    return Text(th, (("en", en),) if en else ())


def catalogue(**changes: object) -> Catalogue:
    given: dict[str, object] = {
        "title": "คลังข้อมูล",
        "publisher": {"name": "สำนักงานสมมติ", "name_en": "Imaginary Office"},
        "site_url": "https://portal.example/open/",
        "work_areas": [
            {"id": "academic", "title": "วิชาการ", "title_en": "Academic"},
            {"id": "budget", "title": "งบประมาณ", "title_en": "Budget"},
        ],
        "levels": [{"id": "office", "title": "สำนักงาน"}, {"id": "school", "title": "สถานศึกษา"}],
        "roles": [{"id": "verifier", "title": "ผู้ตรวจสอบ", "title_en": "Verifier"}],
        **changes,
    }
    codes = vocabulary("thai-gdc")
    assert codes is not None
    return Catalogue(Path(), CatalogueSettings.model_validate(given), codes)


RECORD = Record(
    name="pupils",
    title=words("จำนวนนักเรียน", "Pupils"),
    description=words("นักเรียนทุกโรงเรียน", "Pupils of every school"),
    keywords=(words("นักเรียน", "pupils"),),
    work_area="academic",
    level="school",
    access=Access.OPEN,
    licences=(Licence("CC-BY-4.0", "Attribution", "https://licence.example/"),),
    period=Period(as_of=date(2026, 6, 10), academic=(2025, 2026)),
    frequency=Frequency("ปี", 1),
    version="2569.1",
    created="2026-06-22T09:00:00+07:00",
)
TABLE = Table(
    name="counts",
    title=words("จำนวน", "Counts"),
    schema=Schema(
        (
            Field("year", "integer", words("ปีการศึกษา", "Academic year")),
            Field("sex", "string", words("เพศ", "Sex"), categories=(Category("M", words("ชาย", "Boys")),)),
            Field("pupils", "integer", words("นักเรียน", "Pupils"), unit=words("คน", "persons")),
        ),
        primary_key=("year", "sex"),
        missing_values=("", "-"),
    ),
)
PUBLISHED = Published(RECORD, (TABLE,), "sha256:abc", cut=(("counts", 2), ("", 1)))
PROFILE = Profile(1234, (("2569", "M", "1234"), ("2569", "M", "-"), (None, "X", "5")))
FILES = tuple(
    Distribution("pupils", table, form, f"datasets/pupils/{name}", Path(name), 2_000, "0" * 64, guarded)
    for table, form, name, guarded in (
        ("counts", "csv", "counts.csv", 3),
        ("counts", "xlsx", "counts.xlsx", 0),
        ("counts", "parquet", "counts.parquet", 0),
        ("", "zip", "pupils.zip", 0),
    )
)
REGISTER = Listing(
    replace(
        RECORD,
        name="register",
        title=words("ทะเบียนรายบุคคล", "Register"),
        access=Access.ON_REQUEST,
        request=Request(ground=words("มาตรา 24", "Section 24")),
    ),
    (Table("people", schema=Schema((Field("post_no", "string", words("เลขที่ตำแหน่ง", "Post")),))),),
)


def portal(*published: Published, listings: tuple[Listing, ...] = (), **settings: object) -> Portal:
    return Portal(
        catalogue(**settings),
        TODAY,
        published,
        listings,
        profiles={(entry.name, "counts"): PROFILE for entry in published},
        distributions={entry.name: FILES for entry in published},
    )


def body(page: Page) -> HtmlElement:
    return html.fromstring("<main>" + "".join(page.parts(page.path).values()) + "</main>")


def only(pages: Iterator[Page]) -> HtmlElement:
    (page,) = pages
    return body(page)


def text(tree: HtmlElement, path: str = ".") -> str:
    return " ".join(" ".join(found.text_content().split()) for found in tree.xpath(path))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 6, 10), Freshness.FRESH),
        (date(2027, 6, 11), Freshness.FRESH),  # 366 days
        (date(2027, 6, 12), Freshness.DUE),
        (date(2028, 6, 11), Freshness.DUE),  # 732 days
        (date(2028, 6, 12), Freshness.OVERDUE),
    ],
)
def test_an_edition_is_due_after_one_period_and_overdue_after_two(today: date, state: Freshness) -> None:
    assert freshness(RECORD, replace(portal(), today=today)) is state


def test_the_day_of_the_data_comes_before_the_day_of_the_edition() -> None:
    record = replace(RECORD, period=Period(), frequency=Frequency("เดือน", 1))
    assert freshness(record, replace(portal(), today=date(2026, 7, 23))) is Freshness.FRESH
    assert edition_day(RECORD) == date(2026, 6, 22)
    assert edition_day(replace(RECORD, created="lately")) == date(2026, 6, 10)


@pytest.mark.parametrize("unit", ["", "ไม่ทราบ", "fortnight"])
def test_without_a_period_nothing_is_overdue(unit: str) -> None:
    record = replace(RECORD, frequency=Frequency(unit, 1))
    assert freshness(record, replace(portal(), today=date(2100, 1, 1))) is Freshness.UNKNOWN


def test_frequency_in_words() -> None:
    assert frequency_words(RECORD, portal(), "th") == "ทุกปี"
    two = replace(RECORD, frequency=Frequency("ปี", 2))
    assert frequency_words(two, portal(), "en") == "every 2 years"
    assert frequency_words(replace(RECORD, frequency=Frequency()), portal(), "th") == ""


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](../elsewhere/)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](https://a.example/"onclick="alert(1))',
        "![x](javascript:alert(1))",
        "<!-- saraban:dataset -->",
    ],
)
def test_prose_holds_nothing_but_prose(source: str) -> None:
    tree = html.fromstring(f"<div>{prose(source, 3)}</div>")
    assert {element.tag for element in tree.iter()} <= {"div", "p", "a", "strong"}
    for link in tree.iter("a"):
        assert set(link.attrib) == {"href"}
        assert link.get("href").startswith("https://")
    assert "<!--" not in prose(source, 3)


def test_prose_is_markdown() -> None:
    made = prose(
        "# A\n\n## B\n\n- **c** [d](https://a.example/)\n\n![map](https://a.example/m.png)\n\n|e|\n|-|\n|f|",
        3,
    )
    assert "<h3>A</h3>" in made
    assert "<h4>B</h4>" in made
    assert '<strong>c</strong> <a href="https://a.example/">d</a>' in made
    assert '<a href="https://a.example/m.png">map</a>' in made
    assert "<img" not in made
    assert "<td>f</td>" in made


def test_the_first_rows_are_shown_with_their_labels_and_total() -> None:
    tree = only(dataset.pages(portal(PUBLISHED), "th"))
    rows = [[text(cell) for cell in row] for row in tree.xpath("//table[@data-sortable]/tbody/tr")]
    assert rows == [["2569", "ชาย M", "1,234"], ["2569", "ชาย M", "-"], ["", "X", "5"]]
    assert "แสดง 3 แถวแรก จากทั้งหมด 1,234 แถว 3 คอลัมน์" in text(tree)
    assert tree.xpath("//table[@data-sortable]/tbody/tr[1]/td[3]/@data-value") == ["1234"]
    assert text(tree, "//table[@data-sortable]/caption") == "จำนวน (3 แถวแรก)"
    assert len(tree.xpath("//table[@data-sortable]/thead//th[@scope='col']")) == 3
    (box,) = tree.xpath("//table[@data-sortable]/..")
    assert (box.get("role"), box.get("tabindex"), bool(box.get("aria-label"))) == ("region", "0", True)


def test_withheld_parts_are_counted() -> None:
    tree = only(dataset.pages(portal(PUBLISHED), "th"))
    assert "ไม่เปิดเผย 1 ตาราง และ ไม่เปิดเผย 2 คอลัมน์" in text(tree)


def test_the_dictionary_tells_keys_units_and_codes() -> None:
    tree = only(dataset.pages(portal(PUBLISHED), "en"))
    rows = [text(row) for row in tree.xpath("//table[contains(@class, 'dictionary')]/tbody/tr")]
    assert rows[0] == "Academic year year whole number part of what identifies the row"
    assert rows[1].endswith("M Boys")
    assert rows[2] == "Pupils pupils whole number persons"


def test_downloads_have_size_checksum_and_the_note_on_guarded_cells() -> None:
    tree = only(dataset.pages(portal(PUBLISHED), "th"))
    links = tree.xpath("//table[contains(@class, 'sb-downloads')]//a[@download]/@href")
    assert links == ["counts.csv", "counts.xlsx", "counts.parquet", "pupils.zip"]
    assert text(tree, "//code[@id='sum:1']") == "0" * 64
    assert "2.0 kB" in text(tree)
    assert "แฟ้ม CSV มี 3 ช่อง" in text(tree)
    (english,) = dataset.pages(portal(PUBLISHED), "en")
    assert body(english).xpath("//a[@download]/@href")[0] == "../../../datasets/pupils/pupils.zip"


def test_only_signatures_over_these_bytes_count() -> None:
    signature = Signature("verifier", position=words("ผู้อำนวยการกลุ่ม"), date=date(2026, 6, 24))
    director = Signature("approver", position=words("ผู้อำนวยการ"), date=date(2026, 6, 25))
    signed = replace(PUBLISHED, verification=Verification("sha256:abc", (), (signature, director)))
    tree = only(dataset.pages(portal(signed), "th"))
    assert "ผู้ตรวจสอบ ผู้อำนวยการกลุ่ม 24 มิถุนายน 2569" in text(tree)
    assert tree.xpath("//*[contains(@class, 'sb-badge--verified')]")
    stale = replace(PUBLISHED, verification=Verification("sha256:old", (), (signature,)))
    assert only(dataset.pages(portal(stale), "th")).xpath("//*[contains(@class, 'sb-badge--unverified')]")
    assert json.loads(certificate(signed, portal(signed)))["verified"]
    certified = json.loads(certificate(stale, portal(stale)))
    assert (certified["verified"], certified["signatures"]) == (False, [])


def test_the_certificate_counts_what_is_withheld_and_names_nothing_of_it() -> None:
    cut = replace(PUBLISHED, cut=(("counts", 2), ("", 1)))
    assert json.loads(certificate(cut, portal(cut)))["withheld"] == {"columns": 2, "tables": 1}


def test_a_missing_translation_is_said() -> None:
    thai_only = replace(PUBLISHED, record=replace(RECORD, title=words("จำนวนนักเรียน")))
    assert "Not yet translated" in text(only(dataset.pages(portal(thai_only), "en")))
    assert "Not yet translated" not in text(only(dataset.pages(portal(PUBLISHED), "en")))
    assert not only(dataset.pages(portal(thai_only), "th")).xpath("//*[@class='sb-untranslated']")


def test_contents_lead_to_the_sections_of_the_page() -> None:
    tree = only(dataset.pages(portal(PUBLISHED), "th"))
    wanted = [link.removeprefix("#") for link in tree.xpath("//nav[@class='sb-contents']//a/@href")]
    assert wanted
    assert set(wanted) <= set(tree.xpath("//@id"))
    assert "about:notes" not in wanted
    assert tree.xpath("//*[@id='counts']")  # the search leads there


def test_citations_in_the_era_of_their_language() -> None:
    assert citation(PUBLISHED.record, portal().catalogue, "th") == (
        "สำนักงานสมมติ. (2569). จำนวนนักเรียน (ฉบับ 2569.1) [ชุดข้อมูล]. https://portal.example/open/datasets/pupils/"
    )
    assert citation(PUBLISHED.record, portal(site_url="").catalogue, "en") == (
        "Imaginary Office. (2026). Pupils (version 2569.1) [Data set]"
    )


def test_code_names_the_real_address_or_the_bare_file() -> None:
    made = {snippet.tool: snippet.code for snippet in snippets(PUBLISHED, portal(PUBLISHED), "en")}
    address = "https://portal.example/open/datasets/pupils/counts.parquet"
    assert f'counts = pd.read_parquet("{address}")' in made["Python (pandas)"]
    assert f'counts <- arrow::read_parquet("{address}")' in made["R"]
    assert made["DuckDB"] == f"FROM '{address}' LIMIT 10;"
    assert made["Excel"].endswith("/counts.xlsx")
    bare = snippets(PUBLISHED, portal(PUBLISHED, site_url=""), "en")
    assert [snippet.code for snippet in bare if snippet.tool == "DuckDB"] == [
        "FROM 'counts.parquet' LIMIT 10;"
    ]


def test_tables_of_any_size_fit_on_a_page() -> None:
    def wide(columns: int) -> Table:
        return Table("wide", schema=Schema(tuple(Field(f"f{i}") for i in range(columns))))

    assert (limits([TABLE]).rows, limits([TABLE, TABLE]).rows) == (20, 10)
    assert (limits([wide(5_000)]).columns, limits([wide(5_000)]).rows) == (200, 20)
    assert limits([wide(50)] * 100).rows * limits([wide(50)] * 100).columns * 100 <= 5_000
    long = Profile(1, (("x" * 1_000_000, None, None),))
    made = replace(portal(PUBLISHED), profiles={("pupils", "counts"): long})
    (page,) = dataset.pages(made, "th")
    assert len(page.parts(page.path)["dataset"]) < 60_000


def test_a_listing_shows_columns_and_how_to_ask_and_no_value() -> None:
    coded = Field("sex", categories=(Category("CANARY", words("CANARY")),))
    given = replace(
        REGISTER, outline=(Table("people", schema=Schema((*REGISTER.outline[0].schema.fields, coded))),)
    )
    tree = only(listing.pages(portal(listings=(given,)), "th"))
    assert "เลขที่ตำแหน่ง post_no ข้อความ" in text(tree)
    assert "มาตรา 24" in text(tree)
    assert "CANARY" not in text(tree)
    assert {"../../request/register/", "../../request/"} <= set(tree.xpath("//a/@href"))
    empty = only(listing.pages(portal(listings=(replace(REGISTER, outline=()),)), "th"))
    assert empty.xpath("//*[contains(@class, 'sb-empty')]/a/@href") == ["../../request/register/"]


def test_all_datasets_stand_in_dictionary_order_with_what_filters_compare() -> None:
    other = replace(PUBLISHED, record=replace(RECORD, name="area", title=words("เขตพื้นที่", "Areas")))
    shown = portal(PUBLISHED, other, listings=(REGISTER,))
    tree = only(datasets.pages(shown, "th"))
    assert tree.xpath("//li/@data-dataset") == ["area", "pupils", "register"]
    assert tree.xpath("//li[@data-dataset='pupils']/@data-year") == ["2025 2026"]
    assert tree.xpath("//li/@data-format") == ["csv xlsx parquet", "csv xlsx parquet", ""]
    assert text(tree, "//select[@name='year']/option") == "ทั้งหมด 2569 (3) 2568 (3)"
    assert tree.xpath("//select[@name='year']/option/@value") == ["", "2026", "2025"]
    assert not tree.xpath("//select[@name='area']")  # one area leaves nothing to choose
    assert text(tree, "//*[@role='status']") == "ทั้งหมด 3 ชุด"


def test_a_long_list_goes_on_over_further_pages() -> None:
    many = [replace(PUBLISHED, record=replace(RECORD, name=f"d{i:04}")) for i in range(501)]
    first, second = datasets.pages(portal(*many), "th")
    assert (first.path, second.path) == ("datasets/index.html", "datasets/page-2.html")
    assert len(body(first).xpath("//li[@data-dataset]")) == 500
    assert body(second).xpath("//nav//a/@href") == ["./", "page-2.html"]
    assert text(body(second), "//*[@role='status']") == "ทั้งหมด 501 ชุด"


def test_an_area_groups_its_datasets_by_level_and_access() -> None:
    made = {page.path: page for page in area.pages(portal(PUBLISHED, listings=(REGISTER,)), "th")}
    assert set(made) == {"areas/index.html", "areas/academic/index.html", "areas/budget/index.html"}
    tree = body(made["areas/academic/index.html"])
    assert text(tree, "//h2") == "สถานศึกษา"
    assert [text(heading) for heading in tree.xpath("//h3")] == ["เปิดเผย ดาวน์โหลดได้", "ขอเข้าถึงได้หรือใช้ภายใน"]
    assert tree.xpath("//a[contains(@href, '?area=')]/@href") == ["../../datasets/?area=academic"]
    assert body(made["areas/budget/index.html"]).xpath("//*[@class='sb-empty']")


def test_empty_catalogues_say_what_will_come() -> None:
    assert "ยังไม่มีชุดข้อมูล" in text(only(datasets.pages(portal(), "th")))


def test_a_key_changes_with_what_the_page_shows_and_with_nothing_else() -> None:
    def key(made: Portal) -> str:
        (page,) = dataset.pages(made, "th")
        return page.key

    before = portal(PUBLISHED)
    assert key(before) == key(replace(before, today=date(2026, 11, 25)))
    elsewhere = tuple(replace(file, file=Path("/elsewhere") / file.file) for file in FILES)
    assert key(before) == key(replace(before, distributions={"pupils": elsewhere}))
    noted = replace(PUBLISHED, record=replace(RECORD, notes=words("หมายเหตุ")))
    changed = [
        replace(before, today=date(2027, 11, 24)),
        portal(noted),
        portal(replace(PUBLISHED, cut=())),
        portal(PUBLISHED, site_url=""),
        replace(before, profiles={}),
    ]
    assert len({key(made) for made in (before, *changed)}) == 1 + len(changed)


def test_words_stand_in_both_languages_and_in_one_file_only() -> None:
    folder = files("saraban") / "words"
    topics = {
        (language.name, topic.name): set(yaml.safe_load(topic.read_text(encoding="utf-8")))
        for language in folder.iterdir()
        for topic in language.iterdir()
    }
    assert topics["th", "dataset.yaml"] == topics["en", "dataset.yaml"]
    for (language, name), keys in topics.items():
        if name != "dataset.yaml":
            assert not keys & topics[language, "dataset.yaml"], name


def test_titles_and_descriptions_are_plain_lines() -> None:
    long = replace(PUBLISHED, record=replace(RECORD, description=both("ก\n\nข" + "ค" * 400, "a")))
    (page,) = dataset.pages(portal(long), "th")
    assert (page.title, page.subject) == ("จำนวนนักเรียน", "pupils")
    assert page.description.startswith("ก ขค")
    assert len(page.description) == 300

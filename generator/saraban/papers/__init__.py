"""Papers for a word processor (DOCX), in Thai or any other language: paragraphs, lines to write on, boxes to tick.

Word formats Thai as a "complex script": font, size, bold and language have settings of their own there, which
python-docx leaves out; without them Thai falls back to another font and is broken at the wrong places.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "TH SarabunPSK"  # that of Thai official letters; where it is missing, the word processor takes another
_LANGUAGES = {"th": "th-TH", "en": "en-GB"}
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the same paper gives the same bytes
Align = Literal["left", "centre", "right", "justify"]
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph stands: indents of all its lines and of the first in millimetres, the space above in points."""

    align: Align = "left"
    bold: bool = False
    size: float | None = None
    indent: float = 0
    first: float = 0
    before: float = 0


class Paper:
    """An A4 paper that is written from top to bottom."""

    def __init__(
        self, language: str, size: float = 16, margins: tuple[int, int, int, int] = (25, 20, 20, 30)
    ):
        """An empty paper; `margins` are top, right, bottom and left, in millimetres."""
        self._document: Any = Document()
        self._thai = language == "th"
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, right, bottom, left = margins
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        self.width = 210 - left - right
        _set_up(self._document.styles["Normal"], language, size)

    def line(self, text: str, look: Look = Look()) -> None:
        """A paragraph."""
        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        thai = look.align == "justify" and self._thai
        form.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY if thai else _ALIGN[look.align]
        form.left_indent, form.first_line_indent = Mm(look.indent), Mm(look.first)
        form.space_before = Pt(look.before)
        _write(paragraph, text, look.bold, look.size)

    def labelled(self, label: str, text: str, width: float = 18) -> None:
        """A short label and, at its side, words that keep clear of it."""
        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Mm(width), Mm(-width)
        form.tab_stops.add_tab_stop(Mm(width))
        _write(paragraph, f"{label}\t{text}", False, None)

    def blanks(self, fields: Sequence[tuple[str, int]], before: float = 0) -> None:
        """Labels in one line, each with a dotted line to write on; the numbers say how the width is shared."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(before)
        share, end = self.width / sum(part for _, part in fields), 0.0
        for label, part in fields:
            end += share * part
            stop = Mm(end - (0 if end >= self.width - 1 else 2))
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
            if end < self.width - 1:  # a gap before the next label
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(end))
            _write(paragraph, f"{label} \t" + ("\t" if end < self.width - 1 else ""), False, None)

    def boxes(self, words: Sequence[str], columns: int = 1) -> None:
        """Boxes to tick, in one or more columns."""
        for start in range(0, len(words), columns):
            paragraph = self._document.add_paragraph()
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = Mm(7), Mm(-7)
            for column in range(1, columns):
                form.tab_stops.add_tab_stop(Mm(self.width / columns * column))
            row = "\t".join(f"☐ {word}" for word in words[start : start + columns])
            _write(paragraph, row, False, None)

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def content(self, title: str, author: str, day: date) -> bytes:
        """The finished file; the same paper of the same day has the same bytes."""
        about = self._document.core_properties
        moment = datetime(day.year, day.month, day.day)
        about.title, about.author, about.comments = title, author, ""
        about.created = about.modified = moment
        about.last_modified_by, about.revision = author, 1
        made = io.BytesIO()
        self._document.save(made)
        return _without_times(made.getvalue())


def _set_up(style: Any, language: str, size: float) -> None:
    """Font, size and language of everything, for Latin and for Thai letters."""
    style.font.name, style.font.size = FONT, Pt(size)
    style.paragraph_format.space_after = Pt(0)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:cs"), FONT)
    _add(properties, "w:szCs", {"w:val": str(int(size * 2))})
    latin = _LANGUAGES["en"] if language == "th" else _LANGUAGES.get(language, language)
    _add(properties, "w:lang", {"w:val": latin, "w:bidi": "th-TH"})


def _write(paragraph: Any, text: str, bold: bool, size: float | None) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    properties = run._r.get_or_add_rPr()
    if bold:
        _add(properties, "w:bCs", {})
    if size:
        run.font.size = Pt(size)
        _add(properties, "w:szCs", {"w:val": str(int(size * 2))})


def _add(properties: Any, tag: str, values: dict[str, str]) -> None:
    """Put an element where the format wants it: the order within `w:rPr` is fixed."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(name), value)
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    later = _ORDER[_ORDER.index(tag) + 1 :]
    following = next((child for child in properties if child.tag in map(qn, later)), None)
    if following is None:
        properties.append(element)
    else:
        following.addprevious(element)


_ORDER = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:color", "w:sz", "w:szCs", "w:u", "w:cs", "w:lang")


def _without_times(content: bytes) -> bytes:
    """The same parts, each with the same time."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as new:
        for name in given.namelist():
            new.writestr(zipfile.ZipInfo(name, _NO_TIME), given.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()

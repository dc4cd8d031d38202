"""How others use a dataset: words to cite it by, and lines that load it."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from saraban.interface import interface
from saraban.model import Distribution, Language, Published
from saraban.portal import Portal

_MOST_TABLES = 8
_RESERVED = frozenset((*keyword.kwlist, "function", "next", "repeat"))  # Python's words and R's


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines for one tool; `steps` are for people, where a tool has buttons instead of lines."""

    tool: str
    code: str
    steps: tuple[str, ...] = ()


def snippets(entry: Published, portal: Portal, language: Language) -> list[Snippet]:
    """Lines for Python, R and DuckDB, and steps for Excel; none where the dataset has no table.

    Parquet keeps the types, so codes stay text and nothing has to be said of missing values.
    """
    files = portal.distributions.get(entry.name, ())
    tables = [file for file in files if file.format == "parquet"][:_MOST_TABLES]
    if not tables:
        return []
    t = interface(language)
    names = _variables([file.table for file in tables])
    places = [_place(file, portal) for file in tables]
    pairs = list(zip(names, places, strict=True))
    python = [f"{name} = pd.read_parquet({_quoted(place)})" for name, place in pairs]
    r = [f"{name} <- arrow::read_parquet({_quoted(place)})" for name, place in pairs]
    sql = [f"FROM {_sql(place)} LIMIT 10;" for place in places]
    return [
        _excel(files, portal, language),
        Snippet(
            "Python (pandas)",
            "\n".join(
                [f"# {t('code-install')}: pip install pandas pyarrow", "import pandas as pd", "", *python]
            ),
        ),
        Snippet("R", "\n".join([f'# {t("code-install")}: install.packages("arrow")', *r])),
        Snippet("DuckDB", "\n".join(sql)),
    ]


def _excel(files: Sequence[Distribution], portal: Portal, language: Language) -> Snippet:
    t = interface(language)
    book = next((file for file in files if file.format == "xlsx"), None) or next(
        file for file in files if file.table
    )
    steps = [t("excel-open", file=_name(book))]
    if not portal.catalogue.settings.site_url:
        return Snippet("Excel", "", tuple(steps))
    return Snippet("Excel", _place(book, portal), (*steps, t("excel-refresh")))


def _place(file: Distribution, portal: Portal) -> str:
    """The file's full address; its bare name while the site has none."""
    home = portal.catalogue.settings.site_url.rstrip("/")
    return f"{home}/{quote(file.path)}" if home else _name(file)


def _name(file: Distribution) -> str:
    return file.path.rpartition("/")[2]


def _variables(tables: Sequence[str]) -> list[str]:
    """Names that Python and R both take, no two alike."""
    names: list[str] = []
    for table in tables:
        name = re.sub(r"\W+", "_", table.lower(), flags=re.ASCII).strip("_")
        if not name or name[0].isdigit() or name in _RESERVED:
            name = f"table_{name}".rstrip("_")
        names.append(name if name not in names else f"{name}_{len(names) + 1}")
    return names


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _sql(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""How to cite a dataset, and the address of its page: the same words on the page, in the zip and in the workbook."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from saraban.catalogue import Catalogue
from saraban.interface import interface
from saraban.model import Language, Record
from saraban.portal import address
from saraban.thai.years import in_era


def edition_day(record: Record) -> date | None:
    """The day of an edition: when it was made; else the day its data speaks of."""
    return made_on(record) or record.period.as_of


def made_on(record: Record) -> date | None:
    """The day of `created`; the standard allows a time after it, and publishers write other things too."""
    try:
        return date.fromisoformat(record.created[:10])
    except ValueError:
        return None


def page_address(record: Record, catalogue: Catalogue, language: Language) -> str:
    """The full address of the dataset's page; empty while the site has none."""
    home = catalogue.settings.site_url.rstrip("/")
    own = "" if language == catalogue.primary else f"{language}/"
    return f"{home}/{own}{quote(address(record))}" if home else ""


def citation(record: Record, catalogue: Catalogue, language: Language) -> str:
    """How to cite in one language: publisher, year in that language's era, title, version, address."""
    t = interface(language)
    day = edition_day(record)
    version = f" ({t('version-words', version=record.version)})" if record.version else ""
    said = (
        catalogue.settings.publisher.name.get(language),
        f"({in_era(day.year, language)})" if day else "",
        f"{record.title.get(language)}{version} [{t('cite-kind')}]",
        page_address(record, catalogue, language),
    )
    return ". ".join(filter(None, said))

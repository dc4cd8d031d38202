"""schema.org Dataset as JSON-LD, for dataset search engines. Source: https://schema.org/Dataset."""

from __future__ import annotations

from typing import Any

from saraban.model import Distribution, Language, Listing, Period, Published
from saraban.portal import Portal, address

_MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "json": "application/json",
}


def linked_data(portal: Portal, entry: Published | Listing, language: Language) -> dict[str, Any]:
    """What the page of one dataset says of it; addresses are full ones only where the site's address is known."""
    record = entry.record
    settings = portal.catalogue.settings
    said: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": record.title.get(language),
        "description": record.description.get(language) or record.title.get(language),
        "identifier": record.name,
        "inLanguage": language,
        "keywords": [word.get(language) for word in record.keywords],
        "publisher": {"@type": "Organization", "name": settings.publisher.name.get(language)},
        "isAccessibleForFree": True if isinstance(entry, Published) else None,
        "version": record.version,
        "license": next((licence.path or licence.name for licence in record.licences), ""),
        "temporalCoverage": _coverage(record.period),
    }
    if settings.site_url:
        home = settings.site_url.rstrip("/") + "/"
        own = "" if language == portal.catalogue.primary else f"{language}/"
        said["url"] = home + own + address(record)
        said["distribution"] = [_download(home, d) for d in portal.distributions.get(entry.name, ())]
    return {key: value for key, value in said.items() if value not in ("", [], None)}


def _download(home: str, distribution: Distribution) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "contentUrl": home + distribution.path,
        "encodingFormat": _MEDIA.get(distribution.format, distribution.format),
        "contentSize": f"{distribution.bytes} B",
        "sha256": distribution.sha256,
    }


def _coverage(period: Period) -> str:
    """The years as an ISO 8601 interval; the as-of date where no years are named."""
    if not period.years:
        return ""
    if not (period.academic or period.fiscal or period.calendar) and period.as_of:
        return period.as_of.isoformat()
    first, last = period.years[0], period.years[-1]
    return str(first) if first == last else f"{first}/{last}"

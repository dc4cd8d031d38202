"""The verification certificate of a published dataset: who stands for it, what was checked, what its files are.

It holds nothing but what the gate let through, and the same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from saraban.citation import page_address
from saraban.model import CheckResult, Distribution, Published, Signature, Text, Weight, both
from saraban.portal import Portal, address
from saraban.signing import REQUIRED

NAME = "certificate.json"
SUMS = "sha256sums.txt"
MARK = "saraban-certificate-1"
SUBMITTER = both("ผู้จัดทำและส่งข้อมูล", "Collected and submitted by")


def is_verified(entry: Published) -> bool:
    """Whether a verifier and an approver signed exactly these bytes, whatever the policy asks for."""
    signed = entry.verification
    if signed is None or signed.content != entry.content:
        return False
    return {*REQUIRED} <= {signature.role for signature in signed.signatures}


def certificate(entry: Published, portal: Portal) -> bytes:
    """`certificate.json` of one dataset."""
    return (json.dumps(_said(entry, portal), ensure_ascii=False, indent=2) + "\n").encode()


def sums(files: Sequence[Distribution]) -> bytes:
    """The lines that `sha256sum -c` reads."""
    return "".join(f"{file.sha256}  {name_of(file)}\n" for file in files).encode()


def name_of(file: Distribution) -> str:
    """A file's name within its dataset's folder."""
    return file.path.removeprefix(f"datasets/{file.dataset}/")


def role_title(role: str, portal: Portal) -> Text:
    """How the catalogue calls a role; the one who submits has a title of the program's own."""
    titles = {given.id: given.title for given in portal.catalogue.settings.roles}
    return titles.get(role) or (SUBMITTER if role == "submitter" else Text(role))


def tally(results: Sequence[CheckResult]) -> Mapping[str, int]:
    """How many checks were run and passed, and how many remarks the others made."""
    made = {weight: sum(r.findings for r in results if r.weight is weight) for weight in Weight}
    return {
        "run": len(results),
        "passed": sum(not result.findings for result in results),
        "warns": made[Weight.WARNS],
        "notes": made[Weight.NOTE],
    }


def _said(entry: Published, portal: Portal) -> dict[str, Any]:
    record, catalogue = entry.record, portal.catalogue
    files = portal.distributions.get(entry.name, ())
    results = portal.results.get(entry.name, ())
    say = _Words(catalogue.languages)
    return {
        "certificate": MARK,
        "dataset": entry.name,
        "title": say(record.title),
        "publisher": say(catalogue.settings.publisher.name),
        "notice": say(catalogue.settings.notice),
        "page": page_address(record, catalogue, catalogue.primary),
        "version": record.version,
        "content": entry.content,
        "collected": {
            "by": say(record.maintainer),
            "sources": [say(source.title) for source in record.sources],
            "as_of": record.period.as_of.isoformat() if record.period.as_of else "",
            "created": record.created,
        },
        "verified": is_verified(entry),
        "signatures": [
            _signature(signature, portal, say)
            for signature in (
                entry.verification.signatures if is_verified(entry) and entry.verification else ()
            )
        ],
        "checks": {**tally(results), "results": [_result(result, say) for result in results]},
        "tables": [_table(entry, table.name, portal) for table in entry.tables],
        "withheld": {
            "columns": sum(count for table, count in entry.cut if table),
            "tables": dict(entry.cut).get("", 0),
        },
        "files": [{"name": name_of(file), "bytes": file.bytes, "sha256": file.sha256} for file in files],
        "check_again": [f"sha256sum --ignore-missing -c {SUMS}", f"saraban certify {NAME}"],
    }


class _Words:
    """Words in each language of the catalogue."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages

    def __call__(self, text: Text) -> dict[str, str]:
        return {language: text.get(language) for language in self.languages}


def _signature(signature: Signature, portal: Portal, say: _Words) -> dict[str, Any]:
    said = {
        "role": signature.role,
        "as": say(role_title(signature.role, portal)),
        "name": say(signature.name) if signature.name else None,
        "position": say(signature.position),
        "unit": say(signature.unit) if signature.unit else None,
        "date": signature.date.isoformat() if signature.date else "",
        "signed_with": "key" if signature.key else "statement",
        "key": signature.key or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _result(result: CheckResult, say: _Words) -> dict[str, Any]:
    said = "passed" if not result.findings else result.weight.value
    return {"rule": result.rule, "title": say(result.title), "result": said, "findings": result.findings}


def _table(entry: Published, name: str, portal: Portal) -> dict[str, Any]:
    profile = portal.profiles.get((entry.name, name))
    columns = next(len(table.schema.fields) for table in entry.tables if table.name == name)
    return {"name": name, "rows": profile.rows if profile else None, "columns": columns}


def place(entry: Published) -> str:
    """The folder of the dataset's files, from the site's root."""
    return address(entry.record)

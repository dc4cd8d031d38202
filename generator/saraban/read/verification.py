"""verification.yaml: signatures bound to bytes, and the content hash they are bound to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from saraban import yaml_lines
from saraban.model import Signature, Text, Verification, Withdrawal, both
from saraban.read.words import Raw, day, mapping, mappings, string, text


def content_hash(files: Sequence[tuple[str, str]]) -> str:
    """SHA-256 over the lines `<sha256>  <path>\\n`, sorted by path: what `sha256sum … | sort -k2 | sha256sum` says.

    `files` holds (path, sha256 in hex).
    """
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(files))
    return "sha256:" + hashlib.sha256(lines.encode()).hexdigest()


def verification_at(file: Path) -> tuple[Verification | None, Text | None]:
    """What the file says, and why it cannot be used; (None, None) where there is none."""
    if not file.is_file():
        return None, None
    try:
        value = yaml_lines.load(file.read_text(encoding="utf-8-sig")).value
    except (yaml_lines.Unreadable, UnicodeDecodeError) as error:
        return None, both(f"อ่านไม่ได้: {error}", f"it cannot be read: {error}")
    if not isinstance(value, dict):
        return None, both("ต้องเป็นรายการ คีย์: ค่า", "it must be a mapping of keys to values")
    return verification_of(value), None


def verification_of(raw: Raw) -> Verification:
    """The file's contents as a value."""
    return Verification(
        content=string(raw.get("content")),
        files=tuple(
            (str(path), string(digest).removeprefix("sha256:"))
            for path, digest in mapping(raw.get("files")).items()
        ),
        signatures=tuple(signature_of(item) for item in mappings(raw.get("signatures"))),
        withdrawn=_taken_back(raw, "withdrawn"),
        rejected=_taken_back(raw, "rejected"),
    )


def signature_of(item: Raw) -> Signature:
    """One entry of `signatures`."""
    return Signature(
        role=string(item.get("role")),
        name=text(item, "name"),
        position=text(item, "position"),
        date=day(item.get("date")),
        note=text(item, "note"),
        unit=text(item, "unit"),
        signer=string(item.get("signer")),
        content=string(item.get("content")),
        ssh=string(item.get("ssh")),
    )


def _taken_back(raw: Raw, key: str) -> Withdrawal | None:
    """Any trace of a withdrawal or rejection counts as one: closed by default."""
    if key not in raw:
        return None
    said = mapping(raw[key])
    return Withdrawal(day(said.get("date")), text(said, "reason"))

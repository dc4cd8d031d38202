"""What a key signs: everything a signature says, in one form that does not depend on how the file is written."""

from __future__ import annotations

import json

from saraban.model import Signature, Text


def statement(dataset: str, signature: Signature) -> bytes:
    """The statement as one line of JSON: its keys sorted, and words with their languages."""
    said = {
        "statement": "saraban-signature-1",
        "dataset": dataset,
        "content": signature.content,
        "role": signature.role,
        "signer": signature.signer,
        "date": signature.date.isoformat() if signature.date else "",
        "name": _words(signature.name),
        "position": _words(signature.position),
        "unit": _words(signature.unit),
        "note": _words(signature.note),
    }
    return (json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _words(text: Text) -> dict[str, str]:
    return {"": text.primary, **dict(text.others)}

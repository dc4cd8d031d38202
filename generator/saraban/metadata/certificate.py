"""The certificate of every published dataset, and the list of checksums that `sha256sum -c` reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from saraban.certificate import NAME, SUMS, certificate, place, sums
from saraban.model import Asset
from saraban.portal import Portal, key_of


def assets(portal: Portal) -> Iterator[Asset]:
    """Two small files a dataset, beside its downloads."""
    for entry in portal.published:
        home = place(entry)
        made = certificate(entry, portal)
        yield Asset(home + NAME, key_of(made), partial(bytes, made))
        if files := portal.distributions.get(entry.name, ()):
            listed = sums(files)
            yield Asset(home + SUMS, key_of(listed), partial(bytes, listed))

"""The whole story in the order it happens."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from saraban import assemble, checks, downloads, gate, read, site, validate, write
from saraban.catalogue import Catalogue, catalogue_at
from saraban.cells import CellsUnreadable
from saraban.derive.profile import cached_profile
from saraban.inspect import Refused, inspect
from saraban.inspect.leaks import look_into
from saraban.model import (
    Dataset,
    Distribution,
    FieldProfile,
    Finding,
    Held,
    Listing,
    Profile,
    Published,
    Table,
    Verdict,
)
from saraban.portal import Portal, Waiting, key_of
from saraban.read.packages import packages
from saraban.signing import Signatories
from saraban.spreadsheet import located

Say = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


_PATIENCE = 30  # seconds to wait for another build of the same catalogue


class Busy(Exception):
    """Another build of the catalogue is running."""


def _quiet(_step: str, _done: int, _of: int) -> None:
    """Nobody is listening."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The catalogue with what every dataset holds and what the gate said of it.

    `inspected` is what the inspector found worth knowing of the finished site.
    """

    catalogue: Catalogue
    datasets: tuple[Dataset, ...]
    verdicts: tuple[Verdict, ...]
    inspected: tuple[Finding, ...] = ()


def cache_of(root: Path) -> Path:
    """Where work is kept between builds; it may be deleted at any time."""
    return root / ".saraban"


def start_afresh(root: Path, *rooms: str) -> None:
    """Forget what earlier runs have kept in these rooms, or in all."""
    for room in rooms or [path.name for path in cache_of(root).glob("*") if path.is_dir()]:
        shutil.rmtree(cache_of(root) / room, ignore_errors=True)


def check(root: Path, today: date, say: Say = _quiet, names: Sequence[str] = ()) -> Checked:
    """Read, check and judge the datasets (all, or those named).

    Raises `catalogue.Mistakes`. A bad dataset raises nothing: its verdict says what is wrong.
    """
    catalogue = catalogue_at(root)
    cache = cache_of(root)
    datasets = [d for d in read.datasets(catalogue, cache) if not names or d.name in names]
    who = Signatories.of(catalogue)
    verdicts = []
    for number, dataset in enumerate(datasets):
        say("check", number, len(datasets))
        findings = tuple(located(checks.findings(dataset, catalogue, cache, today), dataset.tables))
        verdicts.append(gate.judge(dataset, findings, catalogue.policy, today, who))
    say("check", len(datasets), len(datasets))
    return Checked(catalogue, tuple(datasets), tuple(verdicts))


def names(root: Path) -> list[str]:
    """The names of all datasets, without reading their tables."""
    return [package.name for package in packages(root, cache_of(root))]


def build(root: Path, today: date, say: Say = _quiet, into: Path | None = None) -> Checked:
    """Build the site and swap it in; `into` is its folder (`site` below the root when not given).

    Raises `catalogue.Mistakes`, `site.EngineFailed`, `write.Clash`, `inspect.Refused`, `Busy`; in each case the last
    good site stays as it was.
    """
    cache = cache_of(root)
    cache.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(cache / "lock", timeout=_PATIENCE):
            return _build(root, today, say, into or root / "site")
    except Timeout:
        raise Busy(root) from None


def _build(root: Path, today: date, say: Say, home: Path) -> Checked:
    started = time.time()
    cache = cache_of(root)
    checked, portal = portal_of(check(root, today, say), today, cache, say)
    say("frames", 0, 1)
    frames = site.frames(checked.catalogue, cache)
    note = cache / f"written-{key_of(str(home))}.json"
    before = write.Written.read(note)
    if mistakes := list(assemble.unknown_markers(portal, frames)):
        raise Refused(mistakes)
    with site.new(home) as folder:
        say("pages", 0, 1)
        written = write.folder(assemble.assets(portal, frames), folder, home, before)
        say("inspect", 0, 1)
        seen = inspect(folder, portal, written, note.with_name(f"inspected-{note.name}"))
        note.unlink(missing_ok=True)  # a build that is cut off between the swap and the note starts afresh
    written.save(note)
    _forget(checked, portal, cache, started)
    return replace(checked, inspected=tuple(seen))


def _forget(checked: Checked, portal: Portal, cache: Path, started: float) -> None:
    """Remove kept work that this build had no use for: it may hold what an earlier edition still published."""
    files = [made.file for of_dataset in portal.distributions.values() for made in of_dataset]
    folders = [dataset.folder for dataset in checked.datasets]
    for room, used in (("downloads", files), ("unpacked", folders)):
        home = cache / room
        kept = {path.relative_to(home).parts[0] for path in used if path.is_relative_to(home)}
        for stale in home.iterdir() if home.is_dir() else ():
            if stale.name not in kept:
                shutil.rmtree(stale, ignore_errors=True)
    for room in ("verdicts", "profiles"):
        for file in (cache / room).glob("*"):
            if file.stat().st_mtime < started - 1:  # clocks of file systems are coarse
                file.unlink(missing_ok=True)


def portal_of(checked: Checked, today: date, cache: Path, say: Say = _quiet) -> tuple[Checked, Portal]:
    """What the pages may know, with profiles and downloads of all that is published.

    A dataset whose files turn out unreadable here is held back; the verdicts that come back say so.
    """
    profiles: dict[tuple[str, str], Profile] = {}
    distributions: dict[str, tuple[Distribution, ...]] = {}
    verdicts = []
    for number, (verdict, dataset) in enumerate(zip(checked.verdicts, checked.datasets, strict=True)):
        say("downloads", number, len(checked.verdicts))
        if isinstance(verdict.outcome, Published):
            try:
                own, made = _shown(verdict.outcome, dataset, checked.catalogue, cache)
                profiles |= own
                distributions[verdict.name] = made
            except Exception as error:  # noqa: BLE001 - one odd dataset takes nothing else down
                detail = (
                    str(error) if isinstance(error, CellsUnreadable) else f"{type(error).__name__}: {error}"
                )
                verdict = gate.hold_back(verdict, detail, checked.catalogue.policy)  # noqa: PLW2901
        verdicts.append(verdict)
    outcomes = [verdict.outcome for verdict in verdicts]
    portal = Portal(
        catalogue=checked.catalogue,
        today=today,
        published=tuple(outcome for outcome in outcomes if isinstance(outcome, Published)),
        listings=tuple(outcome for outcome in outcomes if isinstance(outcome, Listing)),
        waiting=tuple(_waiting(outcomes)),
        profiles=profiles,
        distributions=distributions,
        results={
            verdict.name: checks.results(dataset, verdict.findings)
            for verdict, dataset in zip(verdicts, checked.datasets, strict=True)
            if isinstance(verdict.outcome, Published)
        },
    )
    return replace(checked, verdicts=tuple(verdicts)), portal


def _shown(
    entry: Published, dataset: Dataset, catalogue: Catalogue, cache: Path
) -> tuple[dict[tuple[str, str], Profile], tuple[Distribution, ...]]:
    figures = {of.table: of.fields for of in validate.faults(dataset, cache, profiled=True).figures}
    own = {
        (entry.name, table.name): _profile(table, figures.get(table.name, ()), cache)
        for table in entry.tables
        if table.tabular
    }
    made = downloads.distributions(entry, own, catalogue, cache)
    plain = {table.name for table in entry.tables if not table.tabular}
    for distribution in made:
        if distribution.table in plain:
            look_into(distribution.file)
    return own, made


def _profile(table: Table, figures: Sequence[FieldProfile], cache: Path) -> Profile:
    """The profile of a published table, with the validator's figures of its published fields."""
    names = {field.name for field in table.schema.fields}
    return replace(cached_profile(table, cache), fields=tuple(of for of in figures if of.name in names))


def _waiting(outcomes: Sequence[object]) -> Iterator[Waiting]:
    for outcome in outcomes:
        if isinstance(outcome, Held) and outcome.shown:
            titles = tuple(gate.RULES[reason.rule].title for reason in outcome.reasons)
            yield Waiting(outcome.public_title, titles)

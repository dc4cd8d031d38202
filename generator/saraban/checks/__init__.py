"""One rule a file: what may stop, or only warn about, publishing a dataset. The folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from saraban.catalogue import Catalogue
from saraban.checks._results import results_of
from saraban.checks._while_reading import RULES as WHILE_READING
from saraban.checks._while_reading import UNREAD
from saraban.model import CheckResult, Dataset, Finding, Place, Rule, Weight, both


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the dataset. `cache` keeps verdicts; None keeps nothing."""

    catalogue: Catalogue
    cache: Path | None
    today: date


Check = Callable[[Dataset, Context], Iterator[Finding]]

FAILED = Rule(
    "check-failed",
    Weight.STOPS,
    both("การตรวจทำงานไม่สำเร็จ", "a check failed"),
    both(
        "ข้อมูลที่ตรวจไม่ได้จะไม่เผยแพร่ แต่ไม่กระทบชุดข้อมูลอื่น",
        "what cannot be checked is not published; the other datasets are not touched by it",
    ),
    both(
        "ตรวจค่าที่ผิดปกติในคำอธิบายและตาราง หากถูกต้องดีแล้ว โปรดแจ้งผู้พัฒนาพร้อมข้อความนี้",
        "look for odd values in descriptor and tables; if all is well there, report this message to the developers",
    ),
)


class Misnamed(Exception):
    """A file of this folder is not a check: it lacks `RULE` or `check`, or its rule is named otherwise."""


def rules() -> dict[str, Rule]:
    """Every rule by name: those of the checks, of reading, and of checks that fail."""
    own = {rule.name: rule for rule, _ in _checks().values()}
    return dict(sorted({**own, **WHILE_READING, FAILED.name: FAILED}.items()))


def results(dataset: Dataset, found: tuple[Finding, ...]) -> tuple[CheckResult, ...]:
    """What came of every rule that looks at datasets, as the public may know it."""
    of_datasets = {name: rule for name, rule in rules().items() if not name.startswith("catalogue-")}
    return tuple(results_of(dataset, found, of_datasets))


def check_of(rule: str) -> Check:
    """The check that looks for one rule."""
    return _checks()[rule][1]


def findings(dataset: Dataset, catalogue: Catalogue, cache: Path | None, today: date) -> tuple[Finding, ...]:
    """All that was found while reading and by the checks: what stops first, then by place.

    Nothing raises: a check that fails becomes a finding that stops this dataset.
    """
    made = list(dataset.findings)
    if not any(finding.rule in UNREAD for finding in made):
        context = Context(catalogue, cache, today)
        for rule, check in _checks().values():
            made += _run(rule, check, dataset, context)
    return tuple(sorted(made, key=_order))


def _run(rule: Rule, check: Check, dataset: Dataset, context: Context) -> list[Finding]:
    try:
        return list(check(dataset, context))
    except Exception as error:  # noqa: BLE001 - bad input must take nothing else down
        words = f"{rule.name}: {type(error).__name__}: {error}"
        problem = both(f"การตรวจ {words}", f"the check {words}")
        return [FAILED.finding(dataset.name, Place(dataset.descriptor), problem)]


def _order(finding: Finding) -> tuple[int, str, str, int, str, str]:
    place = finding.place
    weight = list(Weight).index(finding.weight)
    return weight, place.file, place.table, place.row or place.line or 0, finding.rule, place.pointer


@cache
def _checks() -> Mapping[str, tuple[Rule, Check]]:
    """The checks by the name of their rule; files whose name begins with `_` are help for the others."""
    names = sorted(
        module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")
    )
    checks = [_loaded(importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {rule.name: (rule, check) for rule, check in checks}


def _loaded(module: types.ModuleType) -> tuple[Rule, Check]:
    name = module.__name__.rpartition(".")[2]
    rule, check = getattr(module, "RULE", None), getattr(module, "check", None)
    if not isinstance(rule, Rule) or not callable(check):
        raise Misnamed(f"checks/{name}.py must hold RULE and check")
    if rule.name != name.replace("_", "-"):
        raise Misnamed(f"checks/{name}.py holds the rule {rule.name!r}: file and rule have the same name")
    return rule, check

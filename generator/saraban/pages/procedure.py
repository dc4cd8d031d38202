"""The office's procedure: a flow chart drawn at build, and a table of steps, times and standards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saraban.flow_chart import chart
from saraban.interface import interface
from saraban.model import Language, Page
from saraban.portal import Portal, code_key, key_of
from saraban.rendering import render
from saraban.settings import Step

PATH = "procedure/index.html"


def pages(portal: Portal, language: Language) -> Iterator[Page]:
    """One page."""
    procedure = portal.catalogue.settings.procedure
    code = code_key("templates", "words", "pages", "rendering.py", "flow_chart.py", "thai")

    def parts(path: str) -> dict[str, str]:
        steps = procedure.steps if procedure else ()
        times = [time_words(step, language) for step in steps]
        drawn = chart(
            [
                (step.title.get(language), time, step.decision)
                for step, time in zip(steps, times, strict=True)
            ],
            interface(language)("procedure-start"),
            interface(language)("procedure-end"),
        )
        return {
            "procedure-chart": render("procedure_chart.html", portal, language, path, chart=drawn),
            "procedure-table": render(
                "procedure_table.html",
                portal,
                language,
                path,
                rows=list(zip(steps, times, strict=True)),
                shared=_shared(steps, language),
                total=_span(*total_days(steps)),
                unstated=[number for number, step in enumerate(steps, 1) if step.most_days is None],
            ),
        }

    markers = ("procedure-chart", "procedure-table")
    yield Page(PATH, PATH, "", "", markers, parts, key_of(language, procedure, code))


def _shared(steps: Sequence[Step], language: Language) -> str:
    """Who is responsible for all steps; empty when it is not always the same."""
    responsible = {step.responsible.get(language) for step in steps}
    return responsible.pop() if len(responsible) == 1 else ""


def time_words(step: Step, language: Language) -> str:
    """How long a step takes, as the office says it or as its numbers tell; empty when it says nothing."""
    if step.days:
        return step.days.get(language)
    if step.most_days is None:
        return ""
    least = step.most_days if step.least_days is None else step.least_days
    return interface(language)("working-days", days=_span(least, step.most_days))


def total_days(steps: Sequence[Step]) -> tuple[int, int]:
    """Least and most working days of all steps that say how long they take."""
    timed = [step for step in steps if step.most_days is not None]
    most = sum(step.most_days or 0 for step in timed)
    least = sum((step.most_days if step.least_days is None else step.least_days) or 0 for step in timed)
    return least, most


def _span(least: int, most: int) -> str:
    return str(most) if least == most else f"{least}–{most}"

"""The whole imaginary office as one value: what every table is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reference_office.pupils import Enrolment, empty_since, make_enrolment, present
from reference_office.schools import Event, School, make_events, make_schools
from reference_office.staff import Staff, make_staff


@dataclass(frozen=True)
class Office:
    """Schools, their pupils and their teachers over five academic years."""

    schools: tuple[School, ...]
    events: tuple[Event, ...]
    enrolment: Enrolment

    @cached_property
    def staff(self) -> Staff:
        """Filled posts by (academic year, school code)."""
        return make_staff(self.schools, self.enrolment)

    def of_year(self, year: int) -> Iterator[School]:
        """The schools in the register of an academic year."""
        return (school for school in self.schools if present(school, self.events, year))

    def empty(self, school: School, year: int) -> bool:
        """Whether all pupils of the school study elsewhere in that year."""
        since = empty_since(school, self.events)
        return since is not None and since <= year


def make_office() -> Office:
    """The office, always the same."""
    schools = make_schools()
    events = make_events(schools)
    return Office(schools, events, make_enrolment(schools, events))

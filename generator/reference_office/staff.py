"""Teachers of the imaginary schools: nameless posts that are filled, promoted and retired year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from reference_office import words
from reference_office.chance import stream
from reference_office.pupils import Enrolment, rooms
from reference_office.schools import School

# Position, and academic standing where it has one.
DIRECTOR, DEPUTY, TEACHER, ASSISTANT = "director", "deputy-director", "teacher", "assistant-teacher"
STANDINGS = ("none", "professional", "senior-professional", "expert")  # คศ.1 to คศ.4


@dataclass(frozen=True, slots=True)
class Post:
    """A filled post; no person stands behind it."""

    position: str
    standing: str
    sex: str
    age: int  # on 1 October of the academic year


_SMALL = ((20, 1), (40, 3), (60, 4), (80, 5), (120, 7))  # (most pupils, teachers beside the head)
_Chance = Callable[[], float]
Staff = Mapping[tuple[int, str], tuple[Post, ...]]  # by (academic year, school code)


def make_staff(schools: tuple[School, ...], enrolment: Enrolment) -> Staff:
    """The filled posts of every school and year."""
    staff: dict[tuple[int, str], tuple[Post, ...]] = {}
    for school in schools:
        chance = stream("staff", school.code)
        posts: tuple[Post, ...] = ()
        for year in words.YEARS:
            needed = standard(enrolment, year, school)
            wanted = 0 if needed == 0 else max(1, needed + chance.choice((-2, -1, -1, 0, 0, 0, 1)))
            if year == words.YEARS[0]:
                posts = tuple(_posts(wanted, school, chance.random))
            else:
                posts = tuple(_next_year(posts, wanted, school, chance.random))
            staff[year, school.code] = posts
    return staff


def standard(enrolment: Enrolment, year: int, school: School) -> int:
    """Posts that an imaginary staffing standard allows; the portal reads the figure and never computes it."""
    pupils = enrolment.school(year, 1, school.code)
    if pupils == 0:
        return 0
    if pupils <= 120:
        teachers = next(number for most, number in _SMALL if pupils <= most)
        return 1 + teachers + (2 if school.expansion else 0)
    classes = sum(number for number, _ in rooms(enrolment, year, school.code).values())
    secondary = sum(
        number
        for grade, (number, _) in rooms(enrolment, year, school.code).items()
        if grade in words.SECONDARY
    )
    leaders = 1 + (pupils > 360) + (pupils > 720) + (pupils > 1500)
    return leaders + classes + round(secondary * 0.7) + round(pupils / 400)


def _posts(wanted: int, school: School, chance: _Chance) -> Iterator[Post]:
    for number in range(wanted):
        age = 25 + int(chance() * 35)
        if number == 0 and (school.size > 20 or chance() < 0.5):
            yield Post(DIRECTOR, _leader(age, chance), "F" if chance() < 0.42 else "M", max(age, 36))
        elif 0 < number <= (school.size > 360) + (school.size > 720):
            yield Post(DEPUTY, _leader(age, chance), "F" if chance() < 0.5 else "M", max(age, 34))
        else:
            yield Post(TEACHER, _standing(age, chance), "F" if chance() < 0.7 else "M", age)


def _leader(age: int, chance: _Chance) -> str:
    return "senior-professional" if chance() < 0.3 + age / 200 else "professional"


def _standing(age: int, chance: _Chance) -> str:
    luck = chance()
    if age < 30:
        return "none"
    if age < 37:
        return "professional" if luck < 0.55 else "none"
    if age < 56 or luck > 0.02:
        return "senior-professional" if luck < 0.62 else "professional"
    return "expert"


def _next_year(posts: tuple[Post, ...], wanted: int, school: School, chance: _Chance) -> Iterator[Post]:
    """A year older: some retire at sixty, some rise, newcomers are assistant teachers for two years."""
    stay = [_older(post, chance) for post in posts if post.age < 60 and chance() > 0.03]
    yield from stay[:wanted]
    for number in range(len(stay), wanted):
        leads = (
            number == len(stay) and not any(post.position == DIRECTOR for post in stay) and school.size > 20
        )
        if leads and chance() < 0.75:
            yield Post(DIRECTOR, "professional", "F" if chance() < 0.45 else "M", 38 + int(chance() * 12))
        else:
            yield Post(ASSISTANT, "none", "F" if chance() < 0.74 else "M", 23 + int(chance() * 7))


def _older(post: Post, chance: _Chance) -> Post:
    if post.position == ASSISTANT:
        done = chance() < 0.5
        return replace(post, age=post.age + 1, position=TEACHER if done else ASSISTANT)
    index = STANDINGS.index(post.standing)
    rises = index < 2 and chance() < 0.08
    return replace(post, age=post.age + 1, standing=STANDINGS[index + rises])

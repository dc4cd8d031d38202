"""Seeded chance: one stream of numbers for each purpose, so that a new table leaves the others as they are."""

from __future__ import annotations

import random

SEED = "saraban-2569"


def stream(*purpose: object) -> random.Random:
    """The random numbers for one purpose; the same on every machine."""
    return random.Random("/".join(map(str, (SEED, *purpose))))


def hits(chance: random.Random, tries: int, probability: float) -> int:
    """How many of `tries` come out true."""
    return sum(chance.random() < probability for _ in range(tries))


def about(chance: random.Random, mean: float) -> int:
    """A whole number near `mean`, never below zero."""
    return max(0, round(chance.gauss(mean, max(mean, 0.3) ** 0.5 * 0.7)))

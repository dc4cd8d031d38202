"""Editions in time: of what day one is, and whether a newer one is due."""

from __future__ import annotations

from enum import StrEnum

from saraban.citation import made_on
from saraban.interface import interface
from saraban.model import Language, Record
from saraban.portal import Portal


class Freshness(StrEnum):
    """Where an edition stands against the frequency that its owner declared."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


def freshness(record: Record, portal: Portal) -> Freshness:
    """Due after one period since the data's day, overdue after two; nothing is ever held back for it."""
    begun = record.period.as_of or made_on(record)
    days = portal.catalogue.codes.periods.get(record.frequency.unit, 0) * record.frequency.interval
    if begun is None or days <= 0:
        return Freshness.UNKNOWN
    age = (portal.today - begun).days
    if age <= days:
        return Freshness.FRESH
    return Freshness.DUE if age <= 2 * days else Freshness.OVERDUE


def frequency_words(record: Record, portal: Portal, language: Language) -> str:
    """How often the data is renewed, in words; empty where that is not said."""
    given = record.frequency
    if not given.unit:
        return ""
    unit = portal.catalogue.codes.label("update_frequency_unit", given.unit).get(language)
    if not portal.catalogue.codes.periods.get(given.unit):
        return unit
    t = interface(language)
    return t("every", unit=unit) if given.interval == 1 else t("every-so-many", n=given.interval, unit=unit)

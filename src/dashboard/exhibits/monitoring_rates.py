"""Any figure per 1,000 inhabitants: only with matching dates, or with a flag where the catalogue allows the pair."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

import pandas as pd

from dashboard import formats
from dashboard.catalogue import Break, Catalogue, Indicator
from dashboard.exhibits.exhibit import WITHHELD
from dashboard.periods import Period

THOUSAND = 1000
DECIMALS = 1
INHABITANTS = "einwohner"
"""The indicator that a figure is related to."""

Mismatch = Literal["refuse", "flag"]
Key = tuple[str, str]
"""Area and code of the period."""


class Refusal(StrEnum):
    """Why a single value has none per 1,000 inhabitants."""

    INCOMPLETE = "weil der Summe Orte fehlen"
    ABSENT = "weil die Einwohnerzahl fehlt"
    ZERO = "weil die Einwohnerzahl null ist"
    DATES = "weil die Einwohnerzahl von einem anderen Stichtag ist"


@dataclass(frozen=True, eq=False)
class Inhabitants:
    """The inhabitants of the same places: a frame like that of the indicator, and what must be known about them."""

    frame: pd.DataFrame
    indicator: Indicator
    breaks: tuple[Break, ...] = ()
    date_mismatch: Mismatch = "refuse"
    """„flag“ where the catalogue has a rate of this pair that allows different dates: see ``allowed_mismatch``."""

    def basis(self, day: date) -> str:
        """„ (Basis Zensus 2011)“ where a break of the inhabitants names one."""
        named = [b for b in self.breaks if b.before]
        past = [b for b in named if b.since <= day]
        found = past[-1].after if past else named[0].before if named else ""
        return f" ({found})" if found else ""


@dataclass(frozen=True)
class Rate:
    """What became of each value: the day of its inhabitants, or why it has none."""

    days: Mapping[Key, date] = field(default_factory=dict)
    mismatched: Mapping[Key, tuple[date, date]] = field(default_factory=dict)
    """Day of the value and day of the inhabitants where they differ."""
    refused: Mapping[Key, Refusal] = field(default_factory=dict)


def allowed_mismatch(catalogue: Catalogue, code: str) -> Mismatch:
    """Whether the catalogue allows this figure and the inhabitants to be of different dates."""
    own = catalogue.indicators[code].date_mismatch
    for rate in catalogue.indicators.values():
        terms = [term.code for term in rate.numerator], [term.code for term in rate.denominator]
        if terms == ([code], [INHABITANTS]):
            return rate.date_mismatch
    return own


def inhabitants_of(catalogue: Catalogue, code: str, values: pd.DataFrame) -> Inhabitants:
    """The inhabitants that a figure is related to: ``values`` is their frame."""
    known = catalogue.indicators[INHABITANTS]
    return Inhabitants(values, known, catalogue.breaks_of(INHABITANTS), allowed_mismatch(catalogue, code))


def why_never(indicator: Indicator) -> str:
    """A German sentence if the figure can have no value per 1,000 inhabitants at all, else nothing."""
    what = f"Je 1.000 Einwohner wird die Kennzahl „{indicator.title}“ nicht gezeigt"
    if not indicator.allows("rate"):
        return f"{what}: Das schließt ihr Eintrag im Kennzahlenkatalog aus."
    if indicator.kind == "rate" or indicator.counts == "none":
        return f"{what}: Sie ist selbst schon eine Quote oder ein Durchschnitt."
    if indicator.code == INHABITANTS:
        return f"{what}: Sie ist die Einwohnerzahl selbst."
    return ""


def per_thousand(totals: pd.DataFrame, indicator: Indicator, inhabitants: Inhabitants) -> tuple[pd.DataFrame, Rate]:
    """The frame with values per 1,000 inhabitants, and what became of each.

    A value without fitting inhabitants becomes NaN without a sign; withheld inhabitants withhold it. Where the dates
    may differ, the newest inhabitants up to the value's day count.
    """
    people = _people(inhabitants)
    days: dict[Key, date] = {}
    mismatched: dict[Key, tuple[date, date]] = {}
    refused: dict[Key, Refusal] = {}
    values, signs = [], []
    rows = zip(*(totals[name].tolist() for name in ("area", "period", "value", "sign", "missing")), strict=True)
    for area, code, value, sign, missing in rows:
        key, day = (area, code), indicator.day_of(Period.of(code))
        found = people.get(area, {})
        past = [other for other in found if other <= day]
        chosen = max(past) if past else None
        if chosen is not None:
            days[key] = chosen
        if value is None or math.isnan(value):
            values.append(math.nan)
            signs.append(sign)
            continue
        rate, mark, why = _rate(value, missing, found, chosen, day, inhabitants.date_mismatch)
        values.append(rate)
        signs.append(mark if mark == WITHHELD else "" if why else _together(sign, mark))
        if why is not None:
            refused[key] = why
        elif chosen is not None and chosen != day:
            mismatched[key] = (day, chosen)
    return totals.assign(value=values, sign=signs), Rate(days, mismatched, refused)


def refusal(indicator: Indicator, rate: Rate, totals: pd.DataFrame) -> str:
    """A German sentence if not one value could be related to the inhabitants, else nothing."""
    if not rate.refused or bool(totals["value"].notna().any()) or any(WITHHELD in sign for sign in totals["sign"]):
        return ""
    what = f"Je 1.000 Einwohner lässt sich die Kennzahl „{indicator.title}“ nicht angeben"
    dates = [key for key, why in rate.refused.items() if why is Refusal.DATES]
    if not dates:
        reasons = sorted({why.value for why in rate.refused.values()})
        return f"{what}, {formats.join(reasons)}."
    newest = max(dates, key=lambda key: indicator.day_of(Period.of(key[1])))
    day, people = indicator.day_of(Period.of(newest[1])), rate.days.get(newest)
    has = f"die Einwohnerzahl ist vom {formats.day(people)}" if people else "eine frühere Einwohnerzahl gibt es nicht"
    return f"{what}: Der neueste Wert ist vom {formats.day(day)}, {has}."


def _rate(
    value: float,
    missing: tuple[str, ...],
    found: Mapping[date, tuple[float, str, bool]],
    chosen: date | None,
    day: date,
    mismatch: Mismatch,
) -> tuple[float, str, Refusal | None]:
    if missing:
        return math.nan, "", Refusal.INCOMPLETE
    if chosen is None:
        return math.nan, "", Refusal.DATES if found else Refusal.ABSENT
    if chosen != day and mismatch == "refuse":
        return math.nan, "", Refusal.DATES
    people, sign, lacking = found[chosen]
    if WITHHELD in sign:
        return math.nan, WITHHELD, None
    if math.isnan(people) or lacking:
        return math.nan, "", Refusal.ABSENT
    if people <= 0:
        return math.nan, "", Refusal.ZERO
    return value / people * THOUSAND, sign, None


def _together(*signs: str) -> str:
    return " ".join(dict.fromkeys(" ".join(signs).split()))


def _people(inhabitants: Inhabitants) -> dict[str, dict[date, tuple[float, str, bool]]]:
    """Area -> day -> inhabitants, their sign, and whether their sum lacks places."""
    frame = inhabitants.frame[inhabitants.frame["breakdown"].eq("")] if len(inhabitants.frame) else inhabitants.frame
    found: dict[str, dict[date, tuple[float, str, bool]]] = {}
    rows = zip(*(frame[name].tolist() for name in ("area", "period", "value", "sign", "missing")), strict=True)
    for area, code, value, sign, missing in rows:
        number = math.nan if value is None else float(value)
        if sign or not math.isnan(number):
            day = inhabitants.indicator.day_of(Period.of(code))
            found.setdefault(area, {})[day] = (number, sign, bool(missing))
    return found

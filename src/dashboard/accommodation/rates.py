"""Rates as the catalogue defines them: made of numerator and denominator of the same place, never of other rates.

Terms are read as the circle sees them, so that a rate is withheld with any of its terms. Where dates differ the
catalogue says whether the rate is refused or carries both; an incomplete sum is divided by nothing but a sum that lacks
the same places.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.accommodation.value import Value, value_of
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.entries import Indicator, Term
from dashboard.formats import day
from dashboard.observations.aggregation import WITHHELD
from dashboard.periods import Period

Key = tuple[str, str]
"""Area and period."""
Found = Mapping[str, Mapping[Key, Value]]
"""By indicator: the totals of a circle."""


@dataclass(frozen=True)
class _Sum:
    """Numerator or denominator of one place and period."""

    value: float
    sign: str
    missing: tuple[str, ...]
    uploads: tuple[int, ...]
    day: date


def rates(rate: Indicator, catalogue: Catalogue, found: Found) -> Iterator[Value]:
    """The rate for every place and period of its numerator; a value without a number says in its note why."""
    first = next(term.code for term in rate.numerator if not term.optional)
    for area, period in found[first]:
        top = _sum(rate.numerator, catalogue, found, area, period)
        if top is not None:
            yield _rate(rate, catalogue, found, (area, period), top)


def _rate(rate: Indicator, catalogue: Catalogue, found: Found, key: Key, top: _Sum) -> Value:
    area, period = key
    bottom, note = _denominator(rate, catalogue, found, key, top.day)
    if bottom is None:
        return _nothing(rate, key, top.uploads, note)
    uploads = tuple(sorted({*top.uploads, *bottom.uploads}))
    if WITHHELD in (top.sign, bottom.sign):
        return value_of(rate, area, period, {}, math.nan, WITHHELD, uploads, True, note=note)
    if set(top.missing) != set(bottom.missing):
        return _nothing(rate, key, uploads, "Zähler und Nenner fehlen nicht dieselben Orte.")
    if math.isnan(top.value) or math.isnan(bottom.value):
        return _nothing(rate, key, uploads, "Zähler oder Nenner ist ohne Zahl gemeldet.")
    if bottom.value <= 0:
        return _nothing(rate, key, uploads, "Der Nenner ist null.")
    value = top.value / bottom.value * rate.factor
    return value_of(rate, area, period, {}, value, "", uploads, True, top.missing, note=note)


def _nothing(rate: Indicator, key: Key, uploads: tuple[int, ...], why: str) -> Value:
    return value_of(rate, *key, {}, math.nan, "", uploads, True, note=f"Keine Quote: {why}")


def _denominator(
    rate: Indicator, catalogue: Catalogue, found: Found, key: Key, wanted: date
) -> tuple[_Sum | None, str]:
    """The denominator of the same day, or the newest before it where the catalogue allows that; and what to say."""
    area, period = key
    first = next(term.code for term in rate.denominator if not term.optional)
    entry = catalogue.indicators[first]
    days = {entry.day_of(Period.of(code)): code for place, code in found[first] if place == area}
    past = [when for when in days if when <= wanted]
    if period in {code for place, code in found[first] if place == area}:
        chosen = entry.day_of(Period.of(period))
    elif past:
        chosen = max(past)
    else:
        return None, f"„{entry.short}“ fehlt."
    bottom = _sum(rate.denominator, catalogue, found, area, days[chosen])
    if bottom is None:
        return None, "Dem Nenner fehlt ein Teil."
    numerator = catalogue.indicators[rate.numerator[0].code]
    basis = _basis(catalogue, first, chosen)
    both = f"„{numerator.short}“ ist vom {day(wanted)}, „{entry.short}“ vom {day(chosen)}{basis}"
    if chosen == wanted:
        return bottom, ""
    if rate.date_mismatch == "refuse":
        return None, f"{both}; diese Stichtage dürfen nicht gemischt werden."
    return bottom, f"{both}."


def _basis(catalogue: Catalogue, code: str, when: date) -> str:
    basis = catalogue.basis(code, when)
    return f" ({basis})" if basis else ""


def _sum(terms: Sequence[Term], catalogue: Catalogue, found: Found, area: str, period: str) -> _Sum | None:
    """The terms added; None where a necessary one is not stated."""
    parts: list[tuple[int, Value]] = []
    for term in terms:
        value = found[term.code].get((area, period))
        if value is None:
            if term.optional:
                continue
            return None
        parts.append((term.sign, value))
    numbers = [math.nan if value.value is None else sign * value.value for sign, value in parts]
    return _Sum(
        math.fsum(numbers) if not any(map(math.isnan, numbers)) else math.nan,
        WITHHELD if any(WITHHELD in value.sign for _, value in parts) else "",
        tuple(dict.fromkeys(area for _, value in parts for area in value.missing)),
        tuple(sorted({upload for _, value in parts for upload in value.uploads})),
        catalogue.indicators[terms[0].code].day_of(Period.of(period)),
    )

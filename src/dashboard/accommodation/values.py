"""The values of any indicator as one circle has them, wherever they come from: the command line's ``value``.

Figures of accommodation are sums over facilities where there are any; the district's value is the sum of its places
where the catalogue allows it and nothing else was stated. A derived value names the uploads it was made of. For circles
outside the office the patterns of the release decide what is left of it.
"""

from collections.abc import Iterator

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.gathering import KIND, gather
from dashboard.accommodation.history import RATES
from dashboard.accommodation.houses import Houses
from dashboard.accommodation.rates import rates
from dashboard.accommodation.value import Value, value_of
from dashboard.catalogue import Catalogue, Indicator
from dashboard.observations.suppressions import Patterns, patterns
from dashboard.periods import Period
from dashboard.store import Circle

__all__ = ["KIND", "Value", "figures_of", "values_of"]


def values_of(
    session: Session,
    circle: Circle,
    indicator: Indicator,
    places: pd.DataFrame,
    district: str,
    area: str | None = None,
    *,
    houses: Houses | None = None,
) -> list[Value]:
    """All values of an indicator in the district: periods by their end, in each breakdowns first and the total last.

    ``places``: frame of the district's places in official order. ``area``: only the values of this place.
    ``houses``: where several indicators are read in one session; raises ValueError if they are another circle's.
    """
    houses = Houses.of(session, circle, places, district, houses)
    if indicator.code in RATES:
        found = list(_rates(houses, indicator))
    else:
        found = gather(session, circle, indicator, places, district, area, houses=houses)
        if circle is not Circle.INTERNAL:
            found = _withheld(session, found, indicator)
    if area is not None:
        found = [value for value in found if value.area == area]
    order = {area: number for number, area in enumerate([*houses.territory.names, district])}
    return sorted(
        found,
        key=lambda v: (Period.of(v.period).last, v.period, order.get(v.area, -1), not v.breakdown, str(v.breakdown)),
    )


def figures_of(
    session: Session,
    circle: Circle,
    catalogue: Catalogue,
    code: str,
    places: pd.DataFrame,
    district: str,
    area: str | None = None,
    *,
    houses: Houses | None = None,
) -> list[Value]:
    """The same for any indicator of the catalogue; a rate that nobody stated is computed from its terms."""
    entry, houses = catalogue.indicators[code], Houses.of(session, circle, places, district, houses)
    stated = values_of(session, circle, entry, places, district, area, houses=houses)
    if entry.kind != "rate" or code in RATES:
        return stated
    terms: dict[str, dict[tuple[str, str], Value]] = {}
    for term in entry.terms:
        known = values_of(session, circle, catalogue.indicators[term.code], places, district, area, houses=houses)
        terms[term.code] = {(value.area, value.period): value for value in known if not value.breakdown}
    have = {(value.area, value.period) for value in stated}
    return [*stated, *(value for value in rates(entry, catalogue, terms) if (value.area, value.period) not in have)]


def _withheld(session: Session, found: list[Value], indicator: Indicator) -> list[Value]:
    """What a circle outside the office sees of the values: of counts of persons one breakdown, as the pattern says."""
    known = patterns(session, [indicator.code, *indicator.hidden_with])
    return [
        value.withheld() if value.value is not None and _is_hidden(value, indicator, known) else value
        for value in found
        if not value.breakdown or _is_published(value, indicator, known)
    ]


def _is_hidden(value: Value, indicator: Indicator, known: Patterns) -> bool:
    for other in indicator.hidden_with:
        pattern = known.get((other, value.period))
        if pattern is None or pattern.hides(value.area, value.key):
            return True
    pattern = known.get((indicator.code, value.period))
    if pattern is None:
        return indicator.is_protected(Period.of(value.period).last)
    return pattern.hides(value.area, value.key)


def _is_published(value: Value, indicator: Indicator, known: Patterns) -> bool:
    """Whether a breakdown is among the one set of margins that is published."""
    open_ = not indicator.is_protected(Period.of(value.period).last) and (indicator.code, value.period) not in known
    return open_ or set(value.breakdown) == {indicator.published}


def _rates(houses: Houses, indicator: Indicator) -> Iterator[Value]:
    frame = houses.history
    if frame.empty:
        return
    name, sign = indicator.code, f"{indicator.code}_sign"
    frame = frame[frame[name].notna() | frame[sign].ne("")]
    scale = indicator.factor if name == "auslastung" else 1.0
    columns = (frame[column] for column in ("area", "period", name, sign, "uploads", "einwohner_period"))
    for area, period, value, mark, uploads, dated in zip(*columns, strict=True):
        note = f"Einwohner vom {Period.of(dated).label}" if name == "belegt_je_1000" and dated else ""
        yield value_of(indicator, area, period, {}, value * scale, mark, uploads, True, note=note)

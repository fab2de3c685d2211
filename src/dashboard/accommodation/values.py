"""The values of any indicator as one circle has them, wherever they come from: the command line's ``value``.

Figures of accommodation are sums over facilities where there are any; the district's value is the sum of its places
where the catalogue allows it and nothing else was stated. A derived value names the uploads it was made of.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.figures import figures
from dashboard.accommodation.history import RATES, history
from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.queries import kinds
from dashboard.catalogue import Indicator
from dashboard.geography.places import GERMANY, cities_of, within
from dashboard.observations import queries as observations
from dashboard.observations.aggregation import WITHHELD, Territory, sums_over_places
from dashboard.observations.withholding import small, withhold
from dashboard.periods import Period
from dashboard.store import Circle

KIND = "art"
"""Name of the dimension „kind of accommodation“ in breakdowns."""


@dataclass(frozen=True)
class Value:
    """One value with all that must be known about it. ``value`` None: none, or withheld (sign "•")."""

    indicator: str
    area: str
    period: str
    breakdown: dict[str, str]
    value: float | None
    sign: str
    unit: str
    source: str
    uploads: tuple[int, ...]
    derived: bool
    missing: tuple[str, ...] = ()
    """Areas a derived sum lacks."""
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The object of the command line's contract."""
        facts: dict[str, Any] = {
            "indicator": self.indicator,
            "area": self.area,
            "period": self.period,
            "breakdown": self.breakdown,
            "value": _whole(self.value),
            "sign": self.sign,
            "unit": self.unit,
            "source": self.source,
            "upload": None if self.derived else self.uploads[0],
        }
        if self.derived:
            facts |= {"derived": True, "from": list(self.uploads)}
        if self.missing:
            facts["missing"] = list(self.missing)
        if self.note:
            facts["note"] = self.note
        return facts


def values_of(
    session: Session,
    circle: Circle,
    indicator: Indicator,
    places: pd.DataFrame,
    district: str,
    area: str | None = None,
) -> list[Value]:
    """All values of an indicator in the district: periods by their end, in each breakdowns first and the total last.

    ``places``: frame of the district's places in official order. ``area``: only the values of this place.
    """
    territory = Territory.of(places, district)
    if indicator.code in FIGURES:
        found = [*_kinds(session, circle, indicator, territory), *_figures(session, circle, indicator, territory)]
        found += [value for value in _stored(session, circle, indicator, territory) if value.breakdown]
    elif indicator.code in RATES:
        found = list(_rates(session, circle, indicator, places, district))
    else:
        found = list(_stored(session, circle, indicator, territory))
        found += _sums(found, indicator, places, district, area)
    if area is not None:
        found = [value for value in found if value.area == area]
    order = {area: number for number, area in enumerate([*territory.names, district])}
    return sorted(
        found,
        key=lambda v: (Period.of(v.period).last, v.period, order.get(v.area, -1), not v.breakdown, str(v.breakdown)),
    )


def _figures(session: Session, circle: Circle, indicator: Indicator, territory: Territory) -> Iterator[Value]:
    frame = figures(session, circle, territory)
    frame = frame[(frame["indicator"] == indicator.code) & (frame["value"].notna() | frame["sign"].ne(""))]
    columns = (frame[name] for name in ("area", "period", "value", "sign", "uploads", "derived", "missing"))
    for area, period, value, sign, uploads, derived, missing in zip(*columns, strict=True):
        yield _value(indicator, area, period, {}, value, sign, uploads, derived, missing)


def _kinds(session: Session, circle: Circle, indicator: Indicator, territory: Territory) -> Iterator[Value]:
    frame = kinds(session, circle, areas=[*territory.municipalities, *set(territory.association_of.values())])
    frame = frame[frame[indicator.code].notna()]
    columns = (frame[name] for name in ("area", "period", "kind", indicator.code, "upload"))
    for area, period, kind, value, upload in zip(*columns, strict=True):
        yield _value(indicator, area, period, {KIND: kind}, value, "", (int(upload),), True)


def _rates(
    session: Session, circle: Circle, indicator: Indicator, places: pd.DataFrame, district: str
) -> Iterator[Value]:
    frame = history(session, circle, places, district)
    if frame.empty:
        return
    name, sign = indicator.code, f"{indicator.code}_sign"
    frame = frame[frame[name].notna() | frame[sign].ne("")]
    scale = indicator.factor if name == "auslastung" else 1.0
    columns = (frame[column] for column in ("area", "period", name, sign, "uploads", "einwohner_period"))
    for area, period, value, mark, uploads, dated in zip(*columns, strict=True):
        note = f"Einwohner vom {Period.of(dated).label}" if name == "belegt_je_1000" and dated else ""
        yield _value(indicator, area, period, {}, value * scale, mark, uploads, True, note=note)


def _stored(session: Session, circle: Circle, indicator: Indicator, territory: Territory) -> Iterator[Value]:
    inside = {*territory.names, *territory.municipalities, territory.district}
    frame = observations.values(session, circle, indicators=[indicator.code], areas=sorted(inside))
    if circle is not Circle.INTERNAL and indicator.counts == "persons":
        frame = _protected(frame, territory)
    labels = observations.breakdown_members(session, frame["breakdown"].unique().tolist())
    sources = observations.sources(session, frame["upload"].unique().tolist())
    columns = (frame[name] for name in ("area", "period", "breakdown", "value", "sign", "upload"))
    for area, period, breakdown, value, sign, upload in zip(*columns, strict=True):
        source, note = sources[int(upload)]
        members = labels[breakdown]
        yield _value(
            indicator, area, period, members, value, sign, (int(upload),), False, source=source,
            note="" if members else note,
        )  # fmt: skip


def _protected(frame: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    """Withhold small counts, and what could be worked out from them: the other cells, and the district's value.

    A figure that its source rounds is never 1 to 4; one that is was delivered unrounded and is protected too.
    """
    is_small = small(frame["value"])
    key = frame["area"] + "|" + frame["period"]
    cells = frame["breakdown"].ne("") & key.isin(set(key[is_small & frame["breakdown"].ne("")]))
    place_totals = is_small & frame["breakdown"].eq("") & frame["area"].ne(territory.district)
    district = frame["area"].eq(territory.district) & frame["period"].isin(set(frame["period"][place_totals]))
    return withhold(frame, is_small | cells | district)


def _sums(
    found: list[Value], indicator: Indicator, places: pd.DataFrame, district: str, area: str | None
) -> Iterator[Value]:
    """The district's sum; where all of Germany is registered, also those of its districts and states."""
    if "area" not in indicator.sum_over:
        return
    totals = [value for value in found if not value.breakdown]
    wholes = [district]
    if district == GERMANY:
        above = places["level"].isin(["state", "district"]) & ~places["area"].isin(cities_of(places))
        wholes += places.loc[above, "area"].tolist()
    for whole in wholes:
        if area in (None, whole):
            inside = [value for value in totals if within(value.area, whole)]
            around = places[[within(place, whole) for place in places["area"]]]
            yield from _sum_of(inside, indicator, Territory.of(around, whole))


def _sum_of(totals: list[Value], indicator: Indicator, territory: Territory) -> list[Value]:
    stated = {value.period for value in totals if value.area == territory.district}
    rows = [v for v in totals if v.area != territory.district and v.period not in stated]
    if not rows:
        return []
    frame = pd.DataFrame(
        {
            "area": [v.area for v in rows],
            "period": [v.period for v in rows],
            "value": [np.nan if v.value is None else v.value for v in rows],
            "sign": [v.sign for v in rows],
        }
    )
    uploads = {(v.area, v.period): v.uploads for v in rows}
    sums = sums_over_places(frame, territory)
    derived = []
    for period, value, sign, missing, areas in zip(*(sums[column] for column in sums.columns), strict=True):
        origin = tuple(sorted({upload for area in areas for upload in uploads[(area, period)]}))
        derived.append(_value(indicator, territory.district, period, {}, value, sign, origin, True, missing))
    return derived


def _value(
    indicator: Indicator,
    area: str,
    period: str,
    breakdown: dict[str, str],
    value: float,
    sign: str,
    uploads: tuple[int, ...],
    derived: bool,
    missing: tuple[str, ...] = (),
    *,
    source: str = "",
    note: str = "",
) -> Value:
    number = None if math.isnan(value) or WITHHELD in sign else float(value)
    return Value(
        indicator=indicator.code,
        area=area,
        period=period,
        breakdown=breakdown,
        value=number,
        sign=sign,
        unit=indicator.unit,
        source=source or indicator.source,
        uploads=uploads,
        derived=derived,
        missing=missing,
        note=note,
    )


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value

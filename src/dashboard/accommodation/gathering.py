"""The values of an indicator as they are known, from observations and facilities, before any withholding.

Only ``values`` (which withholds) and ``confidentiality`` (which decides what is withheld) may read them.
"""

import math
from collections.abc import Iterator

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.houses import Houses
from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.value import Value, value_of
from dashboard.catalogue import Indicator
from dashboard.geography.places import GERMANY, cities_of, within
from dashboard.observations import queries as observations
from dashboard.observations.aggregation import Territory, sums
from dashboard.store import Circle

KIND = "art"
"""Name of the dimension „kind of accommodation“ in breakdowns."""


def gather(
    session: Session,
    circle: Circle,
    indicator: Indicator,
    places: pd.DataFrame,
    district: str,
    area: str | None = None,
    *,
    houses: Houses | None = None,
) -> list[Value]:
    """What is current (for the internal circle) or released of an indicator that is no rate, and the sums of it.

    ``places``: frame of the district's places in official order. ``area``: sums only for this place. ``houses``: where
    several indicators are read in one session.
    """
    houses = Houses.of(session, circle, places, district, houses)
    stored = list(_stored(houses, indicator))
    if indicator.code in FIGURES:
        found = [
            value_of(indicator, one.area, one.period, {}, one.value, one.sign, one.uploads, one.derived, one.missing)
            for one in houses.figures.get(indicator.code, ())
        ]
        split = [*_kinds(houses, indicator), *(value for value in stored if value.breakdown)]
        return [*split, *_split_sums(split, indicator, houses, area), *found]
    return [*stored, *_sums(stored, indicator, houses, area)]


def _kinds(houses: Houses, indicator: Indicator) -> Iterator[Value]:
    territory, frame = houses.territory, houses.kinds
    frame = frame[frame["area"].isin([*territory.municipalities, *territory.association_of.values()])]
    if houses.circle is not Circle.INTERNAL and indicator.counts != "persons":
        frame = frame[~frame["single"]]  # of counts of persons the patterns know
    frame = frame[frame[indicator.code].notna()]
    columns = (frame[name] for name in ("area", "period", "kind", indicator.code, "upload"))
    for area, period, kind, value, upload in zip(*columns, strict=True):
        yield value_of(indicator, area, period, {KIND: kind}, value, "", (int(upload),), True)


def _stored(houses: Houses, indicator: Indicator) -> Iterator[Value]:
    session, territory = houses.session, houses.territory
    inside = {*territory.names, *territory.municipalities, territory.district}
    rows = observations.value_rows(session, houses.circle, indicators=[indicator.code], areas=sorted(inside))
    labels = observations.breakdown_members(session, list({row.key for row in rows}))
    sources = observations.sources(session, list({row.upload for row in rows}))
    for row in rows:
        source, note = sources[row.upload]
        members = labels[row.key]
        value = math.nan if row.value is None else row.value
        yield value_of(
            indicator, row.area, row.period, members, value, row.sign, (row.upload,), False, source=source,
            note="" if members else note,
        )  # fmt: skip


def _sums(found: list[Value], indicator: Indicator, houses: Houses, area: str | None) -> Iterator[Value]:
    """The district's sum; where all of Germany is registered, also those of its districts and states."""
    if "area" not in indicator.sum_over:
        return
    places, district = houses.places, houses.district
    totals = [value for value in found if not value.breakdown]
    wholes = [district]
    if district == GERMANY:
        above = places["level"].isin(["state", "district"]) & ~places["area"].isin(cities_of(places))
        wholes += places.loc[above, "area"].tolist()
    for whole in wholes:
        if area in (None, whole):
            inside = [value for value in totals if within(value.area, whole)]
            yield from _sum_of(inside, indicator, houses.part(whole), {})
    yield from _split_sums(found, indicator, houses, area)


def _split_sums(found: list[Value], indicator: Indicator, houses: Houses, area: str | None) -> Iterator[Value]:
    """The district's categories, over one dimension in which values may be added."""
    district = houses.district
    if "area" not in indicator.sum_over or area not in (None, district) or district == GERMANY:
        return
    split: dict[str, list[Value]] = {}
    for value in found:
        if len(value.breakdown) == 1 and set(value.breakdown) <= set(indicator.sum_over):
            split.setdefault(value.key, []).append(value)
    for values in split.values():
        yield from _sum_of(values, indicator, houses.territory, values[0].breakdown)


def _sum_of(totals: list[Value], indicator: Indicator, territory: Territory, breakdown: dict[str, str]) -> list[Value]:
    stated = {value.period for value in totals if value.area == territory.district}
    rows = [v for v in totals if v.area != territory.district and v.period not in stated]
    if not rows:
        return []
    uploads = {(v.area, v.period): v.uploads for v in rows}
    told = ((v.area, v.period, math.nan if v.value is None else v.value, v.sign) for v in rows)
    derived = []
    for period, value, sign, missing, areas in sums(told, territory):
        origin = tuple(sorted({upload for area in areas for upload in uploads[(area, period)]}))
        derived.append(value_of(indicator, territory.district, period, breakdown, value, sign, origin, True, missing))
    return derived

"""The values of an indicator as they are known, from observations and facilities, before any withholding.

Only ``values`` (which withholds) and ``confidentiality`` (which decides what is withheld) may read them.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.figures import unprotected
from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.queries import kinds
from dashboard.accommodation.value import Value, value_of
from dashboard.catalogue import Indicator
from dashboard.geography.places import GERMANY, cities_of, within
from dashboard.observations import queries as observations
from dashboard.observations.aggregation import PROTECTED, Territory, sums_over_places
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
) -> list[Value]:
    """What is current (for the internal circle) or released of an indicator that is no rate, and the sums of it.

    ``places``: frame of the district's places in official order. ``area``: sums only for this place.
    """
    territory = Territory.of(places, district)
    stored = list(_stored(session, circle, indicator, territory))
    if indicator.code in FIGURES:
        found = list(_figures(session, circle, indicator, territory))
        split = [*_kinds(session, circle, indicator, territory), *(value for value in stored if value.breakdown)]
        return [*split, *_split_sums(split, indicator, places, district, area), *found]
    return [*stored, *_sums(stored, indicator, places, district, area)]


def _figures(session: Session, circle: Circle, indicator: Indicator, territory: Territory) -> Iterator[Value]:
    frame = unprotected(session, circle, territory)
    frame = frame[
        frame["area"].ne(PROTECTED)
        & (frame["indicator"] == indicator.code)
        & (frame["value"].notna() | frame["sign"].ne(""))
    ]
    columns = (frame[name] for name in ("area", "period", "value", "sign", "uploads", "derived", "missing"))
    for area, period, value, sign, uploads, derived, missing in zip(*columns, strict=True):
        yield value_of(indicator, area, period, {}, value, sign, uploads, derived, missing)


def _kinds(session: Session, circle: Circle, indicator: Indicator, territory: Territory) -> Iterator[Value]:
    frame = kinds(session, circle, areas=[*territory.municipalities, *set(territory.association_of.values())])
    if circle is not Circle.INTERNAL and indicator.counts != "persons":
        frame = frame[~frame["single"]]  # of counts of persons the patterns know
    frame = frame[frame[indicator.code].notna()]
    columns = (frame[name] for name in ("area", "period", "kind", indicator.code, "upload"))
    for area, period, kind, value, upload in zip(*columns, strict=True):
        yield value_of(indicator, area, period, {KIND: kind}, value, "", (int(upload),), True)


def _stored(session: Session, circle: Circle, indicator: Indicator, territory: Territory) -> Iterator[Value]:
    inside = {*territory.names, *territory.municipalities, territory.district}
    frame = observations.values(session, circle, indicators=[indicator.code], areas=sorted(inside))
    labels = observations.breakdown_members(session, frame["breakdown"].unique().tolist())
    sources = observations.sources(session, frame["upload"].unique().tolist())
    columns = (frame[name] for name in ("area", "period", "breakdown", "value", "sign", "upload"))
    for area, period, breakdown, value, sign, upload in zip(*columns, strict=True):
        source, note = sources[int(upload)]
        members = labels[breakdown]
        yield value_of(
            indicator, area, period, members, value, sign, (int(upload),), False, source=source,
            note="" if members else note,
        )  # fmt: skip


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
            yield from _sum_of(inside, indicator, Territory.of(around, whole), {})
    yield from _split_sums(found, indicator, places, district, area)


def _split_sums(
    found: list[Value], indicator: Indicator, places: pd.DataFrame, district: str, area: str | None
) -> Iterator[Value]:
    """The district's categories, over one dimension in which values may be added."""
    if "area" not in indicator.sum_over or area not in (None, district) or district == GERMANY:
        return
    split: dict[str, list[Value]] = {}
    for value in found:
        if len(value.breakdown) == 1 and set(value.breakdown) <= set(indicator.sum_over):
            split.setdefault(value.key, []).append(value)
    territory = Territory.of(places, district)
    for values in split.values():
        yield from _sum_of(values, indicator, territory, values[0].breakdown)


def _sum_of(totals: list[Value], indicator: Indicator, territory: Territory, breakdown: dict[str, str]) -> list[Value]:
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
        derived.append(value_of(indicator, territory.district, period, breakdown, value, sign, origin, True, missing))
    return derived

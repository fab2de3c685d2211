"""The outlook of each unit: middle and band of every month, how long the places last, and what it all rests on."""

from collections.abc import Iterator, Sequence

import numpy as np

from dashboard.periods import Frequency, Period
from dashboard.planning import lasting_words, outlook_words
from dashboard.planning.balance import MONTHS_OF_A_QUARTER, Balance, ahead, balance
from dashboard.planning.bands import Bands, bands
from dashboard.planning.capacity import Capacity, capacity
from dashboard.planning.draws import housed_deviations
from dashboard.planning.errors import FEWEST_QUARTERS, Spread, months_after, spreads
from dashboard.planning.inputs import Inputs
from dashboard.planning.needs import expected, taken_per_month, unknown
from dashboard.planning.outlook_views import Assumptions, Band, Ground, MonthAhead, Outlook

MONTHS = 12


def outlooks(inputs: Inputs, assumed: Assumptions) -> tuple[Outlook, ...]:
    """Of the district and its units, in this order."""
    flows = inputs.flows
    if flows.last is None:
        return tuple(_nothing(inputs, unit, flows.why[area]) for unit, area in enumerate(flows.areas))
    months = months_after(flows.last, MONTHS)
    last = len(flows.quarters) - 1
    now = balance(flows, last)
    quota = expected(inputs.needs, flows.areas, months, factor=assumed.quota_factor, goes_on=assumed.goes_on)
    unchanged = expected(inputs.needs, flows.areas, months)
    occupied = ahead(now, quota, unchanged, taken_per_month(inputs.needs, flows.areas), assumed.outflow_factor)
    places = capacity(inputs, assumed, months)
    spread = spreads(inputs.errors, last)
    grounds = [_ground(inputs, unit, spread[unit]) for unit in range(len(flows.areas))]
    sure = np.array([ground is Ground.ERRORS for ground in grounds])[:, None, None]
    horizons = np.arange(1, MONTHS + 1) / MONTHS_OF_A_QUARTER
    housed = np.where(sure, housed_deviations(flows.areas, now.start, spread, horizons), 0.0)
    planned = np.where(sure, places.deviations, 0.0)
    found = (
        bands(occupied, housed, fewest=0.0),
        bands(places.middle, planned),
        bands(places.middle - occupied, planned - housed),
    )
    return tuple(
        _outlook(inputs, unit, grounds[unit], months, now, places, found, spread[unit])
        for unit in range(len(flows.areas))
    )


def _ground(inputs: Inputs, unit: int, spread: Spread) -> Ground:
    flows = inputs.flows
    run = flows.runs[unit, -1]
    if flows.areas[unit] in flows.why or run < FEWEST_QUARTERS:
        return Ground.NOTHING
    return Ground.ERRORS if run >= outlook_words.ENOUGH and spread.known else Ground.BALANCE


def _outlook(
    inputs: Inputs,
    unit: int,
    ground: Ground,
    months: Sequence[Period],
    now: Balance,
    places: Capacity,
    found: tuple[Bands, Bands, Bands],
    spread: Spread,
) -> Outlook:
    flows = inputs.flows
    area, name, run = flows.areas[unit], flows.names[unit], int(flows.runs[unit, -1])
    quarter = flows.quarters[-1]
    if ground is Ground.NOTHING:
        return _nothing(inputs, unit, flows.why.get(area) or outlook_words.one_quarter(name))
    why = outlook_words.no_band(run)
    if ground is Ground.ERRORS:
        why = outlook_words.with_band(run, spread.count, district=unit == 0)
    start = _start(now.start[unit], places.start[unit], quarter)
    rows = tuple(MonthAhead(month, *(one.at(unit, number) for one in found)) for number, month in enumerate(months))
    lasts = (
        _first(row.month for row in rows if row.free.low < 0),
        _first(row.month for row in rows if row.free.middle < 0),
        _first(row.month for row in rows if row.free.high < 0),
    )
    sentence = lasting_words.sentence(name, start, rows, lasts, inputs.today)
    notes = tuple(_notes(inputs, unit, months, now))
    return Outlook(area, name, ground, why, quarter.last, run, start, rows, lasts, sentence, notes)


def _first(months: Iterator[Period]) -> Period | None:
    return next(months, None)


def _start(occupied: float, usable: float, quarter: Period) -> MonthAhead:
    month = Period.containing(quarter.last, Frequency.MONTH)
    return MonthAhead(month, *(Band(*[round(value)] * 3) for value in (occupied, usable, usable - occupied)))


def _nothing(inputs: Inputs, unit: int, why: str) -> Outlook:
    flows = inputs.flows
    run = int(flows.runs[unit, -1]) if flows.quarters else 0
    as_of = flows.quarters[-1].last if run else None
    none = (None, None, None)
    return Outlook(flows.areas[unit], flows.names[unit], Ground.NOTHING, why, as_of, run, None, (), none, why, ())


def _notes(inputs: Inputs, unit: int, months: Sequence[Period], now: Balance) -> list[str]:
    flows, found = inputs.flows, []
    area, run = flows.areas[unit], int(flows.runs[unit, -1])
    if run < len(flows.quarters) and not np.isnan(flows["belegt"][unit, : len(flows.quarters) - run]).all():
        found.append(lasting_words.gap(flows.quarters[-run]))
    if now.flows[unit] == 0:
        found.append(lasting_words.WITHOUT_FLOWS)
    elif now.flows[unit] < min(run - 1, 4):
        found.append(lasting_words.few_flows(int(now.flows[unit])))
    if now.flows[unit] and unknown(inputs.needs, area, months):
        found.append(lasting_words.QUOTA_UNKNOWN)
    elif now.flows[unit] and inputs.needs.get(area) and np.isnan(taken_per_month(inputs.needs, [area])[0]):
        found.append(lasting_words.TAKEN_UNKNOWN)
    if np.isnan(flows["gesperrt"][unit, -1]):
        found.append(lasting_words.BLOCKED_UNKNOWN)
    if area not in flows.counted:
        found.append(lasting_words.LEASES_UNKNOWN)
    return found

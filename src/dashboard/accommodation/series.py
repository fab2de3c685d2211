"""One indicator over all places and periods as a frame, as one circle has it; and flows added over longer periods."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.houses import Houses
from dashboard.accommodation.value import Value, value_of
from dashboard.accommodation.values import figures_of
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.entries import Indicator
from dashboard.formats import join
from dashboard.geography import queries as geography
from dashboard.geography.places import within
from dashboard.observations import queries as observations
from dashboard.observations.aggregation import WITHHELD
from dashboard.observations.disclosure import SETTING, THRESHOLD, is_small
from dashboard.periods import Frequency, Period
from dashboard.store import Circle, get_setting

TIME = "time"
COLUMNS = [
    *("area", "name", "level", "kind", "parent", "period", "period_end", "breakdown", "members", "value", "sign"),
    *("missing", "derived", "note", "source", "uploads"),
]


def series(
    session: Session,
    circle: Circle,
    catalogue: Catalogue,
    code: str,
    places: pd.DataFrame,
    district: str,
    *,
    over: Frequency | None = None,
    houses: Houses | None = None,
) -> pd.DataFrame:
    """All values of an indicator in the district: ``COLUMNS``, places in official order, the district first.

    ``missing`` holds names of places (or of quarters, in a sum over time), ``members`` the breakdown as a dictionary,
    ``value`` NaN where there is none or it is withheld (sign "•"). ``over``: flows added to half-years or years; for
    what may not be added over time the frame is empty. ``houses``: as with ``values.figures_of``.
    """
    entry = catalogue.indicators[code]
    found = figures_of(session, circle, catalogue, code, places, district, houses=houses)
    if over is not None and over is not entry.frequency:
        found = over_time(found, entry, over)
    names = dict(zip(places["area"], places["name"], strict=True))
    about = {row["area"]: row for row in places.to_dict("records")}
    order = {area: number for number, area in enumerate([district, *places["area"]])}
    shown = [value for value in found if value.area in about]
    shown.sort(key=lambda value: (Period.of(value.period).last, order[value.area]))
    return _frame([_row(value, about[value.area], names) for value in shown])


def over_time(values: Sequence[Value], indicator: Indicator, over: Frequency) -> list[Value]:
    """Sums of a flow over longer periods that have ended; nothing for a stock, which is never added over time.

    One withheld part withholds the sum. Where a part is missing there is no sum, and ``missing`` names the part: a year
    of three quarters would look like a fall.
    """
    if TIME not in indicator.sum_over:
        return []
    groups: dict[tuple[str, str, str], dict[str, Value]] = defaultdict(dict)
    for value in values:
        period = Period.of(value.period)
        if period.frequency is indicator.frequency:
            whole = Period.containing(period.last, over)
            groups[whole.code, value.area, value.key][value.period] = value
    newest = max((Period.of(value.period).last for value in values), default=None)
    found = []
    for (code, _, _), parts in groups.items():
        whole = Period.of(code)
        if newest is not None and whole.last <= newest:
            found.append(_added(parts, whole, indicator.frequency))
    return found


def _added(parts: dict[str, Value], whole: Period, length: Frequency) -> Value:
    steps = [Period.containing(whole.first, length)]
    while steps[-1].last < whole.last:
        steps.append(steps[-1].next())
    stated = [parts[step.code] for step in steps if step.code in parts and parts[step.code].value is not None]
    withheld = any(WITHHELD in value.sign for value in parts.values())
    lacking = tuple(step.label for step in steps if step.code not in parts or parts[step.code].value is None)
    places = tuple(dict.fromkeys(area for value in parts.values() for area in value.missing))
    first = next(iter(parts.values()))
    return replace(
        first,
        period=whole.code,
        value=None if withheld or lacking else sum(value.value for value in stated if value.value is not None),
        sign=WITHHELD if withheld else "",
        uploads=tuple(sorted({upload for value in parts.values() for upload in value.uploads})),
        derived=True,
        missing=(*places, *lacking) if not withheld else (),
        note=f"Summe aus {join([step.label for step in steps])}",
    )


def _frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    # By column: pandas would sort the keys of every single row.
    columns = {name: [row[name] for row in rows] for name in COLUMNS} if rows else None
    return pd.DataFrame(columns, columns=COLUMNS).astype({"value": float})


def _row(value: Value, place: Mapping[Hashable, object], names: Mapping[str, str]) -> dict[str, object]:
    return {
        **{name: place[name] for name in ("area", "name", "level", "kind", "parent")},
        "period": value.period,
        "period_end": Period.of(value.period).last,
        "breakdown": value.key,
        "members": value.breakdown,
        "value": value.value,
        "sign": value.sign,
        "missing": tuple(names.get(area, area) for area in value.missing),
        "derived": value.derived,
        "note": value.note,
        "source": value.source,
        "uploads": value.uploads,
    }


def references(session: Session, circle: Circle, catalogue: Catalogue, code: str, district: str) -> pd.DataFrame:
    """The totals of areas outside the district that are kept for comparison, in ``COLUMNS``; one area a line.

    Their counts come from official tables; outside the office those below the threshold are withheld all the same.
    """
    entry = catalogue.indicators[code]
    known = {row["area"]: row for row in geography.places(session).to_dict("records")}
    outside = [area for area in known if not within(area, district)]
    found = observations.values(session, circle, indicators=[code], areas=outside, totals_only=True)
    sources = observations.sources(session, found["upload"].unique().tolist())
    values = [
        value_of(entry, area, period, {}, value, sign, (int(upload),), False, source=sources[int(upload)][0])
        for area, period, value, sign, upload in zip(
            *(found[name] for name in ("area", "period", "value", "sign", "upload")), strict=True
        )
    ]
    if circle is not Circle.INTERNAL and entry.counts == "persons":
        threshold = int(get_setting(session, SETTING, THRESHOLD))
        values = [value.withheld() if is_small(value.value or 0, threshold) else value for value in values]
    return _frame([_row(value, known[value.area], {}) for value in values])

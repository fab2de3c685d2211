"""One indicator per place and kind of carrier (Träger) in its newest period."""

from collections.abc import Sequence

import pandas as pd

from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.exhibits.monitoring_places import at_once, newest, statements
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.monitoring_words import labels
from dashboard.exhibits.readings import NAN, Area, Reading
from dashboard.periods import Period

DIMENSION = "traeger"
TOTAL = "total"


def places(seen: Observed, until: Period, order: Sequence[str] = ()) -> Exhibit:
    """All places in the newest period up to ``until`` that has any value; ``order``: the categories as they stand."""
    period = newest(seen, until)
    title = f"{seen.measure.title} nach Ort und Träger"
    if period is None:
        reason = f"Zur Kennzahl „{seen.indicator.title}“ liegt noch keine Angabe vor."
        return beside.refused(seen, "carriers", title, reason)
    readings = at_once(seen, period)
    district = seen.history.district
    rows = [item.place for item in readings if item.place != district]
    rows += [district] if district is not None else []
    cells = _cells(seen, period)
    present = {category for _, category in cells}
    categories = [*(name for name in order if name in present), *sorted(present.difference(order))]
    data = pd.DataFrame({"area": [place.area for place in rows], "name": labels(rows)})
    columns = [Column("name", "Ort")]
    shown: dict[Area, list[Reading]] = {place: [seen.at(place, period)] for place in rows}
    for position, category in enumerate(categories):
        name = f"c{position}"
        read = [cells.get((place.area, category), Reading(place)) for place in rows]
        data[name], data[f"{name}_sign"] = [item.value for item in read], [item.sign for item in read]
        columns.append(seen.measure.column(name, category))
        for item in read:
            shown[item.place].append(item)
    whole = [seen.at(place, period) for place in rows]
    data[TOTAL], data[f"{TOTAL}_sign"] = [item.value for item in whole], [item.sign for item in whole]
    columns.append(seen.measure.column(TOTAL, "Insgesamt"))
    message = beside.said(seen.indicator, *statements(seen, readings, period))
    last = tuple(data["name"].tolist()[-1:]) if district is not None else ()
    # Withheld parts would make a bar too short: then the wholes are drawn, and the table has the parts.
    whole_only = not categories or any(item.withheld for items in shown.values() for item in items)
    drawn = (TOTAL,) if whole_only else tuple(column.name for column in columns[1:-1])
    chart = Bars(
        "name", drawn, seen.measure.unit, horizontal=True, without=last, stacked=not whole_only,
        note=beside.inside(seen.indicator),
    )  # fmt: skip
    return Exhibit(
        key=f"carriers-{seen.indicator.code}",
        title=f"{title}, {period.label}",
        sentence=message,
        chart=chart,
        data=data,
        columns=tuple(columns),
        source=beside.source(seen, shown),
        as_of=beside.as_of(seen, shown),
        notes=beside.notes(seen, shown, [period]),
        alt=f"{'Balken' if whole_only else 'Gestapelte Balken'} je Ort: {message}",
    )


def _cells(seen: Observed, period: Period) -> dict[tuple[str, str], Reading]:
    """Readings of the period by area and category of rows broken down by the carrier alone."""
    found = {}
    known = {place.area: place for place in seen.places}
    parts = seen.parts[seen.parts["period"].eq(period.code)] if len(seen.parts) else seen.parts
    for row in parts.to_dict("records"):
        members = row["members"]
        if list(members) != [DIMENSION] or row["area"] not in known:
            continue
        value = NAN if row["value"] is None else float(row["value"])
        reading = Reading(known[row["area"]], value, row["sign"], period, tuple(row["missing"]))
        found[row["area"], members[DIMENSION]] = reading
    return found

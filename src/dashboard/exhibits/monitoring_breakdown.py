"""One indicator broken down by one dimension over time: parts of a whole on one another, else lines side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import formats
from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits import wording
from dashboard.exhibits.charts import MOST_SERIES, Bars, Lines, Mark
from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.readings import NAN, Area, Reading
from dashboard.periods import Period

NO_PARTS = "Die Kategorien ergeben zusammen nicht den Gesamtwert und dürfen nicht addiert werden."
TOTAL = "total"


@dataclass(frozen=True)
class Category:
    """One category: its column and its values."""

    column: str
    name: str
    readings: tuple[Reading, ...]


def breakdown(
    seen: Observed,
    dimension: str,
    *,
    title: str,
    area: str | None = None,
    members: Sequence[str] = (),
    until: Period | None = None,
    since: Period | None = None,
) -> Exhibit:
    """The categories of ``dimension`` (called ``title`` in German) in the district or one place.

    ``members`` are the categories in their official order; others follow as they come. Stacked only where the
    catalogue says that they add up to the total; at most five are drawn, those with the largest newest values. Never
    per 1,000 inhabitants. KeyError for a place that is not in the frame.
    """
    place = seen.area(area)
    heading = f"{seen.indicator.title} nach {title}{f': {place.title}' if place.name else ''}"
    if seen.per_thousand:
        reason = f"Die Aufgliederung nach „{title}“ gibt es nur in absoluten Zahlen, nicht je 1.000 Einwohner."
        return beside.refused(seen, f"breakdown-{dimension}", heading, reason)
    rows = _rows(seen.parts, dimension, place)
    axis = _axis(rows, until, since)
    found = _categories(rows, place, axis, members)
    if not found:
        named = f"die Kennzahl „{seen.indicator.title}“"
        reason = f"Eine Aufgliederung nach „{title}“ liegt {_whom(place)}für {named} nicht vor."
        return beside.refused(seen, f"breakdown-{dimension}", heading, reason)
    drawn, totals = _drawn(found), [seen.at(place, period) for period in axis]
    stacked = dimension in seen.indicator.partitions and not _too_much(seen, found, totals)
    message = beside.said(seen.indicator, *_message(seen, place, title, found, totals, axis, stacked))
    shown = {place: [item for category in found for item in category.readings]}
    note, columns = beside.inside(seen.indicator), tuple(category.column for category in drawn)
    flat = stacked or not seen.indicator.allows("trend")
    return Exhibit(
        key=f"monitoring-breakdown-{dimension}-{seen.indicator.code}",
        title=heading,
        sentence=message,
        chart=Bars("label", columns, seen.measure.unit, stacked=stacked, note=note)
        if flat
        else Lines("period", columns, seen.measure.unit, _breaks(seen, place, axis, columns), note=note),
        data=_data(found, totals, axis),
        columns=(
            Column("label", wording.period_word(axis[-1])),
            *(seen.measure.column(category.column, category.name) for category in found),
            seen.measure.column(TOTAL, "Insgesamt"),
        ),
        source=beside.source(seen, {place: totals}),
        as_of=beside.as_of(seen, shown),
        notes=(
            *([] if stacked else [NO_PARTS]),
            *_undrawn(found, drawn, stacked),
            *(_sum_differs(seen, found, totals, axis) if dimension in seen.indicator.partitions else []),
            *_gaps(found, axis),
            *_own_notes(rows, axis),
            *beside.notes(seen, {place: [*shown[place], *totals]}, axis),
        ),
        alt=f"{'Gestapelte Balken' if stacked else 'Balken' if flat else 'Linien'} nach {title}: {message}",
    )


def _rows(parts: pd.DataFrame, dimension: str, place: Area) -> pd.DataFrame:
    """Rows of a place that are broken down by this dimension and no other."""
    if parts.empty:
        return parts
    only = [list(members) == [dimension] for members in parts["members"].tolist()]
    return parts[pd.Series(only, index=parts.index, dtype=bool) & parts["area"].eq(place.area)].assign(
        category=lambda rows: [members[dimension] for members in rows["members"].tolist()]
    )


def _axis(rows: pd.DataFrame, until: Period | None, since: Period | None) -> list[Period]:
    if rows.empty:
        return []
    given = sorted({Period.of(code) for code in rows["period"].tolist()})
    given = [p for p in given if (until is None or p.last <= until.last) and (since is None or p >= since)]
    axis = given[:1]
    while axis and axis[-1] < given[-1]:
        axis.append(axis[-1].next())
    return axis


def _categories(rows: pd.DataFrame, place: Area, axis: Sequence[Period], members: Sequence[str]) -> list[Category]:
    if not axis:
        return []
    cells: dict[tuple[str, str], Reading] = {}
    named = zip(*(rows[name].tolist() for name in ("category", "period", "value", "sign", "missing")), strict=True)
    for category, code, value, sign, missing in named:
        if (category, code) in cells:
            raise ValueError(f"two rows for {category} in {code}")
        number = NAN if value is None else float(value)
        if sign or number == number:
            cells[category, code] = Reading(place, number, sign, Period.of(code), tuple(missing))
    names = list(dict.fromkeys(rows["category"].tolist()))
    ordered = [*(name for name in members if name in names), *(name for name in names if name not in members)]
    return [
        Category(f"c{number}", name, tuple(cells.get((name, period.code), Reading(place)) for period in axis))
        for number, name in enumerate(ordered)
    ]


def _drawn(found: Sequence[Category]) -> list[Category]:
    """At most five, with the largest newest known values, in their own order."""
    if len(found) <= MOST_SERIES:
        return list(found)

    def size(category: Category) -> float:
        known = [item.value for item in category.readings if item.known]
        return -abs(known[-1]) if known else 0.0

    largest = sorted(found, key=size)[:MOST_SERIES]
    return [category for category in found if category in largest]


def _message(
    seen: Observed,
    place: Area,
    title: str,
    found: Sequence[Category],
    totals: Sequence[Reading],
    axis: Sequence[Period],
    stacked: bool,
) -> list[str]:
    where = f" {wording.located(place.name)}" if place.name else ""
    given = [n for n in range(len(axis)) if any(not category.readings[n].absent for category in found)]
    if not given:
        return [f"zur Aufgliederung nach „{title}“ liegt{where} kein Wert vor"]
    newest = given[-1]
    items = [(category.name, category.readings[newest]) for category in found]
    when, known = wording.during(axis[newest]), [(name, item) for name, item in items if item.known]
    if not known and all(item.withheld or item.absent for _, item in items):
        reason = wording.withheld_reason()
        return [f"{when} sind alle Werte nach „{title}“{where} {reason}"]
    whole = totals[newest]
    shares = stacked and whole.known and whole.value > 0 and not whole.missing and seen.indicator.kind == "value"
    said = [
        f"{name} {seen.measure.amount(item.value)}"
        + (f" ({formats.percent(item.value / whole.value)})" if shares and item.value >= 0 else "")
        for name, item in known[:MOST_SERIES]
    ]
    more = len(known) - MOST_SERIES
    if more > 0:
        said.append("1 weitere Kategorie" if more == 1 else f"{more} weitere Kategorien")
    parts = [f"{when} beträgt {seen.measure.named}{where} nach „{title}“: {formats.join(said) or 'ohne Zahl'}"]
    hidden = sum(item.withheld for _, item in items)
    if hidden:
        which = "1 Kategorie ist" if hidden == 1 else f"{hidden} Kategorien sind"
        parts.append(f"{which} {wording.withheld_reason()}")
    absent = [name for name, item in items if item.absent]
    if absent:
        parts.append(f"ohne Angabe {'ist' if len(absent) == 1 else 'sind'} {formats.join(absent)}")
    return parts


def _data(found: Sequence[Category], totals: Sequence[Reading], axis: Sequence[Period]) -> pd.DataFrame:
    data: dict[str, list[object]] = {"period": [p.code for p in axis], "label": [p.label for p in axis]}
    columns: Mapping[str, Sequence[Reading]] = {category.column: category.readings for category in found}
    for name, readings in {**columns, TOTAL: totals}.items():
        data[name] = [item.value for item in readings]
        data[f"{name}_sign"] = [item.sign for item in readings]
        data[f"{name}_partial"] = [bool(item.missing) for item in readings]
    return pd.DataFrame(data)


def _undrawn(found: Sequence[Category], drawn: Sequence[Category], stacked: bool) -> list[str]:
    names = [category.name for category in found if category not in drawn]
    if not names:
        return []
    lower = " Die Balken sind deshalb niedriger als der Gesamtwert." if stacked else ""
    return [
        f"Nur in der Tabelle, weil höchstens {MOST_SERIES} Kategorien gezeichnet werden: {formats.join(names)}.{lower}"
    ]


def _too_much(seen: Observed, found: Sequence[Category], totals: Sequence[Reading]) -> bool:
    """Whether the categories hold more than the whole somewhere, beyond rounding: then some contain others."""
    room = (seen.indicator.rounded_to or 0) * (len(found) + 1) / 2
    for place, whole in enumerate(totals):
        parts = [category.readings[place] for category in found]
        complete = whole.known and not whole.missing and all(item.known for item in parts)
        if complete and sum(item.value for item in parts) > whole.value + room + 1e-9:
            return True
    return False


def _sum_differs(
    seen: Observed, found: Sequence[Category], totals: Sequence[Reading], axis: Sequence[Period]
) -> list[str]:
    """Where all parts and the total are known and do not agree: the newest of these periods."""
    for place in reversed(range(len(axis))):
        parts, whole = [category.readings[place] for category in found], totals[place]
        if not whole.known or not all(item.known for item in parts):
            continue
        together = sum(item.value for item in parts)
        if seen.measure.number(together) == seen.measure.number(whole.value):
            return []
        rounded = seen.indicator.rounded_on(axis[place].last) is not None
        why = " Das liegt daran, dass jeder Wert für sich gerundet ist." if rounded else ""
        return [
            f"Die Teile ergeben {wording.during(axis[place])} zusammen {seen.measure.number(together)}, "
            f"der Gesamtwert ist {seen.measure.number(whole.value)}.{why}"
        ]
    return []


def _gaps(found: Sequence[Category], axis: Sequence[Period]) -> list[str]:
    said = []
    for category in found:
        if silent := [period for period, item in zip(axis, category.readings, strict=True) if item.absent]:
            said.append(f"{category.name} ({beside.listed(silent)})")
    return [f"Ohne Angabe: {', '.join(said)}."] if said else []


def _own_notes(rows: pd.DataFrame, axis: Sequence[Period]) -> list[str]:
    codes = {period.code for period in axis}
    found = zip(rows["period"].tolist(), rows["note"].tolist(), strict=True)
    return list(dict.fromkeys(str(note) for code, note in found if note and code in codes))


def _breaks(seen: Observed, place: Area, axis: Sequence[Period], columns: tuple[str, ...]) -> tuple[Mark, ...]:
    return tuple(
        Mark(next(p for p in axis if p.last >= day).code, f"Bruch am {formats.day(what.since)}", columns)
        for day, what in seen.breaks_in(place, axis)
    )


def _whom(place: Area) -> str:
    return f"{wording.located(place.name)} " if place.name else ""

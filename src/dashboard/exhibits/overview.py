"""Exhibits of the overview: the district's key figures, the places at a glance, who has not delivered."""

from collections.abc import Mapping

import pandas as pd

from dashboard import formats
from dashboard.exhibits import wording
from dashboard.exhibits.accommodation_map import SOURCE
from dashboard.exhibits.charts import KeyFigure, KeyFigures
from dashboard.exhibits.exhibit import NOT_GIVEN, WITHHELD, Column, Exhibit, Kind, sign_notes
from dashboard.exhibits.history import History, opened
from dashboard.exhibits.metrics import METRICS, PARTLY, Metric, value_or_none
from dashboard.exhibits.places import (
    as_of,
    incomplete_note,
    partial_note,
    place_rows,
    signs_of,
    silent_note,
    withheld_part,
)
from dashboard.exhibits.readings import NAN, Area
from dashboard.periods import Period

KEY_FIGURES = ("belegt", "plaetze", "auslastung", "nutzbar_frei", "belegt_je_1000")
DELIVERED = ("belegt", "plaetze")
"""A place has delivered a quarter when it has one of these figures, or a sign for it."""


def key_figures(
    history: pd.DataFrame | History, period: Period, *, traps: Mapping[str, str] | None = None, source: str = SOURCE
) -> Exhibit:
    """The district's five key figures, each with its last value up to ``period``, change, date and small line.

    ``traps`` are the catalogue's, by metric. ValueError if the frame has no row for the district.
    """
    figures = opened(history, period)
    district = figures.district
    if district is None:
        raise ValueError("key figures need the district in the history")
    tiles = tuple(
        _key_figure(figures, METRICS[key], district, period, (traps or {}).get(key, "")) for key in KEY_FIGURES
    )
    data = pd.DataFrame(
        {
            "label": [tile.label for tile in tiles],
            "text": [f"{tile.text} {tile.unit}".strip() if tile.value is not None else tile.text for tile in tiles],
            "change_text": [tile.change_text for tile in tiles],
            "as_of": [tile.as_of for tile in tiles],
            "value": [NAN if tile.value is None else tile.value for tile in tiles],
            "value_sign": [tile.sign for tile in tiles],
        }
    )
    message = _message(figures, district, period)
    dates = sorted({tile.as_of for tile in tiles if tile.as_of != NOT_GIVEN}, key=_by_date)
    return Exhibit(
        key="overview-key-figures",
        title=f"Unterbringung {wording.located(district.name)}, {period.label}",
        sentence=message,
        chart=KeyFigures(tiles),
        data=data,
        columns=(
            Column("label", "Kennzahl"),
            Column("text", "Wert"),
            Column("change_text", "Veränderung"),
            Column("as_of", "Stand"),
        ),
        source=source,
        as_of=(dates[-1] + (" (einzelne Werte früher)" if len(dates) > 1 else "")) if dates else NOT_GIVEN,
        notes=(
            *incomplete_note(figures, "belegt", period),
            *sign_notes(tile.sign for tile in tiles),
            *(f"{tile.label}: {tile.trap}" for tile in tiles if tile.trap),
        ),
        alt=f"Kennzahlen der Unterbringung: {message}",
    )


def places_table(
    history: pd.DataFrame | History, period: Period, *, traps: tuple[str, ...] = (), source: str = SOURCE
) -> Exhibit:
    """The key figures of every place in official order, the district at the end; a table without a chart."""
    figures = opened(history, period)
    rows = place_rows(figures, KEY_FIGURES, period)
    belegt = METRICS["belegt"].figure
    changes = [figures.change(area, belegt, period) for area in rows["area"].tolist()]
    rows["change"] = [change.value for change in changes]
    rows["change_sign"] = [WITHHELD if change.why_not == "withheld" else "" for change in changes]
    units = figures.reporting(belegt, period)
    fresh = sum(not figures.at(unit.area, belegt, period).absent for unit in units)
    older = sum(not figures.last(unit.area, belegt, period).absent for unit in units) - fresh
    message = wording.sentence(
        f"für {wording.so_many_of(fresh, len(units))} liegen Angaben zum {period.label} vor",
        f"für {wording.places(older)} wird ein älterer Stand gezeigt" if older else "",
        withheld_part(figures, belegt, period),
    )
    shown = [METRICS[key].column() for key in KEY_FIGURES]
    return Exhibit(
        key="overview-places",
        title=f"Die Orte im Überblick, {period.label}",
        sentence=message,
        chart=None,
        data=rows,
        columns=(
            Column("name", "Ort"),
            shown[0],
            Column("change", "Veränderung", Kind.SIGNED),
            *shown[1:],
            Column("stand", "Stand"),
        ),
        source=source,
        as_of=as_of(rows),
        notes=(
            *incomplete_note(figures, belegt, period),
            *silent_note(figures, belegt, period),
            *partial_note(figures, {metric.figure: metric.short for metric in METRICS.values()}, period),
            *sign_notes(signs_of(rows, (*KEY_FIGURES, "change"))),
            *traps,
        ),
        alt=f"Tabelle der Orte: {message}",
    )


def deliveries(history: pd.DataFrame | History, period: Period, *, source: str = "Eingegangene Lieferungen") -> Exhibit:
    """Who has delivered the figures of ``period`` and who has not; only for the circle ``internal``."""
    figures = opened(history, period)
    units = [unit for unit in figures.reporting(DELIVERED[0], period) if not _never_expected(figures, unit, period)]
    done = [any(not figures.at(unit.area, name, period).absent for name in DELIVERED) for unit in units]
    lasts = [_last_delivery(figures, unit, period) for unit in units]
    late = [unit.name for unit, delivered in zip(units, done, strict=True) if not delivered]
    data = pd.DataFrame(
        {
            "area": [unit.area for unit in units],
            "name": [unit.title for unit in units],
            "delivered": ["ja" if delivered else "nein" for delivered in done],
            "last": [last.label if last else "noch nie" for last in lasts],
        }
    )
    message = _delivery_message(late, len(units), period)
    return Exhibit(
        key="overview-deliveries",
        title=f"Lieferungen, {period.label}",
        sentence=message,
        chart=None,
        data=data,
        columns=(
            Column("name", "Ort"),
            Column("delivered", f"Geliefert für {period.short}"),
            Column("last", "Letzte Lieferung"),
        ),
        source=source,
        as_of=formats.day(period.last),
        notes=(f"Es fehlen: {formats.join(late)}.",) if len(late) > wording.MOST_NAMED else (),
        alt=f"Tabelle der Lieferungen: {message}",
    )


def _key_figure(figures: History, metric: Metric, district: Area, period: Period, trap: str) -> KeyFigure:
    reading = figures.last(district.area, metric.figure, period)
    change = figures.change(district.area, metric.figure, period)
    axis = figures.periods(period, district.area)
    steps = [figures.at(district.area, metric.figure, step) for step in axis]
    course = ", ".join(
        f"{step.short} {metric.at_least(reading)}" for step, reading in zip(axis[-4:], steps[-4:], strict=True)
    )
    return KeyFigure(
        key=metric.key,
        label=metric.title,
        value=value_or_none(reading.value),
        sign=reading.sign,
        text=metric.text(reading),
        unit=f"{metric.unit} (mindestens)" if reading.missing and reading.value and metric.sum else metric.unit,
        change=value_or_none(metric.shown_change(change.value)) if change.known else None,
        change_text=metric.change_text(change),
        as_of=formats.day(reading.period.last) if reading.period else NOT_GIVEN,
        sentence=wording.sentence(metric.statement(reading, period) + metric.comparison(reading, change)),
        trap=trap,
        sparkline=tuple(value_or_none(step.value) for step in steps),
        sparkline_alt=f"Verlauf {metric.title}: {course}" if course else f"Verlauf {metric.title}: {NOT_GIVEN}",
        sparkline_lacking=tuple(step.missing for step in steps),
    )


def _message(figures: History, district: Area, period: Period) -> str:
    belegt, share = METRICS["belegt"], METRICS["auslastung"]
    housed = figures.last(district.area, belegt.figure, period)
    used = figures.last(district.area, share.figure, period)
    change = figures.change(district.area, belegt.figure, period)
    first = belegt.statement(housed, period) + belegt.comparison(housed, change)
    same_date = housed.known and used.known and housed.period == used.period
    partly = PARTLY if used.missing else ""
    second = f"das sind{partly} {share.number(used.value)} der verfügbaren Plätze" if same_date else ""
    return wording.sentence(first, second)


def _delivery_message(late: list[str], expected: int, period: Period) -> str:
    if not expected:
        return wording.sentence(f"für das Verzeichnis der Orte wird {wording.during(period)} keine Lieferung erwartet")
    if not late:
        return wording.sentence(f"{wording.during(period)} haben alle Orte geliefert")
    if len(late) == expected:
        return wording.sentence(f"{wording.during(period)} hat noch kein Ort geliefert")
    delivered = expected - len(late)
    verb = "hat" if delivered == 1 else "haben"
    missing = "fehlt" if len(late) == 1 else "fehlen"
    named = (
        wording.places(len(late))
        if len(late) > wording.MOST_NAMED
        else formats.join([wording.nominative(name) for name in late])
    )
    return wording.sentence(
        f"{wording.during(period)} {verb} {delivered} von {wording.dative_places(expected)} geliefert",
        f"es {missing} {named}",
    )


def _never_expected(figures: History, unit: Area, period: Period) -> bool:
    return unit.unincorporated and _last_delivery(figures, unit, period) is None


def _last_delivery(figures: History, unit: Area, until: Period) -> Period | None:
    found = [figures.last(unit.area, name, until).period for name in DELIVERED]
    return max((period for period in found if period is not None), default=None)


def _by_date(text: str) -> tuple[str, ...]:
    return tuple(reversed(text.split(".")))

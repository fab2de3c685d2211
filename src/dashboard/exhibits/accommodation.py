"""Exhibits of accommodation: the map, the course over the quarters, the table of places, the sheet of one place."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import formats
from dashboard.exhibits import facilities as single
from dashboard.exhibits import wording
from dashboard.exhibits.accommodation_map import SOURCE, map_of
from dashboard.exhibits.charts import Bars, Lines, Mark
from dashboard.exhibits.exhibit import Column, Exhibit, Kind, sign_notes
from dashboard.exhibits.history import History, opened
from dashboard.exhibits.metrics import METRICS
from dashboard.exhibits.places import (
    as_of,
    incomplete_note,
    partial_note,
    place_rows,
    signs_of,
    silent_note,
    withheld_part,
)
from dashboard.exhibits.readings import Area, Change, Reading
from dashboard.periods import Period

__all__ = ["SOURCE", "PlaceSheet", "map_of", "place", "table_of", "trend"]

UNIT = "Personen und Plätze"

BALANCE = (
    Column("plaetze", "Plätze", Kind.NUMBER),
    Column("gesperrt", "Gesperrt", Kind.NUMBER),
    Column("nutzbar_frei", "Nutzbar frei", Kind.NUMBER),
    Column("belegt", "Belegt", Kind.NUMBER),
    Column("auslastung", "Auslastung", Kind.PERCENT),
    Column("zugaenge", "Zugänge", Kind.NUMBER),
    Column("abgaenge", "Abgänge", Kind.NUMBER),
)
LEGAL = (
    Column("davon_asylblg", "davon AsylbLG", Kind.NUMBER),
    Column("davon_sgb", "davon SGB", Kind.NUMBER),
    Column("davon_selbstzahler", "davon Selbstzahler", Kind.NUMBER),
)
ALWAYS = ("plaetze", "nutzbar_frei", "belegt", "auslastung")
"""Columns that stay in a table even if nobody reported them."""


@dataclass(frozen=True)
class PlaceSheet:
    """A place's own figures over the quarters, and its facilities where the circle may see them."""

    place: Area
    figures: Exhibit
    facilities: Exhibit | None


def table_of(
    history: pd.DataFrame | History, period: Period, *, traps: tuple[str, ...] = (), source: str = SOURCE
) -> Exhibit:
    """Every place with its last figures up to ``period``, in official order, the district at the end."""
    figures = opened(history, period)
    columns, silent = _reported(figures, (*BALANCE, *LEGAL), period)
    names = [column.name for column in columns]
    counted = ["facilities"] if figures.has("facilities") else []
    rows = place_rows(figures, names, period, counts=counted)
    district = figures.district
    statements = []
    if district is not None:
        belegt = figures.last(district.area, "belegt", period)
        change = figures.change(district.area, "belegt", period)
        statements.append(METRICS["belegt"].statement(belegt, period) + METRICS["belegt"].comparison(belegt, change))
    units = figures.reporting("belegt", period)
    known = sum(not figures.last(unit.area, "belegt", period).absent for unit in units)
    if len(units) > 1:
        statements.append(f"Angaben liegen für {wording.so_many_of(known, len(units))} vor")
    statements.append(withheld_part(figures, "belegt", period, " ".join(statements)))
    unreported = [f"Keine Angaben zu: {', '.join(column.label for column in silent)}."] if silent else []
    shown = (
        Column("name", "Ort"),
        *([Column("facilities", "Unterkünfte", Kind.NUMBER)] if counted else []),
        *columns,
        Column("stand", "Stand"),
    )
    message = wording.sentence(*statements)
    return Exhibit(
        key="accommodation-places",
        title=f"Unterbringung nach Orten, {period.label}",
        sentence=message,
        chart=Bars("name", ("belegt", "plaetze"), UNIT, horizontal=True, without=_total_of(figures)),
        data=rows,
        columns=shown,
        source=source,
        as_of=as_of(rows),
        notes=(
            *incomplete_note(figures, "belegt", period),
            *silent_note(figures, "belegt", period),
            *partial_note(figures, {column.name: column.label for column in (*BALANCE, *LEGAL)}, period),
            *unreported,
            *sign_notes(signs_of(rows, names)),
            *traps,
        ),
        alt=f"Balken je Ort, belegte und vorhandene Plätze: {message}",
    )


def trend(
    history: pd.DataFrame | History,
    area: str,
    *,
    period: Period | None = None,
    marks: Sequence[Mark] = (),
    traps: tuple[str, ...] = (),
    source: str = SOURCE,
) -> Exhibit:
    """People housed and places, of the district or a place, up to ``period`` (None: to the last quarter)."""
    figures = opened(history, period)
    columns = tuple(column for column in BALANCE if column.name in ("belegt", "plaetze"))
    return _course("trend", figures, area, columns, period, tuple(marks), traps, source)


def place(
    history: pd.DataFrame | History,
    facilities: pd.DataFrame | None,
    area: str,
    period: Period,
    *,
    traps: tuple[str, ...] = (),
    source: str = SOURCE,
) -> PlaceSheet:
    """The sheet of one place: all its quarters up to ``period``, and its facilities (None outside ``internal``)."""
    figures = opened(history, period)
    per_head = METRICS["belegt_je_1000"].column()
    columns, _ = _reported(figures, (*BALANCE, *LEGAL, per_head), period, area)
    own = _course("place", figures, area, columns, period, (), traps, source)
    here = figures.place(area)
    sheet = None
    if facilities is not None:
        sheet = _facilities(here, facilities, _reported_for(facilities, area, period), source)
    return PlaceSheet(here, own, sheet)


def _reported_for(facilities: pd.DataFrame, area: str, period: Period) -> Period:
    """The quarter the place's facilities were reported for: an older one where it has not delivered since."""
    if "period" not in facilities:
        return period
    codes = facilities.loc[facilities["area"] == area, "period"].tolist()
    return Period.of(codes[0]) if codes else period


def _course(
    kind: str,
    figures: History,
    area: str,
    columns: Sequence[Column],
    period: Period | None,
    marks: tuple[Mark, ...],
    traps: tuple[str, ...],
    source: str,
) -> Exhibit:
    here = figures.place(area)
    axis = figures.periods(period, area)
    names = [column.name for column in columns]
    data: dict[str, list[object]] = {"period": [step.code for step in axis], "label": [step.label for step in axis]}
    readings = {name: [figures.at(area, name, step) for step in axis] for name in names}
    for name in names:
        data[name] = [item.value for item in readings[name]]
        data[f"{name}_sign"] = [item.sign for item in readings[name]]
        data[f"{name}_partial"] = [bool(item.missing) for item in readings[name]]
    data["whole"] = [_lacking(item) or "vollständig" for item in readings["belegt"]]
    partial = [
        f"{step.label} {_lacking(item)}" for step, item in zip(axis, readings["belegt"], strict=True) if item.missing
    ]
    frame = pd.DataFrame(data)
    message = wording.sentence(*_course_message(figures, here, readings["belegt"], axis))
    newest = [item.period for name in ("belegt", "plaetze") for item in readings[name] if item.period]
    heading = wording.period_word(axis[-1]) if axis else "Quartal"
    return Exhibit(
        key=f"accommodation-{kind}-{area}",
        title=f"Belegte und vorhandene Plätze: {here.title}",
        sentence=message,
        chart=Lines("period", ("belegt", "plaetze"), UNIT, marks),
        data=frame,
        columns=(Column("label", heading), *columns, *([Column("whole", "Summe der Belegung")] if partial else [])),
        source=source,
        as_of=formats.day(max(newest).last) if newest else "keine Angabe",
        notes=(
            *([f"Unvollständige Summen (offene Zeichen): {'; '.join(partial)}."] if partial else []),
            *_gap_notes(readings["belegt"], axis),
            *_set_aside_note(figures),
            *(f"Ab {Period.of(mark.period).label}: {mark.label}" for mark in marks),
            *sign_notes(signs_of(frame, names)),
            *traps,
        ),
        alt=f"Linien, belegte und vorhandene Plätze nach {heading}: {message}",
    )


def _course_message(figures: History, here: Area, belegt: Sequence[Reading], axis: Sequence[Period]) -> list[str]:
    reported = [item for item in belegt if not item.absent]
    if not reported:
        return [f"für {wording.accusative(here.name)} liegt noch keine Angabe zur Belegung vor"]
    metric, last = METRICS["belegt"], reported[-1]
    assert last.period is not None
    statement = metric.statement(last, axis[-1])
    known = [item for item in reported if item.known]
    if last.known and len(known) > 1 and set(known[0].missing) == set(last.missing):
        change = Change(last.value - known[0].value, known[0].period, "")
        statement += metric.comparison(last, change)
    if len(axis) == 1:
        statement += "; weitere Quartale liegen noch nicht vor"
    places = figures.at(here.area, "plaetze", last.period)
    supply = f"; {_there(places)}" if places.known and last.known else ""
    return [statement + supply]


def _facilities(here: Area, frame: pd.DataFrame, period: Period, source: str) -> Exhibit:
    shown = [facility for facility in single.read(frame) if facility.area == here.area]
    over = sum(facility.figures["belegt"] > facility.figures["plaetze"] for facility in shown)
    where = wording.located(here.name)
    if not shown:
        message = wording.sentence(f"{where} sind keine einzelnen Unterkünfte gemeldet")
    else:
        noun = "ist 1 Unterkunft" if len(shown) == 1 else f"sind {len(shown)} Unterkünfte"
        fuller = f"{over} davon {'ist' if over == 1 else 'sind'} über die Plätze hinaus belegt" if over else ""
        message = wording.sentence(f"{where} {noun} gemeldet", fuller)
    rows = single.table(frame, here.area)
    return Exhibit(
        key=f"accommodation-facilities-{here.area}",
        title=f"Unterkünfte: {here.title}, {period.label}",
        sentence=message,
        chart=None,
        data=rows,
        columns=(
            Column("name", "Unterkunft"),
            Column("kind", "Art"),
            *(column for column in BALANCE if column.name in single.FIGURES),
            Column("operator", "Betreiber"),
            Column("lease_until", "Befristet bis", Kind.DATE),
        ),
        source=source,
        as_of=formats.day(period.last),
        notes=sign_notes(signs_of(rows, single.FIGURES)),
        alt=f"Tabelle der Unterkünfte: {message}",
    )


def _reported(
    figures: History, columns: Sequence[Column], until: Period, area: str | None = None
) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Columns that somebody reported (or that always stay), and the others."""
    areas = [area] if area else list(figures.areas)
    kept: list[Column] = []
    silent: list[Column] = []
    for column in columns:
        reported = any(not figures.last(code, column.name, until).absent for code in areas)
        (kept if reported or column.name in ALWAYS else silent).append(column)
    return tuple(kept), tuple(silent)


def _lacking(item: Reading) -> str:
    return f"ohne {formats.join(item.missing)}" if item.missing else ""


def _gap_notes(belegt: Sequence[Reading], axis: Sequence[Period]) -> list[str]:
    gaps = [step.label for step, item in zip(axis, belegt, strict=True) if item.absent]
    return [f"Belegung ohne Angabe (Lücke in der Linie): {', '.join(gaps)}."] if gaps else []


def _set_aside_note(figures: History) -> list[str]:
    others = formats.join([period.label for period in figures.set_aside])
    return [f"Nicht in dieser Reihe, weil sie einen anderen Zeitraum umfassen: {others}."] if others else []


def _there(item: Reading) -> str:
    text = formats.number(item.value)
    least = "mindestens " if item.missing else ""
    return f"vorhanden ist {least}1 Platz" if text == "1" else f"vorhanden sind {least}{text} Plätze"


def _total_of(figures: History) -> tuple[str, ...]:
    district = figures.district
    return (district.title,) if district is not None and len(figures.areas) > 1 else ()

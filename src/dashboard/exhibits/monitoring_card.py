"""The card of one indicator: its newest value with its own date, the change, whether that is better, a small line."""

from collections.abc import Sequence

import pandas as pd

from dashboard import formats
from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits.charts import KeyFigure, KeyFigures
from dashboard.exhibits.exhibit import NOT_GIVEN, Column, Exhibit
from dashboard.exhibits.metrics import value_or_none
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.monitoring_words import Measure, judgement
from dashboard.exhibits.readings import NAN, Area, Reading
from dashboard.observations import trends
from dashboard.periods import Period

NO_CHANGE = "Veränderung wird nicht gezeigt"
LINE_PERIODS = 12
"""Periods of the small line."""

COLUMNS = (
    Column("label", "Kennzahl"),
    Column("text", "Wert"),
    Column("change_text", "Veränderung"),
    Column("as_of", "Stand"),
)


def card(seen: Observed, until: Period, area: str | None = None) -> Exhibit:
    """The newest value up to the end of ``until`` in the district (or one place), as one key figure.

    KeyError for a place that is not in the frame.
    """
    place = seen.area(area)
    title = f"{seen.measure.title}{f': {place.title}' if place.name else ''}"
    if seen.refusal:
        return beside.refused(seen, "card", title, seen.refusal)
    reading = seen.last(place, until)
    axis = seen.axis([place], until)[-LINE_PERIODS:]
    steps = [seen.at(place, period) for period in axis]
    figure = _figure(seen, place, reading, until, axis, steps)
    shown = {place: [reading, *([_before(seen, place, reading)] if reading.period else [])]}
    compared = [reading.period.previous(), reading.period] if reading.period else []
    return Exhibit(
        key=f"monitoring-card-{seen.indicator.code}",
        title=title,
        sentence=figure.sentence,
        chart=KeyFigures((figure,)),
        data=_data([figure]),
        columns=COLUMNS,
        source=beside.source(seen, shown),
        as_of=figure.as_of,
        notes=beside.notes(seen, shown, compared),
        alt=f"Kennzahl: {figure.sentence}",
    )


def cards(key: str, title: str, single: Sequence[Exhibit], sentence: str = "") -> Exhibit:
    """Cards of several indicators as one exhibit; those that were refused stand in the table with their reason.

    ValueError without any card.
    """
    if not single:
        raise ValueError("cards need at least one card")
    figures = [figure for one in single if isinstance(one.chart, KeyFigures) for figure in one.chart.figures]
    data = _data(figures, [(one.title, one.sentence) for one in single if not isinstance(one.chart, KeyFigures)])
    dates = sorted({one.as_of for one in single if one.as_of != NOT_GIVEN}, key=lambda day: day.split(".")[::-1])
    known = sum(figure.value is not None for figure in figures)
    message = sentence or _how_many(title, known, len(single))
    return Exhibit(
        key=key,
        title=title,
        sentence=message,
        chart=KeyFigures(tuple(figures)) if figures else None,
        data=data,
        columns=COLUMNS,
        source="; ".join(dict.fromkeys(one.source for one in single)),
        as_of=(dates[-1] + (" (einzelne Werte früher)" if len(dates) > 1 else "")) if dates else NOT_GIVEN,
        notes=tuple(dict.fromkeys(f"{one.title}: {note}" for one in single for note in one.notes)),
        alt=f"Kennzahlen, {title}: {message}",
    )


def _figure(
    seen: Observed, place: Area, reading: Reading, until: Period, axis: Sequence[Period], steps: Sequence[Reading]
) -> KeyFigure:
    measure, indicator = seen.measure, seen.indicator
    change_text, compared, value, judged = "kein Wert zum Vergleich", "", NAN, judgement(indicator, None, 0)
    if not indicator.allows("change"):
        change_text = NO_CHANGE
    elif reading.period is not None:
        before = _before(seen, place, reading)
        pair = [reading.period.previous(), reading.period]
        change = trends.change(seen.course(place, until), *pair)
        judged = judgement(indicator, change, measure.decimals)
        change_text = measure.change_text(change, judged)
        if reading.known:
            compared = measure.comparison(change, before, dict(seen.breaks_in(place, pair)))
        value = NAN if change.absolute is None else change.absolute
    line = list(steps) if indicator.allows("trend") else []
    course = ", ".join(f"{p.short} {measure.text(item)}" for p, item in zip(axis[-4:], steps[-4:], strict=True))
    return KeyFigure(
        key=indicator.code,
        label=measure.title,
        value=value_or_none(reading.value),
        sign=reading.sign,
        text=measure.text(reading),
        unit=measure.unit + _incomplete(measure, reading),
        change=value_or_none(value),
        change_text=change_text,
        as_of=formats.day(indicator.day_of(reading.period)) if reading.period else NOT_GIVEN,
        sentence=beside.said(indicator, measure.statement(reading) + compared),
        trap=indicator.trap,
        sparkline=tuple(value_or_none(item.value) for item in line),
        sparkline_alt=f"Verlauf {measure.title}: {(course if line else '') or NOT_GIVEN}",
        sparkline_lacking=tuple(item.missing for item in line),
        sparkline_breaks=_break_places(seen, place, axis) if line else (),
        judgement=judged,
        note=beside.inside(indicator),
    )


def _incomplete(measure: Measure, reading: Reading) -> str:
    if not reading.missing or not reading.known:
        return ""
    return " (mindestens)" if measure.partly(reading) == "mindestens " else " (unvollständig)"


def _break_places(seen: Observed, place: Area, axis: Sequence[Period]) -> tuple[int, ...]:
    return tuple(sum(period.last < day for period in axis) for day, _ in seen.breaks_in(place, axis))


def _before(seen: Observed, place: Area, reading: Reading) -> Reading:
    return seen.at(place, reading.period.previous()) if reading.period else Reading(place)


def _data(figures: Sequence[KeyFigure], refused: Sequence[tuple[str, str]] = ()) -> pd.DataFrame:
    rows = [
        (f.label, _with_unit(f), f.change_text, f.as_of, NAN if f.value is None else f.value, f.sign) for f in figures
    ]
    rows += [(label, reason, NOT_GIVEN, NOT_GIVEN, NAN, "") for label, reason in refused]
    return pd.DataFrame(rows, columns=["label", "text", "change_text", "as_of", "value", "value_sign"])


def _with_unit(figure: KeyFigure) -> str:
    if figure.value is None or "%" in figure.text:
        return figure.text
    return f"{figure.text} {figure.unit}"


def _how_many(title: str, known: int, count: int) -> str:
    if count == 1:
        return f"{title}: Für die einzige Kennzahl liegt {'ein' if known else 'kein'} Wert vor."
    if known == 0:
        return f"{title}: Für keine der {count} Kennzahlen liegt ein Wert vor."
    if known == count:
        return f"{title}: Für alle {count} Kennzahlen liegt ein Wert vor."
    return f"{title}: Für {known} von {count} Kennzahlen liegt ein Wert vor."

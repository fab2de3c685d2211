"""The course of one indicator: the district, chosen places, a reference, breaks, events and the goal."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import formats
from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits import monitoring_trends as said
from dashboard.exhibits import wording
from dashboard.exhibits.charts import MOST_SERIES, Bars, Goal, Lines, Mark
from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.monitoring_words import Measure, labels
from dashboard.exhibits.readings import Area, Reading
from dashboard.observations import trends
from dashboard.periods import Period

MOST_PLACES = 4
"""Places that can be chosen beside the district."""
LARGER = ("state", "federation")
METHOD = "Trend: mittlere Steigung aller Wertepaare seit dem letzten Bruch (Theil-Sen) mit 95-%-Konfidenzintervall."
ONLY_COMPARABLE = (
    "Absolute Zahlen eines größeren Gebiets stehen nur in der Tabelle. "
    "Vergleichen lassen sich Werte je 1.000 Einwohner."
)


ABSOLUTE_GOAL = "Das Ziel ist als absolute Zahl vereinbart und steht deshalb nicht in dieser Abbildung."


@dataclass(frozen=True)
class Line:
    """One place of the figure: its column and its values."""

    column: str
    area: Area
    seen: Observed
    readings: tuple[Reading, ...]


def course(
    seen: Observed,
    *,
    areas: Sequence[str] = (),
    until: Period | None = None,
    since: Period | None = None,
    goal: Goal | None = None,
    marks: Sequence[Mark] = (),
    reference: Observed | None = None,
) -> Exhibit:
    """A line for the district (or the only place), for up to four chosen ``areas`` and for a ``reference``.

    The sentence is about the first line. ``marks`` are resolutions and events; breaks are marked by themselves.
    ``reference`` is the state, the federation or another district, opened like ``seen``. ValueError for more places,
    KeyError for one that is not in the frame.
    """
    if len(areas) > MOST_PLACES:
        raise ValueError(f"{len(areas)} places cannot be told apart, at most {MOST_PLACES} can")
    main = seen.area()
    title = f"{seen.measure.title} im Verlauf{f': {main.title}' if main.name else ''}"
    if seen.refusal:
        return beside.refused(seen, "course", title, seen.refusal)
    lined = seen.indicator.allows("trend")
    chosen = [main, *(p for p in dict.fromkeys(map(seen.area, areas)) if p != main)] if lined else [main]
    axis = seen.axis(chosen, until, since)
    lines = [
        Line(f"v{number}", area, seen, tuple(seen.at(area, period) for period in axis))
        for number, area in enumerate(chosen)
    ]
    if reference is not None and lined and reference.places and not reference.refusal:
        other = reference.area()
        lines.append(Line("reference", other, reference, tuple(reference.at(other, period) for period in axis)))
    drawn = _drawn(lines, seen)
    aim = None if seen.per_thousand else goal
    events = tuple(mark for mark in marks if _within(mark, axis))
    shown = {line.area: line.readings for line in lines if line.seen is seen}
    course_of_main = seen.course(main, until, since)
    message = beside.said(seen.indicator, *_message(seen, lines, axis, course_of_main, aim))
    columns, data = _table(seen.measure, lines, axis)
    note = beside.inside(seen.indicator)
    return Exhibit(
        key=f"monitoring-course-{seen.indicator.code}",
        title=title,
        sentence=message,
        chart=Lines("period", drawn, seen.measure.unit, (*_breaks(lines, drawn, axis), *events), aim, note)
        if lined
        else Bars("label", drawn, seen.measure.unit, note=note),
        data=data,
        columns=columns,
        source="; ".join(dict.fromkeys([beside.source(seen, shown), *_sources(lines, seen)])),
        as_of=beside.as_of(seen, shown),
        notes=(
            *(f"{Period.of(mark.period).label}: {mark.label}" for mark in events),
            *([f"{aim.label}: {seen.measure.amount(aim.value)}"] if aim else []),
            *([ABSOLUTE_GOAL] if goal and not aim else []),
            *(_course_notes(seen, course_of_main) if lined else []),
            *_reference_notes(lines, drawn, seen, reference),
            *_gaps(lines, axis),
            *beside.notes(seen, shown, axis, open_signs=lined),
        ),
        alt=f"{'Linien' if lined else 'Balken'} nach {_word(axis)}: {message}",
    )


def _message(
    seen: Observed,
    lines: Sequence[Line],
    axis: Sequence[Period],
    values: trends.Course,
    goal: Goal | None,
) -> list[str]:
    measure, main = seen.measure, lines[0]
    given = [item for item in main.readings if not item.absent]
    if not given or given[-1].period is None:
        return [measure.statement(Reading(main.area))]
    last, newest = given[-1], given[-1].period
    first = measure.statement(last)
    parts = []
    if len(given) == 1 and len(axis) == 1:
        parts.append("weitere Zeiträume liegen noch nicht vor")
    elif last.known and seen.indicator.allows("change"):
        change = trends.change(values, newest.previous(), newest)
        breaks = dict(seen.breaks_in(main.area, [newest.previous(), newest]))
        first += measure.comparison(change, seen.at(main.area, newest.previous()), breaks)
    if seen.indicator.allows("trend"):
        parts.append(said.trend(measure, trends.trend(values)))
        parts.append(said.unusual(_unusual(seen, values)))
    parts += [_beside(measure, line, newest) for line in lines[1:]][: wording.MOST_NAMED]
    parts.append(_goal(seen, last, goal))
    return [first, *parts]


def _beside(measure: Measure, line: Line, newest: Period) -> str:
    item = next((item for item in line.readings if item.period == newest), Reading(line.area))
    where = wording.located(line.area.name)
    if item.withheld:
        return f"{where} ist sie zurückgehalten"
    if not item.known:
        return f"{where} liegt für denselben Zeitraum keine Zahl vor"
    return f"{where} beträgt sie {measure.at_least(item)}"


def _goal(seen: Observed, last: Reading, goal: Goal | None) -> str:
    """Whether the goal is reached: only where the catalogue says which way is better, and for a complete value.

    It is missed only at its due period; before, it is open.
    """
    if goal is None:
        return ""
    amount = seen.measure.amount(goal.value)
    if seen.indicator.direction == "none" or not last.known or last.missing:
        return f"vereinbartes Ziel: {amount}"
    reached = last.value >= goal.value if seen.indicator.direction == "up" else last.value <= goal.value
    if not reached and goal.due is not None and last.period is not None and last.period.last < goal.due.last:
        return f"das Ziel ({amount}) ist noch offen, vereinbart bis {goal.due.label}"
    return f"das Ziel ({amount}) ist {'erreicht' if reached else 'nicht erreicht'}"


def _unusual(seen: Observed, values: trends.Course) -> tuple[trends.Unusual, ...]:
    return trends.unusual(values, least=10.0**-seen.measure.decimals if seen.per_thousand else 1.0)


def _course_notes(seen: Observed, values: trends.Course) -> list[str]:
    found = trends.trend(values)
    why_not = said.no_trend(seen.measure, found)
    known = sum(value == value for value in values.values)
    trend = [why_not] if why_not and known else [METHOD] if found.claimed else []
    return [*trend, *(said.why_unusual(seen.measure, item) for item in _unusual(seen, values))]


def _drawn(lines: Sequence[Line], seen: Observed) -> tuple[str, ...]:
    """Columns that are drawn: a larger area would dwarf the rest unless the values are rates."""
    relative = seen.per_thousand or seen.indicator.kind == "rate" or seen.indicator.counts == "none"
    fitting = [line for line in lines if relative or line.area.level not in LARGER or line is lines[0]]
    return tuple(line.column for line in fitting[:MOST_SERIES])


def _reference_notes(
    lines: Sequence[Line], drawn: Sequence[str], seen: Observed, reference: Observed | None
) -> list[str]:
    if reference is None:
        return []
    if reference.refusal:
        return [reference.refusal]
    found = [line for line in lines if line.seen is not seen]
    notes = [f"Zum Vergleich: {line.area.title}." for line in found]
    hidden = [line for line in found if line.column not in drawn]
    if hidden and hidden[0].area.level in LARGER and len(lines) <= MOST_SERIES:
        notes.append(ONLY_COMPARABLE)
    elif hidden:
        notes.append(
            f"{hidden[0].area.title} steht nur in der Tabelle, weil nicht mehr als {MOST_SERIES} Linien passen."
        )
    return notes


def _breaks(lines: Sequence[Line], drawn: Sequence[str], axis: Sequence[Period]) -> tuple[Mark, ...]:
    """Each break before its first period, interrupting the lines of the places it concerns."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in (line for line in lines if line.column in drawn):
        for day, what in line.seen.breaks_in(line.area, axis):
            first = next(period for period in axis if period.last >= day)
            found.setdefault((first.code, f"Bruch am {formats.day(what.since)}"), []).append(line.column)
    return tuple(Mark(period, label, tuple(columns)) for (period, label), columns in found.items())


def _table(measure: Measure, lines: Sequence[Line], axis: Sequence[Period]) -> tuple[tuple[Column, ...], pd.DataFrame]:
    data: dict[str, list[object]] = {"period": [p.code for p in axis], "label": [p.label for p in axis]}
    for line in lines:
        data[line.column] = [item.value for item in line.readings]
        data[f"{line.column}_sign"] = [item.sign for item in line.readings]
        data[f"{line.column}_partial"] = [bool(item.missing) for item in line.readings]
    lacking = [
        "; ".join(f"{line.area.title} ohne {formats.join(item.missing)}" for line, item in row if item.missing)
        for row in ([(line, line.readings[place]) for line in lines] for place in range(len(axis)))
    ]
    data["whole"] = [text or "vollständig" for text in lacking]
    names = labels([line.area for line in lines])
    columns = (
        Column("label", _word(axis)),
        *(measure.column(line.column, name or "Wert") for line, name in zip(lines, names, strict=True)),
        *([Column("whole", "Summen")] if any(lacking) else []),
    )
    return columns, pd.DataFrame(data)


def _gaps(lines: Sequence[Line], axis: Sequence[Period]) -> list[str]:
    said = []
    for line in lines:
        gaps = [period for period, item in zip(axis, line.readings, strict=True) if item.absent]
        refused = {code for area, code in line.seen.rate.refused if area == line.area.area}
        if silent := [period for period in gaps if period.code not in refused]:
            said.append(f"{line.area.title} ({beside.listed(silent)})")
    return [f"Ohne Angabe (Lücke in der Linie): {', '.join(said)}."] if said else []


def _sources(lines: Sequence[Line], seen: Observed) -> list[str]:
    return [beside.source(line.seen, {line.area: line.readings}) for line in lines if line.seen is not seen]


def _word(axis: Sequence[Period]) -> str:
    return wording.period_word(axis[-1]) if axis else "Zeitraum"


def _within(mark: Mark, axis: Sequence[Period]) -> bool:
    first = Period.of(mark.period).first
    return bool(axis) and axis[0].first <= first <= axis[-1].last

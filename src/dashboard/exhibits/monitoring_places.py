"""All places of one indicator side by side, in official order: never a ranking."""

from collections.abc import Sequence

import pandas as pd

from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits import wording
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.exhibits.monitoring_series import VALUE, Observed
from dashboard.exhibits.monitoring_words import labels
from dashboard.exhibits.readings import Area, Reading
from dashboard.periods import Period

COMPARISON = "Vergleich der Orte"


def comparison(seen: Observed, until: Period) -> Exhibit:
    """Bars of all places in the newest period up to ``until`` that has any value; the district in the table only."""
    period = newest(seen, until)
    title = f"{seen.measure.title} nach Orten, {(period or until).label}"
    if not seen.indicator.allows("ranking"):
        return beside.refused(seen, "places", title, beside.ruled_out(seen, COMPARISON))
    if seen.refusal:
        return beside.refused(seen, "places", title, seen.refusal)
    readings = at_once(seen, period)
    district = seen.history.district
    apart = district is not None and _apart(district, readings)
    rows = [*readings, *([seen.at(district, period)] if district and apart and period else [])]
    places = [item.place for item in rows]
    names = labels(places)
    data = pd.DataFrame(
        {
            "area": [place.area for place in places],
            "name": names,
            "value": [item.value for item in rows],
            "value_sign": [item.sign for item in rows],
        }
    )
    shown = {item.place: [item] for item in rows}
    message = beside.said(seen.indicator, *statements(seen, readings, period))
    total = (names[-1],) if len(rows) > len(readings) else ()
    return Exhibit(
        key=f"monitoring-places-{seen.indicator.code}",
        title=title,
        sentence=message,
        chart=Bars(
            "name",
            ("value",),
            seen.measure.unit,
            horizontal=True,
            without=total,
            note=beside.inside(seen.indicator),
        ),
        data=data,
        columns=(Column("name", "Ort"), seen.measure.column("value", seen.measure.indicator.short)),
        source=beside.source(seen, shown),
        as_of=beside.as_of(seen, shown),
        notes=(*silent_note(readings, period), *beside.notes(seen, shown, [period] if period else [])),
        alt=f"Balken je Ort: {message}",
    )


def newest(seen: Observed, until: Period) -> Period | None:
    """The newest period up to the end of ``until`` in which any place (or the district) has a value or a sign."""
    for period in reversed(seen.history.periods(until)):
        if any(not seen.at(place, period).absent for place in seen.places):
            return period
    return None


def at_once(seen: Observed, period: Period | None) -> list[Reading]:
    """The values of all places that stand for themselves in one period, in official order."""
    if period is None:
        return []
    return [seen.at(place, period) for place in seen.history.reporting(VALUE, period)]


def statements(seen: Observed, readings: Sequence[Reading], period: Period | None) -> list[str]:
    """Parts of a sentence: for how many places there are values, from what to what they go, and the district."""
    measure = seen.measure
    if period is None:
        return [f"zur Kennzahl „{seen.indicator.title}“ liegt noch keine Angabe vor"]
    when, district = wording.during(period), seen.history.district
    parts = [_places(seen, readings, when)]
    if len(readings) == 1:
        parts = [
            measure.statement(readings[0]) if not readings[0].absent else parts[0],
            "ein Vergleich ist nicht möglich, weil es nur einen Ort gibt",
        ]
    else:
        parts.append(_withheld(seen, readings))
    if district is not None and _apart(district, readings):
        whole = seen.at(district, period)
        where = wording.located(district.name)
        if whole.withheld:
            parts.append(f"{where} ist die Kennzahl zurückgehalten")
        elif whole.known:
            parts.append(f"{where} beträgt die Kennzahl {measure.at_least(whole)}")
    return parts


def silent_note(readings: Sequence[Reading], period: Period | None) -> list[str]:
    """Which places have no value in the period."""
    silent = [item.place.title for item in readings if item.absent and not item.place.unincorporated]
    return [f"Ohne Angabe {wording.during(period)}: {', '.join(silent)}."] if silent and period else []


def _places(seen: Observed, readings: Sequence[Reading], when: str) -> str:
    measure, about = seen.measure, f"zur Kennzahl „{seen.indicator.title}“"
    many, one = f"{about} liegen {when} Werte", f"{about} liegt {when}"
    expected = [item for item in readings if not (item.place.unincorporated and item.absent)]
    known = [item for item in expected if item.known]
    if not known and expected and all(item.withheld for item in expected):
        return f"{when} sind {about} die Werte aller Orte {wording.withheld_reason()}"
    if not known:
        return f"{one} für keinen Ort ein Wert vor"
    if len(known) == 1:
        only = known[0]
        return f"{one} nur für {wording.accusative(only.place.name)} ein Wert vor: {measure.at_least(only)}"
    low, high = min(item.value for item in known), max(item.value for item in known)
    count = f"{many} für {wording.so_many_of(len(known), len(expected))} vor"
    if measure.number(low) == measure.number(high):
        return f"{count}, überall {measure.amount(low)}"
    return f"{count}, von {measure.number(low)} bis {measure.amount(high)}"


def _withheld(seen: Observed, readings: Sequence[Reading]) -> str:
    hidden = [item.place.name for item in readings if item.withheld]
    if not hidden or len(hidden) == len(readings):
        return ""
    which = "ist die Zahl" if len(hidden) == 1 else "sind die Zahlen"
    return f"für {wording.for_places(hidden)} {which} {wording.withheld_reason()}"


def _apart(district: Area, readings: Sequence[Reading]) -> bool:
    """Whether the district is something else than the only place."""
    return all(item.place != district for item in readings)

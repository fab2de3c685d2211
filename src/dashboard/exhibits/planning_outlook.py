"""How the places will last: months ahead of a place or the district with their band; scenarios beside each other."""

from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from dashboard.exhibits.charts import MOST_SERIES, Lines, Mark
from dashboard.exhibits.exhibit import Column, Exhibit, Kind
from dashboard.formats import day as german_day
from dashboard.formats import join
from dashboard.planning.outlook_views import Band, Forecast, Ground, MonthAhead, Outlook

SOURCE = "Meldungen der Gemeinden und Samtgemeinden; eigene Vorausschau"
WHOLE = partial(Column, kind=Kind.NUMBER)
FREE = (WHOLE("free", "Frei"), WHOLE("free_low", "Frei mindestens"), WHOLE("free_high", "Frei höchstens"))
OCCUPIED = (
    WHOLE("occupied", "Belegt"), WHOLE("occupied_low", "Belegt mindestens"),
    WHOLE("occupied_high", "Belegt höchstens"),
)  # fmt: skip
USABLE = (
    WHOLE("usable", "Nutzbar"),
    WHOLE("usable_low", "Nutzbar mindestens"),
    WHOLE("usable_high", "Nutzbar höchstens"),
)
NO_PROMISE = "Eine Vorausschau ist keine Zusage: Sie sagt, was unter den genannten Annahmen zu erwarten ist."
REPORTED = "Der erste Punkt ist gemeldet, alles danach ist Vorausschau."
BELOW_ZERO = "Unter null: So viele Plätze fehlen."
MOST_NAMED = 3


def free(one: Outlook, forecast: Forecast) -> Exhibit | None:
    """Free usable places, the level of none, and the band; None where there is nothing to show (``one.why``)."""
    return _drawn(one, forecast, f"outlook-free-{one.area}", "Freie nutzbare Plätze", ("free",), "Plätze")


def housed(one: Outlook, forecast: Forecast) -> Exhibit | None:
    """People housed against usable places; None where there is nothing to show (``one.why``)."""
    columns = ("occupied", "usable")
    return _drawn(one, forecast, f"outlook-{one.area}", "Belegte und nutzbare Plätze", columns, "Personen und Plätze")


def compared(area: str, scenarios: Mapping[str, Forecast]) -> Exhibit | None:
    """The middles of free places under several sets of assumptions, by their names, the first one first.

    None where none of them has anything for the place. ValueError for more than can be told apart.
    """
    if len(scenarios) > MOST_SERIES:
        raise ValueError(f"{len(scenarios)} scenarios cannot be told apart, at most {MOST_SERIES} can")
    found = {name: one for name, forecast in scenarios.items() if (one := forecast.of(area)) is not None and one.months}
    if not found:
        return None
    first = next(iter(found.values()))
    steps = _steps(first)
    data = pd.DataFrame({"period": [step.month.code for step in steps], "label": [step.month.label for step in steps]})
    columns = []
    for number, (name, one) in enumerate(found.items()):
        middles = {step.month.code: step.free.middle for step in _steps(one)}
        data[f"v{number}"] = pd.Series([middles.get(code) for code in data["period"]], dtype=float)
        columns.append(WHOLE(f"v{number}", name))
    told = "; ".join(f"unter „{name}“ {_lasts(one)}" for name, one in found.items())
    said = f"Die Plätze reichen {told}."
    silent = [name for name in scenarios if name not in found]
    notes = (
        *(f"{name}: {text}" for name in found for text in scenarios[name].assumptions),
        *([f"Ohne Vorausschau für diesen Ort: {join(silent)}."] if silent else []),
        "Verglichen werden die mittleren Werte; ihre Spannen stehen bei jedem Szenario selbst.",
        *([BELOW_ZERO] if any((data[column.name] < 0).any() for column in columns) else []),
        NO_PROMISE,
    )
    return Exhibit(
        key=f"outlook-scenarios-{area}",
        title=f"Szenarien im Vergleich: {first.name}",
        sentence=said,
        chart=Lines("period", tuple(column.name for column in columns), "Plätze"),
        data=data,
        columns=(Column("label", "Monat"), *columns),
        source=SOURCE,
        as_of=_as_of(first),
        notes=notes,
        alt=f"Linien der freien nutzbaren Plätze nach Monat: {said}",
    )


def table_of(forecast: Forecast) -> Exhibit:
    """Every place with how long its places last, in official order, the district at the end."""
    rows = [*forecast.places, forecast.district]
    data = pd.DataFrame(
        {
            "area": [one.area for one in rows],
            "name": [one.name for one in rows],
            "now": pd.Series([one.start.free.middle if one.start else None for one in rows], dtype=float),
            "later": pd.Series([one.months[-1].free.middle if one.months else None for one in rows], dtype=float),
            "low": pd.Series([one.months[-1].free.low if _banded(one) else None for one in rows], dtype=float),
            "high": pd.Series([one.months[-1].free.high if _banded(one) else None for one in rows], dtype=float),
            "lasts": [_lasts(one) if one.months else one.why for one in rows],
            "stand": [_as_of(one) for one in rows],
        }
    )
    said = " ".join(filter(None, (forecast.district.sentence, short_of(forecast))))
    ends = {one.months[-1].month.label for one in rows if one.months}
    ahead = ends.pop() if len(ends) == 1 else "nach zwölf Monaten"
    starts = {one.as_of for one in rows if one.as_of is not None}
    stand = _as_of(forecast.district) if len(starts) < 2 else f"{german_day(max(starts))} (einzelne früher)"
    return Exhibit(
        key="outlook-places",
        title="Wie lange die Plätze reichen",
        sentence=said,
        chart=None,
        data=data,
        columns=(
            Column("name", "Ort"), WHOLE("now", "Frei jetzt"), WHOLE("later", f"Frei {ahead}"),
            *([WHOLE("low", "mindestens"), WHOLE("high", "höchstens")] if any(map(_banded, rows)) else []),
            Column("lasts", "Die Plätze reichen"),
            Column("stand", "Stand"),
        ),
        source=SOURCE,
        as_of=stand,
        notes=(*_general(forecast), BELOW_ZERO, NO_PROMISE),
        alt=f"Tabelle der Orte: {said}",
    )  # fmt: skip


def short_of(forecast: Forecast) -> str:
    """In how many places they do not last twelve months, and in which; empty where they do in all of them."""
    short = [one.name for one in forecast.places if one.months and one.lasts[1] is not None]
    if not short:
        return ""
    known = sum(bool(one.months) for one in forecast.places)
    among = f"{len(short)} von {known} Orten mit Vorausschau" if known != 1 else "dem einen Ort mit Vorausschau"
    named = f" ({join(short)})" if len(short) <= MOST_NAMED else ""
    return f"In {among} reichen die Plätze voraussichtlich keine zwölf Monate{named}."


def _drawn(
    one: Outlook, forecast: Forecast, key: str, what: str, lines: tuple[str, ...], unit: str
) -> Exhibit | None:  # fmt: skip
    if not one.months:
        return None
    steps = _steps(one)
    data = pd.DataFrame({"period": [step.month.code for step in steps], "label": [step.month.label for step in steps]})
    for name in ("occupied", "usable", "free"):
        bands: list[Band] = [getattr(step, name) for step in steps]
        data[name] = [float(band.middle) for band in bands]
        data[f"{name}_low"], data[f"{name}_high"] = [float(b.low) for b in bands], [float(b.high) for b in bands]
    sure, edges = one.ground is not Ground.ERRORS, (f"{lines[0]}_low", f"{lines[0]}_high")
    shown = [_columns(name, data, sure) for name in ("occupied", "usable", "free")]
    return Exhibit(
        key=key,
        title=f"{what}: {one.name}",
        sentence=one.sentence,
        chart=Lines("period", lines, unit, _marks(one, lines), band=None if sure else edges),
        data=data,
        columns=(Column("label", "Monat"), *(column for columns in shown for column in columns)),
        source=SOURCE,
        as_of=_as_of(one),
        notes=(
            *([REPORTED] if one.start is not None else []), one.why, *one.notes, *_general(forecast),
            *([BELOW_ZERO] if "free" in lines and (data["free_low"] < 0).any() else []), NO_PROMISE,
        ),
        alt=f"Linien nach Monat{'' if sure else ' mit Spanne'}, {what}: {one.sentence}",
    )  # fmt: skip


def _columns(name: str, data: pd.DataFrame, sure: bool) -> tuple[Column, ...]:
    """The middle, and the edges of its band where they are known and anywhere differ."""
    columns = {"occupied": OCCUPIED, "usable": USABLE, "free": FREE}[name]
    same = (data[f"{name}_low"] == data[f"{name}_high"]).all()
    return columns[:1] if sure or (same and name == "usable") else columns


def _marks(one: Outlook, lines: tuple[str, ...]) -> tuple[Mark, ...]:
    """Where the places no longer suffice; people and places meet there, so that needs no mark."""
    if one.lasts[1] is None or "free" not in lines:
        return ()
    return (Mark(one.lasts[1].code, "reicht nicht mehr"),)


def _general(forecast: Forecast) -> Iterator[str]:
    for text in forecast.assumptions:
        yield f"Annahme: {text}"
    if forecast.backtest is not None:
        yield forecast.backtest.sentence
    yield from forecast.findings


def _steps(one: Outlook) -> list[MonthAhead]:
    return [*([one.start] if one.start is not None else []), *one.months]


def _lasts(one: Outlook) -> str:
    """„bis Februar 2027 (zwischen November 2026 und über September 2027 hinaus)“."""
    earliest, middle, latest = (
        f"bis {when.previous().label}" if when is not None else f"über {one.months[-1].month.label} hinaus"
        for when in one.lasts
    )
    if earliest == middle == latest:
        return middle
    return f"{middle} (frühestens {earliest}, spätestens {latest})"


def _banded(one: Outlook) -> bool:
    """Whether there is a band; without one, both ends are the middle and say nothing."""
    return bool(one.months) and one.ground is Ground.ERRORS


def _as_of(one: Outlook) -> str:
    return german_day(one.as_of) if one.as_of is not None else "keine Angabe"

"""Rows of places for tables: every figure with its last value, and what „Stand“ says where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard import formats
from dashboard.exhibits import wording
from dashboard.exhibits.history import History
from dashboard.exhibits.readings import Area, Reading
from dashboard.periods import Period

MAIN = "belegt"
"""The figure that decides who stands for whom."""


def place_rows(figures: History, names: Sequence[str], period: Period, *, counts: Sequence[str] = ()) -> pd.DataFrame:
    """One row per place with ``area, name, <figure>, <figure>_sign, stand, stand_end``, the district last.

    Places stand in official order; members whose association reports for them are left out unless they have figures
    of their own that are as new. ``counts`` are columns of the frame without signs.
    """
    places = listed(figures, names, period)
    readings = {place.area: {name: figures.last(place.area, name, period) for name in names} for place in places}
    rows: dict[str, list[object]] = {
        "area": [place.area for place in places],
        "name": [place.title for place in places],
    }
    for count in counts:
        rows[count] = [figures.count(place.area, count, period) for place in places]
    for name in names:
        rows[name] = [readings[place.area][name].value for place in places]
        rows[f"{name}_sign"] = [readings[place.area][name].sign for place in places]
    stands = [_stand(list(readings[place.area].values())) for place in places]
    rows["stand"] = [text for text, _ in stands]
    rows["stand_end"] = [end for _, end in stands]
    return pd.DataFrame(rows)


def listed(figures: History, names: Sequence[str], period: Period) -> list[Area]:
    """Places of a table: those that stand for themselves, others with figures just as new, then the district."""
    standing = {place.area for place in figures.reporting(MAIN, period)}
    places = [
        place
        for place in figures.areas.values()
        if place != figures.district and (place.area in standing or _as_new(figures, place, names, period))
    ]
    return places if figures.district is None else [*places, figures.district]


def _as_new(figures: History, place: Area, names: Sequence[str], period: Period) -> bool:
    """Whether a member (or an association) has figures not older than those that stand for it."""
    relatives = figures.members(place) or [other for other in figures.areas.values() if other.area == place.parent]
    own = _newest(figures, [place], names, period)
    theirs = _newest(figures, [other for other in relatives if other != figures.district], names, period)
    return own is not None and (theirs is None or own >= theirs)


def _newest(figures: History, places: Iterable[Area], names: Sequence[str], period: Period) -> Period | None:
    found = [figures.last(place.area, name, period).period for place in places for name in names]
    return max((period for period in found if period is not None), default=None)


def incomplete_note(figures: History, figure: str, period: Period) -> list[str]:
    """Which places are missing from the district's number, if any are."""
    district = figures.district
    missing = figures.last(district.area, figure, period).missing if district is not None else ()
    if district is None or not missing:
        return []
    verb = "Es fehlt" if len(missing) == 1 else "Es fehlen"
    whole = wording.accusative(district.name)
    return [f"Die Zahl für {whole} ist unvollständig. {verb} {formats.join(missing)}."]


def silent_note(figures: History, figure: str, period: Period) -> list[str]:
    """Which places have no figure at all, if any."""
    units = figures.reporting(figure, period)
    silent = [unit.title for unit in units if figures.last(unit.area, figure, period).absent]
    return [f"Ohne Angabe: {formats.join(silent)}."] if silent else []


def partial_note(figures: History, columns: Mapping[str, str], period: Period, area: str | None = None) -> list[str]:
    """Which figures (name -> label) have no sum because only some facilities of a place state them."""
    lacking: dict[str, list[str]] = {}
    for place in figures.areas.values():
        for figure in figures.partial(place.area, period):
            if figure in columns and area in (None, place.area):
                lacking.setdefault(columns[figure], []).append(place.title)
    said = [f"{label} ({formats.join(places)})" for label, places in lacking.items()]
    return [f"Nur für einen Teil der Unterkünfte gemeldet und deshalb ohne Summe: {', '.join(said)}."] if said else []


def withheld_part(figures: History, figure: str, period: Period, said: str = "") -> str:
    """Part of a sentence: for which places the number is withheld, with the reason if ``said`` lacks it."""
    units = figures.reporting(figure, period)
    hidden = [unit.name for unit in units if figures.last(unit.area, figure, period).withheld]
    if not hidden or units == (figures.district,):
        return ""
    reason = wording.withheld_reason()
    return f"für {wording.for_places(hidden)} ist die Zahl {'ebenfalls zurückgehalten' if reason in said else reason}"


def as_of(rows: pd.DataFrame) -> str:
    """German date of the newest figure in such rows, and whether some are older."""
    ends = sorted({end for end in rows["stand_end"].tolist() if end is not None})
    if not ends:
        return "keine Angabe"
    return formats.day(ends[-1]) + ("" if len(ends) == 1 else " (einzelne Orte früher)")


def signs_of(frame: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """All signs beside these figures."""
    return [sign for name in names if f"{name}_sign" in frame for sign in frame[f"{name}_sign"].tolist()]


def _stand(readings: Sequence[Reading]) -> tuple[str, date | None]:
    periods = sorted({item.period for item in readings if item.period is not None}, reverse=True)
    if not periods:
        return "", None
    older = f" (einzelne Werte: {', '.join(period.label for period in periods[1:])})" if periods[1:] else ""
    return periods[0].label + older, periods[0].last

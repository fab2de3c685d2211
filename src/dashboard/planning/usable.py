"""How many places can be used now, per unit of distribution: what was reported as usable and free, never a difference.

An association stands for its members: its own figure, else the sum of all of theirs of one quarter.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.formats import day as german_day
from dashboard.observations.aggregation import WITHHELD
from dashboard.periods import Period

FIGURE = "nutzbar_frei"
UNINHABITED = "gemeindefrei"
"""How the kind of places begins where usually nobody lives, so that nobody waits for their figures."""
OLDEST = 1
"""Quarters that a figure may be older than the newest one and still count as now."""


@dataclass(frozen=True)
class Usable:
    """``places``: whole places, None where it is not known or not for this circle; then ``why`` says so in German."""

    places: int | None
    as_of: date | None = None
    why: str = ""


def usable_places(history: pd.DataFrame, units: Sequence[str]) -> Mapping[str, Usable]:
    """The newest report of each unit; ``history`` as ``accommodation.history`` delivers it for one circle.

    A figure that is older than the quarter before the newest one is not taken for today's.
    """
    if history.empty:
        return {area: Usable(None, why="Nutzbare freie Plätze sind nicht gemeldet.") for area in units}
    oldest = max(Period.of(str(code)) for code in history["period"].unique())
    for _ in range(OLDEST):
        oldest = oldest.previous()
    return {area: _of(history, area, oldest) for area in units}


def _of(history: pd.DataFrame, area: str, oldest: Period) -> Usable:
    own = _newest(history[history["area"] == area])
    inside = history[(history["parent"] == area) & ~history["kind"].str.lower().str.startswith(UNINHABITED)]
    if own is None and not inside.empty:
        own = _sum(inside)
    if own is None:
        return Usable(None, why="Nutzbare freie Plätze sind nicht gemeldet.")
    if own.as_of is not None and own.as_of < oldest.last:
        return Usable(None, own.as_of, f"Nutzbare freie Plätze sind zuletzt zum {german_day(own.as_of)} gemeldet.")
    return own


def _newest(rows: pd.DataFrame) -> Usable | None:
    """The last row that says anything; what is withheld there is not replaced by something older."""
    columns = (rows[name] for name in ("period_end", FIGURE, f"{FIGURE}_sign", "partial"))
    for end, value, sign, partial in sorted(zip(*columns, strict=True), key=lambda row: row[0], reverse=True):
        if WITHHELD in sign:
            return Usable(None, end, f"Die nutzbaren freien Plätze zum {german_day(end)} sind zurückgehalten (•).")
        if FIGURE in partial:
            return Usable(None, end, f"Zum {german_day(end)} sind nutzbare freie Plätze nur für einen Teil gemeldet.")
        if not math.isnan(value):
            return Usable(int(value), end)
        if sign:
            return Usable(None, end, f"Zu den nutzbaren freien Plätzen steht zum {german_day(end)} nur „{sign}“.")
    return None


def _sum(inside: pd.DataFrame) -> Usable | None:
    """Of all members in the newest quarter in which one of them reports; one that lacks makes it unknown."""
    found = {area: _newest(rows) for area, rows in inside.groupby("area", sort=False)}
    ends = [one.as_of for one in found.values() if one is not None and one.as_of is not None]
    if not ends:
        return None
    newest = max(ends)
    known = [one.places for one in found.values() if one is not None and one.as_of == newest and one.places is not None]
    if len(known) < len(found):
        return Usable(None, newest, f"Zum {german_day(newest)} fehlen nutzbare freie Plätze von Mitgliedsgemeinden.")
    return Usable(sum(known), newest)

"""Inputs of a forecast from plain numbers, for tests that need no database."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from dashboard.periods import Period
from dashboard.planning.flows import FIGURES, Flows
from dashboard.planning.inputs import Inputs
from dashboard.store import Circle

DISTRICT, AUE, BACH = "99001", "99001001", "99001002"
NAMES = {DISTRICT: "Landkreis Musterland", AUE: "Aue", BACH: "Bach"}
NAN = float("nan")
TODAY = date(2026, 10, 10)
LAST = Period.of("2026-Q3")


def quarters(count: int, last: Period = LAST) -> tuple[Period, ...]:
    """So many quarters up to the last one."""
    found = [last]
    while len(found) < count:
        found.insert(0, found[0].previous())
    return tuple(found)


def flows(places: Mapping[str, Mapping[str, Sequence[float]]], **more: Any) -> Flows:
    """``places``: area -> figure -> one number per quarter; what is not given is not reported."""
    count = max(len(one["belegt"]) for one in places.values())
    arrays = {
        name: np.array([list(one.get(name, [NAN] * count)) for one in places.values()], dtype=float) for name in FIGURES
    }
    names = tuple(NAMES[area] for area in places)
    facts: dict[str, Any] = {"why": {}, "counted": frozenset(places)} | more
    return Flows(tuple(places), names, quarters(count), arrays, **facts)


def steady(belegt: Sequence[float], plaetze: float, came: float = NAN, left: float = NAN) -> dict[str, Sequence[float]]:
    """A place with the same number of places, arrivals and departures in every quarter."""
    count = len(belegt)
    return {
        "belegt": belegt, "plaetze": [plaetze] * count, "gesperrt": [0.0] * count, "zugaenge": [came] * count,
        "abgaenge": [left] * count,
    }  # fmt: skip


def inputs(places: Mapping[str, Mapping[str, Sequence[float]]], **more: Any) -> Inputs:
    """As the office has them, with nothing but the history and what is given."""
    return Inputs(Circle.INTERNAL, TODAY, flows(places), **more)

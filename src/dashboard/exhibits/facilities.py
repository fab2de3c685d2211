"""Single facilities, for the internal circle only: points on the map, lines for hovering, the table of a place.

The frame has one row per facility: ``facility, area, name, kind, latitude, longitude, operator, lease_until`` and the
figures ``plaetze, gesperrt, nutzbar_frei, belegt``, each with a sibling ``<figure>_sign`` where there are signs.
Whether a facility may be in it is decided where the data are read.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.exhibits.charts import FacilityPoint
from dashboard.exhibits.exhibit import refuse_withheld, signed_text

FLAT = "Wohnung"
"""Flats are kept as one total per place; they have no position by rule, not by accident."""

FIGURES = ("plaetze", "gesperrt", "nutzbar_frei", "belegt")


@dataclass(frozen=True)
class Facility:
    """One accommodation (or the flats of a place) in a period; figures are NaN where not given."""

    area: str
    name: str
    kind: str
    latitude: float
    longitude: float
    figures: dict[str, float]
    signs: dict[str, str]

    @property
    def placed(self) -> bool:
        return not (math.isnan(self.latitude) or math.isnan(self.longitude))

    def text(self, figure: str) -> str:
        """A figure with its sign, as people read it."""
        value = self.figures[figure]
        return signed_text(None if math.isnan(value) else formats.number(value), self.signs[figure])

    @property
    def line(self) -> str:
        """„Alte Schule (Notunterkunft): belegt 40, Plätze 50“."""
        kind = "" if self.name == self.kind else f" ({self.kind})"
        return f"{self.name}{kind}: belegt {self.text('belegt')}, Plätze {self.text('plaetze')}"


def read(frame: pd.DataFrame) -> tuple[Facility, ...]:
    """The facilities of a frame, in its order; KeyError if a column is missing, ValueError for a withheld value."""
    refuse_withheld(frame, "facilities")
    columns = {figure: frame[figure].astype(float).tolist() for figure in FIGURES}
    signs = {
        figure: frame[f"{figure}_sign"].tolist() if f"{figure}_sign" in frame else [""] * len(frame)
        for figure in FIGURES
    }
    positions = (frame["latitude"].astype(float).tolist(), frame["longitude"].astype(float).tolist())
    texts = (frame["area"].tolist(), frame["name"].tolist(), frame["kind"].tolist())
    return tuple(
        Facility(
            area,
            name or kind,
            kind,
            latitude,
            longitude,
            {figure: columns[figure][row] for figure in FIGURES},
            {figure: signs[figure][row] for figure in FIGURES},
        )
        for row, (area, name, kind, latitude, longitude) in enumerate(zip(*texts, *positions, strict=True))
    )


def letters(kinds: Iterable[str]) -> dict[str, str]:
    """A letter per kind of accommodation: its initial, and more of the word where two would share it."""
    found: dict[str, str] = {}
    for kind in sorted(set(kinds)):
        length = 1
        while kind[:length].capitalize() in found.values() and length < len(kind):
            length += 1
        found[kind] = kind[:length].capitalize()
    return found


def points(facilities: Iterable[Facility]) -> tuple[FacilityPoint, ...]:
    """What the map draws: every facility with a position, the largest first so that small ones lie on top."""
    placed = [facility for facility in facilities if facility.placed]
    signs = letters(facility.kind for facility in placed)
    drawn = [
        FacilityPoint(
            facility.name,
            facility.area,
            facility.kind,
            signs[facility.kind],
            None if math.isnan(facility.figures["plaetze"]) else facility.figures["plaetze"],
            facility.longitude,
            facility.latitude,
            (
                facility.name,
                facility.kind,
                f"Plätze: {facility.text('plaetze')}",
                f"Belegt: {facility.text('belegt')}",
                f"Nutzbar frei: {facility.text('nutzbar_frei')}",
            ),
        )
        for facility in placed
    ]
    return tuple(sorted(drawn, key=lambda point: -(point.places or 0)))


def table(frame: pd.DataFrame, area: str) -> pd.DataFrame:
    """Rows of one place for the table of its sheet, all columns of the frame, with texts where nothing was said."""
    rows: dict[str, Any] = {name: frame.loc[frame["area"] == area, name].tolist() for name in frame.columns}
    rows["name"] = [name or kind for name, kind in zip(rows["name"], rows["kind"], strict=True)]
    rows["operator"] = [operator or "" for operator in rows.get("operator", [""] * len(rows["name"]))]
    rows.setdefault("lease_until", [None] * len(rows["name"]))
    return pd.DataFrame(rows)

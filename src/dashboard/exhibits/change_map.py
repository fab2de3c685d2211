"""Where a file that is about to be taken over changes something: places by what becomes of their values."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.exhibits import wording
from dashboard.exhibits.charts import AreaShape, PlaceMap
from dashboard.exhibits.classes import Classes
from dashboard.exhibits.exhibit import Column, Exhibit, Kind
from dashboard.intake.changes import CHANGED, GONE, MISSING, NEW, UNCHANGED

STATES = Classes((1.0, 2.0, 3.0), ("alles wie bisher", "neue Werte", "geänderte Werte", "Werte fehlen oder enden"))
"""What weighs most in a place decides its class; a place that the file does not name has none."""
COUNTED = {
    "new": ("Neu", (NEW,)),
    "changed": ("Geändert", (CHANGED,)),
    "unchanged": ("Unverändert", (UNCHANGED,)),
    "missing": ("Fehlt oder endet", (MISSING, GONE)),
}


def map_of(
    changes: pd.DataFrame, features: Sequence[Mapping[str, Any]], *, boundary_source: str, file_name: str
) -> Exhibit:
    """A map and a table of the places.

    ``changes``: table of ``intake.changes.Changes``. ``features``: GeoJSON features with area and name in their
    properties. Values of places without a feature (the district itself) stand in the table only.
    """
    counts = pd.DataFrame(
        {name: changes[changes["state"].isin(states)].groupby("area").size() for name, (_, states) in COUNTED.items()}
    ).fillna(0.0)
    named = {str(feature["properties"]["area"]): str(feature["properties"]["name"]) for feature in features}
    order = [*(area for area in named if area in counts.index), *(area for area in counts.index if area not in named)]
    counts = counts.loc[order]
    areas = tuple(_shape(feature, counts) for feature in features if _is_drawn(feature, counts))
    moved = int((counts[["new", "changed", "missing"]].sum(axis=1) > 0).sum())
    ended = int((counts["missing"] > 0).sum())
    message = wording.sentence(
        f"die Datei nennt {wording.places(len(counts))}, in {wording.dative_places(moved)} ändert sich etwas",
        f"in {wording.dative_places(ended)} fehlen Werte, die es bisher gibt" if ended else "",
    )
    data = counts.reset_index(names="area").assign(name=[named.get(area, "Landkreis") for area in order])
    return Exhibit(
        key="intake-changes",
        title="Wo sich etwas ändert",
        sentence=message,
        chart=PlaceMap("changes", "Werte", STATES, areas, (), None, boundary_source),
        data=data,
        columns=(Column("name", "Ort"), *(Column(name, label, Kind.NUMBER) for name, (label, _) in COUNTED.items())),
        source=f"Datei „{file_name}“, noch nicht übernommen",
        as_of="Vorschau",
        notes=(f"Grenzen: {boundary_source}",),
        alt=f"Karte der Orte, was die Datei ändert: {message}",
    )


def _is_drawn(feature: Mapping[str, Any], counts: pd.DataFrame) -> bool:
    """Associations only where the file speaks of them: they would lie over their members."""
    properties = feature["properties"]
    return properties["level"] != "association" or properties["area"] in counts.index


def _shape(feature: Mapping[str, Any], counts: pd.DataFrame) -> AreaShape:
    area, name = str(feature["properties"]["area"]), str(feature["properties"]["name"])
    if area not in counts.index:
        said = "in der Datei nicht genannt"
        return AreaShape(
            area, name, feature["geometry"], "missing", None, said, (wording.abbreviated(name), "–"), (name, said)
        )
    row = {name: float(counts[name].loc[area]) for name in COUNTED}
    state = 3 if row["missing"] else 2 if row["changed"] else 1 if row["new"] else 0
    lines = [f"{label}: {formats.number(row[key])}" for key, (label, _) in COUNTED.items() if row[key]]
    total = formats.number(row["new"] + row["changed"] + row["missing"])
    return AreaShape(
        area, name, feature["geometry"], "value", state, total, (wording.abbreviated(name), total), (name, *lines)
    )

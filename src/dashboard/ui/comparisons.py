"""Old and new side by side, as a table in words."""

import pandas as pd

from dashboard.exhibits.exhibit import signed_text
from dashboard.formats import number
from dashboard.intake.changes import STATES
from dashboard.observations.aggregation import PROTECTED
from dashboard.periods import Period
from dashboard.ui import reads
from dashboard.ui.visit import Here

SHOWN = 500
"""Most rows that are shown."""


def side_by_side(here: Here, frame: pd.DataFrame, old: str, new: str) -> pd.DataFrame:
    """The first ``SHOWN`` rows of ``pending.COLUMNS`` with German headers; ``old`` and ``new`` name the two sides.

    Indicators that are turned off appear nowhere, also not where their values came when they were on.
    """
    catalogue = reads.catalogue()
    indicators = catalogue.indicators
    turned_off = indicators.keys() - {indicator.code for indicator in catalogue.remembered}
    rows = frame[~frame["indicator"].isin(turned_off)].head(SHOWN)
    return pd.DataFrame(
        {
            "Was": [STATES[state] for state in rows["state"]],
            "Ort": [place_name(here, area) for area in rows["area"]],
            "Unterkunft": rows["subject"].tolist(),
            "Kennzahl": [indicators[code].short if code in indicators else code for code in rows["indicator"]],
            "Gliederung": rows["breakdown"].tolist(),
            "Zeitraum": [Period.of(code).label for code in rows["period"]],
            old: texts(rows["old"], rows["old_sign"]),
            new: texts(rows["value"], rows["sign"]),
        }
    )


def place_name(here: Here, area: str) -> str:
    """The name of a place; protected houses have none."""
    places = reads.places(here)
    names = dict(zip(places["area"], places["name"], strict=True))
    return "Landkreis, ohne Ort" if area == PROTECTED else names.get(area, area)


def texts(values: "pd.Series[float]", signs: "pd.Series[str]") -> list[str]:
    """Values with their signs as people read them."""
    found = []
    for value, sign in zip(values.tolist(), signs.tolist(), strict=True):
        absent = value is None or pd.isna(value)
        found.append(signed_text(None if absent else number(value, 0 if value == int(value) else 2), sign or ""))
    return found

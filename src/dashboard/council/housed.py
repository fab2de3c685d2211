"""Exhibits of accommodation for a folder; raise NoExhibit where this circle has no figure up to the quarter."""

import pandas as pd

from dashboard.council.answers import NoExhibit, nothing_known, wholly_withheld
from dashboard.council.planned import quota_map
from dashboard.council.reference import Reference
from dashboard.council.source import Source
from dashboard.exhibits import Exhibit, accommodation, overview
from dashboard.exhibits.exhibit import WITHHELD
from dashboard.exhibits.metrics import MAP_METRICS, METRICS, OWED

TITLE = "Unterbringung"
HOUSED = "belegt"


def key_figures(source: Source, _: Reference) -> Exhibit:
    """The district's key figures."""
    traps = {code: "".join(source.trap(metric.figure)) for code, metric in METRICS.items()}
    return overview.key_figures(_history(source), source.period, traps=traps)


def housing_map(source: Source, reference: Reference) -> Exhibit:
    """A metric of accommodation on the map, inside the office with the houses that are not protected."""
    if reference.metric not in MAP_METRICS:
        raise NoExhibit(f"Eine Karte „{reference.metric}“ gibt es nicht mehr; sie wird hier nicht gezeigt.")
    if reference.metric == OWED.key:
        return quota_map(source, reference)
    figure = METRICS[reference.metric].figure if reference.metric in METRICS else HOUSED
    return accommodation.map_of(
        _history(source), source.drawn.features, source.facilities, metric=reference.metric, period=source.period,
        boundary_source=source.boundary_source, traps=source.trap(figure),
    )  # fmt: skip


def housing_trend(source: Source, reference: Reference) -> Exhibit:
    """People housed and places over the quarters, of the district or of one place."""
    area, history = reference.area or source.district.area, _history(source)
    rows = history[history["area"] == area]
    if rows.empty:
        raise NoExhibit(f"Für „{source.names.get(area, area)}“ liegt hier keine Angabe zur Unterbringung vor.")
    if all(WITHHELD in sign for sign in rows[f"{HOUSED}_sign"]):
        raise wholly_withheld(TITLE, source.names.get(area, area))
    return accommodation.trend(history, area, period=source.period, traps=source.trap(HOUSED))


def housing_table(source: Source, _: Reference) -> Exhibit:
    """All figures of all places."""
    return accommodation.table_of(_history(source), source.period)


def at_a_glance(source: Source, _: Reference) -> Exhibit:
    """The places at a glance."""
    return overview.places_table(_history(source), source.period)


def _history(source: Source) -> pd.DataFrame:
    history = source.history
    if history.empty or not any(day <= source.period.last for day in history["period_end"]):
        raise nothing_known(TITLE, source.period)
    return history

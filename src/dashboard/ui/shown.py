"""Exhibits made ready for the screen and kept: built and encoded once per data version, circle and choice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.accommodation.queries import latest
from dashboard.exhibits import (
    Exhibit,
    accommodation,
    deck_renderer,
    html_renderer,
    overview,
    plotly_renderer,
    svg,
)
from dashboard.exhibits import change_map as changed
from dashboard.exhibits.charts import Bars, KeyFigures, Lines, PlaceMap, Timeline
from dashboard.exhibits.colours import Theme
from dashboard.exhibits.deck_renderer import EncodedDeck
from dashboard.exhibits.metrics import MAP_METRICS, METRICS
from dashboard.exhibits.monitoring_facts import Fact, facts
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.ui import reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here

ENTRIES = 256
"""Exhibits kept ready: eight quarters, six metrics, three circles and two themes are 288 maps; the unused ones go."""


class ReadyFigure(go.Figure):  # type: ignore[misc]
    """A figure that is a plain dictionary already: Streamlit would copy and convert it in every page run."""

    @classmethod
    def of(cls, figure: go.Figure) -> "ReadyFigure":
        """The same figure, converted once."""
        ready = cls(figure)
        object.__setattr__(ready, "_ready", figure.to_dict())
        return ready

    def to_dict(self) -> dict[str, object]:
        """What is encoded; not to be changed."""
        ready: dict[str, object] = object.__getattribute__(self, "_ready")
        return ready


@dataclass(frozen=True, eq=False)
class Shown:
    """An exhibit with all its screen needs; at most one of figure, deck and tiles is set."""

    exhibit: Exhibit
    table: str
    footer: str
    facts: tuple[Fact, ...] = ()
    """What is said of the indicator in a downloaded workbook."""
    figure: go.Figure | None = None
    deck: EncodedDeck | None = None
    legend: str = ""
    legend_text: str = ""
    unnamed: tuple[str, ...] = ()
    """Places whose name had no room on the map."""
    tiles: str = ""


SHOWN: Kept[Shown] = Kept(ENTRIES)
AGREED: Kept[Shown | None] = Kept(ENTRIES)


def theme() -> Theme:
    """The theme the person's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def metrics() -> dict[str, str]:
    """The metrics of the map: code -> title."""
    return {code: metric.short for code, metric in MAP_METRICS.items()}


def key_figures(here: Here, period: Period) -> Shown:
    """The district's key figures."""
    traps = {code: reads.trap(metric.figure) for code, metric in METRICS.items()}
    return kept(here, "key-figures", period)(lambda: overview.key_figures(_history(here), period, traps=traps))


def places(here: Here, period: Period) -> Shown:
    """All places at a glance."""
    return kept(here, "places", period)(lambda: overview.places_table(_history(here), period))


def deliveries(here: Here, period: Period) -> Shown:
    """Who has not delivered; for the internal circle."""
    here.actor.require_circle(Circle.INTERNAL)
    return kept(here, "deliveries", period)(lambda: overview.deliveries(_history(here), period))


def place_map(here: Here, period: Period, metric: str) -> Shown:
    """The map of accommodation."""
    return kept(here, "map", period, metric)(lambda: _map(here, period, metric))


def trend(here: Here, period: Period, area: str) -> Shown:
    """People housed and places over the quarters."""
    traps = _traps("belegt")
    return kept(here, "trend", period, area)(
        lambda: accommodation.trend(_history(here), area, period=period, traps=traps)
    )


def table_of_places(here: Here, period: Period) -> Shown:
    """All figures of all places."""
    return kept(here, "table", period)(lambda: accommodation.table_of(_history(here), period))


def place_course(here: Here, period: Period, area: str) -> Shown:
    """One place over the quarters."""
    return kept(here, "place", period, area)(lambda: _sheet(here, period, area).figures)


def place_facilities(here: Here, period: Period, area: str) -> Shown | None:
    """One place's facilities; None outside the internal circle."""
    if not here.internal:
        return None
    return kept(here, "facilities", period, area)(lambda: _sheet(here, period, area).facilities)


def change_map(here: Here, proposal: Proposal) -> Shown:
    """Where a checked file changes something."""
    drawn, colours = reads.features(here), theme()
    key = (reads.url(), here.version("figures"), "changes", proposal.sha256, proposal.mapping, colours)
    source = " · ".join(drawn.sources) or "keine Grenzen eingetragen"

    def build() -> Exhibit:
        table, name = proposal.changes.table, proposal.file_name
        return changed.map_of(table, drawn.features, boundary_source=source, file_name=name)

    return SHOWN.get(key, lambda: _ready(build(), colours))


def kept(
    here: Here, what: str, period: Period, choice: str = "", indicator: str = ""
) -> Callable[[Callable[[], Exhibit | None]], Shown]:
    """The entry of this installation, data version, circle and choice; called with how its exhibit is built.

    ``indicator``: the one the exhibit is about; its facts go into a downloaded workbook.
    """
    colours = theme()
    data = (reads.url(), here.version("figures"), reads.catalogue().version)
    key = (*data, here.circle, here.actor.sees_protected, what, period.code, choice)

    def get(build: Callable[[], Exhibit | None]) -> Shown:
        return SHOWN.get((*key, colours), lambda: _ready(_built(build), colours, _facts(here, indicator)))

    return get


def kept_agreed(here: Here, what: str, today: date, build: Callable[[], Exhibit | None]) -> Shown | None:
    """The entry of an exhibit of what is agreed and done; None where there is nothing to show."""
    colours = theme()
    data = (reads.url(), here.version("alliances"), here.version("network"), here.circle)

    def make() -> Shown | None:
        exhibit = build()
        return _ready(exhibit, colours) if exhibit is not None else None

    return AGREED.get((*data, what, today, colours), make)


def _facts(here: Here, indicator: str) -> tuple[Fact, ...]:
    return facts(reads.catalogue(), indicator, reads.district(here).area) if indicator else ()


def _built(build: Callable[[], Exhibit | None]) -> Exhibit:
    exhibit = build()
    assert exhibit is not None, "this circle has no such exhibit"
    return exhibit


def _history(here: Here) -> pd.DataFrame:
    return reads.history(here)


def _map(here: Here, period: Period, metric: str) -> Exhibit:
    drawn, single = reads.features(here), reads.facilities(here)
    figure = METRICS[metric].figure if metric in METRICS else "belegt"
    return accommodation.map_of(
        _history(here),
        drawn.features,
        None if single is None else latest(single, period),
        metric=metric,
        period=period,
        boundary_source=" · ".join(drawn.sources) or "keine Grenzen eingetragen",
        traps=_traps(figure),
    )


def _sheet(here: Here, period: Period, area: str) -> accommodation.PlaceSheet:
    single = reads.facilities(here)
    known = None if single is None else latest(single, period)
    return accommodation.place(_history(here), known, area, period, traps=_traps("belegt"))


def ready(exhibit: Exhibit) -> Shown:
    """An exhibit that was made elsewhere, ready for the screen; whoever calls keeps it."""
    return _ready(exhibit, theme())


def _ready(exhibit: Exhibit, theme: Theme, told: tuple[Fact, ...] = ()) -> Shown:
    shown = Shown(exhibit, html_renderer.table_html(exhibit), html_renderer.footer_html(exhibit), told)
    match exhibit.chart:
        case PlaceMap():
            deck = deck_renderer.encoded(exhibit, theme=theme)
            legend = html_renderer.image_address(svg.legend(exhibit, theme=theme))
            words = svg.legend_text(exhibit)
            return replace(shown, deck=deck, legend=legend, legend_text=words, unnamed=deck.unnamed)
        case Lines() | Bars() | Timeline():
            return replace(shown, figure=ReadyFigure.of(plotly_renderer.figure(exhibit, theme=theme)))
        case KeyFigures():
            return replace(shown, tiles=html_renderer.tiles_html(exhibit, theme=theme))
    return shown


def _traps(*codes: str) -> tuple[str, ...]:
    return tuple(text for code in codes if (text := reads.trap(code)))

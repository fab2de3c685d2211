"""Exhibits made ready for the screen and kept: built and encoded once per data version, circle and choice."""

from dataclasses import dataclass, replace

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
    table,
)
from dashboard.exhibits.charts import Bars, KeyFigures, Lines, PlaceMap
from dashboard.exhibits.colours import Theme
from dashboard.exhibits.deck_renderer import EncodedDeck
from dashboard.exhibits.metrics import MAP_METRICS, METRICS
from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.tables.writing import write_csv
from dashboard.ui import reads
from dashboard.ui.visit import Here

KEPT = 256
"""Exhibits kept ready: eight quarters, six metrics, three circles and two themes are 288 maps; the oldest go."""


@dataclass(frozen=True, eq=False)
class Shown:
    """An exhibit with all its screen needs; at most one of figure, deck and tiles is set."""

    exhibit: Exhibit
    table: str
    csv: bytes
    figure: go.Figure | None = None
    deck: EncodedDeck | None = None
    legend: str = ""
    legend_text: str = ""
    unnamed: tuple[str, ...] = ()
    """Places whose name had no room on the map."""
    tiles: str = ""


def theme() -> Theme:
    """The theme the person's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def metrics() -> dict[str, str]:
    """The metrics of the map: code -> title."""
    return {code: metric.short for code, metric in MAP_METRICS.items()}


def key_figures(here: Here, period: Period) -> Shown:
    """The district's key figures."""
    return _key_figures(*_key(here), period.code, theme(), here)


def places(here: Here, period: Period) -> Shown:
    """All places at a glance."""
    return _places(*_key(here), period.code, here)


def deliveries(here: Here, period: Period) -> Shown:
    """Who has not delivered; for the internal circle."""
    here.actor.require_circle(Circle.INTERNAL)
    return _deliveries(*_key(here), period.code, here)


def place_map(here: Here, period: Period, metric: str) -> Shown:
    """The map of accommodation."""
    return _place_map(*_key(here), period.code, metric, theme(), here)


def trend(here: Here, period: Period, area: str) -> Shown:
    """People housed and places over the quarters."""
    return _trend(*_key(here), period.code, area, theme(), here)


def place_sheet(here: Here, period: Period, area: str) -> tuple[Shown, Shown | None]:
    """The sheet of one place: its history, and its facilities in the internal circle."""
    return _place_sheet(*_key(here), period.code, area, theme(), here)


def table_of_places(here: Here, period: Period) -> Shown:
    """All figures of all places."""
    return _table_of_places(*_key(here), period.code, theme(), here)


def _key(here: Here) -> tuple[str, int, Circle, bool]:
    """What makes an entry somebody's: installation, data version, circle, and whether protected houses are in it."""
    return reads.url(), here.version("figures"), here.circle, here.actor.sees_protected


def _ready(exhibit: Exhibit, theme: Theme = "light") -> Shown:
    shown = Shown(exhibit, html_renderer.table_html(exhibit), write_csv(table(exhibit)))
    match exhibit.chart:
        case PlaceMap():
            deck = deck_renderer.encoded(exhibit, theme=theme)
            legend = html_renderer.image_address(svg.legend(exhibit, theme=theme))
            words = svg.legend_text(exhibit)
            return replace(shown, deck=deck, legend=legend, legend_text=words, unnamed=deck.unnamed)
        case Lines() | Bars():
            return replace(shown, figure=plotly_renderer.figure(exhibit, theme=theme))
        case KeyFigures():
            return replace(shown, tiles=html_renderer.tiles_html(exhibit, theme=theme))
    return shown


def _traps(*codes: str) -> tuple[str, ...]:
    return tuple(text for code in codes if (text := reads.trap(code)))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _key_figures(
    url: str, version: int, circle: Circle, protected: bool, period: str, theme: Theme, _here: Here
) -> Shown:
    traps = {code: reads.trap(metric.figure) for code, metric in METRICS.items()}
    return _ready(overview.key_figures(reads.history(_here), Period.of(period), traps=traps), theme)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _places(url: str, version: int, circle: Circle, protected: bool, period: str, _here: Here) -> Shown:
    return _ready(overview.places_table(reads.history(_here), Period.of(period)))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _deliveries(url: str, version: int, circle: Circle, protected: bool, period: str, _here: Here) -> Shown:
    return _ready(overview.deliveries(reads.history(_here), Period.of(period)))


@st.cache_resource(max_entries=KEPT, show_spinner="Die Karte wird gezeichnet …")
def _place_map(
    url: str, version: int, circle: Circle, protected: bool, period: str, metric: str, theme: Theme, _here: Here
) -> Shown:
    drawn = reads.features(_here)
    single = reads.facilities(_here)
    quarter = Period.of(period)
    figure = METRICS[metric].figure if metric in METRICS else "belegt"
    exhibit = accommodation.map_of(
        reads.history(_here),
        drawn.features,
        None if single is None else latest(single, quarter),
        metric=metric,
        period=quarter,
        boundary_source=" · ".join(drawn.sources) or "keine Grenzen eingetragen",
        traps=_traps(figure),
    )
    return _ready(exhibit, theme)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _trend(
    url: str, version: int, circle: Circle, protected: bool, period: str, area: str, theme: Theme, _here: Here
) -> Shown:
    exhibit = accommodation.trend(reads.history(_here), area, period=Period.of(period), traps=_traps("belegt"))
    return _ready(exhibit, theme)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _table_of_places(
    url: str, version: int, circle: Circle, protected: bool, period: str, theme: Theme, _here: Here
) -> Shown:
    return _ready(accommodation.table_of(reads.history(_here), Period.of(period)), theme)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _place_sheet(
    url: str, version: int, circle: Circle, protected: bool, period: str, area: str, theme: Theme, _here: Here
) -> tuple[Shown, Shown | None]:
    quarter = Period.of(period)
    single = reads.facilities(_here)
    known = None if single is None else latest(single, quarter)
    sheet = accommodation.place(reads.history(_here), known, area, quarter, traps=_traps("belegt"))
    facilities = None if sheet.facilities is None else _ready(sheet.facilities, theme)
    return _ready(sheet.figures, theme), facilities

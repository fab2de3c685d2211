"""Whatever is withheld or missing: no number of it can be read or worked out from anything that is shown.

Every true number is large and occurs once, the district's sum contains the withheld ones, so a builder that
subtracted, carried over or fell back to an older value would put a forbidden number into its output.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pandas as pd
from exhibit_frames import PEINE, history, squares, town
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import formats
from dashboard.exhibits import accommodation, overview, table
from dashboard.exhibits.charts import Bars, KeyFigures, Lines, PlaceMap
from dashboard.exhibits.deck_renderer import encoded as deck_json
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.history import History
from dashboard.exhibits.metrics import MAP_METRICS, OWED
from dashboard.exhibits.plotly_renderer import encoded as plotly_json
from dashboard.exhibits.svg import legend, sparkline
from dashboard.periods import Period

QUARTERS = [Period(f"2026-Q{quarter}") for quarter in (1, 2, 3, 4)]
SG = town("031575401", "Samtgemeinde Aue", kind="Samtgemeinde", level="association")
TOWNS = [
    SG,
    town("03157001", "Auhagen", parent="031575401"),
    town("03157002", "Auetal", parent="031575401"),
    *(town(f"0315700{number}", f"Ort {number}") for number in range(3, 7)),
]
STATES = st.sampled_from(["shown", "withheld", "missing"])


@st.composite
def counties(draw: st.DrawFn) -> tuple[pd.DataFrame, dict[tuple[str, str], dict[str, float]]]:
    """A frame, and the true numbers of its withheld cells by place and quarter."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    secret: dict[tuple[str, str], dict[str, float]] = {}
    places = draw(st.lists(st.sampled_from(TOWNS), min_size=1, max_size=6, unique_by=lambda place: place["area"]))
    places = [place for place in TOWNS if place in places]
    number = 1_000_003
    for index, quarter in enumerate(QUARTERS[: draw(st.integers(1, 4))]):
        total = 7_000_001.0 + 1_234_577 * index  # people credited to the county itself
        missing: list[str] = []
        for place in places:
            number = number * 31 % 8_999_993 + 1_000_000
            plaetze = number * 2 + 333_667
            true = {"belegt": number, "auslastung": number / plaetze, "belegt_je_1000": number / 7000}
            state = draw(STATES)
            if state == "missing":
                missing.append(place["name"])
                continue
            total += number
            key = (place["area"], quarter.code)
            if state == "withheld":
                secret[key] = true
                rows[key] = dict.fromkeys(true, "•") | {"plaetze": plaetze}
            else:
                rows[key] = {**true, "plaetze": plaetze}
        if draw(st.booleans()):
            rows["03157", quarter.code] = {"belegt": total, "plaetze": total * 2 + 1, "missing": tuple(missing)}
        else:
            rows["03157", quarter.code] = {"belegt": "•", "auslastung": "•", "missing": tuple(missing)}
            secret["03157", quarter.code] = {"belegt": total}
    return history([*places, PEINE], rows, periods=["2026-Q1"]), secret


def shown_texts(part: Any) -> Iterator[str]:
    """Every text and number in a nested exhibit, its frame and its table."""
    if isinstance(part, Exhibit):
        yield table(part).to_csv()
        yield part.data.to_json()
    if isinstance(part, pd.DataFrame):
        yield part.to_csv()
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from shown_texts(getattr(part, field.name))
    elif isinstance(part, (tuple, list)):
        for inner in part:
            yield from shown_texts(inner)
    elif isinstance(part, dict):
        yield json.dumps(part)
    else:
        yield str(part)


def exhibits(frame: pd.DataFrame, period: Period) -> list[Exhibit]:
    figures = History(frame)
    drawn = squares([place for place in TOWNS if place["area"] in figures.areas])
    area = next(iter(figures.areas))
    return [
        *(
            accommodation.map_of(figures, drawn, None, metric=metric, period=period, boundary_source="©")
            for metric in MAP_METRICS
            if metric != OWED.key  # comes from a quota
        ),
        accommodation.table_of(figures, period),
        accommodation.trend(figures, "03157", period=period),
        accommodation.trend(figures, area),
        accommodation.place(figures, None, area, period).figures,
        overview.key_figures(figures, period),
        overview.places_table(figures, period),
        overview.deliveries(figures, period),
    ]


def rendered(exhibit: Exhibit) -> Iterator[str]:
    match exhibit.chart:
        case Lines() | Bars():
            yield plotly_json(exhibit)
        case PlaceMap():
            yield deck_json(exhibit).to_json()
            yield legend(exhibit)
        case KeyFigures(figures):
            yield from (sparkline(figure.sparkline, alt=figure.sparkline_alt) for figure in figures)


NUMBER = re.compile(r"\d[\d.,]*\d")
PRECISION = 10
"""Characters by which two numbers are taken for the same: seven to nine digits."""


def spellings(value: float) -> set[str]:
    """How a secret number could be written: as a count, a share, a per cent or a rate."""
    if value > 1_000_000:
        return {f"{value:.0f}", f"{value:.1f}", formats.number(value)}
    return {repr(value)[:PRECISION], repr(value * 100)[:PRECISION]}


def numbers(text: str) -> set[str]:
    return {found[:PRECISION] for found in NUMBER.findall(text)}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counties(), st.sampled_from(QUARTERS))
def test_no_withheld_number_is_in_anything_that_is_shown(county, period):
    frame, secret = county
    secrets = {text for cells in secret.values() for value in cells.values() for text in spellings(value)}
    for exhibit in exhibits(frame, period):
        for text in [*shown_texts(exhibit), *rendered(exhibit)]:
            assert not secrets & numbers(text), (exhibit.key, secrets & numbers(text), text[:400])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counties(), st.sampled_from(QUARTERS))
def test_a_withheld_cell_is_a_sign_and_never_an_older_number_a_change_or_a_colour(county, period):
    frame, secret = county
    figures = History(frame)
    drawn = squares([place for place in TOWNS if place["area"] in figures.areas])
    mapped = accommodation.map_of(figures, drawn, None, metric="belegt", period=period, boundary_source="©")
    changed = accommodation.map_of(figures, drawn, None, metric="veraenderung", period=period, boundary_source="©")
    for exhibit in (mapped, changed):
        for area in exhibit.chart.areas:
            newest = figures.last(area.area, "belegt", period)
            before = newest.period.previous().code if newest.period else ""
            hidden_now = newest.period is not None and (area.area, newest.period.code) in secret
            hidden_before = exhibit is changed and (area.area, before) in secret
            if hidden_now or (hidden_before and newest.known):
                assert (area.state, area.class_index, area.label) == ("withheld", None, "•")
            if newest.absent:
                assert (area.state, area.class_index, area.label) == ("missing", None, "keine Angabe")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counties(), st.sampled_from(QUARTERS))
def test_a_missing_value_is_never_zero(county, period):
    frame, _ = county
    for exhibit in exhibits(frame, period):
        shown = table(exhibit)
        for column in exhibit.columns:
            if column.kind == "text":
                continue
            empty = exhibit.data[column.name].isna()
            texts = shown.loc[empty.to_numpy(), column.heading]
            assert set(texts) <= {"keine Angabe", "•"}
        if isinstance(exhibit.chart, Lines):
            for trace in json.loads(plotly_json(exhibit))["data"]:
                assert 0 not in trace["y"]

"""Exhibits of the monitoring, ready for the screen: opened once per indicator, built once per choice."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.accommodation import series
from dashboard.accommodation.houses import Houses
from dashboard.catalogue import Indicator
from dashboard.exhibits import (
    monitoring_breakdown,
    monitoring_card,
    monitoring_course,
    monitoring_map,
    monitoring_places,
    resolution_marks,
)
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.monitoring_rates import INHABITANTS, Inhabitants, inhabitants_of
from dashboard.exhibits.monitoring_series import Observed, observed
from dashboard.periods import Frequency, Period
from dashboard.ui import alliances_reads, reads, shown, tasks_reads
from dashboard.ui.kept import Kept
from dashboard.ui.shown import Shown
from dashboard.ui.visit import Here, store

ENTRIES = 512
"""Indicators kept open: sixty of them in three circles, absolute and per 1,000."""

FIELDS: Kept[Mapping[str, pd.DataFrame]] = Kept(64)
SERIES: Kept[pd.DataFrame] = Kept(ENTRIES)
REFERENCES: Kept[pd.DataFrame] = Kept(ENTRIES)
OPENED: Kept[Observed] = Kept(ENTRIES)


@dataclass(frozen=True)
class Choice:
    """How an indicator is looked at."""

    code: str
    per_thousand: bool = False
    over: Frequency | None = None
    """Flows added over longer periods."""
    areas: tuple[str, ...] = ()
    """Places beside the district."""
    reference: str = ""
    """An area outside the district to compare with."""

    @property
    def key(self) -> tuple[str, bool, Frequency | None]:
        """What its values depend on."""
        return self.code, self.per_thousand, self.over


def frame(here: Here, code: str, over: Frequency | None = None) -> pd.DataFrame:
    """All values of an indicator as this circle has them. Not to be changed."""
    area, catalogue = reads.district(here).area, reads.catalogue()
    entry = catalogue.indicators[code]
    if over is None and entry.enabled:
        return _frames(here, entry.field)[code]

    def read() -> pd.DataFrame:
        places = reads.places(here)
        with store().reading() as session:
            return series.series(session, here.circle, catalogue, code, places, area, over=over)

    return SERIES.get((*_data(here), code, over, area), read)


def _frames(here: Here, field: str) -> Mapping[str, pd.DataFrame]:
    """The values of all indicators of a field, read in one session: what they share is read once."""
    area, catalogue = reads.district(here).area, reads.catalogue()

    def read() -> Mapping[str, pd.DataFrame]:
        places, circle = reads.places(here), here.circle
        with store().reading() as session:
            houses = Houses(session, circle, places, area)
            return {
                one.code: series.series(session, circle, catalogue, one.code, places, area, houses=houses)
                for one in catalogue.enabled(field)
            }

    return FIELDS.get((*_data(here), field, area), read)


def references(here: Here, code: str) -> pd.DataFrame:
    """Values of areas outside the district that are kept for comparison. Not to be changed."""
    area, catalogue = reads.district(here).area, reads.catalogue()

    def read() -> pd.DataFrame:
        with store().reading() as session:
            return series.references(session, here.circle, catalogue, code, area)

    return REFERENCES.get((*_data(here), code, area), read)


def with_values(here: Here, field: str) -> list[Indicator]:
    """The indicators of a field of which this circle has any value or sign, in the catalogue's order."""
    return [one for one in reads.catalogue().enabled(field) if len(frame(here, one.code))]


def cards(here: Here, period: Period, field: str) -> Shown:
    """The newest values of a field's indicators."""
    title = reads.catalogue().fields[field].title

    def build() -> Exhibit:
        single = [monitoring_card.card(opened(here, Choice(one.code)), period) for one in with_values(here, field)]
        return monitoring_card.cards(f"monitoring-{field}", title, single)

    return shown.kept(here, "monitoring-cards", period, field)(build)


def course(here: Here, period: Period, choice: Choice) -> Shown:
    """An indicator over all periods, with the line of the district's goal and marks where something was resolved."""
    frequency = choice.over or reads.catalogue().indicators[choice.code].frequency
    marks = resolution_marks.drawn(tasks_reads.marks(here, choice.code), frequency)
    goal = alliances_reads.district_line(here, choice.code) if choice.over is None else None

    def build() -> Exhibit:
        other = _reference(here, choice) if choice.reference else None
        seen = opened(here, choice)
        return monitoring_course.course(seen, areas=choice.areas, until=period, goal=goal, marks=marks, reference=other)

    return shown.kept(here, "monitoring-course", period, repr((choice, goal, marks)), choice.code)(build)


def comparison(here: Here, period: Period, choice: Choice) -> Shown:
    """All places beside one another."""
    build = lambda: monitoring_places.comparison(opened(here, choice), period)  # noqa: E731
    return shown.kept(here, "monitoring-places", period, repr(choice.key), choice.code)(build)


def place_map(here: Here, period: Period, choice: Choice) -> Shown:
    """All places on the map."""

    def build() -> Exhibit:
        drawn = reads.features(here)
        source = " · ".join(drawn.sources) or "keine Grenzen eingetragen"
        return monitoring_map.place_map(opened(here, choice), drawn.features, period, boundary_source=source)

    return shown.kept(here, "monitoring-map", period, repr(choice.key), choice.code)(build)


def breakdown(here: Here, period: Period, choice: Choice, dimension: str, area: str) -> Shown:
    """One dimension of the district or of a place over time."""
    entry = next((one for one in reads.catalogue().vocabulary.dimensions if one.name == dimension), None)
    title = entry.title if entry else dimension
    members = tuple(member.name for member in entry.members) if entry else ()

    def build() -> Exhibit:
        seen = opened(here, Choice(choice.code, over=choice.over))
        where = area if area in seen.history.areas else None
        return monitoring_breakdown.breakdown(seen, dimension, title=title, area=where, members=members, until=period)

    return shown.kept(here, "monitoring-breakdown", period, repr((choice.key, dimension, area)), choice.code)(build)


def opened(here: Here, choice: Choice) -> Observed:
    """The indicator, opened once for all its exhibits."""
    catalogue = reads.catalogue()
    entry = catalogue.indicators[choice.code]

    def open_() -> Observed:
        return observed(
            frame(here, choice.code, choice.over),
            entry,
            catalogue.breaks_of(choice.code),
            inhabitants=_inhabitants(here, choice.code) if choice.per_thousand else None,
            frequency=choice.over,
            order=reads.places(here)["area"].tolist(),
        )

    return OPENED.get((*_data(here), *choice.key, reads.district(here).area), open_)


def _reference(here: Here, choice: Choice) -> Observed:
    catalogue = reads.catalogue()
    everything = references(here, choice.code)
    people = None
    if choice.per_thousand:
        known = references(here, INHABITANTS)
        people = _people(here, choice.code, known[known["area"] == choice.reference])
    return observed(
        everything[everything["area"] == choice.reference],
        catalogue.indicators[choice.code],
        catalogue.breaks_of(choice.code),
        inhabitants=people,
    )


def _inhabitants(here: Here, code: str) -> Inhabitants:
    return _people(here, code, frame(here, INHABITANTS))


def _people(here: Here, code: str, values: pd.DataFrame) -> Inhabitants:
    return inhabitants_of(reads.catalogue(), code, values)


def _data(here: Here) -> tuple[object, ...]:
    return reads.url(), here.version("figures"), here.version("settings"), reads.catalogue().version, here.circle

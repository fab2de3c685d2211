"""Exhibits of the monitoring for a folder: overviews, a field's cards, and one indicator in each of its views."""

import pandas as pd

from dashboard.council.answers import NoExhibit, nothing_known, unavailable, wholly_withheld
from dashboard.council.reference import Reference
from dashboard.council.source import Source
from dashboard.exhibits import (
    Exhibit,
    monitoring_attention,
    monitoring_breakdown,
    monitoring_card,
    monitoring_changes,
    monitoring_course,
    monitoring_map,
    monitoring_overview,
    monitoring_places,
    volunteer_fund,
)
from dashboard.exhibits import carriers as carriers_exhibit
from dashboard.exhibits.exhibit import WITHHELD
from dashboard.exhibits.goal_lines import district_line
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.resolution_marks import drawn
from dashboard.meetings import resolution_queries

WORK = "arbeitsgelegenheiten"


def fields(source: Source, _: Reference) -> Exhibit:
    """The five fields side by side."""
    return monitoring_overview.fields(source.catalogue, source.opened_all(), source.period)


def changes(source: Source, _: Reference) -> Exhibit:
    """What changed most since the period before."""
    return monitoring_changes.changes(source.catalogue, source.opened_all(), source.period)


def attention(source: Source, _: Reference) -> Exhibit:
    """What needs attention; who is late with a delivery is never told to a council."""
    return monitoring_attention.attention(source.catalogue, source.opened_all(), source.period)


def cards(source: Source, reference: Reference) -> Exhibit:
    """The newest values of a field's indicators; raises NoExhibit."""
    field = source.catalogue.fields.get(reference.field)
    if field is None:
        raise NoExhibit(f"Das Feld „{reference.field}“ gibt es nicht mehr; es wird hier nicht gezeigt.")
    codes = [one.code for one in source.catalogue.enabled(reference.field) if _until(source, one.code).size]
    if not codes:
        raise nothing_known(field.title, source.period)
    single = [monitoring_card.card(source.opened(code), source.period) for code in codes]
    return monitoring_card.cards(f"monitoring-{reference.field}", field.title, single)


def course(source: Source, reference: Reference) -> Exhibit:
    """An indicator over all periods with the district's goal and what was resolved about it; raises NoExhibit."""
    seen, code = _seen(source, reference), reference.indicator
    areas = [area for area in reference.areas if area in seen.history.areas]
    frequency = reference.over or seen.indicator.frequency
    marks = drawn(resolution_queries.marks(source.session, source.circle, code), frequency)
    goal = None
    if reference.over is None:
        goal = district_line((one.goal.form for one in source.goals), code, source.district.area)
    return monitoring_course.course(seen, areas=areas, until=source.period, goal=goal, marks=marks)


def places(source: Source, reference: Reference) -> Exhibit:
    """All places beside one another; raises NoExhibit."""
    return monitoring_places.comparison(_seen(source, reference), source.period)


def indicator_map(source: Source, reference: Reference) -> Exhibit:
    """All places on the map; raises NoExhibit."""
    seen, features = _seen(source, reference), source.drawn.features
    return monitoring_map.place_map(seen, features, source.period, boundary_source=source.boundary_source)


def breakdown(source: Source, reference: Reference) -> Exhibit:
    """One dimension of the district or of a place; raises NoExhibit."""
    seen = _seen(source, reference, split=reference.dimension)
    entry = next((one for one in source.catalogue.vocabulary.dimensions if one.name == reference.dimension), None)
    return monitoring_breakdown.breakdown(
        seen, reference.dimension, title=entry.title if entry else reference.dimension,
        area=reference.area if reference.area in seen.history.areas else None,
        members=tuple(member.name for member in entry.members) if entry else (), until=source.period,
    )  # fmt: skip


def fund(source: Source, _: Reference) -> Exhibit:
    """The volunteers' fund per place; raises NoExhibit."""
    for code in volunteer_fund.FUND:
        if (why := unavailable(source.catalogue, code)) is not None:
            raise why
    if not any(_until(source, code).size for code in volunteer_fund.FUND):
        raise nothing_known(volunteer_fund.TITLE, source.period)
    return volunteer_fund.places({code: source.opened(code) for code in volunteer_fund.FUND}, source.period)


def carriers(source: Source, _: Reference) -> Exhibit:
    """Arbeitsgelegenheiten per place and carrier; raises NoExhibit."""
    seen = _seen(source, Reference("carriers", WORK))
    known = next(
        (one for one in source.catalogue.vocabulary.dimensions if one.name == carriers_exhibit.DIMENSION), None
    )
    order = tuple(member.name for member in known.members) if known is not None else ()
    return carriers_exhibit.places(seen, source.period, order)


def has_values(source: Source, code: str) -> bool:
    """Whether this circle has a value of the indicator up to the quarter that is not hidden."""
    if unavailable(source.catalogue, code) is not None:
        return False
    frame = _until(source, code)
    return bool(len(frame)) and not _all_withheld(frame)


def _seen(source: Source, reference: Reference, *, split: str = "") -> Observed:
    """The indicator of a reference; raises NoExhibit where it is retired, without a value, or wholly hidden."""
    why = unavailable(source.catalogue, reference.indicator)
    if why is not None:
        raise why
    title = source.catalogue.indicators[reference.indicator].title
    frame = _until(source, reference.indicator)
    if split:
        frame = frame[[split in members for members in frame["members"]]]
    if frame.empty:
        raise nothing_known(title, source.period)
    if _all_withheld(frame):
        raise wholly_withheld(title)
    return source.opened(reference.indicator, per_thousand=reference.per_thousand, over=reference.over)


def _until(source: Source, code: str) -> pd.DataFrame:
    frame = source.frame(code)
    return frame[[day <= source.period.last for day in frame["period_end"]]] if len(frame) else frame


def _all_withheld(frame: pd.DataFrame) -> bool:
    return all(WITHHELD in sign for sign in frame["sign"])

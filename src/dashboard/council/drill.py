"""„Zeigen Sie mal Vechelde“: behind every place of a map stands that place's own course, in the folder's circle."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.council.answers import NoExhibit, nothing_known, wholly_withheld
from dashboard.council.housed import housing_trend
from dashboard.council.reference import Reference
from dashboard.council.source import Source
from dashboard.exhibits import Exhibit, monitoring_course
from dashboard.exhibits.charts import PlaceMap
from dashboard.exhibits.exhibit import WITHHELD

OF_HOUSING, OF_INDICATOR = "accommodation-map", "map"


@dataclass(frozen=True)
class PlaceView:
    """What is behind one place of a map: its course, or the ``answer`` that says why there is none."""

    area: str
    name: str
    exhibit: Exhibit | None = None
    answer: str = ""


def places(source: Source, reference: Reference | None, exhibit: Exhibit) -> tuple[PlaceView, ...]:
    """The places of a map in its own order; nothing for what is no map."""
    return tuple(_places(source, reference, exhibit))


def _places(source: Source, reference: Reference | None, exhibit: Exhibit) -> Iterator[PlaceView]:
    if not isinstance(exhibit.chart, PlaceMap) or reference is None:
        return
    if reference.builder not in (OF_HOUSING, OF_INDICATOR):
        return
    for shape in exhibit.chart.areas:
        try:
            made = _course(source, reference, shape.area, shape.name)
        except NoExhibit as reason:
            yield PlaceView(shape.area, shape.name, answer=str(reason))
        else:
            yield PlaceView(shape.area, shape.name, made)


def _course(source: Source, reference: Reference, area: str, name: str) -> Exhibit:
    if reference.builder == OF_HOUSING:
        return housing_trend(source, Reference("accommodation-trend", area=area))
    title = source.catalogue.indicators[reference.indicator].title
    frame = source.frame(reference.indicator, reference.over)
    rows = frame[frame["area"].eq(area) & frame["breakdown"].eq("")] if len(frame) else frame
    signs = [sign for day, sign in zip(rows["period_end"], rows["sign"], strict=True) if day <= source.period.last]
    if not signs:
        known = nothing_known(title, source.period)
        raise NoExhibit(f"{name}: {known}")
    if all(WITHHELD in sign for sign in signs):
        raise wholly_withheld(title, name)
    seen = source.opened_of(reference.indicator, area, per_thousand=reference.per_thousand, over=reference.over)
    made = monitoring_course.course(seen, until=source.period)
    return replace(made, key=f"{made.key}-{area}")

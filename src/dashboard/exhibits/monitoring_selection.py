"""Which indicators, places and values an overview of many indicators looks at."""

from collections.abc import Collection, Iterable, Mapping

from dashboard import formats
from dashboard.catalogue import Catalogue
from dashboard.catalogue.entries import Showing
from dashboard.exhibits import wording
from dashboard.exhibits.exhibit import NOT_GIVEN
from dashboard.exhibits.monitoring_series import LOCAL, Observed
from dashboard.exhibits.readings import Area, Reading
from dashboard.periods import Period

FRESH = (
    "Berücksichtigt ist der neueste Wert jeder Kennzahl, wenn seither höchstens ein weiterer Zeitraum ihrer Länge "
    "geendet hat."
)

Opened = Mapping[str, Observed]
"""Indicators by code, as ``observed`` opens them; one that is not in it has no values."""


def looked_at(catalogue: Catalogue, opened: Opened, showings: Collection[Showing]) -> list[Observed]:
    """The opened indicators that are turned on and may be shown in all these ways, in the catalogue's order."""
    return [
        opened[one.code]
        for one in catalogue.enabled()
        if one.code in opened and not opened[one.code].refusal and all(one.allows(showing) for showing in showings)
    ]


def whole(seen: Observed, area: str | None) -> Area | None:
    """The place of a code; without one the district, or a kreisfreie Stadt. Never another place in its stead."""
    if area is not None:
        return seen.history.areas.get(area)
    found = seen.history.district or (seen.places[0] if len(seen.places) == 1 else None)
    return found if found is not None and found.level in LOCAL else None


def district_of(found: Iterable[Area | None]) -> str:
    """Name of the place an overview is about; empty where no indicator has a row of it."""
    return next((place.name for place in found if place is not None), "")


def is_fresh(period: Period, until: Period) -> bool:
    """Whether at most one more period of this length has ended since."""
    return period.next().next().last > until.last


def as_of(given: Iterable[tuple[Observed, Reading]]) -> str:
    """German date of the newest of these values, and whether some are older."""
    days = sorted({seen.indicator.day_of(item.period) for seen, item in given if item.period is not None})
    if not days:
        return NOT_GIVEN
    return formats.day(days[-1]) + (" (einzelne Werte früher)" if len(days) > 1 else "")


def indicators(count: int) -> str:
    """„1 Kennzahl“, „5 Kennzahlen“."""
    return f"{count} {'Kennzahl' if count == 1 else 'Kennzahlen'}"


def located(name: str) -> str:
    """„ im Landkreis Peine“ with the space before it; empty without a name."""
    return f" {wording.located(name)}" if name else ""

"""Where the newest quarter says nothing of a place, what the quarter before says of it, under its own date."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.periods import Period
from dashboard.planning.outlook_views import Forecast, Ground, Outlook

EARLIER = 2
"""Quarters that are looked back to where the chosen one says nothing of a place."""


def looking_back(of: Callable[[Period], Forecast], period: Period) -> Forecast:
    """The forecast ``of`` the quarter ``period``; what it lacks comes from the quarters before, read only then."""
    newest, before = of(period), []
    for _ in range(EARLIER if lacking(newest) else 0):
        period = period.previous()
        before.append(of(period))
    return filled(newest, before)


def filled(newest: Forecast, earlier: Sequence[Forecast]) -> Forecast:
    """``newest`` with the outlooks it lacks taken from ``earlier`` (the later ones first); each keeps its ``as_of``.

    What nobody has stays as it is, with the newest reason.
    """
    district, *places = (_of(one, earlier) for one in newest.outlooks())
    return replace(newest, district=district, places=tuple(places))


def lacking(forecast: Forecast) -> bool:
    """Whether nothing is said of the district or of one of its places."""
    return any(one.ground is Ground.NOTHING for one in forecast.outlooks())


def _of(one: Outlook, earlier: Sequence[Forecast]) -> Outlook:
    if one.ground is not Ground.NOTHING:
        return one
    before = (forecast.of(one.area) for forecast in earlier)
    found = next((known for known in before if known is not None and known.ground is not Ground.NOTHING), None)
    return one if found is None else replace(found, notes=(one.why, *found.notes))

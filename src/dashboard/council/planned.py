"""Exhibits of quota and outlook for a folder; raise NoExhibit where this circle has none."""

from typing import Never

from dashboard.council.answers import NoExhibit
from dashboard.council.reference import Reference
from dashboard.council.source import Source
from dashboard.exhibits import Exhibit, planning_map, planning_money, planning_outlook, planning_quota
from dashboard.planning.money import COST, REIMBURSED, money
from dashboard.planning.quota_views import Quota


def quota(source: Source, _: Reference) -> Exhibit:
    """What each place has to take in, has taken in and still owes."""
    return planning_quota.quota_table(_quota(source))


def quota_map(source: Source, _: Reference) -> Exhibit:
    """What each place still owes, on the map."""
    return planning_map.owed_map(_quota(source), source.drawn.features, boundary_source=source.boundary_source)


def outlook(source: Source, reference: Reference) -> Exhibit:
    """Free places ahead, of the district or of one place."""
    area = reference.area or source.district.area
    found = source.forecast.of(area)
    if found is None:
        name = source.names.get(area, area)
        raise NoExhibit(f"Für „{name}“ gibt es keinen eigenen Ausblick; verteilt wird auf einen größeren Ort.")
    return planning_outlook.free(found, source.forecast) or _nothing(found.why)


def outlook_places(source: Source, _: Reference) -> Exhibit:
    """How long the places of every place last."""
    known = source.forecast
    if not any(one.months for one in known.outlooks()):
        _nothing(known.district.why)
    return planning_outlook.table_of(known)


def costs(source: Source, _: Reference) -> Exhibit:
    """Costs and reimbursements of the newest quarter that has any."""
    found = money(
        source.session, source.circle, source.places, source.district.area, source.catalogue, source.period,
        houses=source.houses,
    )  # fmt: skip
    traps = {code: "".join(source.trap(code)) for code in (COST, REIMBURSED)}
    return planning_money.costs(found, traps) or _nothing(" ".join(found.missing))


def _quota(source: Source) -> Quota:
    if source.quota is None:
        _nothing("Ein Verteilzeitraum ist hier nicht eingetragen oder nicht veröffentlicht.")
    return source.quota


def _nothing(why: str) -> Never:
    raise NoExhibit(why)

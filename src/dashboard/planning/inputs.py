"""Everything a forecast rests on, read once from the database and then used for any number of assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.houses import Houses
from dashboard.catalogue import Catalogue
from dashboard.periods import Period
from dashboard.planning import queries
from dashboard.planning.backtest import backtest
from dashboard.planning.errors import one_quarter_errors
from dashboard.planning.flows import Flows, Numbers, flows_of, units_of
from dashboard.planning.leases import Ending, Lease, Leases
from dashboard.planning.leases import leases as leases_of
from dashboard.planning.needs import Needs, needs_of
from dashboard.planning.outlook_views import Backtest
from dashboard.planning.planned import Planned, PlannedPlaces
from dashboard.planning.planned import planned as planned_of
from dashboard.planning.quota import mattering, quota, quotas_known
from dashboard.store import Circle


@dataclass(frozen=True, eq=False)
class Inputs:
    """As one circle may have it. ``flows``: the district first, then its units of distribution in official order.

    ``endings``: places of leases that end and are not in ``leases``; ``protected_planned``: without name and place.
    ``decided``: for the end of an earlier quarter the quota as it was known then.
    """

    circle: Circle
    today: date
    flows: Flows
    leases: tuple[Lease, ...] = ()
    endings: tuple[Ending, ...] = ()
    planned: tuple[Planned, ...] = ()
    protected_planned: tuple[Planned, ...] = ()
    needs: Needs = field(default_factory=dict)
    decided: Mapping[Period, Needs] = field(default_factory=dict)
    findings: tuple[str, ...] = ()

    @property
    def as_of(self) -> Period | None:
        """The quarter that the forecast starts from."""
        return self.flows.last

    @cached_property
    def errors(self) -> Numbers:
        """Past errors of the method (``errors.one_quarter_errors``); no assumption changes them."""
        return one_quarter_errors(self.flows, self.decided)

    @cached_property
    def backtest(self) -> Backtest | None:
        """How the method would have done so far; no assumption changes it."""
        return backtest(self.flows, self.errors, self.decided)


def read(
    session: Session,
    circle: Circle,
    catalogue: Catalogue,
    places: pd.DataFrame,
    district: str,
    today: date,
    period: Period,
    *,
    houses: Houses | None = None,
) -> Inputs:
    """What this circle knows up to the quarter ``period``. ``places``: of the district, in official order."""
    houses = Houses.of(session, circle, places, district, houses)
    units, names = units_of(houses.territory), houses.territory.names
    flows = flows_of(houses.history, houses.territory, period)
    quarter = flows.last
    moments = [one.last for one in flows.quarters[:-1]]
    earlier = quotas_known(session, circle, places, district, catalogue, moments)
    views = mattering(queries.periods(session, circle), quarter.last) if quarter else ()
    quotas = [quota(session, circle, places, district, catalogue, view, today) for view in views]
    ending = leases_of(session, circle, units, names, quarter) if quarter else Leases()
    coming = planned_of(session, circle, units, names, quarter) if quarter else PlannedPlaces()
    return Inputs(
        circle, today, flows, ending.named, ending.summed, coming.named, coming.protected,
        needs=needs_of(quotas, quarter.last) if quarter else {},
        decided={one: needs_of(earlier[one.last], one.last) for one in flows.quarters[:-1]},
        findings=(*flows.findings, *ending.findings, *coming.findings),
    )  # fmt: skip

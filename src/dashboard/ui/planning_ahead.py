"""The outlook as the page reads it: what it rests on once, and what it says under any assumptions, kept for each."""

from dataclasses import dataclass
from datetime import date

from dashboard.periods import Period
from dashboard.planning import earlier, scenarios
from dashboard.planning import forecast as forecasts
from dashboard.planning import inputs as planning_inputs
from dashboard.planning import money as costs
from dashboard.planning.inputs import Inputs
from dashboard.planning.money import Money
from dashboard.planning.outlook_views import Assumptions, Forecast
from dashboard.planning.scenarios import ScenarioView
from dashboard.ui import filters, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.planning_reads import entered, figures
from dashboard.ui.visit import Here, store

UNCHANGED = Assumptions()

INPUTS: Kept[Inputs | None] = Kept(32)
FORECASTS: Kept[Forecast] = Kept(256)
SCENARIOS: Kept[tuple[ScenarioView, ...]] = Kept(16)
MONEY: Kept[Money] = Kept(32)


@dataclass(frozen=True)
class Ending:
    """A lease that ends; ``place``: name of the unit it counts for."""

    facility: int
    name: str
    place: str
    places: int
    until: date


@dataclass(frozen=True)
class Coming:
    """A planned facility that is counted."""

    id: int
    name: str
    place: str
    places: int
    opens: date
    probability: int


def inputs(here: Here, period: Period | None = None) -> Inputs | None:
    """What a forecast rests on, up to ``period`` or the quarter chosen; None where this circle has no figures."""
    period = period or filters.period(here)
    if period is None:
        return None
    today, catalogue, area = quarters.today(), reads.catalogue(), reads.district(here).area

    def read() -> Inputs:
        places = reads.places(here)
        with store().reading() as session:
            return planning_inputs.read(session, here.circle, catalogue, places, area, today, period)

    return INPUTS.get((*figures(here), catalogue.version, period.code, today), read)


def forecast(here: Here, assumptions: Assumptions = UNCHANGED) -> Forecast | None:
    """The outlook under these assumptions; None where this circle has no figures.

    Of whom the quarter chosen says nothing yet, one of the quarters before does, under its own date.
    """
    period = filters.period(here)
    if period is None:
        return None
    return earlier.looking_back(lambda quarter: _forecast(here, quarter, assumptions), period)


def _forecast(here: Here, period: Period, assumptions: Assumptions) -> Forecast:
    def make() -> Forecast:
        known = inputs(here, period)
        assert known is not None, "there is a quarter"
        return forecasts.forecast(known, assumptions)

    key = (*figures(here), reads.catalogue().version, period.code, quarters.today(), assumptions)
    return FORECASTS.get(key, make)


def ending(here: Here) -> tuple[Ending, ...]:
    """Leases that end, one by one; for the office."""
    known = inputs(here)
    if known is None:
        return ()
    names = dict(zip(known.flows.areas, known.flows.names, strict=True))
    return tuple(
        Ending(one.facility, one.name, names.get(one.area, one.area), one.places, one.until) for one in known.leases
    )


def coming(here: Here) -> tuple[Coming, ...]:
    """Planned facilities that are counted and have a name here."""
    known = inputs(here)
    if known is None:
        return ()
    names = dict(zip(known.flows.areas, known.flows.names, strict=True))
    return tuple(
        Coming(one.id, one.name, names.get(one.area, one.area), one.places, one.opens, one.probability)
        for one in known.planned
    )


def kept_scenarios(here: Here, *, archived: bool = False) -> tuple[ScenarioView, ...]:
    """Scenarios by name; for the office."""
    if not here.internal:
        return ()

    def read() -> tuple[ScenarioView, ...]:
        with store().reading() as session:
            return scenarios.scenarios(session, here.actor, archived=archived)

    return SCENARIOS.get((*entered(here), archived), read)


def money(here: Here) -> Money | None:
    """Cost, reimbursement and vacancy up to the quarter chosen."""
    period = filters.period(here)
    if period is None:
        return None
    catalogue, area = reads.catalogue(), reads.district(here).area

    def read() -> Money:
        places = reads.places(here)
        with store().reading() as session:
            return costs.money(session, here.circle, places, area, catalogue, period)

    return MONEY.get((*figures(here), catalogue.version, period.code), read)

"""What the page of quota and outlook reads, by data version and circle: read once, whatever is turned on the page."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.observations import queries as observations
from dashboard.periods import Frequency, Period
from dashboard.planning import earlier, queries, scenarios, usable
from dashboard.planning import forecast as forecasts
from dashboard.planning import inputs as planning_inputs
from dashboard.planning import money as costs
from dashboard.planning import quota as quotas
from dashboard.planning.entries import CreditEntry, FacilityEntry, IntakeEntry, OfficialEntry, RuleEntry
from dashboard.planning.inputs import Inputs
from dashboard.planning.money import Money
from dashboard.planning.outlook_views import Assumptions, Forecast
from dashboard.planning.quota_views import PeriodView, Quota
from dashboard.planning.scenarios import ScenarioView
from dashboard.planning.usable import Usable
from dashboard.store import Circle
from dashboard.ui import filters, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

PERIOD, PLACE = "soll_zeitraum", "soll_ort"
"""Names in the address: the quota period and the place that are chosen."""
UNCHANGED = Assumptions()
EARLIER = 2
"""Quarters that are looked back to where the chosen one says nothing of a place."""

PERIODS: Kept[tuple[PeriodView, ...]] = Kept(32)
QUOTAS: Kept[Quota] = Kept(64)
RULES: Kept[tuple[RuleEntry, ...]] = Kept(64)
CREDITS: Kept[tuple[CreditEntry, ...]] = Kept(64)
OFFICIALS: Kept[tuple[OfficialEntry, ...]] = Kept(64)
INTAKE: Kept[tuple[IntakeEntry, ...]] = Kept(32)
PLANNED: Kept[tuple[FacilityEntry, ...]] = Kept(16)
BASES: Kept[Mapping[str, str]] = Kept(16)
INPUTS: Kept[Inputs | None] = Kept(32)
FORECASTS: Kept[Forecast] = Kept(256)
SCENARIOS: Kept[tuple[ScenarioView, ...]] = Kept(16)
USABLE: Kept[Mapping[str, Usable]] = Kept(32)
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


def periods(here: Here, *, archived: bool = False) -> tuple[PeriodView, ...]:
    """The quota periods this circle sees, oldest first."""

    def read() -> tuple[PeriodView, ...]:
        with store().reading() as session:
            return queries.periods(session, here.circle, archived=archived)

    return PERIODS.get((*_planned(here), archived), read)


def current(here: Here) -> PeriodView | None:
    """The period of today, else the newest one that began; the only future one where none has begun."""
    known, today = periods(here), quarters.today()
    begun = [one for one in known if one.first <= today]
    return begun[-1] if begun else (known[0] if known else None)


def choose_period(here: Here) -> PeriodView | None:
    """Which quota period is looked at; None where there is none."""
    known = {one.id: one for one in reversed(periods(here))}
    if not known:
        return None
    usual = current(here)
    if st.session_state.get(PERIOD) not in (None, *known):
        del st.session_state[PERIOD]
    names = {key: one.period.label for key, one in known.items()}
    chosen = st.selectbox(
        "Verteilzeitraum", list(known), index=list(known).index(usual.id) if usual else 0,
        format_func=names.__getitem__, key=PERIOD, bind="query-params", filter_mode=None, width=320,
    )  # fmt: skip
    return known.get(chosen)


def quota(here: Here, view: PeriodView) -> Quota:
    """The quota of a period as this circle has it today."""
    today, catalogue, area = quarters.today(), reads.catalogue(), reads.district(here).area

    def read() -> Quota:
        places = reads.places(here)
        with store().reading() as session:
            return quotas.quota(session, here.circle, places, area, catalogue, view, today)

    return QUOTAS.get((*_figures(here), catalogue.version, view.id, today), read)


def rules(here: Here, period: int, *, archived: bool = False) -> tuple[RuleEntry, ...]:
    """The rules of a period."""

    def read() -> tuple[RuleEntry, ...]:
        with store().reading() as session:
            return queries.rules(session, here.circle, period, archived=archived)

    return RULES.get((*_planned(here), period, archived), read)


def credits_of(here: Here, period: int, *, archived: bool = False) -> tuple[CreditEntry, ...]:
    """The credits of a period."""

    def read() -> tuple[CreditEntry, ...]:
        with store().reading() as session:
            return queries.credits(session, here.circle, period, archived=archived)

    return CREDITS.get((*_planned(here), period, archived), read)


def officials(here: Here, period: int) -> tuple[OfficialEntry, ...]:
    """Every decision on official values of a period, oldest first."""

    def read() -> tuple[OfficialEntry, ...]:
        with store().reading() as session:
            return queries.officials(session, here.circle, period)

    return OFFICIALS.get((*_planned(here), period), read)


def intake(here: Here, view: PeriodView, *, archived: bool = False) -> tuple[IntakeEntry, ...]:
    """What was entered as taken in within a period; nothing outside the office."""

    def read() -> tuple[IntakeEntry, ...]:
        with store().reading() as session:
            return queries.intake(session, here.circle, view.first, view.last, archived=archived)

    return INTAKE.get((*_planned(here), view.first, view.last, archived), read)


def planned(here: Here, *, archived: bool = False) -> tuple[FacilityEntry, ...]:
    """Planned facilities as this person may see them."""
    sees = here.actor.sees_protected

    def read() -> tuple[FacilityEntry, ...]:
        with store().reading() as session:
            return queries.planned(session, here.circle, sees_protected=sees, archived=archived)

    return PLANNED.get((*_planned(here), sees, archived), read)


def bases(here: Here) -> Mapping[str, str]:
    """The periods of which there are inhabitants, the newest first: code -> „31.12.2024“."""

    def read() -> Mapping[str, str]:
        with store().reading() as session:
            frame = observations.values(session, Circle.INTERNAL, indicators=["einwohner"])
        found = sorted({Period.of(code) for code in frame["period"]}, key=lambda one: one.last, reverse=True)
        return {one.code: f"vom {one.last:%d.%m.%Y}" for one in found}

    return BASES.get((reads.url(), here.version("figures")), read)


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

    return INPUTS.get((*_figures(here), catalogue.version, period.code, today), read)


def forecast(here: Here, assumptions: Assumptions = UNCHANGED) -> Forecast | None:
    """The outlook under these assumptions; None where this circle has no figures.

    Of whom the quarter chosen says nothing yet, one of the quarters before does, under its own date.
    """
    period = filters.period(here)
    if period is None:
        return None
    codes = reads.quarters(here)
    before = [Period.of(code) for code in codes[codes.index(period.code) + 1 :][:EARLIER]]
    newest = _forecast(here, period, assumptions)
    if not before or not earlier.lacking(newest):
        return newest
    return earlier.filled(newest, [_forecast(here, one, assumptions) for one in before])


def _forecast(here: Here, period: Period, assumptions: Assumptions) -> Forecast:
    def make() -> Forecast:
        known = inputs(here, period)
        assert known is not None, "there is a quarter"
        return forecasts.forecast(known, assumptions)

    key = (*_figures(here), reads.catalogue().version, period.code, quarters.today(), assumptions)
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

    return SCENARIOS.get((*_planned(here), archived), read)


def usable_places(here: Here, units: tuple[str, ...]) -> Mapping[str, Usable]:
    """What can be used now, per unit of distribution."""
    return USABLE.get((*_figures(here), units), lambda: usable.usable_places(reads.history(here), units))


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

    return MONEY.get((*_figures(here), catalogue.version, period.code), read)


def choose_place(names: Mapping[str, str], label: str = "Für") -> str:
    """The district or one of its places; ``names``: area -> name, the district first."""
    if st.session_state.get(PLACE) not in (None, *names):
        del st.session_state[PLACE]
    chosen = st.selectbox(
        label, list(names), format_func=names.__getitem__, key=PLACE, bind="query-params", filter_mode=None, width=320
    )
    return str(chosen) if chosen in names else next(iter(names))


def state(here: Here) -> tuple[Hashable, ...]:
    """What everything on this page depends on beside what is chosen."""
    quarter = filters.period(here)
    return (*_figures(here), reads.catalogue().version, quarter.code if quarter else "", quarters.today())


def month(of: date) -> Period:
    """The month a day lies in."""
    return Period.containing(of, Frequency.MONTH)


def _planned(here: Here) -> tuple[Hashable, ...]:
    return reads.url(), here.version("planning"), here.circle


def _figures(here: Here) -> tuple[Hashable, ...]:
    return (*_planned(here), here.version("figures"), here.version("settings"), reads.district(here).area)

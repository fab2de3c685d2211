"""Exhibits of quota and outlook made ready for the screen, kept by data version, circle, theme and what is assumed."""

from collections.abc import Callable, Hashable, Mapping

from dashboard.catalogue import Catalogue
from dashboard.exhibits import (
    Exhibit,
    planning_glance,
    planning_money,
    planning_outlook,
    planning_proposal,
    planning_quota,
)
from dashboard.planning.money import COST, REIMBURSED, Money
from dashboard.planning.outlook_views import Assumptions, Forecast, Outlook
from dashboard.planning.proposal import Proposal
from dashboard.planning.quota_views import Quota
from dashboard.ui import planning_ahead, planning_reads, reads, shown
from dashboard.ui.kept import Kept
from dashboard.ui.planning_ahead import UNCHANGED
from dashboard.ui.shown import Shown
from dashboard.ui.visit import Here

SHOWN: Kept[Shown | None] = Kept(256)


def glance(here: Here, quota: Quota, forecast: Forecast | None) -> Shown:
    """Quota and outlook of all places."""
    made = _kept(here, ("glance", quota.of.id), lambda: planning_glance.glance(quota, forecast))
    assert made is not None, "there is always a table"
    return made


def quota_table(here: Here, quota: Quota) -> Shown:
    """The quota of all places."""
    made = _kept(here, ("quota", quota.of.id), lambda: planning_quota.quota_table(quota))
    assert made is not None, "there is always a table"
    return made


def free(here: Here, one: Outlook, forecast: Forecast, assumed: Assumptions = UNCHANGED) -> Shown | None:
    """How many usable places are free; None where nothing can be said."""
    return _kept(here, ("free", one.area, assumed), lambda: planning_outlook.free(one, forecast))


def housed(here: Here, one: Outlook, forecast: Forecast, assumed: Assumptions = UNCHANGED) -> Shown | None:
    """People housed against usable places; None where nothing can be said."""
    return _kept(here, ("housed", one.area, assumed), lambda: planning_outlook.housed(one, forecast))


def outlook_table(here: Here, forecast: Forecast, assumed: Assumptions = UNCHANGED) -> Shown:
    """How long the places last, place by place."""
    made = _kept(here, ("places", assumed), lambda: planning_outlook.table_of(forecast))
    assert made is not None, "there is always a table"
    return made


def compared(here: Here, area: str, assumed: Mapping[str, Assumptions]) -> Shown | None:
    """Scenarios beside each other."""

    def build() -> Exhibit | None:
        found = {name: planning_ahead.forecast(here, one) for name, one in assumed.items()}
        return planning_outlook.compared(area, {name: one for name, one in found.items() if one is not None})

    return _kept(here, ("compared", area, tuple(assumed.items())), build)


def proposal(here: Here, quota: Quota, found: Proposal) -> Shown:
    """The distribution aid as a table; made anew each time, because every number can be turned."""
    return shown.ready(planning_proposal.proposed(found, quota))


def money(here: Here, found: Money) -> Shown | None:
    """Cost and vacancy; None where nobody reported any."""
    return _kept(here, ("money",), lambda: planning_money.costs(found, _traps(reads.catalogue())))


def _traps(catalogue: Catalogue) -> Mapping[str, str]:
    return {code: catalogue.indicators[code].trap for code in (COST, REIMBURSED) if code in catalogue.indicators}


def _kept(here: Here, what: tuple[Hashable, ...], build: Callable[[], Exhibit | None]) -> Shown | None:
    def make() -> Shown | None:
        exhibit = build()
        return shown.ready(exhibit) if exhibit is not None else None

    return SHOWN.get((*planning_reads.state(here), shown.theme(), what), make)

"""What the page of quota and outlook reads, by data version and circle: read once, whatever is turned on the page."""

from collections.abc import Hashable, Mapping

import streamlit as st

from dashboard.observations import queries as observations
from dashboard.periods import Period
from dashboard.planning import queries, usable
from dashboard.planning import quota as quotas
from dashboard.planning.entries import CreditEntry, FacilityEntry, IntakeEntry, OfficialEntry, RuleEntry
from dashboard.planning.quota_views import PeriodView, Quota
from dashboard.planning.usable import Usable
from dashboard.store import Circle
from dashboard.ui import filters, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

PERIOD, PLACE = "soll_zeitraum", "soll_ort"
"""Names in the address: the quota period and the place that are chosen."""

PERIODS: Kept[tuple[PeriodView, ...]] = Kept(32)
QUOTAS: Kept[Quota] = Kept(64)
RULES: Kept[tuple[RuleEntry, ...]] = Kept(64)
CREDITS: Kept[tuple[CreditEntry, ...]] = Kept(64)
OFFICIALS: Kept[tuple[OfficialEntry, ...]] = Kept(64)
INTAKE: Kept[tuple[IntakeEntry, ...]] = Kept(32)
PLANNED: Kept[tuple[FacilityEntry, ...]] = Kept(16)
BASES: Kept[Mapping[str, str]] = Kept(16)
USABLE: Kept[Mapping[str, Usable]] = Kept(32)


def periods(here: Here, *, archived: bool = False) -> tuple[PeriodView, ...]:
    """The quota periods this circle sees, oldest first."""

    def read() -> tuple[PeriodView, ...]:
        with store().reading() as session:
            return queries.periods(session, here.circle, archived=archived)

    return PERIODS.get((*entered(here), archived), read)


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

    return QUOTAS.get((*figures(here), catalogue.version, view.id, today), read)


def rules(here: Here, period: int, *, archived: bool = False) -> tuple[RuleEntry, ...]:
    """The rules of a period."""

    def read() -> tuple[RuleEntry, ...]:
        with store().reading() as session:
            return queries.rules(session, here.circle, period, archived=archived)

    return RULES.get((*entered(here), period, archived), read)


def credits_of(here: Here, period: int, *, archived: bool = False) -> tuple[CreditEntry, ...]:
    """The credits of a period."""

    def read() -> tuple[CreditEntry, ...]:
        with store().reading() as session:
            return queries.credits(session, here.circle, period, archived=archived)

    return CREDITS.get((*entered(here), period, archived), read)


def officials(here: Here, period: int) -> tuple[OfficialEntry, ...]:
    """Every decision on official values of a period, oldest first."""

    def read() -> tuple[OfficialEntry, ...]:
        with store().reading() as session:
            return queries.officials(session, here.circle, period)

    return OFFICIALS.get((*entered(here), period), read)


def intake(here: Here, view: PeriodView, *, archived: bool = False) -> tuple[IntakeEntry, ...]:
    """What was entered as taken in within a period; nothing outside the office."""

    def read() -> tuple[IntakeEntry, ...]:
        with store().reading() as session:
            return queries.intake(session, here.circle, view.first, view.last, archived=archived)

    return INTAKE.get((*entered(here), view.first, view.last, archived), read)


def planned(here: Here, *, archived: bool = False) -> tuple[FacilityEntry, ...]:
    """Planned facilities as this person may see them."""
    sees = here.actor.sees_protected

    def read() -> tuple[FacilityEntry, ...]:
        with store().reading() as session:
            return queries.planned(session, here.circle, sees_protected=sees, archived=archived)

    return PLANNED.get((*entered(here), sees, archived), read)


def bases(here: Here) -> Mapping[str, str]:
    """The periods of which there are inhabitants, the newest first: code -> „31.12.2024“."""

    def read() -> Mapping[str, str]:
        with store().reading() as session:
            frame = observations.values(session, Circle.INTERNAL, indicators=["einwohner"])
        found = sorted({Period.of(code) for code in frame["period"]}, key=lambda one: one.last, reverse=True)
        return {one.code: f"vom {one.last:%d.%m.%Y}" for one in found}

    return BASES.get((reads.url(), here.version("figures")), read)


def usable_places(here: Here, units: tuple[str, ...]) -> Mapping[str, Usable]:
    """What can be used now, per unit of distribution."""
    return USABLE.get((*figures(here), units), lambda: usable.usable_places(reads.history(here), units))


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
    return (*figures(here), reads.catalogue().version, quarter.code if quarter else "", quarters.today())


def entered(here: Here) -> tuple[Hashable, ...]:
    """What everything that was entered depends on."""
    return reads.url(), here.version("planning"), here.circle


def figures(here: Here) -> tuple[Hashable, ...]:
    """What everything depends on that is reckoned from figures too."""
    return (*entered(here), here.version("figures"), here.version("settings"), reads.district(here).area)

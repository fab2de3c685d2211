"""What is hidden outside the office: decided for whole tables at the release, and kept as patterns.

A table is a whole with all that is published of it: places by its one published breakdown, and its parts. The pattern
is made from the released values as they are, protected houses included, and every read of another circle goes by it.
"""

from collections.abc import Collection, Sequence

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import Report
from dashboard.accommodation.published_tables import FLOWS, Tables
from dashboard.catalogue.catalogue import Catalogue
from dashboard.errors import UserError
from dashboard.geography import queries as geography
from dashboard.observations import suppressions
from dashboard.observations.commands import lock_figures
from dashboard.observations.disclosure import HIGHEST, LOWEST, SETTING, THRESHOLD
from dashboard.observations.models import Observation, Suppression
from dashboard.observations.suppressions import Pattern
from dashboard.periods import Frequency, Period
from dashboard.store import Actor, Circle, Role, Store, UnitOfWork, get_setting, set_setting


def refresh(work: UnitOfWork, catalogue: Catalogue, periods: Collection[str] | None = None) -> int:
    """Make the patterns of these periods (None: of all) anew from what is released now; returns how many there are.

    To be called in the transaction of whatever changes what is released.
    """
    district = geography.own_district(work.session)
    if district is None:
        return 0
    return refresh_places(work, catalogue, geography.places(work.session, district), district, periods)


def refresh_places(
    work: UnitOfWork, catalogue: Catalogue, places: pd.DataFrame, district: str, periods: Collection[str] | None = None
) -> int:
    """The same for a district with these ``places`` (area, name, level, kind, parent in official order)."""
    session = work.session
    wanted = released_periods(session) if periods is None else set(periods)
    threshold = threshold_of(session)
    tables = Tables(session, catalogue, places, district, threshold)
    persons = [one for one in catalogue.indicators.values() if one.counts == "persons" and one.kind == "value"]
    found: dict[tuple[str, str], Pattern] = {}
    for one in persons:
        if one.part_of is None and one.code not in FLOWS:
            found |= tables.of_whole(one, [other for other in persons if other.part_of == one.code], wanted)
    suppressions.drop(work, [one.code for one in persons], wanted)
    suppressions.put(work, found, threshold)
    # Flows go by the stocks before and after, so those of the quarters that follow change too.
    following = {Period.of(code).next().code for code in wanted if Period.of(code).frequency is Frequency.QUARTER}
    flows = tables.of_flows(wanted | following)
    suppressions.drop(work, FLOWS, following)
    suppressions.put(work, flows, threshold)
    return len(found) + len(flows)


def released_periods(session: Session) -> set[str]:
    """All periods of which anything is released."""
    found: set[str] = set()
    for model in (Observation, Report):
        found |= set(session.scalars(select(model.period).where(model.release.is_not(None)).distinct()))
    return found


def catch_up(store: Store, catalogue: Catalogue) -> bool:
    """Make the patterns of what was released before the program made any; whether there was something to do."""
    with store.reading() as session:
        has_pattern = session.scalar(select(Suppression.indicator).limit(1)) is not None
        if has_pattern or not released_periods(session):
            return False
    with store.unit_of_work(Actor.local()) as work:
        lock_figures(work.session)
        count = refresh(work, catalogue)
        work.record("figures", "disclosure.made", "suppression", None, count)
    return True


def frozen_periods(session: Session, releases: Sequence[int]) -> set[str]:
    """The periods of what these releases have let out."""
    found: set[str] = set()
    for model in (Observation, Report):
        found |= set(session.scalars(select(model.period).where(model.release.in_(releases)).distinct()))
    return found


def threshold_of(session: Session) -> int:
    """The office's threshold."""
    return int(get_setting(session, SETTING, THRESHOLD))


def set_threshold(work: UnitOfWork, catalogue: Catalogue, threshold: int) -> str:
    """Let counts below this be hidden, in all that is released already too; a German sentence."""
    work.require(Role.ADMIN, Circle.INTERNAL)
    if not LOWEST <= threshold <= HIGHEST:
        raise UserError(f"Der Schwellenwert liegt zwischen {LOWEST} und {HIGHEST}; {threshold} geht nicht.")
    before = threshold_of(work.session)
    set_setting(work, SETTING, threshold)
    refresh(work, catalogue)
    work.record("figures", "disclosure.threshold", SETTING, before, threshold)
    return (
        f"Außerhalb der Kreisverwaltung sind jetzt Personenzahlen unter {threshold} verborgen, und so viele andere, "
        "dass keine davon errechnet werden kann. Das gilt auch für alles, was schon freigegeben ist."
    )

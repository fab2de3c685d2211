"""The quota of a period: what the district and each place must take in, have taken in, and still owe."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound
from dashboard.geography.models import Place
from dashboard.observations.aggregation import WITHHELD
from dashboard.observations.disclosure import SETTING, THRESHOLD
from dashboard.periods import Period
from dashboard.planning import queries
from dashboard.planning.actuals import Counts, counts
from dashboard.planning.coverage import Taken, cover
from dashboard.planning.decided import decisions
from dashboard.planning.findings import findings
from dashboard.planning.kinds import Carrying, Counting
from dashboard.planning.quota_views import PeriodView, Quota, QuotaRow
from dashboard.planning.reasons import why
from dashboard.planning.settling import Settled, settle
from dashboard.planning.units import Unit, units
from dashboard.store import Circle, get_setting


def quota(
    session: Session,
    circle: Circle,
    places: pd.DataFrame,
    district: str,
    catalogue: Catalogue,
    view: PeriodView,
    today: date,
) -> Quota:
    """The quota of ``view`` (from ``queries``) as this circle may have it on ``today``.

    ``places``: frame of the district's places in official order. Never raises for what does not add up: ``findings``
    say so, and what cannot be known is None. Raises NotFound for a period that is not for this circle.
    """
    if circle is not Circle.INTERNAL and not view.published:
        raise NotFound(f"Der Verteilzeitraum {view.period.label} ist nicht veröffentlicht.")
    known = {one.id: one for one in queries.periods(session, Circle.INTERNAL, archived=True)}
    return _quota(_Reading(session, circle, places, district, catalogue, today), known, view)


def quotas_known(
    session: Session,
    circle: Circle,
    places: pd.DataFrame,
    district: str,
    catalogue: Catalogue,
    moments: Sequence[date],
) -> Mapping[date, tuple[Quota, ...]]:
    """The quotas of this circle that mattered after each moment, by what was decided and taken in until then.

    These are the periods that were not over, and the newest one that had begun, oldest first.
    """
    every = queries.periods(session, Circle.INTERNAL, archived=True)
    reading = _Reading(session, circle, places, district, catalogue, date.min)
    found: dict[date, tuple[Quota, ...]] = {}
    for moment in moments:
        known = {one.id: one for view in every if (one := known_by(view, moment)) is not None}
        shown = [view for view in known.values() if view.life.archived_at is None]
        shown = [view for view in shown if circle is Circle.INTERNAL or view.published]
        then = reading.then(moment)
        found[moment] = tuple(_quota(then, known, view) for view in mattering(shown, moment))
    return found


def known_by(view: PeriodView, moment: date) -> PeriodView | None:
    """The period as it was decided by then; None where nothing was."""
    terms = tuple(one for one in view.terms if one.decided.on <= moment)
    return replace(view, terms=terms) if terms else None


def mattering(views: Sequence[PeriodView], moment: date) -> Sequence[PeriodView]:
    """Those that say who comes after ``moment``: not yet over, or the newest of those that have begun."""
    begun = [view for view in views if view.first <= moment]
    newest = max(begun, key=lambda one: one.first, default=None)
    return sorted((one for one in views if one.last > moment or one is newest), key=lambda one: one.first)


def _quota(reading: "_Reading", known: Mapping[int, PeriodView], view: PeriodView) -> Quota:
    district = reading.district
    before: Settled | None = None
    settled: Settled | None = None
    for one in _chain(known, view):
        before, settled = settled, reading.settled(one, settled)
    assert settled is not None  # the chain ends with the period itself
    names = reading.names(settled.gone)
    rows = [_row(settled, unit) for unit in settled.units]
    rows += [_row(settled, Unit(area, names[area], (area,), None)) for area in settled.gone]
    counted = [unit.inhabitants for unit in settled.units if unit.inhabitants is not None]
    people = sum(counted) if counted and not settled.lacking else None
    own = _row(settled, Unit(district, names.get(district, district), (), people))
    return Quota(view, own, tuple(rows), findings(settled, before, names, office=reading.circle is Circle.INTERNAL))


def _chain(known: Mapping[int, PeriodView], view: PeriodView) -> Sequence[PeriodView]:
    """The period after those whose rests it is made of, oldest first."""
    chain = [view]
    while (previous := chain[-1].previous) is not None and previous in known:
        if chain[-1].carried_set is not None and chain[-1].carrying is Carrying.SHARED:
            break
        chain.append(known[previous])
    return chain[::-1]


class _Reading:
    """What several periods are settled with, each thing read once."""

    def __init__(
        self,
        session: Session,
        circle: Circle,
        places: pd.DataFrame,
        district: str,
        catalogue: Catalogue,
        today: date,
    ) -> None:
        self.session, self.circle, self.places, self.district = session, circle, places, district
        self.catalogue, self.today = catalogue, today
        self._units: dict[Period, Sequence[Unit]] = {}
        self._counts: dict[Counting, Counts] = {}
        self._threshold = None if circle is Circle.INTERNAL else int(get_setting(session, SETTING, THRESHOLD))
        self._by: date | None = None
        """Only what was decided and taken in until this day."""

    def then(self, moment: date) -> "_Reading":
        """The same reading as somebody had it at ``moment``; what is read once is shared."""
        other = copy(self)
        other.today = other._by = moment
        return other

    def settled(self, view: PeriodView, before: Settled | None) -> Settled:
        if view.basis not in self._units:
            self._units[view.basis] = units(self.session, self.places, self.district, view.basis)
        if view.counting not in self._counts:
            where = (self.places, self.district, self.catalogue)
            self._counts[view.counting] = counts(self.session, self.circle, *where, view.counting)
        theirs, decided = self._units[view.basis], decisions(self.session, view.id, self._by)
        closed = self.circle is not Circle.INTERNAL and not view.published
        taken = self._taken(view, theirs, decided.areas)
        return settle(
            view, before, self.district, theirs, decided, taken, closed=closed, threshold=self._threshold
        )  # fmt: skip

    def names(self, gone: Sequence[str]) -> Mapping[str, str]:
        """Names of the places, also of those that are no more."""
        named = dict(zip(self.places["area"], self.places["name"], strict=True))
        ended = self.session.execute(select(Place.area, Place.name).where(Place.area.in_(gone))).all()
        return {area: area for area in gone} | dict(ended) | named

    def _taken(self, view: PeriodView, theirs: Sequence[Unit], decided: frozenset[str]) -> Mapping[str, Taken]:
        if self.circle is not Circle.INTERNAL and view.counting is not Counting.REPORTED:
            hidden = Taken(seen=False)
            return dict.fromkeys([*(unit.area for unit in theirs), *decided, self.district], hidden)
        known, span = self._counts[view.counting].until(self._by), (view.first, view.last, self.today)
        found = {unit.area: known.of_unit(unit, *span) for unit in theirs}
        found |= {area: cover(known.pieces.get(area, ()), *span) for area in decided if area not in found}
        return found | {self.district: known.of_district(self.district, theirs, *span)}


def _row(settled: Settled, unit: Unit) -> QuotaRow:
    area, taken = unit.area, settled.taken.get(unit.area, Taken())
    rule, hidden, seen = settled.decisions.rules.get(area), area in settled.hidden, taken.seen
    carried = settled.carried if area == settled.district else _own_rest(settled, area)
    return QuotaRow(
        area=area,
        name=unit.name,
        inhabitants=unit.inhabitants,
        rule=None if rule is None else rule.kind,
        computed=None if hidden else settled.computed(area),
        official=settled.official(area),
        carried_over=None if hidden else carried,
        credited=None if settled.credits_hidden else settled.credited(area),
        actual=taken.persons if seen else None,
        sign="" if seen else WITHHELD,
        until=taken.until if seen else None,
        why="" if hidden else why(settled, area),
        credited_sign=WITHHELD if settled.credits_hidden else "",
    )


def _own_rest(settled: Settled, area: str) -> int | None:
    carried = None if settled.reckoned is None else settled.reckoned.carried
    return None if carried is None else carried.get(area)

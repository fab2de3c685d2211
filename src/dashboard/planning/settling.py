"""One period settled: every number of it, and which of them the circle that reads may know.

Numbers are made of what was released to the circle, hidden counts included, so that they are the same for everybody;
then everything is hidden from which a hidden count could be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.observations.disclosure import is_small
from dashboard.planning.coverage import Taken
from dashboard.planning.decided import Decisions
from dashboard.planning.kinds import Carrying
from dashboard.planning.quota_views import PeriodView
from dashboard.planning.reckoning import Reckoned, reckon
from dashboard.planning.share import Rule, ShareInvalid
from dashboard.planning.units import Unit


@dataclass(frozen=True)
class Settled:
    """``taken`` by area, the district's under its own. ``carried``: of the district, None where it is not known."""

    view: PeriodView
    district: str
    units: Sequence[Unit]
    decisions: Decisions
    taken: Mapping[str, Taken]
    carried: int | None
    reckoned: Reckoned | None
    refusal: str = ""
    unknown_rests: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Areas whose computed value this circle may not know."""
    closed: bool = False
    """Nothing of the period is for this circle."""
    credits_hidden: bool = False
    """One of the credits is a small count of persons: this circle may know none, nor what is still to take."""
    gone: tuple[str, ...] = field(default=())
    """Areas with decisions that are no units."""

    @property
    def total(self) -> int | None:
        """What the district must take in, what was carried over included."""
        return None if self.carried is None else self.view.persons + self.carried

    @property
    def lacking(self) -> tuple[Unit, ...]:
        """Places without inhabitants of the stated date."""
        return tuple(unit for unit in self.units if unit.inhabitants is None)

    def computed(self, area: str) -> int | None:
        """By inhabitants and rules; of the district its total."""
        if area == self.district:
            return self.total
        return None if self.reckoned is None else self.reckoned.computed.get(area)

    def official(self, area: str) -> int | None:
        """As set; of the district where no part of its total is the rest of a period before."""
        if area == self.district:
            decided = self.view.carried_set is not None or self.view.previous is None
            return self.total if decided else None
        return self.decisions.officials[area][0] if area in self.decisions.officials else None

    def credited(self, area: str) -> int:
        """Persons credited to a place; to the district all of them."""
        if area == self.district:
            return sum(one.persons for one in self.decisions.credits)
        return self.decisions.credited(area)

    def rest(self, area: str) -> int | None:
        """Still to take at the end."""
        official, taken = self.official(area), self.taken.get(area, Taken())
        target = self.computed(area) if official is None else official
        return None if target is None or taken.persons is None else target - self.credited(area) - taken.persons

    def hides_rest(self, area: str) -> bool:
        """Whether this circle may not know what is still to take."""
        hidden = self.official(area) is None and area in self.hidden
        return self.closed or hidden or self.credits_hidden or not self.taken.get(area, Taken()).seen


def settle(
    view: PeriodView,
    before: Settled | None,
    district: str,
    units: Sequence[Unit],
    decided: Decisions,
    taken: Mapping[str, Taken],
    *,
    closed: bool = False,
    threshold: int | None = None,
) -> Settled:
    """Settle a period after the one ``before`` it, whose rest is carried over.

    ``threshold``: below it a count of persons is hidden; None: this circle may know all of them.
    """
    derived = view.carried_set is None and before is not None
    carried = view.carried_set if view.carried_set is not None else 0 if before is None else before.rest(district)
    rests, unknown = _rests(view, before, units)
    inhabitants = {unit.area: unit.inhabitants for unit in units if unit.inhabitants is not None}
    reckoned, refusal = None, ""
    if carried is not None and not unknown and units and len(inhabitants) == len(units):
        rules = {area: Rule(form.kind, form.amount) for area, form in decided.rules.items()}
        try:
            reckoned = reckon(view.carrying, view.persons, carried, rests, inhabitants, rules)
        except ShareInvalid as error:
            refusal = str(error)
    hidden = _hidden(view, before, district, units, reckoned, derived=derived)
    order = {unit.area for unit in units}
    gone = tuple(sorted(decided.areas - order))
    small = threshold is not None and any(is_small(one.persons, threshold) for one in decided.credits)
    return Settled(
        view, district, units, decided, taken, carried, reckoned, refusal, unknown, hidden, closed, small, gone
    )  # fmt: skip


def _rests(
    view: PeriodView, before: Settled | None, units: Sequence[Unit]
) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """What each place still owed, and the names of those of which it is not known; a new place owed nothing."""
    if view.carrying is Carrying.SHARED or before is None:
        return {}, ()
    there = {unit.area for unit in before.units}
    rests = {unit.area: before.rest(unit.area) if unit.area in there else 0 for unit in units}
    unknown = tuple(unit.name for unit in units if rests[unit.area] is None)
    return {area: rest for area, rest in rests.items() if rest is not None}, unknown


def _hidden(
    view: PeriodView,
    before: Settled | None,
    district: str,
    units: Sequence[Unit],
    reckoned: Reckoned | None,
    *,
    derived: bool,
) -> frozenset[str]:
    """Whose computed value would tell a hidden count of the period before."""
    if before is None:
        return frozenset()
    all_units = frozenset(unit.area for unit in units)
    total = frozenset({district}) if derived and before.hides_rest(district) else frozenset[str]()
    if view.carrying is Carrying.SHARED:
        return total | all_units if total else total
    rests = frozenset(area for area in {*before.taken} - {district} if before.hides_rest(area))
    told_apart = reckoned is None or reckoned.difference != 0
    if (told_apart and (rests or total)) or (rests and not derived and before.hides_rest(district)):
        return total | all_units
    return total | (rests & all_units)

"""What is computed for each place: the quota shared out, and what the period before left."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.planning.kinds import Carrying, RuleKind
from dashboard.planning.share import Rule, distribute


@dataclass(frozen=True)
class Reckoned:
    """Whole persons by area; the sum of ``computed`` is the district's total exactly.

    ``carried``: the part of it that the period before left, None where the district's is shared out with the rest.
    ``difference``: what of the district's carry-over is no place's own rest, and was shared out by inhabitants.
    """

    computed: Mapping[str, int]
    carried: Mapping[str, int] | None = None
    difference: int = 0
    base: Mapping[str, int] = field(default_factory=dict)
    """Shares of the quota without what was carried over."""


def reckon(
    carrying: Carrying,
    persons: int,
    carried: int,
    rests: Mapping[str, int],
    inhabitants: Mapping[str, int],
    rules: Mapping[str, Rule],
) -> Reckoned:
    """Share out ``persons`` and what was carried over; raises ShareInvalid.

    ``inhabitants`` by area in official order; ``rests``: what each place still owed, below zero where it took more.
    """
    base = distribute(persons, inhabitants, rules)
    if carrying is Carrying.SHARED:
        return Reckoned(distribute(persons + carried, inhabitants, rules), base=base)
    own = {area: rests.get(area, 0) for area in inhabitants}
    difference = carried - sum(own.values())
    fixed = {area: Rule(RuleKind.EXEMPT) for area, rule in rules.items() if rule.kind is not RuleKind.PERCENT}
    extra = distribute(difference, inhabitants, fixed) if difference else dict.fromkeys(inhabitants, 0)
    own = {area: own[area] + extra[area] for area in inhabitants}
    return Reckoned({area: base[area] + own[area] for area in inhabitants}, own, difference, base)

"""Sharing whole persons out: by inhabitants, with exemptions and fixed shares, the sum always exact.

Largest remainder: everybody gets the whole persons of the exact share, and the persons left over go to the largest
remainders (ties: in official order). Nothing is rounded on the way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from dashboard.errors import UserError
from dashboard.formats import join, number, signed
from dashboard.geography.articles import dative
from dashboard.planning.kinds import RuleKind


class ShareInvalid(UserError):
    """What cannot be shared out under these rules; the sentence has the numbers."""


@dataclass(frozen=True)
class Rule:
    """What sets a place apart; ``amount``: persons or per cent."""

    kind: RuleKind
    amount: float | None = None


def largest_remainder(total: int, exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole numbers beside the ``exact`` ones with the sum ``total``, which must be that of the exact ones."""
    if sum(exact.values()) != total:
        raise ValueError("the exact shares do not add up to what is shared out")
    whole = {area: floor(share) for area, share in exact.items()}
    # sorted() keeps the official order of equal remainders.
    waiting = sorted(exact, key=lambda area: whole[area] - exact[area])
    for area in waiting[: total - sum(whole.values())]:
        whole[area] += 1
    return whole


def distribute(total: int, inhabitants: Mapping[str, int], rules: Mapping[str, Rule] | None = None) -> dict[str, int]:
    """The share of every place (keys in official order) of ``total`` persons; the sum is exact.

    Raises ShareInvalid where fixed shares are more than there is, or nobody is left for the rest.
    """
    rules = {area: rule for area, rule in (rules or {}).items() if area in inhabitants}
    percent_above_all([rule.amount for rule in rules.values() if rule.kind is RuleKind.PERCENT])
    exact = {area: _fixed(rule, total) for area, rule in rules.items()}
    rest, others = total - sum(exact.values()), [area for area in inhabitants if area not in rules]
    fixed = sum(int(rule.amount or 0) for rule in rules.values() if rule.kind is RuleKind.PERSONS)
    if fixed and rest < 0:
        left = total - rest
        raise ShareInvalid(
            f"Feste Zahlen und Anteile ergeben zusammen {amount(left)}, zu "
            f"verteilen sind nur {number(total)}. Bitte eine Regel ändern."
        )
    people = sum(inhabitants[area] for area in others)
    if rest and not people:
        raise ShareInvalid(
            f"Von {number(total)} Personen bleiben {amount(rest)} übrig, und "
            "kein Ort ist ohne Ausnahme oder festen Anteil. Bitte eine Regel ändern."
        )
    exact |= {area: Fraction(rest) * inhabitants[area] / people if people else Fraction(0) for area in others}
    return largest_remainder(total, {area: exact[area] for area in inhabitants})


def percent_above_all(amounts: Sequence[float | None]) -> None:
    """Raise ShareInvalid where fixed shares are more than the whole."""
    shares = sum((Fraction(str(amount or 0)) for amount in amounts), Fraction(0))
    if shares > 100:
        raise ShareInvalid(
            f"Die festen Anteile ergeben zusammen {amount(shares)} Prozent; "
            "mehr als 100 können nicht verteilt werden. Bitte einen Anteil verringern."
        )


def paradox(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[str, ...]:
    """The places whose share falls although more is shared out: the largest remainder is known to do that."""
    if sum(after.values()) <= sum(before.values()):
        return ()
    return tuple(area for area in after if after[area] < before.get(area, after[area]))


def paradox_sentence(before: Mapping[str, int], after: Mapping[str, int], names: Mapping[str, str]) -> str:
    """What a paradox looks like, in a German sentence; empty where there is none."""
    fallen = paradox(before, after)
    if not fallen:
        return ""
    changes = {area: f"{signed(after[area] - before[area])} auf {number(after[area])}" for area in fallen}
    listed = join([f"{dative(names.get(area, area))} ({change})" for area, change in changes.items()])
    return (
        f"Obwohl von {number(sum(before.values()))} auf {number(sum(after.values()))} Personen mehr verteilt werden, "
        f"sinkt der errechnete Anteil von {listed}. Das ist kein Rechenfehler: Beim Verfahren der größten Reste kann "
        "ein Ort seine aufgerundete Person verlieren, wenn die Reste der anderen größer werden."
    )


def amount(value: Fraction | float) -> str:
    """A number of persons or per cent, with decimals only where it has some."""
    return number(float(value), 0 if value == int(value) else 2)


def _fixed(rule: Rule, total: int) -> Fraction:
    match rule.kind:
        case RuleKind.EXEMPT:
            return Fraction(0)
        case RuleKind.PERSONS:
            return Fraction(int(rule.amount or 0))
        case RuleKind.PERCENT:
            return total * Fraction(str(rule.amount or 0)) / 100

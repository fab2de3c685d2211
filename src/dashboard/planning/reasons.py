"""Why an official value differs from the computed one, as far as it can be known."""

from collections.abc import Iterator

from dashboard.formats import day as german_day
from dashboard.formats import number, signed
from dashboard.planning.kinds import RuleKind
from dashboard.planning.settling import Settled
from dashboard.planning.share import Rule, ShareInvalid, distribute
from dashboard.planning.share import amount as amount_of


def why(settled: Settled, area: str) -> str:
    """German sentences; empty where the values do not differ or one of them is not known."""
    official, computed = settled.decisions.officials.get(area), settled.computed(area)
    if official is None or computed is None or official[0] == computed:
        return ""
    persons, decided = official
    more = "mehr" if persons > computed else "weniger"
    parts = [f"{number(abs(persons - computed))} {more} als errechnet.", *_known(settled, area, persons, computed)]
    parts.append(f"So festgesetzt am {german_day(decided.on)} ({decided.who}): {decided.reason.rstrip('.')}.")
    return " ".join(parts)


def _known(settled: Settled, area: str, official: int, computed: int) -> Iterator[str]:
    rule = settled.decisions.rules.get(area)
    if rule is not None:
        amount = "" if rule.amount is None else f" ({amount_of(rule.amount)})"
        share = amount[:-1] + " %)" if rule.kind is RuleKind.PERCENT else amount
        yield f"Errechnet ist der Wert nach der Regel „{rule.kind.label}“{share}: {rule.reason.rstrip('.')}."
    credited = 0 if settled.credits_hidden else settled.credited(area)
    if credited and official == computed - credited:
        yield f"Das entspricht der Anrechnung von {number(credited)} Personen; sie wird beim Offenen noch abgezogen."
    reckoned = settled.reckoned
    if reckoned is None:
        return
    carried = (reckoned.carried or {}).get(area, 0)
    if carried and official == computed - carried:
        yield f"Das entspricht dem Übertrag des Ortes ({signed(carried)}), der im amtlichen Wert fehlt."
    elif settled.carried and reckoned.carried is None and official == reckoned.base[area]:
        yield "Das entspricht dem Anteil am Soll ohne den Übertrag des Landkreises."
    elif rule is None and official == _without_rules(settled, area):
        yield "Das entspricht dem Anteil ohne die Ausnahmen und festen Anteile anderer Orte."


def _without_rules(settled: Settled, area: str) -> int | None:
    rules = {one: Rule(form.kind, form.amount) for one, form in settled.decisions.rules.items()}
    if not rules or settled.total is None or settled.reckoned is None or settled.reckoned.carried is not None:
        return None
    try:
        return distribute(settled.total, {unit.area: unit.inhabitants or 0 for unit in settled.units})[area]
    except ShareInvalid:
        return None

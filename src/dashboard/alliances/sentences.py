"""Where a goal stands, said in German: one sentence for every case of the rule."""

from dashboard.alliances.kinds import State
from dashboard.alliances.plan import Plan, Point
from dashboard.alliances.progress import Outlook, Progress, Reason
from dashboard.catalogue import Indicator
from dashboard.formats import join, number, percent
from dashboard.periods import Period
from dashboard.tables.signs import MEANINGS


def sentence(plan: Plan, found: Progress, indicator: Indicator) -> str:
    """What the goal's state is and rests on."""
    if found.reason is not None:
        return _unknown(plan, found, indicator)
    said = _held(plan, found, indicator) if plan.holds else _on_the_way(plan, found, indicator)
    over = (
        f" Der Zielzeitraum ({plan.due.label}) ist vorbei."
        if found.overdue and found.state is not State.REACHED
        else ""
    )
    return said + over + _restated(plan, found, indicator)


def outlook_sentence(plan: Plan, found: Outlook, indicator: Indicator) -> str:
    """What the trend leads to, with its uncertainty."""
    low, high = (number(value, indicator.decimals) for value in (found.low, found.high))
    ends = "offen, ob das Ziel erreicht wird"
    if found.reached is not None:
        ends = "das Ziel würde erreicht" if found.reached else "das Ziel würde verfehlt"
    values = low if low == high else f"{low} bis {high}"
    return (
        f"Setzt sich der bisherige Trend fort, sind es im Zielzeitraum ({plan.due.label}) {values} "
        f"{indicator.unit}: {ends}. Sicher ist das nicht."
    )


def no_indicator_sentence(code: str) -> str:
    """Why a goal whose indicator is gone has no state."""
    return f"Kein Stand: Die Kennzahl „{code}“ ist abgeschaltet oder steht nicht mehr im Katalog."


def _unknown(plan: Plan, found: Progress, indicator: Indicator) -> str:
    start = _of(plan.baseline_period)
    match found.reason:
        case Reason.NO_VALUE:
            why = f"Seit dem Ausgangszeitraum {start} liegt kein Wert vor."
        case Reason.BASELINE_HIDDEN:
            why = f"Der Ausgangswert {start} ist für diesen Kreis nicht freigegeben oder wird nicht gezeigt."
        case Reason.WITHHELD:
            why = f"Der neueste Wert {_when(found.point)} wird zum Schutz einzelner Personen nicht gezeigt."
        case Reason.SIGN:
            why = f"Statt einer Zahl steht {_when(found.point)} {_sign(found.point)}."
        case Reason.BREAK:
            names = join([f"„{title}“" for title in found.breaks])
            why = (
                f"Zwischen dem Ausgangswert {start} und dem neuesten Wert {_when(found.point)} liegt ein Bruch: "
                f"{names}. Die Werte sind nicht vergleichbar; bitte den Ausgangswert neu vereinbaren."
            )
        case Reason.INCOMPLETE:
            why = (
                f"Die Summe {_when(found.point)} ist unvollständig, {_lacking(found.point)}: "
                f"{_value(found, indicator)}. Das reicht für einen Stand nicht aus."
            )
        case Reason.BASELINE_INCOMPLETE:
            why = (
                f"Dem Ausgangswert {start} fehlen Orte, die der neueste Wert {_when(found.point)} enthält: "
                f"{_value(found, indicator)}. Beides ist nicht vergleichbar; bitte den Ausgangswert neu vereinbaren."
            )
        case _:
            return no_indicator_sentence(indicator.code)
    return f"Kein Stand: {why}"


def _on_the_way(plan: Plan, found: Progress, indicator: Indicator) -> str:
    start, goal = (number(value, indicator.decimals) for value in (plan.baseline, plan.target))
    now = f"{_value(found, indicator)} {_when(found.point)}"
    match found.state:
        case State.REACHED:
            return f"Erreicht: {now}; vereinbart waren {goal} bis {plan.due.label}."
        case State.AWAY:
            return f"Entfernt sich vom Ziel: {now}; der Ausgangswert war {start}, Ziel sind {goal}."
    head = "Auf Kurs" if found.state is State.ON_TRACK else "Im Verzug"
    return (
        f"{head}: {now}, das sind {percent(found.share)} des Weges von {start} zu {goal}; erwartet waren "
        f"{percent(found.expected)}."
    )


def _held(plan: Plan, found: Progress, indicator: Indicator) -> str:
    goal = number(plan.target, indicator.decimals)
    bound = {True: "mindestens ", False: "höchstens ", None: "etwa "}[plan.more_is_wanted]
    now = f"{_value(found, indicator)} {_when(found.point)}"
    if found.state is State.AWAY:
        return f"Entfernt sich vom Ziel: {now}; zu halten sind {bound}{goal}."
    head = "Erreicht" if found.state is State.REACHED else "Auf Kurs"
    return f"{head}: {now}; {bound}{goal} zu halten ist bis {plan.due.label} vereinbart."


def _restated(plan: Plan, found: Progress, indicator: Indicator) -> str:
    if found.restated is None:
        return ""
    agreed, today = (number(value, indicator.decimals) for value in (plan.baseline, found.restated))
    return f" Als Ausgangswert {_of(plan.baseline_period)} sind {agreed} vereinbart; heute gelten dafür {today}."


def _value(found: Progress, indicator: Indicator) -> str:
    least = "mindestens " if found.at_least and indicator.kind == "value" else ""
    return f"{least}{number(found.current, indicator.decimals)} {indicator.unit}"


def _lacking(point: Point | None) -> str:
    count = len(point.missing) if point is not None else 0
    return "es fehlt 1 Ort" if count == 1 else f"es fehlen {number(count)} Orte"


def _sign(point: Point | None) -> str:
    signs = point.sign.split() if point is not None else []
    return join([f"„{sign}“ ({MEANINGS.get(sign, 'ohne Bedeutung im Programm')})" for sign in signs])


def _when(point: Point | None) -> str:
    return _of(point.period) if point is not None else ""


def _of(period: Period) -> str:
    return f"({period.label})"

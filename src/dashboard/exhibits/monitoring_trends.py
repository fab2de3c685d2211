"""German statements about the course of any indicator: its trend or why there is none, and what is unusual in it."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.exhibits import wording
from dashboard.exhibits.classes import as_shown
from dashboard.exhibits.monitoring_words import Measure
from dashboard.observations import trends
from dashboard.observations.trends import Reason, Trend, Unusual
from dashboard.periods import Frequency, Period

MOST_DECIMALS = 3


def trend(measure: Measure, found: Trend) -> str:
    """A claimed trend as part of a sentence; empty where none is claimed."""
    if not found.claimed or found.slope is None or found.low is None or found.high is None or found.first is None:
        return ""
    decimals = _decimals_for(measure, found.slope)
    word = "steigender" if found.slope > 0 else "fallender"
    low, high = sorted((abs(found.low), abs(found.high)))
    return (
        f"{since(found.first)} zeigt sich über {found.count} Werte ein {word} Trend um etwa "
        f"{measure.difference(found.slope, decimals)} je {wording.period_word(found.first)} "
        f"(95-%-Konfidenzintervall {formats.number(low, decimals)} bis {formats.number(high, decimals)})"
    )


def no_trend(measure: Measure, found: Trend) -> str:
    """A note why no trend is claimed; empty where one is."""
    if found.why_not is Reason.FEW:
        there = {0: "keiner da", 1: "einer da"}.get(found.count, f"{found.count} da")
        verb = "ist" if found.count < 2 else "sind"
        return (
            f"Ein Trend wird erst ab {trends.FEWEST_FOR_TREND} vergleichbaren Werten seit dem letzten Bruch "
            f"berechnet; hier {verb} {there}."
        )
    if found.why_not is None or found.low is None or found.high is None or found.first is None:
        return ""
    decimals = max(_decimals_for(measure, found.low), _decimals_for(measure, found.high))
    return (
        f"Kein Trend: {wording.sentence(since(found.first))[:-1]} ist über {found.count} Werte keine Richtung "
        f"gesichert (Veränderung je {wording.period_word(found.first)}, 95-%-Konfidenzintervall "
        f"{formats.signed(found.low, decimals)} bis {formats.signed(found.high, decimals)})."
    )


def unusual(found: Sequence[Unusual]) -> str:
    """Which values are unusual, as part of a sentence; empty without any."""
    if not found:
        return ""
    if len(found) == 1:
        return f"ungewöhnlich ist der Wert {wording.during(found[0].period)}"
    if len(found) <= wording.MOST_NAMED:
        return f"ungewöhnlich sind die Werte {formats.join([wording.during(item.period) for item in found])}"
    return f"ungewöhnlich sind {len(found)} Werte (siehe Hinweise)"


def why_unusual(measure: Measure, item: Unusual) -> str:
    """A note with the facts behind an unusual value."""
    inside = ", also weit entfernt von den meisten" if item.inside else ""
    return (
        f"Ungewöhnlich: {item.period.label}, {measure.amount(item.value)}. Die anderen {item.others} Werte liegen "
        f"zwischen {measure.number(item.low)} und {measure.number(item.high)}, der mittlere bei "
        f"{formats.number(item.middle, max(measure.decimals, int(item.middle % 1 != 0)))}{inside} "
        f"(robuster z-Wert {formats.number(item.score, 1)}, ungewöhnlich über {formats.number(trends.UNUSUAL, 1)})."
    )


def since(period: Period) -> str:
    """„seit dem 1. Quartal 2024“, „seit 2024“, „seit Januar 2024“, „seit dem Zeitraum Oktober 2024 bis März 2025“."""
    match period.frequency:
        case Frequency.YEAR | Frequency.MONTH:
            return f"seit {period.label}"
        case Frequency.RANGE:
            return f"seit dem Zeitraum {period.label}"
        case _:
            return f"seit dem {period.label}"


def _decimals_for(measure: Measure, slope: float) -> int:
    """As many decimals as a small slope needs to be seen."""
    found = measure.decimals + 1
    while found < MOST_DECIMALS and slope and as_shown(abs(slope), found) == 0:
        found += 1
    return min(found, MOST_DECIMALS)

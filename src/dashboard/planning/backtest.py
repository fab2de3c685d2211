"""How the method would have done: forecasts from earlier quarters, with what was known then, against what came."""

from collections.abc import Mapping

import numpy as np

from dashboard.formats import number, percent
from dashboard.periods import Period
from dashboard.planning.balance import balance, plainly
from dashboard.planning.bands import bands
from dashboard.planning.draws import LEVEL, housed_deviations
from dashboard.planning.errors import ahead_from, spreads
from dashboard.planning.flows import Flows, Numbers
from dashboard.planning.needs import Needs
from dashboard.planning.outlook_views import Backtest

FEWEST = 4
"""Quarters before a forecast that is tested; a place needs twice as many before it is shown a band."""
FURTHEST = 4
"""Quarters ahead that are tested: as far as a forecast goes."""


def backtest(
    flows: Flows, errors: Numbers, decided: Mapping[Period, Needs], *, fewest: int = FEWEST
) -> Backtest | None:
    """Every place from every quarter with ``fewest`` before it, one to four quarters ahead; None without any case.

    The bands are made of the errors that had shown by then, and rounded as they are shown. A district without places
    is tested itself.
    """
    belegt, last = flows["belegt"], len(flows.quarters) - 1
    own = slice(1, None) if len(flows.areas) > 1 else slice(None)
    cases = covered = 0
    off = plain_off = 0.0
    for at in range(last):
        count = min(FURTHEST, last - at)
        now, spread = balance(flows, at), spreads(errors, at)
        said = ahead_from(flows, at, decided.get(flows.quarters[at], {}), count)
        around = housed_deviations(flows.areas, now.start, spread, np.arange(1.0, count + 1))
        found = bands(said, around, fewest=0.0)
        plain = np.stack([plainly(now, quarters) for quarters in range(1, count + 1)], axis=1)
        came = belegt[:, at + 1 : at + 1 + count]
        asked = (flows.runs[:, at] >= fewest) & np.array([one.known for one in spread])
        counts = (asked[:, None] & ~np.isnan(came) & ~np.isnan(said))[own]
        cases += int(counts.sum())
        covered += int((counts & ((found.low <= came) & (came <= found.high))[own]).sum())
        off += float(np.abs(said - came)[own][counts].sum())
        plain_off += float(np.abs(plain - came)[own][counts].sum())
    if not cases:
        return None
    error, plain_error = off / cases, plain_off / cases
    return Backtest(LEVEL, cases, covered, error, plain_error, _sentence(cases, covered, error, plain_error))


def _sentence(cases: int, covered: int, error: float, plain_error: float) -> str:
    mine, plain = number(error, 1), number(plain_error, 1)
    if mine == plain:
        closer = "Beide waren gleich nah"
    elif error < plain_error:
        closer = "Die Vorausschau war näher"
    else:
        closer = "Die einfache Bilanz war näher, die Vorausschau also schlechter"
    many = "In dem einen Fall" if cases == 1 else f"In {number(covered)} von {number(cases)} Fällen"
    if cases == 1:
        many += " lag der wahre Wert in der Spanne" if covered else " lag der wahre Wert nicht in der Spanne"
    else:
        many += f" ({percent(covered / cases)}) lag der wahre Wert in der Spanne"
    return (
        f"Rückschau auf zurückgehaltene Quartale: {many}, gemeint sind {percent(LEVEL)}. Im Mittel lag die Vorausschau "
        f"{mine} Personen daneben, die einfache Bilanz (letzter Stand und mittlere Veränderung) {plain}: {closer}."
    )

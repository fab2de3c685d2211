"""Values unlike all before: a robust z-score against the place's own history."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from sqlalchemy import select

from dashboard.formats import number
from dashboard.intake.checks_units import Jump, explained, find_jumps, say_jumps
from dashboard.intake.context import Context
from dashboard.observations.models import TOTAL, Observation
from dashboard.periods import Period

KEY = ["indicator", "area", "period"]
PERIODS_OF_HISTORY = 6
UNUSUAL = 3.5
"""Robust z-score from which a value is unusual (Iglewicz and Hoaglin 1993)."""
TO_SIGMA = 1.4826
"""Median absolute deviation to standard deviation of a normal distribution."""


def check_history(values: pd.DataFrame, headers: dict[str, str], context: Context) -> None:
    """Warn of totals in another unit than before, and of those far from the place's own history.

    A history has six other periods of the same length. ``values``: ``KEY``, breakdown, value, line.
    """
    totals = values[values["breakdown"].eq(0) & values["value"].notna()]
    held = _periods(totals["indicator"].unique().tolist(), context)
    jumps = find_jumps(totals, held, context)
    say_jumps(jumps, headers, context)
    indicators = [code for code, periods in held.items() if len(periods) >= PERIODS_OF_HISTORY]
    totals = totals[totals["indicator"].isin(indicators)]
    if totals.empty:
        return
    statement = select(Observation.indicator, Observation.area, Observation.period, Observation.value).where(
        Observation.current,
        Observation.breakdown == TOTAL,
        Observation.value.is_not(None),
        Observation.indicator.in_(indicators),
    )
    columns = [*KEY, "value"]
    known = pd.DataFrame.from_records([tuple(row) for row in context.session.execute(statement)], columns=columns)
    warn_of_unusual(totals, known, headers, context, jumps)


def warn_of_unusual(
    totals: pd.DataFrame,
    known: pd.DataFrame,
    headers: dict[str, str],
    context: Context,
    jumps: Mapping[tuple[str, str], Jump] | None = None,
) -> None:
    """Compare ``totals`` (``KEY``, value, line) with the ``known`` values (``KEY``, value) of other periods.

    What a column in another unit (``jumps``) explains is said once for the column, not for every cell of it.
    """
    lengths = {code: Period.of(code).frequency for code in {*totals["period"], *known["period"]}}
    past = known.assign(length=known["period"].map(lengths)).rename(columns={"period": "then", "value": "past"})
    here = totals.assign(length=totals["period"].map(lengths))
    joined = here.merge(past, on=["indicator", "area", "length"])
    joined = joined[joined["then"].ne(joined["period"])]
    grouped = joined.groupby([*KEY, "value", "line"])["past"]
    spread = grouped.agg(["count", "median", "min", "max"]).reset_index()
    spread["mad"] = grouped.agg(lambda past: float(np.median(np.abs(past - np.median(past))))).to_numpy()
    # A history that never moved must not make the smallest change unusual.
    scale = np.fmax(np.fmax(TO_SIGMA * spread["mad"], 0.02 * spread["median"].abs()), 1.0)
    far = (spread["value"] - spread["median"]).abs() / scale > UNUSUAL
    unusual = far & (spread["count"] >= PERIODS_OF_HISTORY) & ~explained(spread, jumps or {})
    for row in spread[unusual].to_dict("records"):
        indicator = context.catalogue.indicators[row["indicator"]]
        facts = {
            "title": f"{indicator.short} ({context.territory.name(row['area'])})",
            "value": number(row["value"], indicator.decimals),
            "low": number(row["min"], indicator.decimals),
            "high": number(row["max"], indicator.decimals),
            "middle": number(row["median"], indicator.decimals),
        }
        # A value between the smallest and the largest one can be far from all the others.
        inside = row["min"] <= row["value"] <= row["max"]
        context.findings.add(
            "value-unusual/inside" if inside else "value-unusual",
            row=int(row["line"]) or None,
            column=headers.get(indicator.code),
            value=number(row["value"], indicator.decimals),
            facts=facts,
        )


def _periods(indicators: list[str], context: Context) -> dict[str, list[str]]:
    """Per indicator the periods of which the store has values without breakdown."""
    statement = select(Observation.indicator, Observation.period).where(
        Observation.current,
        Observation.breakdown == TOTAL,
        Observation.value.is_not(None),
        Observation.indicator.in_(indicators),
    )
    found: dict[str, list[str]] = {}
    for code, period in context.session.execute(statement.distinct()):
        found.setdefault(code, []).append(period)
    return found

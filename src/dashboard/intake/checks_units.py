"""Units against the store: values a thousand times (or a thousandth of) what the same places had before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import select

from dashboard.catalogue.entries import Indicator
from dashboard.formats import number
from dashboard.intake.context import Context
from dashboard.observations.models import TOTAL, Observation
from dashboard.periods import Period

KEY = ["indicator", "area", "period"]
WORDS = {1000.0: "das Tausendfache", 0.001: "ein Tausendstel", 100.0: "das Hundertfache", 0.01: "ein Hundertstel"}
"""Factors between two units, and what they are called; a hundred only between a share and per cent."""
NEAR = 2.0
"""A value is off by a factor where it is between half and twice as much as the factor makes of the old one."""
PLACES, PERIODS = 3, 2
"""From so many places on one earlier period is enough; fewer places must have had so many."""
SAMPLE = 250
"""Places that are compared: a unit is the whole column's, so a part of it shows it as well."""
LOOKED_BACK = 4


@dataclass(frozen=True)
class Jump:
    """The values of one indicator in one period that seem to be in another unit, and one of them as an example."""

    indicator: str
    period: str
    factor: float
    area: str
    line: int
    value: float
    past: float
    then: str
    """The period of ``past``."""


def find_jumps(
    totals: pd.DataFrame, held: Mapping[str, Sequence[str]], context: Context
) -> dict[tuple[str, str], Jump]:
    """Per indicator and period of a file (``KEY``, value, line) the factor most of its values are off by, if any.

    ``held``: per indicator the periods of which the store has values. Compared is the last value before the period,
    where there is none the first one after it, and where it is the only one the value that is to be replaced.
    """
    if not held:
        return {}
    pairs = totals[["indicator", "period"]].drop_duplicates().itertuples(index=False, name=None)
    looked_at = [
        (code, period, then, rank)
        for code, period in pairs
        for rank, then in enumerate(_nearest(period, held.get(code, ())))
    ]
    if not looked_at:
        return {}
    others = pd.DataFrame(looked_at, columns=["indicator", "period", "then", "rank"])
    here = totals[totals["value"].ne(0) & totals["area"].isin(_sample(totals["area"]))]
    known = _known(others, here["area"].unique().tolist(), context)
    both = here[[*KEY, "value", "line"]].merge(others, on=["indicator", "period"])
    both = both.merge(known, on=["indicator", "area", "then"]).sort_values("rank", kind="stable")
    both["ratio"], both["other"] = both["value"] / both["past"], both["then"].ne(both["period"])
    both["periods"] = both.groupby(KEY)["other"].transform("sum")
    found = {}
    for (code, period), group in both.drop_duplicates(KEY).groupby(["indicator", "period"], sort=False):
        jump = _jump(group, context.catalogue.indicators[str(code)])
        if jump is not None:
            found[str(code), str(period)] = jump
    return found


def say_jumps(jumps: Mapping[tuple[str, str], Jump], headers: Mapping[str, str], context: Context) -> None:
    """One warning per indicator: a true value can be taken over, and an earlier mistake in the unit be put right."""
    said: set[str] = set()
    for jump in jumps.values():
        if jump.indicator in said:
            continue
        said.add(jump.indicator)
        entry = context.catalogue.indicators[jump.indicator]
        facts = {
            "title": entry.short,
            "unit": entry.unit,
            "factor": WORDS[jump.factor],
            "place": context.territory.name(jump.area),
            "new": _exact(jump.value, entry),
            "period": Period.of(jump.period).label,
            "old": _exact(jump.past, entry),
            "then": Period.of(jump.then).label,
        }
        row, header = jump.line or None, headers.get(jump.indicator)
        context.findings.add("unit-factor/store", row=row, column=header, value=facts["new"], facts=facts)


def explained(values: pd.DataFrame, jumps: Mapping[tuple[str, str], Jump]) -> "pd.Series[bool]":
    """Which values (indicator, period, value, median of the others) are unusual by the column's factor only."""
    keys = zip(values["indicator"], values["period"], strict=True)
    factors = np.array([jumps[key].factor if key in jumps else np.nan for key in keys])
    numbers, middles = values["value"].to_numpy(dtype=float), values["median"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.abs(np.log10(numbers / middles / factors))
    return pd.Series((off <= 1) | ((numbers == 0) & (factors < 1)), index=values.index)


def _jump(group: pd.DataFrame, entry: Indicator) -> Jump | None:
    if len(group) < PLACES and (group["periods"] < PERIODS).any():
        return None
    for factor in WORDS:
        if factor in (100.0, 0.01) and "%" not in entry.unit:
            continue
        off = group["ratio"] / factor
        near = off.between(1 / NEAR, NEAR)
        if not 1 / NEAR <= off.median() <= NEAR or 2 * near.sum() <= len(group):
            continue
        example = group[near].sort_values("line", kind="stable").iloc[0]
        code, area, period, then = (str(example[name]) for name in (*KEY, "then"))
        line, value, past = int(example["line"]), float(example["value"]), float(example["past"])
        return Jump(code, period, factor, area, line, value, past, then)
    return None


def _nearest(period: str, held: Sequence[str]) -> list[str]:
    """The periods to compare with, the nearest first: before it, else the first one after it, else itself."""
    here = Period.of(period)
    same = [one for code in held if (one := Period.of(code)).frequency is here.frequency]
    earlier = sorted((one for one in same if one < here), reverse=True)[:LOOKED_BACK]
    later = sorted(one for one in same if here < one)[:LOOKED_BACK]
    return [one.code for one in earlier or later or same]


def _sample(areas: "pd.Series[str]") -> list[str]:
    places = sorted(areas.unique().tolist())
    return places[:: len(places) // SAMPLE + 1]


def _known(others: pd.DataFrame, areas: Sequence[str], context: Context) -> pd.DataFrame:
    statement = select(Observation.indicator, Observation.area, Observation.period, Observation.value).where(
        Observation.current,
        Observation.breakdown == TOTAL,
        Observation.value != 0,
        Observation.indicator.in_(others["indicator"].unique().tolist()),
        Observation.period.in_(others["then"].unique().tolist()),
        Observation.area.in_(areas),
    )
    rows = [tuple(row) for row in context.session.execute(statement)]
    return pd.DataFrame.from_records(rows, columns=["indicator", "area", "then", "past"])


def _exact(value: float, entry: Indicator) -> str:
    """With as many decimals as it has, up to three: 0,989 must not be shown as 1,0."""
    digits = next((one for one in range(entry.decimals, 3) if round(value, one) == value), 3)
    return number(value, digits)

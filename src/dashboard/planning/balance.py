"""The method of the forecast: who comes by the quota (else as before), who leaves as a share of those housed."""

from dataclasses import dataclass

import numpy as np

from dashboard.planning.flows import Flows, Numbers

WINDOW = 4
"""Quarters that say how people come and leave."""
PLAIN_WINDOW = 2
"""Quarters of the plain balance."""
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, eq=False)
class Balance:
    """What one moment says of each unit; every array has one number per unit, NaN where it is not known.

    ``inflow`` persons a month, ``outflow`` share a month of those who live there, ``net`` change a month,
    ``plain`` change a quarter of the plain balance, ``flows`` quarters that in- and outflow rest on.
    """

    start: Numbers
    inflow: Numbers
    outflow: Numbers
    net: Numbers
    plain: Numbers
    flows: Numbers


def balance(flows: Flows, at: int) -> Balance:
    """As it was known at the end of the quarter number ``at``; nothing later is looked at."""
    belegt, came, left = (flows[name] for name in ("belegt", "zugaenge", "abgaenge"))
    units = len(flows.areas)
    totals = {name: np.zeros(units) for name in ("change", "plain", "came", "left", "before")}
    counts = {name: np.zeros(units) for name in ("change", "plain", "flows")}
    for step in range(min(WINDOW, at)):
        quarter = at - step
        inside = flows.runs[:, at] >= step + 2  # the quarter and the one before are of the unbroken run
        change = np.where(inside, belegt[:, quarter] - belegt[:, quarter - 1], 0.0)
        totals["change"] += change
        counts["change"] += inside
        if step < PLAIN_WINDOW:
            totals["plain"] += change
            counts["plain"] += inside
        known = inside & ~np.isnan(came[:, quarter]) & ~np.isnan(left[:, quarter])
        for name, numbers in (
            ("came", came[:, quarter]),
            ("left", left[:, quarter]),
            ("before", belegt[:, quarter - 1]),
        ):
            totals[name] += np.where(known, numbers, 0.0)
        counts["flows"] += known
    share = np.where(totals["before"] > 0, totals["left"] / np.maximum(totals["before"], 1.0), 0.0)
    return Balance(
        start=belegt[:, at].copy(),
        inflow=_mean(totals["came"], counts["flows"]) / MONTHS_OF_A_QUARTER,
        outflow=np.where(counts["flows"] > 0, share, np.nan) / MONTHS_OF_A_QUARTER,
        net=_mean(totals["change"], counts["change"]) / MONTHS_OF_A_QUARTER,
        plain=_mean(totals["plain"], counts["plain"]),
        flows=counts["flows"],
    )


def _mean(total: Numbers, count: Numbers) -> Numbers:
    return np.where(count > 0, total / np.maximum(count, 1.0), np.nan)


def ahead(of: Balance, quota: Numbers, unchanged: Numbers, taken: Numbers, outflow_factor: float = 1.0) -> Numbers:
    """People housed at the end of each month: units x months, NaN where nothing can be said.

    ``quota``: what it brings per unit and month, NaN where there is none; ``unchanged``: the same as it is decided.
    ``taken``: what it brought a month lately. Who came beside it (moved in from elsewhere, was born) goes on coming,
    as those who leave are of all of them; where ``taken`` is not known (NaN), at least as many come as lately. Without
    in- and outflow the mean change goes on, and only what is changed about the quota is added to it.
    """
    by_flows = of.flows > 0
    more = np.nan_to_num(quota - unchanged)
    share = np.minimum(1.0, np.nan_to_num(of.outflow) * outflow_factor)
    housed, months = of.start, np.empty(quota.shape)
    for month in range(quota.shape[1]):
        counted = np.where(np.isnan(taken), unchanged[:, month], taken)
        beside = np.maximum(0.0, np.nan_to_num(of.inflow - counted))
        coming = np.where(np.isnan(quota[:, month]), of.inflow, quota[:, month] + beside)
        moved = np.where(by_flows, coming - share * housed, of.net + more[:, month])
        housed = np.maximum(0.0, housed + moved)
        months[:, month] = housed
    return months


def plainly(of: Balance, quarters: int) -> Numbers:
    """People housed after so many quarters, if the last changes just went on; one number per unit."""
    return np.maximum(0.0, of.start + quarters * of.plain)

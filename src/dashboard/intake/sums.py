"""Sums over facilities, to hold other statements against: per place, and for the whole district."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from dashboard.accommodation.models import FIGURES
from dashboard.intake.context import Context, Territory

KEY = ["indicator", "area", "period"]


def sums_of_facilities(occupancies: pd.DataFrame) -> pd.DataFrame:
    """Per figure, place and period the sum over open houses (``open``) and over all (``every``), where all state it."""
    count = len(occupancies)
    every = np.concatenate([occupancies[name].astype(float).to_numpy() for name in FIGURES])
    protected = np.tile(occupancies["protected"].eq(True).to_numpy(dtype=bool), len(FIGURES))
    rows = occupancies[["area", "period"]].iloc[np.tile(np.arange(count), len(FIGURES))].reset_index(drop=True)
    rows["indicator"] = pd.array(np.repeat(np.array(FIGURES, dtype=object), count), dtype="str")
    rows["every"], rows["open"], rows["missing"] = every, np.where(protected, 0.0, every), np.isnan(every)
    sums = rows.groupby(KEY, as_index=False).agg({"every": "sum", "open": "sum", "missing": "any"})
    return sums.loc[~sums["missing"], [*KEY, "open", "every"]].reset_index(drop=True)


def district_sums(sums: pd.DataFrame, context: Context) -> pd.DataFrame:
    """The district's sums for figures and periods in which no inhabited place is without a report."""
    territory = context.territory
    rows = []
    for (indicator, period), group in sums.groupby(["indicator", "period"]):
        reporting = set(group["area"])
        if all_reported(reporting, context) and territory.district.area not in reporting:
            every = float(group["every"].sum())
            rows.append((indicator, territory.district.area, period, every, every))
    return pd.DataFrame(rows, columns=[*KEY, "open", "every"])


def all_reported(reporting: Collection[str], context: Context) -> bool:
    """Whether every inhabited Gemeinde of the district is among these places, by itself or with its association."""
    parents = context.territory.parents
    covered = [area in reporting or parents.get(area) in reporting for area in inhabited(context.territory)]
    return bool(covered) and all(covered)


def inhabited(territory: Territory) -> list[str]:
    """The Gemeinden of the district in official order, without gemeindefreie Gebiete."""
    valid = territory.places[territory.places["valid_until"].isna()]
    towns = valid[valid["level"].eq("municipality") & valid["area"].str.startswith(territory.district.area)]
    return towns.loc[~towns["kind"].str.casefold().str.startswith("gemeindefrei"), "area"].tolist()

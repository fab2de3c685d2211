"""The history of accommodation as exhibits want it: one row per place (or district) and quarter, with its rates.

A rate is made of the numbers of its own row, never of other rates, and falls with them when they are withheld.
"""

from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.figures import figures
from dashboard.accommodation.models import FIGURES
from dashboard.observations import queries as observations
from dashboard.observations.aggregation import WITHHELD, Territory, sums_over_places
from dashboard.periods import Period
from dashboard.store import Circle

RATES = ("auslastung", "belegt_je_1000")


def history(session: Session, circle: Circle, places: pd.DataFrame, district: str) -> pd.DataFrame:
    """One row per place and quarter, and per quarter one of the district (level "district").

    ``places``: area, name, level, kind, parent of the district's places in official order. Columns: area, name, level,
    kind, period, period_end, the nine figures, einwohner, einwohner_period, auslastung (share), belegt_je_1000, each
    with ``_sign``; facilities; missing (names of places the district's ``belegt`` lacks) and ``<figure>_missing``;
    ``partial`` (figures stated for some facilities only), uploads. A place without figures in a quarter has its row.
    """
    territory = Territory.of(places, district)
    return history_of(figures(session, circle, territory), session, circle, places, territory)


def history_of(
    long: pd.DataFrame, session: Session, circle: Circle, places: pd.DataFrame, territory: Territory
) -> pd.DataFrame:
    """The same from what ``figures`` has read already, in the same session and as the same circle."""
    if long.empty:
        return pd.DataFrame(
            columns=["area", "name", "level", "kind", "parent", "period", "period_end", *FIGURES, *RATES]
        )
    frame = _wide(long, territory)
    frame = frame.merge(places[["area", "name", "level", "kind", "parent"]], on="area", how="left")
    frame = _with_inhabitants(frame, session, circle, territory)
    frame = _with_rates(frame)
    order = {area: number for number, area in enumerate(["", *places["area"]])}
    frame["order"] = frame["area"].map(order)
    frame = frame.sort_values(["period_end", "order"], kind="stable").drop(columns="order")
    return frame.reset_index(drop=True)


def _wide(long: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    reporting = set(long["area"]) & set(territory.association_of.values())
    index = _rows(long, territory, reporting)
    keyed = long.set_index(["area", "period"])
    frame = pd.DataFrame(index=index)
    for name in FIGURES:
        one = keyed[keyed["indicator"] == name].reindex(index)
        frame[name] = one["value"].astype(float)
        frame[f"{name}_sign"] = one["sign"].fillna("")
        frame[f"{name}_missing"] = [_named(missing, territory) for missing in one["missing"]]
    frame["facilities"] = keyed[keyed["indicator"] == "belegt"]["facilities"].reindex(index)
    frame["missing"] = frame["belegt_missing"]
    frame["blocked"] = keyed[keyed["indicator"] == "plaetze"]["blocked"].reindex(index)
    frame["partial"] = _partial(keyed, index)
    frame["uploads"] = _uploads(long, index)
    frame = frame.reset_index()
    frame["period_end"] = [Period.of(code).last for code in frame["period"]]
    return frame


def _rows(long: pd.DataFrame, territory: Territory, reporting: set[str]) -> pd.MultiIndex:
    """Every place in every quarter; members whose association speaks for them in that quarter are left out."""
    stated = set(zip(long["area"], long["period"], strict=True))
    pairs = []
    for period in long["period"].unique():
        pairs.append((territory.district, period))
        for area in territory.rows(reporting):
            if area == territory.district:
                continue
            spoken_for = (territory.association_of.get(area), period) in stated and (
                area,
                period,
            ) not in stated
            if not spoken_for and (area in territory.municipalities or (area, period) in stated):
                pairs.append((area, period))
    return pd.MultiIndex.from_tuples(pairs, names=["area", "period"])


def _named(missing: object, territory: Territory) -> tuple[str, ...]:
    return tuple(territory.names.get(area, area) for area in missing) if isinstance(missing, tuple) else ()


def _partial(keyed: pd.DataFrame, index: pd.MultiIndex) -> list[tuple[str, ...]]:
    rows = keyed[keyed["partial"].eq(True)]
    names: dict[tuple[str, str], list[str]] = {}
    for key, indicator in zip(rows.index, rows["indicator"], strict=True):
        names.setdefault(key, []).append(indicator)
    return [tuple(names.get(key, ())) for key in index]


def _uploads(long: pd.DataFrame, index: pd.MultiIndex) -> list[tuple[int, ...]]:
    ids: dict[tuple[str, str], set[int]] = {}
    for area, period, uploads in zip(long["area"], long["period"], long["uploads"], strict=True):
        ids.setdefault((area, period), set()).update(uploads)
    return [tuple(sorted(ids.get(key, ()))) for key in index]


def inhabitants(session: Session, circle: Circle, territory: Territory) -> pd.DataFrame:
    """Inhabitants of every place, association and the district per date: area, period, period_end, value.

    An association's and the district's are the sum of their Gemeinden where they are not stated, and only where none
    of the inhabited Gemeinden is missing.
    """
    areas = sorted({*territory.municipalities, *territory.association_of.values(), territory.district})
    stated = observations.values(session, circle, indicators=["einwohner"], areas=areas, totals_only=True)
    stated = stated[stated["value"].notna()]
    parts = [stated[["area", "period", "period_end", "value"]]]
    known = set(zip(stated["area"], stated["period"], strict=True))
    ends = dict(zip(stated["period"], stated["period_end"], strict=True))
    groups = {association: territory.members(association) for association in set(territory.association_of.values())}
    groups[territory.district] = list(territory.municipalities)
    for area, members in groups.items():
        inner = stated[stated["area"].isin(members)]
        if inner.empty:
            continue
        narrowed = Territory(area, tuple(members), never_missed=territory.never_missed)
        sums = sums_over_places(inner[["area", "period", "value", "sign"]], narrowed)
        whole = sums[np.array([not missing for missing in sums["missing"]], dtype=bool)]
        whole = whole[np.array([(area, period) not in known for period in whole["period"]], dtype=bool)]
        parts.append(
            pd.DataFrame(
                {
                    "area": area,
                    "period": whole["period"],
                    "period_end": whole["period"].map(ends),
                    "value": whole["value"],
                }
            )
        )
    return pd.concat(parts, ignore_index=True).sort_values(["area", "period_end"], kind="stable")


def _with_inhabitants(frame: pd.DataFrame, session: Session, circle: Circle, territory: Territory) -> pd.DataFrame:
    known: dict[str, list[tuple[date, str, float]]] = {}
    stated = inhabitants(session, circle, territory)
    columns = (stated[name] for name in ("area", "period_end", "period", "value"))
    for area, end, period, value in zip(*columns, strict=True):
        known.setdefault(area, []).append((end, period, value))
    numbers, periods = [], []
    for area, end in zip(frame["area"], frame["period_end"], strict=True):
        earlier = [entry for entry in known.get(area, []) if entry[0] <= end]
        entry = earlier[-1] if earlier else None
        numbers.append(entry[2] if entry else np.nan)
        periods.append(entry[1] if entry else "")
    return frame.assign(einwohner=numbers, einwohner_sign="", einwohner_period=periods)


def _with_rates(frame: pd.DataFrame) -> pd.DataFrame:
    usable = frame["plaetze"] - frame["blocked"].fillna(0)
    frame["auslastung"] = (frame["belegt"] / usable).where(usable > 0)
    frame["belegt_je_1000"] = (frame["belegt"] / frame["einwohner"] * 1000).where(frame["einwohner"] > 0)
    hidden = frame["belegt_sign"].eq(WITHHELD)
    # The sum of places that state the one but not the other would divide two different sets of places.
    uneven = [a != b for a, b in zip(frame["belegt_missing"], frame["plaetze_missing"], strict=True)]
    frame.loc[uneven, "auslastung"] = np.nan
    frame.loc[[bool(missing) for missing in frame["belegt_missing"]], "belegt_je_1000"] = np.nan
    for name in RATES:
        frame[f"{name}_sign"] = np.where(hidden, WITHHELD, "")
        frame.loc[hidden, name] = np.nan
    return frame

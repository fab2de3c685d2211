"""Single flats become one total per place while they are read: a rented flat is a household.

Flats that count for another place's quota, or that are protected, are totals of their own: they go into other sums.
"""

import json

import numpy as np
import pandas as pd

from dashboard.accommodation.identity import FLATS
from dashboard.accommodation.models import FIGURES
from dashboard.intake.content import FACILITY_COLUMNS
from dashboard.intake.context import Context
from dashboard.tables import signs

NAME = "Wohnungen"
GROUP = ["area", "period", "credited_area", "protected"]


def with_totals(rows: pd.DataFrame, flat: "pd.Series[bool]", kind: str, context: Context) -> pd.DataFrame:
    """``FACILITY_COLUMNS`` with the rows marked ``flat`` replaced by their totals; nothing else of them is kept."""
    single = rows[flat]
    if single.empty:
        return rows
    context.findings.add("flats-summed", facts={"count": len(single), "kind": kind})
    own = single.assign(
        credited_area=single["credited_area"].fillna("").where(single["credited_area"] != single["area"], "")
    )
    totals = pd.DataFrame(
        [_total(group, kind, context) for _, group in own.groupby(GROUP, sort=False)], columns=FACILITY_COLUMNS
    )
    both = [frame for frame in (rows[~flat], totals) if len(frame)]
    return pd.concat(both, ignore_index=True)[FACILITY_COLUMNS]


def _total(group: pd.DataFrame, kind: str, context: Context) -> dict[str, object]:
    first = group.iloc[0]
    credited, protected = str(first["credited_area"]), bool(first["protected"])
    figures, found = _sums(group, context)
    return {
        **dict.fromkeys(("responsible", "operator", "target_group", "remark"), ""),
        **dict.fromkeys(("latitude", "longitude", "lease_until", "accessible")),
        "area": first["area"],
        "period": first["period"],
        "key": FLATS + (f":{credited}" if credited else "") + ("!" if protected else ""),
        "name": NAME,
        "kind": kind,
        "rows": len(group),
        "credited_area": credited or None,
        "protected": protected,
        "signs": json.dumps(found),
        **figures,
        "line": int(group["line"].min()),
    }


def _sums(group: pd.DataFrame, context: Context) -> tuple[dict[str, float], dict[str, str]]:
    """The sums of figures that every flat states; others have a sign at most, and where some state them it is said."""
    figures: dict[str, float] = {}
    found: dict[str, str] = {}
    texts = [json.loads(text) for text in group["signs"]]
    for name in FIGURES:
        numbers = group[name].to_numpy(dtype=float)
        missing = np.isnan(numbers)
        figures[name] = float("nan") if missing.any() else float(numbers.sum())
        kept = signs.WITHOUT_VALUE if missing.any() else signs.BESIDE_VALUE
        if sign := signs.combined(*(one for text in texts for one in text.get(name, "").split() if one in kept)):
            found[name] = sign
        if missing.any() and not missing.all():
            column = context.catalogue.vocabulary.facility_column(name)
            facts = {
                "title": column.title,
                "place": context.territory.name(group["area"].iloc[0]),
                "stated": int((~missing).sum()),
                "count": len(group),
            }
            context.findings.add("flats-incomplete", facts=facts)
    return figures, found

"""The district's own line against the places of all files: a supplier's „Insgesamt“ may be about their part only."""

import pandas as pd

from dashboard.formats import number, signed
from dashboard.geography.places import GERMANY
from dashboard.intake.checks import parts_of
from dashboard.intake.context import Context
from dashboard.intake.sums import all_reported
from dashboard.observations.models import TOTAL
from dashboard.observations.queries import current_rows
from dashboard.periods import Period

KEY = ["indicator", "area", "period"]


def check_district(values: pd.DataFrame, headers: dict[str, str], context: Context) -> None:
    """Warn where the district's value is less than its places state together, or differs though none is missing.

    ``values``: ``KEY``, breakdown, value, line of a file. What it leaves open is taken from what is current.
    """
    own = context.territory.district.area
    indicators = context.catalogue.indicators
    totals = values[values["breakdown"].eq(0)]
    totals = totals[[("area" in indicators[code].sum_over) for code in totals["indicator"]]]
    if totals.empty or own == GERMANY:
        return
    stored = current_rows(context.session, totals["indicator"].unique().tolist(), totals["period"].unique().tolist())
    stored = stored[stored["breakdown"].eq(TOTAL)].assign(line=0)
    together = pd.concat([totals[[*KEY, "value", "line"]], stored[[*KEY, "value", "line"]]], ignore_index=True)
    together = together.drop_duplicates(KEY)
    together = together[together["value"].notna()]
    pairs = totals[["indicator", "period"]].drop_duplicates()
    for (code, period), group in together.merge(pairs).groupby(["indicator", "period"], sort=False):
        stated = dict(zip(group["area"], group["value"], strict=True))
        lines = dict(zip(group["area"], group["line"], strict=True))
        parts = parts_of(own, stated, context)
        # What stands in one file is held against its own rows: see ``checks``.
        if own not in stated or not parts or all(lines[area] for area in (own, *parts)):
            continue
        entry = indicators[str(code)]
        difference = stated[own] - sum(stated[area] for area in parts)
        tolerance = 0.5 * 10**-entry.decimals
        if difference < -tolerance or (difference > tolerance and all_reported(set(parts), context)):
            facts = {
                "title": f"{entry.short} ({context.territory.name(own)}, {Period.of(str(period)).label})",
                "stated": number(stated[own], entry.decimals),
                "against": "die Summe der Orte aus allen Dateien",
                "sum": number(stated[own] - difference, entry.decimals),
                "difference": signed(difference, entry.decimals),
            }
            line, shown = int(lines[own]) or None, number(stated[own], entry.decimals)
            context.findings.add("sum-differs", row=line, column=headers.get(entry.code), value=shown, facts=facts)

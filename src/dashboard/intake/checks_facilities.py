"""Checks of facilities: doubles, parts and wholes, occupancy, old + in - out = new, totals, what is gone."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.accommodation.identity import BY_ID, fold
from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.reports import current_records
from dashboard.formats import join, number, signed
from dashboard.intake.changes_facilities import Held, hold, shown_name
from dashboard.intake.context import Context
from dashboard.intake.mapping import Mapped
from dashboard.intake.sums import sums_of_facilities
from dashboard.observations.models import TOTAL
from dashboard.observations.queries import current_rows
from dashboard.periods import Period

PARTS = ("davon_asylblg", "davon_sgb", "davon_selbstzahler")
"""Parts of ``belegt`` that exclude one another."""
PARTS_OF_PLACES = ("gesperrt", "nutzbar_frei")


def check_rows(rows: pd.DataFrame, mapped: Mapped, context: Context) -> None:
    """Check every facility of the file by itself, flats one by one (``rows`` as ``read_facilities`` gives them)."""
    houses = rows[~rows["kind"].isin(_flat_kinds(context))]
    if len(houses):
        _refuse_doubles(houses, mapped, context)
    _refuse_parts(rows, mapped, context)
    _warn_of_overfull(rows, mapped, context)


def check_against_store(facilities: pd.DataFrame, mapped: Mapped, context: Context) -> None:
    """Check the facilities of the file (flats as totals) against what is current."""
    if facilities.empty:
        return
    held = hold(context.session, facilities)
    _check_balance(held, mapped, context)
    _compare_with_wide_tables(facilities, context)
    for row in held.gone:
        name = shown_name(row)
        period = Period.of(row["period"]).label
        facts = {"name": f"„{name}“", "place": context.territory.name(row["area"]), "period": period}
        context.findings.add("facility-gone", value=name, facts=facts)
    if held.changed_details:
        context.findings.add("details-changed", facts={"count": held.changed_details})


def check_totals(rows: pd.DataFrame, totals: pd.DataFrame, mapped: Mapped, context: Context) -> None:
    """Compare the file's own sums with the sums of its rows; they are never added to anything."""
    for total in totals.to_dict("records"):
        inside = rows["period"].eq(total["period"])
        if total["area"] != context.territory.district.area:
            inside &= rows["area"].eq(total["area"])
        for name in FIGURES:
            if np.isnan(total[name]) or rows.loc[inside, name].isna().any():
                continue
            summed = float(rows.loc[inside, name].sum())
            if summed != total[name]:
                facts = {
                    "title": context.catalogue.vocabulary.facility_column(name).title,
                    "stated": number(total[name]),
                    "against": "die Summe der Zeilen",
                    "sum": number(summed),
                    "difference": signed(total[name] - summed),
                }
                column = _header(mapped, name)
                stated = number(total[name])
                context.findings.add("sum-differs", row=int(total["line"]), column=column, value=stated, facts=facts)


def _refuse_doubles(houses: pd.DataFrame, mapped: Mapped, context: Context) -> None:
    """The same house twice in a place and quarter: by its number, or by its name where one of the two has no number."""
    named = houses.assign(folded=[fold(name) for name in houses["name"]], by_id=houses["key"].str.startswith(BY_ID))
    named = named[named["by_id"] | named["folded"].ne("")]
    first = named.drop_duplicates(["area", "period", "key"])
    doubles = _pairs(named, ["area", "period", "key"])
    where = first["area"] + "|" + first["period"] + "|" + first["folded"]
    mixed = first[where.isin(where[~first["by_id"]])]
    doubles |= _pairs(mixed, ["area", "period", "folded"])
    for second, (one, name) in sorted(doubles.items()):
        facts = {"what": f"„{name}“", "first": one, "second": second}
        column = _header(mapped, "unterkunft")
        context.findings.add("key-twice", row=second, column=column, value=name, facts=facts)


def _pairs(rows: pd.DataFrame, key: list[str]) -> dict[int, tuple[int, str]]:
    """Per row of the file that repeats a key: the first row with it, and the name."""
    firsts = rows.groupby(key, sort=False)["line"].transform("min")
    repeated = rows["line"] > firsts
    columns = (rows.loc[repeated, "line"], firsts[repeated], rows.loc[repeated, "name"])
    return {int(line): (int(first), str(name)) for line, first, name in zip(*columns, strict=True)}


def _refuse_parts(rows: pd.DataFrame, mapped: Mapped, context: Context) -> None:
    """Parts must not be more than their whole: the legal groups together, and each part of the places by itself."""
    for parts, whole in ((PARTS, "belegt"), *(((part,), "plaetze") for part in PARTS_OF_PLACES)):
        together = rows[list(parts)].sum(axis=1, min_count=1)
        for position in (together > rows[whole]).to_numpy(dtype=bool).nonzero()[0]:
            row = rows.iloc[position]
            stated = [part for part in parts if not np.isnan(row[part])]
            titles = [context.catalogue.vocabulary.facility_column(part).title for part in stated]
            facts = {
                "parts": join([f"„{title}“" for title in titles]),
                "sum": number(together.iloc[position]),
                "title": context.catalogue.vocabulary.facility_column(whole).title,
                "whole": number(row[whole]),
            }
            column = _header(mapped, stated[-1])
            value = number(together.iloc[position])
            context.findings.add("parts-exceed", row=int(row["line"]), column=column, value=value, facts=facts)


def _warn_of_overfull(rows: pd.DataFrame, mapped: Mapped, context: Context) -> None:
    for position in (rows["belegt"] > rows["plaetze"]).to_numpy(dtype=bool).nonzero()[0]:
        row = rows.iloc[position]
        facts = {"occupied": number(row["belegt"]), "places": number(row["plaetze"])}
        column, value = _header(mapped, "belegt"), number(row["belegt"])
        context.findings.add("over-occupied", row=int(row["line"]), column=column, value=value, facts=facts)


def _check_balance(held: Held, mapped: Mapped, context: Context) -> None:
    """Occupied before + arrivals - departures = occupied now, wherever all four are known."""
    flows = ("zugaenge", "abgaenge", "belegt")
    moved = {key: row for key, row in held.here.items() if not any(np.isnan(row[name]) for name in flows)}
    if not moved:
        return
    before = {period: Period.of(period).previous().code for _, _, period in held.here}
    stored = {
        (row["facility"], row["area"], row["period"]): row["belegt"]
        for row in current_records(context.session, sorted(set(before.values())))
    }
    own = {(row["area"], row["period"], row["key"]): row["belegt"] for row in held.here.values()}
    reported = {key[1:] for key in held.here}
    for (facility, area, period), row in moved.items():
        earlier = before[period]
        # A quarter that is in the file itself is the newer statement.
        in_file = (area, earlier) in reported
        previous = own.get((area, earlier, row["key"])) if in_file else stored.get((facility, area, earlier))
        if previous is None or np.isnan(previous):
            continue
        expected = previous + row["zugaenge"] - row["abgaenge"]
        if expected != row["belegt"]:
            _say_balance(row, float(previous), float(expected), earlier, mapped, context)


def _say_balance(
    row: Mapping[Any, Any], previous: float, expected: float, earlier: str, mapped: Mapped, context: Context
) -> None:
    occupied, arrivals, departures = (float(row[name]) for name in ("belegt", "zugaenge", "abgaenge"))
    facts = {
        "before": Period.of(earlier).label,
        "previous": number(previous),
        "arrivals": number(arrivals),
        "departures": number(departures),
        "expected": number(expected),
        "occupied": number(occupied),
        "difference": signed(occupied - expected),
    }
    column, line = _header(mapped, "belegt"), int(row["line"])
    context.findings.add("balance-differs", row=line, column=column, value=number(occupied), facts=facts)


def _compare_with_wide_tables(facilities: pd.DataFrame, context: Context) -> None:
    """Another number in a wide table that is there already; the facilities win."""
    stored = current_rows(context.session, list(FIGURES), facilities["period"].unique().tolist())
    if stored.empty:
        return
    stored = stored[stored["breakdown"].eq(TOTAL) & stored["value"].notna()]
    both = stored.merge(sums_of_facilities(facilities), on=["indicator", "area", "period"])
    differ = both[both["value"].ne(both["open"]) & both["value"].ne(both["every"])]
    columns = (differ[name] for name in ("indicator", "area", "upload", "value", "open"))
    for indicator, area, upload, value, sum_ in zip(*columns, strict=True):
        title = context.catalogue.indicators[indicator].short
        facts = {
            "title": f"{title} ({context.territory.name(area)})",
            "stated": f"{number(value)} in Upload {upload}",
            "against": "die Summe der Unterkünfte",
            "sum": number(sum_),
            "difference": signed(value - sum_),
        }
        context.findings.add("sum-differs", value=number(value), facts=facts)


def _flat_kinds(context: Context) -> list[str]:
    return [kind.name for kind in context.catalogue.vocabulary.kinds if kind.one_total_per_place]


def _header(mapped: Mapped, name: str) -> str | None:
    column = mapped.named(name)
    return column.header if column else None

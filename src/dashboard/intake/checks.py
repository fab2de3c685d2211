"""Checks of values: sums of rows, parts and wholes, facilities that say otherwise."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from dashboard.accommodation.models import FIGURES
from dashboard.accommodation.reports import current_occupancies
from dashboard.formats import join, number, signed
from dashboard.intake.checks_facilities import PARTS
from dashboard.intake.content import Content
from dashboard.intake.context import Context
from dashboard.intake.mapping import Mapped
from dashboard.intake.sums import district_sums, sums_of_facilities
from dashboard.periods import Period

KEY = ["indicator", "area", "period"]


def check_table(content: Content, mapped: Mapped, context: Context) -> None:
    """Check the values of a wide table among themselves: sums of rows, parts of wholes."""
    values = content.values[content.values["breakdown"].eq(0)]
    headers = {column.name: column.header for column in mapped.of_kind("indicator")}
    check_sums_of_rows(values, headers, context)
    _refuse_parts(values, headers, context)


def check_against_facilities(values: pd.DataFrame, headers: dict[str, str], context: Context) -> None:
    """Compare figures of accommodation (``KEY``, value, line) with the sums of the facilities that are current."""
    stated = values[values["indicator"].isin(FIGURES) & values["value"].notna()]
    if stated.empty:
        return
    sums = sums_of_facilities(current_occupancies(context.session, stated["period"].unique().tolist()))
    district = district_sums(sums, context)
    both = stated.merge(pd.concat([sums, district], ignore_index=True), on=KEY)
    differ = both[both["value"].ne(both["open"]) & both["value"].ne(both["every"])]
    for indicator, value, line, sum_ in zip(
        differ["indicator"], differ["value"], differ["line"], differ["open"], strict=True
    ):
        facts = {
            "title": context.catalogue.indicators[indicator].short,
            "stated": number(value),
            "against": "die Unterkunftstabelle",
            "sum": number(sum_),
            "difference": signed(value - sum_),
        }
        row = int(line) or None
        context.findings.add("sum-differs", row=row, column=headers.get(indicator), value=number(value), facts=facts)


def check_sums_of_rows(values: pd.DataFrame, headers: dict[str, str], context: Context) -> None:
    """Rows for the district, and for associations all of whose members are there, against the sum of the rows."""
    territory = context.territory
    wholes = {territory.district.area} | {a for a, level in territory.levels.items() if level == "association"}
    if not values["area"].isin(wholes).any():
        return
    summable = [code for code, entry in context.catalogue.indicators.items() if "area" in entry.sum_over]
    for (indicator, period), group in values[values["indicator"].isin(summable)].groupby(["indicator", "period"]):
        stated = dict(zip(group["area"], group["value"], strict=True))
        lines = dict(zip(group["area"], group["line"], strict=True))
        for whole in wholes & set(stated):
            parts = parts_of(whole, stated, context)
            numbers = [stated[area] for area in parts]
            if not numbers or np.isnan([*numbers, stated[whole]]).any():
                continue
            entry = context.catalogue.indicators[str(indicator)]
            difference = stated[whole] - sum(numbers)
            if abs(difference) > 0.5 * 10**-entry.decimals:
                facts = {
                    "title": f"{entry.short} ({territory.name(whole)}, {Period.of(str(period)).label})",
                    "stated": number(stated[whole], entry.decimals),
                    "against": "die Summe der Zeilen",
                    "sum": number(sum(numbers), entry.decimals),
                    "difference": signed(difference, entry.decimals),
                }
                context.findings.add(
                    "sum-differs",
                    row=int(lines[whole]),
                    column=headers.get(entry.code),
                    value=number(stated[whole], entry.decimals),
                    facts=facts,
                )


def parts_of(whole: str, stated: Iterable[str], context: Context) -> list[str]:
    """The rows that make up a whole, without those inside another of them; an association only with all its members."""
    territory, areas = context.territory, set(stated)
    if whole != territory.district.area:
        members = [area for area, parent in territory.parents.items() if parent == whole]
        return members if set(members) <= areas else []
    region = "" if whole == "DE" else whole
    inside = [area for area in areas if area != whole and area.startswith(region)]
    return [area for area in inside if not areas & set(_above(area, whole, context))]


def _above(area: str, whole: str, context: Context) -> list[str]:
    found = []
    while (area := context.territory.parents.get(area, "")) and area != whole:
        found.append(area)
    return found


def _refuse_parts(values: pd.DataFrame, headers: dict[str, str], context: Context) -> None:
    """Parts that are more than their whole in the same row: the legal groups together, others one by one."""
    indicators = context.catalogue.indicators
    present = values["indicator"].unique().tolist()
    groups: list[tuple[list[str], str | None]] = [
        ([code], indicators[code].part_of) for code in present if code not in PARTS
    ]
    groups.append(([code for code in PARTS if code in present], "belegt"))
    for parts, whole in groups:
        if not parts or whole is None or whole not in present:
            continue
        rows = values[values["indicator"].isin(parts) & values["value"].notna()]
        summed = rows.groupby(["area", "period"], as_index=False).agg({"value": "sum", "line": "max"})
        wholes = values.loc[values["indicator"].eq(whole), ["area", "period", "value"]]
        both = summed.merge(wholes, on=["area", "period"], suffixes=("", "_whole"))
        wrong = both[both["value"] > both["value_whole"]]
        for value, line, more in zip(wrong["value"], wrong["line"], wrong["value_whole"], strict=True):
            facts = {
                "parts": join([f"„{indicators[part].short}“" for part in parts]),
                "sum": number(value),
                "title": indicators[whole].short,
                "whole": number(more),
            }
            header = headers.get(parts[-1])
            context.findings.add("parts-exceed", row=int(line), column=header, value=number(value), facts=facts)

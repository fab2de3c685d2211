"""Rows with places, periods and categories, and columns of figures, to values: what classic and long tables share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.catalogue.entries import Indicator, Level
from dashboard.formats import number
from dashboard.intake.breakdown import Breakdowns
from dashboard.intake.content import VALUE_COLUMNS, Members
from dashboard.intake.context import Context
from dashboard.intake.mapping import Column, Mapped
from dashboard.intake.numbers import read_column
from dashboard.intake.periods import RowPeriods
from dashboard.intake.wide import refuse_levels, rule_of, say_other_frequencies
from dashboard.periods import Period

KEY = ["indicator", "area", "period", "breakdown"]


@dataclass(frozen=True)
class Rows:
    """What every row of a table is about; all series have the index of the table's cells."""

    areas: "pd.Series[str]"
    """"" for rows that are not taken over."""
    periods: RowPeriods
    categories: Mapping[str, "pd.Series[str]"]
    """Per dimension the category, "" for the whole."""
    is_official: bool
    """Rows of levels that an indicator does not have are set aside, in a supplier's table they are errors."""


@dataclass(frozen=True)
class Figure:
    """A column of numbers, as far as it is about one indicator."""

    column: Column
    indicator: Indicator
    rows: "pd.Series[bool] | None" = None
    """None: all rows."""
    members: Members = field(default_factory=dict)
    """Categories that hold for all of it."""
    periods: RowPeriods | None = None
    """The column's own periods, where its header has one."""


def values_of(
    figures: Sequence[Figure], rows: Rows, mapped: Mapped, context: Context
) -> tuple[pd.DataFrame, list[Members]]:
    """``VALUE_COLUMNS`` of all figures, and the breakdowns they point to. Empty cells state nothing."""
    breakdowns = Breakdowns()
    parts = [_values(figure, rows, mapped, breakdowns, context) for figure in figures]
    filled = [part for part in parts if len(part)]
    values = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=VALUE_COLUMNS)
    _refuse_doubles(values, figures, breakdowns, context)
    return values, breakdowns.members


def _values(figure: Figure, rows: Rows, mapped: Mapped, breakdowns: Breakdowns, context: Context) -> pd.DataFrame:
    indicator, areas = figure.indicator, rows.areas
    wanted = areas.ne("") if figure.rows is None else figure.rows & areas.ne("")
    value, sign = read_column(mapped, figure.column, rule_of(indicator), context, wanted)
    codes = (figure.periods or rows.periods).codes(indicator.frequency, indicator.reference)
    stated = wanted & (value.notna() | sign.ne("")) & codes.ne("")
    if rows.is_official:
        stated &= ~_of_other_levels(indicator, areas, stated, figure.column, context)
    else:
        refuse_levels(figure.column, indicator, areas, stated, mapped, context)
    say_other_frequencies(figure.column, indicator, codes[stated], context)
    where = stated.to_numpy(dtype=bool)
    categories = {name: texts[where] for name, texts in rows.categories.items()}
    return pd.DataFrame(
        {
            "indicator": pd.array([indicator.code] * int(where.sum()), dtype="str"),
            "area": areas[where].array,
            "period": codes[where].array,
            "breakdown": breakdowns.of_rows(categories, figure.members, int(where.sum())),
            "value": value[where].array,
            "sign": sign[where].array,
            "line": mapped.table.lines[where],
        },
        columns=VALUE_COLUMNS,
    )


def _of_other_levels(
    indicator: Indicator, areas: "pd.Series[str]", stated: "pd.Series[bool]", column: Column, context: Context
) -> "pd.Series[bool]":
    present = areas[stated].unique().tolist()
    other = [area for area in present if level_of(area, context, indicator.levels[0]) not in indicator.levels]
    found = stated & areas.isin(other)
    if other:
        facts = {"count": number(int(found.sum())), "title": indicator.short}
        context.findings.add("rows-set-aside/level", column=column.header, facts=facts)
    return found


def level_of(area: str, context: Context, unknown: Level) -> str:
    """The level of an area: of the county's own places as registered, of others by the length of the code."""
    by_length = {"DE": "federation", 2: "state", 5: "district", 9: "association"}
    own = context.territory.levels.get(area)
    return own or by_length.get("DE" if area == "DE" else len(area), unknown)


def _refuse_doubles(values: pd.DataFrame, figures: Sequence[Figure], breakdowns: Breakdowns, context: Context) -> None:
    """The same key in two rows, or in two columns of one row; said once for each pair of rows and indicator."""
    repeated = values[values.duplicated(KEY)]
    if repeated.empty:
        return
    firsts = values.drop_duplicates(KEY)[[*KEY, "line"]].rename(columns={"line": "first"})
    pairs = repeated.merge(firsts, on=KEY).drop_duplicates(["indicator", "first", "line"])
    headers = {figure.indicator.code: figure.column.header for figure in figures}
    names = ("indicator", "area", "period", "breakdown", "first", "line")
    for indicator, area, period, breakdown, first, line in zip(*(pairs[name] for name in names), strict=True):
        members = ", ".join(breakdowns.members[breakdown].values())
        what = f"{context.territory.name(area)}, {Period.of(period).label}{f', {members}' if members else ''},"
        facts = {"what": what, "first": int(first), "second": int(line)}
        context.findings.add("key-twice", row=int(line), column=headers[indicator], value=what.rstrip(","), facts=facts)

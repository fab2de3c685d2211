"""The wide layout: one row per place and period, one column per indicator, to values."""

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.catalogue.entries import Indicator
from dashboard.formats import join
from dashboard.intake.content import VALUE_COLUMNS, Content
from dashboard.intake.context import Context
from dashboard.intake.facilities import is_sum, source_of, sum_words
from dashboard.intake.mapping import Column, Mapped, require_place_and_period
from dashboard.intake.numbers import Rule, read_column
from dashboard.intake.periods import RowPeriods, read_periods
from dashboard.intake.places import read_places
from dashboard.periods import Frequency, Period

LEVELS = {
    "municipality": "Gemeinden",
    "association": "Samtgemeinden",
    "district": "Landkreise",
    "state": "Länder",
    "federation": "Deutschland",
}
FREQUENCIES = {
    Frequency.MONTH: "Monat",
    Frequency.QUARTER: "Quartal",
    Frequency.HALF: "Halbjahr",
    Frequency.YEAR: "Jahr",
    Frequency.RANGE: "Zeitraum",
}


def read_wide(mapped: Mapped, context: Context) -> Content:
    """All values of the table; findings go to the context. Empty cells state nothing."""
    given = context.decisions.period is not None
    require_place_and_period(mapped, context.findings, period_given=given)
    rows = len(mapped.table.cells)
    if not mapped.of_kind("place") or not (mapped.of_kind("period") or given):
        return Content(rows_read=rows)
    whole, when = _rows_of_the_whole(mapped, context)
    areas = read_places(mapped, context, ~whole).mask(whole, context.territory.district.area)
    periods = read_periods(mapped, context, ~whole)
    periods = replace(periods, texts=periods.texts.mask(whole, when))
    columns: dict[str, Column] = {}
    for column in mapped.of_kind("indicator"):
        columns.setdefault(column.name, column)
    stated = [column for column in columns.values() if mapped.cells(column).ne("").any()]
    parts = [_values(column, areas, periods, mapped, context) for column in stated]
    filled = [part for part in parts if len(part)]
    values = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=VALUE_COLUMNS)
    _refuse_doubles(values, mapped, context)
    source = source_of([area for area in areas.unique() if area], context)
    return Content(rows_read=rows, values=values, source=source)


def _rows_of_the_whole(mapped: Mapped, context: Context) -> tuple["pd.Series[bool]", str]:
    """Rows without a place and with a word like „Summe“ for the period, and the one period that they are about.

    Where the other rows name several periods nobody can say which one is meant: then there are no such rows.
    """
    nothing = pd.Series(False, index=mapped.table.cells.index)
    columns = mapped.of_kind("period")
    if not columns:
        return nothing, ""
    texts = mapped.cells(columns[0])
    words = sum_words(context)
    whole = texts.map({text: is_sum(text, words) for text in texts.unique()}).astype(bool)
    for column in mapped.of_kind("place"):
        whole &= mapped.cells(column).eq("")
    others = texts[~whole & texts.ne("")].unique().tolist()
    return (whole, others[0]) if len(others) == 1 else (nothing, "")


def rule_of(indicator: Indicator) -> Rule:
    """What the catalogue says about an indicator's numbers."""
    whole = indicator.counts in ("persons", "things") and indicator.decimals == 0
    return Rule(
        indicator.short,
        whole=whole,
        unit=indicator.unit,
        decimals=indicator.decimals,
        minimum=indicator.minimum,
        maximum=indicator.maximum,
    )


def _values(
    column: Column, areas: "pd.Series[str]", periods: RowPeriods, mapped: Mapped, context: Context
) -> pd.DataFrame:
    """``VALUE_COLUMNS`` of one column."""
    indicator = context.catalogue.indicators[column.name]
    known = pd.Series(True, index=areas.index)
    value, sign = read_column(mapped, column, rule_of(indicator), context, known)
    codes = periods.codes(indicator.frequency, indicator.reference)
    stated = (value.notna() | sign.ne("")) & areas.ne("") & codes.ne("")
    refuse_levels(column, indicator, areas, stated, mapped, context)
    say_other_frequencies(column, indicator, codes[stated], context)
    where = stated.to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "indicator": pd.array([indicator.code] * int(where.sum()), dtype="str"),
            "area": areas[where].array,
            "period": codes[where].array,
            "breakdown": np.zeros(int(where.sum()), dtype=np.int64),
            "value": value[where].array,
            "sign": sign[where].array,
            "line": mapped.table.lines[where],
        }
    )


def refuse_levels(
    column: Column,
    indicator: Indicator,
    areas: "pd.Series[str]",
    stated: "pd.Series[bool]",
    mapped: Mapped,
    context: Context,
) -> None:
    """A figure that exists for the district only must not stand in a Gemeinde's row."""
    levels = context.territory.levels
    wrong = [area for area in areas[stated].unique() if levels.get(area, indicator.levels[0]) not in indicator.levels]
    texts = mapped.cells(column)
    for position in (stated & areas.isin(wrong)).to_numpy(dtype=bool).nonzero()[0]:
        facts = {
            "title": indicator.short,
            "place": context.territory.name(areas.iloc[position]),
            "levels": join([LEVELS[level] for level in indicator.levels]),
        }
        line = int(mapped.table.lines[position])
        context.findings.add("level-invalid", row=line, column=column.header, value=texts.iloc[position], facts=facts)


def say_other_frequencies(column: Column, indicator: Indicator, codes: "pd.Series[str]", context: Context) -> None:
    periods = [Period.of(code) for code in codes.unique()]
    other = sorted(period for period in periods if period.frequency is not indicator.frequency)
    if other:
        facts = {
            "title": indicator.short,
            "usual": FREQUENCIES[indicator.frequency],
            "periods": join([period.label for period in other[:5]]) + (" …" if len(other) > 5 else ""),
        }
        context.findings.add("frequency-other", column=column.header, facts=facts)


def _refuse_doubles(values: pd.DataFrame, mapped: Mapped, context: Context) -> None:
    """The same indicator, place and period in two rows; said once for each pair of rows."""
    key = ["indicator", "area", "period"]
    repeated = values[values.duplicated(key)]
    if repeated.empty:
        return
    firsts = values.drop_duplicates(key)[[*key, "line"]].rename(columns={"line": "first"})
    pairs = repeated.merge(firsts, on=key).drop_duplicates(["first", "line"])
    headers = {column.name: column.header for column in mapped.of_kind("indicator")}
    columns = (pairs[name] for name in ("indicator", "area", "period", "first", "line"))
    for indicator, area, period, first, line in zip(*columns, strict=True):
        what = f"{context.territory.name(area)}, {Period.of(period).label},"
        facts = {"what": what, "first": int(first), "second": int(line)}
        context.findings.add("key-twice", row=int(line), column=headers[indicator], value=what.rstrip(","), facts=facts)

"""Cells that name a period. A date is a period only for an indicator, whose frequency says which."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard.intake.cells import looked_up
from dashboard.intake.context import Context
from dashboard.intake.mapping import Column, Mapped
from dashboard.periods import Frequency, Period, PeriodInvalid, of_date, read


@dataclass
class RowPeriods:
    """The period of every row, as far as it can be said without an indicator."""

    texts: "pd.Series[str]"
    """What stands in the row; "" where the given period holds."""
    readings: dict[str, Period | date]
    """Per text what it says; texts that say nothing are not in it."""
    given: Period | None
    _known: dict[tuple[Frequency, tuple[int, int] | None], "pd.Series[str]"] = field(default_factory=dict)

    def codes(self, frequency: Frequency, reference: tuple[int, int] | None = None) -> "pd.Series[str]":
        """The period of every row for an indicator of this frequency; "" where there is none."""
        key = (frequency, reference)
        if key not in self._known:
            codes = {text: resolve(found, frequency, reference).code for text, found in self.readings.items()}
            codes[""] = self.given.code if self.given else ""
            self._known[key] = looked_up(self.texts, codes)
        return self._known[key]


def resolve(found: Period | date, frequency: Frequency, reference: tuple[int, int] | None = None) -> Period:
    """The period that a reading stands for with an indicator of this frequency."""
    return found if isinstance(found, Period) else of_date(found, frequency=frequency, reference=reference)


def read_periods(mapped: Mapped, context: Context, wanted: "pd.Series[bool]") -> RowPeriods:
    """Read the column of periods, and the period given for the whole file where the column is silent.

    Says which wanted rows have none, an unreadable one, or another one than was given.
    """
    given = context.decisions.period
    columns = mapped.of_kind("period")
    blank = pd.Series("", index=mapped.table.cells.index, dtype="str")
    if not columns:
        return RowPeriods(blank, {}, given)
    column = columns[0]
    texts = mapped.cells(column)
    hints = {period.name: period.frequency for period in context.catalogue.vocabulary.periods}
    readings: dict[str, Period | date] = {}
    wrong: dict[str, str] = {}
    for text in texts[wanted & texts.ne("")].unique().tolist():
        try:
            readings[text] = read(text, frequency=hints[column.name])
        except PeriodInvalid as reason:
            wrong[text] = str(reason)
    _say_what_is_wrong(texts, wrong, wanted, column, mapped, context)
    _compare_with_given(texts, readings, wanted, column, mapped, context)
    if given is None:
        missing = wanted & texts.eq("")
        for line in mapped.table.lines[missing.to_numpy()]:
            facts = {"where": "in dieser Zeile keine Angabe"}
            context.findings.add("period-missing", row=int(line), column=column.header, facts=facts)
    return RowPeriods(texts, readings, given)


def _say_what_is_wrong(
    texts: "pd.Series[str]",
    wrong: dict[str, str],
    wanted: "pd.Series[bool]",
    column: Column,
    mapped: Mapped,
    context: Context,
) -> None:
    for position in (wanted & texts.isin(list(wrong))).to_numpy().nonzero()[0]:
        text = texts.iloc[position]
        line = int(mapped.table.lines[position])
        context.findings.add(
            "period-invalid", row=line, column=column.header, value=text, facts={"reason": wrong[text]}
        )


def _compare_with_given(
    texts: "pd.Series[str]",
    readings: dict[str, Period | date],
    wanted: "pd.Series[bool]",
    column: Column,
    mapped: Mapped,
    context: Context,
) -> None:
    given = context.decisions.period
    if given is None:
        return
    other = [text for text, found in readings.items() if resolve(found, given.frequency) != given]
    for position in (wanted & texts.isin(other)).to_numpy().nonzero()[0]:
        text = texts.iloc[position]
        facts = {"stated": f"„{text}“", "given": given.label}
        line = int(mapped.table.lines[position])
        context.findings.add("period-contradicts", row=line, column=column.header, value=text, facts=facts)

"""The flat layout of GENESIS: one row per cell of an official table, read by the table's profile."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalogue.profiles import FlatProfile, Profile
from dashboard.formats import join, number
from dashboard.geography.matching import Outcome
from dashboard.intake.cells import looked_up
from dashboard.intake.content import VALUE_COLUMNS, Content
from dashboard.intake.context import Context
from dashboard.intake.flat_categories import breakdowns
from dashboard.intake.flat_columns import FlatColumns, number_of
from dashboard.intake.flat_totals import with_totals
from dashboard.intake.periods import resolve
from dashboard.intake.recognition import Table
from dashboard.intake.small_zeros import marked
from dashboard.periods import Frequency, Period, PeriodInvalid, read
from dashboard.tables.numbers import read_numbers

Bools = npt.NDArray[np.bool_]


def find_profile(table: Table, columns: FlatColumns, context: Context) -> FlatProfile | None:
    """The profile of the table, given or recognised; None with a finding where there is none or another was given.

    An open profile comes back as it is for the variables of this table.
    """
    profiles, wanted = context.catalogue.profiles, context.decisions.profile
    measured = _measured(table, columns)
    names = columns.dimension_names(table, context.catalogue)
    found: FlatProfile | None = None
    if not wanted:
        fitting = (context.catalogue.profile_of(code, variable, names, label) for code, variable, label in measured)
        found = next((one for one in fitting if one is not None), None)
        if found is None:
            statistic = measured[0][0] if measured else ""
            flat = [profile.id for profile in profiles.values() if isinstance(profile, FlatProfile)]
            said = {"statistic": statistic, "variables": ", ".join(names), "known": join(flat)}
            context.findings.add("profile-unknown", row=table.header_line, facts=said)
            return None
        return found.over(names)
    profile = profiles.get(wanted)
    if profile is None:
        reason = f"Ein Profil dieses Namens gibt es nicht. Bekannt sind: {join(list(profiles))}."
    elif not isinstance(profile, FlatProfile):
        reason = "Sie ist eine flache Tabelle, das Profil beschreibt einen anderen Aufbau."
    elif any(profile.fits(code, variable, names, label) for code, variable, label in measured):
        return profile.over(names)
    else:
        listed = join([f"{statistic} ({variable})" for statistic, variable, _ in measured[:5]])
        reason = f"Sie enthält die Statistik {listed} nach {join(list(names))}."
    context.findings.add("profile-mismatch", row=table.header_line, facts={"profile": wanted, "reason": reason})
    return None


def _measured(table: Table, columns: FlatColumns) -> list[tuple[str, str, str]]:
    """Statistics, measured variables and their labels in the table."""
    names = ("statisticscode", "valuevariablecode", "valuevariablelabel")
    pairs = pd.DataFrame({name: columns.cells(table, name) for name in names}).drop_duplicates()
    return list(pairs.itertuples(index=False, name=None))


def read_flat(table: Table, context: Context) -> tuple[Content, Profile | None]:
    """Values of the district (and of areas kept for comparison) with their breakdowns, and the total by the profile."""
    columns = FlatColumns.of(table)
    profile = find_profile(table, columns, context)
    rows = len(table.cells)
    if profile is None:
        return Content(rows_read=rows), None
    about = _rows_of(table, columns, profile, context)
    areas = _areas(table, columns, profile, about, context)
    kept = areas.ne("").to_numpy(dtype=bool)
    _check_unit(table, columns, profile, kept, context)
    periods = _periods(table, columns, profile, kept, context)
    codes, members = breakdowns(table, columns, profile, kept, context)
    value, sign = _numbers(table, columns, profile, kept, context)
    good = (
        kept & periods.ne("").to_numpy(dtype=bool) & (codes >= 0) & (value.notna() | sign.ne("")).to_numpy(dtype=bool)
    )
    values = pd.DataFrame(
        {
            "indicator": pd.array([profile.indicator] * int(good.sum()), dtype="str"),
            "area": areas[good].array,
            "period": periods[good].array,
            "breakdown": codes[good],
            "value": value[good].array,
            "sign": sign[good].array,
            "line": table.lines[good],
        },
        columns=VALUE_COLUMNS,
    )
    _refuse_doubles(values, table, columns, context)
    content = Content(rows_read=rows, values=marked(values, profile), members=members, source=profile.source)
    return with_totals(content, profile, context), profile


def _rows_of(table: Table, columns: FlatColumns, profile: FlatProfile, context: Context) -> Bools:
    """The rows that are about what the profile describes; others, of another variable, are counted and set aside."""
    recognition = profile.recognition
    about = columns.cells(table, "statisticscode").eq(recognition.statistic).to_numpy(dtype=bool, copy=True)
    triples = pd.DataFrame(
        {name: columns.cells(table, name) for name in ("valuevariablecode", "valuevariablelabel")}
    ).drop_duplicates()
    for code, label in triples.itertuples(index=False, name=None):
        if not recognition.measures(recognition.statistic, code, label):
            same = columns.cells(table, "valuevariablecode").eq(code) & columns.cells(table, "valuevariablelabel").eq(
                label
            )
            about = about & ~same.to_numpy(dtype=bool)
    for variable in (profile.area.variable, *(dimension.variable for dimension in profile.dimensions)):
        cells = columns.cells(table, f"{number_of(table, columns, variable)}variablecode")
        about = about & cells.eq(variable).to_numpy(dtype=bool)
    for selection in profile.select:
        prefix = number_of(table, columns, selection.variable)
        about = about & columns.cells(table, f"{prefix}variablecode").eq(selection.variable).to_numpy(dtype=bool)
        about = about & columns.cells(table, f"{prefix}variableattributecode").isin(selection.codes).to_numpy(
            dtype=bool
        )
    if not about.all():
        context.findings.add("rows-set-aside/variable", facts={"count": number(int((~about).sum()))})
    return about


def _areas(
    table: Table, columns: FlatColumns, profile: FlatProfile, about: Bools, context: Context
) -> "pd.Series[str]":
    """The area of every row that is kept; "" for rows of other areas, which are counted."""
    prefix = number_of(table, columns, profile.area.variable)
    texts = columns.cells(table, f"{prefix}variableattributecode")
    territory = context.territory
    found: dict[str, str] = {}
    for text in texts[about].unique().tolist():
        match = territory.matcher.match(text)
        inside = match.outcome is Outcome.FOUND or match.area in territory.compared
        found[text] = (match.area or "") if inside else ""
    areas = looked_up(texts, found).where(about, "")
    aside = int((about & areas.eq("").to_numpy(dtype=bool)).sum())
    if aside == len(areas):
        facts = {"count": number(aside), "district": territory.district.name}
        context.findings.add("nothing-usable", row=int(table.lines[0]), facts=facts)
    elif aside:
        context.findings.add("rows-set-aside", facts={"count": number(aside)})
    return areas


def _periods(
    table: Table, columns: FlatColumns, profile: FlatProfile, kept: Bools, context: Context
) -> "pd.Series[str]":
    texts = columns.cells(table, "time")
    indicator = context.catalogue.indicators[profile.indicator]
    codes: dict[str, str] = {}
    for text in texts[kept].unique().tolist():
        try:
            found = read(text, frequency=profile.period.frequency)
        except PeriodInvalid as reason:
            rows = kept & texts.eq(text).to_numpy(dtype=bool)
            facts = {"reason": str(reason)}
            context.findings.add_rows("period-invalid", table.lines[rows], texts[rows], column="time", facts=facts)
            continue
        codes[text] = _period(found, profile, indicator.reference).code
        given = context.decisions.period
        if given is not None and codes[text] != given.code:
            rows = kept & texts.eq(text).to_numpy(dtype=bool)
            facts = {"stated": f"„{text}“", "given": given.label}
            context.findings.add_rows("period-contradicts", table.lines[rows], texts[rows], column="time", facts=facts)
    return looked_up(texts, codes)


def _period(found: Period | date, profile: FlatProfile, reference: tuple[int, int] | None) -> Period:
    """The period of an official date; for a yearly figure with its own date (30.06.) another one is only a month."""
    if isinstance(found, date) and reference is not None and (found.month, found.day) != reference:
        return resolve(found, Frequency.MONTH)
    return resolve(found, profile.period.frequency, reference)


def _check_unit(table: Table, columns: FlatColumns, profile: FlatProfile, kept: Bools, context: Context) -> None:
    units = columns.cells(table, "valueunit")
    other = kept & units.ne(profile.unit).to_numpy(dtype=bool)
    facts = {"profile": profile.id, "unit": profile.unit}
    context.findings.add_rows("unit-unexpected", table.lines[other], units[other], column="value_unit", facts=facts)


def _numbers(
    table: Table, columns: FlatColumns, profile: FlatProfile, kept: Bools, context: Context
) -> tuple["pd.Series[float]", "pd.Series[str]"]:
    texts = columns.cells(table, "value")
    whole = context.catalogue.indicators[profile.indicator].decimals == 0
    read_values = read_numbers(texts, whole=whole)
    wrong = kept & (read_values.invalid | texts.eq("") | read_values.unit.ne("")).to_numpy(dtype=bool)
    context.findings.add_rows("number-invalid", table.lines[wrong], texts[wrong], column="value")
    return read_values.value, read_values.sign


def _refuse_doubles(values: pd.DataFrame, table: Table, columns: FlatColumns, context: Context) -> None:
    key = ["area", "period", "breakdown"]
    repeated = values.duplicated(key)
    if not repeated.any():
        return
    firsts = values.drop_duplicates(key)[[*key, "line"]].rename(columns={"line": "first"})
    pairs = values[repeated].merge(firsts, on=key)
    column = table.headers[columns.by_name["value"]]
    for first, line in zip(pairs["first"], pairs["line"], strict=True):
        facts = {
            "what": "Dieselbe Kombination von Gebiet, Zeit und Kategorien",
            "first": int(first),
            "second": int(line),
        }
        context.findings.add("key-twice", row=int(line), column=column, facts=facts)

"""The flat layout of GENESIS: one row per cell of an official table, read by the table's profile."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalogue.headers import normalise
from dashboard.catalogue.profiles import Profile, ProfileDimension
from dashboard.formats import join, number
from dashboard.geography.matching import Outcome
from dashboard.intake.cells import looked_up
from dashboard.intake.content import VALUE_COLUMNS, Content, Members
from dashboard.intake.context import Context
from dashboard.intake.flat_totals import with_totals
from dashboard.intake.periods import resolve
from dashboard.intake.recognition import Table
from dashboard.periods import PeriodInvalid, read
from dashboard.tables.numbers import read_numbers

Codes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class FlatColumns:
    """Where in the table what stands: positions of columns."""

    by_name: dict[str, int]
    variables: tuple[str, ...]
    """Prefixes („1“, „2“ …) of the variables in it."""

    @classmethod
    def of(cls, table: Table) -> "FlatColumns":
        """From the header as GENESIS writes it."""
        by_name = {normalise(header): position for position, header in enumerate(table.headers) if header}
        numbers = [str(number) for number in range(1, len(by_name)) if f"{number}variablecode" in by_name]
        return cls(by_name, tuple(numbers))

    def cells(self, table: Table, name: str) -> "pd.Series[str]":
        """A column by its name without underscores; all empty where the table has none."""
        position = self.by_name.get(name)
        if position is None:
            return pd.Series("", index=table.cells.index, dtype="str")
        return table.cells[position]


def find_profile(table: Table, columns: FlatColumns, context: Context) -> Profile | None:
    """The profile of the table, given or recognised; None with a finding where there is none or another was given."""
    profiles, wanted = context.catalogue.profiles, context.decisions.profile
    measured = _measured(table, columns)
    variables = [columns.cells(table, f"{number}variablecode").iloc[:1].tolist() for number in columns.variables]
    named = [texts[0] for texts in variables if texts and texts[0]]
    if not wanted:
        found = (context.catalogue.profile_of(statistic, variable, named) for statistic, variable in measured)
        profile = next((one for one in found if one is not None), None)
        if profile is None:
            statistic = measured[0][0] if measured else ""
            said = {"statistic": statistic, "variables": ", ".join(named), "known": join(list(profiles))}
            context.findings.add("profile-unknown", row=table.header_line, facts=said)
        return profile
    profile = profiles.get(wanted)
    if profile is None:
        reason = f"Ein Profil dieses Namens gibt es nicht. Bekannt sind: {join(list(profiles))}."
    elif any(profile.recognition.fits(statistic, variable, named) for statistic, variable in measured):
        return profile
    else:
        listed = join([f"{statistic} ({variable})" for statistic, variable in measured[:5]])
        reason = f"Sie enthält die Statistik {listed} nach {join(named)}."
    context.findings.add("profile-mismatch", row=table.header_line, facts={"profile": wanted, "reason": reason})
    return None


def _measured(table: Table, columns: FlatColumns) -> list[tuple[str, str]]:
    """Pairs of statistic and measured variable in the table."""
    names = ("statisticscode", "valuevariablecode")
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
    codes, members = _breakdowns(table, columns, profile, kept, context)
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
    content = Content(rows_read=rows, values=values, members=members, source=profile.source)
    return with_totals(content, profile, context), profile


def _number_of(table: Table, columns: FlatColumns, variable: str) -> str:
    """The prefix of a variable's columns; the same in all rows of a table."""
    for prefix in columns.variables:
        if columns.cells(table, f"{prefix}variablecode").iloc[:1].tolist() == [variable]:
            return prefix
    raise KeyError(variable)


def _rows_of(table: Table, columns: FlatColumns, profile: Profile, context: Context) -> Bools:
    """The rows that are about what the profile describes; others, of another variable, are counted and set aside."""
    expected = {
        "statisticscode": profile.recognition.statistic,
        "valuevariablecode": profile.recognition.value_variable,
    }
    for variable in profile.recognition.variables:
        expected[f"{_number_of(table, columns, variable)}variablecode"] = variable
    about = np.ones(len(table.cells), dtype=np.bool_)
    for name, code in expected.items():
        about &= columns.cells(table, name).eq(code).to_numpy(dtype=bool)
    if not about.all():
        context.findings.add("rows-set-aside/variable", facts={"count": number(int((~about).sum()))})
    return about


def _areas(table: Table, columns: FlatColumns, profile: Profile, about: Bools, context: Context) -> "pd.Series[str]":
    """The area of every row that is kept; "" for rows of other areas, which are counted."""
    prefix = _number_of(table, columns, profile.area.variable)
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


def _periods(table: Table, columns: FlatColumns, profile: Profile, kept: Bools, context: Context) -> "pd.Series[str]":
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
        codes[text] = resolve(found, profile.period.frequency, indicator.reference).code
    return looked_up(texts, codes)


def _breakdowns(
    table: Table, columns: FlatColumns, profile: Profile, kept: Bools, context: Context
) -> tuple[Codes, list[Members]]:
    """Position of every row's breakdown among the members; -1 where a category is not known."""
    combined = np.zeros(len(table.cells), dtype=np.int64)
    names: list[list[str | None]] = []
    for dimension in profile.dimensions:
        codes, categories = _categories(table, columns, dimension, profile, kept, context)
        names.append(categories)
        combined = combined * len(categories) + codes
    distinct, positions = np.unique(combined, return_inverse=True)
    members: list[Members] = [{}]
    known: dict[tuple[tuple[str, str], ...], int] = {(): 0}
    target = np.zeros(len(distinct), dtype=np.int64)
    for index, code in enumerate(distinct.tolist()):
        pairs: list[tuple[str, str]] = []
        for dimension, categories in zip(reversed(profile.dimensions), reversed(names), strict=True):
            code, category = divmod(code, len(categories))
            name = categories[category]
            if name is None:
                pairs = []
                target[index] = -1
                break
            if name:
                pairs.append((dimension.name, name))
        if target[index] >= 0:
            target[index] = known.setdefault(tuple(sorted(pairs)), len(members))
            if target[index] == len(members):
                members.append(dict(pairs))
    return target[positions], members


def _categories(
    table: Table,
    columns: FlatColumns,
    dimension: ProfileDimension,
    profile: Profile,
    kept: Bools,
    context: Context,
) -> tuple[Codes, list[str | None]]:
    """Per row a number, and per number the category: "" for a margin, None for one the profile does not know."""
    prefix = _number_of(table, columns, dimension.variable)
    texts = columns.cells(table, f"{prefix}variableattributecode")
    labels = columns.cells(table, f"{prefix}variableattributelabel")
    codes, distinct = pd.factorize(texts)
    firsts = np.unique(codes, return_index=True)[1]
    label_of = dict(zip(distinct.tolist(), labels.iloc[firsts].tolist(), strict=True))
    used = set(np.unique(codes[kept]).tolist())
    categories: list[str | None] = []
    for position, code in enumerate(distinct.tolist()):
        name = "" if code in dimension.margins else dimension.member(code, label_of[code])
        categories.append(name)
        if name is None and position in used:
            rows = kept & (codes == position)
            facts = {"code": code, "label": label_of[code], "profile": profile.id}
            header = table.headers[columns.by_name[f"{prefix}variableattributecode"]]
            values = [code] * int(rows.sum())
            context.findings.add_rows("category-unknown", table.lines[rows], values, column=header, facts=facts)
    return codes.astype(np.int64), categories


def _check_unit(table: Table, columns: FlatColumns, profile: Profile, kept: Bools, context: Context) -> None:
    units = columns.cells(table, "valueunit")
    other = kept & units.ne(profile.unit).to_numpy(dtype=bool)
    facts = {"profile": profile.id, "unit": profile.unit}
    context.findings.add_rows("unit-unexpected", table.lines[other], units[other], column="value_unit", facts=facts)


def _numbers(
    table: Table, columns: FlatColumns, profile: Profile, kept: Bools, context: Context
) -> tuple["pd.Series[float]", "pd.Series[str]"]:
    texts = columns.cells(table, "value")
    whole = context.catalogue.indicators[profile.indicator].decimals == 0
    read_values = read_numbers(texts, whole=whole)
    wrong = kept & (read_values.invalid | texts.eq("")).to_numpy(dtype=bool)
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

"""The long layout: one row per value, with its indicator in a column or, as in Open SDG, said once for the file."""

from dataclasses import replace

import pandas as pd

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.profiles_tables import LongProfile
from dashboard.formats import number
from dashboard.intake.breakdown import dimension_name, is_remark
from dashboard.intake.categories import not_taken, read_categories, with_sums
from dashboard.intake.content import Content
from dashboard.intake.context import Context
from dashboard.intake.decisions import BREAKDOWN, COLUMN, INDICATOR, NOT_TAKEN, UNIT, WHOLE_FILE, question
from dashboard.intake.facilities import source_of
from dashboard.intake.findings import Choice
from dashboard.intake.mapping import Column, Mapped, require_place_and_period
from dashboard.intake.official_places import read_official_places
from dashboard.intake.periods import read_periods
from dashboard.intake.places import read_places
from dashboard.intake.small_zeros import marked
from dashboard.intake.statements import Figure, Rows, values_of


def as_breakdowns(mapped: Mapped, context: Context) -> Mapped:
    """Every column that is nothing else is a breakdown; it is said, and a person can leave it out.

    A remark is none: each would be a category of its own.
    """
    columns = []
    for column in mapped.columns:
        taken = column.kind is None and column.header and not mapped.table.is_nameless(column.position)
        if taken and not is_remark(column.header, context.catalogue):
            decided = context.answers.to(COLUMN, column.header)
            if decided != NOT_TAKEN:
                name = dimension_name(column.header, context.catalogue)
                column = replace(column, kind="dimension", name=name, title=column.header)
                context.findings.add(
                    "column-breakdown",
                    row=mapped.table.header_line,
                    column=column.header,
                    question=question(COLUMN, column.header),
                    choices=[Choice(BREAKDOWN, "Gliederung"), Choice(NOT_TAKEN, "nicht übernehmen")],
                    facts={"header": column.header},
                )
        columns.append(column)
    return Mapped(mapped.table, tuple(columns))


def read_long(mapped: Mapped, context: Context, profile: LongProfile | None = None) -> Content:
    """All values of the table; findings go to the context. Rows of indicators nobody knows are said and left out."""
    table = mapped.table
    content = Content(rows_read=len(table.cells))
    given = context.decisions.period is not None
    require_place_and_period(mapped, context.findings, period_given=given)
    column = mapped.named("wert")
    if column is None or not mapped.of_kind("place") or not (mapped.of_kind("period") or given):
        return content
    indicators = _indicators(mapped, profile, context)
    known = indicators.ne("")
    dimensions = mapped.of_kind("dimension")
    known &= ~not_taken(mapped, dimensions, context)
    if profile is not None:
        areas = read_official_places(mapped, context).where(known, "")
    else:
        areas = read_places(mapped, context, known)
    known &= _units_fit(mapped, indicators, areas, context)
    areas = areas.where(known, "")
    periods = read_periods(mapped, context, areas.ne(""))
    rows = Rows(areas, periods, read_categories(mapped, dimensions, context), profile is not None)
    figures = [
        Figure(column, context.catalogue.indicators[code], rows=indicators.eq(code))
        for code in indicators[areas.ne("")].unique().tolist()
    ]
    values, members = values_of(figures, rows, mapped, context)
    source = profile.source if profile else source_of([area for area in areas.unique() if area], context)
    content = replace(content, values=marked(values, profile), members=members, source=source)
    for note in profile.notes if profile else ():
        context.findings.add("profile-note", facts={"text": note})
    return with_sums(content, {one.name: one.header for one in dimensions}, context)


def _indicators(mapped: Mapped, profile: LongProfile | None, context: Context) -> "pd.Series[str]":
    """Code of the indicator per row, "" where the row is not taken over."""
    column = mapped.named("kennzahl")
    index = mapped.table.cells.index
    if column is None:
        return pd.Series(_indicator_of_file(mapped, profile, context), index=index, dtype="str")
    texts = mapped.cells(column)
    codes = {text: _indicator(text, column, texts, mapped, context) for text in texts.unique().tolist()}
    return texts.map(codes).astype("str")


def _indicator(text: str, column: Column, texts: "pd.Series[str]", mapped: Mapped, context: Context) -> str:
    catalogue, rows = context.catalogue, texts.eq(text).to_numpy(dtype=bool)
    first, count = int(mapped.table.lines[rows.argmax()]), int(rows.sum())
    if not text:
        context.findings.add_rows("indicator-missing/row", mapped.table.lines[rows], texts[rows], column=column.header)
        return ""
    answer = context.answers.to(INDICATOR, text)
    if answer == NOT_TAKEN:
        facts = {"count": number(count), "what": f"„{text}“"}
        context.findings.add("rows-not-taken", column=column.header, facts=facts)
        return ""
    match = catalogue.headers.indicator(answer or text)
    if answer is not None and match is None:
        context.answers.reject(INDICATOR, text, f"Die Kennzahl „{answer}“ gibt es nicht (mehr).")
        match = catalogue.headers.indicator(text)
    if match is not None and match.kind == "indicator":
        return match.name
    facts = {"header": f"{text} ({number(count)} Zeilen)"}
    if match is not None:
        entry = catalogue.indicators[match.name]
        code = "column-computed" if match.kind == "computed" else "indicator-disabled"
        said = {**facts, "title": entry.short, "reason": entry.disable_reason}
        context.findings.add(code, row=first, column=column.header, value=text, facts=said)
        return ""
    near = [
        Choice(one.name, one.spelling) for one in catalogue.headers.suggest(text, "wide") if one.kind == "indicator"
    ]
    context.findings.add(
        "indicator-unknown",
        row=first,
        column=column.header,
        value=text,
        question=question(INDICATOR, text),
        choices=[*near, *(one for one in choices(catalogue) if one not in near), Choice(NOT_TAKEN, "nicht übernehmen")],
        facts={"text": text, "count": number(count)},
    )
    return ""


def _indicator_of_file(mapped: Mapped, profile: LongProfile | None, context: Context) -> str:
    """The one indicator of a file without a column for it: the profile's, or as a person says."""
    if profile is not None and profile.indicator is not None:
        return profile.indicator
    catalogue = context.catalogue
    answer = context.answers.to(INDICATOR, WHOLE_FILE)
    match = catalogue.headers.indicator(answer) if answer is not None else None
    if match is not None and match.kind == "indicator":
        return match.name
    if answer is not None:
        context.answers.reject(INDICATOR, WHOLE_FILE, f"Die Kennzahl „{answer}“ gibt es nicht (mehr).")
    asked = question(INDICATOR, WHOLE_FILE)
    context.findings.add("indicator-missing", row=mapped.table.header_line, question=asked, choices=choices(catalogue))
    return ""


def choices(catalogue: Catalogue) -> list[Choice]:
    """All indicators that a file may bring."""
    return [Choice(entry.code, entry.short) for entry in catalogue.enabled() if entry.reported]


def _units_fit(
    mapped: Mapped, indicators: "pd.Series[str]", areas: "pd.Series[str]", context: Context
) -> "pd.Series[bool]":
    """Rows whose unit can be their indicator's; another one is an error until a person leaves its rows out."""
    fits = pd.Series(True, index=indicators.index)
    column = mapped.named("einheit")
    if column is None:
        return fits
    texts, kept = mapped.cells(column), areas.ne("")
    for code, unit in (
        pd.DataFrame({"code": indicators[kept], "unit": texts[kept]}).drop_duplicates().itertuples(index=False)
    ):
        entry: Indicator = context.catalogue.indicators[code]
        if not unit or context.catalogue.headers.find(f"{code} ({unit})", "wide") is not None:
            continue
        rows = kept & indicators.eq(code) & texts.eq(unit)
        fits &= ~rows
        if context.answers.to(UNIT, unit) == NOT_TAKEN:
            facts = {"count": number(int(rows.sum())), "what": f"„{unit}“"}
            context.findings.add("rows-not-taken", column=column.header, facts=facts)
            continue
        context.findings.add(
            "unit-unexpected/rows",
            row=int(mapped.table.lines[rows.to_numpy(dtype=bool).argmax()]),
            column=column.header,
            value=unit,
            question=question(UNIT, unit),
            choices=[Choice(NOT_TAKEN, "Zeilen mit dieser Einheit nicht übernehmen")],
            facts={"title": entry.short, "unit": entry.unit, "count": number(int(rows.sum()))},
        )
    return fits

"""Tables with a header of several rows: official ones by their profile, others as a person maps their columns."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.headers import normalise
from dashboard.catalogue.profiles_tables import ClassicProfile
from dashboard.formats import number
from dashboard.intake.categories import not_taken, read_categories, with_sums
from dashboard.intake.column_contents import refuse_open_texts
from dashboard.intake.content import Content
from dashboard.intake.context import Context
from dashboard.intake.decisions import PLACE, WHOLE_FILE, question
from dashboard.intake.facilities import source_of
from dashboard.intake.findings import Choice
from dashboard.intake.header_block import own_period
from dashboard.intake.mapping import Mapped
from dashboard.intake.official_places import read_official_places
from dashboard.intake.periods import RowPeriods, read_periods, resolve
from dashboard.intake.places import read_places
from dashboard.intake.small_zeros import marked
from dashboard.intake.statements import Figure, Rows, level_of, values_of
from dashboard.intake.title_facts import title_period, title_place
from dashboard.periods import PeriodInvalid, read

THOUSANDS = re.compile(r"\b(?:1[.\s\u00a0]?000(?![.\s]?\d)|Tsd|Tausend|Mio|Millionen)\b", re.IGNORECASE)


def read_classic(mapped: Mapped, context: Context, profile: ClassicProfile | None = None) -> Content:
    """All values of the mapped columns, with the rows' and columns' categories as breakdowns; findings to the context.

    Without a profile nothing is added up unless a person has said which categories make the whole.
    """
    table = mapped.table
    is_official = profile is not None or table.layout == "classic"
    areas = _areas(mapped, context, is_official)
    if profile is not None:
        areas = _of_levels(areas, profile, context)
    else:
        refuse_open_texts(mapped, context)
    dimensions = mapped.of_kind("dimension")
    areas = areas.mask(not_taken(mapped, dimensions, context), "")
    figures = _figures(mapped, profile, context)
    periods = _periods(mapped, areas.ne(""), figures, context)
    content = Content(rows_read=len(table.cells))
    if periods is None or not areas.ne("").any():
        return content
    figures = [_with_own_period(figure, periods, mapped, context) for figure in figures]
    categories = read_categories(mapped, dimensions, context)
    rows = Rows(areas, periods, categories, is_official)
    values, members = values_of(figures, rows, mapped, context)
    source = profile.source if profile else source_of([area for area in areas.unique() if area], context)
    content = replace(content, values=marked(values, profile), members=members, source=source)
    if profile is not None:
        for note in profile.notes:
            context.findings.add("profile-note", facts={"text": note})
        return content
    return with_sums(content, {column.name: column.header for column in dimensions}, context)


def _figures(mapped: Mapped, profile: ClassicProfile | None, context: Context) -> list[Figure]:
    """The columns of figures; a profile's may be about one category as a whole."""
    indicators = context.catalogue.indicators
    fixed = {}
    if profile is not None:
        for one in profile.columns:
            fixed[one.form] = {member.dimension: member.name for member in one.members}
    found = []
    for column in mapped.of_kind("indicator"):
        members = fixed.get(_form(mapped, column.position), {})
        _warn_of_thousands(mapped, column.position, indicators[column.name], context)
        found.append(Figure(column, indicators[column.name], members=members))
    return found


def _form(mapped: Mapped, position: int) -> tuple[str, ...]:
    texts = mapped.table.parts[position] if mapped.table.parts else (mapped.table.headers[position],)
    return tuple(normalise(text) for text in texts)


def _warn_of_thousands(mapped: Mapped, position: int, indicator: Indicator, context: Context) -> None:
    """„1 000“ or „Tsd.“ over a column of a figure that is counted one by one."""
    texts = [*(mapped.table.parts[position] if mapped.table.parts else ()), *(text for _, text in mapped.table.titles)]
    said = next((text for text in texts if THOUSANDS.search(text)), None)
    if said is not None and not THOUSANDS.search(indicator.unit):
        column = mapped.table.headers[position]
        facts = {"text": said, "title": indicator.short, "unit": indicator.unit}
        context.findings.add("unit-factor", row=mapped.table.header_line, column=column, facts=facts)


def _areas(mapped: Mapped, context: Context, is_official: bool) -> "pd.Series[str]":
    table = mapped.table
    if mapped.of_kind("place"):
        if is_official:
            return read_official_places(mapped, context)
        return read_places(mapped, context, pd.Series(True, index=table.cells.index))
    area = _area_of_file(mapped, context)
    return pd.Series(area, index=table.cells.index, dtype="str")


def _area_of_file(mapped: Mapped, context: Context) -> str:
    """The one place of a table without a column for it: as a person says, else as a line of its title does."""
    territory = context.territory
    answer = context.answers.to(PLACE, WHOLE_FILE)
    allowed = [*territory.levels, *territory.compared]
    if answer in allowed:
        return answer or ""
    if answer is not None:
        context.answers.reject(PLACE, WHOLE_FILE, f"„{answer}“ ist kein Ort des Landkreises (mehr).")
    choices = [Choice(area, f"{territory.name(area)} ({area})") for area in allowed]
    asked = question(PLACE, WHOLE_FILE)
    stated = title_place(mapped.table, context)
    if stated is not None:
        text, area = stated
        facts = {"text": text, "place": territory.name(area)}
        context.findings.add("place-from-title", question=asked, choices=choices, facts=facts)
        return area
    context.findings.add("place-missing/file", row=mapped.table.header_line, question=asked, choices=choices)
    return ""


def _of_levels(areas: "pd.Series[str]", profile: ClassicProfile, context: Context) -> "pd.Series[str]":
    """Areas of the levels that the profile takes over."""
    unknown = profile.area.levels[0]
    other = [a for a in areas.unique().tolist() if a and level_of(a, context, unknown) not in profile.area.levels]
    return areas.mask(areas.isin(other), "")


def _periods(
    mapped: Mapped, wanted: "pd.Series[bool]", figures: Sequence[Figure], context: Context
) -> RowPeriods | None:
    """Periods by row, else of the whole table: as given, else as the title says; None with a finding elsewhere."""
    table, given = mapped.table, context.decisions.period
    blank = pd.Series("", index=table.cells.index, dtype="str")
    if mapped.of_kind("period"):
        return read_periods(mapped, context, wanted)
    if given is not None or (figures and all(_own(mapped, figure) for figure in figures)):
        return RowPeriods(blank, {}, given)
    stated = title_period(table)
    if stated is not None:
        text, reading = stated
        context.findings.add("period-from-title", facts={"text": text})
        return RowPeriods(blank.mask(wanted, text), {text: reading}, None)
    if figures:
        context.findings.add("period-missing", row=table.header_line, facts={"where": "keine Spalte dafür"})
        return None
    return RowPeriods(blank, {}, None)


def _own(mapped: Mapped, figure: Figure) -> str:
    texts = mapped.table.parts[figure.column.position] if mapped.table.parts else ()
    return own_period(texts)


def _with_own_period(figure: Figure, rows: RowPeriods, mapped: Mapped, context: Context) -> Figure:
    """The figure with the year or date over its column; another one beside it, in the row or given, is an error."""
    text = _own(mapped, figure)
    if not text:
        return figure
    try:
        reading = read(text)
    except PeriodInvalid:
        return figure
    blank = pd.Series(text, index=mapped.table.cells.index, dtype="str")
    own = RowPeriods(blank, {text: reading}, None)
    frequency, reference = figure.indicator.frequency, figure.indicator.reference
    beside = set(rows.codes(frequency, reference).unique().tolist()) - {""}
    code = resolve(reading, frequency, reference).code
    if beside - {code}:
        facts = {
            "stated": f"„{text}“",
            "given": f"{number(len(beside))} andere Angabe(n): {', '.join(sorted(beside)[:3])}",
        }
        row, header = mapped.table.header_line, figure.column.header
        context.findings.add("period-contradicts", row=row, column=header, value=text, facts=facts)
    return replace(figure, periods=own)

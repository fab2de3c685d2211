"""The facilities layout: one row per accommodation and quarter, to typed rows."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.accommodation.identity import facility_key
from dashboard.accommodation.models import FIGURES
from dashboard.catalogue.headers import normalise
from dashboard.intake import flats
from dashboard.intake.cells import looked_up
from dashboard.intake.content import FACILITY_COLUMNS, Content
from dashboard.intake.context import Context
from dashboard.intake.mapping import Mapped, require_columns
from dashboard.intake.numbers import Rule, read_column
from dashboard.intake.periods import RowPeriods, read_periods
from dashboard.intake.places import match_texts, read_places
from dashboard.intake.positions import read_positions
from dashboard.intake.words import read_dates, read_kinds, read_yes_no, refuse_long_texts
from dashboard.periods import Frequency, Period

LIMITS = {
    "unterkunft": 200,
    "unterkunft_id": 200,
    "traeger": 200,
    "betreiber": 200,
    "zielgruppe": 300,
    "bemerkung": 4000,
}
"""Longest texts the store keeps."""
LARGEST = 1_000_000
"""More places or people no house has; the number is misread, and a database would not hold all of them."""
SUM_WORDS = frozenset({"summe", "gesamtsumme", "zwischensumme", "insgesamt"})
"""First words of a name that make the row a sum of others; „Zusammen“ does so alone, and begins names of houses."""


def read_facilities(mapped: Mapped, context: Context) -> tuple[Content, pd.DataFrame, pd.DataFrame]:
    """Content, the rows one by one (flats still single), and the rows that are totals; findings go to the context."""
    findings = context.findings
    require_columns(mapped, context.catalogue, findings, period_given=context.decisions.period is not None)
    total = total_rows(mapped, context)
    wanted = ~total
    for name, limit in LIMITS.items():
        if (column := mapped.named(name)) is not None:
            refuse_long_texts(mapped, column, limit, context)
    rows = _typed(mapped, context, wanted, total)
    totals = rows[total].reset_index(drop=True)
    usable = wanted & rows["area"].ne("") & rows["period"].ne("")
    rows = rows[usable].reset_index(drop=True)
    flat_kinds = [kind.name for kind in context.catalogue.vocabulary.kinds if kind.one_total_per_place]
    flat = rows["kind"].isin(flat_kinds)
    facilities = flats.with_totals(rows, flat, flat_kinds[0], context) if flat.any() else rows
    if total.any():
        findings.add("total-rows", facts={"count": int(total.sum())})
    content = Content(
        rows_read=len(mapped.table.cells),
        facilities=facilities,
        source=source_of(rows["area"].unique().tolist(), context),
        flat_lines=tuple(rows.loc[flat, "line"].tolist()),
    )
    return content, rows, totals


def total_rows(mapped: Mapped, context: Context) -> "pd.Series[bool]":
    """Rows that are sums of others: a word like „Summe“ for a name, or no facility and a place that is the whole."""
    sums = sum_words(context)
    index = mapped.table.cells.index
    name, kind = _texts(mapped, "unterkunft"), _texts(mapped, "art")
    total = name.map({text: is_sum(text, sums) for text in name.unique()}).astype(bool)
    nameless = name.eq("") & kind.eq("")
    place = pd.Series(False, index=index)
    for column in (*mapped.of_kind("place"), *mapped.of_kind("period")):
        texts = mapped.cells(column)
        place |= texts.map({text: is_sum(text, sums) for text in texts.unique()}).astype(bool)
        if column.kind == "place":
            matcher = context.territory.matcher
            whole = {text: bool(text) and matcher.is_total(matcher.match(text)) for text in texts[nameless].unique()}
            place |= texts.map(whole).eq(True)
    return total | (nameless & place)


def source_of(areas: Sequence[str], context: Context) -> str:
    """The supplier a file speaks for itself: its one place, the association of all its places, or the district."""
    territory = context.territory
    if len(areas) == 1:
        return territory.name(areas[0])
    above = {territory.parents.get(area, "") if territory.levels.get(area) != "association" else area for area in areas}
    if len(above) == 1 and territory.levels.get(only := above.pop()) == "association":
        return territory.name(only)
    return territory.district.name


def sum_words(context: Context) -> set[str]:
    """The words that alone make a row a sum of others."""
    words = context.catalogue.vocabulary.words
    return {normalise(word) for word in (*words.total, *words.whole_district)}


def is_sum(text: str, sums: set[str]) -> bool:
    """„Summe“, „Insgesamt“, „Summe Vechelde“; not „Summerhof“."""
    words = text.casefold().split()
    return normalise(text) in sums or bool(words and words[0].strip(":") in SUM_WORDS)


def _texts(mapped: Mapped, name: str) -> "pd.Series[str]":
    column = mapped.named(name)
    return mapped.cells(column) if column else pd.Series("", index=mapped.table.cells.index, dtype="str")


def _typed(mapped: Mapped, context: Context, wanted: "pd.Series[bool]", total: "pd.Series[bool]") -> pd.DataFrame:
    """``FACILITY_COLUMNS`` for every row of the file."""
    frame = pd.DataFrame(index=mapped.table.cells.index)
    areas = read_places(mapped, context, wanted)
    _refuse_districts(areas, mapped, context, wanted)
    frame["area"] = areas.where(wanted, _areas_of_totals(mapped, context, total))
    frame["period"] = _quarters(mapped, context, wanted)
    frame["name"] = _names(mapped, context, wanted)
    column = mapped.named("art")
    frame["kind"] = read_kinds(mapped, column, context, wanted) if column else ""
    ids = _texts(mapped, "unterkunft_id")
    keys = {pair: facility_key(*pair) for pair in set(zip(ids, frame["name"], strict=True))}
    frame["key"] = pd.Series(
        [keys[pair] for pair in zip(ids, frame["name"], strict=True)], index=frame.index, dtype="str"
    )
    frame["rows"] = 1
    frame["responsible"], frame["operator"] = _texts(mapped, "traeger"), _texts(mapped, "betreiber")
    frame["target_group"], frame["remark"] = _texts(mapped, "zielgruppe"), _texts(mapped, "bemerkung")
    frame["credited_area"] = _credited(mapped, context, wanted)
    column = mapped.named("geschuetzt")
    frame["protected"] = read_yes_no(mapped, column, context, wanted).eq(True) if column else False
    column = mapped.named("barrierefrei")
    frame["accessible"] = read_yes_no(mapped, column, context, wanted) if column else None
    column = mapped.named("befristet_bis")
    frame["lease_until"] = read_dates(mapped, column, context, wanted) if column else None
    frame["latitude"], frame["longitude"] = read_positions(mapped, context, wanted)
    frame["signs"] = _figures(mapped, context, frame, wanted, total)
    frame["line"] = mapped.table.lines
    return frame[FACILITY_COLUMNS]


def _refuse_districts(areas: "pd.Series[str]", mapped: Mapped, context: Context, wanted: "pd.Series[bool]") -> None:
    """A facility stands in a place, not in the whole district; a kreisfreie Stadt is its one place."""
    district = context.territory.district
    if district.is_city:
        return
    for position in (wanted & areas.eq(district.area)).to_numpy(dtype=bool).nonzero()[0]:
        column = mapped.of_kind("place")[0]
        text = mapped.cells(column).iloc[position]
        facts = {"text": text, "place": district.name}
        line = int(mapped.table.lines[position])
        context.findings.add("place-level", row=line, column=column.header, value=text, facts=facts)


def _areas_of_totals(mapped: Mapped, context: Context, total: "pd.Series[bool]") -> "pd.Series[str]":
    """The place a total is about: the one it names, else the district."""
    areas = pd.Series(context.territory.district.area, index=total.index, dtype="str")
    for column in mapped.of_kind("place"):
        texts = mapped.cells(column)[total]
        found = {text: context.territory.matcher.match(text).area or "" for text in texts.unique().tolist() if text}
        named = looked_up(texts, found).reindex(areas.index, fill_value="")
        areas = areas.mask(named.ne(""), named)
    return areas


def _quarters(mapped: Mapped, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[str]":
    periods: RowPeriods = read_periods(mapped, context, wanted)
    codes = periods.codes(Frequency.QUARTER)
    other = [code for code in codes[wanted].unique() if code and Period.of(code).frequency is not Frequency.QUARTER]
    columns = mapped.of_kind("period")
    for position in (wanted & codes.isin(other)).to_numpy(dtype=bool).nonzero()[0]:
        facts = {"stated": Period.of(codes.iloc[position]).label}
        line = int(mapped.table.lines[position])
        header = columns[0].header if columns else None
        value = periods.texts.iloc[position] or None
        context.findings.add("period-frequency", row=line, column=header, value=value, facts=facts)
    named = codes[wanted & codes.ne("")].unique()
    # A total without a period of its own can only be about the one period of the file.
    only = named[0] if len(named) == 1 else ""
    return codes.mask(codes.isin(other), "").mask(~wanted & codes.eq(""), only)


def _names(mapped: Mapped, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[str]":
    names = _texts(mapped, "unterkunft")
    column = mapped.named("unterkunft")
    if column is not None:
        flat = {
            normalise(word)
            for kind in context.catalogue.vocabulary.kinds
            if kind.one_total_per_place
            for word in kind.names
        }
        kinds = _texts(mapped, "art")
        nameless = (
            wanted & names.eq("") & ~kinds.map({text: normalise(text) in flat for text in kinds.unique()}).astype(bool)
        )
        for line in mapped.table.lines[nameless.to_numpy(dtype=bool)]:
            context.findings.add("name-missing", row=int(line), column=column.header)
    return names


def _credited(mapped: Mapped, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[Any]":
    credited = pd.Series(None, index=mapped.table.cells.index, dtype=object)
    column = mapped.named("anrechnung")
    if column is not None:
        texts = mapped.cells(column)
        here = wanted & texts.ne("")
        found = match_texts(texts[here], column, context, mapped.table.lines[here.to_numpy(dtype=bool)])
        credited = found.astype(object).reindex(credited.index).replace("", None)
    return credited.where(credited.notna(), None)


def _figures(
    mapped: Mapped, context: Context, frame: pd.DataFrame, wanted: "pd.Series[bool]", total: "pd.Series[bool]"
) -> list[str]:
    """Add the nine figures to the frame; returns the JSON text of each row's signs."""
    found: dict[str, list[str]] = {}
    for name in FIGURES:
        column = mapped.named(name)
        if column is None:
            frame[name] = np.nan
            continue
        described = context.catalogue.vocabulary.facility_column(name)
        rule = Rule(
            described.title,
            unit=described.unit or "Einheiten",
            minimum=described.minimum,
            maximum=LARGEST if described.maximum is None else described.maximum,
        )
        frame[name], signs = read_column(mapped, column, rule, context, wanted | total)
        if signs.ne("").any():
            found[name] = signs.tolist()
        if described.must:
            missing = (wanted & mapped.cells(column).eq("")).to_numpy(dtype=bool)
            for line in mapped.table.lines[missing]:
                context.findings.add(
                    "number-missing", row=int(line), column=column.header, facts={"title": described.title}
                )
    if not found:
        return ["{}"] * len(frame)
    rows = zip(*found.values(), strict=True)
    return [json.dumps({name: sign for name, sign in zip(found, row, strict=True) if sign}) for row in rows]

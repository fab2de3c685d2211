"""Columns to meanings: what each header was taken for, and what is missing or not known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import Layout, Match, MatchKind
from dashboard.formats import join
from dashboard.intake.breakdown import dimension_name
from dashboard.intake.decisions import BREAKDOWN, COLUMN, NOT_TAKEN, Answers, question
from dashboard.intake.findings import Choice, Findings
from dashboard.intake.header_block import own_period
from dashboard.intake.recognition import Table

Mappable = Literal["facilities", "wide", "long", "classic"]
ASKED_AS: dict[Mappable, Layout] = {"facilities": "facilities", "wide": "wide", "long": "long", "classic": "wide"}
"""In which of the catalogue's layouts a header is looked up; classic tables are wide ones."""


@dataclass(frozen=True)
class Column:
    """One column of the file; without a ``kind`` it is not taken over."""

    position: int
    header: str
    kind: MatchKind | None = None
    name: str = ""
    """Code of the indicator or name of the catalogue's column."""
    title: str = ""


@dataclass(frozen=True)
class Mapped:
    """A table whose columns have meanings."""

    table: Table
    columns: tuple[Column, ...]

    def of_kind(self, *kinds: MatchKind) -> list[Column]:
        """The columns of these kinds in the order of the file."""
        return [column for column in self.columns if column.kind in kinds]

    def named(self, name: str) -> Column | None:
        """The column with this meaning."""
        return next((column for column in self.columns if column.kind and column.name == name), None)

    def cells(self, column: Column) -> "pd.Series[str]":
        """What stands in a column, row by row."""
        return self.table.cells[column.position]


def map_columns(
    table: Table,
    layout: Mappable,
    catalogue: Catalogue,
    answers: Answers,
    findings: Findings,
    more: Callable[["Mapped"], "Mapped"] | None = None,
) -> Mapped:
    """Give every column its meaning; says which are not taken over, and which two mean the same.

    ``more`` finds meanings that the headers do not tell.
    """
    mapped = meanings(table, layout, catalogue, answers)
    mapped = mapped if more is None else more(mapped)
    _say_what_is_not_taken(mapped, layout, catalogue, answers, findings)
    _refuse_doubles(mapped, table, findings)
    return mapped


def meanings(table: Table, layout: Mappable, catalogue: Catalogue, answers: Answers) -> Mapped:
    """What the headers and a person's answers say of every column."""
    columns = (_column(position, table, layout, catalogue, answers) for position in range(len(table.headers)))
    return Mapped(table, tuple(columns))


def require_columns(mapped: Mapped, catalogue: Catalogue, findings: Findings, *, period_given: bool) -> None:
    """Say which columns the layout of facilities cannot do without; any spelling of a period will do."""
    alternatives: dict[str, list[str]] = {}
    for wanted in catalogue.vocabulary.facilities:
        if wanted.one_of:
            alternatives.setdefault(wanted.one_of, []).append(wanted.name)
        if wanted.kind == "period" and (mapped.of_kind("period") or period_given):
            continue
        if wanted.must and mapped.named(wanted.name) is None:
            _missing(findings, mapped, wanted.title, wanted.explanation)
    for names in alternatives.values():
        if not any(mapped.named(name) for name in names):
            _missing(findings, mapped, join([f"{name}“ oder „" for name in names[:-1]]) + names[-1], "")


def require_place_and_period(mapped: Mapped, findings: Findings, *, period_given: bool) -> None:
    """Say whether a wide table lacks the place or the period."""
    if not mapped.of_kind("place"):
        _missing(findings, mapped, "gemeinde“ oder „ags", "")
    if not mapped.of_kind("period") and not period_given:
        findings.add("period-missing", row=mapped.table.header_line, facts={"where": "keine Spalte dafür"})


def _missing(findings: Findings, mapped: Mapped, title: str, explanation: str) -> None:
    facts = {"title": title, "explanation": f" {explanation}" if explanation else ""}
    findings.add("column-missing", row=mapped.table.header_line, column=title.split("“")[0], facts=facts)


def _column(position: int, table: Table, layout: Mappable, catalogue: Catalogue, answers: Answers) -> Column:
    header = table.headers[position]
    if not header:
        return Column(position, header)
    answer = answers.to(COLUMN, header)
    if answer == NOT_TAKEN:
        return Column(position, header)
    if answer == BREAKDOWN:
        return Column(position, header, "dimension", dimension_name(header, catalogue), header)
    match = meaning(answer, layout, catalogue) if answer is not None else None
    if answer is not None and match is None:
        answers.reject(COLUMN, header, f"„{answer}“ gibt es in dieser Art von Tabelle nicht (mehr).")
    if match is None and not table.is_nameless(position):
        asked = table.asked(position)
        match = catalogue.headers.find(asked, ASKED_AS[layout])
        if match is None and layout in ("wide", "classic"):
            # „Geschlecht“ beside figures of women alone: without it they would be taken for the whole.
            dimension = catalogue.headers.find(asked, "long")
            match = dimension if dimension is not None and dimension.kind == "dimension" else None
    if match is None:
        return Column(position, header)
    return Column(position, header, match.kind, match.name, _title(match, layout, catalogue))


def meaning(answer: str, layout: Mappable, catalogue: Catalogue) -> Match | None:
    """What a person said a column is: also a dimension, where the layout's own headers know none."""
    match = catalogue.headers.find(answer, ASKED_AS[layout])
    if match is None and layout in ("wide", "classic"):
        match = catalogue.headers.find(answer, "long")
        return match if match is not None and match.kind == "dimension" else None
    return match


def everything(catalogue: Catalogue) -> list[Choice]:
    """All that a column of a table nobody knows can be, for a person to choose from."""
    vocabulary = catalogue.vocabulary
    columns = [*vocabulary.places, *vocabulary.periods, *vocabulary.dimensions]
    indicators = [entry for entry in catalogue.enabled() if entry.reported]
    return [
        Choice(NOT_TAKEN, "nicht übernehmen"),
        *(Choice(column.name, column.title) for column in columns),
        Choice(BREAKDOWN, "Gliederung unter dem Namen der Spalte"),
        *(Choice(entry.code, entry.short) for entry in indicators),
    ]


def _title(match: Match, layout: Mappable, catalogue: Catalogue) -> str:
    vocabulary = catalogue.vocabulary
    if match.kind in ("indicator", "computed", "disabled"):
        return catalogue.indicators[match.name].short
    wide = (*vocabulary.periods, *vocabulary.places, *vocabulary.dimensions, *vocabulary.long)
    columns = vocabulary.facilities if layout == "facilities" else wide
    return next((column.title for column in columns if column.name == match.name), match.spelling)


def _say_what_is_not_taken(
    mapped: Mapped, layout: Mappable, catalogue: Catalogue, answers: Answers, findings: Findings
) -> None:
    row = mapped.table.header_line
    asked = layout == "classic" or mapped.table.parts or (layout == "wide" and not mapped.of_kind("place"))
    by_hand = everything(catalogue) if asked else []
    for column in mapped.columns:
        facts = {"header": column.header, "title": column.title}
        if column.kind == "computed":
            findings.add("column-computed", row=row, column=column.header, facts=facts)
        elif column.kind == "disabled":
            reason = catalogue.indicators[column.name].disable_reason
            findings.add("indicator-disabled", row=row, column=column.header, facts={**facts, "reason": reason})
        elif column.kind == "dimension" and layout in ("wide", "classic") and answers.to(COLUMN, column.header) is None:
            findings.add(
                "column-breakdown",
                row=row,
                column=column.header,
                question=question(COLUMN, column.header),
                choices=[Choice(BREAKDOWN, "Gliederung"), Choice(NOT_TAKEN, "nicht übernehmen")],
                facts=facts,
            )
        elif column.kind is None and column.header:
            decided = answers.to(COLUMN, column.header) is not None
            many = decided or len(mapped.columns) > 200
            near = () if many else catalogue.headers.suggest(column.header, ASKED_AS[layout])
            choices = [Choice(match.name, match.spelling) for match in near]
            choices += [one for one in by_hand if one.answer not in {choice.answer for choice in choices}]
            hint = f" Gemeint sein könnte {join([f'„{match.spelling}“' for match in near])}." if near else ""
            findings.add(
                "column-unmatched",
                row=row,
                column=column.header,
                question=question(COLUMN, column.header),
                choices=choices,
                facts={"header": column.header, "hint": hint},
            )


def _refuse_doubles(mapped: Mapped, table: Table, findings: Findings) -> None:
    meanings: dict[str, list[Column]] = {}
    for column in mapped.columns:
        if column.kind == "period":
            meanings.setdefault("period", []).append(column)
        elif column.kind in ("place", "facility", "indicator", "dimension", "long"):
            own = own_period(table.parts[column.position]) if table.parts else ""
            meanings.setdefault(column.name + own, []).append(column)
    for same in meanings.values():
        if len(same) > 1:
            facts = {"columns": join([f"„{column.header}“" for column in same]), "title": same[0].title}
            findings.add(
                "column-twice",
                row=table.header_line,
                column=same[-1].header,
                question=question(COLUMN, same[-1].header),
                choices=[Choice(NOT_TAKEN, "nicht übernehmen")],
                facts=facts,
            )

"""Columns to meanings: what each header was taken for, and what is missing or not known."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import Match, MatchKind
from dashboard.formats import join
from dashboard.intake.decisions import COLUMN, NOT_TAKEN, Answers, question
from dashboard.intake.findings import Choice, Findings
from dashboard.intake.recognition import Table

Mappable = Literal["facilities", "wide"]


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


def map_columns(table: Table, layout: Mappable, catalogue: Catalogue, answers: Answers, findings: Findings) -> Mapped:
    """Give every column its meaning; says which are not taken over, and which two mean the same."""
    columns = tuple(
        _column(position, header, layout, catalogue, answers) for position, header in enumerate(table.headers)
    )
    mapped = Mapped(table, columns)
    _say_what_is_not_taken(mapped, layout, catalogue, answers, findings)
    _refuse_doubles(mapped, table, findings)
    return mapped


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


def _column(position: int, header: str, layout: Mappable, catalogue: Catalogue, answers: Answers) -> Column:
    if not header:
        return Column(position, header)
    answer = answers.to(COLUMN, header)
    if answer == NOT_TAKEN:
        return Column(position, header)
    match = catalogue.headers.find(answer or header, layout)
    if match is None:
        return Column(position, header)
    return Column(position, header, match.kind, match.name, _title(match, layout, catalogue))


def _title(match: Match, layout: Mappable, catalogue: Catalogue) -> str:
    vocabulary = catalogue.vocabulary
    if match.kind in ("indicator", "computed", "disabled"):
        return catalogue.indicators[match.name].short
    columns = vocabulary.facilities if layout == "facilities" else (*vocabulary.periods, *vocabulary.places)
    return next((column.title for column in columns if column.name == match.name), match.spelling)


def _say_what_is_not_taken(
    mapped: Mapped, layout: Mappable, catalogue: Catalogue, answers: Answers, findings: Findings
) -> None:
    row = mapped.table.header_line
    for column in mapped.columns:
        facts = {"header": column.header, "title": column.title}
        if column.kind == "computed":
            findings.add("column-computed", row=row, column=column.header, facts=facts)
        elif column.kind == "disabled":
            reason = catalogue.indicators[column.name].disable_reason
            findings.add("indicator-disabled", row=row, column=column.header, facts={**facts, "reason": reason})
        elif column.kind is None and column.header:
            decided = answers.to(COLUMN, column.header) is not None
            near = () if decided or len(mapped.columns) > 200 else catalogue.headers.suggest(column.header, layout)
            choices = [Choice(match.name, match.spelling) for match in near]
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
        elif column.kind in ("place", "facility", "indicator"):
            meanings.setdefault(column.name, []).append(column)
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

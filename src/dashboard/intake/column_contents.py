"""Columns without a header, as classic tables have them on the left: their cells show what they are, or it is asked."""

import re
from dataclasses import replace

from dashboard.catalogue.headers import MatchKind
from dashboard.geography.matching import By, Outcome
from dashboard.intake.breakdown import is_remark
from dashboard.intake.context import Context
from dashboard.intake.decisions import COLUMN, question
from dashboard.intake.header_block import DATE_OR_YEAR, is_figure
from dashboard.intake.mapping import Mapped, everything

LOOKED_AT = 3000
"""Distinct cells of a column that are looked at."""
IN_GERMANY = re.compile(r"D[GE]$|K?(?:0\d|1[0-6])")
"""Keys begin with the number of a state, 01 to 16."""
CODE = re.compile(r"DG|DE|\d{2,3}|\d{5}|\d{8,9}|\d{12}|K\d{5}")


def with_contents(mapped: Mapped, context: Context) -> Mapped:
    """The nameless columns left of the first named one with the meaning that all their cells have; it is said.

    A period has only years or only dates; keys begin with the number of a state and are at least partly longer than
    it, for figures of two digits look like those; names are places' in most cells. A kind that the table has already
    is not looked for again, a column a person has decided about stays as it is, and in a table without any header
    everything is asked.
    """
    table = mapped.table
    columns = list(mapped.columns)
    first_named = next((at for at in range(len(columns)) if not table.is_nameless(at)), 0)
    has = {column.kind for column in columns}
    names = {column.name for column in columns if column.kind == "place"}
    for at in range(first_named):
        column = columns[at]
        if column.kind is not None or context.answers.to(COLUMN, column.header) is not None:
            continue
        texts = [text for text in table.cells[at].unique()[:LOOKED_AT].tolist() if text]
        kind: MatchKind | None = None
        name = _period(texts) if "period" not in has else ""
        if name:
            kind = "period"
        elif name := _place(texts, context, names):
            kind = "place"
        if kind is not None:
            columns[at] = replace(column, kind=kind, name=name, title=_title(name, context))
            has.add(kind)
            names.add(name)
            facts = {"header": column.header, "title": columns[at].title}
            context.findings.add("column-by-content", row=table.header_line, column=column.header, facts=facts)
    return Mapped(table, tuple(columns))


def refuse_open_texts(mapped: Mapped, context: Context) -> None:
    """Columns of text left of the figures that nobody has decided about: they may say what a row is only a part of.

    A table of one age group states no whole, and read without that column it would.
    """
    table = mapped.table
    figures = [column.position for column in mapped.of_kind("indicator")]
    for column in mapped.columns[: min(figures, default=0)]:
        decided = column.kind is not None or context.answers.to(COLUMN, column.header) is not None
        if decided or is_remark(column.header, context.catalogue):
            continue
        texts = [text for text in table.cells[column.position].unique()[:LOOKED_AT].tolist() if text]
        words = [text for text in texts if not is_figure(text) and not DATE_OR_YEAR.fullmatch(text)]
        if 2 * len(words) <= len(texts):
            continue
        context.findings.add(
            "column-open",
            row=table.header_line,
            column=column.header,
            question=question(COLUMN, column.header),
            choices=everything(context.catalogue),
            facts={"header": column.header, "text": words[0]},
        )


def _title(name: str, context: Context) -> str:
    vocabulary = context.catalogue.vocabulary
    return next(one.title for one in (*vocabulary.periods, *vocabulary.places) if one.name == name)


def _period(texts: list[str]) -> str:
    if not texts or not all(DATE_OR_YEAR.fullmatch(text) for text in texts):
        return ""
    years = [len(text) == 4 for text in texts]
    return "jahr" if all(years) else "" if any(years) else "stichtag"


def _place(texts: list[str], context: Context, names: set[str]) -> str:
    if not texts or "gemeinde" in names:
        return ""
    matches = [context.territory.matcher.match(text) for text in texts]
    if all(CODE.fullmatch(text) for text in texts):
        if "ags" in names or max(map(len, texts)) < len("05111"):
            return ""
        known = [match.outcome in (Outcome.FOUND, Outcome.OUTSIDE) for match in matches]
        return "ags" if 2 * sum(known) >= len(known) and all(IN_GERMANY.match(text) for text in texts) else ""
    named = [match.outcome in (Outcome.FOUND, Outcome.OUTSIDE) for match in matches if match.by is not By.TOTAL]
    return "gemeinde" if named and 2 * sum(named) > len(named) else ""

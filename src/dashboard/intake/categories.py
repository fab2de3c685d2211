"""Columns of categories: their texts as categories of a dimension, and the sum that a person says they make.

Nothing is added up by guess. Where a table states no value without breakdown, a person is asked per category whether it
is one of those that together make the whole; only then a sum is formed, in every dimension from those alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.catalogue.headers import normalise
from dashboard.formats import join, number
from dashboard.intake.breakdown import WHOLE, category_text, known_categories
from dashboard.intake.content import VALUE_COLUMNS, Content
from dashboard.intake.context import Context
from dashboard.intake.decisions import CATEGORY, NOT_TAKEN, SUMMAND, TOTAL, question
from dashboard.intake.findings import Choice
from dashboard.intake.mapping import Column, Mapped
from dashboard.periods import Period
from dashboard.tables import signs

ASKED = 60
"""Categories of a dimension up to which each is asked about; more are nationalities and the like."""


def read_categories(mapped: Mapped, columns: Sequence[Column], context: Context) -> dict[str, "pd.Series[str]"]:
    """Per dimension the category of every row, "" for the whole. Unknown ones keep the file's own text."""
    return {column.name: _categories(mapped, column, context) for column in columns}


def not_taken(mapped: Mapped, columns: Sequence[Column], context: Context) -> "pd.Series[bool]":
    """Rows with a category that a person does not want; their number is said."""
    found = pd.Series(False, index=mapped.table.cells.index)
    for column in columns:
        texts = mapped.cells(column)
        unwanted = [
            text for text in texts.unique().tolist() if text and _answer(column.name, text, context) == NOT_TAKEN
        ]
        rows = texts.isin(unwanted)
        if unwanted:
            facts = {"count": number(int(rows.sum())), "what": join([f"„{text}“" for text in unwanted[:5]])}
            context.findings.add("rows-not-taken", column=column.header, facts=facts)
        found |= rows
    return found


def _answer(dimension: str, text: str, context: Context) -> str | None:
    return context.answers.to(CATEGORY, f"{dimension}/{text}")


def _categories(mapped: Mapped, column: Column, context: Context) -> "pd.Series[str]":
    texts = mapped.cells(column)
    known = known_categories(column.name, context.catalogue)
    names: dict[str, str] = {}
    for text in texts.unique().tolist():
        form = normalise(text)
        if not text or _answer(column.name, text, context) == TOTAL:
            names[text] = WHOLE
        else:
            names[text] = known.get(form, category_text(text))
    return texts.map(names).astype("str")


def with_sums(content: Content, headers: Mapping[str, str], context: Context) -> Content:
    """The content with the sums a person has asked for; asks about the others.

    ``headers``: the column of each dimension. A value without breakdown that the file states is kept as it is.
    """
    values = content.values
    broken = values[values["breakdown"].ne(0)]
    if broken.empty:
        return content
    key = ["indicator", "area", "period"]
    stated = set(values.loc[values["breakdown"].eq(0), key].itertuples(index=False, name=None))
    lacking = [one for one in broken[key].drop_duplicates().itertuples(index=False, name=None) if one not in stated]
    if not lacking:
        return content
    summands = {name: _summands(name, header, content, context) for name, header in headers.items()}
    if not summands or not all(summands.values()):
        return content
    allowed = [
        position
        for position, members in enumerate(content.members)
        if set(members) == set(summands) and all(members[name] in summands[name] for name in members)
    ]
    chosen = broken[broken["breakdown"].isin(allowed)]
    rows = []
    wanted = set(lacking)
    for one, group in chosen.groupby(key, sort=True):
        if one in wanted and (total := _sum(group, summands, content, context)) is not None:
            rows.append((*one, 0, *total, 0))
    if not rows:
        return content
    totals = pd.DataFrame(rows, columns=VALUE_COLUMNS).astype(dict(values.dtypes))
    parts = join([f"„{name}“" for names in summands.values() for name in sorted(names)][:12])
    context.findings.add("sum-of-categories", facts={"count": number(len(rows)), "parts": parts})
    return replace(content, values=pd.concat([values, totals], ignore_index=True), note="Summe der Kategorien")


def _summands(dimension: str, header: str, content: Content, context: Context) -> set[str]:
    """The categories that a person says make the whole; asks where nobody has said it of any."""
    present = sorted({members[dimension] for members in content.members if dimension in members})
    if not present:
        return set()
    answers = {name: _answer(dimension, name, context) for name in present}
    found = {name for name, answer in answers.items() if answer == SUMMAND}
    open_ones = [name for name, answer in answers.items() if answer is None]
    if found and open_ones:
        facts = {"header": header, "names": join([f"„{name}“" for name in open_ones[:12]])}
        context.findings.add("categories-left", column=header, facts=facts)
    if len(present) > ASKED:
        if not found:
            context.findings.add("categories-open/many", column=header, facts={"header": header, "count": len(present)})
        return found
    for name in open_ones:
        context.findings.add(
            "categories-open",
            column=header,
            value=name,
            question=question(CATEGORY, f"{dimension}/{name}"),
            choices=[
                Choice(SUMMAND, "gehört zur Summe"),
                Choice(TOTAL, "ist selbst das Ganze"),
                Choice("0", "ist ein Teil, der nicht addiert wird"),
                Choice(NOT_TAKEN, "Zeilen nicht übernehmen"),
            ],
            facts={"header": header, "name": name},
        )
    return found


def _sum(
    group: pd.DataFrame, summands: Mapping[str, set[str]], content: Content, context: Context
) -> tuple[float, str] | None:
    first = group.iloc[0]
    where = {"place": context.territory.name(first["area"]), "period": Period.of(first["period"]).label}
    if lacking := int(group["value"].isna().sum()):
        context.findings.add("sum-incomplete", facts={**where, "count": lacking})
        return None
    present = [content.members[position] for position in group["breakdown"].unique()]
    for name, wanted in summands.items():
        if absent := sorted(wanted - {members[name] for members in present}):
            parts = join([f"„{one}“" for one in absent])
            context.findings.add("sum-part-missing", facts={**where, "parts": parts})
    total = float(group["value"].sum())
    return total, signs.of_sum(total, group["sign"].unique())

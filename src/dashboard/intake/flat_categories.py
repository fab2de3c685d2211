"""The categories of a flat table: per row the breakdown that the profile makes of them."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalogue.headers import normalise
from dashboard.catalogue.profiles import FlatProfile, ProfileDimension
from dashboard.intake.breakdown import category_text
from dashboard.intake.content import Members
from dashboard.intake.context import Context
from dashboard.intake.flat_columns import FlatColumns, number_of
from dashboard.intake.recognition import Table

Codes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def breakdowns(
    table: Table, columns: FlatColumns, profile: FlatProfile, kept: Bools, context: Context
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
    profile: FlatProfile,
    kept: Bools,
    context: Context,
) -> tuple[Codes, list[str | None]]:
    """Per row a number, and per number the category: "" for a margin, None for one the profile does not know."""
    prefix = number_of(table, columns, dimension.variable)
    texts = columns.cells(table, f"{prefix}variableattributecode")
    labels = columns.cells(table, f"{prefix}variableattributelabel")
    codes, distinct = pd.factorize(texts)
    firsts = np.unique(codes, return_index=True)[1]
    label_of = dict(zip(distinct.tolist(), labels.iloc[firsts].tolist(), strict=True))
    used = set(np.unique(codes[kept]).tolist())
    totals = {normalise(word) for word in context.catalogue.vocabulary.words.total}
    categories: list[str | None] = []
    for position, code in enumerate(distinct.tolist()):
        name = "" if code in dimension.margins else dimension.member(code, label_of[code])
        if normalise(label_of[code]) in totals and code not in {member.code for member in dimension.members}:
            name = ""
        if name and not dimension.closed:
            name = category_text(name)
        categories.append(name)
        if name is None and position in used:
            rows = kept & (codes == position)
            facts = {"code": code, "label": label_of[code], "profile": profile.id}
            header = table.headers[columns.by_name[f"{prefix}variableattributecode"]]
            values = [code] * int(rows.sum())
            context.findings.add_rows("category-unknown", table.lines[rows], values, column=header, facts=facts)
    return codes.astype(np.int64), categories

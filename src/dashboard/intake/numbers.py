"""Cells that hold numbers: one convention per column, signs kept, everything that is none named."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.formats import number
from dashboard.intake.context import Context
from dashboard.intake.decisions import NUMBERS, question
from dashboard.intake.findings import Choice
from dashboard.intake.mapping import Column, Mapped
from dashboard.tables.numbers import Convention, Numbers, read_numbers

CONVENTIONS = {Convention.GERMAN: "1.234,5", Convention.ENGLISH: "1,234.5"}

UNITS = {"%": "%", "€": "Euro"}
"""Units that may stand in a cell, and what the unit of its column then has to contain."""


@dataclass(frozen=True)
class Rule:
    """What numbers of a column may be."""

    title: str
    whole: bool = True
    unit: str = "Einheiten"
    decimals: int = 0
    minimum: float | None = None
    maximum: float | None = None


def read_column(
    mapped: Mapped, column: Column, rule: Rule, context: Context, wanted: "pd.Series[bool]"
) -> tuple["pd.Series[float]", "pd.Series[str]"]:
    """Values (NaN = none) and signs of a column; findings for whatever breaks the rule in a wanted row."""
    texts = mapped.cells(column)
    answer = context.answers.to(NUMBERS, column.header)
    choice = answer if answer in list(CONVENTIONS) else None
    decided = choice or _of_whole_column(texts, wanted)
    read = read_numbers(texts.where(wanted, ""), whole=rule.whole, convention=decided)
    if choice is not None and context.answers.is_remembered(NUMBERS, column.header):
        own = read_numbers(texts.where(wanted, ""), whole=rule.whole)
        if own.convention in CONVENTIONS and own.convention != choice and not own.ambiguous:
            said = f"In dieser Datei sind die Zahlen der Spalte „{column.header}“ anders geschrieben."
            context.answers.reject(NUMBERS, column.header, said)
            read = own
    _say_ambiguous(read, column, mapped.table.header_line, context)
    value = read.value
    if not (read.ambiguous and read.convention is Convention.UNDECIDED):
        _say(context, mapped, column, rule, "number-invalid", read.invalid, texts)
    _refuse_units(read, mapped, column, rule, context)
    broken = _out_of_range(value, rule)
    if rule.minimum == 0:
        negative = value < 0
        _say(context, mapped, column, rule, "number-negative", negative, texts)
        broken &= ~negative
    _say(context, mapped, column, rule, "out-of-range", broken, texts)
    if rule.whole:
        _say(context, mapped, column, rule, "number-not-whole", value.notna() & (value != np.floor(value)), texts)
    return value, read.sign


def _of_whole_column(texts: "pd.Series[str]", wanted: "pd.Series[bool]") -> str | None:
    """The convention that rows beside the wanted ones decide too: 1.234 is no thousand where 12.5 stands below it."""
    if wanted[texts.ne("")].all():
        return None
    found = read_numbers(texts, whole=None).convention
    return str(found) if found in CONVENTIONS else None


def _refuse_units(read: Numbers, mapped: Mapped, column: Column, rule: Rule, context: Context) -> None:
    """„50%“ is no number of people: a unit in the cell has to be the one that is measured in."""
    for mark, word in UNITS.items():
        if word in rule.unit:
            continue
        where = read.unit.eq(mark).to_numpy(dtype=bool)
        facts = {"title": rule.title, "unit": rule.unit}
        texts = mapped.cells(column)[where]
        lines = mapped.table.lines[where]
        context.findings.add_rows("unit-unexpected/cell", lines, texts, column=column.header, facts=facts)


def _say(
    context: Context,
    mapped: Mapped,
    column: Column,
    rule: Rule,
    code: str,
    rows: "pd.Series[bool]",
    texts: "pd.Series[str]",
) -> None:
    where = rows.to_numpy(dtype=bool)
    if where.any():
        facts = {"title": rule.title, "unit": rule.unit, "range": _range(rule)}
        context.findings.add_rows(code, mapped.table.lines[where], texts[where], column=column.header, facts=facts)


def _out_of_range(value: "pd.Series[float]", rule: Rule) -> "pd.Series[bool]":
    broken = pd.Series(False, index=value.index)
    if rule.minimum is not None:
        broken |= value < rule.minimum
    if rule.maximum is not None:
        broken |= value > rule.maximum
    return broken


def _range(rule: Rule) -> str:
    ends = (("ab", rule.minimum), ("bis", rule.maximum))
    return " ".join(f"{word} {number(end, rule.decimals)}" for word, end in ends if end is not None)


def _say_ambiguous(read: Numbers, column: Column, row: int, context: Context) -> None:
    if not read.ambiguous or read.example is None:
        return
    text, german, english = read.example
    readings = {Convention.GERMAN: _plain(german), Convention.ENGLISH: _plain(english)}
    undecided = read.convention is Convention.UNDECIDED
    taken = Convention.ENGLISH if read.convention is Convention.ENGLISH else Convention.GERMAN
    other = Convention.GERMAN if taken is Convention.ENGLISH else Convention.ENGLISH
    context.findings.add(
        "number-ambiguous/undecided" if undecided else "number-ambiguous",
        row=row,
        column=column.header,
        value=text,
        question=question(NUMBERS, column.header),
        choices=[Choice(str(key), f"{text} ist {readings[key]}") for key in CONVENTIONS],
        facts={"example": text, "taken": readings[taken], "other": readings[other]},
    )


def _plain(value: float) -> str:
    """Without a separator of thousands, which is what the question is about."""
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",")

"""What is shown, as a file: CSV for German and for international programs, a workbook with its explanations.

A file holds what its exhibit shows, so it is as confidential as the screen of the same circle. Numbers are not
rounded; where there is neither a value nor a sign the cell is empty.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.exhibits.charts import KeyFigures
from dashboard.exhibits.exhibit import (
    FURTHER,
    NOT_GIVEN,
    SIGN_MEANINGS,
    WITHHELD,
    Column,
    Exhibit,
    Kind,
    is_absent,
    sign_notes,
)
from dashboard.exhibits.monitoring_facts import Fact
from dashboard.tables import Sheet, Style, signs, spelling, write_csv, write_xlsx

TABLE, EXPLANATIONS = "Tabelle", "Erläuterungen"
SUBJECT, TEXT = "Angabe", "Erläuterung"
EMPTY = "Leere Zelle"
WIDTHS = {SUBJECT: 34, TEXT: 100}
PER_CENT = "%"
SIGN = "Zeichen"

Spell = Callable[[date], Any]


def csv_german(exhibit: Exhibit) -> bytes:
    """Semicolon, decimal comma, 30.09.2026, signs in the cell of their number; shares in per cent. Opens in Excel."""
    frame, marks = _columns(exhibit, formats.day)
    return write_csv(frame, signs=marks)


def csv_international(exhibit: Exhibit) -> bytes:
    """Comma, decimal point, 2026-09-30, signs in a column of their own beside the number; shares in per cent."""
    frame, _ = _columns(exhibit, _iso)
    return write_csv(frame, style=Style.INTERNATIONAL)


def xlsx(exhibit: Exhibit, facts: Iterable[Fact] = ()) -> bytes:
    """A workbook with the table (numbers as numbers, a sign makes its cell a text) and with all explanations of it.

    ``facts`` are ``monitoring_facts.facts`` of the indicator. FileUnusable where a sheet has no room for the rows.
    """
    headings = _headings(exhibit)
    cells = {
        name: pd.Series(list(_cells(exhibit, column)), dtype=object)
        for name, column in zip(headings, exhibit.columns, strict=True)
    }
    shown = {
        name: _format(column)
        for name, column in zip(headings, exhibit.columns, strict=True)
        if column.kind not in (Kind.TEXT, Kind.DATE)
    }
    table = Sheet(TABLE, pd.DataFrame(cells), formats=shown)
    rows = pd.DataFrame(explanations(exhibit, facts), columns=[SUBJECT, TEXT])
    return write_xlsx([table, Sheet(EXPLANATIONS, rows, widths=WIDTHS, wrapped=(SUBJECT, TEXT))])


def explanations(exhibit: Exhibit, facts: Iterable[Fact] = ()) -> list[tuple[str, str]]:
    """All that must be known of a table, in the order in which it is read: (what, German text)."""
    found = signs_in(exhibit)
    said = {*sign_notes(found)}
    return [
        ("Titel", exhibit.title),
        ("Aussage", exhibit.sentence),
        ("Stand", exhibit.as_of),
        ("Quelle", exhibit.source),
        *(("Hinweis", note) for note in exhibit.notes if note not in said),
        *((f"{SIGN} „{mark}“", _meaning(mark)) for mark in SIGN_MEANINGS if mark in found),
        *([(EMPTY, NOT_GIVEN)] if _has_empty(exhibit) else []),
        *((fact.label, fact.text) for fact in facts),
    ]


def _columns(exhibit: Exhibit, spell: Spell) -> tuple[pd.DataFrame, dict[str, str]]:
    """The table with raw numbers, and which of its columns holds the signs of which."""
    found: dict[str, pd.Series[Any]] = {}
    marks: dict[str, str] = {}
    headings = _headings(exhibit, per_cent=True)
    for name, column in zip(headings, exhibit.columns, strict=True):
        values = _values(exhibit, column)
        if column.kind is Kind.DATE:
            found[name] = pd.Series([None if day is None else spell(day) for day in values], dtype=object)
        elif column.kind is Kind.TEXT:
            found[name] = pd.Series(values, dtype=object)
        else:
            factor = 100 if column.kind is Kind.PERCENT else 1
            numbers = [None if value is None else float(_exact(value) * factor) for value in values]
            found[name] = pd.Series(numbers, dtype=float)
            if column.sign in exhibit.data:
                marks[name] = _free(f"{name} ({SIGN})", [*headings, *found])
                found[marks[name]] = pd.Series(_marks(exhibit, column), dtype=object)
    return pd.DataFrame(found), marks


def _cells(exhibit: Exhibit, column: Column) -> Iterator[Any]:
    """Cells of a workbook: numbers, days and texts, None where there is nothing; signs make a text of a number."""
    for value, mark in zip(_values(exhibit, column), _marks(exhibit, column), strict=True):
        if column.kind is Kind.TEXT or (value is None and not mark):
            yield value
        elif column.kind is Kind.DATE:
            yield formats.local_day(value) if isinstance(value, datetime) else value
        elif not mark or mark == signs.SMALL:
            yield _exact(value)
        elif column.kind is Kind.PERCENT and value is not None:
            yield signs.spelled(f"{spelling.number(_exact(value) * 100)} {PER_CENT}", mark)
        else:
            yield signs.spelled("" if value is None else spelling.number(_exact(value)), mark)


def _values(exhibit: Exhibit, column: Column) -> list[Any]:
    """Raw values, None where there is none. What is withheld never leaves, whatever came this far."""
    raw = zip(exhibit.data[column.name].tolist(), _marks(exhibit, column), strict=True)
    known = [None if is_absent(value) or WITHHELD in mark else value for value, mark in raw]
    if column.kind is Kind.TEXT:
        return [None if value is None or not str(value) else str(value) for value in known]
    if column.kind is Kind.DATE:
        return [value if isinstance(value, date) else None for value in known]
    return known


def _marks(exhibit: Exhibit, column: Column) -> list[str]:
    if column.sign not in exhibit.data:
        return [""] * len(exhibit.data)
    return [str(mark) for mark in exhibit.data[column.sign].fillna("").tolist()]


def signs_in(exhibit: Exhibit) -> set[str]:
    """Signs that stand anywhere in the table, also in the ready texts of key figures."""
    found = {mark for column in exhibit.columns for sign in _marks(exhibit, column) for mark in sign.split()}
    if isinstance(exhibit.chart, KeyFigures):
        found |= {mark for figure in exhibit.chart.figures for mark in figure.sign.split()}
    for column in exhibit.columns:
        if column.kind is Kind.TEXT and any(WITHHELD in text for text in _values(exhibit, column) if text):
            found.add(WITHHELD)
    return found


def _meaning(mark: str) -> str:
    return SIGN_MEANINGS[mark] + (FURTHER if mark == WITHHELD else "")


def _has_empty(exhibit: Exhibit) -> bool:
    return any(
        value is None and not mark
        for column in exhibit.columns
        for value, mark in zip(_values(exhibit, column), _marks(exhibit, column), strict=True)
    )


def _headings(exhibit: Exhibit, *, per_cent: bool = False) -> list[str]:
    """What stands above the columns, each once."""
    found: list[str] = []
    for column in exhibit.columns:
        shares = per_cent and column.kind is Kind.PERCENT and column.unit != PER_CENT
        found.append(_free(f"{column.heading} ({PER_CENT})" if shares else column.heading, found))
    return found


def _free(wanted: str, taken: Iterable[str]) -> str:
    names, name, number = set(taken), wanted, 1
    while name in names:
        number += 1
        name = f"{wanted} {number}"
    return name


def _format(column: Column) -> str:
    """How a workbook shows the numbers of a column; the program that opens it puts in its own comma and point."""
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    if column.kind is Kind.PERCENT:
        return f"0{decimals}%"
    plain = f"#,##0{decimals}"
    return f'+{plain};-{plain};"±"0' if column.kind is Kind.SIGNED else plain


def _exact(value: Any) -> Decimal:
    """The number without the noise of a calculation with binary fractions. ValueError for an infinite one."""
    found = spelling.without_noise(float(value))
    if not found.is_finite():
        raise ValueError("a figure is never infinite")
    return found


def _iso(day: date) -> str:
    return (formats.local_day(day) if isinstance(day, datetime) else day).isoformat()

"""Cells that hold words, dates or free text: yes and no, kinds of accommodation, ends of leases."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.catalogue.headers import normalise
from dashboard.formats import join
from dashboard.intake.cells import looked_up
from dashboard.intake.context import Context
from dashboard.intake.decisions import KIND, question
from dashboard.intake.findings import Choice
from dashboard.intake.mapping import Column, Mapped
from dashboard.periods import Period, PeriodInvalid, read

UNLIMITED = frozenset({"unbefristet", "offen", "ohne", "keine"})
"""Words in a column of dates for: there is no end."""
DASHES = frozenset({"-", "–"})


def read_yes_no(mapped: Mapped, column: Column, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[Any]":
    """True, False, or None where the cell is empty; a finding for every other word."""
    words = context.catalogue.vocabulary.words
    meanings = {normalise(word) or word: True for word in words.yes} | {
        normalise(word) or word: False for word in words.no
    }
    texts = mapped.cells(column)
    known = {text: meanings.get(normalise(text) or text) for text in texts.unique().tolist()}
    failed = [text for text, meaning in known.items() if text and meaning is None and text not in DASHES]
    where = (wanted & texts.isin(failed)).to_numpy(dtype=bool)
    context.findings.add_rows("yes-no-invalid", mapped.table.lines[where], texts[where], column=column.header)
    return pd.Series([known[text] for text in texts], index=texts.index, dtype=object)


def read_dates(mapped: Mapped, column: Column, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[Any]":
    """Days, None where the cell is empty or says that there is no end; a finding for everything else."""
    texts = mapped.cells(column)
    days: dict[str, date | None] = {}
    failed = []
    for text in texts[wanted].unique().tolist():
        if not text or text in DASHES or normalise(text) in UNLIMITED:
            days[text] = None
            continue
        day = _day(text)
        days[text] = day
        if day is None:
            failed.append(text)
    where = (wanted & texts.isin(failed)).to_numpy(dtype=bool)
    context.findings.add_rows("date-invalid", mapped.table.lines[where], texts[where], column=column.header)
    return pd.Series([days.get(text) for text in texts], index=texts.index, dtype=object)


def read_kinds(mapped: Mapped, column: Column, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[str]":
    """Names of the catalogue's kinds of accommodation; "" with a finding where a word is none or means several."""
    vocabulary = context.catalogue.vocabulary
    names = {normalise(word): kind.name for kind in vocabulary.kinds for word in kind.names}
    asked = {normalise(word): entry for entry in vocabulary.questions for word in entry.words}
    all_kinds = [kind.name for kind in vocabulary.kinds]
    texts = mapped.cells(column)
    found: dict[str, str] = {}
    for text in texts[wanted].unique().tolist():
        answer = context.answers.to(KIND, text) if text else None
        found[text] = answer if answer in all_kinds else names.get(normalise(text), "")
    for position in (wanted & looked_up(texts, found).eq("")).to_numpy(dtype=bool).nonzero()[0]:
        text = texts.iloc[position]
        entry = asked.get(normalise(text)) if text else None
        candidates = list(entry.candidates) if entry else all_kinds
        code = "kind-missing" if not text else "kind-asked" if entry else "kind-unknown"
        context.findings.add(
            code,
            row=int(mapped.table.lines[position]),
            column=column.header,
            value=text,
            question=question(KIND, text) if text else "",
            choices=[Choice(name, name) for name in candidates] if text else (),
            facts={"question": entry.question if entry else "", "kinds": join(candidates)},
        )
    return looked_up(texts, found)


def refuse_long_texts(mapped: Mapped, column: Column, limit: int, context: Context) -> None:
    """Say where a text is longer than the store keeps; nothing is ever cut off silently."""
    texts = mapped.cells(column)
    lengths = texts.str.len()
    for position in (lengths > limit).to_numpy(dtype=bool).nonzero()[0]:
        facts = {"title": column.title, "length": int(lengths.iloc[position]), "limit": limit}
        line = int(mapped.table.lines[position])
        context.findings.add("text-too-long", row=line, column=column.header, value=texts.iloc[position], facts=facts)


def _day(text: str) -> date | None:
    try:
        found = read(text)
    except PeriodInvalid:
        return None
    return None if isinstance(found, Period) else found

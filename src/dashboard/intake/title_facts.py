"""What the lines above a table say about all of it: the place, and the period where they call it so.

A day that is only printed („Stand: 15.10.2026“) or compared with („gegenüber 31.12.2012“) is no reference date: only
„Stichtag“, „Berichtsjahr“ and the like before it count. Where the lines say two things they say nothing.
"""

import re
from datetime import date

from dashboard.geography.matching import By, Outcome
from dashboard.intake.context import Context
from dashboard.intake.places import match_text
from dashboard.intake.recognition import Table
from dashboard.periods import Period, PeriodInvalid, read

NAMED = re.compile(
    r"\b(?:Stichtag|(?:Berichts|Kalender|Erhebungs)?(?:jahr|quartal|zeitraum|monat))(?:\s+(?:am|zum|vom))?\s*:?\s+"
    r"(\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}|[1-4]\.\s?Quartal \d{4}|[IVQ1-4]{1,3}[ /]\d{4}|"
    r"\d{4}-Q[1-4]|\d{4})\b",
    re.IGNORECASE,
)
COMPARED = re.compile(r"gegenüber|verglichen|Vergleich|Veränderung|seit\b|\bbis\b", re.IGNORECASE)


def title_period(table: Table) -> tuple[str, Period | date] | None:
    """The period of the whole table as its title states it: the text and its reading."""
    found: dict[Period | date, str] = {}
    for _, text in table.titles:
        if COMPARED.search(text):
            continue
        for stated in NAMED.findall(text):
            try:
                found[read(stated)] = stated
            except PeriodInvalid:
                continue
    if len(found) != 1:
        return None
    reading, text = next(iter(found.items()))
    return text, reading


def title_place(table: Table, context: Context) -> tuple[str, str] | None:
    """The place that one of the title's lines names and nothing else: the line and the area."""
    found: dict[str, str] = {}
    for _, text in table.titles:
        match = match_text(text, context)
        ours = match.outcome is Outcome.FOUND and match.by in (By.NAME, By.CODE)
        if match.area and (ours or match.area in context.territory.compared):
            found[match.area] = text
    if len(found) != 1:
        return None
    area, text = next(iter(found.items()))
    return text, area

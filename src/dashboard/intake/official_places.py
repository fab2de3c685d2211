"""Places of official tables, which cover many areas: ours and those kept for comparison, the others set aside."""

import pandas as pd

from dashboard.formats import join, number
from dashboard.geography.matching import By, Outcome
from dashboard.intake.cells import looked_up
from dashboard.intake.context import Context
from dashboard.intake.decisions import NOT_TAKEN, PLACE, question
from dashboard.intake.findings import Choice
from dashboard.intake.mapping import Column, Mapped
from dashboard.intake.places import match_text


def read_official_places(mapped: Mapped, context: Context) -> "pd.Series[str]":
    """The area of every row that is kept, by its key where the table has one; "" for rows of other areas.

    Their number is said. A row that names a place of the own district that does not exist (any more) is a warning; a
    word for the whole („Insgesamt“) means the whole of that table, which is not the own district.
    """
    holds = {place.name: place.holds for place in context.catalogue.vocabulary.places}
    column = min(mapped.of_kind("place"), key=lambda one: holds.get(one.name) != "code")
    texts = mapped.cells(column)
    areas: dict[str, str] = {}
    for text in texts[texts.ne("")].unique().tolist():
        areas[text] = _area(text, column, mapped, context)
    context.places.update({text: area for text, area in areas.items() if area})
    found = looked_up(texts, areas)
    aside = int(found.eq("").sum())
    if aside and aside == len(found):
        facts = {"count": number(aside), "district": context.territory.district.name}
        context.findings.add("nothing-usable", row=int(mapped.table.lines[0]), facts=facts)
    elif aside:
        context.findings.add("rows-set-aside", facts={"count": number(aside)})
    return found


def _area(text: str, column: Column, mapped: Mapped, context: Context) -> str:
    if context.answers.to(PLACE, text) == NOT_TAKEN:
        return ""
    match = match_text(text, context)
    if match.outcome is Outcome.FOUND:
        return "" if match.by is By.TOTAL else match.area or ""
    if match.area in context.territory.compared:
        return match.area or ""
    if match.outcome is not Outcome.OUTSIDE and match.candidates:
        choices = [Choice(one.area, f"{one.name} ({one.area})") for one in match.candidates]
        rows = mapped.cells(column).eq(text).to_numpy(dtype=bool)
        context.findings.add(
            "place-unknown/official",
            row=int(mapped.table.lines[rows.argmax()]),
            column=column.header,
            value=text,
            question=question(PLACE, text),
            choices=[*choices, Choice(NOT_TAKEN, "Zeilen nicht übernehmen")],
            facts={"text": text, "candidates": join([choice.label for choice in choices])},
        )
    return ""

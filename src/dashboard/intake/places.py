"""Cells that name a place: matched once per distinct text, answered questions included."""

import pandas as pd

from dashboard.formats import join, number
from dashboard.geography.matching import Match, Outcome
from dashboard.intake.cells import looked_up
from dashboard.intake.context import Context, Lines
from dashboard.intake.decisions import NOT_TAKEN, PLACE, question
from dashboard.intake.findings import Choice
from dashboard.intake.mapping import Column, Mapped

CODES = {Outcome.AMBIGUOUS: "place-ambiguous", Outcome.OUTSIDE: "place-outside", Outcome.UNKNOWN: "place-unknown"}


def read_places(mapped: Mapped, context: Context, wanted: "pd.Series[bool]") -> "pd.Series[str]":
    """The place of every wanted row: by its key where there is one, else by its name; "" with a finding elsewhere.

    Rows for the whole district get its code. A name beside a key only has to allow it.
    """
    holds = {place.name: place.holds for place in context.catalogue.vocabulary.places}
    columns = sorted(mapped.of_kind("place"), key=lambda column: holds[column.name] != "code")
    areas = pd.Series("", index=mapped.table.cells.index, dtype="str")
    open_rows = wanted.copy()
    lines = mapped.table.lines
    for column in columns:
        texts = mapped.cells(column)
        stated = texts.ne("")
        here = open_rows & stated
        found = match_texts(texts[here], column, context, lines[here.to_numpy()])
        _compare_names(texts, wanted & ~open_rows & stated & areas.ne(""), areas, column, context, lines)
        areas = areas.mask(here, found.reindex(areas.index, fill_value=""))
        open_rows &= ~stated
    for line in lines[open_rows.to_numpy()]:
        context.findings.add("place-missing", row=int(line), column=columns[0].header if columns else None)
    return areas


def match_texts(texts: "pd.Series[str]", column: Column, context: Context, lines: Lines) -> "pd.Series[str]":
    """The district's place (or the district itself) per text, "" with a finding where a text is none."""
    dropped = {text for text in texts.unique().tolist() if context.answers.to(PLACE, text) == NOT_TAKEN}
    matches = {text: match_text(text, context) for text in texts.unique().tolist() if text not in dropped}
    areas = {text: (match.area or "") if match.outcome is Outcome.FOUND else "" for text, match in matches.items()}
    context.places.update({text: area for text, area in areas.items() if area})
    found = looked_up(texts, areas)
    left_out = texts.isin(list(dropped))
    if dropped:
        facts = {"count": number(int(left_out.sum())), "what": join([f"„{text}“" for text in sorted(dropped)[:5]])}
        context.findings.add("rows-not-taken", column=column.header, facts=facts)
    for position in (found.eq("") & ~left_out).to_numpy().nonzero()[0]:
        text = texts.iloc[position]
        _say(matches[text], text, column, context, int(lines[position]))
    return found


def match_text(text: str, context: Context) -> Match:
    """Match one text, an answer first; one that names no place of the district (any more) is told."""
    answer = context.answers.to(PLACE, text)
    if answer is not None and answer not in context.territory.levels:
        context.answers.reject(PLACE, text, f"„{answer}“ ist kein Ort des Landkreises (mehr).")
        answer = None
    return context.territory.matcher.match(text, {text: answer} if answer else None)


def _say(match: Match, text: str, column: Column, context: Context, line: int) -> None:
    candidates = [Choice(one.area, f"{one.name} ({one.area})") for one in match.candidates]
    listed = join([choice.label for choice in candidates])
    leave_out = [] if match.outcome is Outcome.AMBIGUOUS else [Choice(NOT_TAKEN, "Zeilen nicht übernehmen")]
    choices = [*candidates, *leave_out]
    facts = {
        "text": text,
        "district": context.territory.district.name,
        "candidates": listed,
        "hint": f" Gemeint sein könnte: {listed}." if listed else "",
    }
    context.findings.add(
        CODES[match.outcome],
        row=line,
        column=column.header,
        value=text,
        question=question(PLACE, text),
        choices=choices,
        facts=facts,
    )


def _compare_names(
    texts: "pd.Series[str]",
    rows: "pd.Series[bool]",
    areas: "pd.Series[str]",
    column: Column,
    context: Context,
    lines: Lines,
) -> None:
    """Say where a name means another place than the key beside it; an unknown spelling proves nothing."""
    pairs = pd.DataFrame({"area": areas[rows], "text": texts[rows]}).drop_duplicates()
    wrong = {}
    for area, text in pairs.itertuples(index=False):
        match = match_text(text, context)
        possible = {match.area, *(one.area for one in match.candidates)}
        if match.outcome is not Outcome.UNKNOWN and area not in possible:
            wrong[area, text] = context.territory.name(match.area) if match.area else "ein anderer Ort"
    if not wrong:
        return
    for position in rows.to_numpy().nonzero()[0]:
        area, text = areas.iloc[position], texts.iloc[position]
        if (area, text) in wrong:
            facts = {"code": area, "one": context.territory.name(area), "text": text, "other": wrong[area, text]}
            context.findings.add(
                "place-contradicts", row=int(lines[position]), column=column.header, value=text, facts=facts
            )

"""Which sheet of a file is read: every one is looked at, the best known table is taken, the others are named."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.catalogue.headers import normalise
from dashboard.formats import join
from dashboard.intake.context import Context
from dashboard.intake.decisions import COLUMN, HEADER_ROW, SHEET, WHOLE_FILE, Answers, question
from dashboard.intake.findings import Choice, Findings
from dashboard.intake.mapping import Column, meanings
from dashboard.intake.personal_data import stop_personal_data
from dashboard.intake.recognition import LAYOUT_TITLES, Table, recognise
from dashboard.tables import Grid
from dashboard.tables.choices import CHOICES_SHEET


@dataclass(frozen=True)
class Chosen:
    """The sheet that is read, and its table."""

    grid: Grid
    table: Table


def look_at(grids: Sequence[Grid], context: Context) -> list[Table]:
    """The table of every sheet, as far as its header is known."""
    return [_recognised(grid, context, None) for grid in grids]


def without_choices(grids: Sequence[Grid], tables: Sequence[Table], context: Context) -> tuple[list[Grid], list[Table]]:
    """All sheets but the hidden one with the lists of our own templates, which is nobody's table."""
    kept = [
        (grid, table)
        for grid, table in zip(grids, tables, strict=True)
        if not (grid.hidden and grid.sheet == CHOICES_SHEET and table.layout is None)
        or context.decisions.sheet == CHOICES_SHEET
    ]
    kept = kept or list(zip(grids, tables, strict=True))
    return [grid for grid, _ in kept], [table for _, table in kept]


def choose(grids: Sequence[Grid], tables: Sequence[Table], context: Context) -> Chosen:
    """The sheet a person named, else the one whose header is best known; hidden ones only where no other is known.

    Says what became of the others: one with a table of its own is a warning, for nothing of it is read.
    """
    names = [grid.sheet or "" for grid in grids]
    wanted = context.decisions.sheet or context.answers.to(SHEET, WHOLE_FILE)
    choices = [Choice(name, name) for name in names]
    asked = question(SHEET, WHOLE_FILE)
    if wanted and wanted not in names and names != [""]:
        listed = join([f"„{name}“" for name in names])
        if context.decisions.sheet:
            facts = {"sheet": wanted, "sheets": listed}
            context.findings.add("sheet-unknown", question=asked, choices=choices, facts=facts)
        else:
            context.answers.reject(SHEET, WHOLE_FILE, f"Ein Blatt „{wanted}“ gibt es nicht; die Datei hat {listed}.")
    if wanted in names and names != [""]:
        best = names.index(wanted or "")
        context.answers.used[asked] = names[best]
    else:
        best = max(range(len(grids)), key=lambda at: _rank(grids[at], tables[at], at))
        context.answers.used.pop(asked, None)
    for at, (name, table) in enumerate(zip(names, tables, strict=True)):
        if at == best:
            continue
        facts = {"sheet": name, "read": names[best]}
        if table.layout is None:
            context.findings.add("sheet-not-read", question=asked, choices=choices, facts=facts)
        else:
            said = {**facts, "layout": LAYOUT_TITLES[table.layout]}
            context.findings.add("sheet-not-read/table", question=asked, choices=choices, facts=said)
    return Chosen(grids[best], _with_header_row(grids[best], tables[best], context))


def _rank(grid: Grid, table: Table, position: int) -> tuple[bool, bool, int, int]:
    return table.layout is not None, not grid.hidden, table.score, -position


def _recognised(grid: Grid, context: Context, header_row: int | None) -> Table:
    prefix = f"{COLUMN}:"
    decided = [key.removeprefix(prefix) for key in context.answers.known if key.startswith(prefix)]
    return recognise(grid, context.catalogue, header_row=header_row, decided=decided)


def _with_header_row(grid: Grid, table: Table, context: Context) -> Table:
    """The table with the header where a person said it is. What is remembered holds only for the same header."""
    answer = context.answers.to(HEADER_ROW, WHOLE_FILE)
    asked = question(HEADER_ROW, WHOLE_FILE)
    row = context.decisions.header_row
    header = ""
    if row is None and answer is not None:
        text, _, header = answer.partition("|")
        row = int(text) if text.isdigit() else None
        if row is None:
            context.answers.reject(HEADER_ROW, WHOLE_FILE, f"„{answer}“ ist keine Zeilennummer.")
    if row is None:
        return table
    if row and row not in grid.lines.tolist():
        if header:
            context.answers.reject(HEADER_ROW, WHOLE_FILE, f"Die Zeile {row} ist in dieser Datei leer.")
        else:
            context.answers.used.pop(asked, None)
            context.findings.add("header-row-unknown", facts={"row": row})
        return table
    chosen = _recognised(grid, context, row)
    if header and header != _fingerprint(chosen):
        said = f"In Zeile {row} stehen jetzt andere Überschriften."
        context.answers.reject(HEADER_ROW, WHOLE_FILE, said)
        return table
    context.answers.used[asked] = f"{row}|{_fingerprint(chosen)}"
    return chosen


def _fingerprint(table: Table) -> str:
    return question("", "|".join(map(normalise, table.headers)))[-60:].lstrip(":") or "-"


def personal_data(tables: Sequence[Table], context: Context) -> Findings:
    """Findings for every column of every sheet, hidden ones too, that looks like data of single persons."""
    found = Findings()
    for table in tables:
        columns: tuple[Column, ...]
        if table.layout is not None and table.layout != "flat" and table.layout != "directory":
            answers = Answers(context.answers.known)
            columns = meanings(table, table.layout, context.catalogue, answers).columns
        else:
            columns = tuple(Column(position, header) for position, header in enumerate(table.headers))
        stop_personal_data(table, columns, context.catalogue, context.territory.towns(), found)
    return found

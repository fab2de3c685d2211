"""A table that comes back: its headings and cells read, every one that cannot be named with row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from dashboard.errors import UserError
from dashboard.exchange.cells import CellInvalid
from dashboard.exchange.export import NUMBER, VERSION
from dashboard.exchange.kinds import Column, Kind
from dashboard.exchange.known import Known
from dashboard.formats import join, number
from dashboard.store.folding import fold
from dashboard.tables import Grid, read

MOST_ROWS = 20_000
WITHOUT_VERSION = "Ohne die Fassung lässt sich nicht prüfen, ob inzwischen jemand etwas geändert hat."


class TableUnusable(UserError):
    """A file that is not this table; the sentence says why."""


@dataclass(frozen=True)
class Finding:
    """What is wrong in which row of the file; ``column`` is empty where it is the row as a whole."""

    line: int
    column: str
    sentence: str

    @property
    def text(self) -> str:
        """„Zeile 5, Spalte „Beginn“: …“"""
        where = f"Zeile {self.line}" + (f", Spalte „{self.column}“" if self.column else "")
        return f"{where}: {self.sentence}"


@dataclass(frozen=True)
class Wish:
    """One row as it was read: ``entry`` None is a new one, ``values`` are those of the columns that the table has."""

    line: int
    entry: int | None
    seen: int
    values: Mapping[str, Any]


@dataclass
class Table:
    """All rows that could be read, and what could not."""

    wishes: list[Wish] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def grid_of(data: bytes, name: str) -> Grid:
    """The one table of a file; raises FileUnusable and TableUnusable."""
    grids = [grid for grid in read(data, name) if not grid.hidden]
    if len(grids) != 1:
        raise TableUnusable(f"Die Datei hat {len(grids)} Tabellenblätter; gebraucht wird genau eines.")
    if len(grids[0].lines) > MOST_ROWS:
        raise TableUnusable(
            f"Die Tabelle hat {number(len(grids[0].lines))} Zeilen, möglich sind {number(MOST_ROWS)}. Bitte teilen."
        )
    return grids[0]


def table_of(grid: Grid, kind: Kind, names: Known) -> Table:
    """The rows of a table of this kind; raises TableUnusable where its headings are of another."""
    columns = _columns(grid, kind, names)
    found = Table()
    entries: dict[int, int] = {}
    for position in range(1, len(grid.lines)):
        cells = [cell.strip() for cell in grid.row(position)]
        if any(cells):
            _row(found, kind, columns, cells, int(grid.lines[position]), entries)
    return found


def _columns(grid: Grid, kind: Kind, names: Known) -> dict[int, Column | str]:
    """What stands at which position: a column of the form, or the name of one of the two before them."""
    heads = [cell.strip() for cell in grid.row(0)] if len(grid.lines) else []
    known: dict[str, Column | str] = {fold(column.heading): column for column in kind.columns(names)}
    known |= {fold(NUMBER): NUMBER, fold(VERSION): VERSION}
    columns: dict[int, Column | str] = {}
    for position, head in enumerate(heads):
        if not head:
            if any(grid.cells.iloc[1:, position]):
                raise TableUnusable(f"Spalte {position + 1} hat Inhalt, aber keine Überschrift.")
            continue
        if fold(head) not in known:
            wanted = [NUMBER, VERSION, *(column.heading for column in kind.columns(names))]
            raise TableUnusable(
                f"Eine Spalte „{head}“ hat die Tabelle „{kind.title}“ nicht. Ihre Spalten sind: {join(wanted)}. "
                "Laden Sie die Tabelle am besten erst herunter und ändern Sie diese."
            )
        if known[fold(head)] in columns.values():
            raise TableUnusable(f"Die Spalte „{head}“ steht zweimal in der Tabelle.")
        columns[position] = known[fold(head)]
    if not any(isinstance(column, Column) for column in columns.values()):
        raise TableUnusable("In der ersten Zeile der Tabelle stehen keine Überschriften.")
    return columns


def _row(
    found: Table, kind: Kind, columns: Mapping[int, Column | str], cells: Sequence[str], line: int,
    entries: dict[int, int],
) -> None:  # fmt: skip
    wrong: list[Finding] = []
    values: dict[str, Any] = {}
    counted: dict[str, int | None] = {NUMBER: None, VERSION: None}
    for position, column in columns.items():
        cell = cells[position]
        try:
            if isinstance(column, Column):
                values[column.field] = column.cell.read(cell) if cell else _empty(kind, column.field)
            elif cell:
                counted[column] = _counted(cell)
        except CellInvalid as error:
            wrong.append(Finding(line, column if isinstance(column, str) else column.heading, str(error)))
    entry, seen = counted[NUMBER], counted[VERSION]
    if entry is None and not wrong:
        present = {column.field for column in columns.values() if isinstance(column, Column)}
        wrong += [
            Finding(line, kind.form.LABELS[one.name], "Für einen neuen Eintrag fehlt diese Spalte.")
            for one in fields(kind.form)
            if one.default is MISSING and one.name not in present
        ]
    elif entry is not None and seen is None:
        wrong.append(Finding(line, VERSION, WITHOUT_VERSION))
    if entry is not None and entry in entries:
        wrong.append(Finding(line, NUMBER, f"Nr. {entry} steht schon in Zeile {entries[entry]}."))
    if entry is not None:
        entries.setdefault(entry, line)
    found.findings += wrong
    if not wrong:
        found.wishes.append(Wish(line, entry, seen or 0, values))


def _empty(kind: Kind, name: str) -> Any:
    """What an empty cell means: the form's own beginning; CellInvalid where it has none."""
    default = {one.name: one.default for one in fields(kind.form)}[name]
    if default is MISSING:
        raise CellInvalid("Hier fehlt eine Angabe.")
    return default


def _counted(cell: str) -> int:
    if not (cell.isascii() and cell.isdecimal()):
        raise CellInvalid(f"„{cell}“ ist keine Nummer; für einen neuen Eintrag bleibt die Zelle leer.")
    return int(cell)

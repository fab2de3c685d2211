"""A table of what is entered now, as it can be changed and read in again."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.exchange.kinds import Column, Kind, Row
from dashboard.exchange.known import known
from dashboard.store import Actor, Circle, Role
from dashboard.tables import Sheet, write_csv, write_xlsx

NUMBER, VERSION = "Nr.", "Fassung"
"""Columns before those of the form: which entry, and which state of it the table has. Both are empty for a new one."""
WRAPPED = 60
"""Letters from which on a column's texts go on in the next line."""


@dataclass(frozen=True)
class Export:
    """A table, all cells as text, and the sentence that says how it comes back."""

    title: str
    frame: pd.DataFrame

    def csv(self) -> bytes:
        """UTF-8 with the mark Excel needs, semicolon."""
        return write_csv(self.frame)

    def xlsx(self) -> bytes:
        """One sheet; FileUnusable where it has no room for the rows."""
        wrapped = [name for name in self.frame.columns if self.frame[name].str.len().max() > WRAPPED]
        return write_xlsx([Sheet(self.title, self.frame, wrapped=wrapped)])


def export(session: Session, actor: Actor, catalogue: Catalogue, kind: Kind) -> Export:
    """All entries in use, for editors of the office; raises NotAllowed. An empty table has its headings."""
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
    columns = kind.columns(known(session, catalogue))
    rows = [_cells(columns, row) for row in kind.rows(session, actor)]
    headings = [NUMBER, VERSION, *(column.heading for column in columns)]
    return Export(kind.title, pd.DataFrame(rows, columns=headings, dtype="str"))


def _cells(columns: Sequence[Column], row: Row) -> list[str]:
    values = [(column, getattr(row.form, column.field)) for column in columns]
    written = ["" if value in (None, "", ()) else column.cell.write(value) for column, value in values]
    return [str(row.number), str(row.version), *written]

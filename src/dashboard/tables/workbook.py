"""A workbook as it was read: its sheets, and what is to be said of the file as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from dashboard.formats import join
from dashboard.tables.choices import CHOICES_SHEET
from dashboard.tables.grid import Grid, Remark
from dashboard.tables.room import MAX_SHEETS, Room
from dashboard.tables.sheet import Sheet


@dataclass
class Workbook:
    """kind: xlsx, xls or ods. others: names of sheets without cells, such as charts."""

    kind: str
    room: Room
    sheets: list[Sheet] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    has_macros: bool = False
    has_links: bool = False

    def new_sheet(self, name: str, *, hidden: bool = False) -> Sheet:
        if len(self.sheets) == MAX_SHEETS:
            self.refuse_sheets()
        self.sheets.append(Sheet(name, self.room, hidden=hidden))
        return self.sheets[-1]

    def refuse_sheets(self) -> NoReturn:
        self.room.refuse(f"hat mehr als {MAX_SHEETS} Blätter. Bitte nur die Blätter mit Tabellen einreichen.")

    def grids(self) -> list[Grid]:
        """One Grid per sheet with content, each with the remarks on the file; FileUnusable where there is none."""
        filled = [sheet for sheet in self.sheets if not sheet.is_empty]
        if not filled:
            what = "nur Diagramme" if self.others and not self.sheets else "keine ausgefüllte Zelle"
            self.room.refuse(f"enthält {what}. Bitte prüfen, ob die richtige Datei ausgewählt wurde.")
        remarks = self._remarks(filled)
        return [sheet.grid(self.kind, remarks) for sheet in filled]

    def _remarks(self, filled: Sequence[Sheet]) -> tuple[Remark, ...]:
        empty = [sheet.name for sheet in self.sheets if sheet.is_empty]
        hidden = [sheet.name for sheet in filled if sheet.hidden and sheet.name != CHOICES_SHEET]
        found = [
            ("sheets-empty", empty, f"Ohne Inhalt: {_sheets(empty)}."),
            ("sheets-other", self.others, f"Diagramm oder Makro statt Tabelle, nicht gelesen: {_sheets(self.others)}."),
            ("sheets-hidden", hidden, f"Ausgeblendet, aber gelesen: {_sheets(hidden)}."),
            (
                "macros-ignored",
                self.has_macros,
                "Die Mappe enthält Makros. Sie wurden weder ausgeführt noch übernommen.",
            ),
            (
                "links-ignored",
                self.has_links,
                "Die Mappe ist mit anderen Dateien verknüpft. Die Verknüpfungen wurden nicht aktualisiert; gelesen "
                "wurden die gespeicherten Werte.",
            ),
        ]
        return tuple(Remark(code, message) for code, is_so, message in found if is_so)


def _sheets(names: Sequence[str]) -> str:
    shown = [f"„{name}“" for name in names[:10]]
    if len(names) > 10:
        shown.append(f"{len(names) - 10} weitere")
    return f"{'Blatt' if len(names) == 1 else 'Blätter'} {join(shown)}"

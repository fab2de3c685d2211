"""How much a workbook may take of memory and time: a small file can unpack to anything."""

from dataclasses import dataclass
from typing import NoReturn

from dashboard.errors import FileUnusable
from dashboard.formats import number
from dashboard.tables.grid import shown

MAX_UNPACKED = 150 * 1024 * 1024  # bytes of XML that are read: about 3 seconds per 30 MB
MAX_CELLS_WITH_CONTENT = 3_000_000
MAX_CHARACTERS = 100_000_000
MAX_SHEETS = 500

_DIVIDE = "Bitte die Tabelle teilen, zum Beispiel nach Jahren, oder als CSV einreichen."


@dataclass
class Room:
    """What one file has taken so far; each method takes more of it or raises FileUnusable."""

    name: str
    unpacked: int = 0
    cells: int = 0
    characters: int = 0

    def take_bytes(self, count: int) -> None:
        self.unpacked += count
        self.check_bytes(0)

    def check_bytes(self, announced: int) -> None:
        """Whether there is room for as many bytes as a part says it has."""
        if self.unpacked + announced > MAX_UNPACKED:
            self.refuse(f"enthält ausgepackt mehr als {MAX_UNPACKED // 1024**2} MB und wird nicht gelesen. {_DIVIDE}")

    def take_cells(self, count: int, characters: int) -> None:
        self.cells += count
        self.characters += characters
        if self.cells > MAX_CELLS_WITH_CONTENT:
            self.refuse(f"hat mehr als {number(MAX_CELLS_WITH_CONTENT)} ausgefüllte Zellen. {_DIVIDE}")
        if self.characters > MAX_CHARACTERS:
            self.refuse(f"enthält mehr als {number(MAX_CHARACTERS)} Zeichen Text. {_DIVIDE}")

    def refuse(self, what: str) -> NoReturn:
        """Raise FileUnusable with a sentence that begins with the name of the file."""
        raise FileUnusable(f"„{shown(self.name)}“ {what}")

    def refuse_damaged(self, kind: str = "Arbeitsmappe") -> NoReturn:
        self.refuse(
            f"ist eine beschädigte oder abgeschnittene {kind}. Bitte in Excel oder LibreOffice öffnen, neu speichern "
            "und noch einmal vollständig übertragen."
        )

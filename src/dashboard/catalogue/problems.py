"""What is wrong in the catalogue's files: found one by one, told all together."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.errors import SetupError

SHOWN = 20


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file it is in (as a path inside the catalogue's folder), the entry, and what to do about it."""

    file: str
    entry: str
    sentence: str

    def __str__(self) -> str:
        entry = f", Eintrag „{self.entry}“" if self.entry else ""
        return f"{self.file}{entry}: {self.sentence}"


class CatalogueError(SetupError):
    """The catalogue cannot be used. The message names file and entry of every mistake that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        shown = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            shown.append(f"… und {len(self.problems) - SHOWN} weitere.")
        count = "einen Fehler" if len(self.problems) == 1 else f"{len(self.problems)} Fehler"
        super().__init__("\n".join([f"Der Katalog enthält {count} und kann nicht verwendet werden.", *shown]))

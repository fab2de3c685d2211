"""The catalogue's folder as text: every entry's table and the file it stands in, before anything is checked."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.catalogue.files import BREAKS, FIELDS, INDICATORS, PROFILES, VOCABULARY
from dashboard.catalogue.problems import CatalogueError, Problem
from dashboard.errors import reason

POSITION = re.compile(r"\(at line (\d+), column \d+\)")
Table = dict[str, Any]
SLIPS = {
    "Invalid value": "Texte stehen in Anführungszeichen",
    "Expected '=' after a key": "Nach dem Namen der Angabe fehlt das Zeichen =",
    "Unterminated string": "Ein Anführungszeichen am Ende eines Textes fehlt",
    "Illegal character": "Ein Text endet nicht in seiner Zeile, oder ein Zeichen darin ist nicht erlaubt",
    "Unescaped": "Vor einem umgekehrten Schrägstrich im Text fehlt ein zweiter",
    "Cannot overwrite a value": "Eine Angabe steht zweimal da",
    "Duplicate inline table key": "Eine Angabe steht in geschweiften Klammern zweimal da",
    "Cannot declare": "Ein Abschnitt steht zweimal da",
    "Unclosed array": "Eine eckige Klammer ist nicht geschlossen, oder ein Komma fehlt",
    "Unclosed inline table": "Eine geschweifte Klammer ist nicht geschlossen, oder ein Komma fehlt",
    "Expected newline": "Hinter der Angabe steht noch etwas; jede braucht ihre eigene Zeile",
    "Expected ']": "Die eckige Klammer des Abschnitts ist nicht geschlossen",
    "Invalid statement": "Die Zeile ist weder eine Angabe noch ein Abschnitt",
    "Invalid initial character": "Der Name einer Angabe beginnt mit einem Zeichen, das nicht geht",
    "Invalid date or datetime": "Ein Datum gibt es nicht",
}
"""What the reader of TOML says, in German."""


@dataclass(frozen=True)
class Source:
    """The table of one entry and where it stands."""

    file: str
    content: Table


@dataclass(frozen=True)
class Sources:
    """All entries by code (profiles by file), and what was wrong with the files as such."""

    fields: Mapping[str, Source]
    indicators: Mapping[str, Source]
    breaks: Mapping[str, Source]
    profiles: Mapping[str, Source]
    vocabulary: Source | None
    problems: tuple[Problem, ...]
    version: str
    """Fingerprint of the files."""

    def profile_key(self, identity: str) -> str | None:
        """Under what the profile with this id stands; None where there is none."""
        return next((key for key, source in self.profiles.items() if source.content.get("id") == identity), None)


def read(folder: Path) -> Sources:
    """Everything in the folder; raises CatalogueError only where there is no folder."""
    reader = _Reader(folder)
    fields = reader.entries([FIELDS])
    indicators = reader.entries(reader.files_of(INDICATORS))
    breaks = reader.entries([BREAKS])
    vocabulary = reader.table(VOCABULARY)
    tables = {file: reader.table(file) for file in reader.files_of(PROFILES)}
    return Sources(
        fields=fields,
        indicators=indicators,
        breaks=breaks,
        profiles={file: Source(file, table) for file, table in tables.items() if table is not None},
        vocabulary=None if vocabulary is None else Source(VOCABULARY, vocabulary),
        problems=tuple(reader.problems),
        version=reader.version,
    )


def syntax(message: str) -> str:
    """A mistake in the notation, with the line, in German."""
    position = POSITION.search(message)
    where = f"in Zeile {position[1]}" if position else "am Ende"
    said = next((german for english, german in SLIPS.items() if english in message), "")
    return f"Die Schreibweise (TOML) stimmt {where} nicht: {said or 'Sie ist nicht lesbar'}."


class _Reader:
    """Reads the files one after another and keeps what is wrong with them until all have been read."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise CatalogueError([Problem(str(folder), "", "Der Ordner des Katalogs fehlt. Prüfen Sie den Pfad.")])
        self.folder = folder
        self.problems: list[Problem] = []
        self._digest = hashlib.sha256()

    @property
    def version(self) -> str:
        """Fingerprint of all that has been read so far."""
        return self._digest.hexdigest()[:16]

    def complain(self, file: str, entry: str, sentence: str) -> None:
        self.problems.append(Problem(file, entry, sentence))

    def files_of(self, folder: str) -> list[str]:
        """Names of the TOML files in a folder, relative to the catalogue, in the order of the alphabet."""
        return sorted(f"{folder}/{path.name}" for path in (self.folder / folder).glob("*.toml"))

    def table(self, file: str) -> Table | None:
        """The content of a file; None (and a complaint) where it cannot be read."""
        try:
            data = (self.folder / file).read_bytes()
            self._digest.update(f"{file}\0{len(data)}\0".encode() + data)
            return tomllib.loads(data.decode("utf-8-sig"))
        except OSError as error:
            self.complain(file, "", f"Die Datei kann nicht gelesen werden ({reason(error)}).")
        except UnicodeDecodeError as error:
            self.complain(file, "", f"Die Datei ist nicht in UTF-8 gespeichert (Byte {error.start}).")
        except tomllib.TOMLDecodeError as error:
            self.complain(file, "", syntax(str(error)))
        return None

    def entries(self, files: Iterable[str]) -> dict[str, Source]:
        """The entries of files in which each is a table named by its code."""
        found: dict[str, Source] = {}
        for file in files:
            for code, content in (self.table(file) or {}).items():
                if not isinstance(content, dict):
                    self.complain(file, code, f"Ein Eintrag beginnt mit einer eigenen Zeile „[{code}]“.")
                elif content.get("code", code) != code:
                    sentence = f"Der Code steht in der Zeile „[{code}]“; entfernen Sie die Angabe „code“."
                    self.complain(file, code, sentence)
                elif code in found:
                    first = found[code].file
                    self.complain(file, code, f"Der Code ist schon in {first} vergeben. Wählen Sie einen anderen.")
                else:
                    found[code] = Source(file, content)
        return found

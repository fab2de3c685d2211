"""Reading the catalogue's folder: every mistake in it is found, and told with file and entry."""

import hashlib
import re
import tomllib
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import pydantic

from dashboard.catalogue import checks, messages
from dashboard.catalogue.base import Entry
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.entries import Break, Field, Indicator
from dashboard.catalogue.files import BREAKS, FIELDS, INDICATORS, PROFILES, VOCABULARY, Files
from dashboard.catalogue.headers import Headers
from dashboard.catalogue.problems import CatalogueError, Problem
from dashboard.catalogue.profiles import FlatProfile, Profile
from dashboard.catalogue.profiles_tables import ClassicProfile, LongProfile
from dashboard.catalogue.vocabulary import Vocabulary
from dashboard.errors import reason

POSITION = re.compile(r"\(at line (\d+), column \d+\)")

PROFILE_OF_LAYOUT: dict[str, type[Profile]] = {"flat": FlatProfile, "classic": ClassicProfile, "long": LongProfile}

AnyEntry = TypeVar("AnyEntry", bound=Entry)
Table = dict[str, Any]


def load(folder: Path) -> Catalogue:
    """The catalogue of ``folder``: fields.toml, indicators/*.toml, breaks.toml, vocabulary.toml, profiles/*.toml.

    Raises CatalogueError that names file and entry of every mistake.
    """
    reader = _Reader(folder)
    fields = reader.entries(FIELDS, Field)
    indicators: dict[str, Indicator] = {}
    for file in reader.files_of(INDICATORS):
        for code, indicator in reader.entries(file, Indicator).items():
            if code in indicators:
                first = reader.place_of[code]
                reader.complain(file, code, f"Der Code ist schon in {first} vergeben. Wählen Sie einen anderen.")
                continue
            indicators[code] = indicator
            reader.place_of[code] = file
    breaks = reader.entries(BREAKS, Break)
    vocabulary = reader.whole(VOCABULARY, Vocabulary)
    profiles = {file: reader.profile(file) for file in reader.files_of(PROFILES)}
    reader.stop_if_unreadable()
    assert vocabulary is not None
    known_profiles = {file: profile for file, profile in profiles.items() if profile is not None}

    files = Files(fields, indicators, reader.place_of, breaks, vocabulary, known_profiles)
    if problems := list(checks.check(files)):
        raise CatalogueError(problems)
    return _assemble(files, reader.version)


def _assemble(files: Files, version: str) -> Catalogue:
    fields = dict(sorted(files.fields.items(), key=lambda item: item[1].order))
    order = {code: position for position, code in enumerate(fields)}
    indicators = dict(sorted(files.indicators.items(), key=lambda item: order[item[1].field]))
    return Catalogue(
        fields=MappingProxyType(fields),
        indicators=MappingProxyType(indicators),
        profiles=MappingProxyType({profile.id: profile for profile in files.profiles.values()}),
        breaks=tuple(sorted(files.breaks.values(), key=lambda entry: (entry.since, entry.code))),
        vocabulary=files.vocabulary,
        headers=Headers(files.vocabulary, indicators),
        version=version,
    )


class _Reader:
    """Reads the files one after another and keeps what is wrong with them until all have been read."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise CatalogueError([Problem(str(folder), "", "Der Ordner des Katalogs fehlt. Prüfen Sie den Pfad.")])
        self.folder = folder
        self.problems: list[Problem] = []
        self.place_of: dict[str, str] = {}
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
            self.complain(file, "", _syntax(str(error)))
        return None

    def entries(self, file: str, kind: type[AnyEntry]) -> dict[str, AnyEntry]:
        """The entries of a file, each of which is a table named by its code."""
        found: dict[str, AnyEntry] = {}
        for code, content in (self.table(file) or {}).items():
            if not isinstance(content, dict):
                self.complain(file, code, f"Ein Eintrag beginnt mit einer eigenen Zeile „[{code}]“.")
            elif content.get("code", code) != code:
                self.complain(file, code, f"Der Code steht in der Zeile „[{code}]“; entfernen Sie die Angabe „code“.")
            elif (entry := self._entry(file, code, kind, {**content, "code": code})) is not None:
                found[code] = entry
        return found

    def whole(self, file: str, kind: type[AnyEntry]) -> AnyEntry | None:
        """A file that is one entry as a whole."""
        content = self.table(file)
        return None if content is None else self._entry(file, str(content.get("id", "")), kind, content)

    def profile(self, file: str) -> Profile | None:
        """A source profile; its „layout“ says what can stand in it."""
        content = self.table(file)
        if content is None:
            return None
        layout, name = content.get("layout"), str(content.get("id", ""))
        kind = PROFILE_OF_LAYOUT.get(layout) if isinstance(layout, str) else None
        if kind is None:
            said = "fehlt" if layout is None else f"ist „{layout}“"
            self.complain(file, name, f"„layout“ {said}; erlaubt ist nur „flat“, „classic“ oder „long“.")
            return None
        return self._entry(file, name, kind, content)

    def stop_if_unreadable(self) -> None:
        if self.problems:
            raise CatalogueError(self.problems)

    def _entry(self, file: str, name: str, kind: type[AnyEntry], content: Table) -> AnyEntry | None:
        try:
            return kind.model_validate(content)
        except pydantic.ValidationError as error:
            for inner, sentence in messages.sentences(error, content, kind):
                self.complain(file, inner or name, sentence)
        return None


def _syntax(message: str) -> str:
    """A mistake in the notation, with the line; the parser's own words stay English."""
    position = POSITION.search(message)
    where = f"in Zeile {position[1]}" if position else "am Ende der Datei"
    return f"Die Schreibweise (TOML) stimmt {where} nicht: {POSITION.sub('', message).strip()}."

"""The tables behind the catalogue: what the files say, what the county says, and which of them holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dashboard.catalogue import sources
from dashboard.catalogue.own import overlaid
from dashboard.catalogue.sources import Source, Sources
from dashboard.catalogue.stored import EntryKind, Stored


class State(StrEnum):
    """Where an entry comes from and whether it holds."""

    FILE = "Datei"
    CHANGED = "geändert"
    NEW = "neu"
    DISABLED = "abgeschaltet"
    DECIDED = "durch Entscheidung eingeschaltet"
    RETIRED = "zurückgezogen"


@dataclass(frozen=True)
class Texts:
    """The tables behind the catalogue: of the files alone, and with the own entries over them."""

    files: Sources
    layers: Sources
    stored: Mapping[tuple[EntryKind, str], Stored]

    def content(self, kind: EntryKind, code: str) -> dict[str, Any] | None:
        """What is in force for an entry, retired ones too; None where there is none."""
        own = self.stored.get((kind, code))
        return own.table if own is not None and own.content else self.of_file(kind, code)

    def of_file(self, kind: EntryKind, code: str) -> dict[str, Any] | None:
        """What the files have; None where it is an entry of the county alone."""
        found = source_of(self.files, kind, code)
        return None if found is None else dict(found.content)

    def version(self, kind: EntryKind, code: str) -> int:
        """The version in force, 0 where there was never an own one."""
        own = self.stored.get((kind, code))
        return 0 if own is None else own.version

    def codes(self, kind: EntryKind) -> list[str]:
        """All entries of a kind, retired ones too: in the order of the files, then the county's."""
        found = {
            EntryKind.INDICATOR: list(self.files.indicators),
            EntryKind.BREAK: list(self.files.breaks),
            EntryKind.PROFILE: [str(source.content.get("id", "")) for source in self.files.profiles.values()],
        }.get(kind, [])
        return list(dict.fromkeys([*found, *(code for own, code in self.stored if own is kind)]))

    def state(self, kind: EntryKind, code: str) -> State:
        """How far an entry is the files' and how far the county's."""
        own, content = self.stored.get((kind, code)), self.content(kind, code)
        if own is not None and own.archived:
            return State.RETIRED
        if kind is EntryKind.INDICATOR and content is not None and content.get("enabled") is False:
            decision = self.stored.get((EntryKind.DECISION, code))
            return State.DISABLED if decision is None or decision.archived else State.DECIDED
        if own is None or not own.content:
            return State.FILE
        return State.NEW if self.of_file(kind, code) is None else State.CHANGED


def texts_of(folder: Path, entries: tuple[Stored, ...]) -> Texts:
    """The tables of these files and entries."""
    files = sources.read(folder)
    layers, _ = overlaid(files, entries)
    return Texts(files, layers, {(entry.kind, entry.code): entry for entry in entries})


def source_of(files: Sources, kind: EntryKind, code: str) -> Source | None:
    """The entry among these sources; None where they have none of this kind and code."""
    match kind:
        case EntryKind.INDICATOR:
            return files.indicators.get(code)
        case EntryKind.BREAK:
            return files.breaks.get(code)
        case EntryKind.PROFILE:
            key = files.profile_key(code)
            return None if key is None else files.profiles[key]
    return None

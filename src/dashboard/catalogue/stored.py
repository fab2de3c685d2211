"""An entry of the catalogue as the database has it, to be laid over the files."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

import pydantic

from dashboard.catalogue.base import Day, Entry, Text

ORDER_OF_FIELDS = "fields"
"""Code of the one entry of kind ``order``."""


class EntryKind(StrEnum):
    """What an entry is about."""

    INDICATOR = "indicator"
    BREAK = "break"
    ORDER = "order"
    PROFILE = "profile"
    DECISION = "decision"

    @property
    def label(self) -> str:
        """German name of such an entry."""
        return {
            "indicator": "Kennzahl",
            "break": "Bruch",
            "order": "Reihenfolge der Felder",
            "profile": "Quellenprofil",
            "decision": "Entscheidung",
        }[self.value]

    @property
    def place(self) -> str:
        """Where a mistake in such an entry is, as a file's name says it for the files."""
        return f"Eigener Eintrag ({self.label})"


@dataclass(frozen=True)
class Stored:
    """One version of an entry. What it is compared by is what it means, not who wrote it when."""

    kind: EntryKind
    code: str
    content: str = ""
    """TOML; empty: as the files have it."""
    archived: bool = False
    why: str = ""
    version: int = field(default=0, compare=False)
    who: str = field(default="", compare=False)
    at: datetime | None = field(default=None, compare=False)

    @property
    def table(self) -> dict[str, Any]:
        """The content as a table; raises TOMLDecodeError for what is none."""
        return tomllib.loads(self.content)


class Order(Entry):
    """The order of the fields on screen: their codes."""

    fields: tuple[Text, ...]


class Decision(Entry):
    """The recorded decision that turns an indicator on."""

    day: Day
    body: Text
    reason: Text
    who: str = ""
    """Who entered it."""

    @pydantic.model_validator(mode="after")
    def _says_something(self) -> Self:
        if len(self.reason) < 3:
            raise ValueError("„reason“: Die Begründung ist zu kurz.")
        return self

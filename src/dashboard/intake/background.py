"""Large files in a process of their own: to be checked and to be taken over.

Taking over is one transaction there, so an end at any moment leaves all or nothing.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar

from dashboard import catalogue as catalogues
from dashboard.intake import commands, reading
from dashboard.intake.commands import Receipt
from dashboard.intake.decisions import Decisions
from dashboard.intake.proposal import Proposal
from dashboard.store import Actor, Store
from dashboard.store.background import Background, Say

LARGE = 2 << 20
"""Bytes from which on a file is worth a process of its own; starting one takes two seconds."""
HANDED_OVER = "Die Datei wird übergeben"
BROKEN = "Die Verarbeitung der Datei wurde abgebrochen; es wurde nichts übernommen. Bitte noch einmal versuchen."


@dataclass(frozen=True)
class Check:
    """Read and check a file."""

    FIRST: ClassVar[str] = HANDED_OVER
    BROKEN: ClassVar[str] = BROKEN

    url: str
    catalogue_dir: Path
    actor: Actor
    name: str
    decisions: Decisions

    def run(self, store: Store, data: bytes, say: Say) -> Proposal:
        """The proposal; raises UserError for what cannot be used."""
        given = {field.name: getattr(self.decisions, field.name) for field in fields(self.decisions)}
        catalogue = catalogues.current(store, self.catalogue_dir)
        with store.reading() as session:
            return reading.propose(session, self.actor, data, self.name, catalogue=catalogue, on_step=say, **given)


@dataclass(frozen=True)
class TakeOver:
    """Take a checked file over."""

    FIRST: ClassVar[str] = HANDED_OVER
    BROKEN: ClassVar[str] = BROKEN

    url: str
    actor: Actor
    proposal: Proposal

    def run(self, store: Store, data: bytes, say: Say) -> Receipt:
        """The receipt; raises UserError where it is refused."""
        say("Die Werte werden geschrieben")
        with store.unit_of_work(self.actor) as work:
            return commands.take_over(work, self.proposal, data)


def check(job: Check, data: bytes) -> Background[Proposal]:
    """Start checking a file."""
    return Background(job, data)


def take_over(job: TakeOver, data: bytes) -> Background[Receipt]:
    """Start taking a file over."""
    return Background(job, data)

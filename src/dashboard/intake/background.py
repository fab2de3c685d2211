"""Large files in a process of their own: checking and taking over keep one core busy, other people's pages the other.

The file goes to that process through a pipe and never onto a disk. What it says comes back the same way: the steps it
takes, then the result. Taking over is one transaction there, so an end at any moment leaves all or nothing.
"""

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Generic, TypeVar, cast

from dashboard import catalogue as catalogues
from dashboard.errors import UserError
from dashboard.intake import commands, reading
from dashboard.intake.commands import Receipt
from dashboard.intake.decisions import Decisions
from dashboard.intake.proposal import Proposal
from dashboard.store import Actor, Store

LARGE = 2 << 20
"""Bytes from which on a file is worth a process of its own; starting one takes two seconds."""
T = TypeVar("T")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """Something the job is at now, in German."""

    text: str


@dataclass(frozen=True)
class Check:
    """Read and check a file."""

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

    url: str
    actor: Actor
    proposal: Proposal

    def run(self, store: Store, data: bytes, say: Say) -> Receipt:
        """The receipt; raises UserError where it is refused."""
        say("Die Werte werden geschrieben")
        with store.unit_of_work(self.actor) as work:
            return commands.take_over(work, self.proposal, data)


Job = Check | TakeOver


class Background(Generic[T]):
    """A job that is under way."""

    def __init__(self, job: Job, data: bytes) -> None:
        command = [sys.executable, "-m", "dashboard.intake.background"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answer: object = None
        self.step = "Die Datei wird übergeben"
        """What the job is at, in German."""
        self._waiting = threading.Thread(target=self._exchange, args=(pickle.dumps((job, data)),), daemon=True)
        self._waiting.start()

    @property
    def done(self) -> bool:
        """Whether the result is there."""
        return not self._waiting.is_alive()

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; whether the result is there."""
        self._waiting.join(seconds)
        return self.done

    def stop(self) -> None:
        """Give up; what was being written is undone."""
        self._process.kill()

    def result(self) -> T:
        """What came of it; raises what the job raised, a UserError for instance."""
        self._waiting.join()
        if isinstance(self._answer, BaseException):
            raise self._answer
        return cast(T, self._answer)

    def _exchange(self, question: bytes) -> None:
        asking, answering = self._process.stdin, self._process.stdout
        assert asking is not None
        assert answering is not None
        try:
            with asking, answering:
                asking.write(question)
                asking.flush()
                while isinstance(said := pickle.load(answering), Step):
                    self.step = said.text
            self._answer = said
        except (EOFError, OSError, pickle.UnpicklingError):
            self._answer = UserError(
                "Die Verarbeitung der Datei wurde abgebrochen; es wurde nichts übernommen. Bitte noch einmal versuchen."
            )
        except Exception as error:
            self._answer = error
        self._process.wait()


def check(job: Check, data: bytes) -> Background[Proposal]:
    """Start checking a file."""
    return Background(job, data)


def take_over(job: TakeOver, data: bytes) -> Background[Receipt]:
    """Start taking a file over."""
    return Background(job, data)


def serve_one(question: IO[bytes], answer: IO[bytes]) -> None:
    """Do the one job that is asked for; the other end of ``Background``."""
    job, data = pickle.load(question)
    _send(answer, _outcome(job, data, lambda text: _send(answer, Step(text))))


def _outcome(job: Job, data: bytes, say: Say) -> object:
    try:
        store = Store.open(job.url)
        try:
            return job.run(store, data, say)
        finally:
            store.close()
    except UserError as error:
        return UserError(str(error))  # of its own class it may need more than a sentence to be made again
    except Exception as error:
        return error


def _send(answer: IO[bytes], thing: object) -> None:
    answer.write(pickle.dumps(thing))
    answer.flush()


if __name__ == "__main__":
    # The module that was unpickled is the imported one, not this ``__main__``.
    from dashboard.intake import background

    background.serve_one(sys.stdin.buffer, sys.stdout.buffer)

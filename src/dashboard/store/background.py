"""Long work in a process of its own: it keeps one core busy, and other people's pages have the other.

What it is made of goes to that process through a pipe and never onto a disk. What it says comes back the same way: the
steps it takes, then the result.
"""

import pickle
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, Any, ClassVar, Generic, Protocol, TypeVar, cast

from dashboard.errors import UserError
from dashboard.store.store import Store

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Step:
    """Something the job is at now, in German; ``share`` of all of it that is done, where that is known."""

    text: str
    share: float | None = None


class Say(Protocol):
    """Told by a job what it is at."""

    def __call__(self, text: str, share: float | None = None) -> None: ...


class Job(Protocol[T_co]):
    """What can be pickled and run against a store of its own."""

    FIRST: ClassVar[str]
    """The step before its own first one."""
    BROKEN: ClassVar[str]
    """What people read where the process ended before its time."""

    @property
    def url(self) -> str:
        """Of the store."""

    def run(self, store: Store, data: bytes, say: Say) -> T_co:
        """The result; raises UserError for what cannot be done."""


class Background(Generic[T]):
    """A job that is under way."""

    def __init__(self, job: Job[T], data: bytes = b"") -> None:
        command = [sys.executable, "-m", "dashboard.store.background"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answer: object = None
        self._broken = job.BROKEN
        self.at = Step(job.FIRST)
        """What the job is at."""
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
                    self.at = said
            self._answer = said
        except (EOFError, OSError, pickle.UnpicklingError):
            self._answer = UserError(self._broken)
        except Exception as error:
            self._answer = error
        self._process.wait()


def serve_one(question: IO[bytes], answer: IO[bytes]) -> None:
    """Do the one job that is asked for; the other end of ``Background``."""
    job, data = pickle.load(question)

    def say(text: str, share: float | None = None) -> None:
        _send(answer, Step(text, share))

    _send(answer, _outcome(job, data, say))


def _outcome(job: Job[Any], data: bytes, say: Say) -> object:
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
    from dashboard.store import background

    background.serve_one(sys.stdin.buffer, sys.stdout.buffer)

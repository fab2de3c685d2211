"""How long somebody has to wait before the next sign-in attempt is checked at all.

An office has one address for fifty people, so an address must never be closed because of what one of
them (or one intruder in the building) does; and a name must never be closed because somebody elsewhere
guesses at it. Therefore nothing is ever locked: there are only waits, and they are kept apart.

1. **Name and place.** A place is the address or, better, a browser in which this name has signed in
   before (it carries a signed mark). After five failures the wait doubles from 5 seconds to 15 minutes.
   A success clears it. Another colleague, or the same person in the own browser, is not concerned.
2. **Name, everywhere.** Thirty failures within an hour from places where this name has never signed in
   (guessing from many addresses): then one attempt each 30 seconds, again only from such places.
3. **Address.** Forty different names within a quarter of an hour that failed here and have never signed in
   here (one guess each at many names): then one attempt a minute for such names. Names that have signed
   in here before go on without noticing. One person's mistypings are one or two names, so an office
   does not come near the limit.

An attempt during a wait is answered without looking at the password and is not counted, so hammering does not
lengthen a wait. Names that nobody has are treated like all others, so waits do not tell which exist.
Whoever cannot wait is given a one-time link by an admin: links are not throttled (256 random bits).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
OWN_WINDOW = timedelta(hours=24)

FOREIGN_FAILURES = 30
FOREIGN_WINDOW = timedelta(hours=1)
FOREIGN_WAIT = timedelta(seconds=30)

STRANGE_NAMES = 40
STRANGE_WINDOW = timedelta(minutes=15)
STRANGE_WAIT = timedelta(minutes=1)


@dataclass(frozen=True)
class Failures:
    """How many failures of one kind lie within its window, and when the last one was."""

    count: int = 0
    last: datetime | None = None

    def waiting(self, wait: timedelta, now: datetime) -> timedelta:
        """What is left at ``now`` of a ``wait`` after the last failure."""
        if self.last is None or not wait:
            return timedelta(0)
        return max(self.last + wait - now, timedelta(0))


@dataclass(frozen=True)
class History:
    """What is known when a name is tried at a place."""

    own: Failures = Failures()
    """Failures of this name at this place since its last success there."""
    at_home: bool = False
    """Whether this name has signed in at this place before."""
    foreign: Failures = Failures()
    """Failures of this name at all places where it has never signed in."""
    strange: Failures = Failures()
    """Different names that failed at this address and have never signed in here."""


def wait(history: History, now: datetime) -> timedelta:
    """How long to wait from ``now`` until an attempt with this history is checked; zero: at once."""
    waits = [history.own.waiting(own_wait(history.own.count), now)]
    if not history.at_home and history.foreign.count >= FOREIGN_FAILURES:
        waits.append(history.foreign.waiting(FOREIGN_WAIT, now))
    if not history.at_home and history.strange.count >= STRANGE_NAMES:
        waits.append(history.strange.waiting(STRANGE_WAIT, now))
    return max(waits)


def own_wait(failures: int) -> timedelta:
    """The wait after so many failures of one name at one place."""
    doublings = failures - FREE_FAILURES
    if doublings < 0:
        return timedelta(0)
    factor: int = 2 ** min(doublings, 20)
    return min(FIRST_WAIT * factor, LONGEST_WAIT)

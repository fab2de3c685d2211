"""Recognising the session behind a cookie without asking the store sixty times for one page load."""

import asyncio
from dataclasses import dataclass
from time import monotonic

from dashboard.access import Visit, by_token, endings, sessions
from dashboard.web.desk import Desk

SECONDS = 2.0
"""How long an answer is kept: long enough for one page load, and never beyond a sign-out in this process."""
MOST = 2000


@dataclass(frozen=True)
class _Kept:
    endings: int
    since: float
    answer: "asyncio.Task[Visit | None]"

    @property
    def holds(self) -> bool:
        return self.endings == endings.count() and monotonic() - self.since < SECONDS


class Recognition:
    """Answers to „whose cookie is this“, each kept for a moment; questions at the same moment are asked once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[str, _Kept] = {}

    async def visit(self, token: str) -> Visit | None:
        """The visit behind a session cookie; None if there is no such live session."""
        key = sessions.hash_of(token)
        kept = self._kept.get(key)
        if kept is None or not kept.holds:
            # The count is read before the store is: an ending in between makes the answer worthless.
            question = self._desk.ask(by_token, self._desk.store, token)
            kept = _Kept(endings.count(), monotonic(), asyncio.ensure_future(question))
            self._remember(key, kept)
        try:
            return await asyncio.shield(kept.answer)
        except Exception:
            self._kept.pop(key, None)
            raise

    def _remember(self, key: str, kept: _Kept) -> None:
        if len(self._kept) >= MOST:
            self._kept = {name: other for name, other in self._kept.items() if other.holds}
        self._kept[key] = kept

"""Keeping what is ready: one entry per key, made once even if a hundred viewers ask for it at the same moment.

Streamlit's own cache copies or reads the signature and hashes every argument on each hit; on pages that only hand
ready-made things over, that was a fifth of the whole run. Entries here are shared and never to be changed.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The newest ``entries`` things by key; the one unused for longest goes first."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing under ``key``; ``make`` is called by one thread while the others wait for it.

        What ``make`` raises is raised and not kept.
        """
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._things:
                    return self._things[key]
            thing = make()
            with self._lock:
                self._things[key] = thing
                self._making.pop(key, None)
                while len(self._things) > self._entries:
                    self._things.popitem(last=False)
            return thing

"""What is kept is made once, shared, and forgotten from the oldest."""

from threading import Barrier, Thread
from time import sleep

import pytest

from dashboard.ui.kept import Kept


def test_a_thing_is_made_once_and_handed_out_again() -> None:
    made: list[str] = []
    kept: Kept[list[str]] = Kept(4)
    first = kept.get("a", lambda: made)
    assert kept.get("a", lambda: ["andere"]) is first


def test_a_hundred_who_ask_at_once_wait_for_the_one_who_makes_it() -> None:
    kept: Kept[int] = Kept(4)
    calls: list[int] = []
    start = Barrier(20)

    def make() -> int:
        calls.append(1)
        sleep(0.05)
        return 7

    found: list[int] = []

    def ask() -> None:
        start.wait()
        found.append(kept.get("a", make))

    threads = [Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * 20
    assert len(calls) == 1


def test_the_entry_unused_for_longest_goes_first() -> None:
    kept: Kept[str] = Kept(2)
    kept.get("a", lambda: "a1")
    kept.get("b", lambda: "b1")
    kept.get("a", lambda: "a2")
    kept.get("c", lambda: "c1")
    assert kept.get("a", lambda: "a3") == "a1"
    assert kept.get("b", lambda: "b2") == "b2"


def test_a_failure_is_raised_and_not_kept() -> None:
    kept: Kept[int] = Kept(2)

    def fail() -> int:
        raise ValueError("nein")

    with pytest.raises(ValueError, match="nein"):
        kept.get("a", fail)
    assert kept.get("a", lambda: 1) == 1

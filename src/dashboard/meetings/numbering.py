"""Numbers of an agenda: items are counted 1, 2, 3 … in their order; one with a number of its own is not counted.

So „2.1“ or „N 1“ can stand between „2“ and „3“. A whole number is always a counted one.
"""

from collections.abc import Sequence

from dashboard.errors import UserError

LONGEST = 20


class NumberInvalid(UserError):
    """A number of its own that cannot be; the sentence says why."""


def numbers(own: Sequence[str]) -> list[str]:
    """The numbers of items in their order; ``own`` is empty where an item is counted."""
    found, count = [], 0
    for given in own:
        count += not given
        found.append(given or str(count))
    return found


def checked_number(text: str) -> str:
    """A number of its own in one line; empty: counted. Raises NumberInvalid for a whole number, which order gives."""
    own = " ".join(text.replace("\x00", "").split())
    if own.rstrip(".").isdecimal():
        raise NumberInvalid(
            f"Die Nummer „{own}“ ergibt sich aus der Reihenfolge: Verschieben Sie den Punkt, oder geben Sie eine "
            "Unternummer wie „2.1“ an."
        )
    if len(own) > LONGEST:
        raise NumberInvalid(f"„{own}“ ist zu lang für eine Nummer; möglich sind {LONGEST} Zeichen.")
    return own

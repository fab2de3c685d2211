"""An agenda pasted as text: one title a line.

„nichtöffentlich:“, „intern:“ or „öffentlich:“ in front says for whom the item is. Bullets, „TOP 3:“ and, where all
lines bear them in their order, the numbers 1., 2., 3. … are taken away; any other sign stays as it was written.
"""

import re
from collections.abc import Iterator, Sequence

from dashboard.meetings.forms import ItemForm
from dashboard.meetings.minutes_text import cleaned
from dashboard.store import Circle

_BULLET = re.compile(r"^[\s•·▪◦●○■□–—*-]+(?=\S)")
_TOP = re.compile(r"^TOP\s*\d+\s*[:.)–-]?\s+(?=\S)", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d{1,4})[.):]?\s+(?=\S)")
_PREFIX = re.compile(r"^(nicht[\s-]?öffentlich|intern|öffentlich)\s*:\s*(?=\S)", re.IGNORECASE)


def items_of(text: str, meeting: int, circle: Circle, body: Circle) -> list[ItemForm]:
    """The items of a text, for ``circle`` where a line says nothing; „nichtöffentlich“ is for the body's own circle."""
    lines = [line for raw in cleaned(text).splitlines() if (line := " ".join(raw.split()))]
    titles = [_TOP.sub("", _BULLET.sub("", line)) for line in lines]
    return [ItemForm(meeting, *_said(title, circle, body)) for title in _without_numbers(titles) if title]


def _said(title: str, circle: Circle, body: Circle) -> tuple[str, Circle]:
    found = _PREFIX.match(title)
    if found is None:
        return title, circle
    word = found[1].casefold()
    rest = title[found.end() :]
    if word == "intern":
        return rest, Circle.INTERNAL
    if word == "öffentlich":
        return rest, Circle.PUBLIC
    return rest, Circle.COORDINATION if body is Circle.PUBLIC else body


def _without_numbers(titles: Sequence[str]) -> Iterator[str]:
    found = [_NUMBER.match(title) for title in titles]
    counted = [int(one[1]) for one in found if one is not None]
    if counted != list(range(1, len(titles) + 1)):
        yield from titles
        return
    for title, one in zip(titles, found, strict=True):
        yield title if one is None else title[one.end() :]

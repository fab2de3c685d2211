"""How the fictional county's meetings are written down, read from the files of ``CHAPTERS`` beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from functools import cache
from typing import Any

from dashboard.demo.bodies import told

CHAPTERS = ("stab_2025", "stab_2026", "rounds", "organs")
"""Names of the files."""


@dataclass(frozen=True)
class After:
    """What became of a resolution later."""

    day: date
    state: str
    outcome: str = ""


@dataclass(frozen=True)
class Agreed:
    """A resolution; ``key`` is what tasks, and Beschlüsse that answer it, name it by. ``links``: „goal:Beginn …“."""

    wording: str
    key: str = ""
    kind: str = "agreement"
    result: str = ""
    addressee: str = ""
    answers: str = ""
    state: str | None = None
    circle: str = ""
    links: tuple[str, ...] = ()
    later: tuple[After, ...] = ()


@dataclass(frozen=True)
class Job:
    """A task; ``who`` is „organisation/function“, ``of`` the key of a resolution."""

    text: str
    who: str = ""
    due: date | None = None
    of: str = ""
    measure: str = ""
    circle: str = ""
    begun: date | None = None
    done: date | None = None
    dropped: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Item:
    """An item; without ``circle`` it is for whom the meeting is."""

    title: str
    begins: str = ""
    presenter: str = ""
    paper: str = ""
    consultation: str = ""
    circle: str = ""
    text: str = ""
    state: str = "treated"
    exhibit: bool = False
    """Whether the measures of all alliances are frozen under it as the public sees them."""
    resolution: tuple[Agreed, ...] = ()
    task: tuple[Job, ...] = ()


@dataclass(frozen=True)
class Addition:
    """An addendum to the approved minutes; ``item`` is the number of one."""

    day: date
    text: str
    reason: str
    item: int
    circle: str = "coordination"


@dataclass(frozen=True)
class Sitting:
    """A meeting from its invitation to its approval; a day that is missing did not come yet."""

    key: str
    body: str
    day: date
    begins: time
    ends: time
    place: str
    entered: date
    invited: date | None = None
    circle: str = "coordination"
    kind: str = "sitting"
    title: str = ""
    invitation: str = ""
    held: bool = True
    cancelled: date | None = None
    why: str = ""
    sent: date | None = None
    objections_until: date | None = None
    approved: date | None = None
    carries: bool = False
    """Whether it begins with the template, and with what is left of the meeting before."""
    present: Mapping[str, int] = field(default_factory=dict)
    excused: tuple[str, ...] = ()
    guests: Mapping[str, int] = field(default_factory=dict)
    heads: Mapping[str, int] = field(default_factory=dict)
    """Persons by field, where nobody counted organisations."""
    item: tuple[Item, ...] = ()
    addendum: tuple[Addition, ...] = ()


@cache
def sittings() -> tuple[Sitting, ...]:
    """All meetings in the order of their days."""
    found = [_made(Sitting, one) for chapter in CHAPTERS for one in told(chapter)]
    return tuple(sorted(found, key=lambda one: (one.day, one.key)))


_PARTS: Mapping[tuple[type, str], type] = {
    (Sitting, "item"): Item, (Sitting, "addendum"): Addition, (Item, "resolution"): Agreed, (Item, "task"): Job,
    (Agreed, "later"): After,
}  # fmt: skip


def _made(kind: type, facts: Mapping[str, Any]) -> Any:
    """A part of a story with its own parts; TypeError for a word that no part knows."""
    parts = {}
    for name, value in facts.items():
        part = _PARTS.get((kind, name))
        if part is not None:
            value = [_made(part, one) for one in value]
        parts[name] = tuple(value) if isinstance(value, list) else value
    unknown = parts.keys() - {one.name for one in fields(kind)}
    if unknown:
        raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**parts)

"""The list of who was there, saved as a whole: what is new, changed or emptied in it, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.catalogue import Catalogue
from dashboard.formats import join, number
from dashboard.meetings.forms import ParticipationForm
from dashboard.meetings.presence import add_participation, change_participation, remove_participation
from dashboard.store import UnitOfWork, kept


@dataclass(frozen=True)
class Line:
    """A line somebody has typed into."""

    id: int
    """Number of the participation; 0: a new one."""
    seen: int
    """The version that was on screen; 0 for a new one."""
    form: ParticipationForm | None
    """None: taken off the list."""


def save_list(work: UnitOfWork, catalogue: Catalogue, lines: Iterable[Line]) -> str:
    """Write all lines or none; raises what ``presence`` raises. Returns a German sentence.

    Lines taken off go first, so that one line can become what another was.
    """
    lines = list(lines)
    removed = [one for one in lines if one.form is None and one.id]
    for one in removed:
        remove_participation(work, one.id)
    changed, added = 0, 0
    for one in lines:
        if one.form is not None and one.id:
            said = change_participation(work, catalogue, one.id, one.form, seen=one.seen)
            changed += said != kept.NOTHING_CHANGED
    for one in lines:
        if one.form is not None and not one.id:
            add_participation(work, catalogue, one.form)
            added += 1
    told = {"eingetragen": added, "geändert": changed, "aus der Liste genommen": len(removed)}
    parts = [f"{number(count)} {what}" for what, count in told.items() if count]
    return f"Anwesenheit: {join(parts)}." if parts else kept.NOTHING_CHANGED

"""What belongs to the history of a body and of a meeting, and its words."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.meetings import rows
from dashboard.meetings.body_queries import MemberEntry
from dashboard.meetings.forms import BodyForm, ItemForm, MeetingForm, MemberForm, ParticipationForm
from dashboard.meetings.kinds import ItemState, MeetingState
from dashboard.meetings.presence import ParticipationEntry
from dashboard.meetings.queries import MeetingSheet
from dashboard.store import kept
from dashboard.store.history import Traced

STATES = {one.value: one.label for kind in (MeetingState, ItemState) for one in kind}


def of_body(key: int, members: Iterable[MemberEntry]) -> tuple[Traced, ...]:
    """A body and its seats."""
    hidden = frozenset({"body", "organisation"})
    seats = (Traced(f"member:{one.id}", MemberForm, f"Mitglied „{one.organisation}“", hidden) for one in members)
    return (Traced(f"body:{key}", BodyForm), *seats)


def of_meeting(sheet: MeetingSheet, present: Iterable[ParticipationEntry] = ()) -> tuple[Traced, ...]:
    """A meeting with the items on its agenda and who was there."""
    hidden = frozenset({"meeting"})
    items = (
        Traced(f"item:{one.item.id}", ItemForm, f"Punkt {one.number}", hidden)
        for one in sheet.agenda
        if one.item is not None
    )
    there = (
        Traced(f"participation:{one.id}", ParticipationForm, f"Anwesenheit „{one.name}“" if one.name else "Anwesenheit",
               hidden | {"organisation"})
        for one in present
    )  # fmt: skip
    return (Traced(f"meeting:{sheet.meeting.id}", MeetingForm), *items, *there)


def words(session: Session, catalogue: Catalogue) -> kept.Words:
    """Values in German words; the states of meetings and items too."""
    named = rows.words(session, catalogue)

    def said(name: str, value: Any) -> str:
        if name == "state":
            return STATES.get(str(value), str(value))
        return named(name, value)

    return said

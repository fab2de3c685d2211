"""The parts of minutes as one circle reads them, for screen, DOCX and PDF alike. ``content`` makes them."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.meetings.kinds import BodyKind, ItemState, MeetingKind, MeetingState, Presence, ResolutionKind, TaskState
from dashboard.store import Circle


@dataclass(frozen=True)
class Approval:
    """Who approved when; ``sha256`` is that of the frozen minutes, checked when they were read."""

    who: str
    """Empty in public."""
    at: datetime
    sha256: str


@dataclass(frozen=True)
class Attendance:
    name: str
    """Organisation or guests; empty for a head count of a field."""
    field: str
    presence: Presence
    count: int


@dataclass(frozen=True)
class MinutedResolution:
    id: int
    number: str
    kind: ResolutionKind
    wording: str
    result: str
    addressee: str
    circle: Circle


@dataclass(frozen=True)
class MinutedTask:
    """A task as it was agreed; how far it is stands in the table of tasks."""

    id: int
    text: str
    responsible: str
    due_on: date | None
    resolution: str
    circle: Circle
    state: TaskState


@dataclass(frozen=True)
class AddendumEntry:
    """A correction beside the text it corrects, which stays."""

    id: int
    text: str
    reason: str
    who: str
    """Empty in public."""
    at: datetime
    circle: Circle


@dataclass(frozen=True)
class MinutedItem:
    """An item; ``closed``: this circle does not read it, and there is nothing else but its number."""

    number: str
    title: str
    closed: bool
    id: int | None = None
    circle: Circle | None = None
    begins: str = ""
    presenter: str = ""
    paper: str = ""
    consultation: str = ""
    links: tuple[str, ...] = ()
    text: str = ""
    state: ItemState = ItemState.OPEN
    exhibits: tuple[int, ...] = ()
    """Numbers of snapshots."""
    resolutions: tuple[MinutedResolution, ...] = ()
    tasks: tuple[MinutedTask, ...] = ()
    addenda: tuple[AddendumEntry, ...] = ()


@dataclass(frozen=True)
class Minutes:
    meeting: int
    body: str
    body_kind: BodyKind
    kind: MeetingKind
    title: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    state: MeetingState
    draft: bool
    """Not approved: marked ENTWURF wherever it is shown."""
    draft_sent_on: date | None
    objections_until: date | None
    approval: Approval | None
    for_circle: Circle
    attendance: tuple[Attendance, ...]
    """In public none: who sits with whom is not told, only how many."""
    heads: int
    heads_by_field: tuple[tuple[str, int], ...]
    """Code of the field and persons who were there; the code is empty for those of none, which come last."""
    items: tuple[MinutedItem, ...]
    addenda: tuple[AddendumEntry, ...]
    """To the minutes as a whole; those to an item stand there."""
    pending: str = ""
    """Why the items have no text for this circle yet, as a sentence; empty where it reads what there is."""

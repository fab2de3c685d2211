"""What the writing page reads: the agenda and what is agreed once per data version, drafts and the open text anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.meetings import desk, queries
from dashboard.meetings.desk import Drafted, OpenItem
from dashboard.meetings.kinds import BodyKind, LinkKind
from dashboard.meetings.queries import MeetingEntry, MeetingSheet
from dashboard.meetings.resolution_forms import Link
from dashboard.meetings.resolution_links import choices
from dashboard.meetings.resolution_queries import ResolutionEntry, Wanted, resolutions
from dashboard.meetings.task_table import TaskEntry, TaskFilter, table
from dashboard.ui import meetings_reads, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

MOST_TASKS = 200
"""Tasks of one item that are shown while writing."""


@dataclass(frozen=True)
class Desk:
    """A meeting, what sort of body it is of, its agenda without texts, and which items have one."""

    sheet: MeetingSheet
    body_kind: BodyKind
    written: frozenset[int]

    @property
    def meeting(self) -> MeetingEntry:
        """The meeting itself."""
        return self.sheet.meeting


@dataclass(frozen=True)
class Agreed:
    """What came of an item."""

    resolutions: tuple[ResolutionEntry, ...]
    tasks: tuple[TaskEntry, ...]


DESKS: Kept[Desk] = Kept(64)
AGREED: Kept[Agreed] = Kept(256)
LINKABLE: Kept[Mapping[str, str]] = Kept(8)


def at(here: Here, meeting: int) -> Desk:
    """The meeting for whoever writes; NotFound where there is none."""

    def read() -> Desk:
        with store().reading() as session:
            sheet = queries.meeting(session, here.actor, meeting)
            return Desk(sheet, sheet.meeting.body_kind, desk.written(session, here.actor, meeting))

    return DESKS.get((*meetings_reads.state(here), meeting), read)


def agreed(here: Here, item: int) -> Agreed:
    """Resolutions and tasks of an item."""
    catalogue = reads.catalogue()

    def read() -> Agreed:
        with store().reading() as session:
            return Agreed(
                resolutions(session, here.actor, catalogue, Wanted(item=item)),
                table(session, here.actor, TaskFilter(item=item), size=MOST_TASKS).rows,
            )

    return AGREED.get((*meetings_reads.state(here), catalogue.version, quarters.today(), item), read)


def drafted(here: Here, meeting: int) -> Mapping[int, Drafted]:
    """Who has unsaved text at which item: read anew, since drafts raise no data version."""
    with store().reading() as session:
        return desk.drafted(session, here.actor, meeting)


def open_item(here: Here, item: int) -> OpenItem:
    """The open item's text."""
    with store().reading() as session:
        return desk.open_item(session, here.actor, item)


def linkable(here: Here) -> Mapping[str, str]:
    """All a resolution can be linked to: „Ziel: …“ by the link's text."""
    catalogue = reads.catalogue()

    def read() -> Mapping[str, str]:
        with store().reading() as session:
            return {
                str(Link(kind, key)): f"{kind.label}: {title}"
                for kind in LinkKind
                for key, title in choices(session, here.actor, catalogue, kind).items()
            }

    return LINKABLE.get((*meetings_reads.state(here), catalogue.version), read)


def organs(here: Here) -> dict[int, str]:
    """The bodies a proposal can go to."""
    return {one.id: one.name for one in meetings_reads.bodies(here).entries if one.form.kind.is_organ}

"""Bodies and meetings as this circle has them, read once per data version; how the address names a meeting."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.formats import day
from dashboard.intake import calendar as quarter_calendar
from dashboard.meetings import body_queries, presence, queries, resolution_queries, task_table, templates
from dashboard.meetings.body_queries import BodyEntry, MemberEntry
from dashboard.meetings.deadlines import Deadline, DeadlineKind, deadlines, rules
from dashboard.meetings.kinds import BodyKind
from dashboard.meetings.presence import Present
from dashboard.meetings.queries import MeetingEntry, MeetingSheet
from dashboard.meetings.resolution_queries import ResolutionEntry, Wanted
from dashboard.meetings.task_table import TaskEntry, TaskFilter
from dashboard.meetings.templates import TemplateEntry
from dashboard.periods import Frequency, Period
from dashboard.ui import network_reads, quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

CHOSEN = "sitzung"
"""Name of the open meeting in the address: its label, or its number alone."""
MOST_TASKS, MOST_QUARTERS = 200, 4
NUMBERED = re.compile(r"(?:^|\(Nr\. )(\d{1,9})\)?$")
OF_FIGURES = {
    quarter_calendar.Kind.REMINDER: DeadlineKind.REMINDER,
    quarter_calendar.Kind.RELEASE: DeadlineKind.RELEASE,
    quarter_calendar.Kind.PAPERS: DeadlineKind.PAPERS,
}


@dataclass(frozen=True)
class Opened:
    """One meeting with all that is shown of it at once; the minutes' texts are read when somebody asks for them."""

    sheet: MeetingSheet
    present: Present
    resolutions: tuple[ResolutionEntry, ...]
    tasks: tuple[TaskEntry, ...]
    more_tasks: int
    """Tasks beyond the most that are shown."""

    @property
    def meeting(self) -> MeetingEntry:
        """The meeting itself."""
        return self.sheet.meeting


@dataclass(frozen=True)
class Bodies:
    """The bodies by name, with the members that this circle knows of."""

    entries: tuple[BodyEntry, ...]
    members: Mapping[int, tuple[MemberEntry, ...]]


MEETINGS: Kept[tuple[MeetingEntry, ...]] = Kept(16)
LABELS: Kept[Mapping[int, str]] = Kept(16)
OPENED: Kept[Opened] = Kept(64)
BODIES: Kept[Bodies] = Kept(16)
TEMPLATES: Kept[tuple[TemplateEntry, ...]] = Kept(4)
DEADLINES: Kept[Mapping[int, tuple[Deadline, ...]]] = Kept(8)


def state(here: Here) -> tuple[object, ...]:
    """What all of it depends on."""
    versions = (here.version(one) for one in ("meetings", "network", "alliances", "settings"))
    return (reads.url(), *versions, here.circle)


def meetings(here: Here) -> tuple[MeetingEntry, ...]:
    """All meetings this circle knows of, the newest first."""

    def read() -> tuple[MeetingEntry, ...]:
        with store().reading() as session:
            return queries.meetings(session, here.actor)

    return MEETINGS.get(state(here), read)


def labels(here: Here) -> Mapping[int, str]:
    """How each meeting is called in the list and in the address, the newest first."""
    return LABELS.get(state(here), lambda: {one.id: label(one) for one in meetings(here)})


def label(one: MeetingEntry) -> str:
    """„17.03.2026 Koordinierungsstab (Nr. 12)“: the number is what finds it when day and name have changed."""
    title = f": {one.form.title}" if one.form.title else ""
    return f"{day(one.form.day)} {one.body}{title} (Nr. {one.id})"


def address(here: Here, key: int) -> dict[str, str]:
    """What the address of the page says so that a meeting is open; nothing for one this circle does not know of."""
    found = labels(here).get(key)
    return {CHOSEN: found} if found is not None else {}


def number_in(text: str) -> int | None:
    """The number in what an address says of a meeting, however it was called then."""
    found = NUMBERED.search(text)
    return int(found[1]) if found else None


def opened(here: Here, key: int) -> Opened:
    """One meeting; NotFound where this circle knows of none."""
    catalogue = reads.catalogue()

    def read() -> Opened:
        with store().reading() as session:
            tasks = task_table.table(session, here.actor, TaskFilter(meeting=key), size=MOST_TASKS)
            return Opened(
                queries.meeting(session, here.actor, key),
                presence.present(session, here.actor, catalogue, key),
                resolution_queries.resolutions(session, here.actor, catalogue, Wanted(meeting=key)),
                tasks.rows,
                tasks.total - len(tasks.rows),
            )

    return OPENED.get((*state(here), catalogue.version, quarters.today(), key), read)


def bodies(here: Here) -> Bodies:
    """The bodies this circle knows of, also ended ones."""

    def read() -> Bodies:
        with store().reading() as session:
            found = body_queries.bodies(session, here.actor)
            return Bodies(found, {one.id: body_queries.members(session, here.actor, one.id) for one in found})

    return BODIES.get((*state(here), quarters.today()), read)


def body_names(here: Here) -> dict[int, str]:
    """Names of today, told apart where two bear the same."""
    return network_reads.distinct({one.id: one.name for one in bodies(here).entries})


def saved_templates(here: Here) -> tuple[TemplateEntry, ...]:
    """Agendas to begin with; for the office."""

    def read() -> tuple[TemplateEntry, ...]:
        with store().reading() as session:
            return templates.templates(session, here.actor)

    return TEMPLATES.get(state(here), read)


def mailbox(here: Here, one: MeetingEntry) -> str:
    """Address of the body's Geschäftsführung, where this circle knows it."""
    body = next((entry for entry in bodies(here).entries if entry.id == one.form.body), None)
    if body is None or body.form.office is None:
        return ""
    functions = (own for organisation in network_reads.network(here).organisations for own in organisation.functions)
    return next((own.mailbox for own in functions if own.id == body.form.office), "")


def days_before(here: Here, coming: Sequence[MeetingEntry]) -> Mapping[int, tuple[Deadline, ...]]:
    """By meeting the days counted back from it; for the office. The quarter's calendar wins for its own sitting."""

    def read() -> Mapping[int, tuple[Deadline, ...]]:
        with store().reading() as session:
            days = rules(session)
            found = {}
            for one in coming:
                stated: Mapping[DeadlineKind, date] = {}
                if one.body_kind is BodyKind.STAFF:
                    calendars = [quarter_calendar.calendar(session, here.actor, of) for of in _told(one.form.day)]
                    stated = _stated(one.form.day, calendars)
                found[one.id] = deadlines(one.form.day, one.body_kind, days, stated)
            return found

    return DEADLINES.get((*state(here), tuple(one.id for one in coming)), read)


def _told(sitting: date) -> list[Period]:
    """The quarters whose figures can be told on a day: the last ones that ended before it."""
    found = [Period.containing(sitting, Frequency.QUARTER).previous()]
    while len(found) < MOST_QUARTERS:
        found.append(found[-1].previous())
    return found


def _stated(
    sitting: date, calendars: Sequence[quarter_calendar.QuarterCalendar]
) -> Mapping[DeadlineKind, date]:  # fmt: skip
    for one in calendars:
        step = one.step(quarter_calendar.Kind.SITTING)
        if step is not None and step.day == sitting:
            steps = ((kind, one.step(of)) for of, kind in OF_FIGURES.items())
            return {kind: found.day for kind, found in steps if found is not None}
    return {}

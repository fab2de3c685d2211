"""Exhibits of what was agreed for a folder: goals, measures, resolutions and tasks, as its circle sees them."""

from dashboard.alliances import queries as alliances
from dashboard.council.answers import NoExhibit
from dashboard.council.reference import Reference
from dashboard.council.source import Source
from dashboard.errors import NotFound
from dashboard.exhibits import Exhibit, measures_timeline, resolved_tables
from dashboard.exhibits.goals_table import goals as goals_table
from dashboard.meetings import task_table
from dashboard.meetings.kinds import ResolutionState, TaskState
from dashboard.meetings.resolution_queries import resolutions as read_resolutions
from dashboard.meetings.task_table import TaskFilter

MOST_TASKS = 100
GOING = (TaskState.OPEN, TaskState.IN_PROGRESS)


def goals(source: Source, reference: Reference) -> Exhibit:
    """The goals of one alliance or of all, and where they stand."""
    name = _name(source, reference.alliance)
    found = [one for one in source.goals if reference.alliance in (None, one.goal.form.alliance)]
    exhibit = goals_table(found, source.today, alliance=name)
    if exhibit is None:
        raise NoExhibit(f"{'In diesem Bündnis' if name else 'Hier'} ist noch kein Ziel eingetragen, das gezeigt wird.")
    return exhibit


def measures(source: Source, reference: Reference) -> Exhibit:
    """The measures of one alliance or of all over time."""
    name = _name(source, reference.alliance)
    found = alliances.measures(source.session, source.reader, alliance=reference.alliance)
    if reference.alliance is not None:
        exhibit = measures_timeline.of_alliance(reference.alliance, found, source.today)
    else:
        names = {one.id: one.form.name for one in alliances.alliances(source.session, source.reader)}
        exhibit = measures_timeline.of_all(found, names, source.today)
    if exhibit is None:
        where = "In diesem Bündnis" if name else "Hier"
        raise NoExhibit(f"{where} ist noch keine Maßnahme mit Beginn oder Ende eingetragen, die gezeigt wird.")
    return exhibit


def resolutions(source: Source, _: Reference) -> Exhibit:
    """What was resolved up to today, the newest first; withdrawn ones are left out."""
    found = [
        one
        for one in read_resolutions(source.session, source.reader, source.catalogue)
        if one.form.state is not ResolutionState.WITHDRAWN and one.day <= source.today
    ]
    exhibit = resolved_tables.resolutions(found, source.today)
    if exhibit is None:
        raise NoExhibit("Bisher ist hier keine Verabredung, keine Empfehlung und kein Beschluss eingetragen.")
    return exhibit


def tasks(source: Source, _: Reference) -> Exhibit:
    """What is still to be done, the next due first."""
    wanted = TaskFilter(states=GOING)
    page = task_table.table(source.session, source.reader, wanted, size=MOST_TASKS, today=source.today)
    exhibit = resolved_tables.tasks(page.rows, page.total, source.today)
    if exhibit is None:
        raise NoExhibit("Zurzeit ist hier keine Aufgabe offen.")
    return exhibit


def _name(source: Source, alliance: int | None) -> str:
    if alliance is None:
        return ""
    try:
        return alliances.alliance(source.session, source.reader, alliance).form.name
    except NotFound:
        raise NoExhibit("Dieses Bündnis gibt es nicht mehr, oder es ist nicht für diesen Kreis.") from None

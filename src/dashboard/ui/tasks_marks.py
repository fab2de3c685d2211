"""Tasks and resolutions in words: how many, until when, from where; a sign and a word for every state."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dashboard.alliances.rows import title
from dashboard.formats import NOTHING, day, number
from dashboard.meetings.kinds import ResolutionState, TaskState
from dashboard.meetings.resolution_queries import ResolutionEntry
from dashboard.meetings.task_table import TaskEntry, TaskPage
from dashboard.ui import alliances_marks
from dashboard.ui.tasks_reads import to_resolution, to_task

TASKS = {TaskState.OPEN: "○", TaskState.IN_PROGRESS: "◐", TaskState.DONE: "✓", TaskState.DROPPED: "✕"}
RESOLUTIONS = {
    ResolutionState.OPEN: "○", ResolutionState.IN_PROGRESS: "◐", ResolutionState.DONE: "✓",
    ResolutionState.PROPOSED: "→", ResolutionState.DECIDED: "✓", ResolutionState.REJECTED: "✕",
    ResolutionState.WITHDRAWN: "–",
}  # fmt: skip
HEADS = ("Aufgabe", "Bis", "Wer", "Stand", "Gremium", "Aus")
REGISTER = ("Nummer", "Wortlaut", "Art", "Stand", "Gremium", "Sitzung", "Verknüpft mit")
NOBODY = "noch niemand"
MOST_LINKED = 3


def sentence(page: TaskPage, state: TaskState | None, *, everything: bool = False) -> str:
    """„12 offene Aufgaben, davon 3 überfällig.“; the second half only where it was read for the office."""
    many, late = page.total, page.late or 0
    if everything:
        said = "1 Aufgabe" if many == 1 else f"{number(many)} Aufgaben"
    elif state is None:
        said = "1 offene Aufgabe" if many == 1 else f"{number(many) if many else 'Keine'} offene Aufgaben"
    else:
        said = f"{'1 Aufgabe' if many == 1 else f'{number(many)} Aufgaben'} mit dem Stand „{state.label}“"
    if not late:
        return f"{said}."
    return f"{said}, überfällig." if many == 1 else f"{said}, davon {number(late)} überfällig."


def state(one: TaskState) -> str:
    """„○ offen“."""
    return f"{TASKS[one]}\u00a0{one.label}"


def standing(one: ResolutionState | None) -> str:
    """„→ vorgeschlagen“."""
    return NOTHING if one is None else f"{RESOLUTIONS[one]}\u00a0{one.label}"


def until(one: TaskEntry) -> str:
    """„30.09.2026“; for the office „! 30.09.2026, seit 5 Tagen überfällig“."""
    if one.form.due_on is None:
        return NOTHING
    due = day(one.form.due_on)
    return f"!\u00a0{due}, {overdue(one)}" if one.days_late else due


def overdue(one: TaskEntry) -> str:
    """„seit 5 Tagen überfällig“; empty where it is not late, or not told."""
    if not one.days_late:
        return ""
    return "seit 1 Tag überfällig" if one.days_late == 1 else f"seit {number(one.days_late)} Tagen überfällig"


def origin(one: TaskEntry) -> str:
    """„17.03.2026, TOP 3, Nr. 2026-07“."""
    parts = (
        day(one.meeting_day) if one.meeting_day else "",
        f"TOP {one.item_number}" if one.item_number else "",
        f"Nr. {one.resolution_number}" if one.resolution_number else "",
    )
    return ", ".join(filter(None, parts))


def tasks(label: str, found: Sequence[TaskEntry], address: Mapping[str, str]) -> str:
    """Tasks as a table whose rows lead to each of them; ``address``: what stays in it."""
    rows = [
        (
            title(one.form.text), until(one), one.responsible or NOBODY, state(one.state), one.body or NOTHING,
            origin(one) or NOTHING,
        )
        for one in found
    ]  # fmt: skip
    leading = [f"?{urlencode({**address, **to_task(one.id)})}" for one in found]
    return alliances_marks.table(label, HEADS, rows, links=leading)


def register(found: Sequence[ResolutionEntry], address: Mapping[str, str]) -> str:
    """Resolutions as a table whose rows lead to each of them."""
    rows = [
        (
            one.number, title(one.form.wording), one.form.kind.label, standing(one.form.state), one.body_name,
            day(one.day), linked(one) or NOTHING,
        )
        for one in found
    ]  # fmt: skip
    leading = [f"?{urlencode({**address, **to_resolution(one.id)})}" for one in found]
    return alliances_marks.table(
        "Verabredungen, Empfehlungen, Vorschläge und Beschlüsse", REGISTER, rows, links=leading
    )


def linked(one: ResolutionEntry) -> str:
    """„Ziel „…“, Maßnahme „…“ und 2 weitere“."""
    named = [f"{two.link.kind.label} „{two.title}“" for two in one.linked[:MOST_LINKED]]
    more = len(one.linked) - MOST_LINKED
    return ", ".join(named) + (f" und {number(more)} weitere" if more > 0 else "")

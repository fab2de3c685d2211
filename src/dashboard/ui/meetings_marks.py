"""Meetings as words and HTML: the state as a sign and its word, the agenda as a table, what was agreed as tables."""

from collections.abc import Sequence
from datetime import date
from html import escape

from dashboard.exhibits.html_renderer import CELL, HEAD
from dashboard.formats import NOTHING, day, number
from dashboard.meetings.deadlines import Deadline, DeadlineKind
from dashboard.meetings.kinds import ItemState, MeetingKind, MeetingState
from dashboard.meetings.queries import AgendaEntry, MeetingEntry
from dashboard.meetings.resolution_queries import ResolutionEntry
from dashboard.meetings.task_table import TaskEntry
from dashboard.store import Circle
from dashboard.ui import alliances_marks

SIGNS = {
    MeetingState.PLANNED: "○",
    MeetingState.INVITED: "✉",
    MeetingState.HELD: "●",
    MeetingState.DRAFT_SENT: "✎",
    MeetingState.OBJECTIONS: "…",
    MeetingState.APPROVED: "✓",
    MeetingState.CANCELLED: "✕",
}
NEAR = 14
"""Days before a deadline from which on it is shown."""
CONSULTED = "Beratungsfolge: "


def state(one: MeetingEntry) -> str:
    """„✓ genehmigt“."""
    return f"{SIGNS[one.state]} {one.state_label}"


def named(one: MeetingEntry) -> str:
    """What sort of meeting it is, where that is more than a sitting: „Konferenz“, „Wege, die leichter werden“."""
    return one.form.title or ("" if one.form.kind is MeetingKind.SITTING else one.form.kind.label)


def until(then: date, today: date) -> str:
    """„heute“, „morgen“, „in 12 Tagen“, „vor 3 Tagen“."""
    days = (then - today).days
    near = {0: "heute", 1: "morgen", -1: "gestern"}.get(days)
    return near or (f"in {number(days)} Tagen" if days > 0 else f"vor {number(-days)} Tagen")


def counted(count: int, one: str, many: str, none: str = "keine") -> str:
    """„keine Punkte“, „1 Punkt“, „8 Punkte“."""
    return f"1 {one}" if count == 1 else f"{number(count) if count else none} {many}"


def due(one: MeetingEntry, before: Sequence[Deadline], today: date) -> list[str]:
    """Sentences about the deadlines of a meeting that are near or past; the invitation's only until it is sent."""
    if one.state not in (MeetingState.PLANNED, MeetingState.INVITED):
        return []
    found = []
    for deadline in before:
        if deadline.kind is DeadlineKind.INVITATION and one.state is not MeetingState.PLANNED:
            continue
        if (deadline.day - today).days > NEAR:
            continue
        late = " – noch nicht eingeladen" if deadline.day < today and deadline.kind is DeadlineKind.INVITATION else ""
        when = f"war am {day(deadline.day)}" if deadline.day < today else f"bis {day(deadline.day)}"
        found.append(f"{deadline.kind.label}: {when} ({until(deadline.day, today)}){late}")
    return found


def card(one: MeetingEntry, address: str, today: date) -> str:
    """One meeting to come: its body as a link, when, where and how far it is."""
    told = [f"{one.when} ({until(one.form.day, today)})", one.form.place, state(one)]
    told.append(counted(one.items, "Punkt", "Punkte"))
    heading = ": ".join(filter(None, (one.body, named(one))))
    return (
        f'<h3 style="{alliances_marks.HEADING}"><a href="{escape(address)}" target="_self" style="color:inherit">'
        f'{escape(heading)}</a></h3><p style="margin:0">{escape(" · ".join(filter(None, told)))}</p>'
    )


def agenda(entries: Sequence[AgendaEntry], of: Circle) -> str:
    """The agenda as a table; columns in which nothing stands are left out. ``of``: the circle of the meeting."""
    items = [entry.item for entry in entries if entry.item is not None]
    wanted = {
        "Uhrzeit": any(one.form.begins for one in items),
        "Vortrag": any(one.form.presenter for one in items),
        "Vorlage": any(one.form.paper or one.form.consultation for one in items),
        "Verweise": any(one.form.links for one in items),
    }
    heads = ["TOP", "Punkt", *(head for head, shown in wanted.items() if shown)]
    top = "".join(f'<th scope="col" style="{HEAD};text-align:left">{head}</th>' for head in heads)
    body = "".join(_item(entry, of, heads[2:]) for entry in entries)
    return (
        '<div role="region" tabindex="0" aria-label="Tagesordnung" style="overflow-x:auto">'
        f'<table style="border-collapse:collapse;width:100%"><thead><tr>{top}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _item(entry: AgendaEntry, of: Circle, heads: Sequence[str]) -> str:
    first = f'<th scope="row" style="{CELL};text-align:left;font-weight:400">{escape(entry.number)}</th>'
    if entry.item is None:
        return f'<tr>{first}<td style="{CELL}" colspan="{len(heads) + 1}"><em>{escape(entry.title)}</em></td></tr>'
    form = entry.item.form
    marks = []
    if entry.item.state in (ItemState.POSTPONED, ItemState.REMOVED):
        marks.append(entry.item.state.label)
    if form.circle is not of:
        marks.append("öffentlich" if form.circle is Circle.PUBLIC else f"nur: {form.circle.label}")
    title = escape(form.title) + (f" <em>({escape(', '.join(marks))})</em>" if marks else "")
    consulted = f"{CONSULTED}{' – '.join(form.consultation.split(chr(10)))}" if form.consultation else ""
    cells = {
        "Uhrzeit": escape(form.begins),
        "Vortrag": escape(form.presenter),
        "Vorlage": "<br>".join(escape(one) for one in (form.paper, consulted) if one),
        "Verweise": "<br>".join(map(_link, form.links)),
    }
    shown = [title, *(cells[head] for head in heads)]
    told = "".join(f'<td style="{CELL};overflow-wrap:break-word">{one}</td>' for one in shown)
    return f"<tr>{first}{told}</tr>"


def _link(target: str) -> str:
    shown = target.removeprefix("https://")
    more = 'target="_blank" rel="noopener noreferrer" style="overflow-wrap:anywhere"'
    return f'<a href="{escape(target)}" {more}>{escape(shown)}</a>'


def resolutions(found: Sequence[ResolutionEntry]) -> str:
    """What was agreed, word by word."""
    rows = [
        (
            one.number, one.form.kind.label, one.form.wording, one.item_number,
            one.form.state.label if one.form.state is not None else NOTHING,
            one.form.result or (f"an {one.addressee}" if one.addressee else NOTHING),
        )
        for one in found
    ]  # fmt: skip
    heads = ("Nummer", "Art", "Wortlaut", "TOP", "Stand", "Ergebnis oder Ziel")
    return alliances_marks.table("Was vereinbart wurde", heads, rows)


def tasks(found: Sequence[TaskEntry]) -> str:
    """Who does what until when; how late something is stands here only where the circle was told."""
    rows = [
        (
            one.form.text, one.responsible or "noch offen", day(one.form.due_on) if one.form.due_on else NOTHING,
            one.state.label + (f", {counted(one.days_late, 'Tag', 'Tage')} überfällig" if one.days_late else ""),
            one.item_number or NOTHING,
        )
        for one in found
    ]  # fmt: skip
    return alliances_marks.table("Aufgaben", ("Aufgabe", "Wer", "Bis", "Stand", "TOP"), rows)

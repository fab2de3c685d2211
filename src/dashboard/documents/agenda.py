"""An invitation with its agenda, as a circle reads it: of what it does not read stay number and „nicht öffentlich“."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from dashboard.documents import markdown
from dashboard.documents.document import Block, Document, Facts, Heading, Listing, Note, Paragraph, Run, Table, plain
from dashboard.documents.wording import SLUGS, beside, long_moment, office
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.meetings.kinds import ItemState, MeetingState
from dashboard.meetings.queries import AgendaEntry, ItemDetails, MeetingSheet, meeting
from dashboard.store import Actor, Circle, now

HEADS = ("TOP", "Uhrzeit", "Gegenstand", "Vortrag", "Vorlage und Beratungsfolge")
ALWAYS = (0, 2)
"""Columns that stand there also where they are empty."""


def of_meeting(session: Session, actor: Actor, key: int) -> Document:
    """The invitation of a meeting for the actor's circle; NotFound where it knows of none."""
    return document(meeting(session, actor, key), circle=actor.circle, office=office(session))


def document(sheet: MeetingSheet, *, circle: Circle, office: str, today: date | None = None) -> Document:
    """The invitation of a sheet that was read for ``circle``; ValueError where it was read for a wider one."""
    for entry in sheet.agenda:
        if entry.item is not None and not circle.may_see(entry.item.form.circle):
            raise ValueError(f"item {entry.number} is not for {circle}")
    of = sheet.meeting
    return Document(
        f"Einladung mit Tagesordnung: {of.body}, {german_day(of.form.day)}", of.title, tuple(_blocks(sheet)), office,
        circle.label, german_day(today or local_day(now())),
    )  # fmt: skip


def file_name(sheet: MeetingSheet, circle: Circle, suffix: str) -> str:
    """„einladung-2026-03-17-12-oeffentlich.pdf“: day, number and circle."""
    return f"einladung-{sheet.meeting.form.day.isoformat()}-{sheet.meeting.id}-{SLUGS[circle]}{suffix}"


def _blocks(sheet: MeetingSheet) -> Iterator[Block]:
    of = sheet.meeting
    if of.state is MeetingState.CANCELLED:
        yield Note("Diese Sitzung ist abgesagt.")
    place = (("Ort", of.form.place),) if of.form.place else ()
    yield Facts((("Gremium", of.body), ("Termin", long_moment(of.starts_at, of.ends_at)), *place))
    yield from markdown.blocks(of.form.invitation)
    yield Heading(1, "Tagesordnung")
    if not sheet.agenda:
        yield plain("Die Tagesordnung folgt.")
        return
    yield _table(sheet.agenda)
    linked = [
        (entry.number, link) for entry in sheet.agenda if entry.item is not None for link in entry.item.form.links
    ]
    if linked:
        yield Heading(1, "Unterlagen")
        yield Listing(
            tuple((Paragraph((Run(f"Zu TOP {number}: "), Run(link, address=link))),) for number, link in linked)
        )


def _table(agenda: Sequence[AgendaEntry]) -> Table:
    rows = [_row(entry) for entry in agenda]
    shown = [place for place in range(len(HEADS)) if place in ALWAYS or any(row[place] for row in rows)]
    return Table(
        "", tuple(HEADS[place] for place in shown), tuple(tuple(row[place] for place in shown) for row in rows)
    )  # fmt: skip


def _row(entry: AgendaEntry) -> tuple[str, ...]:
    if entry.item is None:
        return (entry.number, "", entry.title, "", "")
    form = entry.item.form
    return (
        entry.number, f"{form.begins} Uhr" if form.begins else "", _subject(entry.item), form.presenter,
        "\n".join(filter(None, (form.paper, form.consultation))),
    )  # fmt: skip


def _subject(item: ItemDetails) -> str:
    gone = item.state in (ItemState.POSTPONED, ItemState.REMOVED)
    title = f"{item.form.title} ({item.state.label})" if gone else item.form.title
    return beside(title, item.form.circle)

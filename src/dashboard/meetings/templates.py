"""Agendas to begin with: templates, and putting one into a meeting. See ``bodies`` for what is the same for all."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import UserError
from dashboard.formats import number
from dashboard.meetings.agenda import MOST_ITEMS, checked_item, put_in
from dashboard.meetings.approved import open_meeting
from dashboard.meetings.forms import ItemForm, TemplateForm, TemplateItem
from dashboard.meetings.models import AgendaTemplate, Meeting
from dashboard.meetings.rows import SUBJECT, allow, items_text, template_form
from dashboard.meetings.times import here
from dashboard.store import Actor, Circle, UnitOfWork, kept
from dashboard.store.kept import Life, life

TEMPLATE = "Die Vorlage"
LONGEST_ITEM = 24 * 60
"""Minutes an item can take."""


class TemplateInvalid(UserError):
    """A template that makes no sense; the sentence says why."""


@dataclass(frozen=True)
class TemplateEntry:
    id: int
    form: TemplateForm
    life: Life


def add_template(work: UnitOfWork, wish: TemplateForm) -> int:
    """Enter a template."""
    allow(work)
    wish = _checked(wish)
    row = kept.enter(work, AgendaTemplate(items=items_text(wish), **wish.columns))
    work.record(SUBJECT, "template.added", f"template:{row.id}", None, _facts(wish))
    return row.id


def change_template(work: UnitOfWork, template: int, wish: TemplateForm, *, seen: int) -> str:
    """Replace name and items of a template; meetings that began with it stay as they are."""
    allow(work)
    row = kept.in_force(work, AgendaTemplate, template, TEMPLATE)
    before, wish = template_form(row), _checked(wish)
    if not kept.differs(row, before, wish, seen=seen, what=f"die Vorlage „{before.name}“", words=_said):
        return kept.NOTHING_CHANGED
    row.items = items_text(wish)
    kept.assign(work, row, wish)
    work.record(SUBJECT, "template.changed", f"template:{row.id}", _facts(before), _facts(wish))
    return f"„{wish.name}“ ist gespeichert."


def apply_template(work: UnitOfWork, meeting: int, template: int) -> str:
    """Put a template's items behind those of a meeting; as long as their minutes are known, with times of the day."""
    allow(work)
    row = open_meeting(work, meeting)
    found = kept.in_force(work, AgendaTemplate, template, TEMPLATE)
    form = template_form(found)
    put_in(work, row, [checked_item(wish) for wish in _items(row, form)])
    return f"{number(len(form.items))} Punkte aus „{form.name}“ stehen auf der Tagesordnung."


def templates(session: Session, actor: Actor, *, archived: bool = False) -> tuple[TemplateEntry, ...]:
    """The templates by name, for the office."""
    actor.require_circle(Circle.INTERNAL)
    statement = select(AgendaTemplate).order_by(AgendaTemplate.name, AgendaTemplate.id)
    if not archived:
        statement = statement.where(AgendaTemplate.archived_at.is_(None))
    return tuple(TemplateEntry(row.id, template_form(row), life(row)) for row in session.scalars(statement))


def _items(meeting: Meeting, form: TemplateForm) -> list[ItemForm]:
    """The items with their begins; an item whose minutes nobody knows ends the counting."""
    found, gone, known = [], 0, any(item.minutes for item in form.items)
    for item in form.items:
        begins = f"{here(meeting.starts_at + timedelta(minutes=gone))[1]:%H:%M}" if known else ""
        found.append(ItemForm(meeting.id, item.title, item.circle, begins=begins, presenter=item.presenter))
        gone, known = gone + item.minutes, known and item.minutes > 0
    return found


def _checked(wish: TemplateForm) -> TemplateForm:
    wish = replace(
        wish, name=kept.line(wish.name, "Name", required=True), items=tuple(_checked_item(one) for one in wish.items)
    )
    if not wish.items:
        raise TemplateInvalid(f"Die Vorlage „{wish.name}“ hat noch keinen Punkt.")
    if len(wish.items) > MOST_ITEMS:
        raise TemplateInvalid(f"Eine Vorlage hat höchstens {number(MOST_ITEMS)} Punkte.")
    return wish


def _checked_item(item: TemplateItem) -> TemplateItem:
    if not 0 <= item.minutes <= LONGEST_ITEM:
        raise TemplateInvalid(f"Ein Punkt dauert 0 bis {number(LONGEST_ITEM)} Minuten; 0 heißt: nicht angegeben.")
    title = kept.long_text(" ".join(item.title.split()), "Titel", required=True)
    return replace(item, title=title, presenter=kept.line(item.presenter, "Vortrag"))


def _facts(form: TemplateForm) -> dict[str, object]:
    return {"name": form.name, "items": [item.facts for item in form.items]}


def _said(name: str, value: object) -> str:
    if name != "items" or not isinstance(value, tuple):
        return kept.said(name, value)
    return "; ".join(f"{one.title} ({_details(one)})" for one in value)


def _details(item: TemplateItem) -> str:
    minutes = f"{number(item.minutes)} Minuten" if item.minutes else ""
    return ", ".join(filter(None, (item.circle.label, minutes, item.presenter)))

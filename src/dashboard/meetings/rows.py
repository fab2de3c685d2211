"""Rows of bodies, meetings, agendas and presence as forms, and their values in German words."""

import json
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.alliances.models import Alliance
from dashboard.catalogue import Catalogue
from dashboard.meetings.body_models import Body, BodyMember
from dashboard.meetings.forms import (
    BodyForm,
    ItemForm,
    MeetingForm,
    MemberForm,
    ParticipationForm,
    TemplateForm,
    TemplateItem,
)
from dashboard.meetings.kinds import BodyKind, MeetingKind, Presence
from dashboard.meetings.models import AgendaItem, AgendaTemplate, Meeting, Participation
from dashboard.meetings.times import here, spoken
from dashboard.network.models import Function
from dashboard.network.rows import words as network_words
from dashboard.store import Circle, Role, UnitOfWork, kept
from dashboard.store.models import DataVersion

SUBJECT = "meetings"
HELD = "meetings held"


def hold(work: UnitOfWork) -> None:
    """Let nobody else write meetings until this transaction ends: overlaps are looked for before writing."""
    if work.session.info.get(HELD):  # a session is one transaction, see ``Store.unit_of_work``
        return
    work.session.info[HELD] = not work.session.in_nested_transaction()  # what is rolled back to a savepoint is let go
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == SUBJECT).with_for_update())


def allow(work: UnitOfWork) -> None:
    """Let editors of the office write, one at a time: whoever writes holds the subject first, so nobody waits twice."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)


def body_form(row: Body) -> BodyForm:
    """What is entered about a body now."""
    return BodyForm(
        row.name, BodyKind(row.kind), row.purpose, row.area, row.alliance, row.chair, row.office, row.rhythm,
        row.since, row.until, Circle(row.circle),
    )  # fmt: skip


def member_form(row: BodyMember) -> MemberForm:
    """What is entered about a seat now."""
    return MemberForm(row.body, row.organisation, row.function, row.role, row.term, row.since, row.until)


def meeting_form(row: Meeting) -> MeetingForm:
    """What is entered about a meeting now, in the time of Berlin."""
    day, begins = here(row.starts_at)
    ends_on, ends = here(row.ends_at) if row.ends_at is not None else (day, None)
    return MeetingForm(
        row.body, day, begins, ends, ends_on if ends_on != day else None, MeetingKind(row.kind), row.title, row.place,
        row.invitation, Circle(row.circle),
    )  # fmt: skip


def item_form(row: AgendaItem) -> ItemForm:
    """What is entered about an item now; the minutes' text is apart."""
    return ItemForm(
        row.meeting, row.title, Circle(row.circle), own_number(row.number), row.begins, row.presenter, row.paper,
        row.consultation, links_of(row.links),
    )  # fmt: skip


def template_form(row: AgendaTemplate) -> TemplateForm:
    """What is entered about a template now."""
    items = (
        TemplateItem(one["title"], Circle(one["circle"]), one["minutes"], one["presenter"])
        for one in json.loads(row.items)
    )
    return TemplateForm(row.name, tuple(items))


def items_text(form: TemplateForm) -> str:
    """The items of a template as the row keeps them."""
    return json.dumps([item.facts for item in form.items], ensure_ascii=False)


def participation_form(row: Participation) -> ParticipationForm:
    """What is entered about presence now."""
    return ParticipationForm(
        row.meeting, row.organisation, row.guest, row.field, Presence(row.presence), row.count
    )  # fmt: skip


def own_number(number: str) -> str:
    """The number a person gave an item; empty where it is counted, which whole numbers always are."""
    return "" if number.isdecimal() else number


def links_of(text: str) -> tuple[str, ...]:
    """The addresses of a row, one a line."""
    return tuple(text.splitlines())


def words(session: Session, catalogue: Catalogue | None = None) -> kept.Words:
    """Field values in German words; bodies, alliances, organisations, functions and places by their names."""
    elsewhere = network_words(session, catalogue)
    named = {
        "body": (Body.name, Body.id), "alliance": (Alliance.name, Alliance.id),
        "chair": (Function.title, Function.id), "office": (Function.title, Function.id),
    }  # fmt: skip

    def said(name: str, value: Any) -> str:
        if isinstance(value, time):
            return spoken(value)
        if name in named and value is not None:
            shown, key = named[name]
            return str(session.scalar(select(shown).where(key == value)))
        return elsewhere(name, value)

    return said


def in_common(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Whether two spans (first and last day; None is open) have a day in common."""
    first, second = sorted((since or date.min, until or date.max) for since, until in (one, other))
    return second[0] <= first[1]

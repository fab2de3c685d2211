"""Hurdles: what blocks, by which rule, who could change it, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound, UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.geography.models import Place
from dashboard.network import guarded
from dashboard.network.guarded import HURDLE
from dashboard.network.indexing import indexed
from dashboard.network.kinds import HurdleState
from dashboard.network.models import Hurdle
from dashboard.network.rows import SUBJECT, allow, check_area, check_field, words
from dashboard.store import Actor, Circle, UnitOfWork, kept, now


class HurdleInvalid(UserError):
    """A hurdle that makes no sense; the sentence says why."""


@dataclass(frozen=True)
class HurdleForm(kept.Form):
    """What is entered about a hurdle; ``area`` None: the whole district."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "title": "Hürde", "text": "Was hindert", "rule": "Welche Regel", "changer": "Wer könnte sie ändern",
        "field": "Handlungsfeld", "area": "Ort", "since": "Seit", "state": "Stand", "outcome": "Was daraus wurde",
        "circle": "Sichtbar für",
    }  # fmt: skip

    title: str
    text: str = ""
    rule: str = ""
    changer: str = ""
    field: str = ""
    area: str | None = None
    since: date | None = None
    state: HurdleState = HurdleState.OPEN
    outcome: str = ""
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class HurdleEntry:
    """A hurdle as it is shown; ``place`` is a name, empty: the whole district."""

    id: int
    form: HurdleForm
    place: str
    life: kept.Life


def hurdles(session: Session, actor: Actor, *, archived: bool = False) -> tuple[HurdleEntry, ...]:
    """The hurdles this actor's circle sees: by state from open to over, in it the oldest first, undated ones last."""
    statement = select(Hurdle, Place.name).outerjoin(Place, Place.area == Hurdle.area)
    rows = session.execute(statement.where(guarded.seen(actor, HURDLE, archived)))
    found = [HurdleEntry(row.id, hurdle_form(row), place or "", guarded.life(row, actor)) for row, place in rows]
    states = list(HurdleState)
    return tuple(sorted(found, key=lambda one: (states.index(one.form.state), one.form.since or date.max, one.id)))


def hurdle(session: Session, actor: Actor, key: int) -> HurdleEntry:
    """One hurdle, also an archived one for the office; NotFound where there is none for this circle."""
    for entry in hurdles(session, actor, archived=True):
        if entry.id == key:
            return entry
    raise NotFound(f"Die Hürde Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")


def add_hurdle(work: UnitOfWork, catalogue: Catalogue, wish: HurdleForm) -> int:
    """Enter a hurdle; returns its id. Raises HurdleInvalid."""
    allow(work)
    wish = _checked(work.session, catalogue, wish)
    row = kept.enter(work, Hurdle(**wish.columns))
    work.record(SUBJECT, "hurdle.added", f"hurdle:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_hurdle(work: UnitOfWork, catalogue: Catalogue, hurdle: int, wish: HurdleForm, *, seen: int) -> str:
    """Replace what is entered about it; raises EditConflict with both texts."""
    allow(work)
    row = kept.in_force(work, Hurdle, hurdle, HURDLE.word)
    before = hurdle_form(row)
    wish = _checked(work.session, catalogue, wish)
    what, said = f"die Hürde „{before.title}“", words(work.session, catalogue)
    if not kept.differs(row, before, wish, seen=seen, what=what, words=said):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "hurdle.changed", f"hurdle:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{wish.title}“ ist gespeichert."


def hurdle_form(row: Hurdle) -> HurdleForm:
    """What is entered about it now."""
    return HurdleForm(
        row.title, row.text, row.rule, row.changer, row.field, row.area, row.since, HurdleState(row.state),
        row.outcome, Circle(row.circle),
    )  # fmt: skip


def _checked(session: Session, catalogue: Catalogue, wish: HurdleForm) -> HurdleForm:
    label = wish.LABELS
    wish = replace(
        wish,
        title=kept.line(wish.title, label["title"], required=True),
        text=kept.long_text(wish.text, label["text"], required=True),
        rule=kept.line(wish.rule, label["rule"]),
        changer=kept.line(wish.changer, label["changer"]),
        area=wish.area or None,
        outcome=kept.long_text(wish.outcome, label["outcome"]),
    )
    check_field(catalogue, wish.field, HurdleInvalid)
    check_area(session, wish.area, HurdleInvalid)
    if wish.since is not None and wish.since > local_day(now()):
        raise HurdleInvalid(f"Der {german_day(wish.since)} liegt in der Zukunft; eingetragen wird, was schon hindert.")
    if wish.state.is_over and not wish.outcome:
        raise HurdleInvalid(f"Zu „{wish.state.label}“ gehört, was daraus wurde; bitte „{label['outcome']}“ angeben.")
    return wish

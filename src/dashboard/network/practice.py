"""Practice examples: what was done where, what came of it, what others need, and whom to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound, UserError
from dashboard.geography.models import Place
from dashboard.network import guarded
from dashboard.network.guarded import PRACTICE
from dashboard.network.indexing import indexed
from dashboard.network.models import Function, Organisation, Practice
from dashboard.network.rows import SUBJECT, allow, check_area, check_field, words
from dashboard.store import Actor, Circle, UnitOfWork, kept


class PracticeInvalid(UserError):
    """A practice example that makes no sense; the sentence says why."""


@dataclass(frozen=True)
class PracticeForm(kept.Form):
    """What is entered about a practice example; ``area`` None: the whole district."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "title": "Titel", "text": "Was wurde gemacht", "field": "Handlungsfeld", "area": "Ort",
        "organisation": "Organisation", "result": "Ergebnis", "figure": "Ergebnis als Zahl",
        "indicator": "Passende Kennzahl", "learned": "Was wurde gelernt", "needed": "Was andere dafür brauchen",
        "function": "Wen fragen", "circle": "Sichtbar für",
    }  # fmt: skip

    title: str
    text: str = ""
    field: str = ""
    area: str | None = None
    organisation: int | None = None
    result: str = ""
    figure: str = ""
    indicator: str | None = None
    learned: str = ""
    needed: str = ""
    function: int | None = None
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class Ask:
    """Whom to ask: a function at an organisation; ``mailbox`` is empty in public."""

    title: str
    organisation: str
    mailbox: str


@dataclass(frozen=True)
class PracticeEntry:
    """A practice example as this circle sees it; ``place`` and ``organisation`` are names, empty: none."""

    id: int
    form: PracticeForm
    place: str
    organisation: str
    ask: Ask | None
    life: kept.Life


def practices(session: Session, actor: Actor, *, archived: bool = False) -> tuple[PracticeEntry, ...]:
    """The practice examples this actor's circle sees, by title.

    In public a mailbox, a volunteer's function and the numbers of organisations and functions are left out.
    """
    asked = aliased(Organisation)
    statement = (
        select(Practice, Place.name, Organisation.name, Function, asked)
        .outerjoin(Place, Place.area == Practice.area)
        .outerjoin(Organisation, Organisation.id == Practice.organisation)
        .outerjoin(Function, Function.id == Practice.function)
        .outerjoin(asked, asked.id == Function.organisation)
        .where(guarded.seen(actor, PRACTICE, archived))
        .order_by(Practice.title, Practice.id)
    )
    rows = session.execute(statement)
    return tuple(
        PracticeEntry(
            row.id, _form_for(actor, row), place or "", organisation or "", _ask(actor, function, at),
            guarded.life(row, actor),
        )
        for row, place, organisation, function, at in rows
    )  # fmt: skip


def practice(session: Session, actor: Actor, key: int) -> PracticeEntry:
    """One practice example, also an archived one for the office; NotFound where there is none for this circle."""
    for entry in practices(session, actor, archived=True):
        if entry.id == key:
            return entry
    raise NotFound(f"Das Praxisbeispiel Nr. {key} gibt es nicht, oder nicht für diesen Kreis.")


def add_practice(work: UnitOfWork, catalogue: Catalogue, wish: PracticeForm) -> int:
    """Enter a practice example; returns its id. Raises PracticeInvalid."""
    allow(work)
    wish = _checked(work, catalogue, wish, None)
    row = kept.enter(work, Practice(**wish.columns))
    work.record(SUBJECT, "practice.added", f"practice:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_practice(work: UnitOfWork, catalogue: Catalogue, practice: int, wish: PracticeForm, *, seen: int) -> str:
    """Replace what is entered about it; raises EditConflict with both texts."""
    allow(work)
    row = kept.in_force(work, Practice, practice, PRACTICE.word)
    before = practice_form(row)
    wish = _checked(work, catalogue, wish, before)
    what, said = f"das Praxisbeispiel „{before.title}“", words(work.session, catalogue)
    if not kept.differs(row, before, wish, seen=seen, what=what, words=said):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "practice.changed", f"practice:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{wish.title}“ ist gespeichert."


def practice_form(row: Practice) -> PracticeForm:
    """What is entered about it now."""
    return PracticeForm(
        row.title, row.text, row.field, row.area, row.organisation, row.result, row.figure, row.indicator, row.learned,
        row.needed, row.function, Circle(row.circle),
    )  # fmt: skip


def _form_for(actor: Actor, row: Practice) -> PracticeForm:
    form = practice_form(row)
    return replace(form, organisation=None, function=None) if actor.circle is Circle.PUBLIC else form


def _ask(actor: Actor, function: Function | None, at: Organisation | None) -> Ask | None:
    if function is None or at is None:
        return None
    public = actor.circle is Circle.PUBLIC
    if public and function.volunteer:
        return None
    gone = function.archived_at is not None or at.archived_at is not None
    if public and gone:
        return None
    return Ask(function.title, at.name, "" if public or gone else function.mailbox)


def _checked(work: UnitOfWork, catalogue: Catalogue, wish: PracticeForm, before: PracticeForm | None) -> PracticeForm:
    """The example as it is kept. What it named before may stay, also where it has gone out of use since."""
    label = wish.LABELS
    wish = replace(
        wish,
        title=kept.line(wish.title, label["title"], required=True),
        text=kept.long_text(wish.text, label["text"], required=True),
        area=wish.area or None,
        result=kept.long_text(wish.result, label["result"]),
        figure=kept.line(wish.figure, label["figure"]),
        indicator=wish.indicator or None,
        learned=kept.long_text(wish.learned, label["learned"]),
        needed=kept.long_text(wish.needed, label["needed"]),
    )
    check_field(catalogue, wish.field, PracticeInvalid)
    check_area(work.session, wish.area, PracticeInvalid)
    if wish.indicator is not None and (before is None or before.indicator != wish.indicator):
        indicator = catalogue.indicators.get(wish.indicator)
        if indicator is None or not indicator.enabled:
            raise PracticeInvalid(f"Die Kennzahl „{wish.indicator}“ gibt es nicht, oder sie ist abgeschaltet.")
    if wish.organisation is not None and (before is None or before.organisation != wish.organisation):
        kept.in_force(work, Organisation, wish.organisation, "Die Organisation")
    if wish.function is not None and (before is None or before.function != wish.function):
        kept.in_force(work, Function, wish.function, "Die Funktion")
    return wish

"""What is expected from whom: writes and reads of the expectations, and a proposal from what came last time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue.catalogue import Catalogue
from dashboard.errors import Conflict, NotFound, UserError
from dashboard.formats import number
from dashboard.geography import queries as geography
from dashboard.intake.brought import FACILITIES, Brought, brought, table_titles
from dashboard.intake.models import Delivery
from dashboard.periods import Frequency, Period
from dashboard.store import Actor, Circle, Role, UnitOfWork, now
from dashboard.store.models import DataVersion

FREQUENCIES = (Frequency.QUARTER, Frequency.HALF, Frequency.YEAR)
LONGEST_GRACE = 366


class ExpectationInvalid(UserError):
    """An expectation that makes no sense; the sentence says why."""


@dataclass(frozen=True)
class Expectation:
    """One table that a supplier is expected to send, period after period."""

    supplier: str
    table: str
    """``facilities`` or the code of a field."""
    first: Period
    """First period expected; its length says how often the table comes."""
    last: Period | None = None
    area: str | None = None
    """The place the table is about; then it counts whoever sends it."""
    grace: int = 0
    """Days beyond the general deadline."""
    contact: str = ""
    note: str = ""
    id: int = 0
    """0: not entered yet."""
    version: int = 0

    def period_in(self, quarter: Period) -> Period | None:
        """The period whose table is due with this quarter: it ends with it. None where none is expected."""
        period = Period.containing(quarter.last, self.first.frequency)
        expected = period.last == quarter.last and self.first <= period and (self.last is None or period <= self.last)
        return period if expected else None

    @property
    def facts(self) -> dict[str, Any]:
        """What the audit keeps."""
        last = self.last.code if self.last else None
        return {
            "supplier": self.supplier, "table": self.table, "area": self.area, "first": self.first.code, "last": last,
            "grace": self.grace, "contact": self.contact, "note": self.note,
        }  # fmt: skip


def expectations(session: Session, actor: Actor) -> tuple[Expectation, ...]:
    """All expectations that are kept up, by supplier; for the internal circle only, raises NotAllowed elsewhere."""
    actor.require_circle(Circle.INTERNAL)
    rows = session.scalars(select(Delivery).where(Delivery.archived_at.is_(None)))
    found = [_of(row) for row in rows]
    return tuple(sorted(found, key=lambda one: (same_supplier(one.supplier), one.table, one.id)))


def proposals(session: Session, actor: Actor, catalogue: Catalogue, quarter: Period) -> tuple[Expectation, ...]:
    """„Wer im letzten Quartal geliefert hat“: everything that came then and is not expected for ``quarter`` yet."""
    known = {(same_supplier(one.supplier), one.table) for one in expectations(session, actor) if one.period_in(quarter)}
    found: dict[tuple[str, str], Expectation] = {}
    for row in brought(session, catalogue, [quarter.previous()]):
        key = (same_supplier(row.supplier), row.table)
        if row.supplier and key not in known:
            area = _one_place(session, row) if row.table == FACILITIES else None
            found.setdefault(key, Expectation(row.supplier, row.table, quarter, area=area))
    return tuple(found.values())


def expect(work: UnitOfWork, catalogue: Catalogue, wish: Expectation) -> str:
    """Enter an expectation. Returns a German sentence.

    Raises ExpectationInvalid, and Conflict where the same table of this supplier is expected for these periods.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    entered = _enter(work, catalogue, wish)
    until = f" bis {entered.last.label}" if entered.last else ""
    title = table_titles(catalogue)[entered.table]
    return f"{entered.supplier}: „{title}“ wird ab {entered.first.label}{until} erwartet."


def expect_all(work: UnitOfWork, catalogue: Catalogue, wishes: Iterable[Expectation]) -> str:
    """Enter several expectations at once, all or none. Returns a German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    entered = [_enter(work, catalogue, wish) for wish in wishes]
    if not entered:
        raise NotFound("Es ist nichts zu übernehmen: Im letzten Quartal kam nichts, was nicht schon erwartet wird.")
    suppliers = len({same_supplier(one.supplier) for one in entered})
    said, will = ("Lieferung", "wird") if len(entered) == 1 else ("Lieferungen", "werden")
    return f"{number(len(entered))} {said} von {number(suppliers)} Lieferanten {will} ab jetzt erwartet."


def change(work: UnitOfWork, catalogue: Catalogue, wish: Expectation) -> str:
    """Replace the expectation ``wish.id`` by what ``wish`` says; raises Conflict where its version moved on."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    wish = _checked(work.session, catalogue, wish)
    row = _row(work, wish.id)
    before = _of(row)
    if before.version != wish.version:
        raise Conflict(
            f"{before.supplier}: Diese Lieferung wurde inzwischen geändert; es gilt „{_words(before)}“, Sie wollten "
            f"„{_words(wish)}“. Bitte vergleichen und noch einmal speichern."
        )
    _refuse_twice(work.session, wish, catalogue)
    row.supplier, row.table, row.area = wish.supplier, wish.table, wish.area
    row.first_period, row.last_period = wish.first.code, wish.last.code if wish.last else None
    row.grace, row.contact, row.note, row.version = wish.grace, wish.contact, wish.note, before.version + 1
    work.record("settings", "delivery.changed", f"delivery:{row.id}", before.facts, wish.facts)
    return f"{wish.supplier}: geändert auf „{_words(wish)}“."


def stop(work: UnitOfWork, delivery: int, why: str = "") -> str:
    """No longer expect this table, also not for past periods; the entry is kept out of force. A German sentence."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = _row(work, delivery)
    row.archived_at, row.archived_by, row.archived_why = now(), work.actor.name, why
    work.record("settings", "delivery.stopped", f"delivery:{row.id}", _of(row).facts, {"why": why})
    return f"{row.supplier}: Diese Tabelle wird nicht mehr erwartet."


def same_supplier(name: str) -> str:
    """The form in which names of suppliers are compared."""
    return " ".join(name.casefold().split())


def _enter(work: UnitOfWork, catalogue: Catalogue, wish: Expectation) -> Expectation:
    # Two people must not enter the same at once: whoever enters holds the settings until the end.
    work.session.execute(select(DataVersion.number).where(DataVersion.subject == "settings").with_for_update())
    wish = _checked(work.session, catalogue, wish)
    _refuse_twice(work.session, wish, catalogue)
    last = wish.last.code if wish.last else None
    row = Delivery(
        supplier=wish.supplier, table=wish.table, area=wish.area, first_period=wish.first.code, last_period=last,
        grace=wish.grace, contact=wish.contact, note=wish.note, version=1,
    )  # fmt: skip
    work.add(row)
    work.record("settings", "delivery.expected", f"delivery:{row.id}", None, wish.facts)
    return wish


def _checked(session: Session, catalogue: Catalogue, wish: Expectation) -> Expectation:
    wish = replace(
        wish, supplier=" ".join(wish.supplier.split())[:200], contact=wish.contact.strip(), note=wish.note.strip()
    )
    if not wish.supplier:
        raise ExpectationInvalid("Bitte angeben, von wem die Tabelle erwartet wird.")
    if wish.table not in table_titles(catalogue):
        raise ExpectationInvalid(f"Eine Tabelle „{wish.table}“ gibt es nicht.")
    if wish.first.frequency not in FREQUENCIES:
        raise ExpectationInvalid(f"Erwartet wird je Quartal, Halbjahr oder Jahr; {wish.first.label} ist nichts davon.")
    if wish.last is not None and (wish.last.frequency is not wish.first.frequency or wish.last < wish.first):
        raise ExpectationInvalid(f"{wish.last.label} kann nicht der letzte Zeitraum nach {wish.first.label} sein.")
    if not 0 <= wish.grace <= LONGEST_GRACE:
        raise ExpectationInvalid(f"Der Aufschub muss zwischen 0 und {LONGEST_GRACE} Tagen liegen.")
    at, _, domain = wish.contact.partition("@")
    if wish.contact and (not at or "." not in domain or any(sign in wish.contact for sign in " ,;<>?&\n")):
        raise ExpectationInvalid(f"„{wish.contact}“ ist keine E-Mail-Adresse.")
    if wish.area is not None and wish.area not in set(_district_places(session)["area"]):
        raise ExpectationInvalid(f"„{wish.area}“ ist kein Ort des Landkreises.")
    return wish


def _refuse_twice(session: Session, wish: Expectation, catalogue: Catalogue) -> None:
    rows = session.scalars(select(Delivery).where(Delivery.archived_at.is_(None), Delivery.table == wish.table))
    for other in map(_of, rows):
        same = same_supplier(other.supplier) == same_supplier(wish.supplier) and other.area == wish.area
        if other.id == wish.id or not same or other.first.frequency is not wish.first.frequency:
            continue
        if (wish.last is None or other.first <= wish.last) and (other.last is None or wish.first <= other.last):
            title = table_titles(catalogue)[wish.table]
            raise Conflict(f"{other.supplier}: „{title}“ wird schon erwartet ({_words(other)}).")


def _district_places(session: Session) -> pd.DataFrame:
    return geography.places(session, geography.district(session).area)


def _one_place(session: Session, row: Brought) -> str | None:
    """The one place, or the association whose members these are; None for several."""
    if len(row.areas) == 1:
        return next(iter(row.areas))
    parents = dict(zip(*(_district_places(session)[name] for name in ("area", "parent")), strict=True))
    above = {parents.get(area, "") for area in row.areas}
    only = above.pop() if len(above) == 1 else ""
    return only if len(only) == 9 else None


def _row(work: UnitOfWork, delivery: int) -> Delivery:
    row = work.session.get(Delivery, delivery, with_for_update=True)
    if row is None or row.archived_at is not None:
        raise NotFound("Diese Lieferung wird nicht mehr erwartet.")
    return row


def _of(row: Delivery) -> Expectation:
    last = Period.of(row.last_period) if row.last_period else None
    return Expectation(
        row.supplier, row.table, Period.of(row.first_period), last, row.area, row.grace, row.contact, row.note, row.id,
        row.version,
    )  # fmt: skip


def _words(one: Expectation) -> str:
    until = f"bis {one.last.label}" if one.last else "bis auf Weiteres"
    grace = f", {one.grace} Tage Aufschub" if one.grace else ""
    contact = f", {one.contact}" if one.contact else ""
    return f"ab {one.first.label} {until}{grace}{contact}"

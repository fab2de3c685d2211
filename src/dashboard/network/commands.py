"""Writes of the network. Every command returns a German sentence or the id of what was made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.errors import Conflict, UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.geography.spelling import fold
from dashboard.network.indexing import indexed
from dashboard.network.kinds import Kind
from dashboard.network.models import Function, Organisation
from dashboard.network.rows import SUBJECT, allow, check_area, check_field, words
from dashboard.store import UnitOfWork, kept, now

ORGANISATION, FUNCTION = "Die Organisation", "Die Funktion"


class OrganisationInvalid(UserError):
    """An organisation that makes no sense; the sentence says why."""


class FunctionInvalid(UserError):
    """A function that makes no sense or may not be kept; the sentence says why."""


@dataclass(frozen=True)
class OrganisationForm(kept.Form):
    """What is entered about an organisation."""

    LABELS: ClassVar[Mapping[str, str]] = {"name": "Name", "kind": "Art", "field": "Handlungsfeld", "area": "Ort"}

    name: str
    kind: Kind
    field: str = ""
    area: str | None = None


@dataclass(frozen=True)
class FunctionForm(kept.Form):
    """What is entered about a function; ``mailbox`` is that of the function, not a private one."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "organisation": "Organisation", "title": "Funktion", "mailbox": "Postfach", "volunteer": "Ehrenamtlich",
        "consent_on": "Einwilligung vom",
    }  # fmt: skip

    organisation: int
    title: str
    mailbox: str = ""
    volunteer: bool = False
    consent_on: date | None = None


def add_organisation(work: UnitOfWork, catalogue: Catalogue, wish: OrganisationForm) -> int:
    """Enter an organisation; returns its id. Raises OrganisationInvalid, and Conflict naming the one of this name."""
    allow(work)
    wish = _checked(work.session, catalogue, wish)
    folded = folded_name(wish.name)
    _refuse_twice(work.session, folded)
    row = kept.enter(work, Organisation(name_folded=folded, **wish.columns))
    work.record(SUBJECT, "organisation.added", f"organisation:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_organisation(
    work: UnitOfWork, catalogue: Catalogue, organisation: int, wish: OrganisationForm, *, seen: int
) -> str:
    """Replace what is known about it; raises EditConflict with both texts where its version is not the one seen."""
    allow(work)
    wish = _checked(work.session, catalogue, wish)
    row = kept.in_force(work, Organisation, organisation, ORGANISATION)
    before = organisation_form(row)
    said = words(work.session, catalogue)
    if not kept.differs(row, before, wish, seen=seen, what=f"die Organisation „{before.name}“", words=said):
        return kept.NOTHING_CHANGED
    folded = folded_name(wish.name)
    _refuse_twice(work.session, folded, but=row.id)
    row.name_folded = folded
    kept.assign(work, row, wish)
    work.record(SUBJECT, "organisation.changed", f"organisation:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{wish.name}“ ist gespeichert."


def archive_organisation(work: UnitOfWork, organisation: int, why: str) -> str:
    """Take it out of use, with its functions; what names it goes on naming it."""
    allow(work)
    row = kept.in_force(work, Organisation, organisation, ORGANISATION)
    reason = kept.put_away(work, row, why, f"„{row.name}“ wird archiviert")
    work.record(SUBJECT, "organisation.archived", f"organisation:{row.id}", None, {"why": reason})
    indexed(work, row)
    return f"„{row.name}“ ist archiviert."


def restore_organisation(work: UnitOfWork, organisation: int) -> str:
    """Bring an archived organisation back as it was."""
    allow(work)
    row = kept.locked(work, Organisation, organisation, ORGANISATION)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.bring_back(work, row)
    work.record(SUBJECT, "organisation.restored", f"organisation:{row.id}")
    indexed(work, row)
    return f"„{row.name}“ ist wieder da."


def add_function(work: UnitOfWork, wish: FunctionForm) -> int:
    """Enter a function; returns its id. Raises FunctionInvalid."""
    allow(work)
    wish = _checked_function(work, wish)
    row = kept.enter(work, Function(**wish.columns))
    work.record(SUBJECT, "function.added", f"function:{row.id}", None, _without_mailbox(wish))
    indexed(work, row)
    return row.id


def change_function(work: UnitOfWork, function: int, wish: FunctionForm, *, seen: int) -> str:
    """Replace what is known about it; raises EditConflict with both texts."""
    allow(work)
    wish = _checked_function(work, wish)
    row = kept.in_force(work, Function, function, FUNCTION)
    before = function_form(row)
    said = words(work.session)
    if not kept.differs(row, before, wish, seen=seen, what=f"die Funktion „{before.title}“", words=said):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "function.changed", f"function:{row.id}", _without_mailbox(before), _without_mailbox(wish))
    indexed(work, row)
    return f"„{wish.title}“ ist gespeichert."


def archive_function(work: UnitOfWork, function: int, why: str) -> str:
    """Take a function out of use. A volunteer's mailbox and consent are not kept beyond that."""
    allow(work)
    row = kept.in_force(work, Function, function, FUNCTION)
    if row.volunteer:
        row.mailbox, row.consent_on = "", None
    reason = kept.put_away(work, row, why, f"„{row.title}“ wird archiviert")
    work.record(SUBJECT, "function.archived", f"function:{row.id}", None, {"why": reason})
    indexed(work, row)
    gone = " Postfach und Einwilligung sind gelöscht." if row.volunteer else ""
    return f"„{row.title}“ ist archiviert.{gone}"


def restore_function(work: UnitOfWork, function: int) -> str:
    """Bring an archived function back; a volunteer's mailbox has to be entered anew, with a new consent."""
    allow(work)
    row = kept.locked(work, Function, function, FUNCTION)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.in_force(work, Organisation, row.organisation, ORGANISATION)
    kept.bring_back(work, row)
    work.record(SUBJECT, "function.restored", f"function:{row.id}")
    indexed(work, row)
    return f"„{row.title}“ ist wieder da."


def folded_name(name: str) -> str:
    """The form in which names are compared: case, blanks, hyphens and the spelling of umlauts do not matter."""
    return fold(name).replace(" ", "")[:500]


def organisation_form(row: Organisation) -> OrganisationForm:
    """What is entered about it now."""
    return OrganisationForm(row.name, Kind(row.kind), row.field, row.area)


def function_form(row: Function) -> FunctionForm:
    """What is entered about it now."""
    return FunctionForm(row.organisation, row.title, row.mailbox, row.volunteer, row.consent_on)


def _checked(session: Session, catalogue: Catalogue, wish: OrganisationForm) -> OrganisationForm:
    wish = replace(wish, name=kept.line(wish.name, "Name", required=True), area=wish.area or None)
    if not folded_name(wish.name):
        raise OrganisationInvalid(f"„{wish.name}“ ist kein Name.")
    check_field(catalogue, wish.field, OrganisationInvalid)
    check_area(session, wish.area, OrganisationInvalid)
    return wish


def _refuse_twice(session: Session, folded: str, *, but: int | None = None) -> None:
    other = session.scalar(select(Organisation).where(Organisation.name_folded == folded))
    if other is None or other.id == but:
        return
    if other.archived_at is not None:
        raise Conflict(
            f"„{other.name}“ gibt es schon, archiviert am {german_day(other.archived_at)} ({other.archived_why}). "
            "Stellen Sie die Organisation wieder her."
        )
    raise Conflict(f"„{other.name}“ ({Kind(other.kind).label}) gibt es schon. Bitte diesen Eintrag verwenden.")


def _checked_function(work: UnitOfWork, wish: FunctionForm) -> FunctionForm:
    organisation = kept.in_force(work, Organisation, wish.organisation, ORGANISATION)
    mailbox = kept.line(wish.mailbox, "Postfach")
    wish = replace(wish, title=kept.line(wish.title, "Funktion", required=True), mailbox=mailbox)
    at, _, domain = mailbox.partition("@")
    if mailbox and (not at or "." not in domain or any(sign in mailbox for sign in " ,;<>?&\"'")):
        raise FunctionInvalid(f"„{mailbox}“ ist keine E-Mail-Adresse.")
    volunteer = wish.volunteer or organisation.kind == Kind.VOLUNTEERS
    if volunteer and mailbox and wish.consent_on is None:
        raise FunctionInvalid(
            "Das Postfach einer Ehrenamtlichen oder eines Ehrenamtlichen darf nur mit Einwilligung gespeichert werden. "
            "Bitte den Tag der Einwilligung angeben oder das Postfach weglassen."
        )
    if wish.consent_on is not None and wish.consent_on > local_day(now()):
        raise FunctionInvalid(f"Die Einwilligung vom {german_day(wish.consent_on)} liegt in der Zukunft.")
    return replace(wish, volunteer=volunteer)


def _without_mailbox(form: FunctionForm) -> dict[str, Any]:
    """For the audit, which outlives every consent."""
    return form.facts | ({"mailbox": "(nicht im Protokoll)"} if form.volunteer and form.mailbox else {})

"""Writes of a body's members: organisations and functions, never persons. See ``bodies`` for what is the same."""

from dataclasses import replace

from sqlalchemy import select

from dashboard.alliances.checks import is_reversed
from dashboard.errors import Conflict, UserError
from dashboard.formats import day as german_day
from dashboard.meetings.bodies import BODY
from dashboard.meetings.body_models import Body, BodyMember
from dashboard.meetings.forms import MemberForm
from dashboard.meetings.rows import SUBJECT, allow, in_common, member_form, words
from dashboard.network.models import Function, Organisation
from dashboard.store import UnitOfWork, kept

MEMBER = "Die Mitgliedschaft"


class MemberInvalid(UserError):
    """A seat that makes no sense; the sentence says why."""


def add_member(work: UnitOfWork, wish: MemberForm) -> int:
    """Enter a seat. Raises MemberInvalid, and Conflict where the organisation has it at the same time already."""
    allow(work)
    wish = _checked(wish)
    kept.in_force(work, Body, wish.body, BODY)
    kept.in_force(work, Organisation, wish.organisation, "Die Organisation")
    _check_function(work, wish)
    row = BodyMember(**wish.columns)
    refuse_second_seat(work, row)
    kept.enter(work, row)
    work.record(SUBJECT, "member.added", f"member:{row.id}", None, wish.facts)
    return row.id


def change_member(work: UnitOfWork, member: int, wish: MemberForm, *, seen: int) -> str:
    """Replace function, role and days of a seat; body and organisation stay."""
    allow(work)
    row = kept.in_force(work, BodyMember, member, MEMBER)
    before = member_form(row)
    wish = _checked(replace(wish, body=before.body, organisation=before.organisation))
    if wish.function != before.function:
        _check_function(work, wish)
    if not kept.differs(row, before, wish, seen=seen, what="die Mitgliedschaft", words=words(work.session)):
        return kept.NOTHING_CHANGED
    with work.session.no_autoflush:
        kept.assign_columns(row, wish)
        refuse_second_seat(work, row)
    kept.stamp(work, row)
    work.record(SUBJECT, "member.changed", f"member:{row.id}", before.facts, wish.facts)
    return "Die Mitgliedschaft ist gespeichert."


def refuse_second_seat(work: UnitOfWork, row: BodyMember) -> None:
    """Raise Conflict where the same organisation sits with the same function in the body on one of these days."""
    statement = select(BodyMember).where(
        BodyMember.body == row.body, BodyMember.organisation == row.organisation, BodyMember.archived_at.is_(None),
        BodyMember.function.is_not_distinct_from(row.function),
    )  # fmt: skip
    for other in work.session.scalars(statement):
        if other.id == row.id or not in_common((other.since, other.until), (row.since, row.until)):
            continue
        name = work.session.scalar(select(Organisation.name).where(Organisation.id == row.organisation))
        title = work.session.scalar(select(Function.title).where(Function.id == row.function))
        since = f"seit {german_day(other.since)}" if other.since else "von Anfang an"
        until = f" bis {german_day(other.until)}" if other.until else ""
        raise Conflict(
            f"„{name}“{f' ({title})' if title else ''} ist in diesem Gremium schon Mitglied, {since}{until}."
        )


def _checked(wish: MemberForm) -> MemberForm:
    wish = replace(wish, role=kept.line(wish.role, "Rolle"), term=kept.line(wish.term, "Wahlperiode"))
    if is_reversed(wish.since, wish.until):
        assert wish.since is not None and wish.until is not None  # noqa: PT018 - is_reversed says so
        raise MemberInvalid(
            f"Die Mitgliedschaft endet am {german_day(wish.until)}, bevor sie am {german_day(wish.since)} beginnt."
        )
    return wish


def _check_function(work: UnitOfWork, wish: MemberForm) -> None:
    if wish.function is None:
        return
    function = kept.in_force(work, Function, wish.function, "Die Funktion")
    if function.organisation != wish.organisation:
        name = work.session.scalar(select(Organisation.name).where(Organisation.id == wish.organisation))
        raise MemberInvalid(f"„{function.title}“ ist keine Funktion von „{name}“.")

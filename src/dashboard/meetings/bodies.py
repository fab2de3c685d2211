"""Writes of bodies. Editors of the office write; everything is in the audit.

``add_…`` return the new id, everything else a German sentence. ``seen`` is the version the person had on screen; where
it moved on, EditConflict has both texts and nothing is written.
"""

from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import func, select

from dashboard.alliances.checks import is_reversed
from dashboard.alliances.models import Alliance
from dashboard.errors import Conflict, UserError
from dashboard.formats import day as german_day
from dashboard.geography.spelling import fold
from dashboard.meetings.body_models import Body, BodyName
from dashboard.meetings.forms import BodyForm
from dashboard.meetings.indexing import indexed
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.models import Meeting
from dashboard.meetings.names import names
from dashboard.meetings.rows import SUBJECT, allow, body_form, in_common, words
from dashboard.meetings.times import moment_of
from dashboard.network.models import Function
from dashboard.network.rows import check_area
from dashboard.store import UnitOfWork, kept

BODY = "Das Gremium"
_MIDNIGHT = time()


class BodyInvalid(UserError):
    """A body that makes no sense; the sentence says why."""


def add_body(work: UnitOfWork, wish: BodyForm) -> int:
    """Enter a body. Raises BodyInvalid, and Conflict where one in use bears this name already."""
    allow(work)
    wish = _checked(work, wish, None)
    row = Body(**wish.columns)
    refuse_namesake(work, row)
    kept.enter(work, row)
    work.record(SUBJECT, "body.added", f"body:{row.id}", None, wish.facts)
    return row.id


def change_body(work: UnitOfWork, body: int, wish: BodyForm, *, seen: int) -> str:
    """Replace what is entered about a body; another name corrects the spelling of the current one."""
    allow(work)
    row = kept.in_force(work, Body, body, BODY)
    before = body_form(row)
    wish = _checked(work, wish, before)
    if not kept.differs(row, before, wish, seen=seen, what=f"„{before.name}“", words=words(work.session)):
        return kept.NOTHING_CHANGED
    with work.session.no_autoflush:
        kept.assign_columns(row, wish)
        refuse_namesake(work, row)
    kept.stamp(work, row)
    work.record(SUBJECT, "body.changed", f"body:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{wish.name}“ ist gespeichert.{_after_its_end(work, row)}"


def rename_body(work: UnitOfWork, body: int, name: str, last_day: date, *, seen: int) -> str:
    """Let a body be called otherwise from the day after ``last_day`` on; meetings before go on bearing the old name."""
    allow(work)
    row = kept.in_force(work, Body, body, BODY)
    before = body_form(row)
    wish = replace(before, name=kept.line(name, "Name", required=True))
    if not kept.differs(row, before, wish, seen=seen, what=f"„{before.name}“"):
        return kept.NOTHING_CHANGED
    _check_last_day(work, row, last_day)
    with work.session.no_autoflush:
        row.name = wish.name
        refuse_namesake(work, row)
    work.add(BodyName(body=row.id, name=before.name, until=last_day))
    kept.stamp(work, row)
    facts = {"name": wish.name, "last_day": last_day}
    work.record(SUBJECT, "body.renamed", f"body:{row.id}", {"name": before.name}, facts)
    indexed(work, row)
    first = german_day(last_day + timedelta(days=1))
    return f"„{before.name}“ heißt ab dem {first} „{wish.name}“; Sitzungen davor behalten den alten Namen."


def end_body(work: UnitOfWork, body: int, last_day: date, *, seen: int) -> str:
    """Let a body end with a day; its meetings, members and names stay as they were."""
    allow(work)
    row = kept.in_force(work, Body, body, BODY)
    before = body_form(row)
    wish = replace(before, until=last_day)
    _check_span(wish)
    if not kept.differs(row, before, wish, seen=seen, what=f"„{before.name}“", words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "body.ended", f"body:{row.id}", {"until": before.until}, {"until": last_day})
    return f"„{row.name}“ endet am {german_day(last_day)}.{_after_its_end(work, row)}"


def refuse_namesake(work: UnitOfWork, row: Body) -> None:
    """Raise Conflict where another body in use, at the same place and on the same days, bears the name."""
    others = select(Body).where(Body.archived_at.is_(None), Body.area.is_not_distinct_from(row.area))
    for other in work.session.scalars(others):
        if other.id == row.id or fold(other.name) != fold(row.name):
            continue
        if in_common((other.since, other.until), (row.since, row.until)):
            raise Conflict(f"„{other.name}“ gibt es schon. Bitte dieses Gremium verwenden oder den Namen ergänzen.")


def _checked(work: UnitOfWork, wish: BodyForm, before: BodyForm | None) -> BodyForm:
    wish = replace(
        wish,
        name=kept.line(wish.name, "Name", required=True),
        purpose=kept.long_text(wish.purpose, "Auftrag"),
        rhythm=kept.line(wish.rhythm, "Rhythmus"),
        area=wish.area or None,
    )
    if before is None or before.area != wish.area:
        check_area(work.session, wish.area, BodyInvalid)
    if wish.alliance is not None and (before is None or before.alliance != wish.alliance):
        kept.in_force(work, Alliance, wish.alliance, "Das Bündnis")
    for name in ("chair", "office"):
        key = getattr(wish, name)
        if key is not None and (before is None or getattr(before, name) != key):
            kept.in_force(work, Function, key, "Die Funktion")
    _check_span(wish)
    return wish


def _check_span(wish: BodyForm) -> None:
    if is_reversed(wish.since, wish.until):
        assert wish.since is not None and wish.until is not None  # noqa: PT018 - is_reversed says so
        raise BodyInvalid(
            f"„{wish.name}“ endet am {german_day(wish.until)}, bevor es am {german_day(wish.since)} beginnt."
        )


def _check_last_day(work: UnitOfWork, row: Body, last_day: date) -> None:
    former = names(work.session).former.get(row.id, ())
    if former and last_day <= former[-1].until:
        raise BodyInvalid(
            f"„{row.name}“ heißt so erst seit dem {german_day(former[-1].until + timedelta(days=1))}; der letzte Tag "
            f"dieses Namens kann nicht der {german_day(last_day)} sein."
        )
    if is_reversed(row.since, last_day) or is_reversed(last_day, row.until):
        raise BodyInvalid(f"Am {german_day(last_day)} gab es „{row.name}“ nicht; so kann der Name nicht geendet haben.")


def _after_its_end(work: UnitOfWork, row: Body) -> str:
    """What to know of meetings after the last day; empty where there are none."""
    if row.until is None:
        return ""
    begin = moment_of(row.until + timedelta(days=1), _MIDNIGHT)
    later = work.session.scalar(
        select(func.count(Meeting.id)).where(
            Meeting.body == row.id, Meeting.starts_at >= begin, Meeting.archived_at.is_(None),
            Meeting.state != MeetingState.CANCELLED.value,
        )
    )  # fmt: skip
    if not later:
        return ""
    stand = "steht noch eine Sitzung" if later == 1 else f"stehen noch {later} Sitzungen"
    return f" Danach {stand} im Kalender; bitte absagen oder verlegen."

"""The quarter's calendar: days counted back from the sitting, weekends, entries by hand."""

from datetime import date

import pytest
from sqlalchemy import select

from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.intake.calendar import DateInvalid, Kind, QuarterCalendar, Rules, Stated, calendar, rules, steps
from dashboard.intake.calendar_entries import clear_date, set_date, set_rules
from dashboard.intake.models import CalendarDate
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store.models import Audit

Q3 = Period.of("2026-Q3")
SITTING = date(2026, 11, 25)


def enter(store: Store, actor: Actor, kind: Kind, day: date, seen: int | None = None, note: str = "") -> str:
    with store.unit_of_work(actor) as work:
        return set_date(work, Q3, kind, day, seen=seen, note=note)


def days(store: Store) -> dict[str, str]:
    with store.reading() as session:
        return {step.kind.value: str(step.day) for step in calendar(session, Actor.local(), Q3).steps}


def counted(sitting: date, rules: Rules | None = None) -> QuarterCalendar:
    return QuarterCalendar(Q3, steps({Kind.SITTING: Stated(sitting, 1)}, rules or Rules()))


def test_only_the_sitting_has_to_be_entered(store: Store, admin: Actor) -> None:
    assert days(store) == {}
    assert enter(store, admin, Kind.SITTING, SITTING) == (
        "Sitzung des Koordinierungsstabs für 3. Quartal 2026: 25.11.2026."
    )
    assert days(store) == {
        "deadline": "2026-10-21",
        "reminder": "2026-10-28",
        "release": "2026-11-11",
        "papers": "2026-11-18",
        "sitting": "2026-11-25",
    }


@pytest.mark.parametrize("sitting", [date(2026, 11, 28), date(2026, 11, 29)], ids=["saturday", "sunday"])
def test_what_falls_on_a_weekend_is_on_the_friday_before_and_says_so(sitting: date) -> None:
    papers = counted(sitting).step(Kind.PAPERS)
    assert papers is not None
    assert papers.day == date(2026, 11, 20)
    assert papers.moved_from is not None
    weekday = "Samstag, der 21.11.2026" if sitting.day == 28 else "Sonntag, der 22.11.2026"
    assert papers.why == f"7 Tage vor der Sitzung; das wäre {weekday}, darum der Freitag davor"


def test_the_sitting_itself_is_never_moved() -> None:
    assert counted(date(2026, 11, 28)).day(Kind.SITTING) == date(2026, 11, 28)


def test_a_step_set_by_hand_stays_when_the_sitting_moves(store: Store, admin: Actor) -> None:
    enter(store, admin, Kind.SITTING, SITTING)
    enter(store, admin, Kind.DEADLINE, date(2026, 10, 16), note="Herbstferien")
    enter(store, admin, Kind.SITTING, date(2026, 12, 2))
    assert (days(store)["deadline"], days(store)["papers"]) == ("2026-10-16", "2026-11-25")
    with store.reading() as session:
        step = calendar(session, admin, Q3).step(Kind.DEADLINE)
    assert step is not None
    assert step.why == "Herbstferien"
    with store.unit_of_work(admin) as work:
        assert clear_date(work, Q3, Kind.DEADLINE).endswith("Der Tag wird wieder von der Sitzung aus gerechnet.")
    assert days(store)["deadline"] == "2026-10-28"


def test_what_was_entered_before_is_kept_with_who_replaced_it(store: Store, admin: Actor) -> None:
    enter(store, admin, Kind.SITTING, SITTING)
    enter(store, admin, Kind.SITTING, date(2026, 12, 2))
    with store.reading() as session:
        columns = (CalendarDate.day, CalendarDate.version, CalendarDate.archived_by, CalendarDate.archived_why)
        rows = [tuple(row) for row in session.execute(select(*columns).order_by(CalendarDate.id))]
        audit = session.scalars(select(Audit.after).where(Audit.object == "calendar:2026-Q3:sitting")).all()
    assert rows == [(SITTING, 1, "Befehlszeile", "ersetzt"), (date(2026, 12, 2), 2, None, None)]
    assert audit == ['{"day": "2026-11-25", "note": ""}', '{"day": "2026-12-02", "note": ""}']


def test_two_people_who_enter_different_days_are_shown_both(store: Store, admin: Actor) -> None:
    enter(store, admin, Kind.SITTING, SITTING, seen=0)
    with pytest.raises(Conflict, match=r"Inzwischen wurde den 25\.11\.2026 eingetragen, Sie wollten den 26\.11\.2026"):
        enter(store, admin, Kind.SITTING, date(2026, 11, 26), seen=0)
    enter(store, admin, Kind.SITTING, date(2026, 11, 26), seen=1)
    assert days(store)["sitting"] == "2026-11-26"


def test_entering_the_same_day_again_writes_nothing(store: Store, admin: Actor) -> None:
    enter(store, admin, Kind.SITTING, SITTING)
    assert "war schon am 25.11.2026" in enter(store, admin, Kind.SITTING, SITTING, seen=0)
    with store.reading() as session:
        assert len(session.scalars(select(CalendarDate)).all()) == 1


@pytest.mark.parametrize(
    ("day", "message"),
    [(date(2026, 9, 30), "liegt nicht nach dem 3. Quartal 2026"), (date(2036, 11, 25), "Stimmt das Jahr?")],
)
def test_a_day_that_cannot_be_is_refused(store: Store, admin: Actor, day: date, message: str) -> None:
    with pytest.raises(DateInvalid) as refused:
        enter(store, admin, Kind.SITTING, day)
    assert message in str(refused.value)
    assert days(store) == {}


def test_the_county_decides_how_many_days_before(store: Store, admin: Actor) -> None:
    enter(store, admin, Kind.SITTING, SITTING)
    with store.unit_of_work(admin) as work:
        set_rules(work, Rules(deadline=42, reminder=30, release=10, papers=9))
    assert days(store)["deadline"] == "2026-10-14"
    assert days(store)["papers"] == "2026-11-16"
    with store.reading() as session:
        assert rules(session).reminder == 30


@pytest.mark.parametrize("wrong", [Rules(deadline=10), Rules(papers=20), Rules(reminder=-1), Rules(deadline=401)])
def test_rules_in_an_impossible_order_are_refused(store: Store, admin: Actor, wrong: Rules) -> None:
    with pytest.raises(DateInvalid), store.unit_of_work(admin) as work:
        set_rules(work, wrong)
    with store.reading() as session:
        assert rules(session) == Rules()


def test_a_deadline_before_the_end_of_the_quarter_is_said() -> None:
    assert counted(SITTING).remarks == ()
    assert counted(date(2026, 10, 20)).remarks == (
        "Die Frist (15.09.2026) liegt vor dem Ende des Quartals am 30.09.2026: Dann kann noch niemand geliefert haben. "
        "Setzen Sie sie für dieses Quartal von Hand.",
    )


def test_steps_that_overtake_each_other_are_said() -> None:
    stated = {Kind.SITTING: Stated(SITTING, 1), Kind.PAPERS: Stated(date(2026, 11, 27), 1)}
    assert QuarterCalendar(Q3, steps(stated, Rules())).remarks == (
        "„Unterlagen versenden“ (27.11.2026) liegt nach „Sitzung des Koordinierungsstabs“ (25.11.2026).",
    )


def test_only_quarters_have_a_calendar(store: Store, admin: Actor) -> None:
    with pytest.raises(DateInvalid, match="2026 ist keines"), store.unit_of_work(admin) as work:
        set_date(work, Period.of("2026"), Kind.SITTING, SITTING)


def test_nothing_is_cleared_where_nothing_is_entered(store: Store, admin: Actor) -> None:
    with pytest.raises(NotFound), store.unit_of_work(admin) as work:
        clear_date(work, Q3, Kind.SITTING)


@pytest.mark.parametrize(
    "actor",
    [Actor("Lesend", Role.VIEWER, Circle.INTERNAL), Actor("Außen", Role.ADMIN, Circle.COORDINATION)],
    ids=["viewer", "outside"],
)
def test_only_editors_of_the_internal_circle_change_the_calendar(store: Store, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        enter(store, actor, Kind.SITTING, SITTING)
    with pytest.raises(NotAllowed), store.unit_of_work(actor) as work:
        clear_date(work, Q3, Kind.SITTING)
    with pytest.raises(NotAllowed), store.unit_of_work(actor) as work:
        set_rules(work, Rules())


def test_outside_the_office_there_is_no_calendar(store: Store) -> None:
    with pytest.raises(NotAllowed), store.reading() as session:
        calendar(session, Actor("Außen", Role.ADMIN, Circle.COORDINATION), Q3)

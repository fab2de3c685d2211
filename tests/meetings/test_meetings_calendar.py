"""Meetings in time: summer time, states, days counted back, the calendar file, presence, and the list of all."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import vobject
from agenda_rows import approve, put_task
from hypothesis import given
from hypothesis import strategies as st
from minutes_room import ERIKA, OTTO, PARTNER, PRESS, body, do, look, organisation
from typer.testing import CliRunner

from dashboard.catalogue import Catalogue
from dashboard.cli.main import app
from dashboard.errors import Conflict, NotFound
from dashboard.geography.working_days import holiday, why_moved, working_day
from dashboard.meetings import agenda, archiving, deadlines, meetings, presence, queries, states
from dashboard.meetings.approved import MinutesApproved
from dashboard.meetings.calendar_file import calendar_file, file_name
from dashboard.meetings.deadlines import DeadlineInvalid, DeadlineKind
from dashboard.meetings.forms import ItemForm, MeetingForm, ParticipationForm
from dashboard.meetings.kinds import BodyKind, ItemState, MeetingKind, MeetingState, Presence
from dashboard.meetings.meetings import MeetingInvalid
from dashboard.meetings.models import Meeting
from dashboard.meetings.presence import ParticipationInvalid
from dashboard.meetings.states import StateInvalid, Step
from dashboard.meetings.times import TimeInvalid, here, moment_of, twice
from dashboard.settings import get_settings
from dashboard.store import Circle, Store
from dashboard.store.kept import EditConflict, ReasonMissing

PAST = MeetingForm(1, date(2026, 3, 17), time(14), time(16, 30), title="1. Quartal", place="Kreishaus")
S = MeetingState


@pytest.fixture
def staff(county: Store) -> int:
    return body(county)


@pytest.fixture
def held(county: Store, staff: int) -> int:
    return int(do(county, meetings.add_meeting, replace(PAST, body=staff)))


def state(store: Store, of: int, *steps: Step | MeetingState) -> str:
    said = ""
    for one in steps:
        seen = look(store, queries.meeting, ERIKA, of).meeting.life.version
        said = do(store, states.set_state, of, one if isinstance(one, Step) else Step(one), seen=seen)
    return said


def event(store: Store, of: int, actor: Any = ERIKA) -> tuple[Any, Any]:
    """Calendar and event as another library reads the file."""
    text = calendar_file(look(store, queries.meeting, actor, of)).decode()
    assert "\r\n" in text
    parsed = vobject.readOne(text)
    return parsed, parsed.vevent


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2026, 3, 28), time(14), "2026-03-28T13:00"), (date(2026, 3, 29), time(3), "2026-03-29T01:00"),
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"), (date(2026, 10, 25), time(3), "2026-10-25T02:00"),
    ],
)  # fmt: skip
def test_a_time_of_berlin_is_kept_in_utc(day: date, clock: time, utc: str) -> None:
    assert moment_of(day, clock).isoformat()[:16] == utc


def test_the_hour_that_is_left_out_is_refused_and_the_one_that_is_there_twice_is_named(
    county: Store, staff: int
) -> None:
    with pytest.raises(TimeInvalid) as refused:
        do(county, meetings.add_meeting, MeetingForm(staff, date(2026, 3, 29), time(2, 30)))
    assert str(refused.value) == (
        "02:30 Uhr gibt es am 29.03.2026 nicht: In dieser Nacht beginnt die Sommerzeit, auf 01:59 folgt 03:00 Uhr. "
        "Bitte eine andere Uhrzeit wählen."
    )
    assert meetings.notices(MeetingForm(staff, date(2026, 10, 25), time(2, 30))) == (
        "02:30 Uhr gibt es am 25.10.2026 zweimal, weil die Sommerzeit endet; gemeint ist das erste Mal, noch in der "
        "Sommerzeit.",
        "Der 25.10.2026 liegt in der Vergangenheit: Die Sitzung wird nachgetragen.",
    )
    assert twice(date(2026, 3, 29), time(2, 30)) == twice(date(2026, 10, 24), time(2, 30)) == ""


@given(st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)))
def test_every_moment_comes_back_as_the_time_that_was_said(said: datetime) -> None:
    said = said.replace(second=0, microsecond=0)
    try:
        moment = moment_of(said.date(), said.time())
    except TimeInvalid:
        assert (said.month, said.hour, said.weekday()) == (3, 2, 6)
        return
    assert here(moment) == (said.date(), said.time())
    assert said - moment.replace(tzinfo=None) in (timedelta(hours=1), timedelta(hours=2))


def test_a_meeting_of_the_past_is_entered_with_a_sentence_and_one_that_ends_before_it_begins_is_not(
    county: Store, staff: int, held: int
) -> None:
    form = look(county, queries.meeting, ERIKA, held).meeting.form
    assert form == replace(PAST, body=staff)
    assert do(county, meetings.change_meeting, held, replace(form, place="Rathaus"), seen=1) == (
        "Die Sitzung am 17.03.2026, 14:00 Uhr ist gespeichert. Der 17.03.2026 liegt in der Vergangenheit: Die Sitzung "
        "wird nachgetragen."
    )
    with pytest.raises(MeetingInvalid, match=r"endet \(17\.03\.2026, 13:00 Uhr\), bevor sie begonnen hat"):
        do(county, meetings.change_meeting, held, replace(form, ends=time(13)), seen=2)
    two_days = replace(form, ends=time(13), ends_on=date(2026, 3, 18), kind=MeetingKind.CONFERENCE, title="")
    do(county, meetings.change_meeting, held, two_days, seen=2)
    entry = look(county, queries.meeting, ERIKA, held).meeting
    assert (entry.title, entry.when) == ("Konferenz", "17.03.2026, 14:00 Uhr bis 18.03.2026, 13:00 Uhr")
    with pytest.raises(EditConflict) as refused:
        do(county, meetings.change_meeting, held, replace(two_days, begins=time(15)), seen=2)
    assert refused.value.mine == {"Beginn": "15:00 Uhr"}


def test_states_follow_each_other_and_go_back_only_with_a_reason(county: Store, held: int) -> None:
    assert state(county, held, S.INVITED, S.HELD) == "Die Sitzung am 17.03.2026, 14:00 Uhr ist jetzt „durchgeführt“."
    sent = Step(S.OBJECTIONS, date(2026, 3, 24), date(2026, 4, 7))
    assert state(county, held, sent).endswith("ist jetzt „Einwendungen bis 07.04.2026“.")
    entry = look(county, queries.meeting, ERIKA, held).meeting
    assert (entry.state_label, entry.draft_sent_on) == ("Einwendungen bis 07.04.2026", date(2026, 3, 24))
    with pytest.raises(ReasonMissing, match="zurück auf „durchgeführt“"):
        state(county, held, S.HELD)
    state(county, held, Step(S.HELD, why="Entwurf war unvollständig"))
    entry = look(county, queries.meeting, ERIKA, held).meeting
    assert (entry.state, entry.draft_sent_on, entry.objections_until) == (S.HELD, None, None)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (Step(S.APPROVED), "Genehmigt wird die Niederschrift selbst"),
        (Step(S.CANCELLED, why="krank"), "Auf „durchgeführt“ kann nicht „abgesagt“ folgen, sondern nur „Entwurf"),
        (Step(S.OBJECTIONS), "Bitte angeben, bis zu welchem Tag"),
        (Step(S.OBJECTIONS, date(2026, 4, 2), date(2026, 4, 1)), "Bis zum 01.04.2026 ist keine Einwendung möglich"),
        (Step(S.DRAFT_SENT, date(2026, 3, 16)), "Der Entwurf kann nicht am 16.03.2026 versandt sein"),
    ],
)  # fmt: skip
def test_a_state_that_cannot_follow_is_refused(county: Store, held: int, step: Step, sentence: str) -> None:
    state(county, held, S.HELD)
    with pytest.raises(StateInvalid) as refused:
        state(county, held, step)
    assert str(refused.value).startswith(sentence)


def test_a_meeting_that_has_not_begun_is_not_held_and_an_old_screen_writes_nothing(county: Store, staff: int) -> None:
    future = do(county, meetings.add_meeting, MeetingForm(staff, date(2126, 3, 17), time(9)))
    with pytest.raises(StateInvalid, match=r"beginnt erst am 17\.03\.2126, 09:00 Uhr"):
        state(county, future, S.HELD)
    do(county, states.set_state, future, Step(S.INVITED), seen=1, actor=OTTO)
    with pytest.raises(Conflict, match=r"Otto hat die Sitzung am .* geändert, sie ist jetzt „eingeladen“"):
        do(county, states.set_state, future, Step(S.CANCELLED, why="krank"), seen=1)


def test_update_and_cancellation_change_the_same_event_and_keep_the_agenda(county: Store, staff: int) -> None:
    form = MeetingForm(staff, date(2026, 3, 27), time(14), time(16), place="Saal; 1, Kreishaus", circle=Circle.PUBLIC)
    of = do(county, meetings.add_meeting, form)
    do(county, agenda.add_item, ItemForm(of, "Wohnen, Arbeit", Circle.PUBLIC, begins="14:15"))
    do(county, agenda.add_item, ItemForm(of, "Geheimes"))
    calendar, first = event(county, of, PRESS)
    assert (calendar.method.value, first.status.value, first.sequence.value) == ("PUBLISH", "TENTATIVE", "0")
    assert first.dtstart.value.astimezone(UTC) == datetime(2026, 3, 27, 13, tzinfo=UTC)
    assert first.description.value == "Tagesordnung:\n1 Wohnen, Arbeit (14:15 Uhr)\n2 nicht öffentlich"
    assert (first.summary.value, first.location.value) == ("Koordinierungsstab: Sitzung", "Saal; 1, Kreishaus")
    do(county, meetings.change_meeting, of, replace(form, day=date(2026, 3, 30)), seen=1)
    _, moved = event(county, of, PRESS)
    assert moved.dtstart.value.astimezone(UTC) == datetime(2026, 3, 30, 12, tzinfo=UTC)
    assert moved.dtend.value - moved.dtstart.value == timedelta(hours=2)
    do(county, meetings.change_meeting, of, replace(form, day=date(2026, 3, 30), invitation="Gern\x01\r\n;x"), seen=2)
    told = event(county, of)[1]
    assert (told.sequence.value, told.description.value.splitlines()[:2]) == ("1", ["Gern", ";x"])
    state(county, of, S.INVITED, Step(S.CANCELLED, why="zu wenige Anmeldungen"))
    calendar, gone = event(county, of, PRESS)
    assert (calendar.method.value, gone.status.value) == ("CANCEL", "CANCELLED")
    assert [one.sequence.value for one in (first, moved, gone)] == ["0", "1", "3"]
    assert {one.uid.value for one in (first, moved, gone)} == {look(county, queries.meeting, PRESS, of).meeting.uid}
    assert gone.dtstamp.value >= moved.dtstamp.value
    assert len(look(county, queries.agenda, PRESS, of)) == 2
    assert file_name(look(county, queries.meeting, PRESS, of)) == f"sitzung-2026-03-30-{of}.ics"
    assert "Geheimes" not in gone.serialize()


def test_approved_minutes_keep_day_place_and_presence(county: Store, catalogue: Catalogue, held: int) -> None:
    key = do(county, presence.add_participation, catalogue, ParticipationForm(held, guest="Lehrkräfte", count=3))
    do(county, approve, held)
    assert look(county, queries.meeting, ERIKA, held).meeting.approved_at == datetime(2026, 4, 20, 10, tzinfo=UTC)
    for command, words, more in (
        (meetings.change_meeting, (held, PAST), {"seen": 1}),
        (states.set_state, (held, Step(S.HELD, why="anders")), {"seen": 1}),
        (presence.add_participation, (catalogue, ParticipationForm(held, guest="Presse")), {}),
        (presence.remove_participation, (key,), {}),
    ):
        with pytest.raises(MinutesApproved, match=r"seit dem 20\.04\.2026 genehmigt"):
            do(county, command, *words, **more)


def test_who_was_there_is_counted_by_field(county: Store, catalogue: Catalogue, held: int) -> None:
    office, _ = organisation(county, "Jobcenter")
    for wish in (
        ParticipationForm(held, office, field="labour", count=2),
        ParticipationForm(held, field="education", count=40),
        ParticipationForm(held, guest="Ehrenamtliche", field="civic", presence=Presence.GUEST, count=25),
        ParticipationForm(held, guest="Presse", presence=Presence.GUEST, count=3),
        ParticipationForm(held, office, presence=Presence.EXCUSED, count=1),
    ):
        do(county, presence.add_participation, catalogue, wish)
    found = look(county, presence.present, PARTNER, catalogue, held)
    assert (found.total, found.guests) == (70, 28)
    assert found.by_field == (("education", 40), ("labour", 2), ("civic", 25), ("", 3))
    assert [entry.name for entry in found.entries] == ["Jobcenter", "Jobcenter", "", "Ehrenamtliche", "Presse"]
    with pytest.raises(Conflict, match=r"steht schon in der Liste \(anwesend, 2\)"):
        do(county, presence.add_participation, catalogue, ParticipationForm(held, office, field="labour", count=9))
    first = found.entries[0]
    do(county, presence.change_participation, catalogue, first.id, replace(first.form, count=4), seen=1)
    do(county, presence.remove_participation, found.entries[4].id)
    assert look(county, presence.present, ERIKA, catalogue, held).total == 69
    with pytest.raises(NotFound):
        look(county, presence.present, PRESS, catalogue, held)


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (ParticipationForm(1, count=3), "Bitte eine Organisation, Gäste"),
        (ParticipationForm(1, 1, guest="Presse"), "Bitte entweder eine Organisation oder Gäste"),
        (ParticipationForm(1, guest="Presse", count=0), "„anwesend“ sind 1 bis 100.000 Personen, nicht 0."),
        (ParticipationForm(1, field="sport"), "Ein Handlungsfeld „sport“ gibt es nicht."),
    ],
)
def test_a_participation_that_makes_no_sense_is_refused(
    county: Store, catalogue: Catalogue, held: int, wish: ParticipationForm, sentence: str
) -> None:
    with pytest.raises(ParticipationInvalid) as refused:
        do(county, presence.add_participation, catalogue, replace(wish, meeting=held))
    assert str(refused.value).startswith(sentence)


def test_the_public_holidays_are_those_of_niedersachsen() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {f"{day:%d.%m.}": holiday(day) for day in days if holiday(day)} == {
        "01.01.": "Neujahr", "03.04.": "Karfreitag", "06.04.": "Ostermontag", "01.05.": "Tag der Arbeit",
        "14.05.": "Christi Himmelfahrt", "25.05.": "Pfingstmontag", "03.10.": "Tag der Deutschen Einheit",
        "31.10.": "Reformationstag", "25.12.": "1. Weihnachtstag", "26.12.": "2. Weihnachtstag",
    }  # fmt: skip
    easter_mondays = {2008: "03-24", 2011: "04-25", 2019: "04-22", 2024: "04-01", 2027: "03-29", 2038: "04-26"}
    for year, day in easter_mondays.items():
        assert holiday(date.fromisoformat(f"{year}-{day}")) == "Ostermontag"
    assert holiday(date(2016, 10, 31)) == ""


@given(st.dates(date(2015, 1, 1), date(2040, 12, 31)))
def test_the_working_day_before_is_the_last_one_and_never_a_holiday(day: date) -> None:
    found = working_day(day)
    assert found.weekday() < 5
    assert not holiday(found)
    between = [found + timedelta(days=n) for n in range(1, (day - found).days + 1)]
    assert all(one.weekday() > 4 or holiday(one) for one in between)


def test_days_are_counted_back_from_the_meeting_to_working_days(county: Store) -> None:
    found = deadlines.deadlines(date(2026, 4, 15), BodyKind.STAFF)
    assert [(one.kind.value, one.day.isoformat(), one.why) for one in found] == [
        ("reminder", "2026-03-25", "21 Tage vor der Sitzung"),
        ("invitation", "2026-04-01", "14 Tage vor der Sitzung"),
        ("release", "2026-04-02", "12 Tage vor der Sitzung; das wäre Freitag, der 03.04.2026 (Karfreitag), darum "
         "Donnerstag, der 02.04.2026"),
        ("papers", "2026-04-02", "10 Tage vor der Sitzung; das wäre Sonntag, der 05.04.2026, darum Donnerstag, der "
         "02.04.2026"),
    ]  # fmt: skip
    assert why_moved(date(2026, 4, 11)) == "das wäre Samstag, der 11.04.2026, darum der Freitag davor"
    others = deadlines.deadlines(date(2026, 4, 15), BodyKind.ROUND_TABLE)
    assert [one.kind for one in others] == [DeadlineKind.INVITATION, DeadlineKind.PAPERS]
    stated = deadlines.deadlines(date(2026, 4, 15), BodyKind.STAFF, stated={DeadlineKind.RELEASE: date(2026, 4, 1)})
    assert [one.day.day for one in stated if one.stated] == [1]


def test_the_county_decides_the_days_for_all_meetings(county: Store) -> None:
    assert do(county, deadlines.set_rules, {DeadlineKind.INVITATION: 7}) == (
        "Tage vor der Sitzung: An fehlende Zahlen erinnern 21, Einladung versenden 7, Zahlen freigeben 12, Unterlagen "
        "versenden 10. Das gilt ab sofort für alle Sitzungen."
    )
    assert look(county, deadlines.rules)[DeadlineKind.INVITATION] == 7
    with pytest.raises(DeadlineInvalid, match="Erst werden die Zahlen freigegeben"):
        do(county, deadlines.set_rules, {DeadlineKind.PAPERS: 13})


def test_the_list_counts_what_the_circle_sees_and_leaves_out_what_is_archived(
    county: Store, staff: int, held: int
) -> None:
    first, second = do(county, agenda.add_items, held, "A\nintern: B")
    do(county, put_task, staff, first)
    do(county, put_task, staff, second)
    do(county, agenda.mark_item, first, ItemState.TREATED)
    for actor, tasks in ((ERIKA, 2), (PARTNER, 1)):
        (entry,) = look(county, queries.meetings, actor)
        assert (entry.items, entry.resolutions, entry.tasks_open) == (2, 0, tasks)
    assert look(county, queries.meetings, ERIKA, since=date(2026, 3, 18)) == ()
    assert len(look(county, queries.meetings, ERIKA, body=staff, since=date(2026, 3, 17), until=date(2026, 3, 17))) == 1
    assert do(county, archiving.archive, Meeting, held, "doppelt") == "Die Sitzung vom 17.03.2026 ist archiviert."
    assert look(county, queries.meetings, ERIKA) == look(county, queries.meetings, PARTNER, archived=True) == ()
    do(county, archiving.restore, Meeting, held)
    assert len(look(county, queries.meetings, PARTNER)) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_lists_all_meetings(
    county: Store, held: int, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(county, agenda.add_items, held, "A\nB")
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", database_url)
    get_settings.cache_clear()
    told = CliRunner().invoke(app, ["meetings"])
    found = CliRunner().invoke(app, ["meetings", "--json"])
    get_settings.cache_clear()
    assert json.loads(found.stdout) == [
        {"id": held, "body": "Koordinierungsstab", "title": "1. Quartal", "date": "2026-03-17", "state": "geplant",
         "items": 2, "resolutions": 0, "tasks_open": 0},
    ]  # fmt: skip
    assert told.stdout.splitlines() == [
        f"{held}  17.03.2026, 14:00–16:30 Uhr  Koordinierungsstab: 1. Quartal (geplant)",
        "    Punkte 2, Beschlüsse 0, offene Aufgaben 0",
    ]

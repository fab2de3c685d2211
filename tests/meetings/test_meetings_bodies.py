"""Bodies and their members: entered, renamed with their history, ended, archived and read by circle."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minutes_room import ERIKA, OTTO, PARTNER, PRESS, do, look, organisation

from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.meetings import archiving, bodies, body_queries, meetings, members, queries
from dashboard.meetings.bodies import BodyInvalid
from dashboard.meetings.body_models import Body, BodyMember
from dashboard.meetings.body_queries import Seat
from dashboard.meetings.forms import BodyForm, MeetingForm, MemberForm
from dashboard.meetings.kinds import BodyKind
from dashboard.meetings.members import MemberInvalid
from dashboard.meetings.names import FormerName, name_on
from dashboard.network import commands as network
from dashboard.store import Circle, Store
from dashboard.store.kept import EditConflict, ReasonMissing, TextInvalid

REFUGEES, MIGRATION = "Koordinierungsstab für Flüchtlinge", "Koordinierungsstab für Migration und Teilhabe"
LAST_DAY = date(2017, 6, 30)


@pytest.fixture
def staff(county: Store) -> int:
    return int(do(county, bodies.add_body, BodyForm(REFUGEES, rhythm="einmal im Quartal", since=date(2015, 9, 1))))


@pytest.fixture
def renamed(county: Store, staff: int) -> int:
    do(county, bodies.rename_body, staff, MIGRATION, LAST_DAY, seen=1)
    return staff


def names_on(store: Store, day: date) -> list[str]:
    return [entry.name for entry in look(store, body_queries.bodies, ERIKA, day=day)]


def test_a_renamed_body_bears_the_old_name_up_to_its_last_day(county: Store, staff: int) -> None:
    said = do(county, bodies.rename_body, staff, f" {MIGRATION} ", LAST_DAY, seen=1)
    assert said == f"„{REFUGEES}“ heißt ab dem 01.07.2017 „{MIGRATION}“; Sitzungen davor behalten den alten Namen."
    assert names_on(county, LAST_DAY) == [REFUGEES]
    assert names_on(county, LAST_DAY + timedelta(days=1)) == [MIGRATION]
    (entry,) = look(county, body_queries.bodies, ERIKA)
    assert entry.name == MIGRATION
    assert entry.former == (FormerName(REFUGEES, LAST_DAY),)


def test_a_meeting_shows_the_name_its_body_bore_on_the_day(county: Store, renamed: int) -> None:
    for day in (LAST_DAY, LAST_DAY + timedelta(days=1)):
        do(county, meetings.add_meeting, MeetingForm(renamed, day, time(23, 30)))
    assert [entry.body for entry in look(county, queries.meetings, ERIKA)] == [MIGRATION, REFUGEES]


def test_a_second_new_name_cannot_begin_before_the_first(county: Store, renamed: int) -> None:
    with pytest.raises(BodyInvalid, match=r"heißt so erst seit dem 01\.07\.2017"):
        do(county, bodies.rename_body, renamed, "Integrationsrunde", LAST_DAY, seen=2)
    with pytest.raises(BodyInvalid, match=r"Am 01\.01\.2015 gab es"):
        do(county, bodies.rename_body, do(county, bodies.add_body, BodyForm("X", since=LAST_DAY)), "Y",
           date(2015, 1, 1), seen=1)  # fmt: skip
    assert names_on(county, LAST_DAY + timedelta(days=1)) == [MIGRATION, "X"]


def test_another_name_in_the_form_corrects_the_spelling_and_keeps_no_history(county: Store, staff: int) -> None:
    wish = BodyForm("Koordinierungsstab Flüchtlinge", rhythm="einmal im Quartal", since=date(2015, 9, 1))
    assert do(county, bodies.change_body, staff, wish, seen=1) == "„Koordinierungsstab Flüchtlinge“ ist gespeichert."
    assert names_on(county, date(2016, 1, 1)) == ["Koordinierungsstab Flüchtlinge"]
    assert look(county, body_queries.body, ERIKA, staff).former == ()


def test_who_saves_second_is_shown_both_texts(county: Store, staff: int) -> None:
    form = look(county, body_queries.body, ERIKA, staff).form
    do(county, bodies.change_body, staff, replace(form, rhythm="monatlich"), seen=1, actor=OTTO)
    with pytest.raises(EditConflict) as refused:
        do(county, bodies.change_body, staff, replace(form, rhythm="jährlich"), seen=1)
    assert (refused.value.theirs, refused.value.mine) == ({"Rhythmus": "monatlich"}, {"Rhythmus": "jährlich"})


@pytest.mark.parametrize(
    ("wish", "error", "sentence"),
    [
        (BodyForm("  "), TextInvalid, "Bitte „Name“ angeben."),
        (BodyForm("Runde", area="99001999"), BodyInvalid, "„99001999“ ist kein Ort des Landkreises."),
        (BodyForm("Runde", chair=77), NotFound, "Die Funktion Nr. 77 gibt es nicht."),
        (BodyForm("Runde", alliance=77), NotFound, "Das Bündnis Nr. 77 gibt es nicht."),
        (
            BodyForm("Runde", since=date(2020, 1, 2), until=date(2020, 1, 1)), BodyInvalid,
            "„Runde“ endet am 01.01.2020, bevor es am 02.01.2020 beginnt.",
        ),
        (BodyForm("KOORDINIERUNGSSTAB für  Flüchtlinge"), Conflict, f"„{REFUGEES}“ gibt es schon"),
    ],
)  # fmt: skip
def test_a_body_that_makes_no_sense_is_refused(
    county: Store, staff: int, wish: BodyForm, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as refused:
        do(county, bodies.add_body, wish)
    assert str(refused.value).startswith(sentence)
    assert len(look(county, body_queries.bodies, ERIKA)) == 1


def test_the_working_groups_of_two_places_may_bear_the_same_name(county: Store) -> None:
    for area in ("99001001", "99001002"):
        do(county, bodies.add_body, BodyForm("Arbeitsgruppe vor Ort", BodyKind.WORKING_GROUP, area=area))
    assert [entry.form.area for entry in look(county, body_queries.bodies, ERIKA)] == ["99001001", "99001002"]


def test_ending_a_body_says_what_is_still_in_the_calendar(county: Store, staff: int) -> None:
    do(county, meetings.add_meeting, MeetingForm(staff, date(2026, 7, 1), time(9)))
    do(county, meetings.add_meeting, MeetingForm(staff, date(2026, 6, 30), time(23, 59)))
    assert do(county, bodies.end_body, staff, date(2026, 6, 30), seen=1) == (
        f"„{REFUGEES}“ endet am 30.06.2026. Danach steht noch eine Sitzung im Kalender; bitte absagen oder verlegen."
    )
    with pytest.raises(meetings.MeetingInvalid, match=r"gab es bis zum 30\.06\.2026"):
        do(county, meetings.add_meeting, MeetingForm(staff, date(2026, 7, 2), time(9)))


def test_an_archived_body_is_seen_by_the_office_only_where_asked_for_and_comes_back(county: Store, staff: int) -> None:
    with pytest.raises(ReasonMissing):
        do(county, archiving.archive, Body, staff, " ")
    assert do(county, archiving.archive, Body, staff, "doppelt") == f"Das Gremium „{REFUGEES}“ ist archiviert."
    assert look(county, body_queries.bodies, ERIKA) == look(county, body_queries.bodies, PARTNER, archived=True) == ()
    assert len(look(county, body_queries.bodies, ERIKA, archived=True)) == 1
    twin = do(county, bodies.add_body, BodyForm(REFUGEES))
    with pytest.raises(Conflict, match="gibt es schon"):
        do(county, archiving.restore, Body, staff)
    do(county, archiving.archive, Body, twin, "doppelt")
    assert do(county, archiving.restore, Body, staff) == f"Das Gremium „{REFUGEES}“ ist wieder da."


def test_only_editors_of_the_office_write(county: Store) -> None:
    with pytest.raises(NotAllowed):
        do(county, bodies.add_body, BodyForm("Runde"), actor=PARTNER)


def test_a_body_is_known_in_public_by_name_once_it_meets_in_public(county: Store, staff: int) -> None:
    _, chair = organisation(county, "Landkreis", "leitung@kreis.example")
    form = replace(look(county, body_queries.body, ERIKA, staff).form, chair=chair, purpose="Vertrauliches")
    do(county, bodies.change_body, staff, form, seen=1)
    (seen,) = look(county, body_queries.bodies, PARTNER)
    assert (seen.chair, seen.form.purpose) == ("Landkreis, Leitung", "Vertrauliches")
    assert look(county, body_queries.bodies, PRESS) == ()
    do(county, meetings.add_meeting, MeetingForm(staff, date(2026, 3, 17), time(9), circle=Circle.PUBLIC))
    (seen,) = look(county, body_queries.bodies, PRESS)
    assert (seen.name, seen.chair, seen.form.chair, seen.form.purpose, seen.form.rhythm) == (REFUGEES, "", None, "", "")


def test_where_an_organisation_sits_names_only_bodies_this_circle_sees(county: Store, staff: int) -> None:
    office, head = organisation(county, "Jobcenter")
    inner = do(county, bodies.add_body, BodyForm("Jour fixe", BodyKind.JOUR_FIXE, circle=Circle.INTERNAL))
    do(county, members.add_member, MemberForm(staff, office, head, "Mitglied", "2021–2026", date(2021, 11, 1)))
    do(county, members.add_member, MemberForm(inner, office))
    do(county, bodies.end_body, staff, date(2026, 6, 30), seen=1)
    seat = Seat(staff, REFUGEES, "Leitung", "Mitglied", "2021–2026", date(2021, 11, 1), date(2026, 6, 30))
    assert look(county, body_queries.where_sits, PARTNER, office) == (seat,)
    assert [one.name for one in look(county, body_queries.where_sits, ERIKA, office)] == ["Jour fixe", REFUGEES]
    assert look(county, body_queries.where_sits, PRESS, office) == ()
    assert look(county, body_queries.members, PARTNER, inner) == ()


def test_the_same_seat_is_not_given_twice_on_a_day(county: Store, staff: int) -> None:
    office, head = organisation(county, "Jobcenter")
    first = do(county, members.add_member, MemberForm(staff, office, head, until=date(2021, 10, 31)))
    do(county, members.add_member, MemberForm(staff, office, head, "neu", since=date(2021, 11, 1)))
    do(county, members.add_member, MemberForm(staff, office, role="ohne Funktion"))
    with pytest.raises(Conflict) as refused:
        do(county, members.change_member, first, MemberForm(staff, office, head, until=date(2021, 11, 1)), seen=1)
    assert str(refused.value) == "„Jobcenter“ (Leitung) ist in diesem Gremium schon Mitglied, seit 01.11.2021."
    on = look(county, body_queries.members, ERIKA, staff, day=date(2021, 10, 31))
    assert [(one.organisation, one.function, one.form.role) for one in on] == [
        ("Jobcenter", "Leitung", ""), ("Jobcenter", "", "ohne Funktion"),
    ]  # fmt: skip
    do(county, archiving.archive, BodyMember, first, "Versehen")
    do(county, members.add_member, MemberForm(staff, office, head, until=date(2021, 10, 31)))
    with pytest.raises(Conflict):
        do(county, archiving.restore, BodyMember, first)


def test_a_seat_needs_an_organisation_in_use_and_a_function_of_it(county: Store, staff: int) -> None:
    office, _ = organisation(county, "Jobcenter")
    _, foreign = organisation(county, "Polizei")
    with pytest.raises(MemberInvalid, match="„Leitung“ ist keine Funktion von „Jobcenter“"):
        do(county, members.add_member, MemberForm(staff, office, foreign))
    with pytest.raises(MemberInvalid, match=r"endet am 01\.01\.2020, bevor sie am 02\.01\.2020 beginnt"):
        do(county, members.add_member, MemberForm(staff, office, since=date(2020, 1, 2), until=date(2020, 1, 1)))
    do(county, network.archive_organisation, office, "aufgelöst")
    with pytest.raises(NotFound, match="archiviert"):
        do(county, members.add_member, MemberForm(staff, office))


days = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@given(st.lists(days, unique=True, max_size=6), days)
def test_on_every_day_a_body_bears_exactly_the_name_whose_days_hold_it(ends: list[date], day: date) -> None:
    former = [FormerName(str(end), end) for end in ends]
    ended_before = [end for end in sorted(ends) if end < day]
    found = name_on("jetzt", former, day)
    assert found == ("jetzt" if len(ended_before) == len(ends) else str(sorted(ends)[len(ended_before)]))

"""Tasks: entered, done, reminded of; who is late is seen by the office alone."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from minutes_room import ERIKA, PARTNER, PRESS, body, do, item, look, meeting, organisation

from dashboard.catalogue import Catalogue
from dashboard.errors import NotAllowed, NotFound
from dashboard.meetings.kinds import TaskState
from dashboard.meetings.reminders import LONGEST_LINK, reminder_to, sheet_for
from dashboard.meetings.resolution_forms import ResolutionForm
from dashboard.meetings.resolutions import add_resolution
from dashboard.meetings.task_calendar import TaskUndated, task_event, task_todo
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.task_table import Order, TaskFilter, table, task
from dashboard.meetings.tasks import (
    TaskInvalid,
    add_task,
    archive_task,
    begin,
    change_task,
    done,
    drop,
    reopen,
    restore_task,
)
from dashboard.network import commands as network
from dashboard.store import Circle, Store
from dashboard.store.kept import EditConflict, ReasonMissing

TODAY = date(2026, 6, 15)
PUBLIC = Circle.PUBLIC


def of(office: Store, key: int, actor: Any = ERIKA) -> Any:
    return look(office, task, actor, key, today=TODAY)


def rows(office: Store, wanted: TaskFilter, actor: Any = ERIKA, **more: Any) -> list[str]:
    return [one.form.text for one in look(office, table, actor, wanted, today=TODAY, **more).rows]


@pytest.fixture
def staff(office: Store) -> int:
    """A body with tasks of every sort, the public's among them."""
    key = body(office)
    for text, due, circle in (
        ("später", 30, PUBLIC), ("überfällig seit 5", -5, PUBLIC), ("undatiert", None, PUBLIC),
        ("überfällig seit 50", -50, PUBLIC), ("erledigt", -60, PUBLIC), ("heute", 0, PUBLIC),
        ("nur intern", -1, Circle.INTERNAL), ("im Stab", 1, Circle.COORDINATION),
    ):  # fmt: skip
        due_on = None if due is None else TODAY + timedelta(days=due)
        made = do(office, add_task, TaskForm(text, due_on=due_on, body=key, circle=circle))
        if text == "erledigt":
            do(office, done, made, TODAY - timedelta(days=1), "So war es")
    return key


def test_for_the_office_late_ones_come_first_and_what_is_over_last(office: Store, staff: int) -> None:
    page = look(office, table, ERIKA, TaskFilter(body=staff), today=TODAY)
    assert [(one.form.text, one.days_late) for one in page.rows] == [
        ("überfällig seit 50", 50), ("überfällig seit 5", 5), ("nur intern", 1), ("heute", None), ("im Stab", None),
        ("später", None), ("undatiert", None), ("erledigt", None),
    ]  # fmt: skip
    assert (page.total, page.late) == (8, 3)
    assert rows(office, TaskFilter(body=staff, overdue=True)) == [
        "überfällig seit 50",
        "überfällig seit 5",
        "nur intern",
    ]
    assert rows(office, TaskFilter(body=staff), page=1, size=3) == ["heute", "im Stab", "später"]


def test_others_see_neither_who_is_late_nor_an_order_that_tells(office: Store, staff: int) -> None:
    page = look(office, table, PRESS, TaskFilter(body=staff), today=TODAY)
    assert [one.form.text for one in page.rows] == [
        "erledigt", "überfällig seit 50", "überfällig seit 5", "heute", "später", "undatiert",
    ]  # fmt: skip
    assert (page.total, page.late, {one.days_late for one in page.rows}) == (6, None, {None})
    assert {one.done_on for one in page.rows} == {None}
    assert {one.life.changed_by for one in page.rows} == {""}
    for actor in (PRESS, PARTNER):
        with pytest.raises(NotAllowed, match="Was überfällig ist"):
            rows(office, TaskFilter(body=staff, overdue=True), actor)
        for order in Order:  # another day changes nothing for them
            orders = [
                look(office, table, actor, TaskFilter(body=staff), order=order, today=TODAY + timedelta(days=days))
                for days in (-100, 100)
            ]
            assert orders[0] == orders[1]
    assert rows(office, TaskFilter(body=staff), PARTNER)[4] == "im Stab"


def test_filters_and_orders(office: Store, staff: int) -> None:
    jobcenter, _ = organisation(office, "Jobcenter")
    bakery, _ = organisation(office, "Bäckerei")
    for at in (jobcenter, bakery):
        do(office, add_task, TaskForm("Praktikumsplätze melden", at, body=staff))
    wanted = TaskFilter(body=staff, text="PLAETZE")
    assert rows(office, wanted) == ["Praktikumsplätze melden", "Praktikumsplätze melden"]
    page = look(office, table, ERIKA, TaskFilter(body=staff), order=Order.ORGANISATION, today=TODAY)
    assert [one.organisation for one in page.rows[:3]] == ["Bäckerei", "Jobcenter", ""]
    assert rows(office, replace(wanted, organisation=bakery, text="melden praktikum")) == ["Praktikumsplätze melden"]
    assert rows(office, TaskFilter(body=staff, states=(TaskState.DONE,))) == ["erledigt"]
    assert rows(office, TaskFilter(body=staff), order=Order.DUE, descending=True)[-1] == "erledigt"
    assert rows(office, replace(wanted, text="Strasse")) == []


def test_a_task_of_a_resolution_knows_item_and_body_and_is_for_nobody_beyond(
    office: Store, catalogue: Catalogue
) -> None:
    staff = body(office, "Arbeitskreis")
    at = item(office, meeting(office, staff), position=4)
    resolved = do(office, add_resolution, catalogue, ResolutionForm(at, "Wort", circle=Circle.COORDINATION))
    with pytest.raises(TaskInvalid, match="nur für „Koordinierungsstab“"):
        do(office, add_task, TaskForm("Tun", resolution=resolved, circle=PUBLIC))
    key = do(office, add_task, TaskForm("Tun", resolution=resolved))
    seen = of(office, key, PARTNER)
    assert (seen.body, seen.meeting_day, seen.item_number, seen.resolution_number) == (
        "Arbeitskreis", date(2026, 3, 17), "4", "2026-01",
    )  # fmt: skip
    with pytest.raises(NotFound):
        of(office, key, PRESS)


def test_a_task_is_begun_done_on_a_day_reopened_dropped_archived_and_restored(office: Store) -> None:
    key = do(office, add_task, TaskForm("Termin finden"))
    assert do(office, begin, key) == "„Termin finden“ ist in Arbeit."
    with pytest.raises(TaskInvalid, match="den Tag angeben"):
        do(office, done, key, None)
    with pytest.raises(TaskInvalid, match=r"01\.01\.2200 liegt in der Zukunft"):
        do(office, done, key, date(2200, 1, 1))
    assert do(office, done, key, date(2026, 5, 1), "Am 3. Juni") == "„Termin finden“ ist erledigt."
    seen = of(office, key)
    assert (seen.state, seen.done_on, seen.outcome) == (TaskState.DONE, date(2026, 5, 1), "Am 3. Juni")
    do(office, reopen, key)
    assert (of(office, key).done_on, of(office, key).outcome) == (None, "Am 3. Juni")
    with pytest.raises(ReasonMissing):
        do(office, drop, key, "")
    do(office, drop, key, "Hat sich erübrigt")
    assert (of(office, key).state, of(office, key).outcome) == (TaskState.DROPPED, "Hat sich erübrigt")
    do(office, archive_task, key, "Irrtum")
    with pytest.raises(NotFound, match="archiviert"):
        do(office, begin, key)
    do(office, restore_task, key)
    with pytest.raises(EditConflict):
        do(office, change_task, key, TaskForm("Anders"), seen=1)


def test_an_archived_organisation_gets_no_new_task_and_keeps_the_ones_it_has(office: Store) -> None:
    jobcenter, head = organisation(office, "Altes Amt", "leitung@example.org")
    other, _ = organisation(office, "Neues Amt")
    wish = TaskForm("Zahlen liefern", jobcenter, head, date(2026, 6, 1))
    with pytest.raises(TaskInvalid, match="gehört nicht zu dieser Organisation"):
        do(office, add_task, replace(wish, organisation=other))
    key = do(office, add_task, wish)
    assert (of(office, key).responsible, of(office, key).mailbox) == ("Altes Amt, Leitung", "leitung@example.org")
    do(office, network.archive_organisation, jobcenter, "aufgelöst")
    with pytest.raises(NotFound, match=r"archiviert \(aufgelöst\)"):
        do(office, add_task, wish)
    seen = of(office, key)
    assert (seen.responsible, seen.mailbox) == ("Altes Amt, Leitung (archiviert)", "")
    do(office, change_task, key, replace(wish, text="Zahlen nachliefern"), seen=1)


def test_a_reminder_names_what_is_open_and_goes_to_mailboxes_only_from_the_office(office: Store) -> None:
    school, head = organisation(office, "Volkshochschule", "kurse@example.org")
    staff = body(office)
    wish = TaskForm("Kursplan & Räume", school, head, TODAY - timedelta(days=1), body=staff, circle=PUBLIC)
    do(office, add_task, wish)
    over = do(office, add_task, replace(wish, text="Vorbei"))
    do(office, done, over, date(2026, 1, 1))
    letter = look(office, reminder_to, ERIKA, school, today=TODAY)
    assert letter.text == (
        "Guten Tag,\n\nwir erinnern an diese Aufgabe:\n\n"
        "- Kursplan & Räume; fällig am 14.06.2026, seit 1 Tag überfällig; aus: Koordinierungsstab\n\n"
        "Bitte teilen Sie uns mit, wie weit Sie damit sind oder ob Sie Unterstützung brauchen. Vielen Dank!"
    )
    link = urlsplit(letter.mailto)
    assert (link.scheme, link.path, parse_qs(link.query)["body"]) == (
        "mailto", "kurse@example.org", [letter.text.replace("\n", "\r\n")],
    )  # fmt: skip
    assert [one.form.text for one in look(office, sheet_for, PRESS, school, today=TODAY).tasks] == ["Kursplan & Räume"]
    with pytest.raises(NotAllowed):
        look(office, reminder_to, PARTNER, school, today=TODAY)
    for at in range(40):
        do(office, add_task, replace(wish, text=f"Noch eine Aufgabe Nummer {at}"))
    long = look(office, reminder_to, ERIKA, school, today=TODAY)
    assert len(long.mailto) <= LONGEST_LINK
    assert "weitere; die vollständige Liste folgt" in parse_qs(urlsplit(long.mailto).query)["body"][0]
    assert long.text.count("Noch eine Aufgabe") == 40


def test_a_task_is_an_entry_that_calendars_update_and_take_out_when_it_is_over(office: Store) -> None:
    key = do(office, add_task, TaskForm("Räume; suchen,\nfinden", due_on=date(2026, 7, 1)))
    first = read(task_event(of(office, key), "kreis.example"))
    assert (first["uid"], first["sequence"], first.decoded("dtstart"), first["summary"]) == (
        f"aufgabe-{key}@kreis.example", 0, date(2026, 7, 1), "Frist: Räume; suchen, finden",
    )  # fmt: skip
    todo = read(task_todo(of(office, key), "kreis.example"))
    assert (todo.name, todo.decoded("due"), todo["status"]) == ("VTODO", date(2026, 7, 1), "NEEDS-ACTION")
    do(office, done, key, date(2026, 5, 1))
    over = read(task_event(of(office, key), "kreis.example"))
    assert (over["uid"], over["sequence"], over["status"]) == (first["uid"], 1, "CANCELLED")
    undated = do(office, add_task, TaskForm("Irgendwann"))
    with pytest.raises(TaskUndated):
        task_event(of(office, undated), "kreis.example")


def read(file: bytes) -> Any:
    (part,) = [part for part in icalendar.Calendar.from_ical(file).walk() if part.name in ("VEVENT", "VTODO")]
    return part

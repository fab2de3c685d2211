"""From a goal back to its resolutions, an organisation's deadlines as one file, and histories in German words."""

from datetime import date

import icalendar
import pytest
from minutes_room import ERIKA, PARTNER, PRESS, body, do, item, look, meeting, organisation

from dashboard.alliances import commands as alliances
from dashboard.alliances import goals
from dashboard.alliances.forms import AllianceForm, GoalForm
from dashboard.alliances.kinds import GoalKind
from dashboard.catalogue import Catalogue
from dashboard.meetings.kinds import LinkKind, ResolutionState
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolution_queries import linked_to, resolution
from dashboard.meetings.resolutions import add_resolution, change_resolution
from dashboard.meetings.task_calendar import TaskUndated, task_events
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.task_table import task
from dashboard.meetings.tasks import add_task, begin, done, drop, reopen
from dashboard.meetings.tracing_results import of_resolution, of_task, words_of_resolution, words_of_task
from dashboard.store import Circle, Store
from dashboard.store.history import history


def test_a_goal_knows_its_resolutions_of_each_circle_but_no_withdrawn_ones(office: Store, catalogue: Catalogue) -> None:
    alliance = do(office, alliances.add_alliance, AllianceForm("Rückwege"))
    goal = do(office, goals.add_goal, catalogue, GoalForm(alliance, "Ein Ziel", GoalKind.STEPS))
    at = item(office, meeting(office, body(office, "Rückstab")))
    about = (Link(LinkKind.GOAL, str(goal)),)
    for wording, circle, state in (
        ("Allen bekannt", Circle.PUBLIC, None), ("Im Stab", Circle.COORDINATION, None),
        ("Intern", Circle.INTERNAL, None), ("Zurückgezogen", Circle.PUBLIC, ResolutionState.WITHDRAWN),
    ):  # fmt: skip
        do(office, add_resolution, catalogue, ResolutionForm(at, wording, circle=circle, state=state, links=about))

    def seen(actor: object) -> list[str]:
        return [one.title for one in look(office, linked_to, actor, LinkKind.GOAL)[str(goal)]]

    assert seen(ERIKA) == ["Intern", "Im Stab", "Allen bekannt"]
    assert seen(PARTNER) == ["Im Stab", "Allen bekannt"]
    assert seen(PRESS) == ["Allen bekannt"]


def test_all_deadlines_of_an_organisation_are_one_file_without_what_is_over(office: Store) -> None:
    centre, _ = organisation(office, "Amt")
    made = [
        do(office, add_task, TaskForm(text, centre, due_on=due))
        for text, due in (
            ("Eins", date(2026, 7, 1)), ("Zwei", date(2026, 8, 1)), ("Drei", None), ("Vier", date(2026, 9, 1)),
        )
    ]  # fmt: skip
    do(office, done, made[3], date(2026, 5, 1))
    entries = [look(office, task, ERIKA, key) for key in made]
    file = icalendar.Calendar.from_ical(task_events(entries, "kreis.example"))
    assert [str(one["uid"]) for one in file.walk("VEVENT")] == [f"aufgabe-{key}@kreis.example" for key in made[:2]]
    assert str(file["method"]) == "PUBLISH"
    with pytest.raises(TaskUndated, match="Keine dieser Aufgaben"):
        task_events(entries[2:], "kreis.example")


def test_the_history_of_a_task_is_told_in_words(office: Store) -> None:
    key = do(office, add_task, TaskForm("Erzählen"))
    do(office, begin, key)
    do(office, done, key, date(2026, 5, 1), "Gut")
    do(office, reopen, key)
    do(office, drop, key, "Nicht mehr nötig")
    with office.reading() as session:
        found = history(session, ERIKA, of_task(key), words_of_task(session))
    assert [one.what for one in found] == ["Entfallen", "Wieder geöffnet", "Erledigt", "Begonnen", "Eingetragen"]
    told = {(one.label, one.old, one.new) for one in found[2].differences}
    assert told == {("Stand", "in Arbeit", "erledigt"), ("Erledigt am", "–", "01.05.2026"), ("Ergebnis", "–", "Gut")}


def test_the_history_of_a_resolution_names_what_it_is_about(office: Store, catalogue: Catalogue) -> None:
    at = item(office, meeting(office, body(office, "Verlaufsstab")))
    key = do(office, add_resolution, catalogue, ResolutionForm(at, "Wortlaut"))
    before = look(office, resolution, ERIKA, catalogue, key)
    wish = ResolutionForm(
        at, "Wortlaut", state=ResolutionState.IN_PROGRESS, links=(Link(LinkKind.INDICATOR, "praktika"),)
    )  # fmt: skip
    do(office, change_resolution, catalogue, key, wish, seen=before.life.version)
    with office.reading() as session:
        words = words_of_resolution(session, ERIKA, catalogue)
        newest = history(session, ERIKA, of_resolution(key), words)[0]
    assert {(one.label, one.old, one.new) for one in newest.differences} == {
        ("Stand", "offen", "in Umsetzung"), ("Verknüpft mit", "–", "Kennzahl „Begonnene Praktika“"),
    }  # fmt: skip

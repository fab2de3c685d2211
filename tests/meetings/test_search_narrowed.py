"""The search over meetings, narrowed to a body, a field and a period: on both databases, and by what a circle sees."""

from datetime import UTC, datetime

import pytest
from minutes_room import ERIKA, PRESS, body, do, item, look, meeting

from dashboard.alliances import commands as alliances
from dashboard.alliances import goals, measures
from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm
from dashboard.alliances.kinds import GoalKind
from dashboard.catalogue import Catalogue
from dashboard.lookup.answers import Answer, answer
from dashboard.lookup.narrowing import Narrowed, periods
from dashboard.meetings.kinds import LinkKind
from dashboard.meetings.minutes import save_text
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolutions import add_resolution
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.tasks import add_task
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Store

WORD = "Gemeinschaftsunterkünfte"
LAST_NIGHT = datetime(2026, 6, 30, 21, 59, tzinfo=UTC)  # still the second quarter in Berlin
FIRST_NIGHT = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)  # the third has begun


def ask(store: Store, catalogue: Catalogue, narrowed: Narrowed, actor: Actor = ERIKA, word: str = WORD) -> Answer:
    return look(store, answer, actor, catalogue, word, narrowed=narrowed)  # type: ignore[no-any-return]


def kinds(found: Answer) -> list[tuple[str, int]]:
    """Kind and number of what was found; an item and what its minutes say are one here."""
    return sorted({(hit.kind.replace("minutes", "item"), int(hit.object_id)) for hit in found.written})


@pytest.fixture
def told(county: Store, catalogue: Catalogue) -> dict[str, int]:
    """Two bodies, each with a text; the first one's resolution is about a measure for an internal goal, with a task."""
    staff, table = body(county), body(county, "Runder Tisch")
    first = item(county, meeting(county, staff, LAST_NIGHT))
    second = item(county, meeting(county, table, FIRST_NIGHT))
    do(county, save_text, first, f"Es geht um {WORD}.", seen=1)
    do(county, save_text, second, f"Auch hier: {WORD}.", seen=1)
    alliance = do(county, alliances.add_alliance, AllianceForm("Wohnen", "Plätze"))
    wish = GoalForm(
        alliance, "Mehr Patenschaften", GoalKind.INDICATOR, indicator="patenschaften", baseline_value=40,
        baseline_period=Period.of("2025-Q1"), target_value=60, due_period=Period.of("2027-Q1"),
    )  # fmt: skip
    goal = do(county, goals.add_goal, catalogue, wish)
    measure = do(county, measures.add_measure, MeasureForm(alliance, "Häuser mieten", goals=(goal,)))
    about = (Link(LinkKind.MEASURE, str(measure)),)
    agreed = ResolutionForm(first, f"{WORD} werden gemietet", circle=Circle.PUBLIC, links=about)
    resolution = do(county, add_resolution, catalogue, agreed)
    task = do(county, add_task, TaskForm(f"{WORD} suchen", resolution=resolution))
    return {"staff": staff, "table": table, "first": first, "second": second, "resolution": resolution, "task": task}


def test_a_body_has_its_items_resolutions_and_tasks_and_nothing_else(
    county: Store, catalogue: Catalogue, told: dict[str, int]
) -> None:
    own = [("item", told["first"]), ("resolution", told["resolution"]), ("task", told["task"])]
    assert kinds(ask(county, catalogue, Narrowed(body=told["staff"]))) == own
    assert kinds(ask(county, catalogue, Narrowed(body=told["table"]))) == [("item", told["second"])]
    assert kinds(ask(county, catalogue, Narrowed())) != own


def test_a_quarter_ends_at_midnight_in_berlin(county: Store, catalogue: Catalogue, told: dict[str, int]) -> None:
    second, third = (ask(county, catalogue, Narrowed(period=Period.of(code))) for code in ("2026-Q2", "2026-Q3"))
    assert ("item", told["first"]) in kinds(second)
    assert ("item", told["second"]) not in kinds(second)
    assert kinds(third) == [("item", told["second"])]
    offered = look(county, periods, ERIKA)
    assert [one for one in offered if one.label in ("2. Quartal 2026", "3. Quartal 2026")] == [
        Period.of("2026-Q3"), Period.of("2026-Q2"),
    ]  # fmt: skip
    assert Period.of("2026-Q1") not in offered


def test_a_field_has_what_was_agreed_about_its_goals_for_those_who_know_of_them(
    county: Store, catalogue: Catalogue, told: dict[str, int]
) -> None:
    field = catalogue.indicators["patenschaften"].field
    found = kinds(ask(county, catalogue, Narrowed(field=field)))
    assert found == [("item", told["first"]), ("resolution", told["resolution"]), ("task", told["task"])]
    assert kinds(ask(county, catalogue, Narrowed(field=field), word="Häuser")) != []
    other = next(code for code in catalogue.fields if code != field)
    assert kinds(ask(county, catalogue, Narrowed(field=other))) == []
    # That the public agreement is about an internal goal is nothing the public may find out.
    assert kinds(ask(county, catalogue, Narrowed(), PRESS))
    assert kinds(ask(county, catalogue, Narrowed(field=field), PRESS)) == []

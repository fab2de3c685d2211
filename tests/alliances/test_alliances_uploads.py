"""A goal moves with the quarter's table and with nothing else, and back with it: on both databases."""

import pytest
from goal_courses import at

from dashboard.accommodation.values import figures_of
from dashboard.alliances import commands, goals
from dashboard.alliances.forms import AllianceForm, GoalForm
from dashboard.alliances.kinds import State
from dashboard.alliances.standing import Standing, follow
from dashboard.catalogue import Catalogue
from dashboard.formats import local_day
from dashboard.geography import queries as geography
from dashboard.intake import commands as intake
from dashboard.intake.reading import propose
from dashboard.store import Actor, Circle, Role, Store, now

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)


def bring(store: Store, catalogue: Catalogue, period: str, aue: int) -> int:
    """Take a quarter's table over; the upload's number."""
    data = f"Quartal;Gemeinde;Patenschaften\n{period};Aue;{aue}\n{period};Bach;10\n".encode()
    with store.reading() as session:
        proposal = propose(session, ERIKA, data, f"{period}.csv", catalogue=catalogue)
    with store.unit_of_work(ERIKA) as work:
        return intake.take_over(work, proposal, data).upload


def standing(store: Store, catalogue: Catalogue) -> Standing:
    with store.reading() as session:
        places = geography.places(session, "99001")

        def figures(code: str):
            return figures_of(session, Circle.INTERNAL, catalogue, code, places, "99001")

        (found,) = follow(session, ERIKA, catalogue, figures, local_day(now()))
    return found.standing


@pytest.fixture
def agreed(county: Store, catalogue: Catalogue) -> Store:
    form = GoalForm(
        0, "Mehr Patenschaften", areas=("99001001",), indicator="patenschaften", baseline_value=40,
        baseline_period=at(0), target_value=60, due_period=at(8),
    )  # fmt: skip
    with county.unit_of_work(ERIKA) as work:
        alliance = commands.add_alliance(work, AllianceForm("Ankommen"))
        goals.add_goal(work, catalogue, GoalForm(**{**form.facts, "alliance": alliance}))
    return county


def test_the_next_quarters_table_changes_a_goals_state_and_taking_it_back_restores_it(
    agreed: Store, catalogue: Catalogue
) -> None:
    assert standing(agreed, catalogue).sentence == (
        "Kein Stand: Seit dem Ausgangszeitraum (4. Quartal 2025) liegt kein Wert vor."
    )
    bring(agreed, catalogue, "2025-Q4", 40)
    before = standing(agreed, catalogue)
    assert before.state is State.ON_TRACK
    written = agreed.versions()["alliances"]
    upload = bring(agreed, catalogue, "2026-Q1", 39)
    after = standing(agreed, catalogue)
    assert (after.state, after.progress.point.uploads if after.progress and after.progress.point else ()) == (
        State.AWAY, (upload,)
    )  # fmt: skip
    assert after.sentence == (
        "Entfernt sich vom Ziel: 39 Patenschaften (1. Quartal 2026); der Ausgangswert war 40, Ziel sind 60."
    )
    with agreed.unit_of_work(ERIKA) as work:
        intake.take_back(work, upload)
    assert standing(agreed, catalogue) == before
    assert agreed.versions()["alliances"] == written


def test_a_quarter_without_an_upload_leaves_the_last_value_with_its_own_date(
    agreed: Store, catalogue: Catalogue
) -> None:
    bring(agreed, catalogue, "2025-Q4", 40)
    bring(agreed, catalogue, "2026-Q3", 48)
    found = standing(agreed, catalogue)
    assert found.sentence == (
        "Auf Kurs: 48 Patenschaften (3. Quartal 2026), das sind 40\u202f% des Weges von 40 zu 60; erwartet waren "
        "38\u202f%."
    )

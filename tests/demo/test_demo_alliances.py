"""The fictional county's network and alliances: every state among its goals, and nothing internal in public."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import select

from dashboard.accommodation.value import Value
from dashboard.accommodation.values import figures_of
from dashboard.alliances import queries
from dashboard.alliances.kinds import GoalKind, Judgement, MeasureState, Offer, State
from dashboard.alliances.models import (
    Alliance,
    Goal,
    GoalNote,
    GoalStep,
    Measure,
    MeasureReview,
    Partner,
    Recommendation,
)
from dashboard.alliances.progress import Reason
from dashboard.alliances.standing import Followed, follow
from dashboard.catalogue import Catalogue, load
from dashboard.demo import alliances, county, learning, partners
from dashboard.demo.dates import MORNING
from dashboard.demo.places import DISTRICT
from dashboard.demo.shelters import QUARTERS
from dashboard.geography import queries as geography
from dashboard.lookup import index
from dashboard.network import queries as network
from dashboard.network.kinds import Kind
from dashboard.network.models import Function, Organisation
from dashboard.store import Actor, Circle, Role, Store, search
from dashboard.store.kept import Kept
from dashboard.store.models import Audit
from musterland import county_in

TODAY = date(2026, 11, 26)
OFFICE = Actor("Koordinierungsstelle", Role.EDITOR, Circle.INTERNAL)
STAFF = Actor("Koordinierungsstab", Role.VIEWER, Circle.COORDINATION)
PUBLIC = Actor("Öffentlichkeit", Role.VIEWER, Circle.PUBLIC)
NEWEST = QUARTERS[-1]
READ = (
    Alliance.name, Alliance.purpose, Alliance.programme, Partner.role, Recommendation.text, Recommendation.source,
    Goal.text, Goal.judgement, GoalStep.text, GoalNote.text, Measure.text, Measure.funding, MeasureReview.reason,
    MeasureReview.decided_by, Organisation.name, Organisation.archived_why, Function.title,
)  # fmt: skip
"""All free texts of network and alliances."""
NOT_GERMAN = re.compile(r"\b(the|and|of|with|for|goal|measure|step|review|todo|lorem)\b|None|[_\"]| - ", re.IGNORECASE)


@pytest.fixture(scope="module")
def musterland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = county_in(tmp_path_factory.mktemp("musterland"), tmp_path_factory)
    yield store
    store.close()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(county.CATALOGUE)


def followed(
    store: Store, catalogue: Catalogue, actor: Actor = OFFICE, *, without: str | None = None
) -> dict[str, Followed]:
    """The goals that an actor sees, by the beginning of their text."""
    with store.reading() as session:
        places = geography.places(session, DISTRICT)

        def figures(code: str) -> list[Value]:
            found = figures_of(session, actor.circle, catalogue, code, places, DISTRICT)
            return [value for value in found if value.period != without]

        goals = follow(session, actor, catalogue, figures, TODAY)
    return {one.goal.form.text.split(":")[0]: one for one in goals}


def states(goals: dict[str, Followed]) -> dict[str, State]:
    return {text: one.standing.state for text, one in goals.items()}


def test_every_state_occurs_among_the_goals_of_the_newest_quarter(musterland: Store, catalogue: Catalogue) -> None:
    found = states(followed(musterland, catalogue))
    assert len(found) >= 8
    assert set(found.values()) == set(State)


def test_goals_on_figures_alone_show_every_state_too(musterland: Store, catalogue: Catalogue) -> None:
    goals = followed(musterland, catalogue).values()
    measured = [one for one in goals if one.goal.form.kind is GoalKind.INDICATOR]
    assert Counter(one.standing.state for one in measured) == {
        State.REACHED: 1, State.ON_TRACK: 4, State.BEHIND: 2, State.AWAY: 2, State.UNKNOWN: 1,
    }  # fmt: skip
    assert {one.goal.form.kind for one in goals} == set(GoalKind)


def test_the_newest_quarter_changes_states(musterland: Store, catalogue: Catalogue) -> None:
    now, then = followed(musterland, catalogue), followed(musterland, catalogue, without=NEWEST)
    changed = {
        text: (then[text].standing.state, one.standing.state)
        for text, one in now.items()
        if then[text].standing.state is not one.standing.state
    }
    assert changed == {
        "Mehr Menschen je Quartal in Arbeit vermitteln.": (State.ON_TRACK, State.BEHIND),
        "Mehr Prüfungen in den Integrationskursen enden mit B1.": (State.ON_TRACK, State.REACHED),
        "150 Patenschaften bis zum Jahresende 2026.": (State.ON_TRACK, State.BEHIND),
        "Chancengleichheit in schulischer und informeller Bildung verbessern": (State.ON_TRACK, State.UNKNOWN),
    }


def test_agreed_baselines_are_what_the_county_counted(musterland: Store, catalogue: Catalogue) -> None:
    for one in followed(musterland, catalogue).values():
        if one.standing.progress is not None:
            assert one.standing.progress.restated is None, one.goal.form.text
            assert one.standing.progress.reason in (None, Reason.INCOMPLETE)


def test_one_alliance_has_the_three_goals_of_the_model(musterland: Store) -> None:
    with musterland.reading() as session:
        found = next(one for one in queries.alliances(session, PUBLIC) if one.form.name == learning.LEARNING.form.name)
        goals = queries.goals(session, PUBLIC, alliance=found.id)
        partners_of = queries.partners(session, PUBLIC, found.id)
    assert [goal.form.text.split(":")[0] for goal in goals] == [
        "Transparenz über die Bildungswege herstellen",
        "Chancengleichheit in schulischer und informeller Bildung verbessern",
        "Zusammenarbeit mit Arbeitgebern und Arbeitgeberverbänden ausbauen",
    ]
    assert found.lead == "Stabsstelle Integration des Landkreises Musterland"
    assert found.support == "Kompass Prozessbegleitung gGmbH"
    assert (found.form.support_from, found.form.support_until) == (date(2026, 3, 1), date(2027, 8, 31))
    assert all(goal.form.recommendation for goal in goals)
    assert all(one.form.role and one.form.since for one in partners_of)
    assert [one.name for one in partners_of if one.form.until] == ["Kreisvolkshochschule Musterland"]


def test_each_circle_sees_its_own_alliances(musterland: Store, catalogue: Catalogue) -> None:
    with musterland.reading() as session:
        seen = [len(queries.alliances(session, actor)) for actor in (PUBLIC, STAFF, OFFICE)]
        assert seen == [2, 4, 5]
        for actor in (PUBLIC, STAFF):
            shown = [
                *queries.alliances(session, actor), *queries.goals(session, actor), *queries.measures(session, actor),
                *queries.recommendations(session, actor),
            ]  # fmt: skip
            assert shown
            assert all(actor.circle.may_see(one.form.circle) for one in shown)
        kept_back = {one.form.text for one in queries.goals(session, OFFICE)} - {
            one.form.text for one in queries.goals(session, PUBLIC)
        }
        noted = [queries.notes(session, PUBLIC, goal.id) for goal in queries.goals(session, PUBLIC)]
    assert len(kept_back) == 9
    assert not any(noted)
    assert states(followed(musterland, catalogue, PUBLIC)) == {
        "Mehr Menschen je Quartal in Arbeit vermitteln.": State.ON_TRACK,
        "Mehr Prüfungen in den Integrationskursen enden mit B1.": State.ON_TRACK,
        "Transparenz über die Bildungswege herstellen": State.ON_TRACK,
        "Chancengleichheit in schulischer und informeller Bildung verbessern": State.ON_TRACK,
        "Zusammenarbeit mit Arbeitgebern und Arbeitgeberverbänden ausbauen": State.ON_TRACK,
    }


def test_measures_of_every_kind_are_in_every_state_and_were_reviewed_in_every_way(musterland: Store) -> None:
    with musterland.reading() as session:
        found = queries.measures(session, OFFICE)
    assert {one.form.offer for one in found} == set(Offer)
    assert {one.form.state for one in found} == set(MeasureState)
    assert {review.judgement for one in found for review in one.reviews} == set(Judgement)
    assert all(one.form.goals and one.organisation and one.form.begins and one.form.funding for one in found)
    assert all(one.form.budget_planned is not None for one in found)
    assert any((one.form.budget_spent or 0) > (one.form.budget_planned or 0) for one in found)


def test_organisations_of_all_kinds_are_reached_through_functions(musterland: Store) -> None:
    with musterland.reading() as session:
        everybody = network.organisations(session, OFFICE, archived=True)
        in_use = network.organisations(session, OFFICE)
    assert {one.kind for one in everybody} == set(Kind)
    assert [one.name for one in everybody if one.archived_at is not None] == ["Nähstube Gleichnisrode"]
    functions = [function for one in in_use for function in one.functions]
    assert {one.id for one in in_use} == {function.organisation for function in functions}
    assert all(function.mailbox.endswith(".example") for function in functions if function.mailbox)
    assert all(
        function.consent_on == partners.CONSENT for function in functions if function.volunteer and function.mailbox
    )
    assert any(function.volunteer for function in functions)


def test_everything_bears_the_day_it_happened_on(musterland: Store) -> None:
    with musterland.reading() as session:
        rows: list[Kept] = [*session.scalars(select(Goal)), *session.scalars(select(Measure))]
        moments = {row.changed_at for row in rows} | set(session.scalars(select(GoalNote.at)))
        reviews = session.execute(select(MeasureReview.changed_at, MeasureReview.decided_on)).all()
        agreed = ("alliances", "network")
        told = session.execute(select(Audit.at, Audit.object).where(Audit.subject.in_(agreed)).order_by(Audit.id)).all()
    assert {one.time().replace(tzinfo=MORNING.tzinfo) for one in moments} == {MORNING}
    assert all(at.date() == decided for at, decided in reviews)
    back = [after.object for before, after in pairwise(told) if after.at < before.at]
    assert back == ["practice:1"]  # a chapter of its own, told from its beginning
    assert told[0].at.date() == alliances.NETWORK_ON
    assert max(one.at for one in told).date() <= TODAY


def test_what_people_read_is_german(musterland: Store) -> None:
    with musterland.reading() as session:
        told = [text for column in READ for text in session.scalars(select(column)) if text]
    assert len(told) > 100
    assert [text for text in told if NOT_GERMAN.search(text)] == []


def test_the_search_holds_what_the_tables_say_and_bears_the_fictional_days(musterland: Store) -> None:
    with musterland.reading() as session:
        assert index.differences(session) == ([], [])
        kept = list(search.kept(session))
        public = search.find(session, Circle.PUBLIC, "unterkunft").hits
    assert {"alliance", "goal", "goal_note", "measure", "recommendation", "organisation", "function"} <= {
        one.kind for one in kept
    }
    planned = {"meeting", "item"}  # their day is that of the meeting, also of one to come
    assert max(one.at.date() for one in kept if one.at and one.kind not in planned) < TODAY
    assert {hit.circle for hit in public} <= {Circle.PUBLIC}

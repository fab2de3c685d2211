"""The fictional county's folders: one frozen for the Kreistag with a question of the press, the next in the works."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from dashboard.accommodation.queries import history
from dashboard.catalogue import load
from dashboard.council import freezing, queries
from dashboard.demo import county, folders
from dashboard.demo.places import DISTRICT
from dashboard.geography import queries as geography
from dashboard.lookup import index
from dashboard.lookup.answers import answer
from dashboard.meetings.models import Meeting
from dashboard.store import Actor, Circle, Role, Store
from musterland import county_in

OFFICE = Actor("Stelle", Role.EDITOR, Circle.INTERNAL)
PRESS = Actor("Presse", Role.VIEWER, Circle.PUBLIC)


@pytest.fixture(scope="module")
def musterland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = county_in(tmp_path_factory.mktemp("mappen"), tmp_path_factory)
    yield store
    store.close()


def test_the_released_quarter_is_frozen_for_the_kreistag_and_the_newest_is_in_the_works(musterland: Store) -> None:
    with musterland.reading() as session:
        begun, frozen = queries.folders(session, OFFICE)
        assert [one.number for one in queries.folders(session, PRESS)] == ["2026-01"]
        sitting = session.get_one(Meeting, frozen.form.meeting).starts_at.date()
    assert (begun.form.title, begun.state, begun.copied_from) == (
        "Quartalsbericht des Koordinierungsstabs, 3. Quartal 2026", "in Arbeit", frozen.id,
    )  # fmt: skip
    assert (frozen.form.title, frozen.state, frozen.form.circle) == (
        "Quartalsbericht des Koordinierungsstabs, 2. Quartal 2026", "eingefroren als Mappe 2026-01", Circle.PUBLIC,
    )  # fmt: skip
    assert (frozen.frozen_at, sitting) == (datetime(2026, 11, 25, 8, 30, tzinfo=UTC), date(2026, 12, 9))


def test_every_page_of_the_frozen_folder_shows_something_and_nothing_was_corrected_since(musterland: Store) -> None:
    catalogue = load(county.CATALOGUE)
    with musterland.reading() as session:
        frozen = queries.folders(session, PRESS)[0].id
        shown = freezing.frozen(session, PRESS, frozen)
        assert [page.title for page in shown.pages if page.answer] == []
        assert (len(shown.pages), shown.as_of, shown.fictional) == (27, folders.FROZEN_ON, True)
        assert {page.notes for page in shown.pages} == {""}
        assert sum(bool(page.notes) for page in freezing.frozen(session, OFFICE, frozen).pages) == 3
        assert freezing.corrections(session, OFFICE, catalogue, frozen) == ()


def test_the_question_of_the_press_has_a_dated_answer_that_is_true_and_rests_on_pages(musterland: Store) -> None:
    with musterland.reading() as session:
        frozen = queries.folders(session, PRESS)[0].id
        (question,) = queries.questions(session, PRESS, frozen)
        pages = {page.key: page for page in freezing.frozen(session, PRESS, frozen).pages}
        known = history(session, Circle.PUBLIC, geography.places(session, DISTRICT), DISTRICT)
    assert (question.form.asked_on, question.form.answered_on) == (date(2026, 11, 25), date(2026, 11, 25))
    assert [pages[item].title for item in question.form.items] == [
        "Unterbringung im Landkreis Musterland, 2. Quartal 2026", "Unterbringung nach Orten, 2. Quartal 2026",
    ]  # fmt: skip
    row = known[known["area"].eq(DISTRICT) & known["period"].eq(folders.RELEASED.code)].iloc[0]
    assert row["nutzbar_frei"] < row["plaetze"] - row["belegt"]


def test_the_press_finds_what_is_frozen_and_nothing_in_the_works(musterland: Store) -> None:
    catalogue = load(county.CATALOGUE)
    with musterland.reading() as session:
        assert index.differences(session) == ([], [])
        kinds = ["folder", "folder_page", "folder_question"]
        found = {
            actor.name: sorted(hit.title for hit in answer(session, actor, catalogue, word, kinds=kinds).written)
            for actor, word in ((OFFICE, "quartalsbericht"), (PRESS, "quartalsbericht"))
        }
        (asked,) = answer(session, PRESS, catalogue, "belegbar melden", kinds=kinds).written
        assert answer(session, OFFICE, catalogue, "noch in der Prüfung", kinds=kinds).written == []
    assert found == {
        "Stelle": [f"{folders.TITLE}, 2. Quartal 2026", f"{folders.TITLE}, 3. Quartal 2026"],
        "Presse": [f"{folders.TITLE}, 2. Quartal 2026"],
    }
    assert asked.kind == "folder_question"

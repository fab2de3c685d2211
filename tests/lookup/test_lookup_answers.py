"""One answer over texts, files, indicators and the handbook, by circle."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.catalogue import Catalogue, load
from dashboard.lookup import handbook
from dashboard.lookup.answers import Answer, answer
from dashboard.observations.models import PURGED, Upload
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Circle, Role, Store, search
from dashboard.store.excerpts import marked

DAY = datetime(2026, 3, 2, tzinfo=UTC)
EDITOR = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
READER = Actor("Lena", Role.VIEWER, Circle.INTERNAL)
PRESS = Actor("Presse", Role.VIEWER, Circle.PUBLIC)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(PROGRAM_ROOT / "data" / "catalogue")


@pytest.fixture
def filled(store: Store) -> Store:
    """Five texts and two files, day by day; one file is purged."""
    with store.unit_of_work(Actor.local()) as work:
        for number in range(5):
            circle = Circle.PUBLIC if number % 2 else Circle.INTERNAL
            at = DAY + timedelta(days=2 * number)
            search.put(work, "goal", number, f"Ziel {number}", "Zebrastreifen", circle, at=at)
        for number, state in enumerate(("in_force", PURGED)):
            work.add(
                Upload(
                    file_name=f"zebra-{number}.csv", sha256="0" * 64, size=1, layout="wide", supplier="Amt Aue",
                    who="E", at=DAY + timedelta(days=3), state=state,
                )
            )  # fmt: skip
        work.record("figures", "test", "x")
    return store


def ask(store: Store, catalogue: Catalogue, query: str, actor: Actor = EDITOR, **more: object) -> Answer:
    with store.reading() as session:
        return answer(session, actor, catalogue, query, **more)  # type: ignore[arg-type]


def test_texts_and_files_come_in_one_order_the_newest_first(filled: Store, catalogue: Catalogue) -> None:
    found = ask(filled, catalogue, "zebra")
    assert [hit.title for hit in found.written] == ["Ziel 4", "Ziel 3", "Ziel 2", "zebra-0.csv", "Ziel 1", "Ziel 0"]
    assert not found.more
    first = ask(filled, catalogue, "zebra", limit=4)
    assert [hit.title for hit in first.written] == ["Ziel 4", "Ziel 3", "Ziel 2", "zebra-0.csv"]
    assert first.more


def test_names_of_files_are_for_editors_of_the_office(filled: Store, catalogue: Catalogue) -> None:
    kinds = {
        actor.name: {hit.kind for hit in ask(filled, catalogue, "zebra", actor).written} for actor in (READER, PRESS)
    }
    assert kinds == {"Lena": {"goal"}, "Presse": {"goal"}}
    assert [hit.title for hit in ask(filled, catalogue, "zebra", PRESS).written] == ["Ziel 3", "Ziel 1"]


def test_indicators_and_chapters_stand_beside_what_was_written(filled: Store, catalogue: Catalogue) -> None:
    found = ask(filled, catalogue, "schutzsuchende", PRESS)
    assert ("indicator", "schutzsuchende") in [(hit.kind, hit.object_id) for hit in found.references]
    assert found.written == []
    assert "schutzsuchende" in found.references[0].title.lower()
    (chapter,) = ask(filled, catalogue, "Die drei Kreise", PRESS, kinds=["chapter"]).references[:1]
    assert chapter.title in handbook.chapters()


def test_only_the_kinds_asked_for_are_answered(filled: Store, catalogue: Catalogue) -> None:
    assert {hit.kind for hit in ask(filled, catalogue, "zebra", kinds=["upload"]).hits} == {"upload"}
    assert {hit.kind for hit in ask(filled, catalogue, "schutz", kinds=["indicator"]).hits} == {"indicator"}


def test_short_words_are_looked_for_in_titles_and_the_answer_says_so(filled: Store, catalogue: Catalogue) -> None:
    assert ask(filled, catalogue, "ze").titles_only
    assert not ask(filled, catalogue, "zebra").titles_only
    assert ask(filled, catalogue, "zebra" + " " * 300 + "q").shortened
    assert ask(filled, catalogue, " ") == Answer()


@pytest.mark.parametrize(
    ("text", "sought", "pieces"),
    [
        ("Die Straße, die Strasse", ["strase"], ["Die Straße, die Strasse"]),
        ("Die Straße, die STRAßE (neu)", ["strasse"], ["Die ", "[Straße]", ", die ", "[STRAßE]", " (neu)"]),
        ("Ärzte und Betten", ["bett", "arzt"], ["[Ärzt]", "e und ", "[Bett]", "en"]),
        ("", ["bett"], []),
    ],
)
def test_every_word_found_is_marked_in_its_own_spelling(text: str, sought: list[str], pieces: list[str]) -> None:
    assert [f"[{piece}]" if found else piece for piece, found in marked(text, sought)] == pieces

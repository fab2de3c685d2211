"""What is in folders is found: in the works by the office, frozen by the folder's circle, speaker's notes by nobody."""

from dataclasses import replace
from datetime import date

import pytest
from council_room import ERIKA, PRESS, Room, exhibit, text

from dashboard.council import commands, indexing, queries, questions
from dashboard.council.forms import ItemForm, QuestionForm
from dashboard.council.kinds import ItemKind
from dashboard.lookup import index
from dashboard.lookup.answers import answer
from dashboard.lookup.narrowing import Narrowed
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role
from meetings.minutes_room import body, meeting

COUNCIL = Actor("Kora", Role.VIEWER, Circle.COORDINATION, account=3)
ASKED = QuestionForm("Warum mehr Zebras?", "Kreiszeitung", date(2026, 11, 2), "Es sind neue", date(2026, 11, 9))


def found(room: Room, word: str, actor: Actor = ERIKA, **more: object) -> list[tuple[str, str]]:
    hits = room.look(answer, actor, room.catalogue, word, **more).written
    return sorted((hit.kind, hit.title) for hit in hits)


@pytest.fixture
def zebras(room: Room) -> int:
    """A public folder with a word of every kind, and two questions to it."""
    key = room.folder(
        ItemForm(ItemKind.SECTION, "Zebras im Kreis"), exhibit(headline="Mehr Zebras", notes="Giraffen verschweigen"),
        text("", "Zum Schluss: Zebras."), exhibit(), title="Bericht", intro="Einleitung mit Zebras",
    )  # fmt: skip
    room.do(questions.add_question, room.catalogue, key, replace(ASKED, circle=Circle.PUBLIC))
    room.do(questions.add_question, room.catalogue, key, replace(ASKED, question="Zebras intern?"))
    return key


PAGES = [("folder_page", "Mehr Zebras"), ("folder_page", "Zebras im Kreis"), ("folder_page", "Zum Schluss: Zebras.")]
BERICHT, PUBLIC_QUESTION = ("folder", "Bericht"), ("folder_question", "Warum mehr Zebras?")
INTERNAL_QUESTION = ("folder_question", "Zebras intern?")


def test_a_folder_in_the_works_is_found_by_the_office_alone(room: Room, zebras: int) -> None:
    assert found(room, "zebras") == [BERICHT, *PAGES, PUBLIC_QUESTION, INTERNAL_QUESTION]
    assert found(room, "zebras", COUNCIL) == found(room, "zebras", PRESS) == []


def test_a_frozen_folder_is_found_by_its_circle_and_a_question_by_its_own(room: Room, zebras: int) -> None:
    room.freeze(zebras)
    assert found(room, "zebras") == [BERICHT, *PAGES, PUBLIC_QUESTION, INTERNAL_QUESTION]
    for actor in (COUNCIL, PRESS):
        assert found(room, "zebras", actor) == [BERICHT, *PAGES, PUBLIC_QUESTION]
    other = room.folder(text("Zebras der Stäbe"), title="Stab", circle=Circle.COORDINATION)
    room.do(questions.add_question, room.catalogue, other, replace(ASKED, circle=Circle.PUBLIC))
    room.freeze(other)
    assert ("folder_page", "Zebras der Stäbe") in found(room, "zebras", COUNCIL)
    assert found(room, "zebras", PRESS) == [BERICHT, *PAGES, PUBLIC_QUESTION]


def test_speaker_s_notes_are_never_found(room: Room, zebras: int) -> None:
    assert found(room, "giraffen") == []
    room.freeze(zebras)
    assert found(room, "giraffen") == []


def test_what_is_archived_or_taken_out_is_not_found_until_it_is_back(room: Room, zebras: int) -> None:
    page = room.look(queries.items, ERIKA, zebras)[1].id
    room.do(commands.remove_item, page)
    room.do(questions.archive_question, room.look(queries.questions, ERIKA, zebras)[1].id, "doppelt")
    assert found(room, "zebras") == [BERICHT, *PAGES[1:], PUBLIC_QUESTION]
    room.do(commands.restore_item, page)
    room.do(commands.archive_folder, zebras, "Sitzung entfällt")
    assert found(room, "zebras") == []
    room.do(commands.restore_folder, zebras)
    assert found(room, "zebras") == [BERICHT, *PAGES, PUBLIC_QUESTION]


def test_after_every_write_the_index_is_what_the_tables_say(room: Room, zebras: int) -> None:
    def same() -> bool:
        return bool(room.look(index.differences) == ([], []))

    assert same()
    first, second, *rest = [one.id for one in room.look(queries.items, ERIKA, zebras)]
    entry = room.look(queries.folder, ERIKA, zebras)
    room.do(commands.change_folder, zebras, replace(entry.form, title="Neu"), seen=entry.life.version)
    assert same()
    room.do(commands.order, zebras, [second, first, *rest])
    assert same()
    item = room.look(queries.items, ERIKA, zebras)[0]
    room.do(commands.change_item, room.catalogue, item.id, replace(item.form, headline=""), seen=item.life.version)
    assert same()
    room.do(commands.remove_item, first)
    room.do(commands.restore_item, first)
    assert same()
    question = room.look(queries.questions, ERIKA, zebras)[0]
    changed = replace(question.form, answer="Andere Zebras")
    room.do(questions.change_question, room.catalogue, question.id, changed, seen=question.life.version)
    assert same()
    room.freeze(zebras)
    assert same()
    room.do(commands.copy_folder, zebras, Period("2026-Q4"))
    assert same()
    room.do(questions.archive_question, question.id, "doppelt")
    room.do(commands.archive_folder, zebras, "alt")
    assert same()


def test_folders_of_a_body_s_meetings_are_found_when_the_search_is_narrowed_to_it(room: Room, zebras: int) -> None:
    council = body(room.store)
    key = room.folder(text("Zebras im Kreistag"), title="Kreistag", meeting=meeting(room.store, council))
    room.do(questions.add_question, room.catalogue, key, ASKED)
    of_body = [("folder_page", "Zebras im Kreistag"), PUBLIC_QUESTION]
    assert found(room, "zebras", narrowed=Narrowed(body=council)) == of_body
    assert found(room, "Kreiszeitung", narrowed=Narrowed(period=Period("2026-Q4"))) == [
        PUBLIC_QUESTION, PUBLIC_QUESTION, INTERNAL_QUESTION,
    ]  # fmt: skip


def test_a_row_that_is_no_part_of_a_folder_is_a_bug(room: Room) -> None:
    with pytest.raises(ValueError, match="is not searched"):
        list(room.look(indexing.entries, room.look(queries.folders, ERIKA)))

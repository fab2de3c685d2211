"""A folder's files are made by a process of their own that says how far it is, and are what they would be here."""

import io

import pytest
from council_room import ERIKA, PRESS, Room, exhibit, text
from pptx import Presentation

from dashboard.council import making
from dashboard.council.making import Making, Paper
from dashboard.errors import UserError
from dashboard.settings import get_settings
from dashboard.store import Actor
from dashboard.store.background import Step


def job(room: Room, folder: int, paper: Paper, suffix: str, actor: Actor = ERIKA) -> Making:
    url = room.store.engine.url.render_as_string(hide_password=False)
    return Making(url, get_settings().catalogue_dir, actor, folder, paper, suffix)


def titles(data: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(data)).slides]


def made_here(room: Room, wanted: Making) -> tuple[bytes, list[Step]]:
    steps: list[Step] = []
    return wanted.run(room.store, b"", lambda words, share=None: steps.append(Step(words, share))), steps


def test_slides_are_made_elsewhere_as_here_and_every_step_says_how_much_is_done(room: Room) -> None:
    wanted = job(room, room.folder(exhibit(), text("Dank", "An alle.")), Paper.SLIDES, ".pptx")
    data, steps = made_here(room, wanted)
    assert [one.text for one in steps] == [
        "Seite 1 von 2 wird gelesen",
        "Seite 2 von 2 wird gelesen",
        "Folie 1 von 2 wird gezeichnet",
        "Folie 2 von 2 wird gezeichnet",
    ]
    assert [one.share for one in steps] == pytest.approx([0.3, 0.6, 0.775, 0.95])
    work = making.start(wanted)
    assert work.at == Step("Die Mappe wird geöffnet")
    course = "Patenschaften im Verlauf: Landkreis Musterland"
    assert titles(work.result()) == titles(data) == ["Kreistag", course, "Dank", "Hinweise zu den Zahlen"]


def test_papers_are_made_with_their_steps_and_in_the_format_asked_for(room: Room) -> None:
    folder = room.folder(text("Dank", "An alle."))
    report, steps = made_here(room, job(room, folder, Paper.REPORT, ".html"))
    assert b"<h2" in report
    assert b"An alle." in report
    assert steps[1:] == [Step("Die Darstellungen werden gezeichnet", 0.6), Step("Das Papier wird gesetzt", 0.95)]
    summary, _ = made_here(room, job(room, folder, Paper.SUMMARY, ".pdf"))
    assert summary.startswith(b"%PDF-")


def test_who_may_not_see_a_folder_gets_no_file_of_it(room: Room) -> None:
    folder = room.folder(text("Dank"))
    with pytest.raises(UserError, match="nicht für diesen Kreis"):
        made_here(room, job(room, folder, Paper.REPORT, ".pdf", PRESS))

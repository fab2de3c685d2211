"""Niederschrift on screen: written item by item, restored, taken over, approved, corrected; read by circle."""

from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest
from test_ui_meetings import HOSTILE, Desk, small, store  # noqa: F401

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.documents import markdown, screen
from dashboard.meetings.models import Addendum, AgendaItem, Meeting, Writing
from dashboard.meetings.resolution_models import Resolution, ResolutionLink, Task
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store.models import Draft
from dashboard.ui import drafting_ways, minutes_agenda

HELD = 1
"""Number of the meeting that was held, with three items: public, coordination, internal."""
TEXT = "Die Gemeinschaftsunterkünfte sind **voll**."


class Room(Desk):
    """The page for writing in front of somebody."""

    def __init__(
        self,
        store: Store,  # noqa: F811
        name: str = "Erika Muster",
        circle: Circle = Circle.INTERNAL,
        **address: str,
    ) -> None:
        self.store = store
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, name.casefold().replace(" ", "."), name, Rights(Role.EDITOR, circle))
        with store.quiet() as session:
            self.session_id = open_session(session, link.account, Limits(60, 12)).session_id
        self.enter(**({"sitzung": str(HELD)} | address))

    def enter(self, **address: str) -> "Room":
        """Open the page in a new session of the browser, as after a crash."""
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
        self.page.user = {"name": self.session_id}
        self.page.run()
        self.page.switch_page("minutes.py")
        for name, value in address.items():
            self.page.query_params[name] = value
        self.page.run()
        self.looked()
        return self

    def write(self, text: str, box: str = "Niederschrift") -> "Room":
        """Type into a box; it is kept as a draft and nothing else."""
        self.field(box).set_value(text).run()
        self.looked()
        return self

    def open_box(self, key: str) -> "Room":
        self.page.session_state[key] = True
        self.page.run()
        self.looked()
        return self

    @property
    def agenda(self) -> list[str]:
        return [one.replace("\\", "") for one in self.page.radio(key=minutes_agenda.CHOICE).options]


def rows(store: Store, column: Any) -> list[Any]:  # noqa: F811
    with store.reading() as session:
        return list(session.scalars(select(column)))


def texts(store: Store) -> list[Any]:  # noqa: F811
    with store.reading() as session:
        return list(session.scalars(select(AgendaItem.text).order_by(AgendaItem.id)))


def drafted(store: Store) -> list[tuple[str, str]]:  # noqa: F811
    with store.reading() as session:
        found = session.execute(select(Draft.who, Draft.text).where(Draft.field == "text").order_by(Draft.id))
        return [(who, text) for who, text in found]


def test_an_item_is_a_draft_while_typed_outlives_the_session_and_leads_on_when_saved(store: Store) -> None:  # noqa: F811
    room = Room(store)
    assert "<script>" not in "".join(one.proto.body for one in room.page.get("html"))
    assert room.agenda == [f"1 Bericht {HOSTILE}", "2 Gespräche nö", "3 Belegung am Markt intern"]
    room.write("Halber Sa")
    assert (texts(store), drafted(store)) == (["", "", ""], [("Erika Muster", "Halber Sa")])
    room.enter(sitzung=str(HELD), punkt="1")
    assert "Hier steht Ihr Entwurf vom" in room.text
    assert room.field("Niederschrift").value == "Halber Sa"
    assert room.agenda[0] == f"1 Bericht {HOSTILE} ✎"
    room.write(TEXT).press("Speichern und weiter")
    assert (texts(store), drafted(store)) == ([TEXT, "", ""], [])
    assert [one.value for one in room.page.header] == ["2 Gespräche"]
    assert "Die Niederschrift ist gespeichert." in room.text
    assert room.page.query_params["punkt"] == "2"
    assert room.agenda[0] == f"1 Bericht {HOSTILE} ✓"
    room.write("Zwei.").press("Nur speichern")
    room.write("Zwei. Und drei.")
    assert drafted(store) == [("Erika Muster", "Zwei. Und drei.")]
    room.press("Nur speichern").press("Nächster")
    assert texts(store) == [TEXT, "Zwei. Und drei.", ""]
    assert [one.label for one in room.page.button if one.label.startswith("Speichern")] == ["Speichern"]
    assert room.field("Nächster").disabled


def test_a_second_writer_sees_who_writes_takes_over_and_loses_nothing(store: Store) -> None:  # noqa: F811
    first = Room(store).write("Von Erika")
    second = Room(store, "Otto Probe")
    assert "Erika Muster schreibt an dieser Niederschrift seit" in second.text
    assert second.agenda[0] == f"1 Bericht {HOSTILE} ✐"
    second.press("Schreiben übernehmen")
    assert "Sie schreiben seit" in second.text
    second.press("Übernehmen")
    assert second.field("Niederschrift").value == "Von Erika"
    assert drafted(store) == [("Otto Probe", "Von Erika")]
    second.press("Nur speichern")
    first.page.run()
    assert "Otto Probe schreibt an dieser Niederschrift seit" in first.looked().text


@pytest.mark.parametrize(
    ("choice", "saved"),
    [
        ("Gespeicherte Fassung behalten", "Von Otto"),
        ("Meine Fassung behalten", "Von Erika"),
        ("Beide hintereinander in das Feld setzen", "Von Otto"),
    ],
)
def test_of_two_texts_both_are_shown_and_one_is_kept_by_choice(store: Store, choice: str, saved: str) -> None:  # noqa: F811
    first = Room(store).write("Von Erika")
    Room(store, "Otto Probe").write("Von Otto").press("Nur speichern")
    first.press("Nur speichern")
    assert texts(store)[0] == "Von Otto"
    assert "Otto Probe hat diesen Punkt am" in first.text
    assert '">Von Otto</div>' in first.text
    assert '">Von Erika</div>' in first.text
    first.press(choice)
    assert texts(store)[0] == saved
    shown = "Von Otto\n\nVon Erika" if choice.startswith("Beide") else saved
    assert first.field("Niederschrift").value == shown
    assert drafted(store) == ([("Erika Muster", shown)] if choice.startswith("Beide") else [])


def test_agreements_and_tasks_are_written_below_the_text_with_links_and_organisation(store: Store) -> None:  # noqa: F811
    room = Room(store).write(f"Wir suchen <b>Räume</b> {HOSTILE}", "Wortlaut")
    room.open_box("niederschrift:verabredung:1:+:mehr")
    links = next(one for one in room.page.multiselect if one.label == "Verknüpft mit")
    assert "Kennzahl: Untergebrachte Personen" in links.options
    links.set_value(["indicator:belegt"])
    room.press("Verabredung festhalten")
    number, circle = rows(store, Resolution.number)[0], rows(store, Resolution.circle)[0]
    assert (number, circle) == ("2026-01", "public")
    assert rows(store, ResolutionLink.object_id) == ["belegt"]
    assert "Verabredung 2026-01" in room.text
    assert "→ Kennzahl: Untergebrachte Personen" in room.text
    assert room.field("Wortlaut").value == ""
    room.write("Liste erstellen", "Aufgabe")
    room.field("Organisation").set_value(1).run()
    room.press("Aufgabe festhalten")
    with store.reading() as session:
        task = session.scalars(select(Task).where(Task.text == "Liste erstellen")).one()
        assert (task.organisation, task.item, task.state, task.circle) == (1, 1, "open", "public")
    assert "Jobcenter Aue · ohne Termin · offen" in room.text
    room.press("Verabredung festhalten")
    assert "Bitte „Wortlaut“ angeben" in room.text
    room.open_box("niederschrift:darstellung:neu")
    assert "Für „Öffentlichkeit“ liegen noch keine Zahlen vor." in room.text


def test_the_approval_names_what_is_missing_freezes_and_takes_corrections_beside_the_text(store: Store) -> None:  # noqa: F811
    room = (
        Room(store).write(TEXT).press("Speichern und weiter").write("Nicht fertig").open_box("niederschrift:genehmigen")
    )
    assert "Ohne Text: Punkt 2 und 3." in room.text
    assert "Nicht gespeicherte Entwürfe: von Erika Muster zu Punkt 2." in room.text
    room.press("Niederschrift genehmigen")
    assert "Es gibt noch nicht gespeicherte Entwürfe von Erika Muster zu Punkt 2." in room.text
    assert rows(store, Meeting.approval)[0] is None
    next(one for one in room.page.checkbox if one.label.startswith("Trotzdem genehmigen")).check().run()
    room.press("Niederschrift genehmigen")
    assert "Die Niederschrift ist genehmigt und eingefroren (Prüfsumme" in room.text
    assert '<dt style="font-weight:600">Prüfsumme (SHA-256)</dt>' in room.text
    assert "durch Erika Muster" in room.text
    assert "Die Gemeinschaftsunterkünfte sind <strong>voll</strong>." in room.text
    assert "Nicht fertig" not in room.text
    assert [one for one in room.page.get("text_area") if one.label == "Niederschrift"] == []
    assert rows(store, Writing.who) == []

    room.open_box("niederschrift:nachtrag")
    room.field("Zu Punkt").set_value(1).run()
    assert "So ist es genehmigt" in room.text
    room.write("Es waren **zwei** Häuser voll.", "Berichtigung").type("Grund", "Zahl fehlte").press("Nachtrag anfügen")
    assert rows(store, Addendum.item) == [1]
    assert "Es waren <strong>zwei</strong> Häuser voll." in room.text
    assert "Die Gemeinschaftsunterkünfte sind <strong>voll</strong>." in room.text
    assert texts(store) == [TEXT, "", ""]


def test_a_reader_of_another_circle_reads_the_same_page_and_changes_nothing_by_looking(store: Store) -> None:  # noqa: F811
    writer = Room(store).write(TEXT).press("Speichern und weiter").write("Vertraulich").press("Speichern und weiter")
    writer.write("Nur intern").press("Speichern")
    with store.unit_of_work(Actor.local()) as work:
        work.session.execute(Writing.__table__.delete())
        work.record("meetings", "test", "test")
    reader = Room(store, "Presse", Circle.PUBLIC)
    assert "Die Niederschrift wird veröffentlicht, sobald sie genehmigt ist." in reader.text
    assert "Gemeinschaftsunterkünfte sind" not in reader.text
    assert "ENTWURF: Diese Niederschrift ist noch nicht genehmigt." in reader.text
    assert '<h3 style="overflow-wrap:anywhere">2 nicht öffentlich</h3>' in reader.text
    for secret in ("Vertraulich", "Nur intern", "Gespräche", "Belegung am Markt", "Jobcenter"):
        assert secret not in reader.text
    assert rows(store, Writing.who) == []
    assert [one.label for one in reader.page.button] == []


def test_a_draft_of_the_minutes_is_found_from_the_list_of_drafts(store: Store) -> None:  # noqa: F811
    room = Room(store, punkt="3").write("Weiter unten")
    way = drafting_ways.way("item", "3")
    assert (way.title, way.page) == ("Niederschrift", "minutes.py")
    room.enter()
    assert "Zu welcher Sitzung?" in room.text
    room.page.session_state[minutes_agenda.WANTED] = "3"
    room.page.run()
    assert room.looked().field("Niederschrift").value == "Weiter unten"
    assert drafting_ways.way("niederschrift:aufgabe", "3:+").title == "Aufgabe (neu)"


def test_whatever_is_typed_is_harmless_markdown_on_screen() -> None:
    typed = (
        "# Kopf\n<script>alert(1)</script> **fett** [Weg](https://example.org/?a=\"b\") [böse](javascript:alert(1)) "
        "![Bild](https://example.org/x.png)\n\n- eins\n- zwei\n\n> Zitat"
    )  # fmt: skip
    html = screen.blocks(markdown.blocks(typed))
    assert "<strong>Kopf</strong>" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <strong>fett</strong>" in html
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:alert" not in html.replace("[böse](javascript:alert", "")
    assert html.count("<li ") == 2
    assert "<blockquote" in html

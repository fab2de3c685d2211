"""Sitzungen on screen: what comes next, one meeting by circle, and entering it from the body to the invitation."""

import shutil
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.catalogue import load
from dashboard.formats import day
from dashboard.meetings import agenda, bodies, meetings, members, presence, queries, states, tasks
from dashboard.meetings.attendance import Line
from dashboard.meetings.deadlines import deadlines
from dashboard.meetings.forms import (
    BodyForm,
    ItemForm,
    MeetingForm,
    MemberForm,
    ParticipationForm,
    TemplateItem,
)
from dashboard.meetings.kinds import BodyKind, MeetingState, Presence
from dashboard.meetings.presence import ParticipationInvalid
from dashboard.meetings.states import Step
from dashboard.meetings.task_forms import TaskForm
from dashboard.network import commands as network
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store
from dashboard.ui import drafting_ways, meetings_marks, meetings_reads, quarters
from dashboard.ui.meetings_list import sentence, split
from dashboard.ui.meetings_presence import COUNT, FIELD, GUEST, PRESENCE, wishes
from dashboard.ui.meetings_templates import LineInvalid, items_of, text_of
from small_county import settle

TODAY = quarters.today()
SOON, LAST = TODAY + timedelta(days=9), date(2026, 3, 17)
HOSTILE = "<script>alert('x')</script> **fett**"
KINDS = ("text_input", "text_area", "selectbox", "button", "button_group", "date_input")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A Koordinierungsstab with a member, a meeting that was held and one to come, made once."""
    path = tmp_path_factory.mktemp("sitzungen") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store, catalogue = Store.open(f"sqlite:///{path}"), load(PROGRAM_ROOT / "data" / "catalogue")
    settle(store)
    with store.unit_of_work(Actor.local()) as work:
        office = network.add_organisation(work, catalogue, OrganisationForm("Jobcenter Aue", Kind.AUTHORITY, "labour"))
        staff = bodies.add_body(work, BodyForm("Koordinierungsstab"))
        members.add_member(work, MemberForm(staff, office, role="beratend"))
        held = meetings.add_meeting(
            work, MeetingForm(staff, LAST, time(14), time(16, 30), place="Kreishaus", circle=Circle.PUBLIC)
        )
        for title, circle in ((f"Bericht {HOSTILE}", Circle.PUBLIC), ("Gespräche", Circle.COORDINATION),
                              ("Belegung am Markt", Circle.INTERNAL)):  # fmt: skip
            item = agenda.add_item(work, ItemForm(held, title, circle, paper="112/2026", consultation="KA\nKT"))
        tasks.add_task(work, TaskForm("Räume suchen", office, item=item, due_on=LAST, circle=Circle.INTERNAL))
        presence.add_participation(work, catalogue, ParticipationForm(held, office, count=2))
        states.set_state(work, held, Step(MeetingState.HELD), seen=1)
        meetings.add_meeting(work, MeetingForm(staff, SOON, time(9, 30), invitation="Herzlich willkommen"))
    store.close()
    return path


@pytest.fixture
def store(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    yield from _opened(small, tmp_path, monkeypatch)


@pytest.fixture
def empty(migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    for store in _opened(migrated_sqlite, tmp_path, monkeypatch):
        settle(store)
        yield store


def _opened(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    shutil.copyfile(made, tmp_path / "lagebild.sqlite3")
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_CATALOGUE_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    yield store
    store.close()
    get_settings.cache_clear()


class Desk:
    """The page in front of somebody, with what the address says."""

    def __init__(self, store: Store, circle: Circle = Circle.INTERNAL, **address: str) -> None:
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, f"editor-{circle.value}", "Erika Muster", Rights(Role.EDITOR, circle))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
        self.page.user = {"name": opened.session_id}
        self.page.run()
        self.page.switch_page("meetings.py")
        for name, value in address.items():
            self.page.query_params[name] = value
        self.page.run()
        self.looked()

    def looked(self) -> "Desk":
        assert [error.message for error in self.page.exception] == []
        return self

    def field(self, label: str) -> Any:
        found = [one for kind in KINDS for one in self.page.get(kind) if getattr(one, "label", None) == label]
        assert len(found) == 1, label
        return found[0]

    def type(self, label: str, value: Any) -> "Desk":
        self.field(label).set_value(value)
        return self

    def press(self, label: str) -> "Desk":
        self.field(label).click().run()
        return self.looked()

    def edit(self, what: str) -> "Desk":
        self.page.session_state["sitzung:eintragen"] = True
        self.page.session_state["sitzung:was"] = what
        self.page.run()
        return self.looked()

    @property
    def text(self) -> str:
        """All that the page sends to be read."""
        page = self.page
        said = [*page.markdown, *page.caption, *page.info, *page.error, *page.success, *page.warning]
        html = [one.proto.body for one in page.get("html")]
        return "\n".join([str(one.value) for one in said] + html).replace("\\", "")

    @property
    def files(self) -> list[str]:
        return [one.proto.label for one in self.page.get("download_button")]


def test_the_next_meeting_stands_first_with_what_is_due_before_it(store: Store) -> None:
    desk = Desk(store)
    assert f"Als Nächstes in 9 Tagen: Koordinierungsstab, {day(SOON)}, 09:30 Uhr." in desk.text
    assert "1 frühere Sitzung, 1 Niederschrift noch nicht genehmigt, 1 Aufgabe offen." in desk.text
    assert "Einladung versenden: war am" in desk.text
    assert "noch nicht eingeladen" in desk.text
    assert "17.03.2026, 14:00–16:30 Uhr</a>" in desk.text
    assert desk.files == ["In den Kalender"]
    later = Desk(store, Circle.COORDINATION)
    assert "Als Nächstes in 9 Tagen" in later.text
    assert "Einladung versenden" not in later.text


def test_one_meeting_is_found_by_its_number_and_told_by_circle(store: Store) -> None:
    inside = Desk(store, sitzung="01.01.2020 Früherer Name (Nr. 1)")
    assert "3 Punkte, keine Ergebnisse, 1 Aufgabe offen. 2 Personen waren da." in inside.text
    assert "Bericht &lt;script&gt;alert" in inside.text
    assert "<script>" not in inside.text
    assert "112/2026<br>Beratungsfolge: KA – KT" in inside.text
    assert "Tage überfällig" in inside.text
    assert "Jobcenter Aue" in inside.text
    assert [label for label in inside.files if "Niederschrift" in label] == [
        "Entwurf der Niederschrift als PDF", "Entwurf der Niederschrift als DOCX",
    ]  # fmt: skip
    partner = Desk(store, Circle.COORDINATION, sitzung="1")
    assert "Gespräche <em>(nur: Koordinierungsstab)</em>" in partner.text
    public = Desk(store, Circle.PUBLIC, sitzung="1")
    assert "2 Personen" in public.text
    assert public.text.count("<em>nicht öffentlich</em>") == 2
    sent = public.text + str(public.page._tree)
    for secret in ("Gespräche", "Markt", "Räume", "Jobcenter", "Verlauf", "Eintragen", "Versandt am"):
        assert secret not in sent, secret
    assert "Belegung" not in partner.text


def test_a_link_to_a_meeting_that_this_circle_does_not_know_says_so(store: Store) -> None:
    assert (
        "Die Sitzung dieses Links gibt es nicht mehr, oder nicht für diesen Kreis."
        in Desk(store, Circle.PUBLIC, sitzung="2").text
    )


def test_from_the_first_body_to_the_invitation_and_back(empty: Store) -> None:
    desk = Desk(empty)
    assert "Es ist noch kein Gremium eingetragen." in desk.text
    desk.type("Name", "Koordinierungsstab").press("Gremium anlegen")
    assert "„Koordinierungsstab“ ist eingetragen. Jetzt seine Mitglieder oder die erste Sitzung." in desk.text
    desk.edit("Sitzung").press("Sitzung anlegen")
    assert "Bitte „Gremium“ angeben." in desk.text
    desk.type("Tag", SOON).type("Beginn", "9.30 Uhr")
    next(one for one in desk.page.selectbox if one.key.endswith(":body")).set_value(1)
    desk.press("Sitzung anlegen")
    assert "Die Sitzung ist eingetragen. Jetzt die Tagesordnung." in desk.text
    desk.type("Punkte als Liste, ein Titel je Zeile", "1. Begrüßung\n2. öffentlich: Zahlen\n3. Verschiedenes")
    desk.press("Punkte eintragen")
    assert "3 Punkte sind eingetragen." in desk.text
    desk.edit("Punkt")
    next(one for one in desk.page.selectbox if one.key == "buendnis:eintrag:punkt:1").set_value("3").run()
    desk.press("Nach oben")
    assert "„Verschiedenes“ ist jetzt Punkt 2." in desk.text
    desk.press("Einladung ist versandt")
    assert "ist jetzt „eingeladen“." in desk.text
    desk.press("So eintragen")
    assert "Die Sitzung wird abgesagt" in desk.text
    next(one for one in desk.page.text_input if one.label == "Grund").set_value("Glatteis")
    desk.press("So eintragen")
    assert "ist jetzt „abgesagt“." in desk.text
    assert desk.files[0] == "Im Kalender absagen"
    with empty.reading() as session:
        sheet = queries.meeting(session, Actor.local(), 1)
    assert [(one.number, one.title) for one in sheet.agenda] == [
        ("1", "Begrüßung"), ("2", "Verschiedenes"), ("3", "Zahlen"),
    ]  # fmt: skip
    assert (sheet.meeting.form.begins, sheet.meeting.state) == (time(9, 30), MeetingState.CANCELLED)


def test_the_members_are_ticked_in_the_table_of_presence_and_saved_at_once(store: Store) -> None:
    desk = Desk(store, sitzung="2").edit("Anwesenheit")
    desk.press("Alle Übrigen anwesend").press("Anwesenheit speichern")
    assert "Anwesenheit: 1 eingetragen." in desk.text
    assert "1 Person." in desk.text


def test_a_renamed_body_keeps_its_name_in_meetings_before(store: Store) -> None:
    desk = Desk(store, sitzung="1").edit("Gremium")
    desk.type("Heißt künftig", "Stab für Teilhabe").press("Umbenennen")
    assert "„Koordinierungsstab“ heißt ab dem" in desk.text
    assert "Koordinierungsstab am 17.03.2026" in desk.text
    desk.field("Sitzung öffnen").set_value(None).run()
    assert "Als Nächstes in 9 Tagen: Stab für Teilhabe" in desk.looked().text


def line(**more: Any) -> dict[str, Any]:
    return {
        "id": 5, "version": 3, "organisation": 7, "who": "Jobcenter", "guest": "", "presence": "present", "count": 1,
        "field": None, **more,
    }  # fmt: skip


def test_a_line_of_the_table_says_only_what_was_typed_into_it() -> None:
    fresh = line(id=0, version=0, organisation=None, who="", presence=None, count=None)
    both = [line(), fresh]
    assert wishes(9, both, {}) == wishes(9, both, {0: {COUNT: 1}, 1: {GUEST: ""}}) == []
    assert wishes(9, both, {0: {PRESENCE: None}}) == [Line(5, 3, None)]
    assert wishes(9, both, {0: {COUNT: 3}, 1: {GUEST: "Presse", PRESENCE: "guest"}}) == [
        Line(5, 3, ParticipationForm(9, 7, count=3)),
        Line(0, 0, ParticipationForm(9, None, "Presse", "", Presence.GUEST, 1)),
    ]
    assert wishes(9, both, {1: {FIELD: "labour", PRESENCE: "present", COUNT: 30}}) == [
        Line(0, 0, ParticipationForm(9, None, "", "labour", Presence.PRESENT, 30))
    ]
    with pytest.raises(ParticipationInvalid, match="„Presse“: Bitte die Anwesenheit wählen"):
        wishes(9, both, {1: {GUEST: "Presse"}})


titles = some.text(some.characters(blacklist_categories=["Cc", "Zl", "Zp", "Cs"]), min_size=1).map(str.strip)


@given(
    some.lists(
        some.builds(
            TemplateItem, titles.filter(bool).filter(lambda one: not one.startswith("|") and not one.endswith("|")),
            some.sampled_from(Circle), some.integers(0, 600),
            some.sampled_from(["", "Vorsitz", "Leitung, Jobcenter"]),
        )
    )
)  # fmt: skip
def test_what_a_template_says_stands_in_its_lines(items: list[TemplateItem]) -> None:
    read = items_of(text_of(tuple(items)))
    plain = [(" ".join(one.title.split()).replace(" ", ""), one.circle, one.minutes, one.presenter) for one in items]
    assert [(" ".join(one.title.split()).replace(" ", ""), one.circle, one.minutes, one.presenter) for one in read] == (
        plain
    )


def test_a_line_of_a_template_that_nobody_understands_is_told() -> None:
    assert items_of("Begrüßung\n\nZahlen | 30") == (TemplateItem("Begrüßung"), TemplateItem("Zahlen", minutes=30))
    for text, said in (("A | lang", "keine Zahl von Minuten"), ("A | 5 | B | alle", "nicht öffentlich, nicht")):
        with pytest.raises(LineInvalid, match=said):
            items_of(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("17.03.2026 Stab (Nr. 12)", 12),
        ("12", 12),
        ("17.03.2026 Stab (Nr. 12", 12),
        ("17.03.2026 Stab", None),
        ("", None),
    ],
)
def test_a_meeting_is_known_by_the_number_in_its_label(text: str, number: int | None) -> None:
    assert meetings_reads.number_in(text) == number


def test_deadlines_are_told_when_they_are_near_and_the_invitations_only_until_it_is_out(store: Store) -> None:
    with store.reading() as session:
        found = queries.meetings(session, Actor.local())
    coming, past = split(found, TODAY)
    assert ([one.id for one in coming], [one.id for one in past]) == ([2], [1])
    assert sentence((), TODAY) == "Es ist keine Sitzung geplant."
    before = deadlines(SOON, BodyKind.ROUND_TABLE)
    assert len(meetings_marks.due(coming[0], before, TODAY)) == 2
    assert meetings_marks.due(coming[0], before, TODAY - timedelta(days=60)) == []
    assert meetings_marks.due(past[0], deadlines(LAST, BodyKind.STAFF), TODAY) == []


@pytest.mark.parametrize(
    ("kind", "object_id", "title", "chosen"),
    [
        ("sitzung:sitzung", "+", "Sitzung (neu)", {"sitzung:was": "Sitzung", "sitzung": None}),
        ("sitzung:sitzung", "4", "Sitzung", {"sitzung": 4, "buendnis:eintrag:sitzung:4": "4"}),
        ("sitzung:punkt", "4:17", "Punkt", {"sitzung": 4, "buendnis:eintrag:punkt:4": "17"}),
        ("sitzung:einfuegen", "4", "Tagesordnung", {"sitzung": 4, "sitzung:was": "Tagesordnung"}),
        ("sitzung:gremium", "2", "Gremium", {"buendnis:eintrag:gremium": "2"}),
        ("sitzung:mitglied", "2:+", "Mitglieder (neu)", {"sitzung:mitglieder-von": 2}),
        ("sitzung:vorlage", "3", "Vorlagen", {"buendnis:eintrag:sitzungsvorlage": "3"}),
    ],
)
def test_every_form_of_the_meetings_has_its_way(kind: str, object_id: str, title: str, chosen: dict) -> None:
    way = drafting_ways.way(kind, object_id)
    assert (way.title, way.page) == (title, "meetings.py")
    assert chosen.items() <= way.state.items()

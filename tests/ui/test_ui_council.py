"""Präsentation on screen: a folder in two clicks, its pages in order, frozen and then only read, for its circle."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.catalogue import load
from dashboard.council import queries
from dashboard.council.builders import BUILDERS
from dashboard.council.reference import Reference
from dashboard.intake import propose, take_over
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store
from small_county import settle

FIGURES = b"quartal;gemeinde;praktika\n2026-Q2;Aue;12\n2026-Q2;Bach;6\n2026-Q3;Aue;14\n2026-Q3;Bach;8\n"
TITLE = "Stand der Beschlüsse und Aufgaben, 3. Quartal 2026"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """Two Gemeinden with two quarters, not released."""
    path = tmp_path_factory.mktemp("mappen") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store, catalogue = Store.open(f"sqlite:///{path}"), load(PROGRAM_ROOT / "data" / "catalogue")
    settle(store)
    with store.unit_of_work(Actor.local()) as work:
        take_over(work, propose(work.session, work.actor, FIGURES, "a.csv", catalogue=catalogue), FIGURES)
    store.close()
    return path


@pytest.fixture
def store(small, tmp_path, monkeypatch):
    shutil.copyfile(small, tmp_path / "lagebild.sqlite3")
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
    """The page in front of somebody."""

    def __init__(self, store: Store, circle: Circle, role: Role = Role.EDITOR, file: str = "council.py") -> None:
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, f"person-{circle.value}", "Erika Muster", Rights(role, circle))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=60)
        self.page.user = {"name": opened.session_id}
        self.page.run()
        self.page.switch_page(file)
        self.page.run()
        self.looked()

    def looked(self) -> "Desk":
        assert [error.message for error in self.page.exception] == []
        return self

    def button(self, label: str):
        return next((one for one in self.page.button if one.label == label), None)

    def click(self, label: str) -> "Desk":
        self.button(label).click().run()
        return self.looked()

    def unfold(self, key: str) -> "Desk":
        self.page.session_state[key] = True
        self.page.run()
        return self.looked()

    def text(self) -> str:
        page = self.page
        parts = [*page.markdown, *page.info, *page.caption, *page.success, *page.error]
        return "\n".join([*(one.value for one in parts), *(one.proto.body for one in page.get("html"))])


def folders(store: Store):
    with store.reading() as session:
        return queries.folders(session, Actor.local())


def test_a_folder_comes_from_a_ready_set_in_two_clicks_is_ordered_and_frozen(store: Store) -> None:
    office = Desk(store, Circle.INTERNAL)
    office.page.session_state["mappe:neu:art"] = "resolutions"
    office.page.run()
    office.click("Mappe anlegen")
    (made,) = folders(store)
    assert (made.form.title, made.form.circle, made.form.period.code) == (TITLE, Circle.PUBLIC, "2026-Q3")
    assert "Öffentlich: Die Mappe zeigt nur freigegebene Zahlen" in office.text()
    radio = next(one for one in office.page.radio if one.label == "Seiten")
    before = list(radio.options)
    office.click("Nach unten")
    after = list(next(one for one in office.page.radio if one.label == "Seiten").options)
    assert [name.split(". ")[1] for name in after[:2]] == [name.split(". ")[1] for name in before[1::-1]]
    # Others do not see it before it is frozen.
    outside = Desk(store, Circle.PUBLIC, Role.VIEWER)
    assert "Für diesen Kreis ist noch keine Mappe eingefroren." in outside.text()
    office.unfold(f"mappe:einfrieren:{made.id}").click("Jetzt einfrieren")
    (frozen,) = folders(store)
    assert frozen.number.endswith("-01")
    assert f"als Mappe {frozen.number} eingefroren" in office.text()
    assert [office.button(label) for label in ("Nach unten", "Aus der Mappe nehmen", "Seite speichern")] == [None] * 3
    outside.page.run()
    assert TITLE in outside.text()
    assert outside.button("Mappe anlegen") is None
    office.unfold(f"mappe:berichtigt:{made.id}")
    assert "hat sich an den Zahlen dieser Mappe nichts geändert" in office.text()


def test_an_unreleased_figure_can_be_put_in_but_is_not_shown_to_the_folders_circle(store: Store) -> None:
    office = Desk(store, Circle.INTERNAL)
    office.page.session_state["mappe:neu:art"] = "leer"
    office.page.run()
    office.click("Mappe anlegen")
    monitoring = office.page
    monitoring.switch_page("monitoring.py")
    monitoring.query_params["feld"] = "Arbeitsmarkt"
    monitoring.query_params["zahl"] = load(PROGRAM_ROOT / "data" / "catalogue").indicators["praktika"].short
    monitoring.run()
    office.looked()
    key = f"mappe:hinein:{Reference('course', 'praktika').text}"
    office.unfold(key).click("Hineinlegen")
    assert "Die Darstellung liegt jetzt am Ende von „Neue Mappe, 3. Quartal 2026 (Nr. 1)“." in office.text()
    with store.reading() as session:
        (item,) = queries.items(session, Actor.local(), folders(store)[0].id)
    assert (item.form.reference.builder, item.form.reference.indicator) == ("course", "praktika")
    monitoring.switch_page("council.py")
    monitoring.run()
    office.looked()
    assert "liegt bis zum 3. Quartal 2026 kein Wert vor, der hier gezeigt werden kann." in office.text()


def test_a_file_is_asked_for_with_one_click_and_is_there_until_something_changes(store: Store) -> None:
    office = Desk(store, Circle.INTERNAL)
    office.page.session_state["mappe:neu:art"] = "leer"
    office.page.run()
    office.click("Mappe anlegen")
    (made,) = folders(store)
    office.page.session_state["mappe:dazu:titel"] = "Dank"
    office.unfold(f"mappe:dazu:{made.id}").click("Textseite dazu")
    office.unfold(f"mappe:dateien:{made.id}").click("Bericht als DOCX")
    assert "„Bericht als DOCX“ ist fertig (" in office.text()
    (download,) = office.page.get("download_button")
    assert download.proto.label == "Herunterladen"
    office.page.session_state["mappe:dazu:titel"] = "Zum Schluss"
    office.click("Abschnitt dazu")
    assert "Seit „Bericht als DOCX“ entstand, hat sich etwas geändert. Bitte neu erstellen." in office.text()
    assert len(office.page.get("download_button")) == 0


def test_what_is_shown_on_a_page_can_be_put_into_a_folder_there(store: Store) -> None:
    catalogue = load(PROGRAM_ROOT / "data" / "catalogue")
    split = "quartal;gemeinde;geschlecht;praktika\n2026-Q3;Aue;männlich;8\n2026-Q3;Aue;weiblich;6\n".encode()
    with store.unit_of_work(Actor.local()) as work:
        take_over(work, propose(work.session, work.actor, split, "b.csv", catalogue=catalogue), split)
    office = Desk(store, Circle.INTERNAL)
    office.page.session_state["mappe:neu:art"] = "leer"
    office.page.run()
    office.click("Mappe anlegen")
    page = office.page
    page.switch_page("overview.py")
    page.run()
    office.looked()
    for builder in ("fields", "attention", "changes"):
        office.unfold(f"mappe:hinein:{Reference(builder).text}")
        assert f"Dort erscheint „{BUILDERS[builder].title}“, wie „" in office.text()
        office.click("Hineinlegen")
        page.session_state[f"mappe:hinein:{Reference(builder).text}"] = False
    page.switch_page("monitoring.py")
    page.query_params.update({"feld": "Arbeitsmarkt", "zahl": catalogue.indicators["praktika"].short})
    page.run()
    page.session_state["sicht"] = "Gliederung"
    page.run()
    for area in ("", "99001001"):
        if area:
            next(one for one in page.selectbox if one.label == "Für").set_value(area).run()
        reference = Reference("breakdown", "praktika", area=area, dimension="geschlecht")
        office.unfold(f"mappe:hinein:{reference.text}").click("Hineinlegen")
    with store.reading() as session:
        items = queries.items(session, Actor.local(), folders(store)[0].id)
    assert [one.form.reference.builder for one in items] == ["fields", "attention", "changes", *["breakdown"] * 2]
    assert [one.form.reference.area for one in items[3:]] == ["", "99001001"]

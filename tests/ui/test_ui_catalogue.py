"""Verwaltung → Kennzahlen: what an administrator sees, changes, retires and decides, and what stays after an error."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights, commands
from dashboard.access.sessions import Limits, open_session
from dashboard.catalogue import CatalogueError, EntryKind, current
from dashboard.catalogue import commands as catalogue_commands
from dashboard.catalogue.queries import texts
from dashboard.catalogue.toml_text import written
from dashboard.geography import commands as geography
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store

FOLDER = PROGRAM_ROOT / "data" / "catalogue"
ATTACKS = "uebergriffe_auf_unterkuenfte"
SECONDS = 60


@pytest.fixture(scope="session")
def peine(tmp_path_factory, migrated_sqlite) -> Path:
    """The Landkreis Peine and nothing else, made once."""
    path = tmp_path_factory.mktemp("peine") / "lagebild.sqlite3"
    shutil.copyfile(migrated_sqlite, path)
    store = Store.open(f"sqlite:///{path}")
    with store.reading() as session:
        plan = geography.prepare(session, "03157", None, None)
    with store.unit_of_work(Actor.local()) as work:
        geography.register(work, plan)
    store.close()
    return path


class Desk:
    """The dashboard in front of somebody who administers it."""

    def __init__(self, store: Store, role: Role = Role.ADMIN) -> None:
        self.store = store
        with store.unit_of_work(Actor.local()) as work:
            link = commands.create(work, "erika", "Erika Muster", Rights(role, Circle.INTERNAL))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=SECONDS)
        self.page.user = {"name": opened.session_id}
        self.page.query_params["bereich"] = "Kennzahlen"

    def open(self) -> "Desk":
        self.page.run()
        self.page.session_state["bereich"] = "Kennzahlen"
        self.page.switch_page("administration.py").run()
        return self.looked()

    def looked(self) -> "Desk":
        assert [error.message for error in self.page.exception] == []
        assert [one.value for one in self.page.warning if not one.value.startswith("Dieser Eintrag wurde")] == []
        return self

    def field(self, label: str):
        """The one widget with this label."""
        kinds = ("text_input", "text_area", "selectbox", "multiselect", "number_input", "date_input", "checkbox")
        found = [one for kind in kinds for one in getattr(self.page, kind) if one.label == label]
        assert len(found) == 1, (label, [one.label for kind in kinds for one in getattr(self.page, kind)])
        return found[0]

    def choose(self, label: str, value: str) -> "Desk":
        self.field(label).set_value(value).run()
        return self.looked()

    def part(self, code: str) -> "Desk":
        self.page.segmented_control(key="katalog:teil").set_value(code).run()
        return self.looked()

    def press(self, label: str) -> "Desk":
        found = [one for one in self.page.button if one.label == label]
        assert len(found) == 1, (label, [one.label for one in self.page.button])
        found[0].click().run()
        return self.looked()

    @property
    def errors(self) -> list[str]:
        return [one.value for one in self.page.error]

    @property
    def successes(self) -> list[str]:
        return [one.value for one in self.page.success]

    @property
    def catalogue(self):
        return current(self.store, FOLDER)

    def states(self) -> dict[str, str]:
        table = next(one.value for one in self.page.dataframe if "Stand" in one.value)
        return dict(zip(table["Spaltenname"], table["Stand"], strict=True))

    def history(self) -> list[tuple[str, str, str]]:
        table = next((one.value for one in self.page.dataframe if "Nachher" in one.value), None)
        return [] if table is None else list(zip(table["Angabe"], table["Vorher"], table["Nachher"], strict=True))


@pytest.fixture
def store(peine, tmp_path, monkeypatch):
    shutil.copyfile(peine, tmp_path / "lagebild.sqlite3")
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_CATALOGUE_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    yield store
    store.close()
    get_settings.cache_clear()


@pytest.fixture
def desk(store) -> Desk:
    return Desk(store).open()


def test_the_list_says_by_field_where_each_indicator_comes_from(desk):
    states = desk.states()
    assert next(iter(states)) == "aufnahme_soll"
    assert states["belegt"] == "Datei"
    assert states[ATTACKS] == "abgeschaltet"
    assert len(states) == len(desk.catalogue.indicators)
    assert desk.errors == []


def test_a_changed_word_holds_at_once_and_stands_in_the_history(desk):
    desk.choose("Kennzahl", "belegt")
    assert desk.field("Bezeichnung").value == "Untergebrachte Personen"
    desk.field("Bezeichnung").set_value("Menschen in Unterkünften")
    desk.press("Änderungen speichern")
    assert desk.successes == ["Kennzahl „Menschen in Unterkünften“: geändert. Das gilt ab sofort."]
    assert desk.catalogue.indicators["belegt"].title == "Menschen in Unterkünften"
    assert desk.states()["belegt"] == "geändert"
    assert desk.history() == [("Bezeichnung", "Untergebrachte Personen", "Menschen in Unterkünften")]
    desk.press("Zurück zur Fassung der Datei")
    assert desk.catalogue.indicators["belegt"].title == "Untergebrachte Personen"
    assert desk.field("Bezeichnung").value == "Untergebrachte Personen"


def test_saving_without_a_change_changes_nothing(desk):
    for code in ("belegt", "auslastung", "schutzsuchende", ATTACKS):
        desk.choose("Kennzahl", code)
        desk.press("Änderungen speichern")
        assert (desk.errors, desk.states()[code]) == ([], "abgeschaltet" if code == ATTACKS else "Datei")
    assert desk.history() == []


def test_an_error_stands_beside_the_form_and_nothing_typed_is_lost(desk):
    desk.choose("Kennzahl", "belegt")
    desk.field("Einheit").set_value("")
    desk.field("Vorsicht").set_value("Ein langer Text, den niemand noch einmal tippen will.")
    desk.field("Größter möglicher Wert").set_value(-5.0)
    desk.press("Änderungen speichern")
    assert desk.errors == ["„Einheit“ fehlt. Ergänzen Sie die Angabe."]
    assert desk.field("Vorsicht").value == "Ein langer Text, den niemand noch einmal tippen will."
    desk.field("Einheit").set_value("Personen")
    desk.press("Änderungen speichern")
    assert desk.errors == ["„Kleinster möglicher Wert“ (0) ist größer als „Größter möglicher Wert“ (-5)."]
    desk.part("brueche").part("kennzahlen")
    assert desk.field("Vorsicht").value == "Ein langer Text, den niemand noch einmal tippen will."
    desk.field("Größter möglicher Wert").set_value(None)
    desk.press("Änderungen speichern")
    assert desk.errors == []
    assert desk.catalogue.indicators["belegt"].trap == "Ein langer Text, den niemand noch einmal tippen will."


def test_a_new_indicator_needs_five_words(desk):
    desk.choose("Kennzahl", "+")
    for label, text in {
        "Bezeichnung": "Chöre für alle", "Einheit": "Chöre", "Quelle": "Vereine", "Definition": "Offene Chöre.",
    }.items():  # fmt: skip
        desk.field(label).set_value(text)
    desk.field("Feld").set_value("civic")
    desk.press("Kennzahl anlegen")
    assert desk.errors == []
    assert desk.successes == ["Kennzahl „Chöre für alle“: angelegt. Das gilt ab sofort."]
    choirs = desk.catalogue.indicators["choere_fuer_alle"]
    assert (choirs.field, choirs.counts, choirs.timing, choirs.sum_over, choirs.minimum) == (
        "civic", "things", "period", ("area", "time"), 0,
    )  # fmt: skip
    assert desk.states()["choere_fuer_alle"] == "neu"
    assert desk.field("Kennzahl").value == "choere_fuer_alle"


def test_retiring_needs_a_reason_and_can_be_taken_back(desk):
    desk.choose("Kennzahl", "praktika")
    desk.press("Zurückziehen")
    assert desk.errors == ["Bitte begründen: „Begonnene Praktika“. Die Begründung bleibt im Verlauf."]
    desk.field("Grund für das Zurückziehen").set_value("Wird nicht mehr gemeldet")
    desk.press("Zurückziehen")
    assert desk.states()["praktika"] == "zurückgezogen"
    assert "praktika" not in [one.code for one in desk.catalogue.enabled()]
    assert [one.value for one in desk.page.info] == ["Zurückgezogen: Wird nicht mehr gemeldet"]
    desk.press("Wieder einführen")
    assert desk.states()["praktika"] == "Datei"
    assert "praktika" in [one.code for one in desk.catalogue.enabled()]


def test_the_decision_turns_a_harmful_one_on_and_its_withdrawal_off(desk):
    desk.choose("Kennzahl", ATTACKS)
    words = " ".join(one.value for one in desk.page.markdown)
    assert "nie als Quote, Rangfolge, Karte, Trend, automatischer Satz, Überblick und größte Veränderungen" in words
    assert desk.field("Gremium").value == "Koordinierungsstab"
    desk.field("Begründung").set_value("Sitzung vom 2. März, Punkt 4")
    desk.press("Entscheidung eintragen und einschalten")
    assert desk.errors == ["Bitte den Tag angeben, an dem über „Übergriffe auf Unterkünfte“ entschieden wurde."]
    assert desk.field("Begründung").value == "Sitzung vom 2. März, Punkt 4"
    desk.field("Tag der Entscheidung").set_value(date(2026, 3, 2))
    desk.press("Entscheidung eintragen und einschalten")
    assert desk.errors == []
    assert desk.states()[ATTACKS] == "durch Entscheidung eingeschaltet"
    assert desk.catalogue.decisions[ATTACKS].who == "Erika Muster"
    assert desk.successes[-1].startswith(
        "Eingeschaltet: Koordinierungsstab, 02.03.2026. Begründung: Sitzung vom 2. März, Punkt 4 "
        "Eingetragen von Erika Muster am "
    )
    desk.field("Grund für die Rücknahme").set_value("Neu beraten")
    desk.press("Entscheidung zurücknehmen und abschalten")
    assert desk.states()[ATTACKS] == "abgeschaltet"
    assert not desk.catalogue.indicators[ATTACKS].enabled


def test_somebody_elses_change_is_shown_and_not_overwritten(desk):
    desk.choose("Kennzahl", "belegt")
    desk.field("Vorsicht").set_value("Meine Fassung")
    with desk.store.reading() as session:
        content = texts(session, Actor.local(), FOLDER).content(EntryKind.INDICATOR, "belegt")
    with desk.store.unit_of_work(Actor.local("Otto")) as work:
        catalogue_commands.save(
            work, FOLDER, EntryKind.INDICATOR, "belegt", {**content, "trap": "Ottos Fassung"}, seen=0
        )
    desk.press("Änderungen speichern")
    assert len(desk.errors) == 1
    assert "Ottos Fassung" in desk.errors[0]
    assert "Meine Fassung" in desk.errors[0]
    assert desk.field("Vorsicht").value == "Meine Fassung"
    assert desk.catalogue.indicators["belegt"].trap == "Ottos Fassung"
    desk.press("Trotzdem meine Fassung behalten")
    desk.press("Änderungen speichern")
    assert desk.catalogue.indicators["belegt"].trap == "Meine Fassung"


def test_a_break_is_added_with_its_day_and_places(desk):
    desk.part("brueche").choose("Bruch", "+")
    desk.field("Bezeichnung").set_value("Neue Zählweise")
    desk.field("Erklärung").set_value("Seit Juli wird am Monatsende gezählt.")
    desk.press("Bruch anlegen")
    assert desk.errors == ["- „Kennzahlen“ fehlt. Ergänzen Sie die Angabe.\n"
                           "- „Erster Tag der neuen Bedeutung“ fehlt. Ergänzen Sie die Angabe."]  # fmt: skip
    desk.field("Erster Tag der neuen Bedeutung").set_value(date(2026, 7, 1))
    desk.field("Sonst nur diese Kennzahlen").set_value(["belegt"])
    desk.field("Nur in diesen Gebieten (leer: überall)").set_value(["03157008"])
    desk.press("Bruch anlegen")
    assert desk.errors == []
    found = desk.catalogue.breaks[-1]
    assert (found.code, found.since, found.indicators, found.areas) == (
        "neue_zaehlweise", date(2026, 7, 1), ("belegt",), ("03157008",),
    )  # fmt: skip
    desk.choose("Bruch", "zensus_2022")
    assert desk.field("Grundlage davor").value == "Basis Zensus 2011"


def test_a_profile_is_checked_before_it_is_saved(desk):
    desk.part("profile").choose("Quellenprofil", "12531-0043")
    text = desk.field("Zuordnung (TOML)").value
    assert text == (FOLDER / "profiles" / "12531-0043.toml").read_text("utf-8")
    desk.field("Zuordnung (TOML)").set_value(text.replace('"schutzsuchende"', '"schutzsuchend"'))
    desk.press("Nur prüfen")
    assert desk.errors == ["- Die Kennzahl „schutzsuchend“ gibt es nicht."]
    desk.press("Speichern")
    assert desk.errors == ["Die Kennzahl „schutzsuchend“ gibt es nicht."]
    desk.field("Zuordnung (TOML)").set_value("# Unser\n" + text.replace('title = "', 'title = "Unser: ', 1))
    desk.press("Nur prüfen")
    assert desk.successes == ["Das Profil „12531-0043“ kann so gelten."]
    desk.press("Speichern")
    assert desk.catalogue.profiles["12531-0043"].title.startswith("Unser: ")


def test_a_field_moves_up(desk):
    desk.part("felder")
    desk.page.button(key="katalog:felder:education").click().run()
    assert list(desk.looked().catalogue.fields)[:2] == ["education", "housing"]
    desk.press("Reihenfolge der Datei")
    assert list(desk.catalogue.fields)[:2] == ["housing", "education"]
    desk.part("verlauf")
    assert len(desk.history()) == 2


def test_an_editor_does_not_get_there(store):
    desk = Desk(store, Role.EDITOR)
    desk.page.run()
    desk.page.switch_page("administration.py").run()
    assert desk.errors == [
        "Dafür braucht das Konto „Erika Muster“ das Recht „Verwalten“; es hat das Recht „Bearbeiten“."
    ]
    assert len(desk.page.dataframe) == 0


def test_where_files_and_entries_do_not_fit_no_figure_is_shown_until_it_is_mended(store, tmp_path, monkeypatch):
    """A new program's file wants a name that the county has given already."""
    folder = tmp_path / "katalog"
    shutil.copytree(FOLDER, folder)
    monkeypatch.setenv("DASHBOARD_CATALOGUE_DIR", str(folder))
    get_settings.cache_clear()
    choirs = {
        "title": "Chöre", "field": "civic", "unit": "Chöre", "counts": "things", "levels": ["district"],
        "frequency": "year", "source": "Vereine", "definition": "Chöre.",
    }  # fmt: skip
    with store.unit_of_work(Actor.local()) as work:
        catalogue_commands.save(work, folder, EntryKind.INDICATOR, "gesang", choirs, seen=0)
    taken = written({**choirs, "title": "Singkreise", "synonyms": ["Chöre"]})
    (folder / "indicators" / "neu.toml").write_text(f"[singkreise]\n{taken}", "utf-8")
    sentence = "Die Bezeichnung „Chöre“ steht schon bei „singkreise“ (dort „Chöre“)."
    with pytest.raises(CatalogueError):
        current(store, folder)
    desk = Desk(store)
    desk.open()
    assert len(desk.errors) == 1
    assert sentence in desk.errors[0].replace("\\", "")
    desk.choose("Kennzahl", "gesang")
    desk.field("Bezeichnung").set_value("Unsere Gesangsgruppen")
    desk.press("Änderungen speichern")
    assert desk.errors == []
    assert current(store, folder).indicators["gesang"].title == "Unsere Gesangsgruppen"

"""What a county decides in the browser lies over the files, goes through the same checks, and is never lost."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue import Catalogue, EntryKind, current, load
from dashboard.catalogue import commands as catalogue_commands
from dashboard.catalogue.commands import EntryRefused, ReasonMissing
from dashboard.catalogue.queries import history, problems, stored, texts
from dashboard.catalogue.stored import Stored
from dashboard.catalogue.texts import State
from dashboard.catalogue.toml_text import written
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.store import Actor, Circle, Role
from dashboard.store.audit import entries

INDICATOR, BREAK, PROFILE = EntryKind.INDICATOR, EntryKind.BREAK, EntryKind.PROFILE
CHOIRS = {
    "title": "Chöre",
    "field": "base",
    "unit": "Chöre",
    "counts": "things",
    "levels": ["municipality"],
    "frequency": "quarter",
    "source": "Vereine",
    "definition": "Chöre, die es gibt.",
}


class County:
    """A store with the small catalogue beside it, and somebody who administers both."""

    def __init__(self, store, folder, admin):
        self.store, self.folder, self.admin = store, folder, admin

    def do(self, command, *words, actor=None, **more):
        with self.store.unit_of_work(actor or self.admin) as work:
            return getattr(catalogue_commands, command)(work, self.folder, *words, **more)

    def refused(self, command, *words, **more):
        with pytest.raises(EntryRefused) as caught:
            self.do(command, *words, **more)
        return [str(problem) for problem in caught.value.problems]

    @property
    def catalogue(self) -> Catalogue:
        return current(self.store, self.folder)

    def texts(self):
        with self.store.reading() as session:
            return texts(session, self.admin, self.folder)

    def content(self, code, kind=INDICATOR):
        return self.texts().content(kind, code)

    def history(self, code=None):
        with self.store.reading() as session:
            return history(session, self.admin, self.folder, code)


@pytest.fixture
def county(store, sandbox, admin):
    return County(store, sandbox.folder, admin)


def test_without_entries_the_catalogue_is_that_of_the_files(county, sandbox):
    assert county.catalogue.version == sandbox.load().version
    assert county.texts().state(INDICATOR, "places") is State.FILE
    assert county.catalogue is county.catalogue


def test_a_new_indicator_holds_at_once_and_stands_at_the_end_of_its_field(county):
    before = county.catalogue
    said = county.do("save", INDICATOR, "choirs", CHOIRS, seen=0, new=True)
    assert said == "Kennzahl „Chöre“: angelegt. Das gilt ab sofort."
    after = county.catalogue
    assert [one.code for one in after.enabled("base")] == ["seekers", "choirs"]
    assert after.headers.indicator("Chöre").name == "choirs"
    assert after.version != before.version
    assert county.texts().state(INDICATOR, "choirs") is State.NEW
    assert "choirs" not in before.indicators


def test_a_changed_indicator_keeps_what_was_not_changed_and_can_go_back_to_the_file(county):
    changed = {**county.content("people"), "title": "Untergebrachte"}
    assert county.do("save", INDICATOR, "people", changed, seen=0) == (
        "Kennzahl „Untergebrachte“: geändert. Das gilt ab sofort."
    )
    people = county.catalogue.indicators["people"]
    assert (people.title, people.never_with, people.minimum) == ("Untergebrachte", ("homeless",), 0)
    assert county.texts().state(INDICATOR, "people") is State.CHANGED
    assert (
        county.do("back_to_file", INDICATOR, "people", seen=1)
        == "Kennzahl „Belegt“: Es gilt wieder die Fassung der Datei."
    )
    assert county.catalogue.indicators["people"].title == "Belegt"
    assert county.texts().state(INDICATOR, "people") is State.FILE
    assert [change.version for change in county.history("people")] == [2, 1]


def test_an_entry_equal_to_the_file_is_the_files(county):
    assert county.do("save", INDICATOR, "people", county.content("people"), seen=0) == "Es hat sich nichts geändert."
    assert county.history() == ()


def test_a_mistake_is_refused_with_entry_and_key_and_nothing_is_written(county):
    version = county.catalogue.version
    wrong = {**CHOIRS, "minimum": 5, "maximum": 1, "synonyms": ["Kapazität"]}
    assert county.refused("save", INDICATOR, "choirs", wrong, seen=0) == [
        "Eigener Eintrag (Kennzahl), Eintrag „choirs“: Die Bezeichnung „Kapazität“ steht schon bei „places“ "
        "(dort „Kapazität“). Eine Spaltenüberschrift darf nur eines bedeuten.",
        "Eigener Eintrag (Kennzahl), Eintrag „choirs“: „minimum“ (5) ist größer als „maximum“ (1).",
    ]
    assert county.refused("save", INDICATOR, "choirs", {**CHOIRS, "unit": ""}, seen=0) == [
        "Eigener Eintrag (Kennzahl), Eintrag „choirs“: „unit“ darf nicht leer sein."
    ]
    assert county.refused("save", INDICATOR, "Chor!", CHOIRS, seen=0) == [
        "Eigener Eintrag (Kennzahl), Eintrag „Chor!“: „code“ ist „Chor!“; erlaubt sind Kleinbuchstaben, Ziffern und "
        "Unterstriche, beginnend mit einem Buchstaben."
    ]
    assert county.catalogue.version == version
    assert county.history() == ()


def test_two_who_change_the_same_entry_see_both_texts(county):
    county.do("save", INDICATOR, "choirs", CHOIRS, seen=0)
    county.do("save", INDICATOR, "choirs", {**CHOIRS, "unit": "Gruppen"}, seen=1)
    with pytest.raises(Conflict) as caught:
        county.do("save", INDICATOR, "choirs", {**CHOIRS, "unit": "Vereine"}, seen=1)
    assert 'unit = "Gruppen"' in str(caught.value)
    assert 'unit = "Vereine"' in str(caught.value)
    assert county.catalogue.indicators["choirs"].unit == "Gruppen"


def test_a_new_entry_does_not_take_the_place_of_one_that_is_there(county):
    with pytest.raises(Conflict, match=r"„places“ gibt es schon: Kennzahl „Plätze“\. Bitte anders benennen\."):
        county.do("save", INDICATOR, "places", CHOIRS, seen=0, new=True)


def test_persons_stay_protected(county):
    assert county.refused("save", INDICATOR, "people", {**county.content("people"), "counts": "things"}, seen=0) == [
        "Eigener Eintrag (Kennzahl), Eintrag „people“: „counts“ muss „persons“ bleiben: Sonst wären kleine Zahlen von "
        "Personen nicht mehr geschützt."
    ]


def test_a_retired_indicator_takes_no_values_but_is_remembered(county):
    said = county.do("retire", INDICATOR, "seekers", "  Wird nicht  mehr gebraucht ", seen=0)
    assert said == (
        "„Schutzsuchende“ ist zurückgezogen: Neue Werte werden nicht angenommen, die bisherigen bleiben im Verlauf. "
        "Diese Quellenprofile liefern sie nicht mehr: „Schutzsuchende“."
    )
    catalogue = county.catalogue
    assert "seekers" not in [one.code for one in catalogue.enabled()]
    assert "seekers" in [one.code for one in catalogue.remembered]
    assert catalogue.headers.indicator("Schutzsuchende").kind == "disabled"
    assert catalogue.indicators["seekers"].disable_reason == "Sie wurde zurückgezogen: Wird nicht mehr gebraucht"
    assert dict(catalogue.profiles) == {}
    assert county.texts().state(INDICATOR, "seekers") is State.RETIRED
    assert county.do("reinstate", INDICATOR, "seekers", seen=1) == "Kennzahl „Schutzsuchende“ gilt wieder."
    assert list(county.catalogue.profiles) == ["12531-0043"]
    assert county.catalogue.indicators["seekers"].enabled


def test_retiring_needs_a_reason_and_stops_where_something_is_made_of_it(county):
    with pytest.raises(ReasonMissing, match=r"Bitte begründen: „Schutzsuchende“\."):
        county.do("retire", INDICATOR, "seekers", " ", seen=0)
    assert county.refused("retire", INDICATOR, "people", "Weg damit", seen=0) == [
        "indicators/housing.toml, Eintrag „people“: „Auslastung“ wird daraus berechnet. Ziehen Sie zuerst diese "
        "Kennzahl zurück."
    ]
    assert county.refused("retire", INDICATOR, "places", "Weg damit", seen=0) == [
        "indicators/housing.toml, Eintrag „places“: Die Tabelle der Unterkünfte liefert sie in der Spalte „Anzahl der "
        "Plätze“; sie bleibt.",
        "indicators/housing.toml, Eintrag „places“: „Auslastung“ wird daraus berechnet. Ziehen Sie zuerst diese "
        "Kennzahl zurück.",
    ]
    county.do("retire", INDICATOR, "utilisation", "Weg damit", seen=0)
    county.do("retire", INDICATOR, "people", "Weg damit", seen=0)
    assert [one.code for one in county.catalogue.enabled("housing")] == ["places", "blocked", "homeless"]


def test_an_own_entry_alone_has_no_file_to_go_back_to(county):
    county.do("save", INDICATOR, "choirs", CHOIRS, seen=0)
    with pytest.raises(NotFound, match=r"„choirs“ steht in keiner Datei\."):
        county.do("back_to_file", INDICATOR, "choirs", seen=1)


def test_breaks_are_added_and_retired(county):
    merger = {"title": "Fusion", "since": date(2024, 1, 1), "explanation": "Zwei wurden eins.", "indicators": "all"}
    county.do("save", BREAK, "merger", merger, seen=0, new=True)
    assert [one.code for one in county.catalogue.breaks_of("places")] == ["merger"]
    assert county.do("retire", BREAK, "census", "Gilt hier nicht", seen=0) == "Bruch „Zensus“ ist zurückgezogen."
    assert [one.code for one in county.catalogue.breaks] == ["merger"]
    assert county.refused("save", BREAK, "odd", {**merger, "indicators": ["nothing"]}, seen=0) == [
        "breaks.toml, Eintrag „odd“: „indicators“ nennt „nothing“, die Kennzahl gibt es nicht."
    ]


def test_the_order_of_the_fields_is_decided_and_a_field_that_came_later_stands_behind(county, sandbox):
    assert county.do("set_order", ["base", "housing"], seen=0) == (
        "Die Reihenfolge der Felder ist gespeichert und gilt ab sofort."
    )
    assert list(county.catalogue.fields) == ["base", "housing"]
    sandbox.append("fields.toml", '[music]\ntitle = "Musik"\norder = 0')
    with county.store.reading() as session:
        assert list(load(sandbox.folder, stored(session)).fields) == ["base", "housing", "music"]
    assert county.refused("set_order", ["base", "nothing"], seen=1) == [
        "Eigener Eintrag (Reihenfolge der Felder), Eintrag „fields“: Das Feld „nothing“ gibt es nicht."
    ]


def test_a_profile_is_kept_as_it_was_written_and_checked_like_a_file(county, sandbox):
    text = (sandbox.folder / "profiles/table.toml").read_text("utf-8")
    mine = "# Unsere Fassung\n" + text.replace('title = "Schutzsuchende"', 'title = "AZR"')
    assert county.do("save_profile", mine, seen=0) == "Quellenprofil „AZR“: geändert. Das gilt ab sofort."
    assert county.catalogue.profiles["12531-0043"].title == "AZR"
    assert county.texts().stored[PROFILE, "12531-0043"].content.startswith("# Unsere Fassung\n")
    assert county.refused("save_profile", text.replace('"seekers"', '"sekers"'), seen=1) == [
        "Eigener Eintrag (Quellenprofil) 12531-0043, Eintrag „12531-0043“: Die Kennzahl „sekers“ gibt es nicht."
    ]
    assert county.refused("save_profile", 'id = "x', seen=0) == [
        "Eigener Eintrag (Quellenprofil): Die Schreibweise (TOML) stimmt am Ende nicht: Ein Anführungszeichen am Ende "
        "eines Textes fehlt."
    ]
    assert county.refused("save_profile", 'title = "x"', seen=0) == [
        "Eigener Eintrag (Quellenprofil): „id“ fehlt. Ergänzen Sie die Angabe."
    ]
    twin = text.replace('id = "12531-0043"', 'id = "zwilling"')
    assert county.refused("save_profile", twin, seen=0) == [
        "Eigener Eintrag (Quellenprofil) zwilling, Eintrag „zwilling“: Eine Datei würde auch als „12531-0043“ erkannt."
    ]
    county.do("retire", PROFILE, "12531-0043", "Wir haben ein eigenes", seen=1)
    county.do("save_profile", twin, seen=0, new=True)
    assert list(county.catalogue.profiles) == ["zwilling"]


def test_every_version_is_kept_with_who_when_and_what(county):
    county.do("save", INDICATOR, "choirs", CHOIRS, seen=0)
    county.do("save", INDICATOR, "choirs", {**CHOIRS, "unit": "Gruppen"}, seen=1)
    county.do("retire", INDICATOR, "choirs", "Singt niemand", seen=2)
    newest, changed, first = county.history("choirs")
    assert (first.version, first.before, first.after["unit"], first.who) == (1, None, "Chöre", "Befehlszeile")
    assert (changed.before["unit"], changed.after["unit"]) == ("Chöre", "Gruppen")
    assert (newest.archived, newest.was_archived, newest.why) == (True, False, "Singt niemand")
    with county.store.reading() as session:
        found = [(one.action, one.object) for one in entries(session, county.admin)]
    assert found == [
        ("catalogue.retired", "indicator:choirs"),
        ("catalogue.changed", "indicator:choirs"),
        ("catalogue.changed", "indicator:choirs"),
    ]


@pytest.mark.parametrize(
    "actor", [Actor("Erika", Role.EDITOR, Circle.INTERNAL), Actor("Otto", Role.ADMIN, Circle.COORDINATION)]
)
def test_only_administrators_of_the_internal_circle_change_the_catalogue(county, actor):
    with pytest.raises(NotAllowed):
        county.do("save", INDICATOR, "choirs", CHOIRS, seen=0, actor=actor)
    with pytest.raises(NotAllowed), county.store.reading() as session:
        texts(session, actor, county.folder)
    with pytest.raises(NotAllowed), county.store.reading() as session:
        history(session, actor, county.folder)


def test_the_same_content_is_the_same_catalogue_whatever_else_was_set(county):
    county.do("save", INDICATOR, "choirs", CHOIRS, seen=0)
    before = county.catalogue
    with county.store.unit_of_work(county.admin) as work:
        work.require(Role.ADMIN)
        work.record("settings", "test", "test:1")
    assert county.catalogue is before


def test_a_broken_catalogue_can_be_mended_step_by_step(county, sandbox):
    """A new program's file wants a name that the county has given already: only what mends it is accepted."""
    county.do("save", INDICATOR, "choirs", CHOIRS, seen=0)
    sandbox.append("indicators/base.toml", '[songs]\nsynonyms = ["Chöre"]\n' + written({**CHOIRS, "title": "Lieder"}))
    assert len(problems(sandbox.folder, (Stored(INDICATOR, "choirs", written(CHOIRS)),))) == 1
    assert county.do("save", INDICATOR, "choirs", {**CHOIRS, "title": "Singkreise"}, seen=1).endswith("ab sofort.")
    with county.store.reading() as session:
        assert problems(sandbox.folder, stored(session)) == ()


PLAIN = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    PLAIN | st.text() | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=5))
def test_what_is_written_as_toml_reads_back_as_the_same(table):
    assert tomllib.loads(written(table)) == table

"""What goes out as a table comes in unchanged; what is changed is told before, and wrong rows stop the whole table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.alliances import commands, queries
from dashboard.alliances.forms import AllianceForm
from dashboard.catalogue import Catalogue
from dashboard.errors import NotAllowed, NotFound
from dashboard.exchange import cells
from dashboard.exchange.export import export
from dashboard.exchange.kinds import KINDS, kind_of
from dashboard.exchange.reading import TableUnusable, grid_of
from dashboard.exchange.taking import Difference, TableRefused, look, take_over
from dashboard.network import queries as network
from dashboard.store import Actor, Circle, Role, Store
from dashboard.tables import write_csv

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)


def frame(office: Store, catalogue: Catalogue, name: str):
    with office.reading() as session:
        return export(session, ERIKA, catalogue, kind_of(name)).frame


def back(table):
    return grid_of(write_csv(table), "tabelle.csv")


def looked(office, catalogue, name, table, **more):
    return look(office, ERIKA, catalogue, kind_of(name), back(table), **more)


def taken(office, catalogue, name, table, **more):
    with office.unit_of_work(ERIKA) as work:
        return take_over(work, catalogue, kind_of(name), back(table), **more)


def test_every_table_comes_back_unchanged_as_csv_and_as_workbook(office: Store, catalogue: Catalogue) -> None:
    before = office.versions()
    counts = {}
    for kind in KINDS:
        with office.reading() as session:
            made = export(session, ERIKA, catalogue, kind)
        for data, name in ((made.csv(), "a.csv"), (made.xlsx(), "a.xlsx")):
            found = look(office, ERIKA, catalogue, kind, grid_of(data, name))
            assert (found.new, found.changed, found.findings, found.questions) == ([], [], [], []), (kind.code, name)
            assert (found.unchanged, found.untouched) == (len(made.frame), 0)
        counts[kind.code] = len(made.frame)
    assert counts == {
        "organisationen": 2, "empfehlungen": 1, "buendnisse": 1, "partner": 1, "ziele": 3, "massnahmen": 1,
        "bausteine": 2,
    }  # fmt: skip
    assert office.versions() == before  # looking leaves nothing behind


def test_cells_are_written_as_people_read_them(office: Store, catalogue: Catalogue) -> None:
    goal = frame(office, catalogue, "ziele").set_index("Ziel").loc["Mehr Praktika"]
    assert goal["Bündnis"] == "Lernen"
    assert (goal["Ausgangswert"], goal["Zielwert"]) == ("10,5", "1234")
    assert (goal["Ausgangszeitraum"], goal["Zielzeitraum"]) == ("2025-Q4", "2026-Q4")
    assert goal["Zwischenpunkte"] == "2026-Q2 = 100,25"
    assert goal["Ort"] == "Landkreis Musterland"
    assert goal["Empfehlung"] == "Wege sichtbar machen; für alle."
    measure = frame(office, catalogue, "massnahmen").iloc[0]
    assert (measure["Geplantes Budget (Euro)"], measure["Beginn"]) == ("1234,56", "01.04.2026")


def test_a_change_is_told_with_both_values_and_taken_over(office: Store, catalogue: Catalogue) -> None:
    table = frame(office, catalogue, "massnahmen")
    table.loc[0, ["Geplantes Budget (Euro)", "Ende"]] = ["1.500", "31.07.2026"]
    found = looked(office, catalogue, "massnahmen", table)
    assert found.sentence == "Maßnahmen: 0 neu, 1 geändert und 0 unverändert."
    assert found.changed[0].differences == (
        Difference("Ende", "30.06.2026", "31.07.2026"), Difference("Geplantes Budget (Euro)", "1234,56", "1500"),
    )  # fmt: skip
    taken(office, catalogue, "massnahmen", table)
    with office.reading() as session:
        assert queries.measures(session, ERIKA)[0].form.budget_planned == 150_000
    assert frame(office, catalogue, "massnahmen").loc[0, "Fassung"] == "2"


def test_rows_without_a_number_are_new_and_a_second_time_they_are_there_already(
    office: Store, catalogue: Catalogue
) -> None:
    table = frame(office, catalogue, "organisationen")
    table.loc[2] = ["", "", "Polizei", "Polizei", "", ""]
    found = taken(office, catalogue, "organisationen", table)
    assert (len(found.new), found.unchanged) == (1, 2)
    with office.reading() as session:
        assert [one.name for one in network.organisations(session, ERIKA)] == ["Jobcenter", "Polizei", "Sportverein"]
    again = looked(office, catalogue, "organisationen", table)
    assert [one.text for one in again.findings] == [
        "Zeile 4: Diesen Eintrag gibt es schon (Nr. 3). Wurde die Tabelle schon einmal übernommen?"
    ]


def test_what_is_not_in_the_table_stays_and_is_counted(office: Store, catalogue: Catalogue) -> None:
    table = frame(office, catalogue, "organisationen").iloc[:1]
    assert looked(office, catalogue, "organisationen", table).sentence == (
        "Organisationen: 0 neu, 0 geändert und 1 unverändert; 1 weitere stehen nicht in der Tabelle und bleiben."
    )


def test_columns_that_are_left_out_stay_as_they_are(office: Store, catalogue: Catalogue) -> None:
    table = frame(office, catalogue, "buendnisse")[["Nr.", "Fassung", "Programm"]]
    table.loc[0, "Programm"] = "Landesprogramm"
    found = taken(office, catalogue, "buendnisse", table)
    assert [one.label for one in found.changed[0].differences] == ["Programm"]
    with office.reading() as session:
        form = queries.alliances(session, ERIKA)[0].form
    assert (form.programme, form.circle) == ("Landesprogramm", Circle.PUBLIC)
    assert form.purpose.startswith("=SUMME(A1)\n<script>")


def test_one_wrong_row_stops_the_table_and_every_wrong_cell_is_named(office: Store, catalogue: Catalogue) -> None:
    table = frame(office, catalogue, "massnahmen")
    table.loc[1] = table.loc[0]
    table.loc[1, ["Nr.", "Fassung", "Maßnahme"]] = ["", "", "Neu"]
    table.loc[2] = table.loc[1]
    table.loc[1, ["Beginn", "Plätze", "Verantwortlich", "Stand"]] = ["31.02.2026", "1,5", "Unbekannt", "fast"]
    table.loc[2, ["Beginn", "Ende"]] = ["01.07.2026", "30.06.2026"]
    found = looked(office, catalogue, "massnahmen", table)
    assert [one.text for one in found.findings] == [
        "Zeile 3, Spalte „Verantwortlich“: Die Organisation „Unbekannt“ gibt es nicht. Bitte zuerst eintragen oder den "
        "Namen berichtigen.",
        "Zeile 3, Spalte „Beginn“: „31.02.2026“ ist kein Tag. Bitte schreiben wie 30.09.2026.",
        "Zeile 3, Spalte „Plätze“: „1,5“ ist keine ganze Zahl.",
        "Zeile 3, Spalte „Stand“: „fast“ ist kein Stand einer Maßnahme. Möglich sind: „geplant“, „läuft“, "
        "„abgeschlossen“ und „abgebrochen“.",
        "Zeile 4: Die Maßnahme endet (30.06.2026), bevor sie beginnt (01.07.2026).",
    ]
    with pytest.raises(TableRefused, match="Es wurde nichts übernommen"):
        taken(office, catalogue, "massnahmen", table)
    with office.reading() as session:
        assert len(queries.measures(session, ERIKA)) == 1


def test_an_entry_that_somebody_changed_meanwhile_shows_both_texts(office: Store, catalogue: Catalogue) -> None:
    table = frame(office, catalogue, "buendnisse")
    with office.unit_of_work(Actor("Otto", Role.EDITOR, Circle.INTERNAL)) as work:
        form = queries.alliances(work.session, ERIKA)[0]
        changed = AllianceForm("Lernen und Arbeiten", form.form.purpose, lead=form.form.lead, circle=Circle.PUBLIC)
        commands.change_alliance(work, form.id, changed, seen=form.life.version)
    table.loc[0, "Name"] = "Lernen in Vielfalt"
    (finding,) = looked(office, catalogue, "buendnisse", table).findings
    assert finding.line == 2
    assert "Otto hat das Bündnis „Lernen und Arbeiten“" in finding.sentence
    assert "Name: Lernen und Arbeiten" in finding.sentence
    assert "Name: Lernen in Vielfalt" in finding.sentence


def test_a_question_is_asked_and_goes_through_when_confirmed(office: Store, catalogue: Catalogue) -> None:
    table = frame(office, catalogue, "ziele")
    row = table.index[table["Ziel"] == "Mehr Praktika"][0]
    table.loc[row, ["Zielwert", "Zwischenpunkte", "Weg"]] = ["5", "", "gleichmäßig"]
    asked = looked(office, catalogue, "ziele", table)
    assert (len(asked.questions), asked.findings) == (1, [])
    with pytest.raises(TableRefused):
        taken(office, catalogue, "ziele", table)
    assert len(taken(office, catalogue, "ziele", table, confirmed=True).changed) == 1


def test_what_an_entry_cannot_keep_is_a_finding_and_never_dropped(office: Store, catalogue: Catalogue) -> None:
    with office.unit_of_work(ERIKA) as work:
        commands.add_alliance(work, AllianceForm("Arbeit"))
    table = frame(office, catalogue, "ziele")
    steps = table.index[table["Ziel"] == "Ein Wegweiser"][0]
    table.loc[steps, ["Bündnis", "Zielwert"]] = ["Arbeit", "7"]
    reason = "Bei diesem Eintrag steht die Angabe fest, oder er hat keine solche."
    assert [one.text for one in looked(office, catalogue, "ziele", table).findings] == [
        f"Zeile {steps + 2}, Spalte „Bündnis“: „Arbeit“ lässt sich hier nicht eintragen: {reason}",
        f"Zeile {steps + 2}, Spalte „Zielwert“: „7“ lässt sich hier nicht eintragen: {reason}",
    ]
    with pytest.raises(TableRefused):
        taken(office, catalogue, "ziele", table)


def test_headings_that_are_not_of_this_table_are_refused_with_those_that_are(
    office: Store, catalogue: Catalogue
) -> None:
    table = frame(office, catalogue, "organisationen")
    with pytest.raises(TableUnusable, match="Eine Spalte „Name der Stelle“ hat die Tabelle „Organisationen“ nicht"):
        looked(office, catalogue, "organisationen", table.rename(columns={"Name": "Name der Stelle"}))
    without = table.drop(columns="Fassung")
    assert [one.column for one in looked(office, catalogue, "organisationen", without).findings] == ["Fassung"] * 2
    twice = table.copy()
    twice.loc[1, "Nr."] = twice.loc[0, "Nr."]
    assert "steht schon in Zeile 2" in looked(office, catalogue, "organisationen", twice).findings[0].sentence
    unknown = table.copy()
    unknown.loc[1, "Nr."] = "77"
    assert "Einen Eintrag Nr. 77 gibt es nicht" in looked(office, catalogue, "organisationen", unknown).findings[0].text
    with pytest.raises(NotFound, match="Es gibt: organisationen, empfehlungen"):
        kind_of("haushalt")


def test_other_circles_and_readers_neither_write_nor_read_tables(office: Store, catalogue: Catalogue) -> None:
    grid = back(frame(office, catalogue, "ziele"))
    for actor in (Actor("L", Role.VIEWER, Circle.INTERNAL), Actor("K", Role.EDITOR, Circle.COORDINATION)):
        with pytest.raises(NotAllowed):
            look(office, actor, catalogue, kind_of("ziele"), grid)
        with office.reading() as session, pytest.raises(NotAllowed):
            export(session, actor, catalogue, kind_of("ziele"))


def test_things_of_one_name_are_told_apart_by_their_numbers() -> None:
    cell = cells.named({1: "Netz", 2: "Netz", 3: "Haus"}, "Das Bündnis")
    assert [cell.write(key) for key in (1, 2, 3)] == ["Netz (Nr. 1)", "Netz (Nr. 2)", "Haus"]
    assert [cell.read(text) for text in ("Netz (Nr. 2)", "haus", "Haus (Nr. 3)")] == [2, 3, 3]
    with pytest.raises(cells.CellInvalid, match=r"„Netz“ gibt es mehrfach; gemeint sein kann: „Netz \(Nr. 1\)“"):
        cell.read("Netz")


@given(st.integers(min_value=0, max_value=10**12))
def test_money_comes_back_to_the_cent(cents: int) -> None:
    assert cells.euro().read(cells.euro().write(cents)) == cents


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_numbers_come_back_exactly(value: float) -> None:
    assert cells.number().read(cells.number().write(value)) == value

"""What holds, written as a table and handed in again: nothing is new, changed or missing."""

from dataclasses import replace
from pathlib import Path

import pytest
from intake_office import PEINE, VECHELDE, Office, table

from dashboard.accommodation.series import series
from dashboard.errors import NotAllowed, NotFound
from dashboard.geography import queries as geography
from dashboard.intake.export import WRITERS, Export, export, of_series
from dashboard.intake.proposal import Proposal
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role

HOUSES = table(
    "2026-Q2;Vechelde;Alte Schule;V-1;GU;Diakonie;50;;39;0;0;nein;52,26;10,37;31.12.2027;Edemissen;alt",
    "2026-Q3;Vechelde;Alte Schule;V-1;GU;Diakonie;50;;41;2;0;nein;52,26;10,37;31.12.2027;Edemissen;intern",
    "2026-Q3;Vechelde;Haus Rose;;NU;;12;-;12;;;nein;;;;;",
    "2026-Q3;Vechelde;;;Wohnung;;6;;5;;;;;;;;",
    "2026-Q3;Vechelde;;;Wohnung;;4;;4;;;;;;;;",
    "2026-Q3;Edemissen;=Zuflucht;E-9;GU;Verein;8;;6;;;ja;;;;;",
    head="quartal;gemeinde;unterkunft;unterkunft_id;art;betreiber;plaetze;gesperrt;belegt;zugaenge;abgaenge;"
    "geschuetzt;breite;laenge;befristet_bis;anrechnung;bemerkung",
)
PLAIN = Actor("Editorin", Role.EDITOR, Circle.INTERNAL)
FORMATS = pytest.mark.parametrize("kind", ["csv", "xlsx"])


def written(office: Office, name: str, period: str | None = None, actor: Actor | None = None) -> Export:
    with office.store.reading() as session:
        wanted = Period.of(period) if period else None
        return export(session, actor or office.actor, office.catalogue, name, wanted)


def handed_in_again(office: Office, name: str, kind: str) -> Proposal:
    found = office.check(WRITERS[kind](written(office, name)), f"tabelle.{kind}")
    assert not found.errors, [finding.message for finding in found.errors]
    return found


def counts(proposal: Proposal) -> tuple[int, int, int, int]:
    changes = proposal.changes
    return changes.new, changes.changed, changes.unchanged, changes.missing


@FORMATS
def test_facilities_come_back_unchanged_with_position_lease_key_and_remark(office: Office, kind: str) -> None:
    office.submit(HOUSES)
    found = handed_in_again(office, "facilities", kind)
    assert (found.layout, found.content.rows_read) == ("facilities", 5)  # the two flats are one row by now
    new, changed, unchanged, missing = counts(found)
    assert (new, changed, missing) == (0, 0, 0)
    assert unchanged == 5 * 2 + 2 + 2 + 1  # plaetze and belegt of each; in- and outflow; the blocked "-"
    assert "details-changed" not in {finding.code for finding in found.findings}


@FORMATS
@pytest.mark.parametrize("name", ["long", "wide"])
def test_figures_come_back_with_their_signs_decimals_and_periods(office: Office, kind: str, name: str) -> None:
    office.submit(
        "quartal;gemeinde;ehrenamtliche;patenschaften;kosten_je_platz\n2026-Q2;Vechelde;1234;-;712,5\n"
        "2026-Q3;Vechelde;(12) r;.;1.234,56\n2026-Q3;Edemissen;7;x;\n"
    )
    office.submit("jahr;gemeinde;einbuergerungen\n2025;Vechelde;31\n")
    found = handed_in_again(office, name, kind)
    assert found.layout == name
    assert counts(found) == (0, 0, 9, 0)


@FORMATS
def test_an_official_table_with_its_categories_and_its_sum_comes_back(
    office: Office, shared_data: Path, kind: str
) -> None:
    file = shared_data / "monitoring" / "destatis_12531-0043_schutzsuchende_lk_peine_2024.csv"
    office.submit(file.read_bytes(), file.name)
    before = office.stated("schutzsuchende")
    found = handed_in_again(office, "schutzsuchende", kind)
    assert counts(found) == (0, 0, len(before), 0)
    assert before["03157", "2024", ""] == 6565
    office.submit(WRITERS[kind](written(office, "schutzsuchende")), f"tabelle.{kind}")
    assert office.stated("schutzsuchende") == before


def test_the_values_of_one_indicator_come_back_as_the_page_gives_them(office: Office) -> None:
    office.submit("quartal;gemeinde;ehrenamtliche\n2026-Q2;Vechelde;1234\n2026-Q3;Vechelde;.\n2026-Q3;Edemissen;(7)\n")
    with office.store.reading() as session:
        places = geography.places(session, PEINE)
        frame = series(session, Circle.INTERNAL, office.catalogue, "ehrenamtliche", places, PEINE)
    found = of_series(office.catalogue, "ehrenamtliche", frame)
    assert found.csv().decode("utf-8-sig") == (
        "Zeitraum;AGS;Gemeinde;Kennzahl;Wert\r\n2026-Q2;03157007;Vechelde;Ehrenamtliche;1234\r\n"
        "2026-Q3;03157001;Edemissen;Ehrenamtliche;(7)\r\n2026-Q3;03157007;Vechelde;Ehrenamtliche;.\r\n"
    )
    assert counts(office.check(found.xlsx(), "werte.xlsx")) == (0, 0, 3, 0)


def test_one_quarter_is_written_where_one_is_asked_for(office: Office) -> None:
    office.submit(HOUSES)
    frame = written(office, "Unterkünfte", "2026-Q2").frame
    assert frame["Unterkunft"].tolist() == ["Alte Schule"]
    assert frame["Amtlicher Gemeindeschlüssel"].tolist() == [VECHELDE]


def test_what_a_spreadsheet_would_run_is_harmless(office: Office) -> None:
    office.submit(HOUSES)
    assert b";=" not in written(office, "facilities").csv()


def test_a_place_with_a_protected_house_is_left_out_whole_for_those_who_may_not_see_it(office: Office) -> None:
    office.submit(HOUSES)
    found = written(office, "facilities", actor=PLAIN)
    assert set(found.frame["Gemeinde"]) == {"Vechelde"}
    assert found.remarks == ("Orte mit einem geschützten Haus sind nicht enthalten: Edemissen.",)
    allowed = written(office, "facilities", actor=replace(PLAIN, sees_protected=True))
    assert set(allowed.frame["Gemeinde"]) == {"Edemissen", "Vechelde"}


def test_only_editors_of_the_internal_circle_export(office: Office) -> None:
    for actor in (Actor("Leser", Role.VIEWER, Circle.INTERNAL), Actor("Partner", Role.EDITOR, Circle.COORDINATION)):
        with pytest.raises(NotAllowed):
            written(office, "facilities", actor=actor)


def test_what_there_is_not_is_said(office: Office) -> None:
    with pytest.raises(NotFound, match=r"„unsinn“ gibt es nicht\. Möglich sind facilities, long, wide"):
        written(office, "unsinn")
    with pytest.raises(NotFound, match=r"In der Tabelle „facilities“ liegt für 3\. Quartal 2026 nichts vor"):
        written(office, "facilities", "2026-Q3")

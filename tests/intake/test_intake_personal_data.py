"""Columns that look like persons stop a file; names of houses and streets do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_office import HEAD, Office, codes, only, table
from sqlalchemy import text

from dashboard.intake import FileHasErrors
from dashboard.intake.personal_data import is_name_of_person

ROWS = [f"2026-Q3;Vechelde;Haus {n};GU;10;5" for n in range(5)]
PEOPLE = ["Ahmad Hassan", "Maria Schmidt", "Oleksandr Kovalenko", "Fatima al-Ali", "Anna-Lena Meier"]


def with_column(header: str, cells: list[str]) -> str:
    return table(*(f"{row};{cell}" for row, cell in zip(ROWS, cells, strict=True)), head=f"{HEAD};{header}")


@pytest.mark.parametrize(
    ("header", "cells", "what"),
    [
        ("Nachname", ["Hassan", "Schmidt", "Kovalenko", "Ali", "Meier"], "Namen von Personen"),
        ("Name, Vorname", ["Hassan, Ahmad", "", "", "", ""], "Namen von Personen"),
        (
            "Ansprechpartner",
            ["Frau Meier", "Herr Schulz", "Frau Yıldız", "Herr Novak", "Frau Weber"],
            "Namen von Personen",
        ),
        ("Bewohner", ["Hassan", "Schmidt", "Kovalenko", "Ali", "Meier"], "Namen von Personen"),
        ("Sonstiges", PEOPLE, "Namen von Personen"),
        ("Betreiber", PEOPLE, "Namen von Personen"),
        ("Geburtsdatum", ["01.02.1990", "", "", "", ""], "Geburtsdaten"),
        ("Angabe", ["01.02.1990", "13.05.1975", "30.11.2001", "07.07.1966", "21.03.1983"], "Geburtsdaten"),
        ("AZR-Nummer", ["100101000001", "", "", "", ""], "AZR-Nummern"),
        ("Kennung", [f"13071601234{n}" for n in range(5)], "Nummern des Ausländerzentralregisters"),
        ("Aktenzeichen", ["5 K 12/24", "", "", "", ""], "Akten- und Fallnummern"),
        ("Vorgang", [f"765432{n}-423" for n in range(5)], "Aktenzeichen des BAMF"),
        ("Vermerk", [f"24302BG000123{n}" for n in range(5)], "Nummern von Bedarfsgemeinschaften"),
    ],
)
def test_a_column_of_single_persons_stops_the_file_and_is_named(
    desk: Office, header: str, cells: list[str], what: str
) -> None:
    proposal = desk.check(with_column(header, cells))
    finding = only(proposal, "personal-data")
    assert (codes(proposal), finding.column) == (["personal-data"], header)
    assert f"„{header}“ sieht nach {what} aus" in finding.message
    told = " ".join(f"{f.message} {f.value}" for f in proposal.findings)
    assert not any(cell in told for cell in cells if cell)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (
            "Straße",
            ["Anne-Frank-Straße 5", "Maria-Montessori-Weg 2", "Am Markt", "Peter-Paul-Platz", "Karlsruher Ring"],
        ),
        ("Haus oder Heim", ["Haus Elisabeth", "St. Josef", "Villa Maria", "Anne-Frank-Haus", "Martin-Luther-Heim"]),
        ("Name", ["GU Vechelde", "Haus am Bach", "Alte Schule", "Wohnheim Süd", "Notunterkunft 3"]),
        ("Bewohner", ["12", "30", "7", "0", "45"]),
        ("Anzahl Bewohner je Zimmer", ["2", "3", "2", "2", "4"]),
        (
            "Betreiber",
            ["Caritas", "Deutsches Rotes Kreuz", "Diakonie im Braunschweiger Land", "Landkreis Peine", "AWO"],
        ),
        ("Ansprechpartner", ["", "", "", "", ""]),
        ("In Betrieb seit", ["01.03.2016", "01.03.2016", "15.09.2022", "01.04.2023", "01.04.2023"]),
        ("Stand der Angaben", ["31.12.1990", "31.12.2000", "31.12.2010", "31.12.2020", "31.12.2024"]),
        ("Telefon", ["05171 123456", "05171 123457", "05302 99", "05171 4", "05172 11"]),
        ("Regionalschlüssel alt", ["031570007007", "", "", "", ""]),
    ],
)
def test_names_of_houses_streets_and_organisations_are_no_persons(desk: Office, header: str, cells: list[str]) -> None:
    assert "personal-data" not in codes(desk.check(with_column(header, cells)))


def test_name_of_the_facility_is_no_name_of_a_person(desk: Office) -> None:
    text_ = "quartal;gemeinde;Name der Unterkunft;art;plaetze;belegt\n2026-Q3;Vechelde;Haus Elisabeth;GU;10;5\n"
    assert codes(desk.check(text_)) == []


def test_a_column_that_a_person_has_named_as_the_facilities_is_judged_by_its_content(desk: Office) -> None:
    head = "quartal;gemeinde;Name;art;plaetze;belegt"
    houses = table(
        *(f"2026-Q3;Vechelde;{name};GU;10;5" for name in ("Lindenkrug", "Bachhof", "Altes Pfarrhaus")), head=head
    )
    assert codes(desk.check(houses)) == ["column-missing"]
    assert codes(desk.check(houses, answers={"column:Name": "unterkunft"})) == []
    short = houses.replace("Bachhof", "Mühle").replace("Altes Pfarrhaus", "Lerche")
    assert codes(desk.check(short)) == ["personal-data"]
    assert codes(desk.check(short, answers={"column:Name": "unterkunft"})) == []
    persons = table(*(f"2026-Q3;Vechelde;{name};GU;10;5" for name in PEOPLE), head=head)
    assert codes(desk.check(persons, answers={"column:Name": "unterkunft"})) == ["personal-data"]


def test_names_of_persons_in_the_column_of_facilities_stop_the_file(desk: Office) -> None:
    rows = [f"2026-Q3;Vechelde;{name};Wohnung;4;3" for name in PEOPLE]
    assert codes(desk.check(table(*rows))) == ["personal-data"]


def test_a_table_of_persons_without_any_known_column_is_stopped_as_such(desk: Office) -> None:
    proposal = desk.check("\n".join(f"{name};0{n}.05.19{n}9" for n, name in enumerate(PEOPLE, 1)) + "\n")
    assert codes(proposal) == ["personal-data"]
    assert only(proposal, "personal-data").column == "Spalte 1"
    assert not any(name in f"{f.message} {f.value} {f.column}" for f in proposal.findings for name in PEOPLE)


def test_nothing_of_such_a_file_reaches_the_store(office: Office) -> None:
    marked = with_column("Nachname", ["Zyxwvut", "Schmidt", "Kovalenko", "Ali", "Meier"])
    with pytest.raises(FileHasErrors) as caught:
        office.submit(marked)
    assert "Zyxwvut" not in str(caught.value)
    with office.store.reading() as session:
        for name in ("upload", "observation", "occupancy", "intake_answer"):
            assert session.execute(text(f"SELECT count(*) FROM {name}")).scalar() == 0
        written = session.execute(text("SELECT who, object, before, after FROM audit")).all()
    assert "Zyxwvut" not in str(written)


@given(st.text(max_size=30))
def test_no_text_with_a_digit_is_a_name(text_: str) -> None:
    assert not is_name_of_person(f"Maria Schmidt {text_}7")

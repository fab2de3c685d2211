"""Persons in free text: names are told from houses, file numbers and birth dates from other numbers."""

import pytest

from dashboard.catalogue.free_text import identifiers_in, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ansprechpartner ist Ali Muster, Tel. 123", ["Ali Muster"]),
        ("Familie Al-Hassan zieht aus", ["Familie Al-Hassan"]),
        ("Frau Dr. Meyer und Herr Özdemir", ["Frau Dr. Meyer", "Herr Özdemir"]),
        ("Schlüssel bei Hausmeister Peter Schmidt", ["Peter Schmidt"]),
        ("Familie mit Kindern, Frauen zuerst", []),
        ("Haus Elisabeth Selbert", []),
        ("Anne-Frank-Straße 5", []),
        ("St. Maria Kirche", []),
        ("Renovierung bis Mai 2027. Danach 12 Plätze.", []),
        ("", []),
    ],
)
def test_names_of_persons_are_told_from_houses_and_streets(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("AZR-Nr. 170612345678 wurde besprochen", ["Nummern des Ausländerzentralregisters"]),
        ("BAMF 7123456-475, siehe Akte", ["Aktenzeichen des BAMF"]),
        ("Bedarfsgemeinschaft 25302BG0012345", ["Nummern von Bedarfsgemeinschaften"]),
        ("Herr M., geb. 12.03.1990", ["Geburtsdaten"]),
        ("geboren am 1. März 1990", ["Geburtsdaten"]),
        ("IBAN DE02120300000000202051, Sitzung am 12.03.2016", []),
        ("1.234.567 Euro, Vorlage 2016/123-4", []),
    ],
)
def test_file_numbers_and_birth_dates_are_found_in_sentences(text: str, what: list[str]) -> None:
    assert identifiers_in(text) == what

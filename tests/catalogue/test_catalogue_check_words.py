"""Every rule of the words has an example that breaks it: no spelling means two things in one place."""

import pytest
from catalogue_changes import HOUSING, WORDS, entry_with


@pytest.mark.parametrize("synonym", ["Kapazität", "KAPAZITAET", "Kapa-zität", "places", "Quartal", "gemeinde"])
def test_a_spelling_that_means_something_already_is_named_at_both_ends(sandbox, synonym):
    sandbox.edit(HOUSING, "people", entry_with(f'synonyms = ["{synonym}"]'))
    assert any(
        complaint.startswith(f"{HOUSING}, Eintrag „people“: Die Bezeichnung „{synonym}“ steht schon bei ")
        for complaint in sandbox.complaints()
    )


def test_two_columns_of_a_facilities_table_cannot_share_a_spelling(sandbox):
    sandbox.replace(WORDS, 'title = "Unterkunft"', 'title = "Unterkunft"\nsynonyms = ["Kapazität"]')
    assert sandbox.complaints() == [
        f"{WORDS}, Eintrag „plaetze“: Die Bezeichnung „Kapazität“ steht schon bei „unterkunft“ (dort „Kapazität“). "
        "Eine Spaltenüberschrift darf nur eines bedeuten."
    ]


def test_a_spelling_of_mere_punctuation_is_refused(sandbox):
    sandbox.edit(HOUSING, "people", entry_with('synonyms = ["--"]'))
    assert sandbox.complaints() == [f"{HOUSING}, Eintrag „people“: Die Bezeichnung „--“ enthält keinen Buchstaben."]


WORD_MISTAKES = {
    "a spelling of two kinds": (
        'synonyms = ["Heim"]',
        'synonyms = ["Heim", "wohnung"]',
        "kinds",
        "„Wohnung“ steht bei „Haus“ und bei „Wohnung“.",
    ),
    "a spelling that is asked and a kind": (
        'words = ["Container"]',
        'words = ["Container", "Heim"]',
        "kinds",
        "„Heim“ steht bei „Haus“ und bei „Container“.",
    ),
    "a category that is the whole": (
        'synonyms = ["w"]',
        'synonyms = ["w", "insgesamt"]',
        "sex",
        "„insgesamt“ steht bei „Insgesamt“ und bei „weiblich“.",
    ),
    "a word that is yes and no": (
        'no = ["nein"]',
        'no = ["nein", "JA"]',
        "words",
        "„JA“ steht bei „yes“ und bei „no“.",
    ),
    "an answer that is no kind": (
        'candidates = ["Haus"]',
        'candidates = ["Zelt"]',
        "questions",
        "„Zelt“ ist keine Art der Unterkunft.",
    ),
    "a column of an unknown indicator": (
        'indicator = "places"',
        'indicator = "beds"',
        "plaetze",
        "„indicator“ nennt die Kennzahl „beds“, die es nicht gibt.",
    ),
    "a column of what cannot be added over places": (
        'indicator = "places"',
        'indicator = "blocked"',
        "plaetze",
        "„blocked“ darf nicht über Gebiete summiert werden, die Spalte wird es aber.",
    ),
    "a column that is part of an unknown one": (
        'indicator = "places"',
        'part_of = "beds"',
        "plaetze",
        "„part_of“ nennt die unbekannte Spalte „beds“.",
    ),
    "a column with an empty range": (
        "minimum = 0",
        "minimum = 0\nmaximum = -1",
        "plaetze",
        "„minimum“ ist größer als „maximum“.",
    ),
    "no unit of counts": (
        'code = "count"',
        'code = "number"',
        "units",
        "Die Gruppe „count“ (Anzahl, Personen …) fehlt.",
    ),
    "a column that would stop every file": (
        'words = ["Vorname"]',
        'words = ["Vorname", "Unterkunft"]',
        "person_name",
        "„Unterkunft“ gilt als Personendatum, ist aber die Spalte „unterkunft“.",
    ),
}


@pytest.mark.parametrize("mistake", WORD_MISTAKES)
def test_a_mistake_in_the_words_names_file_and_entry(sandbox, mistake):
    old, new, entry, sentence = WORD_MISTAKES[mistake]
    sandbox.replace(WORDS, old, new)
    assert f"{WORDS}, Eintrag „{entry}“: {sentence}" in sandbox.complaints()

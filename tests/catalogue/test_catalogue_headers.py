"""Column names: many spellings are one column, and nothing is read as something it does not say."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue import normalise
from dashboard.catalogue.headers import LAYOUTS, without_footnote


@pytest.mark.parametrize(
    "spelling",
    [
        "plaetze",
        "Plätze",
        "PLÄTZE",
        "Plaetze",
        "  Plätze ",
        "Plä-\ntze",
        "Pla\u0308tze",
        "Plät\u00adze",
        "\ufeffPlätze",
        "Plätze:",
        "Plätze1)",
        "Plätze 1)",
        "Plätze¹",
        "Plätze ¹⁾ ²⁾",
        "Plätze (1)",
        "Plätze [2]",
        "Plätze*",
        "Plätze1",
        "Plätze (Anzahl)",
        "Plätze [Anzahl]",
        "Plätze (in Plätze)",
        "Plätze (Anzahl) 1)",
        "Plätze 1) (Anzahl)",
        "Anzahl Plätze",
        "Anzahl der Plätze",
        "anzahl_plaetze",
    ],
)
@pytest.mark.parametrize("layout", ["facilities", "wide"])
def test_places_are_found_in_every_spelling(catalogue, spelling, layout):
    assert catalogue.headers.find(spelling, layout).name == "plaetze"


@pytest.mark.parametrize(
    ("header", "kind", "name"),
    [
        ("Berichtsquartal", "period", "quartal"),
        ("Quartal", "period", "quartal"),
        ("Stichtag", "period", "stichtag"),
        ("Jahr", "period", "jahr"),
        ("AGS", "place", "ags"),
        ("Kommune", "place", "gemeinde"),
        ("Gemeinde", "place", "gemeinde"),
        ("Unterkunft", "facility", "unterkunft"),
        ("Name der Unterkunft", "facility", "unterkunft"),
        ("Unterkunft_ID", "facility", "unterkunft_id"),
        ("Unterkunfts-Nr.", "facility", "unterkunft_id"),
        ("Art", "facility", "art"),
        ("Träger", "facility", "traeger"),
        ("Belegung", "facility", "belegt"),
        ("Belegte Plätze", "facility", "belegt"),
        ("belegt (Personen)", "facility", "belegt"),
        ("Zugänge", "facility", "zugaenge"),
        ("davon AsylbLG", "facility", "davon_asylblg"),
        ("davon SGB II/XII", "facility", "davon_sgb"),
        ("Selbstzahler", "facility", "davon_selbstzahler"),
        ("nutzbar frei", "facility", "nutzbar_frei"),
        ("Geschützt", "facility", "geschuetzt"),
        ("Länge (°)", "facility", "laenge"),
        ("Breite [Grad]", "facility", "breite"),
        ("befristet bis", "facility", "befristet_bis"),
        ("Bemerkungen", "facility", "bemerkung"),
    ],
)
def test_columns_of_a_facilities_table_are_found(catalogue, header, kind, name):
    match = catalogue.headers.find(header, "facilities")
    assert (match.kind, match.name) == (kind, name)


def test_every_facilities_column_is_found_by_its_name_and_its_title(catalogue):
    for column in catalogue.vocabulary.facilities:
        assert catalogue.headers.find(column.name, "facilities").name == column.name
        assert catalogue.headers.find(column.title, "facilities").name == column.name


def test_every_indicator_is_found_by_code_title_short_title_and_synonyms(catalogue):
    for code, indicator in catalogue.indicators.items():
        for spelling in indicator.names:
            match = catalogue.headers.find(spelling, "wide")
            assert match.name == code, spelling
            assert catalogue.headers.find(spelling.upper(), "wide") == match
            assert catalogue.headers.find(f"{spelling} ({indicator.unit})", "wide").name == code, spelling


def test_a_match_says_what_was_taken_for_what(catalogue):
    match = catalogue.headers.find("Belegung (Personen)", "wide")
    assert (match.kind, match.spelling, match.how, match.unit, match.footnote) == (
        "indicator",
        "Belegung",
        "name",
        "Personen",
        False,
    )
    assert catalogue.headers.find("belegt", "wide").how == "code"
    assert catalogue.headers.find("Belegung1", "wide").footnote is True
    assert catalogue.headers.find("Belegung1)", "wide").footnote is False


@pytest.mark.parametrize(
    "header",
    [
        "Belegung (%)",
        "Belegung in %",
        "Belegt (davon AsylbLG)",
        "Belegt (Vorquartal)",
        "Plätze (in Tsd.)",
        "Plätze 2025",
        "Plätze12",
        "Freie Plätze",
        "frei",
        "Kosten je Platz (Anzahl)",
        "Erstattung (TEUR)",
        "Name",
        "",
        "   ",
        "1)",
        "(Anzahl)",
    ],
)
def test_what_means_something_else_is_not_taken(catalogue, header):
    assert catalogue.headers.find(header, "wide") is None
    assert catalogue.headers.find(header, "facilities") is None


def test_a_unit_counts_where_it_is_the_figures_own(catalogue):
    find = catalogue.headers.find
    assert find("Kosten je Platz (€)", "wide").name == "kosten_je_platz"
    assert find("Erstattung (in EUR)", "wide").name == "erstattung"
    assert find("Anteil B1 (%)", "wide").name == "intkurs_b1"
    assert find("B1-Anteil [in Prozent]", "wide").name == "intkurs_b1"


def test_a_digit_that_belongs_to_the_name_is_no_footnote(catalogue):
    assert catalogue.headers.find("Anteil B1", "wide").name == "intkurs_b1"
    assert catalogue.headers.find("Anzahl B1", "wide").name == "intkurs_b1_erreicht"
    assert catalogue.headers.find("Anzahl B", "wide") is None


def test_a_rate_that_is_computed_is_not_taken_from_a_file(catalogue):
    assert catalogue.headers.find("Auslastung (%)", "wide").kind == "computed"
    assert catalogue.headers.find("intkurs_b1", "wide").kind == "indicator"


def test_an_indicator_that_is_turned_off_is_recognised_as_such_and_never_offered(catalogue):
    assert catalogue.headers.find("tatverdaechtige_nichtdeutsch_anteil", "wide").kind == "disabled"
    offered = catalogue.headers.suggest("Nichtdeutsche Tatverdächtige Anteile", "wide")
    assert "tatverdaechtige_nichtdeutsch_anteil" not in {match.name for match in offered}


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Belegte Plätze am Quartalsende", "belegt"),
        ("Freie Plätze", "nutzbar_frei"),
        ("Anz. Plätze", "plaetze"),
        ("Ehrenamtlche", "ehrenamtliche"),
        ("Gemeinden", "gemeinde"),
    ],
)
def test_an_unknown_header_is_offered_what_it_might_mean(catalogue, header, name):
    offered = catalogue.headers.suggest(header, "wide")
    assert name in [match.name for match in offered]
    assert len(offered) <= 3
    assert len({match.name for match in offered}) == len(offered)


def test_nothing_is_offered_for_what_resembles_nothing(catalogue):
    assert catalogue.headers.suggest("Xyzzy", "wide") == ()
    assert catalogue.headers.suggest("", "wide") == ()


@pytest.mark.parametrize(
    ("header", "code", "certain"),
    [
        ("Vorname", "person_name", True),
        ("Nachname, Vorname", "person_name", True),
        ("Name des Bewohners", "person_name", True),
        ("Name", "person_name", False),
        ("Name1)", "person_name", False),
        ("Geburtsdatum", "birth_date", True),
        ("geb. am", "birth_date", True),
        ("AZR-Nummer", "azr_number", True),
        ("AZR Nr. (intern)", "azr_number", True),
        ("Aktenzeichen", "case_number", True),
    ],
)
def test_a_column_of_data_of_persons_is_recognised(catalogue, header, code, certain):
    for layout in LAYOUTS:
        found, is_certain = catalogue.headers.personal(header, layout)
        assert (found.code, is_certain) == (code, certain)


@pytest.mark.parametrize(
    "header", ["Name der Unterkunft", "Gemeindename", "Name der Gemeinde", "Betreiber", "Plätze", "Straße"]
)
def test_names_of_houses_and_places_are_no_names_of_persons(catalogue, header):
    for layout in LAYOUTS:
        assert catalogue.headers.personal(header, layout) is None


def test_the_layout_with_one_row_per_value_has_its_own_columns(catalogue):
    find = catalogue.headers.find
    names = ["Year", "Gebietseinheit", "Units", "GeoCode", "Value", "Geschlecht", "Nationalität", "Kennzahl", "Wert"]
    assert [(find(n, "long").kind, find(n, "long").name) for n in names] == [
        ("period", "jahr"),
        ("place", "gemeinde"),
        ("long", "einheit"),
        ("place", "ags"),
        ("long", "wert"),
        ("dimension", "geschlecht"),
        ("dimension", "staatsangehoerigkeit"),
        ("long", "kennzahl"),
        ("long", "wert"),
    ]


def test_a_cell_can_name_an_indicator_but_no_place_and_no_period(catalogue):
    assert catalogue.headers.indicator("Untergebrachte Personen").name == "belegt"
    assert catalogue.headers.indicator("Gemeinde") is None
    assert catalogue.headers.indicator("Quartal") is None


@given(st.text())
def test_the_compared_form_is_stable_and_has_only_letters_and_digits(text):
    form = normalise(text)
    assert normalise(form) == form
    assert all(sign.isalnum() for sign in form)


@given(st.text())
def test_case_composition_and_surrounding_blanks_never_matter(text):
    form = normalise(text)
    assert normalise(f"\t {text}\u00a0") == form
    assert normalise(unicodedata.normalize("NFD", text)) == form
    assert normalise(unicodedata.normalize("NFC", text)) == form


GERMAN = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ", min_size=1, max_size=30)


@given(GERMAN, st.data())
def test_umlaut_spelling_hyphens_and_blanks_never_matter(word, data):
    spelled = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    glue = data.draw(st.sampled_from(["-", " ", "_", "\u00a0", "‑", "-\n", "\u2009"]))
    cut = data.draw(st.integers(min_value=0, max_value=len(spelled)))
    assert normalise(spelled[:cut] + glue + spelled[cut:].swapcase()) == normalise(word)


@given(GERMAN, st.integers(min_value=1, max_value=99))
def test_a_footnote_is_taken_off_and_nothing_else(word, number):
    assert without_footnote(f"{word}{number})") == word
    assert without_footnote(f"{word} ({number})") == word
    assert without_footnote(word) == word
    assert without_footnote(f"{word}{number}") == f"{word}{number}"


@given(st.text(max_size=60))
def test_any_header_has_an_answer_in_every_layout(catalogue, header):
    for layout in LAYOUTS:
        catalogue.headers.find(header, layout)
        catalogue.headers.personal(header, layout)
        assert len(catalogue.headers.suggest(header, layout)) <= 3

"""The overview of many indicators: the five fields side by side, and what holds for every overview."""

import pytest
from exhibit_frames import LENGEDE, PEINE, VECHELDE
from hypothesis import given, settings
from hypothesis import strategies as st
from monitoring_frames import Q3, QUARTERS, column, decided, frame, opened, real, row, seen, series

from dashboard.exhibits import downloads, html_renderer, table
from dashboard.exhibits.charts import KeyFigures
from dashboard.exhibits.monitoring_attention import attention
from dashboard.exhibits.monitoring_changes import changes
from dashboard.exhibits.monitoring_overview import fields
from dashboard.exhibits.monitoring_series import observed
from dashboard.exhibits.monitoring_targets import Target, targets
from dashboard.periods import Period

HIDDEN = "zurückgehalten, damit keine einzelnen Personen erkennbar werden"
RESTRICTED = ("uebergriffe_auf_unterkuenfte", "tatverdaechtige_nichtdeutsch_anteil")


def test_each_field_shows_its_first_three_indicators_with_a_value():
    found = fields(
        real(),
        opened(
            belegt=(40, 50),
            plaetze=(60, 60),
            gesperrt=(2, 3),
            nutzbar_frei=(7, 8),
            aufnahme_soll=("", ""),
            praktika=(4, 6),
            einwohner=(138_000,),
        ),
        Q3,
    )
    assert column(found, "Feld") == [
        *("Unterbringung und Wohnen",) * 3,
        *("Sprache und Bildung", "Sicherheit und Ordnung", "Arbeitsmarkt", "Soziokulturelle Strukturen"),
    ]
    assert column(found, "Kennzahl") == [
        *("Plätze", "Gesperrt", "Nutzbar frei"),
        *("keine Angabe", "keine Angabe", "Praktika", "keine Angabe"),
    ]
    assert column(found, "Wert")[::5] == ["60 Plätze", "6 Praktika"]
    assert column(found, "Veränderung")[5] == "+2 gegenüber 2. Quartal 2026 (besser)"
    assert found.sentence == (
        "Zu 2 von 5 Feldern liegen im Landkreis Peine Werte vor; ohne Wert sind „Sprache und Bildung“, „Sicherheit "
        "und Ordnung“ und „Soziokulturelle Strukturen“; von 4 gezeigten Kennzahlen ist 1 besser als im Zeitraum davor."
    )
    assert found.as_of == "30.09.2026"
    assert targets(found)[0] == Target("monitoring", "plaetze", "03157")
    assert targets(found)[3] == Target("monitoring")


def test_the_fields_are_drawn_side_by_side_also_those_without_a_value():
    found = fields(real(), opened(belegt=(40, 50), praktika=(4, 6)), Q3)
    assert [group.title for group in found.chart.groups] == [
        *("Unterbringung und Wohnen", "Sprache und Bildung", "Sicherheit und Ordnung", "Arbeitsmarkt"),
        "Soziokulturelle Strukturen",
    ]
    drawn = html_renderer.tiles_html(found)
    assert drawn.count("<h3") == 5
    assert drawn.count("<dt") == 2
    assert drawn.count("Zurzeit liegt hier kein Wert vor.") == 3
    assert drawn.index("Arbeitsmarkt") < drawn.index("Praktika") < drawn.index("Soziokulturelle")


def test_every_figure_of_the_fields_has_its_own_date_and_the_older_one_is_said():
    found = fields(real(), opened(belegt=(40, 50), praktika=series(PEINE, [4], ["2025-Q4"])), Q3)
    assert column(found, "Stand")[::3] == ["30.09.2026", "31.12.2025"]
    assert found.as_of == "30.09.2026 (einzelne Werte früher)"


def test_a_withheld_value_gives_way_to_one_that_is_known_and_a_field_of_only_withheld_ones_says_so():
    found = fields(real(), opened(plaetze=(60, "•"), belegt=(40, 50), praktika=(4, "•")), Q3)
    assert column(found, "Kennzahl")[0] == "Belegt"
    assert column(found, "Wert")[3] == "•"
    assert f"; die Werte zu „Arbeitsmarkt“ sind {HIDDEN}." in found.sentence
    assert f"Die Werte sind {HIDDEN}." in html_renderer.tiles_html(found)
    assert found.notes[-1].startswith("• zurückgehalten")


def test_without_anything_the_fields_say_so():
    found = fields(real(), {}, Q3)
    assert found.sentence == "Zu keinem der 5 Felder liegt ein Wert vor."
    assert (found.as_of, found.source) == ("keine Angabe", "keine Angabe")
    assert html_renderer.tiles_html(found).count("Zurzeit liegt hier kein Wert vor.") == 5


def test_a_place_never_stands_in_for_the_district():
    rows = [*series(LENGEDE, [10, 20]), *series(VECHELDE, [1, 2])]
    assert fields(real(), opened(belegt=rows), Q3).sentence == "Zu keinem der 5 Felder liegt ein Wert vor."
    place = fields(real(), opened(belegt=rows), Q3, LENGEDE["area"])
    assert place.sentence.startswith("Zu 1 von 5 Feldern liegen in Lengede Werte vor")


@pytest.mark.parametrize("code", RESTRICTED)
def test_a_restricted_indicator_stands_in_no_overview_even_when_it_is_turned_on(code):
    catalogue = decided()
    rows = series(PEINE, [*range(10, 20), 90], [str(year) for year in range(2015, 2026)])
    given_figures = {code: observed(frame(*rows), catalogue.indicators[code])}
    title = catalogue.indicators[code].title
    for build in (fields, changes, attention):
        found = build(catalogue, given_figures, Period("2025-Q4"))
        assert title not in str(vars(found))
        assert "90" not in "".join(table(found).to_numpy().ravel())


def test_an_indicator_that_is_turned_off_is_nowhere():
    assert not real().indicators[RESTRICTED[0]].enabled
    given_figures = {RESTRICTED[0]: seen(*series(PEINE, [1, 90], ["2024", "2025"]), code=RESTRICTED[0])}
    for build in (fields, changes, attention):
        assert "Übergriffe" not in str(vars(build(real(), given_figures, Period("2025-Q4"))))


CODES = [one.code for one in real().indicators.values()]
CELLS = st.sampled_from(["•", ".", ""]) | st.integers(-5, 3000)


@st.composite
def counties(draw):
    found = {}
    for code in draw(st.lists(st.sampled_from(CODES), max_size=6, unique=True)):
        rows = {
            (place["area"], period): row(place, period, draw(CELLS), missing=draw(st.sampled_from([(), ("Ilsede",)])))
            for place in draw(st.sampled_from([(PEINE,), (PEINE, LENGEDE, VECHELDE), (LENGEDE, VECHELDE)]))
            for period in draw(st.lists(st.sampled_from([*QUARTERS, "2024", "2025"]), max_size=9))
        }
        found[code] = seen(*rows.values(), code=code)
    return found


@settings(max_examples=50, deadline=None)
@given(counties())
def test_whatever_the_figures_are_every_overview_is_whole(given_figures):
    catalogue = decided()
    for build in (fields, changes, attention):
        found = build(catalogue, given_figures, Q3)
        for text in (found.sentence, found.alt, *found.notes, *table(found).to_numpy().ravel()):
            assert "nan" not in text.lower().split()
            assert "None" not in text
            assert "  " not in text
        assert found.sentence[0].isupper() or found.sentence[0].isdigit()
        assert found.sentence.endswith(".")
        assert len(targets(found)) == len(found.data)
        assert html_renderer.table_html(found)
        assert downloads.xlsx(found)
        if isinstance(found.chart, KeyFigures):
            assert "nan" not in html_renderer.tiles_html(found)


def test_key_figures_stand_only_in_groups_that_there_are():
    figure = fields(real(), opened(belegt=(40, 50)), Q3).chart.figures[0]
    with pytest.raises(ValueError, match="do not fit"):
        KeyFigures((figure,))

"""Profiles of classic and long tables, and open flat ones: a mistake is told at the start, with file and entry."""

import tomllib

import pytest
from catalogue_changes import TABLE

from dashboard.catalogue import ClassicProfile, FlatProfile, LongProfile
from dashboard.settings import PROGRAM_ROOT

CLASSIC, LONG = "profiles/classic.toml", "profiles/long.toml"
ABOUT = """
title = "Eine Tabelle"
table = "1"
source = "Amt"
licence = "dl-de/by-2-0"
licence_title = "Lizenz"
address = "https://example.org"
"""
CLASSIC_TEXT = f"""
id = "22811"
layout = "classic"
{ABOUT}
[recognition]
tables = ["22811-05i"]

[period]
column = 1
kind = "year"
frequency = "year"

[area]
column = 2
name = 3
levels = ["district"]

[[dimensions]]
column = 4
name = "status"

[[columns]]
header = ["Empfänger", "Insgesamt"]
indicator = "seekers"

[[columns]]
header = ["Empfänger", "Frauen"]
indicator = "seekers"
members = [{{ dimension = "sex", name = "weiblich" }}]
"""
LONG_TEXT = f"""
id = "sdg"
layout = "long"
{ABOUT}
[recognition]
headers = ["Year", "GeoCode", "Value"]
"""
MISTAKES = {
    "an unknown indicator": (
        'header = ["Empfänger", "Insgesamt"]\nindicator = "seekers"',
        'header = ["Empfänger", "Insgesamt"]\nindicator = "searchers"',
        "Die Kennzahl „searchers“ gibt es nicht.",
    ),
    "a level the indicator does not have": (
        'levels = ["district"]',
        'levels = ["state"]',
        "„seekers“ gibt es auf der Ebene „state“ nicht.",
    ),
    "another frequency": (
        'frequency = "year"',
        'frequency = "month"',
        "„frequency“ ist „month“, bei „seekers“ aber „year“.",
    ),
    "an unknown dimension of rows": (
        'name = "status"',
        'name = "gender"',
        "Die Dimension „gender“ steht nicht in vocabulary.toml.",
    ),
    "an unknown dimension of a column": (
        'dimension = "sex"',
        'dimension = "gender"',
        "Die Dimension „gender“ steht nicht in vocabulary.toml.",
    ),
    "a column with two tasks": ("name = 3", "name = 2", "Die 2. Spalte hat zwei Aufgaben."),
    "a header given twice": (
        '"Frauen"]',
        '"insgesamt"]',
        "Die Überschrift „Empfänger / insgesamt“ ist doppelt angegeben.",
    ),
    "a figure from two columns": (
        'members = [{ dimension = "sex", name = "weiblich" }]',
        "",
        "Zwei Spalten speisen „seekers“ mit derselben Gliederung.",
    ),
    "a dimension of rows and of a column": (
        'dimension = "sex"',
        'dimension = "status"',
        "„Empfänger / Frauen“: Die Dimension „status“ ist doppelt angegeben.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_classic_profile_names_file_and_entry(sandbox, mistake):
    sandbox.write(CLASSIC, CLASSIC_TEXT)
    assert "22811" in sandbox.load().profiles
    old, new, sentence = MISTAKES[mistake]
    sandbox.replace(CLASSIC, old, new)
    assert f"{CLASSIC}, Eintrag „22811“: {sentence}" in sandbox.complaints()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('layout = "classic"', 'layout = "breit"', "„layout“ ist „breit“; erlaubt ist nur"),
        ('layout = "classic"\n', "", "„layout“ fehlt; erlaubt ist nur"),
        ("column = 1", "column = 0", "period, column"),
        ('tables = ["22811-05i"]', "tables = []", "darf nicht leer sein"),
    ],
)
def test_what_is_no_entry_at_all_is_told_too(sandbox, old, new, sentence):
    sandbox.write(CLASSIC, CLASSIC_TEXT)
    sandbox.replace(CLASSIC, old, new)
    (complaint,) = sandbox.complaints()
    assert complaint.startswith(CLASSIC)
    assert sentence in complaint


def test_two_profiles_for_one_classic_table_are_refused(sandbox):
    sandbox.write(CLASSIC, CLASSIC_TEXT)
    sandbox.write("profiles/other.toml", CLASSIC_TEXT.replace('id = "22811"', 'id = "other"'))
    assert sandbox.complaints() == ["profiles/other.toml, Eintrag „other“: Eine Datei würde auch als „22811“ erkannt."]


def test_a_long_profile_of_one_file_goes_before_a_general_one_and_two_general_ones_are_refused(sandbox):
    sandbox.write(LONG, LONG_TEXT)
    of_file = LONG_TEXT.replace('id = "sdg"', 'id = "one"\nindicator = "seekers"') + 'files = ["indicator_1-2"]\n'
    sandbox.write("profiles/one.toml", of_file)
    catalogue = sandbox.load()
    headers = ["Year", "Units", "GeoCode", "Value"]
    assert catalogue.long_profile(headers, "Indicator_1-2-1.csv").id == "one"
    assert catalogue.long_profile(headers, "indicator_3-1-1.csv").id == "sdg"
    assert catalogue.long_profile(["Year", "Value"], "indicator_1-2-1.csv") is None
    sandbox.write("profiles/again.toml", LONG_TEXT.replace('id = "sdg"', 'id = "again"'))
    assert any("würde auch als „again“ erkannt" in complaint for complaint in sandbox.complaints())


def test_a_long_profile_with_an_unknown_indicator_is_refused(sandbox):
    sandbox.write(LONG, LONG_TEXT.replace('id = "sdg"', 'id = "sdg"\nindicator = "nothing"'))
    assert sandbox.complaints() == [f"{LONG}, Eintrag „sdg“: Die Kennzahl „nothing“ gibt es nicht."]


def test_a_flat_profile_that_says_not_what_is_counted_is_refused(sandbox):
    sandbox.replace(TABLE, 'value_variable = "BEV030"\n', "")
    (complaint,) = sandbox.complaints()
    assert "„value_variable“ oder „value_label“" in complaint


def test_a_variable_with_two_tasks_is_refused(sandbox):
    sandbox.replace(TABLE, "[total]", '[[select]]\nvariable = "GES"\ncodes = ["F"]\n\n[total]')
    (complaint,) = sandbox.complaints()
    assert complaint.endswith("Eine Variable hat zwei Aufgaben: GES.")


def test_the_delivered_profiles_recognise_the_tables_they_are_for(catalogue):
    assert set(catalogue.profiles) == {
        "12411",
        "12411-02-03-4",
        "12411-15i",
        "12521",
        "12531-0043",
        "13111",
        "22811-05i",
        "open-sdg",
    }
    assert catalogue.classic_profile(["22811-05I"]).id == "22811-05i"
    assert catalogue.classic_profile(["22811-05"]) is None
    assert catalogue.profile_of("12411", "BEVSTD", ["KREISE", "GES", "ALTX20"]).id == "12411"
    assert catalogue.profile_of("12411", "BEVSTD", ["GES"]) is None
    assert catalogue.profile_of("12411", "BEVSTD", ["KREISE", "GEMEIN"]) is None
    assert catalogue.profile_of("12531", "BEV030", ["KREISE", "SCHST2", "GES", "STAAG5"]).id == "12531-0043"


def test_the_profile_of_minimum_income_feeds_no_rate(catalogue):
    fed = [column.indicator for column in catalogue.profiles["22811-05i"].columns]
    assert fed == ["mindestsicherung_empfaenger", "asylblg_empfaenger"]


def test_the_example_of_the_handbook_is_a_profile(catalogue):
    handbook = (PROGRAM_ROOT / "docs" / "handbuch.md").read_text("utf-8")
    text = handbook.partition("```toml\n")[2].partition("```")[0]
    example = ClassicProfile.model_validate(tomllib.loads(text))
    assert example.columns[0].indicator in catalogue.indicators
    assert example.period.frequency == "year"


def test_every_entry_of_a_profile_is_explained_in_the_guide(real_folder):
    guide = (real_folder / "LIESMICH.md").read_text("utf-8").partition("## Angaben zu einem Quellenprofil")[2]
    for kind in (FlatProfile, ClassicProfile, LongProfile):
        assert [name for name in kind.model_fields if f"`{name}`" not in guide] == []

"""Every rule of the profiles has an example that breaks it: above all, no total counts anybody twice."""

import pytest
from catalogue_changes import TABLE

PROFILE_MISTAKES = {
    "an unknown indicator": ('"seekers"', '"searchers"', "Die Kennzahl „searchers“ gibt es nicht."),
    "an indicator that is only computed": (
        '"seekers"',
        '"utilisation"',
        "„utilisation“ wird berechnet und kann nicht gespeist werden.",
    ),
    "a level the indicator does not have": (
        'level = "district"',
        'level = "state"',
        "„seekers“ gibt es auf der Ebene „state“ nicht.",
    ),
    "another frequency": (
        'frequency = "year"',
        'frequency = "month"',
        "„frequency“ ist „month“, bei „seekers“ aber „year“.",
    ),
    "an unknown dimension": (
        'name = "sex"',
        'name = "gender"',
        "Die Dimension „gender“ steht nicht in vocabulary.toml.",
    ),
    "a dimension given twice": (
        'name = "sex"',
        'name = "status"',
        "Eine Variable oder Dimension ist doppelt angegeben.",
    ),
    "a code given twice": ('code = "B"', 'code = "A"', "SCHST2: Der Code „A“ ist doppelt."),
    "a name given twice": ('name = "B"', 'name = "A"', "SCHST2: Der Name „A“ ist doppelt."),
    "a category that is a margin": (
        "closed = true",
        'closed = true\nmargins = ["B"]',
        "SCHST2: „B“ kann nicht Kategorie und Summe zugleich sein.",
    ),
    "a closed dimension without categories": (
        "closed = false",
        "closed = true",
        "GES: Eine geschlossene Dimension (closed = true) braucht Kategorien.",
    ),
    "a category in an unknown one": (
        'within = "A"',
        'within = "C"',
        "SCHST2: „A1“ liegt in „C“, das es nicht gibt.",
    ),
    "a category in itself": (
        'within = "A"',
        'within = "A1"',
        "SCHST2: „A1“ liegt über Umwege in sich selbst.",
    ),
    "a total of an unknown code": (
        'codes = ["A", "B"]',
        'codes = ["A", "C"]',
        "total: „C“ ist keine Kategorie von SCHST2.",
    ),
    "a total with a code twice": (
        'codes = ["A", "B"]',
        'codes = ["A", "A"]',
        "total: In SCHST2 ist ein Code doppelt.",
    ),
    "a total that counts a nested category again": (
        'codes = ["A", "B"]',
        'codes = ["A", "A1"]',
        "total: „A1“ ist in „A“ schon enthalten und würde doppelt gezählt.",
    ),
    "a total over all categories, nested ones too": (
        'codes = ["A", "B"]',
        'codes = "all"',
        "total: „A1“ ist in „A“ schon enthalten und würde doppelt gezählt.",
    ),
    "a total that forgets a dimension": (
        '[[total.parts]]\nvariable = "GES"\ncodes = "all"',
        "",
        "total: Die Variable „GES“ fehlt; „all“ nimmt alle ihre Kategorien.",
    ),
    "a total over what is no dimension": (
        '[[total.parts]]\nvariable = "GES"',
        '[[total.parts]]\nvariable = "KREISE"',
        "total: Die Variable „KREISE“ ist keine Dimension der Tabelle.",
    ),
    "a total with a dimension twice": (
        '[[total.parts]]\nvariable = "GES"',
        '[[total.parts]]\nvariable = "SCHST2"',
        "total: Eine Variable ist doppelt angegeben.",
    ),
}


@pytest.mark.parametrize("mistake", PROFILE_MISTAKES)
def test_a_mistake_in_a_profile_names_file_and_entry(sandbox, mistake):
    old, new, sentence = PROFILE_MISTAKES[mistake]
    sandbox.replace(TABLE, old, new)
    assert f"{TABLE}, Eintrag „12531-0043“: {sentence}" in sandbox.complaints()


def test_a_profile_whose_variables_are_not_its_dimensions_is_refused(sandbox):
    sandbox.replace(TABLE, '"KREISE", "SCHST2", "GES"', '"KREISE", "SCHST2", "ALTER"')
    (complaint,) = sandbox.complaints()
    assert complaint.endswith("nicht auf beiden Seiten stehen: ALTER, GES.")


def test_two_profiles_for_one_table_are_refused(sandbox):
    text = (sandbox.folder / TABLE).read_text("utf-8")
    sandbox.write("profiles/again.toml", text)
    assert sandbox.complaints() == [
        f"{TABLE}, Eintrag „12531-0043“: Die „id“ ist schon vergeben.",
        f"{TABLE}, Eintrag „12531-0043“: Eine Datei würde auch als „12531-0043“ erkannt.",
    ]

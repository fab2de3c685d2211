"""The folder as a whole: what cannot be read, what a county may add, and what the result promises."""

import shutil
import time
import tomllib
from dataclasses import FrozenInstanceError

import pydantic
import pytest

from dashboard.catalogue import CatalogueError, load
from dashboard.errors import SetupError

CHOIRS = """
[choirs]
title = "Chöre"
field = "civic"
unit = "Chöre"
counts = "things"
levels = ["municipality"]
frequency = "year"
source = "Kreismusikverband"
definition = "Chöre, in denen Geflüchtete mitsingen."
sum_over = ["area"]
synonyms = ["Gesangvereine"]
"""


def test_the_small_catalogue_of_the_tests_is_right(sandbox):
    assert list(sandbox.load().indicators) == ["places", "blocked", "people", "homeless", "utilisation", "seekers"]


def test_a_county_adds_an_indicator_by_an_entry_without_code(real_folder, tmp_path):
    folder = tmp_path / "catalogue"
    shutil.copytree(real_folder, folder)
    (folder / "indicators" / "unsere.toml").write_text(CHOIRS, encoding="utf-8")
    catalogue = load(folder)
    assert catalogue.indicators["choirs"].short == "Chöre"
    assert [i.code for i in catalogue.enabled("civic")][-1] == "choirs"
    assert catalogue.headers.find("Gesang-Vereine (Anzahl)", "wide").name == "choirs"


def test_a_folder_that_is_not_there_is_a_setup_error(tmp_path):
    with pytest.raises(SetupError, match=r"nirgends: Der Ordner des Katalogs fehlt\."):
        load(tmp_path / "nirgends")


@pytest.mark.parametrize("name", ["fields.toml", "breaks.toml", "vocabulary.toml"])
def test_a_missing_file_is_named(sandbox, name):
    (sandbox.folder / name).unlink()
    assert sandbox.complaints()[0].startswith(f"{name}: Die Datei kann nicht gelesen werden")


def test_a_file_in_another_encoding_is_named_with_the_byte(sandbox):
    sandbox.write("fields.toml", "# Wohnen und Umfeld für alle\n".encode("cp1252"))
    assert sandbox.complaints() == ["fields.toml: Die Datei ist nicht in UTF-8 gespeichert (Byte 21)."]


def test_a_file_with_a_byte_order_mark_is_read(sandbox):
    sandbox.write("fields.toml", b"\xef\xbb\xbf" + (sandbox.folder / "fields.toml").read_bytes())
    assert list(sandbox.load().fields) == ["housing", "base"]


def test_a_slip_of_notation_is_named_with_its_line(sandbox):
    sandbox.replace("fields.toml", 'title = "Wohnen"', "title = Wohnen")
    (complaint,) = sandbox.complaints()
    assert complaint.startswith("fields.toml: Die Schreibweise (TOML) stimmt in Zeile 3 nicht: ")


def test_a_code_given_twice_in_one_file_is_named_with_its_line(sandbox):
    sandbox.append("fields.toml", "[base]\ntitle = 'Noch einmal'\norder = 9")
    (complaint,) = sandbox.complaints()
    assert "stimmt in Zeile 10 nicht" in complaint


def test_a_code_given_twice_in_two_files_names_both(sandbox):
    text = (sandbox.folder / "indicators/base.toml").read_text("utf-8")
    sandbox.write("indicators/zweite.toml", text)
    assert sandbox.complaints() == [
        "indicators/zweite.toml, Eintrag „seekers“: Der Code ist schon in indicators/base.toml vergeben. "
        "Wählen Sie einen anderen."
    ]


def test_an_entry_that_is_no_table_is_named(sandbox):
    sandbox.write("breaks.toml", "census = 2022\n")
    assert sandbox.complaints() == [
        "breaks.toml, Eintrag „census“: Ein Eintrag beginnt mit einer eigenen Zeile „[census]“."
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('unit = "%"', "", "„unit“ fehlt. Ergänzen Sie die Angabe."),
        ('unit = "%"', 'unit = ""', "„unit“ darf nicht leer sein."),
        ('unit = "%"', "unit = 5", "„unit“: Hier muss Text in Anführungszeichen stehen (dort steht: 5)."),
        (
            'unit = "%"',
            'unit = "%"\nsynonym = []',
            "„synonym“ ist hier keine bekannte Angabe. Gemeint ist vielleicht „synonyms“.",
        ),
        (
            'counts = "none"',
            'counts = "nix"',
            "„counts“ ist „nix“; erlaubt ist nur „persons“, „things“, „euro“ oder „none“.",
        ),
        (
            'frequency = "quarter"',
            'frequency = "oft"',
            "„frequency“ ist „oft“; erlaubt ist nur „month“, „quarter“, „half“, „year“ oder „range“.",
        ),
        ('levels = ["municipality", "district"]', "levels = []", "„levels“ darf nicht leer sein."),
        (
            'levels = ["municipality", "district"]',
            'levels = ["village"]',
            "„levels, Nr. 1“ ist „village“; erlaubt ist nur „municipality“, „association“, „district“, „state“ oder "
            "„federation“.",
        ),
        ("factor = 100", "minimum = nan", "„minimum“: Hier muss eine Zahl stehen (dort steht: nan)."),
        (
            "factor = 100",
            "rounded_since = 2022",
            "„rounded_since“: Hier muss ein Datum der Form 2022-06-01 stehen, ohne Anführungszeichen "
            "(dort steht: 2022).",
        ),
        (
            "factor = 100",
            'code = "use"',
            "Der Code steht in der Zeile „[utilisation]“; entfernen Sie die Angabe „code“.",
        ),
        ("factor = 100", "factor = 0", "„factor“: Die Zahl ist zu klein (dort steht: 0)."),
        (
            "factor = 100",
            'reference = "30.02."',
            "„30.02.“ ist kein Stichtag. Schreiben Sie Tag und Monat, zum Beispiel „30.06.“.",
        ),
        (
            'numerator = ["people"]',
            'numerator = ["People"]',
            "„numerator, Nr. 1, code“ ist „People“; erlaubt sind Kleinbuchstaben, Ziffern und Unterstriche, "
            "beginnend mit einem Buchstaben.",
        ),
    ],
)
def test_a_wrong_statement_in_an_entry_is_a_german_sentence(sandbox, old, new, sentence):
    def change(entry: str) -> str:
        assert old in entry
        return entry.replace(old, new)

    sandbox.edit("indicators/housing.toml", "utilisation", change)
    assert sandbox.complaints() == [f"indicators/housing.toml, Eintrag „utilisation“: {sentence}"]


def test_a_mistake_in_a_list_of_the_vocabulary_names_the_entry_in_it(sandbox):
    sandbox.replace("vocabulary.toml", 'kind = "text"', 'kind = "prose"')
    (complaint,) = sandbox.complaints()
    assert complaint.startswith("vocabulary.toml, Eintrag „unterkunft“: „kind“ ist „prose“; erlaubt ist nur „period“")


def test_a_category_that_would_break_the_key_of_a_breakdown_is_refused(sandbox):
    sandbox.replace("profiles/table.toml", 'name = "A1"', 'name = "A|1"')
    (complaint,) = sandbox.complaints()
    assert complaint.startswith("profiles/table.toml, Eintrag „SCHST2, A1“: „name“ ist „A|1“")


def test_all_mistakes_are_told_together(sandbox):
    sandbox.edit("indicators/housing.toml", "places", lambda entry: entry.replace('title = "Plätze"\n', ""))
    sandbox.edit("fields.toml", "base", lambda entry: entry.replace("order = 2", 'order = "zwei"'))
    with pytest.raises(CatalogueError) as caught:
        sandbox.load()
    lines = str(caught.value).splitlines()
    assert lines[0] == "Der Katalog enthält 2 Fehler und kann nicht verwendet werden."
    assert lines[1] == "fields.toml, Eintrag „base“: „order“: Hier muss eine ganze Zahl stehen (dort steht: 'zwei')."
    assert lines[2] == "indicators/housing.toml, Eintrag „places“: „title“ fehlt. Ergänzen Sie die Angabe."


def test_very_many_mistakes_are_cut_with_their_number_said():
    from dashboard.catalogue import Problem

    message = str(CatalogueError(Problem("x.toml", f"e{n:02}", "Falsch.") for n in range(50)))
    assert message.startswith("Der Katalog enthält 50 Fehler")
    assert message.endswith("… und 30 weitere.")


def test_the_catalogue_cannot_be_changed_and_is_a_key(catalogue, real_folder):
    with pytest.raises(FrozenInstanceError):
        catalogue.version = "x"
    with pytest.raises(TypeError):
        catalogue.indicators["neu"] = catalogue.indicators["belegt"]
    with pytest.raises(pydantic.ValidationError):
        catalogue.indicators["belegt"].title = "anders"
    assert hash(catalogue) == hash(catalogue)
    assert catalogue != load(real_folder)


def test_the_version_is_the_content_and_nothing_else(sandbox, tmp_path):
    version = sandbox.load().version
    shutil.copytree(sandbox.folder, tmp_path / "copy")
    assert load(tmp_path / "copy").version == version
    sandbox.append("breaks.toml", "# nur eine Bemerkung")
    assert sandbox.load().version != version


def test_moving_an_entry_to_another_file_changes_the_version(sandbox):
    version = sandbox.load().version
    (sandbox.folder / "indicators/base.toml").rename(sandbox.folder / "indicators/basis.toml")
    assert sandbox.load().version != version


def test_loading_takes_little_longer_than_parsing_the_files(real_folder):
    """Both are measured in the same run, so that a busy machine slows both; parsing takes some 40 ms."""

    def seconds(task):
        start = time.process_time()
        task()
        return time.process_time() - start

    files = list(real_folder.rglob("*.toml"))

    def parse():
        for file in files:
            tomllib.loads(file.read_text("utf-8"))

    loading, parsing = zip(*((seconds(lambda: load(real_folder)), seconds(parse)) for _ in range(5)), strict=True)
    assert min(loading) < 3 * min(parsing)

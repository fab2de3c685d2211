"""An exhibit refuses to be incomplete, and its table reads as German text with every sign."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.exhibits import Column, Exhibit, Kind, sign_notes, table
from dashboard.exhibits.charts import Bars, Lines

NAN = float("nan")


def exhibit(data: pd.DataFrame | None = None, columns: tuple[Column, ...] = (Column("name", "Ort"),)) -> Exhibit:
    return Exhibit(
        key="key",
        title="Titel",
        sentence="Ein Satz.",
        chart=None,
        data=pd.DataFrame({"name": ["Vechelde"]}) if data is None else data,
        columns=columns,
        source="Quelle",
        as_of="30.09.2026",
        notes=(),
        alt="Bild.",
    )


@pytest.mark.parametrize("part", ["key", "title", "sentence", "source", "as_of", "alt"])
def test_an_exhibit_without_one_of_its_parts_is_refused(part):
    with pytest.raises(ValueError, match=part):
        replace(exhibit(), **{part: "  "})


def test_an_empty_note_is_refused():
    with pytest.raises(ValueError, match="note"):
        replace(exhibit(), notes=("gut", ""))


def test_a_column_or_chart_that_names_absent_data_is_refused():
    with pytest.raises(ValueError, match="belegt"):
        replace(exhibit(), columns=(Column("belegt", "Belegt"),))
    with pytest.raises(ValueError, match="plaetze"):
        replace(exhibit(), chart=Bars("name", ("plaetze",), "Plätze"))


def test_columns_must_be_there_and_differ():
    with pytest.raises(ValueError, match="columns"):
        replace(exhibit(), columns=())
    with pytest.raises(ValueError, match="columns"):
        replace(exhibit(), columns=(Column("name", "Ort"), Column("name", "Name")))
    with pytest.raises(ValueError, match="label"):
        Column("name", " ")


def test_more_series_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="told apart"):
        Lines("period", tuple("abcdef"), "Personen")
    with pytest.raises(ValueError, match="each once"):
        Lines("period", ("a", "a"), "Personen")


def test_a_withheld_value_that_was_passed_in_is_refused_instead_of_shown():
    data = pd.DataFrame({"name": ["Vechelde"], "belegt": [3.0], "belegt_sign": ["•"]})
    with pytest.raises(ValueError, match="withheld value"):
        exhibit(data)


def test_every_sign_is_shown_as_a_sign():
    signs = ["", "-", ".", "…", "x", "/", "()", "*", "r", "p", "•", "", "() p"]
    values = [1234.0, 0.0, NAN, NAN, NAN, NAN, 12.0, NAN, 12.0, 12.0, NAN, NAN, 12.0]
    data = pd.DataFrame({"belegt": values, "belegt_sign": signs})
    shown = table(exhibit(data, (Column("belegt", "Belegt", Kind.NUMBER),)))["Belegt"].tolist()
    expected = ["1.234", "-", ".", "…", "x", "/", "(12)", "*", "12 r", "12 p", "•", "keine Angabe", "(12) p"]
    assert shown == expected


def test_numbers_shares_changes_dates_and_texts_read_as_german():
    data = pd.DataFrame(
        {
            "name": ["Vechelde", None],
            "rate": [8.25, NAN],
            "share": [0.874, 1.0],
            "change": [-3.0, 0.0],
            "day": [date(2026, 9, 30), None],
        }
    )
    columns = (
        Column("name", "Ort"),
        Column("rate", "Rate", Kind.NUMBER, 1, "je 1.000"),
        Column("share", "Auslastung", Kind.PERCENT),
        Column("change", "Veränderung", Kind.SIGNED),
        Column("day", "Bis", Kind.DATE),
    )
    shown = table(exhibit(data, columns))
    assert list(shown.columns) == ["Ort", "Rate (je 1.000)", "Auslastung", "Veränderung", "Bis"]
    assert shown.iloc[0].tolist() == ["Vechelde", "8,3", "87\u202f%", "−3", "30.09.2026"]
    assert shown.iloc[1].tolist() == ["keine Angabe", "keine Angabe", "100\u202f%", "±0", "keine Angabe"]
    assert {str(dtype) for dtype in shown.dtypes} == {"str"}


def test_a_zero_that_is_rounded_is_one_zero_and_explained_below():
    data = pd.DataFrame({"schutzsuchende": [0.0, 0.0], "schutzsuchende_sign": ["0", "0 r"]})
    shown = table(exhibit(data, (Column("schutzsuchende", "Schutzsuchende", Kind.NUMBER),)))
    assert shown["Schutzsuchende"].tolist() == ["0", "0 r"]
    assert sign_notes(["0"]) == ("0 mehr als nichts, aber weniger als die Hälfte der Einheit",)


def test_only_the_signs_that_occur_are_explained():
    assert sign_notes(["", "r", "• ", "r p"]) == (
        "• zurückgehalten, damit keine einzelnen Personen erkennbar werden; auch weitere Zahlen sind "
        "zurückgehalten, damit sich keine davon ausrechnen lässt",
        "r berichtigt",
        "p vorläufig",
    )
    assert not any(character.isdigit() for character in sign_notes(["•"])[0])
    assert sign_notes([""]) == ()


def test_a_column_is_found_by_its_name():
    assert exhibit().column("name").label == "Ort"
    with pytest.raises(KeyError):
        exhibit().column("absent")

"""A supplier gets their own file back: same rows, marked cells, messages as comments, and a list of all findings."""

import io
import zlib

import pytest
from intake_office import Office, codes, table
from openpyxl import Workbook, load_workbook

from dashboard.errors import NotAllowed
from dashboard.intake.messages import Severity
from dashboard.intake.returned import COLOURS, can_be_returned, file_name, returned
from dashboard.observations.models import Upload

HEAD = "Landkreis Peine\nquartal;gemeinde;unterkunft;art;plaetze;belegt"


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_cells_are_coloured_where_they_stand_and_carry_the_message(desk: Office) -> None:
    text = table("2026-Q3;Vechelde;Halle;GU;30;x1", "2026-Q3;Vechelde;Am Markt;GU;20;25", head=HEAD)
    proposal = desk.check(text, name="../Meldung Vechelde.csv")
    book = opened(returned(proposal, text.encode()))
    sheet = book.worksheets[0]
    assert (sheet["F3"].value, sheet["F3"].fill.start_color.rgb) == ("x1", f"00{COLOURS[Severity.ERROR]}")
    assert sheet["F3"].comment.text == "Fehler: „x1“ ist keine Zahl. Bitte berichtigen, zum Beispiel 1.234 oder 12,5."
    assert sheet["F4"].fill.start_color.rgb == f"00{COLOURS[Severity.WARNING]}"
    assert "Belegt sind 25, Plätze gibt es 20" in sheet["F4"].comment.text
    assert sheet["E3"].fill.fill_type is None
    assert (sheet["A1"].value, sheet["B3"].value) == ("Landkreis Peine", "Vechelde")
    assert file_name(proposal) == "Meldung Vechelde - Befunde.xlsx"


def test_the_list_names_row_column_content_and_proposal(desk: Office) -> None:
    text = table("2026-Q3;Vechelde;Halle;Container;30;20")
    proposal = desk.check(text)
    rows = list(opened(returned(proposal, text.encode()))["Befunde"].iter_rows(values_only=True))
    assert rows[0] == ("Art", "Zeile", "Spalte", "Inhalt", "Was zu tun ist", "Vorschlag")
    assert rows[1][:4] == ("Fehler", "2", "art", "Container")
    assert rows[1][5] == "Gemeinschaftsunterkunft, Notunterkunft und Sonstige"


def test_the_marked_file_can_be_mended_and_handed_in_as_it_is(desk: Office) -> None:
    text = table("2026-Q3;Vechelde;Halle;GU;30;x1")
    book = opened(returned(desk.check(text), text.encode()))
    book.worksheets[0]["F2"].value = 21
    file = io.BytesIO()
    book.save(file)
    mended = desk.check(file.getvalue(), name="zurueck.xlsx")
    assert codes(mended) == []
    assert mended.content.facilities is not None
    assert mended.content.facilities["belegt"].tolist() == [21]


def test_a_file_with_personal_data_is_not_written_again(desk: Office) -> None:
    text = table(
        "2026-Q3;Vechelde;Halle;GU;30;20;12.03.1990", head="quartal;gemeinde;unterkunft;art;plaetze;belegt;Geburtsdatum"
    )
    proposal = desk.check(text)
    assert codes(proposal) == ["personal-data"]
    assert not can_be_returned(proposal)
    with pytest.raises(NotAllowed):
        returned(proposal, text.encode())


def test_a_workbook_with_flats_is_kept_without_their_names(office: Office) -> None:
    book = Workbook()
    for row in (
        ("quartal", "gemeinde", "unterkunft", "art", "plaetze", "belegt"),
        ("2026-Q3", "Vechelde", "Halle", "GU", 30, 20),
        ("2026-Q3", "Vechelde", "Ahornweg 5", "Wohnung", 4, 3),
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    receipt = office.submit(file.getvalue(), name="meldung.xlsx")
    with office.store.reading() as session:
        kept = session.get_one(Upload, receipt.upload).content
    rows = list(opened(zlib.decompress(kept or b"")).worksheets[0].iter_rows(values_only=True))
    assert rows[1:] == [
        ("2026-Q3", "Vechelde", "Halle", "GU", 30, 20),
        ("2026-Q3", "Vechelde", None, "Wohnung", 4, 3),
    ]

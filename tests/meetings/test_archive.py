"""Minutes from before: DOCX and text are searchable, kept as they came, and stopped where clients stand in them."""

import io
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
from minutes_room import ERIKA, PARTNER, PRESS, body, do, last_audit, look

from dashboard.errors import Conflict, FileUnusable, NotAllowed
from dashboard.meetings.archive import (
    ArchiveForm,
    ArchiveInvalid,
    NamesFound,
    PersonalData,
    archived_minutes,
    original,
    put_away,
    take_in,
)
from dashboard.meetings.document_text import LARGEST, read_document
from dashboard.store import Circle, Store, search
from dashboard.store.models import SearchText

HELD = date(2016, 3, 15)
FORM = ArchiveForm("Niederschrift 2016", HELD)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*paragraphs: str, cells: tuple[str, ...] = ()) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        row = document.add_table(1, len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.sections[0].header.paragraphs[0].text = "Kopfzeile"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def part(body_xml: str, **others: str) -> bytes:
    """A DOCX of nothing but its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body_xml}</w:body></w:document>')
        for name, text in others.items():
            archive.writestr(f"word/{name}", text)
    return file.getvalue()


def test_paragraphs_tables_and_headers_of_a_docx_are_read() -> None:
    read = read_document(word("TOP 1: Sprach\u00adkurse", "Es folgt", cells=("Wer", "Bis wann")), "alt.docx")
    assert (read.text, read.hidden) == ("TOP 1: Sprachkurse\nEs folgt\nWer\tBis wann\n\nKopfzeile", "")


def test_what_word_hides_is_no_text_and_text_boxes_are_read_once() -> None:
    run = "<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:r><w:t>da</w:t></w:r></w:p>"
    drawn = "<w:p><w:r><w:t>Kasten</w:t></w:r></w:p>"
    box = f"<AlternateContent><Choice>{drawn}</Choice><Fallback>{drawn}</Fallback></AlternateContent>"
    comments = f'<w:comments xmlns:w="{W}"><w:p><w:r><w:t>Notiz</w:t></w:r></w:p></w:comments>'
    read = read_document(part(run + box, **{"comments.xml": comments}), "alt.docx")
    assert (read.text, read.hidden) == ("da\nKasten", "weg\nNotiz")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0alt", "ist ein altes Word-Dokument"), (b"%PDF-1.7", "ist ein PDF"),
        (b"{\\rtf1 Text}", "ist ein RTF-Dokument"), (b"  \n", "enthält keinen Text"),
        (b"PK\x03\x04kaputt", "ist eine beschädigte oder abgeschnittene Textdatei. Bitte in Word oder LibreOffice"),
        (b"x" * (LARGEST + 1), "ist größer als 20 MB"), (b"Text\x00mit", "ist keine Textdatei oder beschädigt"),
        (part("<w:p/>", vbaProject="x", **{"vbaProject.bin": "x"}), "enthält Makros"),
        (part("<w:p><w:t>Text</w:t></w:p>").replace(b"word/document.xml", b"word/anderes.xml_"), "kein Word-Dokument"),
        (b"Umlaut \x81", r"nicht als Text zu lesen .* als „UTF-8“ neu speichern"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_it_is(data: bytes, sentence: str) -> None:
    with pytest.raises(FileUnusable, match=rf"„alt\.x“ .*{sentence}"):
        read_document(data, "alt.x")


def test_a_small_file_that_unpacks_to_anything_and_entities_are_refused() -> None:
    with pytest.raises(FileUnusable, match="enthält ausgepackt mehr als 150 MB"):
        read_document(part(f"<w:p><w:r><w:t>{'a' * 160_000_000}</w:t></w:r></w:p>"), "bombe.docx")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(FileUnusable, match="Dokumenttyp-Angabe"):
        read_document(file.getvalue(), "lol.docx")


def test_text_in_windows_encoding_is_found_by_a_word_inside_a_compound_and_the_file_comes_back(office: Store) -> None:
    staff = body(office, "Arbeitskreis Flüchtlinge")
    data = "Die Gemeinschaftsunterkünfte werden grundsaniert – ab Mai.".encode("cp1252")
    key = do(office, take_in, "prot ä.txt", data, ArchiveForm("Protokoll", HELD, staff, Circle.COORDINATION))
    hit = look(office, search.find, Circle.COORDINATION, "grundsanier").hits[0]
    assert (hit.kind, hit.object_id, f"{hit.at:%d.%m.%Y}") == ("archived_minutes", str(key), "15.03.2016")
    assert look(office, search.find, Circle.PUBLIC, "grundsanier").hits == []
    assert look(office, original, ERIKA, key) == ("prot ä.txt", data)
    with pytest.raises(NotAllowed):
        look(office, original, PARTNER, key)
    (entry,) = look(office, archived_minutes, PARTNER, body=staff)
    assert (entry.body, entry.form.held_on, entry.file_name) == ("Arbeitskreis Flüchtlinge", HELD, "")
    assert look(office, archived_minutes, PRESS, body=staff) == ()
    do(office, put_away, key, "falsches Gremium")
    assert look(office, search.find, Circle.INTERNAL, "grundsanier").hits == []


def test_the_same_file_under_another_name_is_refused_and_the_first_named(office: Store) -> None:
    do(office, take_in, "eins.txt", b"Einmalig", FORM)
    with pytest.raises(Conflict, match=r"„Niederschrift 2016“ vom 15\.03\.2016, eingereicht als „eins\.txt“"):
        do(office, take_in, "zwei.txt", b"Einmalig", ArchiveForm("Anderer Titel", HELD))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Fall 170612345678 wurde besprochen", r"Nummern des Ausländerzentralregisters; sie wurde nicht"),
        (b"Der Antragsteller, geb. 12.03.1990, zieht um", "Geburtsdaten; sie wurde nicht"),
        (part("<w:p><w:del><w:delText>BAMF 7123456-475</w:delText></w:del><w:t>Text</w:t></w:p>"),
         r"Aktenzeichen des BAMF \(in Kommentaren oder gelöschten Stellen"),
    ],
)  # fmt: skip
def test_file_numbers_and_birth_dates_stop_a_file_before_a_byte_is_kept(
    office: Store, data: bytes, sentence: str
) -> None:
    before = look(office, lambda session: session.query(SearchText).count())
    with pytest.raises(PersonalData, match=sentence):
        do(office, take_in, "alt", data, FORM, names_confirmed=True)
    assert look(office, lambda session: session.query(SearchText).count()) == before
    assert data not in {look(office, original, ERIKA, one.id)[1] for one in look(office, archived_minutes, ERIKA)}


def test_names_stop_a_file_until_somebody_says_whose_they_are_and_the_audit_keeps_that(office: Store) -> None:
    data = "Frau Meyer (Jobcenter) berichtet, Peter Schmidt ergänzt.".encode()
    with pytest.raises(NamesFound, match=r"„Frau Meyer“ und „Peter Schmidt“\. Sind Betroffene") as found:
        do(office, take_in, "alt.txt", data, FORM)
    assert found.value.names == ["Frau Meyer", "Peter Schmidt"]
    do(office, take_in, "alt.txt", data, FORM, names_confirmed=True)
    assert '"names_confirmed": 2' in last_audit(office).after


@pytest.mark.parametrize(
    ("wish", "error"), [(ArchiveForm("Titel", date(2200, 1, 1)), ArchiveInvalid), (ArchiveForm("", HELD), Exception)]
)
def test_a_day_to_come_and_a_missing_title_are_refused(office: Store, wish: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"liegt in der Zukunft|Bitte „Titel“ angeben"):
        do(office, take_in, "alt.txt", b"Kurzer Text", wish)

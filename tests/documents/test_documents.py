"""One description, two files: the PDF is tagged and in order, the DOCX has headings, and no text is lost or run."""

import io
import os
import shutil
import subprocess
import tempfile
import unicodedata
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pandas as pd
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import validate

from dashboard.documents.characters import SAID, SIGN
from dashboard.documents.document import (
    Document,
    Facts,
    Heading,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
    small,
    words,
)
from dashboard.documents.figures import figure
from dashboard.documents.markdown import blocks
from dashboard.documents.method import hints
from dashboard.documents.pdf import ON_A_LINE, pdf, widths
from dashboard.documents.word import word
from dashboard.exhibits import Exhibit
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.exhibit import Column, Kind

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50" fill="#234"/></svg>'
TYPED = "Ein **wichtiger** Satz.\nNeue Zeile mit <script>alert(1)</script> und #let x = 1.\n\n- eins\n- zwei\n  - darin"

ROWS = tuple((f"Begehung {number}", f"{number}") for number in range(80))
IN_ORDER = (
    *("ENTWURF", "Protokoll", "Kreishaus", "TOP 1", "wichtiger", "<script>alert(1)", "#let x = 1", "darin", "begangen"),
    *("Begehung 79", "nicht öffentlich"),
)
WITH_BOOKMARKS = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'


def document(*parts, **more):
    facts = {"subtitle": "Sitzung vom 30.09.2026", "office": "Landkreis Musterland", "circle": "Öffentlichkeit"}
    return Document("Protokoll", **{**facts, "as_of": "26.11.2026", "blocks": parts, **more})


WHOLE = document(
    Facts((("Ort", "Kreishaus"), ("Beginn", "09:30 Uhr"))),
    Heading(1, "TOP 1 Unterkünfte"),
    *blocks(TYPED),
    Quote((plain("Die Gemeinschaftsunterkünfte werden begangen."),)),
    Heading(2, "Aufgaben"),
    Table("Aufgaben", ("Was", "Anzahl"), ROWS, (False, True)),
    Picture(SVG, "Ein dunkles Rechteck.", 100, 50),
    Note("nicht öffentlich"),
    draft=True,
)  # fmt: skip


def validate_bytes(content: bytes):
    """What the checker of PDF/UA finds."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return validate(file.name).findings


def text_of(content: bytes, folder: Path) -> str:
    """What a screen reader would read, in its order."""
    if shutil.which("pdftotext") is None:
        assert os.environ.get("DASHBOARD_REQUIRE_OFFICE") != "1", "pdftotext is not installed"
        pytest.skip("PDFTOTEXT MISSING: the order of the text has not been looked at")
    (folder / "text.pdf").write_bytes(content)
    found = subprocess.run(["pdftotext", "text.pdf", "-"], cwd=folder, capture_output=True, check=True)
    return found.stdout.decode()


def test_the_pdf_is_tagged_german_and_has_title_bookmarks_and_descriptions():
    content = pdf(WHOLE)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert str(opened.Root.Lang) == "de-DE"
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.docinfo["/Title"]) == "Protokoll"
        assert str(opened.docinfo["/Author"]) == "Landkreis Musterland"
        with opened.open_outline() as outline:
            assert [one.title for one in outline.root] == ["TOP 1 Unterkünfte"]
            assert [one.title for one in outline.root[0].children] == ["Aufgaben"]
        assert len(opened.pages) == 3
    assert validate_bytes(content) == ()


def test_the_text_of_the_pdf_is_complete_and_in_order(tmp_path):
    found = text_of(pdf(WHOLE), tmp_path)
    places = [found.index(part) for part in IN_ORDER]
    assert places == sorted(places)
    assert found.count("Was\n") == 3  # the heads of the table stand on every page
    assert "Seite 1 von 3" in found


def test_the_docx_has_headings_lists_repeated_heads_and_no_person():
    opened = docx.Document(io.BytesIO(word(WHOLE)))
    assert [(p.style.name, p.text) for p in opened.paragraphs if p.style.name.startswith(("Heading", "Title"))] == [
        ("Title", "Protokoll"), ("Heading 1", "TOP 1 Unterkünfte"), ("Heading 2", "Aufgaben"),
    ]  # fmt: skip
    assert [(p.style.name, p.text) for p in opened.paragraphs if p.style.name.startswith("List")] == [
        ("List Bullet", "eins"), ("List Bullet", "zwei"), ("List Bullet 2", "darin"),
    ]  # fmt: skip
    table = opened.tables[0]
    assert len(table.rows) == 81
    assert "tblHeader" in table.rows[0]._tr.xml
    assert "tblHeader" not in table.rows[1]._tr.xml
    assert opened.sections[0].header.paragraphs[0].text == "ENTWURF"
    assert (opened.core_properties.author, opened.core_properties.last_modified_by) == ("Landkreis Musterland",) * 2
    age = datetime.now(UTC).replace(tzinfo=None) - opened.core_properties.created.replace(tzinfo=None)
    assert timedelta(seconds=-1) < age < timedelta(minutes=10)
    assert opened.core_properties.modified == opened.core_properties.created
    assert opened.inline_shapes[0]._inline.docPr.get("descr") == "Ein dunkles Rechteck."
    said = [run.text for p in opened.paragraphs for run in p.runs if run.bold]
    assert "wichtiger" in said


def test_the_office_opens_the_docx_and_makes_a_pdf_with_the_same_headings(tmp_path):
    if shutil.which("soffice") is None:
        assert os.environ.get("DASHBOARD_REQUIRE_OFFICE") != "1", "LibreOffice is not installed"
        pytest.skip("LIBREOFFICE MISSING: the DOCX has not been opened in an office")
    (tmp_path / "a.docx").write_bytes(word(WHOLE))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    made = ["soffice", home, "--headless", "--convert-to", WITH_BOOKMARKS, "a.docx"]
    subprocess.run(made, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    with pikepdf.open(tmp_path / "a.pdf") as opened, opened.open_outline() as outline:
        titles = [one.title for one in outline.root]
        below = [child.title for one in outline.root for child in one.children]
    assert (titles, below) == (["TOP 1 Unterkünfte"], ["Aufgaben"])


@given(st.text(max_size=60))
@settings(max_examples=25)
def test_any_text_becomes_both_files(text):
    parts = blocks(text)
    made = document(Heading(1, f"A {text}"), *parts, Table("", ("x",), ((text,),)))
    assert pdf(made).startswith(b"%PDF-1.7")
    assert zipfile.is_zipfile(io.BytesIO(word(made)))


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), max_size=200))
def test_no_letter_that_was_typed_is_lost(text):
    """Only what Markdown itself means (stars, hashes, brackets …) may go."""

    def letters(found):
        match found:
            case Paragraph():
                return "".join(run.text for run in found.runs)
            case Quote():
                return "".join(map(letters, found.blocks))
            case Listing():
                return "".join(letters(part) for item in found.items for part in item)
        raise AssertionError(found)

    kept = "".join(map(letters, blocks(text)))
    assert [c for c in text if c.isalpha()] == [c for c in kept if c.isalpha()]


def test_characters_without_a_glyph_are_shown_as_a_sign_and_it_is_said_once(tmp_path):
    made = document(plain("Danke 😀 und 你好, Łódź bleibt."), plain("Noch eins: 🎉"))
    found = text_of(pdf(made), tmp_path)
    assert f"Danke {SIGN} und {SIGN}{SIGN}, Łódź bleibt." in found
    assert found.count(SAID) == 1
    opened = docx.Document(io.BytesIO(word(made)))
    assert "Danke 😀 und 你好, Łódź bleibt." in [p.text for p in opened.paragraphs]


def test_a_mark_without_a_glyph_takes_its_own_letter_along_and_no_other(tmp_path):
    made = document(plain("Raum 0\u1ab0 und 1\u20e3, e\u0301 bleibt."), plain("Es sind 100 Personen."))
    found = unicodedata.normalize("NFC", text_of(pdf(made), tmp_path))
    assert f"Raum {SIGN} und {SIGN}, é bleibt." in found
    assert "Es sind 100 Personen." in found
    assert found.count(SAID) == 1


def test_a_heading_without_a_visible_letter_is_a_dash_and_breaks_nothing():
    made = document(Heading(1, "\u200b"), plain("\x07"))
    assert pdf(made).startswith(b"%PDF")
    assert [p.text for p in docx.Document(io.BytesIO(word(made))).paragraphs][2:] == ["–", "–"]


def test_what_a_link_may_do_is_to_open_a_page_or_a_letter():
    runs = [
        run for part in blocks("[a](https://a.example) [b](javascript:x) [c](mailto:c@d.example)") for run in part.runs
    ]
    assert [(run.text, run.address) for run in runs if run.text.strip() in ("a", "c")] == [
        ("a", "https://a.example"), ("c", "mailto:c@d.example"),
    ]  # fmt: skip
    assert all("javascript" not in run.address for run in runs)


def test_a_document_without_title_a_heading_too_deep_and_a_crooked_table_are_bugs():
    with pytest.raises(ValueError, match="title"):
        Document(" ", "", (), "L", "Ö", "heute")
    with pytest.raises(ValueError, match="no heading"):
        Heading(5, "x")
    with pytest.raises(ValueError, match="rectangular"):
        Table("t", ("a", "b"), (("1",),))
    with pytest.raises(ValueError, match="left out before 'B'"):
        document(Heading(1, "A"), Heading(3, "B"))
    with pytest.raises(ValueError, match="description"):
        Picture(SVG, " ", 1, 1)
    assert Run("x").address == ""


def test_columns_have_room_for_dates_and_long_words_and_long_lines_share_what_is_left():
    sentence = "Die Unterkünfte in Aue werden begangen und das Ergebnis wird berichtet. " * 3
    heads = ("TOP", "Was", "Bis wann", "Woher")
    made = Table("", heads, (("1", sentence, "30.09.2026\nüberfällig seit 12 Tagen", sentence),))
    number, what, due, whence = widths(made)
    assert (number, what) == (6, whence)
    assert due >= len("überfällig") + 2
    assert ON_A_LINE - 2 <= number + what + due + whence <= ON_A_LINE + 2
    assert widths(Table("", ("A", "B"), (("kurz", "30.09.2026"),))) == [6, 12]
    assert widths(Table("", ("A",) * 12, (("Gemeinschaftsunterkünfte",) * 12,))) == [20] * 12
    assert widths(Table("", ("A", "B"), ())) == [6, 6]


def test_a_picture_taller_than_a_page_is_made_smaller_and_stays_whole(tmp_path):
    tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 1000"><text x="5" y="990">unten</text></svg>'
    assert Picture(SVG, "breit", 100, 50).share == 1
    assert Picture(tall, "hoch", 100, 1000).share == pytest.approx(0.135)
    content = pdf(document(Picture(tall, "hoch", 100, 1000)))
    assert "unten" in text_of(content, tmp_path)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) <= 2


def test_an_exhibit_stands_with_sentence_drawing_table_source_and_notes():
    columns = (Column("n", "Ort"), Column("v", "Belegt", Kind.NUMBER, unit="Personen"))
    data = pd.DataFrame({"n": ["Ilsede", "Vechelde"], "v": [12.0, None], "v_sign": ["", "•"]})
    made = Exhibit(
        "k", "Belegung", "In Ilsede sind 12 Personen untergebracht.", Bars("n", ("v",), "Personen"), data, columns,
        "Eigene Erhebung", "30.09.2026", ("• zurückgehalten",), "Säulen je Ort.",
    )  # fmt: skip
    head, sentence, picture, table, source, notes = figure(made, level=1)
    said = Paragraph((Run("In Ilsede sind 12 Personen untergebracht."),), leads=True)
    assert (head, sentence) == (Heading(1, "Belegung"), said)
    assert isinstance(picture, Picture)
    assert picture.alt == "Säulen je Ort."
    assert table == Table("", ("Ort", "Belegt (Personen)"), (("Ilsede", "12"), ("Vechelde", "•")), (False, True))
    assert source.runs[0].text == "Quelle: Eigene Erhebung. Stand: 30.09.2026."
    assert isinstance(notes, Listing)
    assert validate_bytes(pdf(document(*figure(made, level=1)))) == ()
    without = figure(replace(made, chart=None), with_table=False)
    assert [type(part) for part in without] == [Heading, Paragraph, Table, Paragraph, Listing]


def test_a_table_with_many_columns_goes_on_in_a_second_one_with_the_first_column_again():
    columns = tuple(Column(f"c{number}", f"Spalte {number}") for number in range(10))
    data = pd.DataFrame({f"c{number}": [f"z{number}"] for number in range(10)})
    made = Exhibit("k", "Breit", "Zehn Spalten.", None, data, columns, "Erhebung", "30.09.2026", (), "Tabelle.")
    first, second = [block for block in figure(made) if isinstance(block, Table)]
    assert first.heads == ("Spalte 0", *(f"Spalte {number}" for number in range(1, 6)))
    assert second.heads == ("Spalte 0", *(f"Spalte {number}" for number in range(6, 10)))
    assert (first.caption, second.caption) == ("Tabelle, Teil 1 von 2", "Tabelle, Teil 2 von 2")
    assert second.rows == (("z0", "z6", "z7", "z8", "z9"),)
    narrow = replace(made, columns=columns[:8])
    (whole,) = [block for block in figure(narrow) if isinstance(block, Table)]
    assert (len(whole.heads), whole.caption) == (8, "")


def test_very_many_notes_are_gathered_in_a_chapter_where_each_stands_once():
    columns, data = (Column("n", "Ort"),), pd.DataFrame({"n": ["Ilsede"]})
    few = Exhibit("a", "Wenig", "Wenig.", None, data, columns, "Q", "heute", ("nur hier",), "Tabelle.")
    many = replace(few, key="b", title="Viel", notes=tuple(f"Hinweis {number}" for number in range(7)))
    more = replace(many, key="c", title="Mehr", notes=(*many.notes[3:], "Hinweis 7", "Hinweis 8", "Hinweis 9"))
    chapter, listing = hints((few, many, more))
    assert chapter == Heading(1, "Hinweise zu den Zahlen")
    assert isinstance(listing, Listing)
    assert [words(item[0].runs) for item in listing.items] == [f"Hinweis {number}" for number in range(10)]
    assert list(hints((few,))) == []
    *_, pointer = figure(many, gathered=True)
    assert pointer == small("Hinweise zu diesen Zahlen: im Kapitel „Hinweise zu den Zahlen“.")
    assert isinstance(figure(many)[-1], Listing)
    assert isinstance(figure(few, gathered=True)[-1], Listing)

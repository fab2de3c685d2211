"""A deck says on every slide what it must, takes the county's design or refuses it in German, and cuts nothing."""

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pandas as pd
import pikepdf
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pptx.util import Inches

from dashboard.documents.document import Run, words
from dashboard.documents.markdown import blocks
from dashboard.documents.slide_text import Line, flowed, lines
from dashboard.documents.slides import Deck, ExhibitSlide, Section, TextSlide, deck
from dashboard.errors import FileUnusable
from dashboard.exhibits import Exhibit
from dashboard.exhibits.charts import Bars, Lines
from dashboard.exhibits.exhibit import FURTHER, Column, Kind
from dashboard.exhibits.pptx_parts import Box
from dashboard.store import Circle

NOTE = "Bestand am Stichtag: Quartale dürfen nicht addiert werden."
MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"


def exhibit(title="Personen in Unterkünften", rows=4, **more) -> Exhibit:
    data = pd.DataFrame({
        "q": [f"{2020 + n // 4}-Q{n % 4 + 1}" for n in range(rows)], "n": [f"Gemeinde {n}" for n in range(rows)],
        "a": [float(100 + n) for n in range(rows)], "a_sign": ["", "•", *[""] * (rows - 2)],
    })  # fmt: skip
    data.loc[1, "a"] = float("nan")
    facts = {"chart": Lines("q", ("a",), "Personen"), "notes": (NOTE, f"• zurückgehalten, damit keine{FURTHER}")}
    columns = (Column("q", "Quartal"), Column("a", "Belegt", Kind.NUMBER))
    facts = {**facts, "columns": columns, "source": "Meldungen der Gemeinden", "as_of": "30.09.2026", **more}
    return Exhibit("k", title, "Es sind 103 Personen untergebracht.", data=data, alt="Eine Linie.", **facts)


def described(*slides, **more) -> Deck:
    facts = {"subtitle": "Kreistag am 16.12.2026", "office": "Landkreis Musterland, Koordinierungsstab"}
    facts = {**facts, "circle": Circle.PUBLIC, "as_of": "26.11.2026", "number": "2026-07", **more}
    return Deck("Quartalsbericht", slides=slides, **facts)


def opened(made: Deck):
    return pptx.Presentation(io.BytesIO(deck(made)))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


ALL = (
    Section("Unterbringung", "Wo die Menschen wohnen.", "Ruhig sprechen."),
    ExhibitSlide(exhibit(), "Mehr Plätze als Menschen", "Nachfrage erwarten.", with_table=True),
    ExhibitSlide(exhibit("Nach Orten", 30, chart=Bars("n", ("a",), "Personen"))),
    ExhibitSlide(exhibit("Nur Tabelle", chart=None)),
    TextSlide("Ausblick", "Ein **wichtiger** Satz.\n\n- eins\n- zwei\n\n1. erstens", "Noch eine Notiz."),
)


def test_every_slide_has_a_title_of_its_own_and_office_folder_day_and_number_at_the_foot():
    found = opened(described(*ALL))
    titles = [slide.shapes.title.text_frame.text for slide in found.slides]
    assert titles[:5] == [
        "Quartalsbericht", "Unterbringung", "Mehr Plätze als Menschen", "Mehr Plätze als Menschen – Tabelle",
        "Nach Orten (1 von 3)",
    ]  # fmt: skip
    assert len(set(titles)) == len(titles)
    for number, slide in enumerate(found.slides, start=1):
        said = "Landkreis Musterland, Koordinierungsstab · Mappe 2026-07 · Stand 26.11.2026 · Öffentlichkeit"
        assert texts(slide)[-2:] == [said, str(number)]


def test_an_exhibit_is_read_as_title_sentence_chart_or_table_signs_and_source():
    slides = list(opened(described(*ALL)).slides)
    names = [shape.name.split(":")[0] for shape in slides[2].shapes if not shape.name.startswith("Q")]
    assert names == ["Titel", "Aussage", "Diagramm", "Fußzeile", "Foliennummer"]
    assert [shape.name for shape in slides[2].shapes][-3] == "Quelle"
    assert [shape.name.split(":")[0] for shape in slides[3].shapes] == [
        "Titel", "Aussage", "Tabelle", "Quelle", "Fußzeile", "Foliennummer",
    ]  # fmt: skip
    assert texts(slides[2])[1] == "Es sind 103 Personen untergebracht."
    hints = len(slides)
    assert texts(slides[2])[-3] == (
        "• zurückgehalten, damit keine einzelnen Personen erkennbar werden\n"
        f"Quelle: Meldungen der Gemeinden · Stand: 30.09.2026 · Hinweise: Folie {hints}"
    )
    assert slides[-1].shapes.title.text_frame.text == "Hinweise zu den Zahlen"
    assert texts(slides[-1])[1].split("\n")[:2] == ["Folie 3: Mehr Plätze als Menschen", NOTE]


def test_nothing_is_a_picture_and_the_file_names_no_person():
    content = deck(described(*ALL))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        assert [
            name for name in names if "media" in name or "thumbnail" in name or name.endswith((".png", ".jpeg"))
        ] == []
        assert "docProps/app.xml" not in names
        assert not any(b"Steve Canny" in packed.read(name) for name in names)
    found = pptx.Presentation(io.BytesIO(content)).core_properties
    office = "Landkreis Musterland, Koordinierungsstab"
    assert (found.author, found.last_modified_by, found.title) == (office, office, "Quartalsbericht")
    assert found.language == "de-DE"


@pytest.mark.parametrize("circle", list(Circle))
def test_notes_for_the_speaker_go_into_internal_files_only(circle):
    content = deck(described(*ALL, circle=circle, notes="Begrüßung."))
    found = pptx.Presentation(io.BytesIO(content))
    notes = [slide.notes_slide.notes_text_frame.text for slide in found.slides if slide.has_notes_slide]
    expected = ["Begrüßung.", "Ruhig sprechen.", "Nachfrage erwarten.", "Noch eine Notiz."]
    assert notes == (expected if circle is Circle.INTERNAL else [])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert (b"Nachfrage" in everything) == (circle is Circle.INTERNAL)


def test_no_letter_is_smaller_than_14_and_no_headline_than_24_points():
    for slide in opened(described(*ALL)).slides:
        sizes = [int(one.get("sz")) for one in slide._element.iter("{*}rPr", "{*}defRPr") if one.get("sz")]
        assert min(sizes) >= 1400
        assert all(run.font.size.pt >= 24 for p in slide.shapes.title.text_frame.paragraphs for run in p.runs)
        for shape in slide.shapes:
            if shape.has_chart:
                chart = shape.chart._chartSpace
                assert min(int(one.get("sz")) for one in chart.iter("{*}defRPr", "{*}rPr") if one.get("sz")) >= 1400


def test_long_texts_flow_and_not_a_word_is_lost():
    long = " ".join(f"Wort{n}" for n in range(1500))
    found = list(opened(described(TextSlide("Lang", long))).slides)[1:]
    assert len(found) > 3
    assert " ".join(texts(slide)[1] for slide in found).split() == long.split()
    assert found[1].shapes.title.text_frame.text == f"Lang (2 von {len(found)})"


def test_a_headline_and_a_sentence_too_long_for_a_slide_are_told_in_full():
    title = " ".join(f"Überschrift{n}" for n in range(40))
    sentence = " ".join(f"Aussage{n}" for n in range(200))
    shown = ExhibitSlide(replace(exhibit(), sentence=sentence), title)
    found = list(opened(described(shown)).slides)[1:]
    assert found[0].shapes.title.text_frame.text.endswith("…")
    said = " ".join(" ".join(texts(slide)[1].split()) for slide in found)
    assert title in said
    assert sentence in said
    assert any("Die Aussage steht auf der vorigen Folie." in text for slide in found for text in texts(slide))


def test_sources_too_long_for_a_slide_stand_with_the_notes():
    source = "; ".join(f"Statistisches Amt Nummer {n}, Reihe {n}" for n in range(40))
    found = list(opened(described(ExhibitSlide(exhibit(source=source)))).slides)
    assert "Quellen: bei den Hinweisen · Stand: 30.09.2026 · Hinweise: Folie 3" in texts(found[1])[-3]
    assert f"Quelle: {source}" in " ".join(text for slide in found[2:] for text in texts(slide)).replace("\n", " ")


def test_a_section_with_a_long_text_gets_a_slide_for_it():
    found = list(opened(described(Section("Teil", "Viele Worte. " * 150))).slides)
    assert len(found) > 2
    assert found[2].shapes.title.text_frame.text.startswith("Teil")


def test_three_hundred_slides_and_strange_characters_are_no_trouble():
    slides = tuple(
        TextSlide(f"Bild\x07 {n} 😀", "Text") if n % 20 else ExhibitSlide(exhibit(f"Bild\x07 {n} 😀", notes=()))
        for n in range(300)
    )
    found = opened(described(*slides))
    assert len(found.slides) == 301
    assert found.slides[300].shapes.title.text_frame.text == "Bild 299 😀"


@given(st.text(max_size=80))
@settings(max_examples=10, deadline=None)
def test_any_text_can_be_typed(text):
    shown = exhibit(f"A{text}")
    shown = replace(
        shown, sentence=f"S{text}", data=shown.data.assign(n=[text] * 4), chart=Bars("n", ("a",), f"U{text}")
    )
    made = described(Section(f"A{text}", text, text), TextSlide("T", text), ExhibitSlide(shown), circle=Circle.INTERNAL)
    assert len(opened(made).slides) >= 4


@given(st.lists(st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Zs"]), max_size=300), max_size=12))
@settings(max_examples=60, deadline=None)
def test_flowing_paragraphs_keep_every_letter_in_order(given_):
    box = Box(0, 0, Inches(6), Inches(2))
    kept = [Line((Run(text[:10], bold=True), Run(text[10:])), bullet="•") for text in given_]
    pages = flowed(kept, box)
    assert "".join(words(line.runs) for page in pages for line in page) == "".join(given_)


def test_lists_keep_their_depth_and_numbers():
    found = lines(blocks("- eins\n  - darin\n- zwei\n\n3. drei\n\n> Zitat"))
    assert [(words(line.runs), line.depth, line.bullet) for line in found] == [
        ("eins", 0, "•"), ("darin", 1, "•"), ("zwei", 0, "•"), ("drei", 0, "1."), ("Zitat", 1, ""),
    ]  # fmt: skip


def template(change=None, *, wide=True) -> bytes:
    """A county's .pptx with a slide, an author, and whatever ``change`` does to it."""
    made = pptx.Presentation()
    if wide:
        made.slide_width, made.slide_height = Inches(40 / 3), Inches(7.5)
        for shape in [s for on in (made.slide_master, *made.slide_layouts) for s in on.placeholders]:
            shape.left, shape.width = int(shape.left * 4 / 3), int(shape.width * 4 / 3)
    made.core_properties.author = made.core_properties.last_modified_by = "Erika Mustermann"
    made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "Vertraulich aus alter Präsentation"
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(content: bytes, change) -> bytes:
    """The parts of a file after ``change(name, data)``; None leaves one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as packing:
        for name in packed.namelist():
            data = change(name, packed.read(name))
            if data is not None:
                packing.writestr(name, data)
    return out.getvalue()


def refusal(made: Deck) -> str:
    with pytest.raises(FileUnusable) as error:
        deck(made)
    return str(error.value)


def test_the_countys_layouts_are_used_and_nothing_else_of_its_file():
    content = deck(described(*ALL, master=template()))
    found = pptx.Presentation(io.BytesIO(content))
    assert [slide.slide_layout.name for slide in found.slides][:3] == ["Title Slide", "Section Header", "Title Only"]
    assert len(found.slide_layouts) == 11
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Mustermann" not in everything
    assert b"Vertraulich" not in everything
    for slide in found.slides:
        assert [shape.name for shape in slide.placeholders if shape.has_text_frame and not shape.text_frame.text] == []


def test_layouts_are_found_by_name_and_a_title_is_made_where_none_has_one():
    def without_types(made):
        for layout, name in zip(made.slide_layouts, ["Titelfolie", "x", "y", "z", "w", "Nur Titel"], strict=False):
            layout._element.cSld.set("name", name)
        for layout in made.slide_layouts:
            layout._element.attrib.pop("type", None)

    found = opened(described(*ALL, master=template(without_types)))
    assert [slide.slide_layout.name for slide in found.slides][:3] == ["Titelfolie", "Titelfolie", "Nur Titel"]

    def only_blank(made):
        made.slides._sldIdLst.remove(made.slides._sldIdLst[0])
        made.part.drop_rel(next(key for key, one in made.part.rels.items() if one.reltype.endswith("/slide")))
        for layout in list(made.slide_layouts):
            if layout.name != "Blank":
                made.slide_layouts.remove(layout)

    found = opened(described(*ALL, master=template(only_blank)))
    assert [slide.shapes.title.text_frame.text for slide in found.slides][:2] == ["Quartalsbericht", "Unterbringung"]


def test_a_potx_is_a_template_too():
    kind = b"presentationml.presentation.main+xml", b"presentationml.template.main+xml"
    potx = repacked(template(), lambda name, data: data.replace(*kind) if name == "[Content_Types].xml" else data)
    assert len(opened(described(*ALL, master=potx)).slides) == len(opened(described(*ALL)).slides)


def linked(name, data):
    end = b"</Relationships>"
    outside = b'<Relationship Id="rId99" Type="x/image" Target="https://fremd.example/a.png" TargetMode="External"/>'
    return data.replace(end, outside + end) if name == "ppt/slideLayouts/_rels/slideLayout1.xml.rels" else data


def macros(name, data):
    kind = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return data.replace(kind, MACROS.encode()) if name == "[Content_Types].xml" else data


def with_project(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("ppt/vbaProject.bin", b"x")
    return out.getvalue()


def no_layouts(made):
    made.slides._sldIdLst.remove(made.slides._sldIdLst[0])
    made.part.drop_rel(next(key for key, one in made.part.rels.items() if one.reltype.endswith("/slide")))
    for layout in list(made.slide_layouts):
        made.slide_layouts.remove(layout)


@pytest.mark.parametrize(
    ("master", "said"),
    [
        (b"", "keine PowerPoint-Datei oder beschädigt"),
        (b"Hallo Welt", "keine PowerPoint-Datei oder beschädigt"),
        (template()[:20_000], "keine PowerPoint-Datei oder beschädigt"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Kennwort geschützt oder eine alte .ppt-Datei"),
        (repacked(template(), lambda n, d: None if n.startswith("ppt/slideMasters/slide") else d), "beschädigt"),
        (repacked(template(), lambda n, d: b"<kaputt" if n.endswith("slideLayout1.xml") else d), "beschädigt"),
        (repacked(template(), macros), "Makros oder aktive Inhalte"),
        (with_project(template()), "Makros oder aktive Inhalte"),
        (repacked(template(), linked), "lädt Bilder oder Dateien von außerhalb nach"),
        (template(no_layouts), "enthält keine Folienlayouts"),
        (template(wide=False), "Seitenverhältnis 1,33; gebraucht wird 16:9"),
        (b"PK" + b"\0" * 31_000_000, "hat 31,0 MB; erlaubt sind bis zu 30 MB"),
    ],
    ids=["empty", "text", "cut", "ppt", "no master", "xml", "pptm", "vba", "linked", "no layouts", "4:3", "large"],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_reason(master, said):
    assert said in refusal(described(*ALL, master=master))


def picture(kind: str, size=(40, 30), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#1d5a8f").save(out, format=kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_drawn_anew_with_its_description_and_without_its_remarks(kind):
    remarks = Image.Exif()
    remarks[0x013B] = "Erika Mustermann"
    content = deck(described(logo=picture(kind, exif=remarks) + b"Anhang"))
    title = pptx.Presentation(io.BytesIO(content)).slides[0]
    (shown,) = [shape for shape in title.shapes if shape._element.tag.endswith("}pic")]
    assert shown._element._nvXxPr.cNvPr.get("descr") == "Wappen"
    assert shown.image.content_type == "image/png"
    assert b"Mustermann" not in shown.image.blob
    assert abs(shown.width / shown.height - 4 / 3) < 0.02


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
         "Das Logo ist ein SVG, das ein Skript enthält. Erlaubt sind PNG und JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "SVG, das ein Skript enthält"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Das Logo ist ein SVG. Erlaubt"),
        (b"II*\x00" + b"\0" * 50_000_000, "Das Logo ist ein TIFF mit 50,0 MB. Erlaubt"),
        (b"", "Das Logo ist eine leere Datei"),
        (b"kein Bild", "kein Bild, das sich lesen"),
        (picture("PNG")[:60], "beschädigt"),
        (picture("PNG") + b"\0" * 5_000_000, "hat 5,0 MB"),
        (picture("PNG", (9000, 5000)), "9.000 mal 5.000 Bildpunkte"),
        (picture("GIF"), "Das Logo ist ein GIF"),
    ],
    ids=["script", "handler", "svg", "tiff", "empty", "text", "cut", "large", "dots", "gif"],
)  # fmt: skip
def test_a_logo_that_cannot_be_used_is_refused_with_the_reason(logo, said):
    assert said in refusal(described(logo=logo))


def test_the_office_opens_the_deck_and_makes_a_page_of_every_slide(tmp_path):
    if shutil.which("soffice") is None:
        assert os.environ.get("DASHBOARD_REQUIRE_OFFICE") != "1", "LibreOffice is not installed"
        pytest.skip("LIBREOFFICE MISSING: the slides have not been opened in an office")
    content = deck(described(*ALL, logo=picture("PNG")))
    (tmp_path / "a.pptx").write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    made = ["soffice", home, "--headless", "--convert-to", "pdf", "a.pptx"]
    subprocess.run(made, cwd=tmp_path, capture_output=True, check=True, timeout=240)
    with pikepdf.open(tmp_path / "a.pdf") as found:
        assert len(found.pages) == len(pptx.Presentation(io.BytesIO(content)).slides)
        width, height = found.pages[0].mediabox[2:]
    assert abs(float(width) / float(height) - 16 / 9) < 0.01

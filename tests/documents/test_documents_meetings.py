"""Invitation, minutes, tasks and register: the same in both files, an outline by items, and nothing not for the circle.

The minutes are made up in memory here; those of the tables are in ``test_documents_circles``.
"""

import io
import os
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pikepdf
import pytest
from meeting_papers import (
    APPROVED,
    BEGIN,
    OFFICE,
    RESOLUTION,
    TASK,
    TODAY,
    approved,
    beside,
    bookmarks,
    closed,
    figure,
    headings,
    is_there,
    item,
    minutes,
    paragraphs,
    tables,
)
from test_documents import WITH_BOOKMARKS, text_of, validate_bytes

from dashboard.documents.document import Heading
from dashboard.documents.files import EndingUnknown, ending, written
from dashboard.documents.minutes import document, file_name
from dashboard.documents.pdf import pdf
from dashboard.documents.word import word
from dashboard.documents.wording import long_moment
from dashboard.meetings.kinds import ItemState
from dashboard.meetings.minuted import AddendumEntry
from dashboard.store import Circle

FORTY = [closed(number) if number % 4 == 0 else item(number, tasks=(TASK,)) for number in range(1, 41)]
OUTLINE = [
    (1, f"{number} nicht öffentlich" if number % 4 == 0 else f"{number} Bericht {number}") for number in range(1, 41)
]


def test_every_item_is_one_heading_in_order_also_a_closed_one_in_both_files() -> None:
    made = document(minutes(*FORTY), beside(), today=TODAY)
    assert headings(word(made)) == OUTLINE
    content = pdf(made)
    assert bookmarks(content) == OUTLINE
    assert validate_bytes(content) == ()


def test_the_office_makes_a_pdf_with_the_same_headings_of_the_docx(tmp_path: Path) -> None:
    if not is_there("soffice"):
        assert os.environ.get("DASHBOARD_REQUIRE_OFFICE") != "1", "LibreOffice is not installed"
        pytest.skip("LIBREOFFICE MISSING: the DOCX of minutes has not been opened in an office")
    made = document(minutes(item(1, exhibits=(7,)), *FORTY[1:]), beside(f7=figure()), today=TODAY)
    (tmp_path / "a.docx").write_bytes(word(made))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", WITH_BOOKMARKS, "a.docx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    expected = [OUTLINE[0], (2, "Belegung"), *OUTLINE[1:]]
    assert bookmarks((tmp_path / "a.pdf").read_bytes()) == expected == bookmarks(pdf(made))


def test_the_head_says_who_met_when_and_where_and_that_it_is_a_draft(tmp_path: Path) -> None:
    until = date(2026, 12, 10)
    made = document(replace(minutes(item(1)), objections_until=until), beside(), today=TODAY)
    assert (made.title, made.subtitle, made.draft, made.as_of) == (
        "Niederschrift (Entwurf): Koordinierungsstab, 25.11.2026",
        "Sitzung, Mittwoch, 25. November 2026, 09:30 Uhr", True, "26.11.2026",
    )  # fmt: skip
    data = word(made)
    assert paragraphs(data)[2:9] == [
        ("Intense Quote", "ENTWURF: Diese Niederschrift ist noch nicht genehmigt. Einwendungen sind bis zum "
                          "10.12.2026 möglich."),
        ("Normal", "Gremium: Koordinierungsstab"), ("Normal", "Art: Sitzung"),
        ("Normal", "Termin: Mittwoch, 25. November 2026, 09:30 Uhr"), ("Normal", "Ort: Kreishaus"),
        ("Normal", "Anwesend: 3 Personen"), ("Normal", "Fassung für: Koordinierungsstab"),
    ]  # fmt: skip
    assert docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "ENTWURF"
    told = text_of(pdf(made), tmp_path)
    assert told.startswith("ENTWURF")
    assert f"{OFFICE} · Koordinierungsstab · Stand 26.11.2026" in told


def test_presence_is_by_organisation_and_by_field_and_in_public_by_field_alone() -> None:
    data = word(document(minutes(item(1)), beside()))
    by_field = [["Handlungsfeld", "Personen"], ["Arbeitsmarkt", "2"], ["Sprache und Bildung", "1"]]
    assert tables(data) == [
        [
            ["Organisation oder Gäste", "Handlungsfeld", "Anwesenheit", "Personen"],
            ["Jobcenter", "Arbeitsmarkt", "anwesend", "2"], ["Kirche", "", "entschuldigt", "–"],
            ["Personen des Handlungsfelds", "Sprache und Bildung", "Gast", "1"],
        ],
        by_field,
    ]  # fmt: skip
    public = replace(minutes(item(1), attendance=()), for_circle=Circle.PUBLIC)
    assert tables(word(document(public, beside()))) == [by_field]
    nobody = replace(public, heads=0, heads_by_field=())
    assert ("Normal", "Anwesend: nicht erfasst") in paragraphs(word(document(nobody, beside())))


def test_approved_minutes_say_when_by_whom_and_with_which_hash_and_in_public_not_by_whom() -> None:
    inside = document(minutes(item(1), approval=approved()), beside(), today=TODAY)
    press = document(minutes(item(1), approval=approved(""), for_circle=Circle.PUBLIC), beside(), today=TODAY)
    assert (inside.draft, inside.as_of, inside.title) == (
        False, "20.12.2026", "Niederschrift: Koordinierungsstab, 25.11.2026"
    )  # fmt: skip
    told, said = ([text for _, text in paragraphs(word(made))] for made in (inside, press))
    assert told[8:10] == ["Genehmigt: 20.12.2026, 10:00 Uhr, durch Erika", f"Prüfsumme (SHA-256): {'ab' * 32}"]
    assert said[8:10] == ["Genehmigt: 20.12.2026, 10:00 Uhr", f"Prüfsumme (SHA-256): {'ab' * 32}"]
    assert not any("ENTWURF" in text for text in told)


def test_under_an_item_stand_details_text_resolution_tasks_and_frozen_figure() -> None:
    whole = item(
        1, begins="09:30", presenter="Jobcenter", paper="12/2026", consultation="Fachausschuss\nKreistag",
        links=("https://kreis.example/vorlage",), text="# Lage\n\nEin **Satz** <b>roh</b>.\n\n- eins",
        resolutions=(RESOLUTION, replace(RESOLUTION, number="2026-08", circle=Circle.INTERNAL, result="")),
        tasks=(TASK, replace(TASK, text="Bericht", resolution="", due_on=None, responsible="", circle=Circle.INTERNAL)),
        exhibits=(7,),
    )  # fmt: skip
    data = word(document(minutes(whole, attendance=(), for_circle=Circle.INTERNAL), beside(f7=figure())))
    under = paragraphs(data)
    start = under.index(("Heading 1", "1 Bericht 1"))
    wording = "Die Gemeinschaftsunterkünfte\nwerden *begangen*."
    assert under[start + 1 :] == [
        ("Normal", "09:30 Uhr · Vortrag: Jobcenter · Vorlage 12/2026 · Beratungsfolge: Fachausschuss, Kreistag"),
        ("Normal", "Unterlagen:\nhttps://kreis.example/vorlage"), ("Normal", "Lage"),
        ("Normal", "Ein Satz <b>roh</b>."), ("List Bullet", "eins"),
        ("Normal", "Vorschlag 2026-07, an: Kreisausschuss (einstimmig)"), ("Quote", wording),
        ("Normal", "Vorschlag 2026-08, an: Kreisausschuss"), ("Quote", wording),
        ("Normal", "nicht öffentlich, nur für: Kreisverwaltung (intern)"), ("Caption", "Aufgaben"),
        ("Heading 2", "Belegung"), ("Normal", "In Aue sind 12 Personen untergebracht."),
        ("Normal", "Quelle: Eigene Erhebung. Stand: 30.09.2026."),
        ("Normal", "Eingefroren am 20.11.2026 in der Sicht des Kreises „Koordinierungsstab“."),
    ]  # fmt: skip
    assert tables(data)[1] == [
        ["Was", "Wer", "Bis wann"], ["Räume suchen (zu 2026-07)", "Jobcenter, Leitung", "31.01.2027"],
        ["Bericht\nnicht öffentlich, nur für: Kreisverwaltung (intern)", "–", "–"],
    ]  # fmt: skip
    with pytest.raises(KeyError):
        document(minutes(whole), beside())


def test_a_postponed_item_and_one_that_is_not_for_everybody_say_so() -> None:
    some = (item(1, state=ItemState.POSTPONED), item(2, circle=Circle.COORDINATION))
    told = [text for _, text in paragraphs(word(document(minutes(*some), beside())))]
    assert told[-6:] == [
        "1 Bericht 1", "Der Punkt wurde vertagt", "Satz zu 1.",
        "2 Bericht 2", "nicht öffentlich", "Satz zu 2.",
    ]  # fmt: skip


def test_an_addendum_stands_beside_the_approved_text_and_the_documents_day_is_the_last_ones() -> None:
    later = datetime(2027, 1, 7, 9, 0, tzinfo=UTC)
    to_item = AddendumEntry(1, "Es waren **12** Plätze.", "Zahlendreher", "Otto", later, Circle.PUBLIC)
    to_all = AddendumEntry(2, "Beginn 10 Uhr.", "Uhrzeit", "", APPROVED, Circle.PUBLIC)
    made = document(minutes(item(1, addenda=(to_item,)), addenda=(to_all,), approval=approved()), beside())
    found = paragraphs(word(made))
    assert found[-8:] == [
        ("Normal", "Nachtrag zur Niederschrift vom 20.12.2026\nGrund: Uhrzeit"), ("Quote", "Beginn 10 Uhr."),
        ("Normal", "Die genehmigte Fassung bleibt daneben stehen, wie sie war."),
        ("Heading 1", "1 Bericht 1"), ("Normal", "Satz zu 1."),
        ("Normal", "Nachtrag zu Punkt 1 vom 07.01.2027, durch Otto\nGrund: Zahlendreher"),
        ("Quote", "Es waren 12 Plätze."), ("Normal", "Die genehmigte Fassung bleibt daneben stehen, wie sie war."),
    ]  # fmt: skip
    assert made.as_of == "07.01.2027"


def test_a_meeting_without_agenda_makes_both_files_and_says_so() -> None:
    made = document(minutes(), beside())
    assert paragraphs(word(made))[-1] == ("Normal", "Die Sitzung hat keine Tagesordnung.")
    assert bookmarks(pdf(made)) == []


def test_five_hundred_items_have_five_hundred_headings() -> None:
    made = document(minutes(*(item(number) for number in range(1, 501))), beside())
    assert sum(isinstance(block, Heading) for block in made.blocks) == 500
    assert len(headings(word(made))) == 500


def test_the_properties_of_both_files_name_the_office_and_no_person() -> None:
    made = document(minutes(item(1), approval=approved("Erika Mustermann")), beside())
    properties = docx.Document(io.BytesIO(word(made))).core_properties
    assert (properties.author, properties.last_modified_by) == (OFFICE, OFFICE)
    with pikepdf.open(io.BytesIO(pdf(made))) as opened:
        said = {str(key): str(value) for key, value in opened.docinfo.items()}
    assert said["/Author"] == OFFICE
    assert not any("Erika" in value for value in said.values())


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (None, "Mittwoch, 25. November 2026, 09:30 Uhr"),
        (datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "Mittwoch, 25. November 2026, 09:30 bis 11:00 Uhr"),
        (datetime(2026, 11, 26, 11, 0, tzinfo=UTC),
         "Mittwoch, 25. November 2026, 09:30 Uhr, bis Donnerstag, 26. November 2026, 12:00 Uhr"),
    ],
)  # fmt: skip
def test_a_moment_is_told_with_the_day_of_the_week_and_in_berlins_time(ends: datetime | None, told: str) -> None:
    assert long_moment(BEGIN, ends) == told


def test_a_files_name_says_draft_day_meeting_and_circle() -> None:
    assert file_name(minutes(), ".pdf") == "entwurf-niederschrift-2026-11-25-12-koordinierungsstab.pdf"
    press = minutes(approval=approved(), for_circle=Circle.PUBLIC)
    assert file_name(press, ".docx") == "niederschrift-2026-11-25-12-oeffentlich.docx"


def test_only_pdf_and_docx_can_be_written_in_any_spelling_of_their_ending() -> None:
    assert [ending(name) for name in ("a.pdf", "A.PDF", "ä b.Docx")] == [".pdf", ".pdf", ".docx"]
    for name in ("a.doc", "a", ".pdf", "a.pdf.txt"):
        with pytest.raises(EndingUnknown, match=r"endet nicht auf \.pdf oder \.docx; nur als PDF oder als DOCX"):
            ending(name)
    assert written(document(minutes(), beside()), ".pdf").startswith(b"%PDF")

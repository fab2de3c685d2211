"""Files that are no table, or not ours: a German finding or refusal, and nothing taken over."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_office import HEAD, Office, codes, only, table, where
from sqlalchemy import func, select

from dashboard.errors import FileUnusable, NotFound, UserError
from dashboard.intake import FileHasErrors, propose, report
from dashboard.observations.models import Observation, Upload
from dashboard.store import Actor, Store
from dashboard.store.models import Audit

ROW = "2026-Q3;Vechelde;Haus am Bach;GU;120;98"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "ist leer"),
        (b"  \n\n\t\n", "ist leer"),
        (bytes(random.Random(1).randbytes(5000)), "keine Textdatei"),
        (b"<!DOCTYPE html><html><body>Anmeldung</body></html>", "Internetseite"),
        (b"PK\x03\x04" + b"xl/workbook.xml" + bytes(100), "Arbeitsmappe"),
        (b"%PDF-1.7 ...", "PDF"),
        (";".join(f"Spalte {n}" for n in range(100_000)).encode() + b"\n", "Spalten"),
    ],
    ids=["empty", "blank", "binary", "html", "xlsx", "pdf", "100,000 columns"],
)
def test_what_is_no_table_is_refused_with_the_reason(desk: Office, data: bytes, says: str) -> None:
    with pytest.raises(FileUnusable, match=says) as caught:
        desk.check(data, "meldung.csv")
    printed = report.refusal("meldung.csv", data, caught.value)
    assert printed["committed"] is False
    assert printed["layout"] is None
    assert [(f["severity"], f["code"]) for f in printed["findings"]] == [("error", "file-unusable")]
    assert printed["findings"][0]["message"] == str(caught.value)


def test_a_table_without_any_known_column_is_refused_and_says_what_is_expected(desk: Office) -> None:
    proposal = desk.check("Farbe;Form;Größe\nrot;rund;klein\n")
    finding = only(proposal, "layout-unknown")
    assert (codes(proposal), finding.row) == (["layout-unknown"], 1)
    assert "„Farbe“, „Form“, „Größe“" in finding.message
    assert "quartal; gemeinde; unterkunft" in finding.message


def test_a_header_without_data_is_an_error(desk: Office) -> None:
    assert codes(desk.check(HEAD + "\n")) == ["no-rows"]


def test_a_table_that_states_nothing_is_an_error(desk: Office) -> None:
    assert codes(desk.check("quartal;gemeinde;ehrenamtliche\n2026-Q3;Vechelde;\n")) == ["nothing-usable"]


def test_a_file_of_another_county_is_refused_row_by_row(desk: Office) -> None:
    rows = [f"2026-Q3;{place};Haus;GU;10;5" for place in ("Königslutter am Elm", "03154028", "Samtgemeinde Velpke")]
    proposal = desk.check(table(*rows))
    assert codes(proposal) == ["place-outside"] * 3
    assert [finding.row for finding in proposal.errors] == [2, 3, 4]


def test_a_facilities_file_without_a_column_it_cannot_do_without_names_it(desk: Office) -> None:
    finding = only(
        desk.check("quartal;gemeinde;unterkunft;art;plaetze\n2026-Q3;Vechelde;Haus;GU;10\n"), "column-missing"
    )
    assert (finding.row, finding.column) == (1, "Belegt")
    proposal = desk.check("quartal;unterkunft;art;plaetze;belegt\n2026-Q3;Haus;GU;10;5\n")
    assert only(proposal, "column-missing").message.startswith("Die Spalte „ags“ oder „gemeinde“ fehlt.")


@pytest.mark.parametrize("keep", [0.55, 0.7, 0.9, 0.97])
def test_a_file_that_is_cut_in_the_middle_is_never_taken_over(desk: Office, keep: float) -> None:
    whole = table(*(f"2026-Q3;Vechelde;Haus {n};GU;120;98" for n in range(40)))
    cut = whole[: int(len(whole) * keep)].rpartition(";")[0]
    proposal = desk.check(cut)
    assert "file-cut" in codes(proposal)
    assert only(proposal, "file-cut").row == len(cut.splitlines())


def test_a_real_table_that_is_cut_is_refused(desk: Office, shared_data: Path) -> None:
    name = "destatis_12531-0043_schutzsuchende_lk_peine_2024.csv"
    data = (shared_data / "monitoring" / name).read_bytes()
    assert "file-cut" in codes(desk.check(data[: len(data) // 2], name))


def test_a_file_with_errors_leaves_nothing_behind(office: Office) -> None:
    versions = office.store.versions()
    with pytest.raises(FileHasErrors, match="Zeile 3: „Entenhausen“ ist kein bekannter Ort"):
        office.submit(table(ROW, "2026-Q3;Entenhausen;Haus;GU;1;1"))
    with office.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Upload)) == 0
        assert session.scalar(select(func.count()).select_from(Observation)) == 0
        assert [a for a in session.scalars(select(Audit.action)) if a.startswith("upload")] == []
    assert office.store.versions() == versions


def test_without_a_district_nothing_can_be_checked(office: Office, tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'leer.sqlite3'}")
    with store.reading() as session, pytest.raises(NotFound, match="dashboard init"):
        propose(session, Actor.local(), b"x;y\n1;2\n", "a.csv", catalogue=office.catalogue)
    store.close()


def test_of_many_equal_findings_a_thousand_are_listed_and_the_number_of_all_is_said(desk: Office) -> None:
    proposal = desk.check(table(*(f"2026-Q3;Vechelde;Haus {n};Zelt;10;5" for n in range(1500))))
    assert len(proposal.errors) == 1001
    assert proposal.errors[-1].message == ("Denselben Befund gibt es an 1500 Stellen; aufgeführt sind die ersten 1000.")


def test_file_names_with_folders_and_control_characters_are_cleaned(desk: Office) -> None:
    assert desk.check(table(ROW), "../..\\geheim/mel\ndung.csv").file_name == "meldung.csv"
    assert len(desk.check(table(ROW), "x" * 400 + ".csv").file_name) == 300


CELLS = st.one_of(
    st.sampled_from(
        ["2026-Q3", "Vechelde", "03157007", "Haus", "GU", "12", "1.234", "1,5", "-", ".", "x", "ja", "", "Summe",
         "31.12.2026", "Landkreis Peine", '"', "Wohnung", "52,3", "10,2", "=cmd", "\t", "1e9", "Container"]
    ),
    st.text(max_size=8),
)  # fmt: skip
HEADERS = st.sampled_from(
    ["quartal", "stichtag", "gemeinde", "ags", "unterkunft", "art", "plaetze", "belegt", "davon_sgb", "breite",
     "laenge", "geschuetzt", "anrechnung", "befristet_bis", "einwohner", "ehrenamtliche", "Auslastung", "kennzahl",
     "wert", "", "Foo", "unterkunft_id", "zugaenge", "abgaenge"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.lists(HEADERS, min_size=1, max_size=9), rows=st.lists(st.lists(CELLS, max_size=9), max_size=5))
def test_no_table_however_strange_ends_in_anything_but_a_proposal_or_a_german_refusal(
    desk: Office, head: list[str], rows: list[list[str]]
) -> None:
    text = "\n".join(";".join(row) for row in [head, *rows])
    try:
        proposal = desk.check(text)
    except UserError:
        return
    known = set(range(1, text.count("\n") + text.count("\r") + 3)) | {None}
    assert {finding.row for finding in proposal.findings} <= known
    assert proposal.errors or proposal.content.observations > 0


def test_the_row_of_a_finding_is_the_line_in_the_file_even_behind_cells_of_several_lines(desk: Office) -> None:
    text = table(
        '2026-Q3;Vechelde;Haus;GU;10;5;"erste\nzweite Zeile"',
        "",
        "2026-Q3;Vechelda;Haus 2;GU;10;5;",
        head=f"{HEAD};bemerkung",
    )
    assert where(only(desk.check(text), "place-unknown")) == (5, "gemeinde", "Vechelda")

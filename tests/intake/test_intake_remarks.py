"""What a workbook's cells look like: a warning where it may be a wrong figure, information where it is none."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from intake_office import Office, codes, only
from intake_workbooks import workbook
from openpyxl import load_workbook

from dashboard.intake import Severity
from dashboard.tables.choices import CHOICES_SHEET

HEAD = ["quartal", "gemeinde", "ehrenamtliche", "patenschaften", "Bemerkung"]
ROWS = [["2026-Q3", "Vechelde", 5, 6, "a"], ["2026-Q3", "Peine", 7, 8, "b"]]
Spoil = Callable[..., object]


def spoiled(spoil: Spoil, head: list[str] = HEAD, rows: list[list[object]] = ROWS) -> bytes:
    """A small wide table with a title line, header in row 2, after something was done to its sheet."""
    book = load_workbook(BytesIO(workbook(Meldung=[["Meldung"], head, *rows])))
    spoil(book.worksheets[0])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def put(cell: str, value: object, form: str = "General") -> Spoil:
    """Writes one cell with a number format."""

    def write(sheet: Any) -> None:
        sheet[cell].value = value
        sheet[cell].number_format = form

    return write


def merge(cells: str) -> Spoil:
    return lambda sheet: sheet.merge_cells(cells)


@pytest.mark.parametrize(
    ("spoil", "code", "others"),
    [
        (put("C3", 5000, "#,##0,"), "number-scaled", []),
        (put("C3", 5.4, "0"), "number-rounded", []),
        (merge("C3:C4"), "merged-number", []),
        (merge("C3:D3"), "merged-across", []),
        (put("B3", date(2026, 4, 3), "d. mmm"), "date-without-year", ["place-unknown"]),
    ],
)
def test_what_may_be_a_wrong_figure_needs_a_tick(desk: Office, spoil: Spoil, code: str, others: list[str]) -> None:
    proposal = desk.check(spoiled(spoil), "m.xlsx")
    assert only(proposal, code).severity is Severity.WARNING
    assert codes(proposal) == [*others, code]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (put("F3", 5000, "#,##0,"), "number-scaled"),  # a column that is not taken over
        (put("B1", 5000, "#,##0,"), "number-scaled"),  # a title
        (put("C9", 5.4, "0"), None),
        (put("E3", date(2026, 4, 3), "d. mmm"), "date-without-year"),
        (put("E3", "=A1"), "formula-without-value"),
        (put("C1", "=A1"), "formula-without-value"),
        (merge("A3:A4"), "merged-filled"),
        (merge("A1:D1"), None),
    ],
)
def test_the_same_elsewhere_is_information(desk: Office, spoil: Spoil, code: str | None) -> None:
    proposal = desk.check(spoiled(spoil), "m.xlsx")
    if code is not None:
        assert only(proposal, code).severity is Severity.INFO
        assert codes(proposal) == []


def test_a_year_over_several_columns_or_beside_several_rows_is_nothing_to_say(desk: Office) -> None:
    rows = [["2025", "Vechelde", 5], ["", "Peine", 7]]
    proposal = desk.check(spoiled(merge("A3:A4"), ["jahr", "gemeinde", "einwohner"], rows), "m.xlsx")
    assert codes(proposal) == []
    assert {finding.code for finding in proposal.findings} & {"merged-number", "merged-across"} == set()
    assert set(proposal.content.values["period"]) == {"2025"}


def test_a_rate_that_shows_as_many_decimals_as_the_catalogue_keeps_is_not_rounded_wrongly(desk: Office) -> None:
    head = ["jahr", "gemeinde", "mindestsicherung_je_1000"]
    assert desk.catalogue.indicators[head[2]].decimals == 1
    for form, severity in (("0.0", Severity.INFO), ("0", Severity.WARNING)):
        data = spoiled(put("C3", 8.655, form), head, [["2025", "Vechelde", 8.1]])
        assert only(desk.check(data, "m.xlsx"), "number-rounded").severity is severity


@pytest.mark.parametrize(
    ("cell", "beside"), [("C3", "number-invalid"), ("B3", "place-unknown"), ("A3", "period-invalid")]
)
def test_a_formula_without_its_result_in_a_column_that_is_taken_over_is_an_error(
    desk: Office, cell: str, beside: str
) -> None:
    proposal = desk.check(spoiled(put(cell, "=A1")), "m.xlsx")
    assert only(proposal, "formula-without-value").severity is Severity.ERROR
    assert sorted(codes(proposal)) == sorted(["formula-without-value", beside])


def test_a_formula_as_the_name_of_a_house_is_an_error_that_nothing_else_would_find(desk: Office) -> None:
    head = ["quartal", "gemeinde", "unterkunft", "art", "plaetze", "belegt"]
    proposal = desk.check(spoiled(put("C3", "=A1"), head, [["2026-Q3", "Vechelde", "Haus", "GU", 10, 5]]), "m.xlsx")
    assert codes(proposal) == ["formula-without-value"]


def test_a_date_among_numbers_is_an_error_at_its_cell_and_explained(desk: Office) -> None:
    rows = [*ROWS, ["2026-Q3", "Edemissen", 9, 9, ""]]
    proposal = desk.check(spoiled(put("C3", date(2026, 4, 3), "dd.mm.yyyy"), rows=rows), "m.xlsx")
    assert codes(proposal) == ["number-invalid"]
    assert (only(proposal, "number-invalid").row, only(proposal, "number-invalid").column) == (3, "ehrenamtliche")
    assert only(proposal, "date-among-numbers").severity is Severity.INFO


def test_a_hidden_sheet_that_is_read_needs_a_tick_and_one_that_is_not_is_named(desk: Office) -> None:
    table = [HEAD, *ROWS]
    assert codes(desk.check(workbook(["Meldung"], Hinweise=[["Text"]], Meldung=table), "m.xlsx")) == ["sheet-hidden"]
    beside = desk.check(workbook(["Liste"], Meldung=table, Liste=[["x"], ["y"]]), "m.xlsx")
    assert codes(beside) == []
    assert only(beside, "sheets-hidden").severity is Severity.INFO


def test_the_hidden_lists_of_our_templates_are_not_mentioned(desk: Office) -> None:
    lists = {CHOICES_SHEET: [["Gemeinschaftsunterkunft", "ja"], ["Wohnung", "nein"]]}
    proposal = desk.check(workbook([CHOICES_SHEET], Meldung=[HEAD, *ROWS], **lists), "m.xlsx")
    assert {finding.code for finding in proposal.findings} == {"column-unmatched"}
    assert proposal.sheets == ("Meldung",)


def test_a_sheet_of_that_name_that_is_seen_or_holds_a_table_is_a_sheet_like_others(desk: Office) -> None:
    seen = desk.check(workbook(Meldung=[HEAD, *ROWS], **{CHOICES_SHEET: [["x"]]}), "m.xlsx")
    assert only(seen, "sheet-not-read").severity is Severity.INFO
    held = desk.check(workbook([CHOICES_SHEET], Meldung=[HEAD, *ROWS], **{CHOICES_SHEET: [HEAD, *ROWS]}), "m.xlsx")
    assert codes(held) == ["sheet-not-read"]


def test_names_of_persons_behind_the_name_of_our_lists_stop_the_file(desk: Office) -> None:
    names = {CHOICES_SHEET: [["Vorname", "Nachname"], ["Ahmad", "Hosseini"]]}
    proposal = desk.check(workbook([CHOICES_SHEET], Meldung=[HEAD, *ROWS], **names), "m.xlsx")
    assert {finding.code for finding in proposal.findings} == {"personal-data"}

"""Workbooks with several sheets, headers in odd rows, and what is remembered of it and no longer fits."""

import pytest
from intake_office import VECHELDE, Office, codes, only
from intake_workbooks import workbook

from dashboard.intake import Severity

HEAD = ["quartal", "gemeinde", "ehrenamtliche"]
Q2, Q3 = [HEAD, ["2026-Q2", "Vechelde", 5]], [HEAD, ["2026-Q3", "Vechelde", 7]]
NOTES = [["Hinweise"], ["Bitte bis zum 15. einreichen", "danke"]]
NAMES = [["Vorname", "Nachname"], ["Ahmad", "Hosseini"]]
FROM = {"supplier": "Gemeinde Vechelde"}


def test_the_sheet_with_a_known_table_is_read_and_the_others_are_named(desk: Office) -> None:
    proposal = desk.check(workbook(Hinweise=NOTES, Meldung=Q3), "m.xlsx")
    assert codes(proposal) == []
    assert (proposal.sheet, proposal.sheets, proposal.period) == ("Meldung", ("Hinweise", "Meldung"), "2026-Q3")
    finding = only(proposal, "sheet-not-read")
    assert (finding.severity, finding.question) == (Severity.INFO, "sheet:")
    assert "„Hinweise“" in finding.message
    assert "im Blatt „Meldung“" in proposal.why[0]


def test_a_second_sheet_with_a_table_is_a_warning_and_a_person_can_choose_it(desk: Office) -> None:
    data = workbook(Alt=Q2, Neu=Q3)
    first = desk.check(data, "m.xlsx")
    assert (first.period, codes(first)) == ("2026-Q2", ["sheet-not-read"])
    assert [choice.answer for choice in only(first, "sheet-not-read").choices] == ["Alt", "Neu"]
    for chosen in (desk.check(data, "m.xlsx", sheet="Neu"), desk.check(data, "m.xlsx", answers={"sheet:": "Neu"})):
        assert (chosen.sheet, chosen.period) == ("Neu", "2026-Q3")
    assert first.mapping != desk.check(data, "m.xlsx", sheet="Neu").mapping


def test_a_hidden_sheet_is_read_only_where_no_other_has_a_known_table(desk: Office) -> None:
    assert desk.check(workbook(["Alt"], Alt=Q2, Neu=Q3), "m.xlsx").sheet == "Neu"
    hidden = desk.check(workbook(["Alt"], Alt=Q2, Hinweise=NOTES), "m.xlsx")
    assert hidden.sheet == "Alt"
    only(hidden, "sheets-hidden")


@pytest.mark.parametrize("hidden", [[], ["Liste"]])
def test_names_of_persons_in_any_sheet_stop_the_file(desk: Office, hidden: list[str]) -> None:
    proposal = desk.check(workbook(hidden, Meldung=Q3, Liste=NAMES), "m.xlsx")
    assert {finding.code for finding in proposal.findings} == {"personal-data"}
    assert "im Blatt „Liste“" in proposal.findings[0].message
    assert proposal.content.observations == 0


def test_a_sheet_that_is_not_there_is_an_error(desk: Office) -> None:
    proposal = desk.check(workbook(Meldung=Q3), "m.xlsx", sheet="Melding")
    assert codes(proposal) == ["sheet-unknown"]


def test_a_person_says_in_which_row_the_header_is(desk: Office) -> None:
    text = "quartal;gemeinde;ehrenamtliche\nzuletzt:;;\nquartal;gemeinde;patenschaften\n2026-Q3;Vechelde;7\n"
    proposal = desk.check(text, header_row=3)
    assert codes(proposal) == []
    assert proposal.content.values["indicator"].tolist() == ["patenschaften"]
    assert "Zeile 3" in proposal.why[0]
    assert set(codes(desk.check(text, header_row=99))) == {"header-row-unknown", *codes(desk.check(text))}


def test_names_under_a_header_that_only_a_person_sees_stop_the_file(desk: Office) -> None:
    text = "quartal;gemeinde;ehrenamtliche;x\na;b;c;Geburtsdatum\n2026-Q3;Vechelde;7;01.02.1990\n"
    assert "personal-data" in codes(desk.check(text, header_row=2))


def test_the_sheet_is_remembered_and_one_that_is_gone_is_said(office: Office) -> None:
    office.submit(workbook(Alt=Q2, Neu=Q3), "m.xlsx", sheet="Neu", **FROM)
    again = office.check(workbook(Alt=Q2, Neu=[HEAD, ["2026-Q4", "Vechelde", 8]]), "m.xlsx", **FROM)
    assert (again.sheet, again.period) == ("Neu", "2026-Q4")
    gone = office.check(workbook(Alt=Q2, Anders=Q3), "m.xlsx", **FROM)
    assert gone.sheet == "Alt"
    assert "„Neu“" in only(gone, "answer-unfit").message


def test_the_row_of_the_header_is_remembered_as_long_as_the_same_stands_there(office: Office) -> None:
    text = "quartal;gemeinde;ehrenamtliche\nzuletzt:;;\nquartal;gemeinde;patenschaften\n2026-{};Vechelde;7\n"
    office.submit(text.format("Q3"), header_row=3, **FROM)
    again = office.check(text.format("Q4"), **FROM)
    assert again.content.values["indicator"].tolist() == ["patenschaften"]
    other = office.check("quartal;gemeinde;ehrenamtliche\n2026-Q4;Vechelde;7\n2027-Q1;Vechelde;8\n", **FROM)
    assert other.content.values["indicator"].tolist() == ["ehrenamtliche", "ehrenamtliche"]
    assert "andere Überschriften" in only(other, "answer-unfit").message


def test_the_delimiter_is_remembered_as_long_as_it_divides_the_rows(office: Office) -> None:
    office.submit("quartal|gemeinde|ehrenamtliche\n2026-Q3|Vechelde|7\n", delimiter="|", **FROM)
    assert office.check("quartal|gemeinde|ehrenamtliche\n2026-Q4|Vechelde|7\n", **FROM).delimiter == "|"
    other = office.check("quartal;gemeinde;ehrenamtliche\n2026-Q4;Vechelde;7\n", **FROM)
    assert other.delimiter == ";"
    assert "„|“" in only(other, "answer-unfit").message


def test_a_mapping_is_remembered_and_missed_where_the_column_is_gone(office: Office) -> None:
    mapped = {"column:Helfende": "ehrenamtliche"}
    office.submit("quartal;gemeinde;Helfende;Patenschaften\n2026-Q3;Vechelde;7;1\n", answers=mapped, **FROM)
    again = office.check("quartal;gemeinde;Helfende;Patenschaften\n2026-Q4;Vechelde;8;1\n", **FROM)
    assert codes(again) == []
    assert set(again.content.values["indicator"]) == {"ehrenamtliche", "patenschaften"}
    gone = office.check("quartal;gemeinde;Mitwirkende Leute;Patenschaften\n2026-Q4;Vechelde;8;1\n", **FROM)
    finding = only(gone, "answer-unfit")
    assert (finding.severity, finding.question) == (Severity.INFO, "")
    assert "„helfende“" in finding.message


def test_a_remembered_convention_gives_way_where_the_column_is_plainly_the_other(office: Office) -> None:
    text = "quartal;gemeinde;kosten_je_platz\n2026-{};Vechelde;{}\n"
    answers = {"numbers:kosten_je_platz": "english"}
    office.submit(text.format("Q3", "1.234"), answers=answers, **FROM)
    assert office.check(text.format("Q4", "1.235"), **FROM).content.values["value"].tolist() == [1.235]
    german = office.check(text.format("Q4", "1.234,5"), **FROM)
    assert german.content.values["value"].tolist() == [1234.5]
    assert "anders geschrieben" in only(german, "answer-unfit").message


def test_a_place_that_a_person_leaves_out_is_remembered(office: Office) -> None:
    text = "quartal;gemeinde;ehrenamtliche\n2026-{0};Vechelde;7\n2026-{0};Nirgends;9\n"
    finding = only(office.check(text.format("Q3"), **FROM), "place-unknown")
    office.submit(text.format("Q3"), answers={finding.question: "-"}, **FROM)
    again = office.check(text.format("Q4"), **FROM)
    assert codes(again) == []
    assert again.places == (("Vechelde", VECHELDE),)
    assert only(again, "rows-not-taken").message.startswith("1 Zeilen")

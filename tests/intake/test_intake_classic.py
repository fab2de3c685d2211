"""Headers of several rows without a profile: every column is mapped by hand, and what is over it is never forgotten."""

import numpy as np
import pytest
from intake_office import PEINE, VECHELDE, Office, codes, only

from dashboard.intake import Proposal, Severity
from dashboard.intake.header_block import find_block, names_of, parts
from dashboard.periods import Period
from dashboard.tables import read

TITLE = "Tabelle: 12345-01\nEine Tabelle ohne Profil;;;\n"
FOOT = "__________\nQuelle: Amt; Referat 5; 2024\n© Amt, 2024.\nStand: 01.02.2025 / 10:11:12\n"


def stated(proposal: Proposal) -> dict[tuple[str, str, str, str], float | str]:
    """(indicator, area, period, categories) -> value, or the sign where there is none."""
    values, members = proposal.content.values, proposal.content.members
    columns = (values[name] for name in ("indicator", "area", "period", "breakdown", "value", "sign"))
    return {
        (indicator, area, period, ", ".join(members[breakdown].values())): sign if np.isnan(value) else value
        for indicator, area, period, breakdown, value, sign in zip(*columns, strict=True)
    }


def classic(*rows: str, head: str = ";;;Empfänger;Empfänger\n;;;Insgesamt;darunter AsylbLG\n;;;Anzahl;Anzahl\n") -> str:
    """A classic file of these rows."""
    return TITLE + head + "\n".join(rows) + "\n" + FOOT


ROW = "31.12.2024;03157;Peine, Landkreis;1200;."
ASYLUM = {"column:Empfänger / darunter AsylbLG / Anzahl": "asylblg_empfaenger"}


def test_a_classic_table_without_a_profile_asks_for_each_column_and_takes_what_is_mapped(desk: Office) -> None:
    text = classic(ROW, "31.12.2024;03241;Region Hannover;5000;7")
    first = desk.check(text)
    assert (first.layout, codes(first)) == ("classic", ["nothing-usable"])
    asked = [finding for finding in first.findings if finding.code == "column-unmatched"]
    assert [finding.column for finding in asked] == [
        "Empfänger / Insgesamt / Anzahl",
        "Empfänger / darunter AsylbLG / Anzahl",
    ]
    assert all("asylblg_empfaenger" in [choice.answer for choice in finding.choices] for finding in asked)
    proposal = desk.check(text, answers=ASYLUM)
    assert codes(proposal) == []
    assert stated(proposal) == {("asylblg_empfaenger", PEINE, "2024", ""): "."}


def test_leading_columns_without_a_header_are_known_by_what_every_cell_holds(desk: Office) -> None:
    proposal = desk.check(classic(ROW), answers=ASYLUM)
    said = [finding.message for finding in proposal.findings if finding.code == "column-by-content"]
    assert [text.split("„")[2].split("“")[0] for text in said] == [
        "Stichtag",
        "Amtlicher Gemeindeschlüssel",
        "Gemeinde",
    ]


def test_a_footer_line_with_delimiters_is_no_data(desk: Office) -> None:
    proposal = desk.check(classic(ROW), answers=ASYLUM)
    assert proposal.content.rows_read == 1
    assert "Referat 5" in only(proposal, "notes-below").message


def test_a_row_of_a_place_that_is_no_more_is_a_warning(desk: Office) -> None:
    proposal = desk.check(classic(ROW, "31.12.2024;03157003;Lahstedt;1;2"), answers=ASYLUM)
    assert "place-unknown" not in codes(proposal) or codes(proposal) == ["place-unknown"]
    assert set(stated(proposal)) == {("asylblg_empfaenger", PEINE, "2024", "")}


def test_insgesamt_in_an_official_table_is_not_the_own_district(desk: Office) -> None:
    text = classic(ROW, "31.12.2024;;Insgesamt;99999;88888").replace(";03157;", ";;")
    proposal = desk.check(text, answers={**ASYLUM, "column:Spalte 2": "-"})
    assert stated(proposal) == {("asylblg_empfaenger", PEINE, "2024", ""): "."}


def test_a_first_row_of_data_that_holds_only_years_is_not_swallowed_by_the_header() -> None:
    (grid,) = read(b"Ort;Zahl;Zahl\n;alt;neu\nPeine;2010;2011\nVechelde;5;6\n", "x.csv")
    block = find_block(grid.cells, 40, {"Ort", "Gemeinde"}.__contains__)
    assert block is not None
    assert (block.first, block.last) == (0, 1)
    assert names_of(parts(grid.cells, block, spread=False)) == ("Ort", "Zahl / alt", "Zahl / neu")


@pytest.mark.parametrize("first", ["31.12.2012;2010;1950", "Peine;2010;1950"])
def test_below_a_header_without_labels_a_row_of_years_is_data(first: str) -> None:
    (grid,) = read(f"Titel\n;alt;neu\n;Anzahl;Anzahl\n{first}\nVechelde;5;6\n".encode(), "x.csv")
    block = find_block(grid.cells, 40, {"Gemeinde"}.__contains__)
    assert block is not None
    assert (block.first, block.last) == (1, 2)


def test_a_group_over_a_column_is_part_of_its_name_and_never_forgotten(desk: Office) -> None:
    """„Plätze“ under „in Notunterkünften“ is not what is called „Plätze“."""
    text = ";;in Notunterkünften;\nquartal;gemeinde;Ehrenamtliche;Patenschaften\n2026-Q3;Vechelde;5;6\n"
    proposal = desk.check(text)
    assert stated(proposal) == {}
    asked = [finding.column for finding in proposal.findings if finding.code == "column-unmatched"]
    assert asked == ["in Notunterkünften / Ehrenamtliche", "in Notunterkünften / Patenschaften"]
    answers = {"column:in Notunterkünften / Ehrenamtliche": "ehrenamtliche"}
    assert stated(desk.check(text, answers=answers)) == {("ehrenamtliche", VECHELDE, "2026-Q3", ""): 5}


def test_a_title_with_a_date_beside_it_is_no_group(desk: Office) -> None:
    text = "Landkreis Peine;;;Stand 30.09.2026\nquartal;gemeinde;Ehrenamtliche;Patenschaften\n2026-Q3;Vechelde;5;6\n"
    proposal = desk.check(text)
    assert codes(proposal) == []
    assert len(stated(proposal)) == 2


def test_a_row_of_units_below_the_header_is_part_of_it(desk: Office) -> None:
    text = "quartal;gemeinde;Ehrenamtliche;Patenschaften\n;;Anzahl;Anzahl\n2026-Q3;Vechelde;5;6\n"
    proposal = desk.check(text)
    assert codes(proposal) == []
    assert len(stated(proposal)) == 2


def test_a_first_row_whose_figures_are_words_is_data_with_errors_and_no_header(desk: Office) -> None:
    text = "quartal;gemeinde;Ehrenamtliche;Patenschaften\n2026-Q3;Vechelde;k. A.;unbekannt\n2026-Q3;Ilsede;5;6\n"
    assert codes(desk.check(text)) == ["number-invalid", "number-invalid"]


def test_years_over_columns_are_the_columns_own_periods(desk: Office) -> None:
    text = ";Einwohner;Einwohner\nGemeinde;31.12.2022;31.12.2023\nVechelde;100;110\n"
    proposal = desk.check(text)
    assert codes(proposal) == []
    assert stated(proposal) == {
        ("einwohner", VECHELDE, "2022", ""): 100,
        ("einwohner", VECHELDE, "2023", ""): 110,
    }
    contradicted = desk.check(text, period=Period("2024"))
    assert codes(contradicted) == ["period-contradicts", "period-contradicts"]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Bevölkerung, Stichtag 31.12.2023", "2023"),
        ("Berichtsjahr 2022", "2022"),
        ("gedruckt, Stand: 15.10.2026", None),
        ("Veränderung gegenüber Stichtag 31.12.2020", None),
        ("Basis Zensus 2022", None),
    ],
)
def test_the_title_gives_the_period_only_where_it_calls_it_so(desk: Office, title: str, period: str | None) -> None:
    text = f"Tabelle: 12345-01\n{title};;\n;;Zahl\n;;Anzahl\n03157;Peine, Landkreis;120\n{FOOT}"
    proposal = desk.check(text, answers={"column:Zahl / Anzahl": "einwohner"})
    if period is None:
        assert codes(proposal) == ["period-missing"]
    else:
        assert stated(proposal) == {("einwohner", PEINE, period, ""): 120}
        only(proposal, "period-from-title")


def test_a_table_in_thousands_is_warned_of(desk: Office) -> None:
    text = classic(ROW, head=";;;Bevölkerung;Rest\n;;;in 1 000;Anzahl\n")
    proposal = desk.check(text, answers={"column:Bevölkerung / in 1 000": "einwohner"})
    assert codes(proposal) == ["unit-factor"]
    assert only(proposal, "unit-factor").severity is Severity.WARNING


def test_without_a_place_anywhere_it_is_asked_once_for_the_file(desk: Office) -> None:
    text = "Tabelle: 12345-01\nIrgendwo;;\nJahr;Zahl;Rest\n;Anzahl;Anzahl\n2023;120;1\n" + FOOT
    answers = {"column:Zahl / Anzahl": "einwohner"}
    finding = only(desk.check(text, answers=answers), "place-missing")
    assert finding.question == "place:"
    proposal = desk.check(text, answers={**answers, "place:": PEINE})
    assert stated(proposal) == {("einwohner", PEINE, "2023", ""): 120}


def test_names_of_persons_in_any_row_of_a_header_stop_the_file(desk: Office) -> None:
    text = ";Angaben;Angaben\nOrt;Geburtsdatum;Zahl\nVechelde;01.02.1990;5\n"
    assert [finding.code for finding in desk.check(text).findings] == ["personal-data"]


def test_a_profile_whose_column_is_gone_refuses_the_file(desk: Office) -> None:
    text = "Tabelle: 12411-15i\n;;;Bevölkerung\n;;;Anzahl\n31.12.2024;03157;Peine;5\n" + FOOT
    finding = only(desk.check(text), "profile-mismatch")
    assert "„Fortschreibung des Bevölkerungsstandes / Bevölkerungsstand" in finding.message


def test_long_headers_that_begin_alike_are_asked_apart(desk: Office) -> None:
    long = "Sehr lange Überschrift einer Statistik mit vielen Worten " * 4
    text = classic(ROW, head=f";;;{long};{long}\n;;;eins;zwei\n")
    questions = [finding.question for finding in desk.check(text).findings if finding.code == "column-unmatched"]
    assert len(set(questions)) == len(questions)
    assert all(len(question) <= 200 for question in questions)


def test_a_table_of_one_category_alone_is_not_taken_for_the_whole(desk: Office) -> None:
    text = f"Tabelle: 12345-01\nTitel;;;;\n;;;;Zahl\n;;;;Anzahl\n2023;03157;Peine, Landkreis;unter 3 Jahre;120\n{FOOT}"
    answers = {"column:Zahl / Anzahl": "einwohner"}
    finding = only(desk.check(text, answers=answers), "column-open")
    assert (finding.column, finding.question) == ("Spalte 4", "column:spalte4")
    broken = desk.check(text, answers={**answers, "column:Spalte 4": "alter"})
    assert stated(broken) == {("einwohner", PEINE, "2023", "unter 3 Jahre"): 120}
    whole = desk.check(text, answers={**answers, "column:Spalte 4": "-"})
    assert stated(whole) == {("einwohner", PEINE, "2023", ""): 120}


def test_a_column_of_categories_that_the_profile_does_not_know_refuses_the_file(desk: Office) -> None:
    head = ";;;;;Insgesamt;männlich;weiblich"
    row = "31.12.2023;03157;Peine, Landkreis;Deutsche;Insgesamt;5;2;3"
    proposal = desk.check(f"Tabelle: 12411-02-03-4\nTitel;;\n{head}\n{row}\n{FOOT}")
    assert "profile-mismatch" in codes(proposal)


def test_a_known_breakdown_beside_figures_of_a_wide_table_is_kept(desk: Office) -> None:
    text = "quartal;gemeinde;Geschlecht;ehrenamtliche\n2026-Q3;Vechelde;w;6\n"
    proposal = desk.check(text)
    assert codes(proposal) == []
    assert stated(proposal) == {("ehrenamtliche", VECHELDE, "2026-Q3", "weiblich"): 6}
    left_out = desk.check(text, answers={only(proposal, "column-breakdown").question: "-"})
    assert stated(left_out) == {("ehrenamtliche", VECHELDE, "2026-Q3", ""): 6}


def test_a_word_that_looks_like_a_footer_inside_the_data_ends_nothing(desk: Office) -> None:
    text = f"Tabelle: 12345-01\nTitel;\n;Zahl\n;Anzahl\n03157;5\nStand: 2\n03241;6\n{FOOT}"
    proposal = desk.check(text, answers={"column:Zahl / Anzahl": "einwohner"}, period=Period("2023"))
    assert proposal.content.rows_read == 3

"""Tables with one row per value: the indicator in a column or said once, other columns as breakdowns, never added."""

import numpy as np
import pytest
from intake_office import PEINE, VECHELDE, Office, codes, only

from dashboard.intake import Proposal, Severity

HEAD = "quartal;gemeinde;kennzahl;wert"
SDG = "Year,Gebietseinheit,Units,GeoCode,Geschlecht,Value\n"


def stated(proposal: Proposal) -> dict[tuple[str, str, str], float | str]:
    """(indicator, area, breakdown) -> value, or the sign where there is none."""
    values, members = proposal.content.values, proposal.content.members
    found: dict[tuple[str, str, str], float | str] = {}
    columns = (values[name] for name in ("indicator", "area", "breakdown", "value", "sign"))
    for indicator, area, breakdown, value, sign in zip(*columns, strict=True):
        text = "|".join(f"{name}={category}" for name, category in sorted(members[breakdown].items()))
        assert (indicator, area, text) not in found
        found[indicator, area, text] = sign if np.isnan(value) else value
    return found


def long(*rows: str, head: str = HEAD) -> str:
    """A file of these rows."""
    return "\n".join([head, *rows]) + "\n"


def test_a_long_table_has_a_value_a_row(desk: Office) -> None:
    proposal = desk.check(long("2026-Q3;Vechelde;Ehrenamtliche;45", "2026-Q3;Vechelde;Patenschaften;."))
    assert codes(proposal) == []
    assert (proposal.layout, proposal.period) == ("long", "2026-Q3")
    assert stated(proposal) == {("ehrenamtliche", VECHELDE, ""): 45, ("patenschaften", VECHELDE, ""): "."}


def test_further_columns_are_breakdowns_known_words_by_our_name_and_insgesamt_is_the_value_itself(desk: Office) -> None:
    rows = ("Frauen;Syrien;30", "m;Syrien;40", "Insgesamt;Syrien;70", "insg.;Zusammen;99", ";Irak;5")
    text = long(
        *(f"2026-Q3;Vechelde;ehrenamtliche;{row}" for row in rows),
        head="quartal;gemeinde;kennzahl;Geschlecht;Herkunft der Leute;wert",
    )
    proposal = desk.check(text)
    assert codes(proposal) == []
    assert stated(proposal) == {
        ("ehrenamtliche", VECHELDE, "geschlecht=weiblich|herkunftderleute=Syrien"): 30,
        ("ehrenamtliche", VECHELDE, "geschlecht=männlich|herkunftderleute=Syrien"): 40,
        ("ehrenamtliche", VECHELDE, "herkunftderleute=Syrien"): 70,
        ("ehrenamtliche", VECHELDE, ""): 99,
        ("ehrenamtliche", VECHELDE, "herkunftderleute=Irak"): 5,
    }
    finding = only(proposal, "column-breakdown")
    assert (finding.severity, finding.question) == (Severity.INFO, "column:herkunftderleute")


def test_a_column_of_breakdowns_that_a_person_leaves_out_makes_the_rows_meet(desk: Office) -> None:
    text = long(
        "2026-Q3;Vechelde;ehrenamtliche;a;1", "2026-Q3;Vechelde;ehrenamtliche;b;2", head=f"{HEAD[:-5]};gruppe;wert"
    )
    assert codes(desk.check(text)) == []
    assert codes(desk.check(text, answers={"column:gruppe": "-"})) == ["key-twice"]


def test_categories_are_not_added_until_a_person_says_which_make_the_whole(desk: Office) -> None:
    rows = [f"2026-Q3;Vechelde;ehrenamtliche;{row}" for row in ("Ost;10", "West;20 r", "davon neu;4")]
    text = long(*rows, head="quartal;gemeinde;kennzahl;Teil;wert")
    asked = [finding for finding in desk.check(text).findings if finding.code == "categories-open"]
    assert {finding.question for finding in asked} == {
        "category:teilost",
        "category:teilwest",
        "category:teildavonneu",
    }
    assert ("ehrenamtliche", VECHELDE, "") not in stated(desk.check(text))
    answers = {"category:Teil/Ost": "+", "category:Teil/West": "+", "category:Teil/davon neu": "0"}
    proposal = desk.check(text, answers=answers)
    assert codes(proposal) == []
    assert stated(proposal)["ehrenamtliche", VECHELDE, ""] == 30
    assert proposal.content.note == "Summe der Kategorien"
    assert proposal.content.values.query("breakdown == 0")["sign"].tolist() == ["r"]
    assert "Ost" in only(proposal, "sum-of-categories").message
    only(desk.check(text, answers={"category:Teil/Ost": "+", "category:Teil/West": "+"}), "categories-left")


def test_a_sum_with_a_part_without_value_is_not_made(desk: Office) -> None:
    rows = [f"2026-Q3;Vechelde;ehrenamtliche;{row}" for row in ("Ost;10", "West;.")]
    answers = {"category:Teil/Ost": "+", "category:Teil/West": "+"}
    proposal = desk.check(long(*rows, head="quartal;gemeinde;kennzahl;Teil;wert"), answers=answers)
    assert codes(proposal) == ["sum-incomplete"]
    assert ("ehrenamtliche", VECHELDE, "") not in stated(proposal)


def test_a_stated_whole_is_kept_and_no_sum_made_beside_it(desk: Office) -> None:
    rows = [f"2026-Q3;Vechelde;ehrenamtliche;{row}" for row in ("Ost;10", "West;20", "Insgesamt;31")]
    answers = {"category:Teil/Ost": "+", "category:Teil/West": "+"}
    proposal = desk.check(long(*rows, head="quartal;gemeinde;kennzahl;Teil;wert"), answers=answers)
    assert stated(proposal)["ehrenamtliche", VECHELDE, ""] == 31


def test_the_same_key_twice_names_both_rows(desk: Office) -> None:
    proposal = desk.check(long("2026-Q3;Vechelde;Ehrenamtliche;45", "Q3 2026;SG Vechelde;ehrenamtliche;46"))
    assert "place-unknown" in codes(proposal) or codes(proposal) == ["key-twice"]
    proposal = desk.check(long("2026-Q3;Vechelde;Ehrenamtliche;45", "Q3 2026;03157007;ehrenamtliche;46"))
    finding = only(proposal, "key-twice")
    assert finding.row == 3
    assert "in Zeile 2 und in Zeile 3" in finding.message


def test_an_indicator_nobody_knows_is_a_warning_with_suggestions_and_its_rows_are_left_out(desk: Office) -> None:
    text = long("2026-Q3;Vechelde;Ehrenamtliche;45", "2026-Q3;Vechelde;Ehrenamtlichr Leute;7")
    finding = only(desk.check(text), "indicator-unknown")
    assert (finding.severity, finding.row, finding.value) == (Severity.WARNING, 3, "Ehrenamtlichr Leute")
    assert "ehrenamtliche" in [choice.answer for choice in finding.choices]
    proposal = desk.check(text, answers={finding.question: "patenschaften"})
    assert codes(proposal) == []
    assert stated(proposal)["patenschaften", VECHELDE, ""] == 7
    left_out = desk.check(text, answers={finding.question: "-"})
    assert codes(left_out) == []
    only(left_out, "rows-not-taken")


def test_rates_and_indicators_turned_off_are_not_taken_from_a_long_table(desk: Office) -> None:
    rows = ("2026-Q3;Vechelde;auslastung;80", "2026-Q3;Vechelde;uebergriffe_auf_unterkuenfte;1")
    proposal = desk.check(long(*rows, "2026-Q3;Vechelde;ehrenamtliche;45"))
    assert set(stated(proposal)) == {("ehrenamtliche", VECHELDE, "")}
    only(proposal, "column-computed")
    only(proposal, "indicator-disabled")


def test_the_convention_is_the_columns_and_not_each_indicators(desk: Office) -> None:
    rows = ("2026-Q3;Vechelde;kosten_je_platz;1234.50", "2026-Q3;Vechelde;ehrenamtliche;1.234")
    proposal = desk.check(long(*rows))
    assert proposal.errors, [finding.message for finding in proposal.findings]
    assert ("ehrenamtliche", VECHELDE, "") not in stated(proposal) or stated(proposal)[
        "ehrenamtliche", VECHELDE, ""
    ] != 1234


def test_a_unit_that_is_not_the_indicators_is_an_error_until_its_rows_are_left_out(desk: Office) -> None:
    head = "quartal;gemeinde;kennzahl;einheit;wert"
    text = long("2026-Q3;Vechelde;ehrenamtliche;Anzahl;45", "2026-Q3;Vechelde;ehrenamtliche;1.000;0,045", head=head)
    finding = only(desk.check(text), "unit-unexpected")
    assert (finding.row, finding.value) == (3, "1.000")
    assert stated(desk.check(text, answers={finding.question: "-"})) == {("ehrenamtliche", VECHELDE, ""): 45}


def test_open_sdg_asks_once_for_the_indicator_and_takes_blank_cells_for_the_whole(desk: Office) -> None:
    text = SDG + (
        "2023,Landkreis Peine,Anzahl,K03157,,120\n2023,Landkreis Peine,Anzahl,K03157,weiblich,50\n"
        "2023,Deutschland,Anzahl,DG,,100000\n2023,Region Hannover,Anzahl,K03241,,900\n"
    )
    finding = only(desk.check(text), "indicator-missing")
    assert finding.question == "indicator:"
    proposal = desk.check(text, answers={"indicator:": "einbuergerungen"})
    assert codes(proposal) == []
    assert (proposal.layout, proposal.profile, proposal.period) == ("long", "open-sdg", "2023")
    found = stated(proposal)
    assert found["einbuergerungen", PEINE, ""] == 120
    assert found["einbuergerungen", PEINE, "geschlecht=weiblich"] == 50
    assert ("einbuergerungen", "03241", "") not in found
    assert only(proposal, "rows-set-aside").message.startswith(("1 ", "2 "))


def test_a_place_outside_is_an_error_in_a_suppliers_long_table(desk: Office) -> None:
    proposal = desk.check(long("2026-Q3;Wolfsburg;ehrenamtliche;45", "2026-Q3;Vechelde;ehrenamtliche;1"))
    assert codes(proposal) == ["place-outside"]


def test_names_of_persons_stop_a_long_table_too(desk: Office) -> None:
    names = ("Ahmad Hosseini", "Fatima Ali", "Anna Müller", "Peter Schmidt")
    text = long(*(f"2026-Q3;Vechelde;ehrenamtliche;{n};1" for n in names), head="quartal;gemeinde;kennzahl;Wer;wert")
    proposal = desk.check(text)
    assert [finding.code for finding in proposal.findings] == ["personal-data"]
    assert not any(name in finding.message for finding in proposal.findings for name in names)


@pytest.mark.parametrize("column", ["Bemerkung", "Quelle"])
def test_a_remark_beside_a_value_is_no_breakdown(desk: Office, column: str) -> None:
    proposal = desk.check(long("2026-Q3;Vechelde;ehrenamtliche;geschätzt;45", head=f"{HEAD[:-5]};{column};wert"))
    assert stated(proposal) == {("ehrenamtliche", VECHELDE, ""): 45}
    only(proposal, "column-unmatched")


def test_a_category_with_the_signs_of_a_key_keeps_the_key_whole(desk: Office) -> None:
    proposal = desk.check(long("2026-Q3;Vechelde;ehrenamtliche;a|b=c;45", head=f"{HEAD[:-5]};Teil;wert"))
    assert stated(proposal) == {("ehrenamtliche", VECHELDE, "teil=a/b–c"): 45}


def test_a_kind_of_accommodation_is_a_breakdown_of_a_long_table(desk: Office) -> None:
    rows = ("GU;belegt;10", "insgesamt;belegt;12")
    proposal = desk.check(long(*(f"2026-Q3;Vechelde;{row}" for row in rows), head="quartal;gemeinde;art;kennzahl;wert"))
    assert codes(proposal) == []
    assert stated(proposal) == {("belegt", VECHELDE, "art=Gemeinschaftsunterkunft"): 10, ("belegt", VECHELDE, ""): 12}


def test_cells_that_people_leave_blank_for_the_same_as_above_are_errors(desk: Office) -> None:
    text = long("2026-Q3;Vechelde;ehrenamtliche;m;1", ";;;w;2", head="quartal;gemeinde;kennzahl;Geschlecht;wert")
    assert codes(desk.check(text)) == ["indicator-missing"]

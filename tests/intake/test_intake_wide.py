"""The wide layout: a value per place, period and indicator, and what stands against it."""

import pytest
from intake_office import EDEMISSEN, PEINE, STADT_PEINE, VECHELDE, Office, codes, only, table, where

from dashboard.intake import Severity
from dashboard.periods import Period

WIDE = "quartal;gemeinde;ehrenamtliche;patenschaften"


def test_every_column_that_is_an_indicator_is_taken_over(office: Office) -> None:
    text = table("2026-Q3;Vechelde;1.234;17", "2026-Q3;Edemissen;56;", head=WIDE)
    receipt = office.submit(text)
    assert receipt.changes.counts() == {"new": 3, "changed": 0, "unchanged": 0, "missing": 0}
    assert office.stated("ehrenamtliche") == {(VECHELDE, "2026-Q3", ""): 1234, (EDEMISSEN, "2026-Q3", ""): 56}
    assert office.stated("patenschaften") == {(VECHELDE, "2026-Q3", ""): 17}


def test_titles_synonyms_and_units_in_brackets_name_an_indicator(desk: Office) -> None:
    head = "Berichtsquartal;AGS;Einwohnerzahl (Anzahl);Ehrenamtliche1)"
    proposal = desk.check(table("Q3/2026;3157007;17.000;5", head=head))
    assert codes(proposal) == []
    assert set(proposal.content.values["indicator"]) == {"einwohner", "ehrenamtliche"}


def test_a_date_means_what_the_frequency_of_each_column_says(desk: Office) -> None:
    head = "stichtag;gemeinde;ehrenamtliche;einwohner;svb_auslaender"
    rows = ("31.12.2025;Vechelde;5;17000;", "30.06.2025;Vechelde;;;900", "15.05.2025;Peine;5;;")
    proposal = desk.check(table(*rows, head=head))
    assert codes(proposal) == []
    values = proposal.content.values
    assert dict(zip(values["indicator"] + values["area"], values["period"], strict=True)) == {
        f"ehrenamtliche{VECHELDE}": "2025-Q4",
        f"einwohner{VECHELDE}": "2025",
        f"svb_auslaender{VECHELDE}": "2025",
        f"ehrenamtliche{STADT_PEINE}": "2025-05",
    }
    assert only(proposal, "frequency-other").severity is Severity.INFO


def test_the_district_row_is_its_value_and_never_added(office: Office) -> None:
    right = table("2026-Q3;Vechelde;5;", "2026-Q3;Edemissen;7;", "2026-Q3;Insgesamt;12;", head=WIDE)
    assert codes(office.check(right)) == []
    office.submit(right)
    assert office.stated("ehrenamtliche")[PEINE, "2026-Q3", ""] == 12
    wrong = right.replace("Insgesamt;12", "Landkreis Peine;13")
    finding = only(office.check(wrong), "sum-differs")
    assert (where(finding), finding.severity) == ((4, "ehrenamtliche", "13"), Severity.WARNING)
    assert "ergibt 12 (Unterschied +1)" in finding.message


def test_an_association_is_not_added_to_its_members(helmstedt_desk: Office) -> None:
    head = "quartal;ags;ehrenamtliche"
    members = {"031545404001": 1}
    del members
    with helmstedt_desk.store.reading() as session:
        from dashboard.geography.queries import places

        frame = places(session, "03154")
    velpke = frame.loc[frame["name"].eq("Samtgemeinde Velpke"), "area"].iloc[0]
    inside = frame.loc[frame["parent"].eq(velpke), "area"].tolist()
    rows = [f"2026-Q3;{area};10" for area in inside]
    whole = 10 * len(inside)
    right = table(*rows, f"2026-Q3;{velpke};{whole}", f"2026-Q3;Insgesamt;{whole}", head=head)
    assert codes(helmstedt_desk.check(right)) == []
    wrong = table(*rows, f"2026-Q3;{velpke};{whole + 1}", f"2026-Q3;Insgesamt;{whole + 1}", head=head)
    finding = only(helmstedt_desk.check(wrong), "sum-differs")
    assert "Samtgemeinde Velpke" in finding.message


@pytest.mark.parametrize(
    ("row", "code", "column", "value"),
    [
        ("2026-Q3;Entenhausen;5;", "place-unknown", "gemeinde", "Entenhausen"),
        ("2026-Q3;Wolfsburg;5;", "place-outside", "gemeinde", "Wolfsburg"),
        (";Vechelde;5;", "period-missing", "quartal", None),
        ("2026-13;Vechelde;5;", "period-invalid", "quartal", "2026-13"),
        ("2026-Q3;Vechelde;-5;", "number-negative", "ehrenamtliche", "-5"),
        ("2026-Q3;Vechelde;5,5;", "number-not-whole", "ehrenamtliche", "5,5"),
        ("2026-Q3;Vechelde;etwa 5;", "number-invalid", "ehrenamtliche", "etwa 5"),
    ],
)
def test_what_is_wrong_in_a_row_is_an_error(desk: Office, row: str, code: str, column: str, value: str | None) -> None:
    proposal = desk.check(table("2026-Q3;Peine;5;1", row, head=WIDE))
    assert (codes(proposal), where(only(proposal, code))) == ([code], (3, column, value))


def test_the_same_place_and_period_twice_names_both_rows_once(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;5;1", "Q3 2026;3157007;6;2", head=WIDE))
    finding = only(proposal, "key-twice")
    assert finding.row == 3
    assert "Vechelde, 3. Quartal 2026, steht zweimal in der Datei: in Zeile 2 und in Zeile 3" in finding.message


def test_two_columns_of_one_meaning_are_refused_until_one_is_left_out(desk: Office) -> None:
    text = table("2026-Q3;Vechelde;5;6", head="quartal;gemeinde;ehrenamtliche;Ehrenamtliche")
    finding = only(desk.check(text), "column-twice")
    assert codes(desk.check(text)) == ["column-twice"]
    assert finding.choices[0].answer == "-"


def test_a_column_can_be_given_a_meaning_or_left_out(desk: Office) -> None:
    text = table("2026-Q3;Vechelde;5;6", head="quartal;gemeinde;Helfende Hände;patenschaften")
    assert codes(desk.check(text)) == []
    mapped = desk.check(text, answers={"column:Helfende Hände": "ehrenamtliche", "column:patenschaften": "-"})
    assert mapped.content.values["indicator"].tolist() == ["ehrenamtliche"]
    assert mapped.mapping != desk.check(text).mapping


def test_an_indicator_that_is_turned_off_is_not_taken_over(desk: Office) -> None:
    head = "jahr;gemeinde;uebergriffe_auf_unterkuenfte;einwohner"
    proposal = desk.check(table("2025;Landkreis Peine;3;139000", head=head))
    finding = only(proposal, "indicator-disabled")
    assert finding.severity is Severity.WARNING
    assert proposal.content.values["indicator"].tolist() == ["einwohner"]


def test_a_rate_that_is_always_computed_is_not_taken_over(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;80 %;98", head="quartal;gemeinde;Auslastung;belegt"))
    assert only(proposal, "column-computed").severity is Severity.INFO
    assert proposal.content.values["indicator"].tolist() == ["belegt"]


def test_a_figure_of_the_district_only_must_not_stand_in_the_row_of_a_place(desk: Office) -> None:
    head = "jahr;gemeinde;schutzsuchende"
    finding = only(desk.check(table("2025;Vechelde;30", head=head)), "level-invalid")
    assert where(finding) == (2, "schutzsuchende", "30")


def test_a_column_that_fits_two_conventions_is_read_as_thousands_where_it_counts(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;1.234;", "2026-Q3;Peine;2.345;", head=WIDE))
    finding = only(proposal, "number-ambiguous")
    assert finding.message.endswith("wurde als 1234 gelesen, nicht als 1,234.")
    assert (finding.severity, finding.value) == (Severity.INFO, "1.234")
    assert proposal.content.values["value"].tolist() == [1234, 2345]


def test_where_decimals_are_measured_somebody_has_to_choose(desk: Office) -> None:
    head = "jahr;gemeinde;mindestsicherung_je_1000"
    text = table("2025;Vechelde;1.234", head=head)
    finding = only(desk.check(text), "number-ambiguous")
    assert finding.severity is Severity.ERROR
    german = desk.check(text, answers={finding.question: "german"})
    english = desk.check(text, answers={finding.question: "english"})
    assert (german.errors and german.errors[0].code, english.content.values["value"].tolist()) == (
        "out-of-range",
        [1.234],
    )


def test_parts_above_their_whole_are_an_error(desk: Office) -> None:
    head = "quartal;gemeinde;plaetze;gesperrt;belegt;davon_asylblg;davon_sgb"
    assert codes(desk.check(table("2026-Q3;Vechelde;10;10;9;5;4", head=head))) == []
    assert codes(desk.check(table("2026-Q3;Vechelde;10;11;9;5;4", head=head))) == ["parts-exceed"]
    assert codes(desk.check(table("2026-Q3;Vechelde;10;10;9;5;5", head=head))) == ["parts-exceed"]


def test_a_value_far_from_the_places_own_history_is_a_warning(office: Office) -> None:
    head = "quartal;gemeinde;ehrenamtliche"
    quarters = [f"202{year}-Q{quarter}" for year in (4, 5) for quarter in (1, 2, 3, 4)]
    office.submit(table(*(f"{q};Vechelde;{100 + n}" for n, q in enumerate(quarters[:6])), head=head))
    assert codes(office.check(table("2026-Q3;Vechelde;110", head=head))) == []
    finding = only(office.check(table("2026-Q3;Vechelde;1000", head=head)), "value-unusual")
    assert where(finding) == (2, "ehrenamtliche", "1000")
    assert "(100 bis 105)" in finding.message
    assert codes(office.check(table("2026-Q3;Peine;1000", head=head))) == []


def test_five_periods_are_no_history(office: Office) -> None:
    head = "quartal;gemeinde;ehrenamtliche"
    quarters = [f"202{year}-Q{quarter}" for year in (4, 5) for quarter in (1, 2, 3, 4)]
    office.submit(table(*(f"{q};Vechelde;{100 + n}" for n, q in enumerate(quarters[:5])), head=head))
    assert codes(office.check(table("2026-Q3;Vechelde;1000", head=head))) == []


def test_a_period_given_for_the_file_must_not_contradict_it(desk: Office) -> None:
    text = table("2026-Q3;Vechelde;5;", head=WIDE)
    assert codes(desk.check(text, period=Period.of("2026-Q3"))) == []
    assert codes(desk.check(text, period=Period.of("2026-Q2"))) == ["period-contradicts"]


def test_signs_stand_for_what_they_mean(desk: Office) -> None:
    rows = ("2026-Q3;Vechelde;-;.", "2026-Q3;Peine;12 r;x", "2026-Q3;Edemissen;(5);...")
    values = desk.check(table(*rows, head=WIDE)).content.values
    assert values.loc[values["indicator"].eq("ehrenamtliche"), ["value", "sign"]].to_numpy().tolist() == [
        [0, "-"], [12, "r"], [5, "()"],
    ]  # fmt: skip
    assert values.loc[values["indicator"].eq("patenschaften"), "sign"].tolist() == [".", "x", "…"]


def test_a_sum_in_the_column_of_the_period_is_the_districts_value_for_the_one_period(desk: Office) -> None:
    rows = ("2026-Q3;Vechelde;5;1", "2026-Q3;Peine;6;2", "Summe;;12;3")
    proposal = desk.check(table(*rows, head=WIDE))
    assert where(only(proposal, "sum-differs")) == (4, "ehrenamtliche", "12")
    values = proposal.content.values
    district = values[values["area"].eq(PEINE)]
    assert district[["indicator", "period", "value"]].to_numpy().tolist() == [
        ["ehrenamtliche", "2026-Q3", 12.0],
        ["patenschaften", "2026-Q3", 3.0],
    ]


def test_a_sum_over_several_periods_is_an_error(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;5;1", "2026-Q4;Vechelde;6;2", "Summe;;11;3", head=WIDE))
    assert sorted(codes(proposal)) == ["period-invalid", "place-missing"]


def test_thousands_that_the_delimiter_cuts_are_never_read_as_less(desk: Office) -> None:
    proposal = desk.check("quartal,gemeinde,ehrenamtliche\n2026-Q3,Vechelde,1,234\n")
    assert where(only(proposal, "row-too-long")) == (2, None, "234")
    assert codes(proposal) == ["row-too-long"]


def test_a_suppliers_total_of_its_part_is_held_against_the_places_of_all_files(office: Office) -> None:
    head = "quartal;gemeinde;ehrenamtliche"
    office.submit(table("2026-Q3;Peine;100", head=head), supplier="Stadt Peine")
    part = office.check(table("2026-Q3;Vechelde;20", "2026-Q3;Insgesamt;20", head=head))
    finding = only(part, "sum-differs")
    assert where(finding) == (3, "ehrenamtliche", "20")
    assert "die Summe der Orte aus allen Dateien ergibt 120 (Unterschied −100)" in finding.message
    whole = office.check(table("2026-Q3;Vechelde;20", "2026-Q3;Landkreis Peine;300", head=head))
    assert codes(whole) == ["sum-differs"]  # of its own rows only: others have not reported yet
    assert "die Summe der Zeilen ergibt 20" in only(whole, "sum-differs").message


def test_places_that_outgrow_the_stored_district_are_said(office: Office) -> None:
    head = "quartal;gemeinde;ehrenamtliche"
    office.submit(table("2026-Q3;Vechelde;20", "2026-Q3;Insgesamt;20", head=head))
    finding = only(office.check(table("2026-Q3;Peine;100", head=head)), "sum-differs")
    assert (finding.row, finding.column) == (None, "ehrenamtliche")
    assert "ist mit 20 angegeben, die Summe der Orte aus allen Dateien ergibt 120" in finding.message

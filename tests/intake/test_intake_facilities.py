"""The facilities layout: what a row means, and every finding it can have."""

import zlib
from datetime import date

import pytest
from intake_office import EDEMISSEN, HEAD, PEINE, STADT_PEINE, VECHELDE, Office, codes, only, table, where

from dashboard.intake import Severity
from dashboard.observations.models import Upload
from dashboard.periods import Period

GOOD = (
    "2026-Q3;Vechelde;Haus am Bach;Gemeinschaftsunterkunft;120;98",
    "2026-Q3;Peine;Alte Schule;Notunterkunft;40;12",
)
FULL = (
    "quartal;ags;unterkunft_id;unterkunft;art;traeger;betreiber;anrechnung;plaetze;gesperrt;nutzbar_frei;belegt;"
    "zugaenge;abgaenge;davon_asylblg;davon_sgb;davon_selbstzahler;geschuetzt;breite;laenge;befristet_bis;barrierefrei;"
    "zielgruppe;bemerkung"
)
FULL_ROW = (
    "3. Quartal 2026;3157007;V-1;Haus am Bach;GU;Gemeinde;Caritas;Peine;1.200;20;15;1.050;30;12;600;400;50;nein;"
    "52,2600;10,3700;31.12.2027;ja;Familien;Dach wird erneuert"
)


def test_a_whole_row_is_read_with_every_column(desk: Office) -> None:
    proposal = desk.check(table(FULL_ROW, head=FULL))
    assert codes(proposal) == []
    assert proposal.layout == "facilities"
    assert proposal.period == "2026-Q3"
    assert proposal.content.observations == 9
    facilities = proposal.content.facilities
    assert facilities is not None
    row = facilities.drop(columns="line").to_dict("records")[0]
    assert row == {
        "area": VECHELDE, "period": "2026-Q3", "key": "id:V-1", "name": "Haus am Bach",
        "kind": "Gemeinschaftsunterkunft", "rows": 1, "responsible": "Gemeinde", "operator": "Caritas",
        "credited_area": STADT_PEINE, "protected": False, "latitude": 52.26, "longitude": 10.37,
        "lease_until": date(2027, 12, 31), "accessible": True, "target_group": "Familien",
        "remark": "Dach wird erneuert", "signs": "{}", "plaetze": 1200, "gesperrt": 20, "nutzbar_frei": 15,
        "belegt": 1050, "zugaenge": 30, "abgaenge": 12, "davon_asylblg": 600, "davon_sgb": 400,
        "davon_selbstzahler": 50,
    }  # fmt: skip


def test_a_table_is_taken_over_and_its_facilities_are_current(office: Office) -> None:
    receipt = office.submit(table(*GOOD))
    assert receipt.committed
    assert receipt.changes.counts() == {"new": 4, "changed": 0, "unchanged": 0, "missing": 0}
    assert office.houses() == {(VECHELDE, "Haus am Bach"): (120, 98), (STADT_PEINE, "Alte Schule"): (40, 12)}


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_delimiters_and_synonyms_are_recognised(desk: Office, encoding: str, delimiter: str) -> None:
    text = table(
        "Q3/2026;Gemeinde Vechelde;Haus am Bäckerberg;Sammelunterkunft;120;98",
        head="Berichtsquartal;Kommune;Name der Unterkunft;Unterkunftsart;Anzahl Plätze1);Belegte Plätze",
    ).replace(";", delimiter)
    proposal = desk.check(text.encode(encoding))
    assert codes(proposal) == []
    assert proposal.content.facilities is not None
    row = proposal.content.facilities.iloc[0]
    assert (row["area"], row["name"], row["plaetze"], row["belegt"]) == (VECHELDE, "Haus am Bäckerberg", 120, 98)
    assert proposal.delimiter == delimiter


def test_title_lines_and_notes_are_no_data_and_are_named(desk: Office) -> None:
    text = "Meldung der Unterkünfte\nStand: 05.10.2026\n\n" + table(*GOOD) + "\nQuelle: eigene Erhebung\n"
    proposal = desk.check(text)
    assert codes(proposal) == []
    assert proposal.content.rows_read == 2
    assert "Meldung der Unterkünfte / Stand: 05.10.2026" in only(proposal, "title-lines").message
    assert only(proposal, "notes-below").row == 8
    assert "Quelle: eigene Erhebung" in only(proposal, "notes-below").message


def test_the_period_may_be_given_for_the_whole_file(desk: Office) -> None:
    text = table("Vechelde;Haus am Bach;GU;120;98", head="gemeinde;unterkunft;art;plaetze;belegt")
    assert codes(desk.check(text)) == ["column-missing"]
    proposal = desk.check(text, period=Period.of("2026-Q3"))
    assert codes(proposal) == []
    assert proposal.period == "2026-Q3"


def test_unknown_columns_never_stop_a_file_and_are_listed(desk: Office) -> None:
    proposal = desk.check(table(f"{GOOD[0]};rot", head=f"{HEAD};Farbe"))
    finding = only(proposal, "column-unmatched")
    assert (codes(proposal), finding.severity, where(finding)) == ([], Severity.INFO, (1, "Farbe", None))


@pytest.mark.parametrize(
    ("row", "code", "column", "value"),
    [
        (";Vechelde;Haus;GU;10;5", "period-missing", "quartal", None),
        ("2026-Q5;Vechelde;Haus;GU;10;5", "period-invalid", "quartal", "2026-Q5"),
        ("2026;Vechelde;Haus;GU;10;5", "period-frequency", "quartal", "2026"),
        ("2026-Q3;;Haus;GU;10;5", "place-missing", "gemeinde", None),
        ("2026-Q3;Vechelda;Haus;GU;10;5", "place-unknown", "gemeinde", "Vechelda"),
        ("2026-Q3;Wolfsburg;Haus;GU;10;5", "place-outside", "gemeinde", "Wolfsburg"),
        ("2026-Q3;03154028;Haus;GU;10;5", "place-outside", "gemeinde", "03154028"),
        ("2026-Q3;Vechelde;;GU;10;5", "name-missing", "unterkunft", None),
        ("2026-Q3;Vechelde;Haus;;10;5", "kind-missing", "art", ""),
        ("2026-Q3;Vechelde;Haus;Zelt;10;5", "kind-unknown", "art", "Zelt"),
        ("2026-Q3;Vechelde;Haus;Container;10;5", "kind-asked", "art", "Container"),
        ("2026-Q3;Vechelde;Haus;GU;viele;5", "number-invalid", "plaetze", "viele"),
        ("2026-Q3;Vechelde;Haus;GU;10;", "number-missing", "belegt", None),
        ("2026-Q3;Vechelde;Haus;GU;10;-5", "number-negative", "belegt", "-5"),
        ("2026-Q3;Vechelde;Haus;GU;10;5,5", "number-not-whole", "belegt", "5,5"),
        (f"2026-Q3;Vechelde;{'x' * 201};GU;10;5", "text-too-long", "unterkunft", f"{'x' * 120}…"),
    ],
)
def test_what_is_wrong_in_a_row_is_an_error_with_row_and_column(
    desk: Office, row: str, code: str, column: str, value: str | None
) -> None:
    proposal = desk.check(table(GOOD[0], row))
    finding = only(proposal, code)
    assert codes(proposal) == [code]
    assert (where(finding), finding.severity) == ((3, column, value), Severity.ERROR)


@pytest.mark.parametrize(
    ("column", "cell", "code", "severity"),
    [
        ("geschuetzt", "vielleicht", "yes-no-invalid", Severity.ERROR),
        ("barrierefrei", "halb", "yes-no-invalid", Severity.ERROR),
        ("befristet_bis", "bald", "date-invalid", Severity.ERROR),
        ("anrechnung", "Entenhausen", "place-unknown", Severity.ERROR),
        ("anrechnung", "Wolfsburg", "place-outside", Severity.ERROR),
        ("davon_asylblg", "6", "parts-exceed", Severity.ERROR),
        ("gesperrt", "11", "parts-exceed", Severity.ERROR),
        ("breite", "52.320.123", "position-invalid", Severity.ERROR),
        ("breite", "52,26", "position-incomplete", Severity.WARNING),
    ],
)
def test_what_is_wrong_in_an_optional_column(
    desk: Office, column: str, cell: str, code: str, severity: Severity
) -> None:
    head = f"{HEAD};laenge;{column}" if column == "laenge" else f"{HEAD};{column}"
    proposal = desk.check(table(f"2026-Q3;Vechelde;Haus;GU;10;5;{cell}", head=head))
    finding = only(proposal, code)
    assert (codes(proposal), finding.row, finding.column, finding.severity) == ([code], 2, column, severity)


def test_all_findings_of_a_file_come_at_once(desk: Office) -> None:
    proposal = desk.check(table("2026-Q9;Vechelda;;Zelt;viele;"))
    assert sorted(codes(proposal)) == [
        "kind-unknown", "name-missing", "number-invalid", "number-missing", "period-invalid", "place-unknown",
    ]  # fmt: skip


def test_parts_are_added_up_before_they_are_held_against_their_whole(desk: Office) -> None:
    head = f"{HEAD};davon_asylblg;davon_sgb;davon_selbstzahler"
    row = "2026-Q3;Vechelde;Haus;GU;10;5"
    assert codes(desk.check(table(f"{row};2;2;1", head=head))) == []
    finding = only(desk.check(table(f"{row};2;2;2", head=head)), "parts-exceed")
    assert "ergibt 6 und ist mehr als „Belegt“ (5)" in finding.message


def test_more_people_than_places_is_a_warning_only(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;Haus;GU;10;11"))
    finding = only(proposal, "over-occupied")
    assert (finding.severity, where(finding), proposal.errors) == (Severity.WARNING, (2, "belegt", "11"), [])


@pytest.mark.parametrize(
    ("breite", "laenge", "code"),
    [
        ("52.2600", "10.3700", None),
        ("52,2600", "10,3700", None),
        ("10,3700", "52,2600", "position-swapped"),
        ("48,1000", "11,5000", "position-outside"),
        ("52.260", "10.370", None),
    ],
)
def test_a_position_is_inside_the_district_or_it_is_not_drawn(
    desk: Office, breite: str, laenge: str, code: str | None
) -> None:
    row = f"2026-Q3;Vechelde;Haus;GU;10;5;{breite};{laenge}"
    proposal = desk.check(table(row, head=f"{HEAD};breite;laenge"))
    assert codes(proposal) == ([] if code is None else [code])
    assert proposal.content.facilities is not None
    assert proposal.content.facilities["latitude"].notna().tolist() == [code is None]


def test_the_same_facility_twice_names_both_rows(desk: Office) -> None:
    finding = only(desk.check(table(*GOOD, "2026-Q3;VECHELDE;haus  am BACH;NU;5;1")), "key-twice")
    assert finding.row == 4
    assert "in Zeile 2 und in Zeile 4" in finding.message


def test_one_name_under_two_numbers_is_two_facilities_but_beside_a_row_without_number_a_double(desk: Office) -> None:
    head = f"{HEAD};unterkunft_id"
    first, second = "2026-Q3;Vechelde;Haus;GU;10;5;A", "2026-Q3;Vechelde;Haus;GU;10;5;B"
    assert codes(desk.check(table(first, second, head=head))) == []
    assert codes(desk.check(table(first, "2026-Q3;Vechelde;Haus;GU;10;5;", head=head))) == ["key-twice"]


def test_a_key_and_a_name_that_contradict_are_refused(desk: Office) -> None:
    text = table("2026-Q3;03157007;Edemissen;Haus;GU;10;5", head="quartal;ags;gemeinde;unterkunft;art;plaetze;belegt")
    finding = only(desk.check(text), "place-contradicts")
    assert "03157007 ist Vechelde, „Edemissen“ ist Edemissen" in finding.message


def test_a_place_that_two_levels_share_is_asked_and_the_answer_settles_it(helmstedt_desk: Office) -> None:
    text = table("2026-Q3;Velpke;Haus;GU;10;5")
    finding = only(helmstedt_desk.check(text), "place-ambiguous")
    labels = {choice.label.rsplit(" (", 1)[0]: choice.answer for choice in finding.choices}
    assert sorted(labels) == ["Samtgemeinde Velpke", "Velpke"]
    answered = helmstedt_desk.check(text, answers={finding.question: labels["Samtgemeinde Velpke"]})
    assert codes(answered) == []
    assert answered.content.facilities is not None
    assert answered.content.facilities["area"].tolist() == [labels["Samtgemeinde Velpke"]]


def test_container_is_asked_and_the_answer_is_remembered_for_the_supplier(office: Office) -> None:
    first, second = (table(f"2026-Q{q};Vechelde;Haus;Container;10;5") for q in (2, 3))
    finding = only(office.check(first), "kind-asked")
    assert [choice.answer for choice in finding.choices] == ["Gemeinschaftsunterkunft", "Notunterkunft", "Sonstige"]
    office.submit(first, answers={"kind:Container": "Notunterkunft"})
    proposal = office.check(second)
    assert codes(proposal) == []
    assert proposal.content.facilities is not None
    assert proposal.content.facilities["kind"].tolist() == ["Notunterkunft"]
    assert codes(office.check(table("2026-Q3;Edemissen;Haus;Container;10;5"))) == ["kind-asked"]


def test_rows_of_sums_are_checked_and_never_counted(desk: Office) -> None:
    right = table(*GOOD, "2026-Q3;Landkreis Peine;;;160;110")
    proposal = desk.check(right)
    assert codes(proposal) == []
    assert proposal.content.observations == 4
    wrong = desk.check(table(*GOOD, ";Insgesamt;;;160;111"))
    assert where(only(wrong, "sum-differs")) == (4, "belegt", "111")
    place = desk.check(table(*GOOD, "2026-Q3;Vechelde;Summe;;121;98"))
    assert where(only(place, "sum-differs")) == (4, "plaetze", "121")
    assert only(place, "total-rows").severity is Severity.INFO


def test_a_house_whose_name_begins_like_a_sum_is_a_house(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;Summerhof;GU;10;5"))
    assert proposal.content.observations == 2


def test_old_plus_in_minus_out_must_be_new(office: Office) -> None:
    head = f"{HEAD};zugaenge;abgaenge"
    office.submit(table("2026-Q2;Vechelde;Haus;GU;100;50;10;5", head=head))
    assert codes(office.check(table("2026-Q3;Vechelde;Haus;GU;100;55;10;5", head=head))) == []
    finding = only(office.check(table("2026-Q3;Vechelde;Haus;GU;100;60;10;5", head=head)), "balance-differs")
    assert finding.severity is Severity.WARNING
    assert "Im 2. Quartal 2026 waren 50 belegt" in finding.message
    assert "ergeben sich 55, gemeldet sind 60 (Unterschied +5)" in finding.message


def test_the_quarter_before_may_be_in_the_same_file(desk: Office) -> None:
    rows = ("2026-Q2;Vechelde;Haus;GU;100;50;;", "2026-Q3;Vechelde;Haus;GU;100;60;10;5")
    proposal = desk.check(table(*rows, head=f"{HEAD};zugaenge;abgaenge"))
    assert only(proposal, "balance-differs").row == 3


def test_signs_are_kept_and_stand_for_no_value(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;.;-"))
    proposal = office.check(table("2026-Q3;Vechelde;Haus;GU;.;-", "2026-Q3;Peine;Neu;GU;1;1"))
    assert proposal.content.facilities is not None
    assert proposal.content.facilities["signs"].tolist() == ['{"plaetze": ".", "belegt": "-"}', "{}"]
    assert proposal.changes.counts() == {"new": 2, "changed": 0, "unchanged": 2, "missing": 0}


def test_flats_become_one_total_per_place_and_nothing_else_of_them_is_kept(office: Office) -> None:
    head = f"{HEAD};Adresse;bemerkung;breite;laenge"
    text = table(
        "2026-Q3;Vechelde;Haus am Bach;GU;120;98;Bachweg 1;;52,26;10,37",
        "2026-Q3;Vechelde;Wohnung Lindenallee;Whg.;4;3;Lindenallee 7;Familie;52,27;10,38",
        "2026-Q3;Vechelde;Wohnung Lindenallee;Wohnung;5;5;Lindenallee 9;;;",
        "2026-Q3;Vechelde;;Wohnung;2;1;Eschenstieg 3;;;",
        head=head,
    )
    proposal = office.check(text)
    assert codes(proposal) == []
    assert "3 Zeilen" in only(proposal, "flats-summed").message
    office.submit(text)
    assert office.houses() == {(VECHELDE, "Haus am Bach"): (120, 98), (VECHELDE, "Wohnungen"): (11, 9)}
    with office.store.reading() as session:
        content = session.get_one(Upload, 1).content
        assert content is not None
        kept = zlib.decompress(content).decode("utf-8-sig")
    assert "Lindenallee" not in kept
    assert "Eschenstieg" not in kept
    assert "Familie" not in kept
    assert "10,38" not in kept
    assert kept.splitlines()[1] == text.splitlines()[1]
    assert kept.splitlines()[2] == "2026-Q3;Vechelde;;Whg.;4;3;;;;"
    assert len(kept.splitlines()) == len(text.splitlines())


def test_flats_credited_elsewhere_or_protected_are_totals_of_their_own(desk: Office) -> None:
    head = f"{HEAD};anrechnung;geschuetzt"
    text = table(
        "2026-Q3;Vechelde;;Wohnung;4;3;;",
        "2026-Q3;Vechelde;;Wohnung;4;2;Vechelde;nein",
        "2026-Q3;Vechelde;;Wohnung;5;5;Peine;",
        "2026-Q3;Vechelde;;Wohnung;2;1;;ja",
        head=head,
    )
    facilities = desk.check(text).content.facilities
    assert facilities is not None
    assert facilities[["key", "rows", "belegt"]].to_numpy().tolist() == [
        ["flats", 2, 5.0], [f"flats:{STADT_PEINE}", 1, 5.0], ["flats!", 1, 1.0],
    ]  # fmt: skip


def test_a_figure_that_only_some_flats_state_has_no_sum(desk: Office) -> None:
    text = table("2026-Q3;Vechelde;;Wohnung;4;3;1", "2026-Q3;Vechelde;;Wohnung;4;2;", head=f"{HEAD};zugaenge")
    proposal = desk.check(text)
    assert "nur für 1 von 2 Wohnungen" in only(proposal, "flats-incomplete").message
    assert proposal.content.facilities is not None
    assert proposal.content.facilities["zugaenge"].isna().tolist() == [True]
    unknown = desk.check(table("2026-Q3;Vechelde;;Wohnung;4;.", "2026-Q3;Vechelde;;Wohnung;4;2")).content.facilities
    assert unknown is not None
    assert unknown["signs"].tolist() == ['{"belegt": "."}']


def test_a_facility_that_is_no_longer_in_the_file_ends_with_it(office: Office) -> None:
    office.submit(table(*GOOD, "2026-Q3;Vechelde;Turnhalle;NU;30;9"))
    smaller = table("2026-Q3;Vechelde;Haus am Bach;GU;120;99")
    proposal = office.check(smaller)
    finding = only(proposal, "facility-gone")
    assert (finding.severity, finding.value) == (Severity.WARNING, "Turnhalle")
    assert "endet damit im 3. Quartal 2026" in finding.message
    assert proposal.changes.counts() == {"new": 0, "changed": 1, "unchanged": 1, "missing": 2}
    office.submit(smaller)
    assert office.houses() == {(VECHELDE, "Haus am Bach"): (120, 99), (STADT_PEINE, "Alte Schule"): (40, 12)}


def test_the_name_of_a_protected_house_that_ends_is_not_told(office: Office) -> None:
    head = f"{HEAD};geschuetzt"
    office.submit(table("2026-Q3;Vechelde;Frauenhaus;GU;10;5;ja", "2026-Q3;Vechelde;Haus;GU;10;5;nein", head=head))
    proposal = office.check(table("2026-Q3;Vechelde;Haus;GU;10;5;nein", head=head))
    assert only(proposal, "facility-gone").value == "Geschützte Unterkunft"
    assert "Frauenhaus" not in proposal.changes.table.to_csv()


def test_the_total_of_flats_ends_when_a_later_file_has_none(office: Office) -> None:
    office.submit(table(GOOD[0], "2026-Q3;Vechelde;;Wohnung;4;3"))
    assert only(office.check(table(GOOD[0])), "facility-gone").value == "Wohnungen"
    office.submit(table(GOOD[0]))
    assert office.houses() == {(VECHELDE, "Haus am Bach"): (120, 98)}


def test_a_renamed_facility_with_a_number_stays_the_same(office: Office) -> None:
    head = f"{HEAD};unterkunft_id"
    office.submit(table("2026-Q3;Vechelde;Altes Haus;GU;10;5;V-1", head=head))
    proposal = office.check(table("2026-Q3;Vechelde;Neues Haus;GU;10;5;V-1", head=head))
    assert codes(proposal) == []
    assert proposal.changes.counts() == {"new": 0, "changed": 0, "unchanged": 2, "missing": 0}
    assert only(proposal, "details-changed").severity is Severity.INFO


def test_the_supplier_is_who_the_places_are(desk: Office, helmstedt_desk: Office) -> None:
    assert desk.check(table(GOOD[0])).supplier == "Vechelde"
    assert desk.check(table(*GOOD)).supplier == "Landkreis Peine"
    assert desk.check(table(*GOOD), supplier="Frau Beispiel").supplier == "Frau Beispiel"
    rows = ("2026-Q3;Danndorf;Haus;GU;10;5", "2026-Q3;Bahrdorf;Haus;GU;10;5")
    assert helmstedt_desk.check(table(*rows)).supplier == "Samtgemeinde Velpke"


def test_another_number_in_a_wide_table_is_a_warning_either_way(office: Office) -> None:
    wide = table("2026-Q3;Vechelde;120;97", head="quartal;gemeinde;plaetze;belegt")
    office.submit(table(*GOOD))
    finding = only(office.check(wide), "sum-differs")
    assert (where(finding), finding.severity) == ((2, "belegt", "97"), Severity.WARNING)
    office.submit(wide)
    corrected = office.check(table("2026-Q3;Vechelde;Haus am Bach;GU;120;96"))
    assert "97 in Upload 2" in only(corrected, "sum-differs").message


def test_district_rows_named_as_a_facility_are_an_error(desk: Office) -> None:
    finding = only(desk.check(table("2026-Q3;Landkreis Peine;Haus;GU;10;5")), "place-level")
    assert where(finding) == (2, "gemeinde", "Landkreis Peine")


def test_the_places_of_the_fixture_are_the_ones_meant(desk: Office) -> None:
    with desk.store.reading() as session:
        from dashboard.geography.queries import places

        names = places(session, PEINE).set_index("area")["short_name"]
    assert (names[EDEMISSEN], names[VECHELDE], names[STADT_PEINE]) == ("Edemissen", "Vechelde", "Peine")


@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [
        ("2026-Q3;Vechelde;Haus;GU;10;50%", "belegt", "50%", "unit-unexpected"),
        ("2026-Q3;Vechelde;Haus;GU;10 €;5", "plaetze", "10 €", "unit-unexpected"),
        ("2026-Q3;Vechelde;Haus;GU;9999999999;5", "plaetze", "9999999999", "out-of-range"),
        ("2026-Q3;Vechelde;Haus;GU;10;5;6", None, "6", "row-too-long"),
    ],
)
def test_what_cannot_be_a_count_of_people_or_places_is_an_error(
    desk: Office, row: str, column: str | None, value: str, code: str
) -> None:
    proposal = desk.check(table(*GOOD, row))
    finding = only(proposal, code)
    assert (where(finding), finding.severity) == ((len(GOOD) + 2, column, value), Severity.ERROR)


def test_a_finding_shows_what_stands_in_the_cell_letter_by_letter(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;Haus;GU;1.000;1.200", "2026-Q3;Peine;Haus;GU;10;12,0"))
    found = [where(finding) for finding in proposal.findings if finding.code == "over-occupied"]
    assert found == [(2, "belegt", "1.200"), (3, "belegt", "12,0")]


def test_a_column_without_a_header_is_said_and_not_taken_over(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;Haus;GU;10;5;neu", head=f"{HEAD};"))
    finding = only(proposal, "column-unmatched")
    assert (codes(proposal), where(finding)) == ([], (1, "Spalte 7", None))
    assert "Die 7. Spalte hat keine Überschrift" in finding.message


def test_a_profile_given_for_a_table_of_houses_is_refused(desk: Office) -> None:
    assert codes(desk.check(table(*GOOD), profile="12531-0043")) == ["profile-mismatch"]


def test_a_house_called_zusammen_is_a_house_and_the_word_alone_a_sum(desk: Office) -> None:
    proposal = desk.check(table("2026-Q3;Vechelde;Zusammen wohnen;GU;10;5", "2026-Q3;;Zusammen;;10;5"))
    assert (codes(proposal), proposal.content.observations) == ([], 2)

"""Places that were expected in a table and are not in it: named once per group of indicators, never guessed at."""

from intake_office import Office, codes, only, table

from dashboard.geography import queries as geography
from dashboard.intake import Proposal, Severity, take_back

PEINE = ("Edemissen", "Hohenhameln", "Ilsede", "Lengede", "Peine", "Vechelde", "Wendeburg")
HEAD, TWO = "quartal;gemeinde;ehrenamtliche", "quartal;gemeinde;ehrenamtliche;patenschaften"
FROM = {"supplier": "Freiwilligenagentur"}


def wide(period: str, *names: str, head: str = HEAD) -> str:
    """The same number for all of these places."""
    numbers = ";7" * (head.count(";") - 1)
    return table(*(f"{period};{name}{numbers}" for name in names), head=head)


def said(proposal: Proposal) -> list[tuple[str, str]]:
    """Severity and sentence of what is said about absent places."""
    return [(str(one.severity), one.message) for one in proposal.findings if one.code == "place-absent"]


def test_places_of_the_last_delivery_that_are_not_in_the_file_are_named_with_indicator_and_period(
    office: Office,
) -> None:
    office.submit(wide("2026-Q2", *PEINE), **FROM)
    proposal = office.check(wide("2026-Q3", *PEINE[:5]), **FROM)
    finding = only(proposal, "place-absent")
    assert (finding.row, finding.column, finding.severity) == (None, "ehrenamtliche", Severity.WARNING)
    assert finding.message == (
        "„Ehrenamtliche“: Es fehlen Angaben für Vechelde und Wendeburg (3. Quartal 2026, zuletzt 2. Quartal 2026), die "
        "in der letzten Lieferung von „Freiwilligenagentur“ standen. Bitte prüfen, ob Zeilen oder Zahlen fehlen."
    )
    assert codes(office.check(wide("2026-Q3", *PEINE), **FROM)) == []


def test_an_empty_cell_states_nothing_and_a_sign_does(office: Office) -> None:
    office.submit(wide("2026-Q2", *PEINE), **FROM)
    rows = [f"2026-Q3;{name};7" for name in PEINE[:5]]
    finding = only(
        office.check(table(*rows, "2026-Q3;Vechelde;", "2026-Q3;Wendeburg;.", head=HEAD), **FROM), "place-absent"
    )
    assert "für Vechelde (3. Quartal 2026" in finding.message


def test_indicators_that_lack_the_same_places_are_one_finding(office: Office) -> None:
    office.submit(wide("2026-Q2", *PEINE, head=TWO), **FROM)
    finding = only(office.check(wide("2026-Q3", *PEINE[:5], head=TWO), **FROM), "place-absent")
    assert finding.column is None
    assert finding.message.startswith("„Ehrenamtliche“ und „Patenschaften“: Es fehlen Angaben für Vechelde und ")
    rows = [f"2026-Q3;{name};7;{'' if name == 'Ilsede' else 7}" for name in PEINE[:6]]
    assert [sentence.partition(" (")[0] for _, sentence in said(office.check(table(*rows, head=TWO), **FROM))] == [
        "„Ehrenamtliche“: Es fehlen Angaben für Wendeburg",
        "„Patenschaften“: Es fehlen Angaben für Wendeburg und Ilsede",
    ]


def test_periods_in_a_row_that_lack_the_same_are_named_together(office: Office) -> None:
    office.submit(wide("2025-Q4", *PEINE), **FROM)
    rows = [f"2026-Q{quarter};{name};7" for quarter in (1, 2, 3) for name in PEINE[:6]]
    finding = only(office.check(table(*rows, head=HEAD), **FROM), "place-absent")
    assert "Wendeburg (1. Quartal 2026 bis 3. Quartal 2026, 3 Zeiträume, zuletzt 4. Quartal 2025)" in finding.message


def test_a_first_table_that_names_at_least_half_of_the_gemeinden_lacks_the_others(desk: Office) -> None:
    assert said(desk.check(wide("2026-Q3", *PEINE[:3]))) == []
    assert said(desk.check(wide("2026-Q3", *PEINE[:4]))) == [
        (
            "warning",
            "„Ehrenamtliche“: Es fehlen Angaben für Peine, Vechelde und Wendeburg (3. Quartal 2026); für die anderen "
            "Gemeinden stehen sie in der Datei. Bitte prüfen, ob Zeilen oder Zahlen fehlen.",
        )
    ]
    assert said(desk.check(wide("2026-Q3", *PEINE))) == []


def test_the_usual_places_of_a_supplier_are_no_warning(office: Office) -> None:
    office.submit(wide("2026-Q2", *PEINE[:5]), **FROM)
    proposal = office.check(wide("2026-Q3", *PEINE[:5]), **FROM)
    assert codes(proposal) == []
    assert said(proposal) == [
        (
            "info",
            "„Ehrenamtliche“: Wie in der letzten Lieferung von „Freiwilligenagentur“ gibt es keine Angaben für "
            "Vechelde und Wendeburg (3. Quartal 2026, zuletzt 2. Quartal 2026).",
        )
    ]


def test_a_long_table_is_asked_for_its_places_too(office: Office) -> None:
    head = "quartal;gemeinde;kennzahl;Geschlecht;wert"
    rows = [f"2026-{{0}};{name};Ehrenamtliche;{sex};5" for name in PEINE[:3] for sex in ("m", "w")]
    office.submit(table(*rows, head=head).replace("{0}", "Q2"), **FROM)
    finding = only(office.check(table(*rows[:4], head=head).replace("{0}", "Q3"), **FROM), "place-absent")
    assert "für Ilsede (3. Quartal 2026" in finding.message


def test_a_correction_and_the_second_part_of_a_delivery_lack_nothing(office: Office) -> None:
    office.submit(wide("2026-Q2", *PEINE), **FROM)
    office.submit(wide("2026-Q3", *PEINE[:4]), **FROM)
    assert said(office.check(wide("2026-Q3", *PEINE[4:]), **FROM)) == []
    assert len(said(office.check(wide("2026-Q3", *PEINE[4:6]), **FROM))) == 1
    assert said(office.check(table("2026-Q2;Vechelde;8", head=HEAD), **FROM)) == []


def test_who_reports_only_itself_is_not_asked_for_the_others(office: Office) -> None:
    office.submit(wide("2026-Q2", "Vechelde"))
    assert said(office.check(wide("2026-Q3", "Vechelde"))) == []
    office.submit(wide("2026-Q2", *PEINE), **FROM)
    assert said(office.check(wide("2026-Q3", "Vechelde"))) == []


def test_a_delivery_that_was_taken_back_expects_nothing(office: Office) -> None:
    office.submit(wide("2026-Q2", *PEINE[:3]), **FROM)
    with office.store.unit_of_work(office.actor) as work:
        take_back(work, 1)
    assert said(office.check(wide("2026-Q3", *PEINE[:2]), **FROM)) == []


def test_a_place_that_a_complete_file_ended_is_not_expected(office: Office) -> None:
    office.submit(wide("2026-Q2", *PEINE[:3]), **FROM)
    office.submit(wide("2026-Q2", *PEINE[:2]), complete=True, **FROM)
    assert said(office.check(wide("2026-Q3", *PEINE[:2]), **FROM)) == []


def test_figures_of_the_district_only_expect_no_gemeinde(office: Office) -> None:
    head = "jahr;gemeinde;schutzsuchende;ehrenamtliche"
    rows = [f"2024;{name};;7" for name in PEINE]
    office.submit(table(*rows, "2024;Landkreis Peine;6500;49", head=head), **FROM)
    assert said(office.check(table("2025;Landkreis Peine;6600", head="jahr;gemeinde;schutzsuchende"), **FROM)) == []
    again = office.check(table(*(row.replace("2024", "2025") for row in rows), head=head), **FROM)
    assert said(again) == []


def test_an_association_stands_for_its_members_and_they_for_it(helmstedt_desk: Office) -> None:
    with helmstedt_desk.store.reading() as session:
        frame = geography.places(session, "03154")
    towns = frame[frame["level"].eq("municipality") & ~frame["kind"].str.startswith("gemeindefrei")]
    alone = towns.loc[towns["parent"].eq("03154"), "area"].tolist()
    associations = frame.loc[frame["level"].eq("association"), "area"].tolist()
    head = "quartal;ags;ehrenamtliche"
    assert said(helmstedt_desk.check(wide("2026-Q3", *alone, *associations, head=head))) == []
    ((severity, sentence),) = said(helmstedt_desk.check(wide("2026-Q3", *alone, *associations[1:], head=head)))
    members = towns.loc[towns["parent"].eq(associations[0]), "name"].tolist()
    assert severity == "warning"
    assert f"für {', '.join(members[:-1])} und {members[-1]} (3. Quartal 2026)" in sentence


def test_a_wide_table_needs_no_place_whose_facilities_are_reported(office: Office) -> None:
    head = "quartal;gemeinde;belegt"
    office.submit(table("2026-Q3;Wendeburg;Haus;GU;10;5"))
    assert said(office.check(wide("2026-Q3", *PEINE[:6], head=head))) == []
    assert len(said(office.check(wide("2026-Q3", *PEINE[:5], head=head)))) == 1


def test_places_whose_facilities_the_supplier_reported_the_quarter_before_are_named(office: Office) -> None:
    houses = [f"2026-{{0}};{name};Haus;GU;10;5" for name in PEINE[:3]]
    office.submit(table(*houses).replace("{0}", "Q2"), **FROM)
    finding = only(office.check(table(*houses[:1]).replace("{0}", "Q3"), **FROM), "place-absent")
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "Für Hohenhameln und Ilsede stehen keine Unterkünfte in der Datei; im 2. Quartal 2026 hatte "
        "„Freiwilligenagentur“ dort welche gemeldet. Bitte prüfen, ob Zeilen fehlen (3. Quartal 2026)."
    )
    assert said(office.check(table(*houses).replace("{0}", "Q3"), **FROM)) == []
    assert said(office.check(table(*houses[:1]).replace("{0}", "Q4"), **FROM)) == []
    assert said(office.check(table(*houses[:1]).replace("{0}", "Q3"), supplier="Jemand anders")) == []

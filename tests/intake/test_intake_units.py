"""Columns that came in another unit than before: one warning for the column, and a true value stays possible."""

import pytest
from intake_office import Office, codes, only, table, where

from dashboard.intake import Proposal, Severity

HEAD = "quartal;gemeinde;ehrenamtliche"
EURO = "quartal;gemeinde;erstattung"
PEINE = ("Edemissen", "Hohenhameln", "Ilsede", "Lengede", "Peine", "Vechelde", "Wendeburg")
QUARTERS = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]


def said(proposal: Proposal) -> list[str]:
    """What is warned of but absent places, which are not the matter here."""
    return [code for code in codes(proposal) if code != "place-absent"]


def wide(period: str, *values: object, head: str = EURO) -> str:
    """These values for the first places of the county."""
    return table(*(f"{period};{name};{value}" for name, value in zip(PEINE, values, strict=False)), head=head)


def test_values_a_thousand_times_the_last_ones_are_one_warning_with_an_example(office: Office) -> None:
    office.submit(wide("2026-Q2", 1500, 2500, 900))
    finding = only(office.check(wide("2026-Q3", "1.600.000", "2.400.000", "910.000")), "unit-factor")
    assert (where(finding), finding.severity) == ((2, "erstattung", "1.600.000"), Severity.WARNING)
    assert finding.message == (
        "„Erstattungen“: Die Werte sind rund das Tausendfache dessen, was für dieselben Orte sonst gilt. Edemissen: "
        "hier 1.600.000,00 (3. Quartal 2026), gespeichert 1.500,00 (2. Quartal 2026). Erwartet wird die Einheit "
        "„Euro“; bitte prüfen, ob die Datei eine andere meint."
    )


def test_values_that_are_a_thousandth_are_too(office: Office) -> None:
    office.submit(wide("2026-Q2", 1500000, 2500000, 900000))
    finding = only(office.check(wide("2026-Q3", "1600,5", "2400,0", "910,2")), "unit-factor")
    assert "rund ein Tausendstel" in finding.message
    assert "hier 1.600,50 (3. Quartal 2026), gespeichert 1.500.000,00 (" in finding.message


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((1600000, 2400000, 910), True),  # most of them
        ((1600000, 2500, 910), False),
        ((450000, 750000, 270000), False),  # three hundred times is another thing
        ((760000, 1300000, 1700000), True),  # between half and twice the factor
        ((1600, 2400, 910), False),
    ],
)
def test_most_values_have_to_be_off_by_the_factor(office: Office, values: tuple[int, ...], found: bool) -> None:
    office.submit(wide("2026-Q2", 1500, 2500, 900))
    assert said(office.check(wide("2026-Q3", *values))) == (["unit-factor"] if found else [])


def test_one_or_two_places_need_two_earlier_periods_each(office: Office) -> None:
    office.submit(wide("2026-Q1", 40, 50, head=HEAD))
    new = wide("2026-Q3", 41000, 52000, head=HEAD)
    assert said(office.check(new)) == []
    office.submit(wide("2026-Q2", 40, head=HEAD))
    assert said(office.check(new)) == []
    assert said(office.check(wide("2026-Q3", 41000, head=HEAD))) == ["unit-factor"]
    office.submit(wide("2025-Q4", 40, 50, head=HEAD))
    assert said(office.check(new)) == ["unit-factor"]


def test_nothing_and_no_value_are_compared_with_nothing(office: Office) -> None:
    office.submit(wide("2026-Q2", 0, ".", 900, 800))
    assert said(office.check(wide("2026-Q3", 1600000, 2400000, 910000, 0))) == []


def test_a_share_instead_of_per_cent_is_a_hundredth(office: Office) -> None:
    head = "quartal;gemeinde;intkurs_b1"
    office.submit(table("2026-Q1;Landkreis Peine;48,9", "2026-Q2;Landkreis Peine;50,1", head=head))
    finding = only(office.check(table("2026-Q3;Landkreis Peine;0,512", head=head)), "unit-factor")
    assert "rund ein Hundertstel" in finding.message
    assert "hier 0,512 (3. Quartal 2026), gespeichert 50,1 (2. Quartal 2026)" in finding.message


def test_a_hundred_times_as_many_people_are_no_other_unit(office: Office) -> None:
    office.submit(wide("2026-Q2", 4, 5, 9, head=HEAD))
    assert said(office.check(wide("2026-Q3", 400, 500, 900, head=HEAD))) == []


def test_no_cell_of_such_a_column_is_called_unusual_beside_it(office: Office) -> None:
    for at, quarter in enumerate(QUARTERS):
        office.submit(wide(quarter, 1500 + at, 2500 + at, 900 + at, 700 + at))
    proposal = office.check(wide("2026-Q3", 1600000, 2400000, 910000, 70))
    assert said(proposal) == ["unit-factor", "value-unusual"]  # the last one is no thousandfold
    assert only(proposal, "value-unusual").row == 5
    assert said(office.check(wide("2026-Q3", 1600, 2400, 910, 700))) == []


def test_a_period_of_a_file_in_another_unit_is_found_beside_others_that_are_right(office: Office) -> None:
    office.submit(wide("2026-Q2", 1500, 2500, 900))
    rows = [wide("2026-Q2", 1500, 2500, 900), wide("2026-Q3", 1600000, 2400000, 910000)]
    text = rows[0] + rows[1].partition("\n")[2]
    assert only(office.check(text), "unit-factor").row == 5


def test_who_corrects_the_unit_is_compared_with_the_period_before(office: Office) -> None:
    office.submit(wide("2026-Q2", 1500, 2500, 900))
    office.submit(wide("2026-Q3", 1600000, 2400000, 910000))
    assert said(office.check(wide("2026-Q3", 1600, 2400, 910))) == []
    assert said(office.check(wide("2026-Q4", 1600, 2400, 910))) == ["unit-factor"]  # until that is done


def test_an_older_period_is_compared_with_the_next_one(office: Office) -> None:
    office.submit(wide("2026-Q3", 1500, 2500, 900))
    assert said(office.check(wide("2026-Q2", 1600000, 2400000, 910000))) == ["unit-factor"]


def test_a_warning_does_not_stop_a_true_value(office: Office) -> None:
    office.submit(wide("2026-Q2", 1500, 2500, 900))
    assert office.submit(wide("2026-Q3", 1600000, 2400000, 910000)).committed

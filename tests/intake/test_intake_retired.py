"""A retired indicator takes no new values; what was reported before stays. What is turned on by decision takes them."""

from datetime import date

from intake_office import Office, only

from dashboard.catalogue import EntryKind, commands, current
from dashboard.settings import PROGRAM_ROOT

FOLDER = PROGRAM_ROOT / "data" / "catalogue"
ATTACKS = "uebergriffe_auf_unterkuenfte"


def test_a_column_of_a_retired_indicator_is_said_and_not_taken_over(office: Office) -> None:
    table = "quartal;gemeinde;praktika;vermittlungen\n2026-Q{};Vechelde;{};{}\n"
    office.submit(table.format(2, 7, 3), "erstes.csv")
    with office.store.unit_of_work(office.actor) as work:
        commands.retire(work, FOLDER, EntryKind.INDICATOR, "praktika", "Wird nicht gemeldet", seen=0)
    office.catalogue = current(office.store, FOLDER)
    finding = only(office.check(table.format(3, 8, 4)), "indicator-disabled")
    assert finding.message == (
        "Die Kennzahl „Praktika“ ist ausgeschaltet (Sie wurde zurückgezogen: Wird nicht gemeldet); die Spalte "
        "„praktika“ wird nicht übernommen."
    )
    office.submit(table.format(3, 8, 4), "zweites.csv")
    assert office.stated("praktika") == {("03157007", "2026-Q2", ""): 7.0}
    assert office.stated("vermittlungen") == {("03157007", "2026-Q2", ""): 3.0, ("03157007", "2026-Q3", ""): 4.0}
    assert "praktika" in [one.code for one in office.catalogue.remembered]


def test_a_decision_lets_the_values_in_and_its_withdrawal_keeps_them_out(office: Office) -> None:
    table = "jahr;gemeinde;uebergriffe_auf_unterkuenfte\n{};Landkreis Peine;2\n"
    assert only(office.check(table.format(2024)), "indicator-disabled").severity == "warning"
    with office.store.unit_of_work(office.actor) as work:
        commands.decide(
            work, FOLDER, ATTACKS, day=date(2026, 3, 2), body="Koordinierungsstab", reason="Punkt 4", seen=0
        )
    office.catalogue = current(office.store, FOLDER)
    office.submit(table.format(2024))
    assert office.stated(ATTACKS) == {("03157", "2024", ""): 2.0}
    with office.store.unit_of_work(office.actor) as work:
        commands.withdraw(work, FOLDER, ATTACKS, "Neu beraten", seen=1)
    office.catalogue = current(office.store, FOLDER)
    assert only(office.check(table.format(2025)), "indicator-disabled").severity == "warning"
    assert ATTACKS not in [one.code for one in office.catalogue.remembered]

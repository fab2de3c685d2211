"""Release by table: in Arbeit, geprüft, freigegeben, and what a correction would change."""

import pytest
from intake_office import EDEMISSEN, STADT_PEINE, VECHELDE, Office, table

from dashboard.accommodation.queries import report_periods
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.intake import redo, take_back
from dashboard.intake.pending import pending
from dashboard.intake.release import release, withdraw
from dashboard.intake.table_releases import check_table, release_table, uncheck_table, withdraw_table
from dashboard.intake.table_states import Stage, TableState, releasable_periods, table_states, waiting_text
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role
from dashboard.store.models import Audit

Q2, Q3 = Period.of("2026-Q2"), Period.of("2026-Q3")
WIDE = "quartal;gemeinde;ehrenamtliche;praktika"
EDITOR = Actor("Editorin", Role.EDITOR, Circle.INTERNAL)


def states(office: Office, period: Period = Q3) -> dict[str, TableState]:
    with office.store.reading() as session:
        return {state.table: state for state in table_states(session, office.actor, office.catalogue, period)}


def stages(office: Office, period: Period = Q3) -> dict[str, str]:
    return {code: state.label for code, state in states(office, period).items() if state.stage is not Stage.EMPTY}


def decide(office: Office, command, *what, actor: Actor | None = None, **more) -> str:
    with office.store.unit_of_work(actor or office.actor) as work:
        return command(work, office.catalogue, Q3, *what, **more)


def waits(office: Office, code: str, actor: Actor | None = None) -> list[tuple[str, str, str, float, float]]:
    """What a release would change: state, subject, area, the value out, the value in."""
    with office.store.reading() as session:
        frame = pending(session, actor or office.actor, office.catalogue, Q3, code).fillna(-1)
    columns = (frame[name] for name in ("state", "subject", "area", "old", "value"))
    return list(zip(*columns, strict=True))


def public(office: Office, indicator: str) -> dict[str, float]:
    return {area: value for (area, _, _), value in office.stated(indicator, Circle.PUBLIC).items()}


def test_a_table_is_in_progress_then_checked_then_released(office: Office) -> None:
    assert stages(office) == {}
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    assert stages(office) == {"civic": "in Arbeit", "labour": "in Arbeit"}
    assert "ist als geprüft vermerkt" in decide(office, check_table, "civic", note="angerufen")
    assert stages(office) == {"civic": "geprüft", "labour": "in Arbeit"}
    checked = states(office)["civic"].checked
    assert checked is not None
    assert (checked.who, checked.note) == ("Befehlszeile", "angerufen")
    sentence = decide(office, release_table, "civic")
    assert sentence.endswith("ist freigegeben: 1 Wert ist jetzt für die anderen Kreise sichtbar.")
    assert stages(office) == {"civic": "freigegeben", "labour": "in Arbeit"}
    assert (public(office, "ehrenamtliche"), public(office, "praktika")) == ({VECHELDE: 10}, {})


def test_a_release_of_the_whole_period_releases_every_table(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5"))
    with office.store.unit_of_work(office.actor) as work:
        release(work, office.catalogue, Q3, "alles")
    assert stages(office) == {"facilities": "freigegeben", "civic": "freigegeben", "labour": "freigegeben"}
    released = states(office)["facilities"].released
    assert released is not None
    assert (released.who, released.note) == ("Befehlszeile", "alles")


def test_a_correction_is_in_progress_again_and_the_other_circles_go_on_seeing_the_released_value(
    office: Office,
) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", "2026-Q3;Edemissen;20;4", head=WIDE))
    decide(office, check_table, "civic")
    decide(office, release_table, "civic")
    office.submit(table("2026-Q3;Vechelde;11;3", head=WIDE))
    assert stages(office)["civic"] == "freigegeben, Berichtigung in Arbeit"
    assert states(office)["civic"].changed_by == (2,)
    assert waits(office, "civic") == [("changed", "", VECHELDE, 10, 11)]
    assert public(office, "ehrenamtliche") == {VECHELDE: 10, EDEMISSEN: 20}
    decide(office, check_table, "civic")
    assert stages(office)["civic"] == "freigegeben, Berichtigung geprüft"
    decide(office, release_table, "civic")
    assert public(office, "ehrenamtliche") == {VECHELDE: 11, EDEMISSEN: 20}
    assert waits(office, "civic") == []


def test_a_check_counts_again_when_what_changed_is_taken_back(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    decide(office, check_table, "civic")
    number = office.submit(table("2026-Q3;Vechelde;11;3", head=WIDE)).upload
    assert stages(office)["civic"] == "in Arbeit"
    for command, label in ((take_back, "geprüft"), (redo, "in Arbeit")):
        with office.store.unit_of_work(office.actor) as work:
            command(work, number)
        assert stages(office)["civic"] == label


def test_a_check_of_what_has_changed_since_it_was_looked_at_is_refused(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    seen = states(office)["civic"].uploads
    office.submit(table("2026-Q3;Vechelde;11;3", head=WIDE))
    with pytest.raises(Conflict, match="Inzwischen gelten andere Werte"):
        decide(office, check_table, "civic", seen)
    decide(office, check_table, "civic", states(office)["civic"].uploads)
    assert "wieder in Arbeit" in decide(office, uncheck_table, "civic")
    assert stages(office)["civic"] == "in Arbeit"


def test_what_was_taken_back_after_the_release_waits_to_go(office: Office) -> None:
    number = office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE)).upload
    decide(office, release_table, "civic")
    with office.store.unit_of_work(office.actor) as work:
        take_back(work, number)
    assert waits(office, "civic") == [("gone", "", VECHELDE, 10, -1)]
    assert (states(office)["civic"].waiting, public(office, "ehrenamtliche")) == (1, {VECHELDE: 10})
    assert "nicht mehr" in decide(office, release_table, "civic")
    assert (stages(office), public(office, "ehrenamtliche")) == ({}, {})


def test_a_value_that_a_complete_file_ended_waits_to_go(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", "2026-Q3;Edemissen;20;4", head=WIDE), supplier="A")
    decide(office, release_table, "civic")
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE), supplier="A", complete=True)
    found = [("gone", "", EDEMISSEN, 20, -1), ("unchanged", "", VECHELDE, 10, 10)]
    assert (waits(office, "civic"), states(office)["civic"].waiting) == (found, 2)
    decide(office, release_table, "civic")
    assert (stages(office)["civic"], public(office, "ehrenamtliche")) == ("freigegeben", {VECHELDE: 10})


def test_withdrawing_one_table_leaves_the_others_out(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    with office.store.unit_of_work(office.actor) as work:
        release(work, office.catalogue, Q3)
    decide(office, withdraw_table, "civic")
    assert stages(office) == {"civic": "in Arbeit", "labour": "freigegeben"}
    with pytest.raises(Conflict, match="ist nicht freigegeben"):
        decide(office, withdraw_table, "civic")
    with office.store.unit_of_work(office.actor) as work:
        withdraw(work, office.catalogue, Q3)
    assert (public(office, "praktika"), stages(office)["labour"]) == ({}, "in Arbeit")


def test_facilities_are_released_as_a_table_and_compared_house_by_house(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5", "2026-Q3;Edemissen;Heim;GU;10;5"))
    assert waiting_text(states(office)["facilities"]) == "2 Orte"
    assert "die Unterkünfte von 2 Orten sind jetzt" in decide(office, release_table, "facilities")
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;6"))
    assert waits(office, "facilities") == [
        ("changed", "Haus", VECHELDE, 5, 6), ("unchanged", "Haus", VECHELDE, 10, 10),
    ]  # fmt: skip
    assert waiting_text(states(office)["facilities"]) == "1 Ort"
    decide(office, withdraw_table, "facilities")
    with office.store.reading() as session:
        assert report_periods(session, Circle.PUBLIC) == []


def test_protected_houses_have_neither_name_nor_place_for_whoever_may_not_see_them(office: Office) -> None:
    head = "quartal;gemeinde;unterkunft;art;plaetze;belegt;geschuetzt"
    office.submit(table("2026-Q3;Vechelde;Zuflucht;GU;10;5;ja", "2026-Q3;Peine;Obhut;GU;7;6;ja", head=head))
    assert waits(office, "facilities", EDITOR) == [
        ("new", "Geschützte Unterkünfte", "protected:", -1, 17),
        ("new", "Geschützte Unterkünfte", "protected:", -1, 11),
    ]
    assert {row[1:3] for row in waits(office, "facilities")} == {("Zuflucht", VECHELDE), ("Obhut", STADT_PEINE)}


def test_a_house_that_became_protected_is_hidden_in_the_older_report_too(office: Office) -> None:
    head = "quartal;gemeinde;unterkunft;art;plaetze;belegt;geschuetzt"
    office.submit(table("2026-Q3;Vechelde;Zuflucht;GU;10;5;nein", head=head))
    decide(office, release_table, "facilities")
    office.submit(table("2026-Q3;Vechelde;Zuflucht;GU;10;6;ja", head=head))
    assert {row[1:3] for row in waits(office, "facilities", EDITOR)} == {("Geschützte Unterkünfte", "protected:")}


def test_a_quarter_takes_the_years_of_its_own_table_along_and_no_others(office: Office) -> None:
    office.submit(table("2025;Vechelde;18000", head="jahr;gemeinde;einwohner"))
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    assert (states(office)["base"].along, waiting_text(states(office)["base"])) == (1, "1 Jahres- und Monatswert")
    decide(office, release_table, "civic")
    assert public(office, "einwohner") == {}
    decide(office, release_table, "base")
    assert public(office, "einwohner") == {VECHELDE: 18000}
    assert stages(office, Period.of("2025")) == {"base": "freigegeben"}


def test_periods_that_can_be_released_are_the_newest_first(office: Office) -> None:
    office.submit(table("2025;Vechelde;18000", head="jahr;gemeinde;einwohner"))
    office.submit(table("2026-Q3;Vechelde;Haus;GU;10;5", "2026-Q2;Vechelde;Haus;GU;10;5"))
    with office.store.reading() as session:
        assert [p.code for p in releasable_periods(session, office.actor)] == ["2026-Q3", "2026-Q2", "2025"]


def test_releasing_twice_says_that_there_is_nothing_new(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    decide(office, release_table, "civic")
    with pytest.raises(Conflict, match="nichts Neues"):
        decide(office, release_table, "civic")
    with pytest.raises(Conflict, match="keine Werte"):
        decide(office, check_table, "safety")
    with pytest.raises(NotFound, match="Eine Tabelle „x“ gibt es nicht"):
        decide(office, release_table, "x")


@pytest.mark.parametrize("command", [check_table, uncheck_table, release_table, withdraw_table])
@pytest.mark.parametrize(
    "actor",
    [Actor("L", Role.VIEWER, Circle.INTERNAL), Actor("K", Role.ADMIN, Circle.COORDINATION)],
    ids=["viewer", "coordination"],
)
def test_only_editors_of_the_internal_circle_decide(office: Office, command, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        decide(office, command, "civic", actor=actor)


def test_the_audit_says_which_table_was_checked_and_released(office: Office) -> None:
    office.submit(table("2026-Q3;Vechelde;10;3", head=WIDE))
    decide(office, check_table, "civic")
    decide(office, release_table, "civic")
    with office.store.reading() as session:
        rows = [(a.action, a.object, '"table": "civic"' in a.after) for a in session.query(Audit).order_by(Audit.id)]
    assert rows[-2:] == [
        ("period.checked", "period:2026-Q3", True), ("period.released", "period:2026-Q3", True),
    ]  # fmt: skip

"""Flat official tables: read by their profile, added up in the one way it names, everything else set aside or said."""

from dataclasses import replace
from pathlib import Path

import pytest
from intake_office import HELMSTEDT, PEINE, Office, codes, only, register, where
from sqlalchemy import select

from dashboard.catalogue.catalogue import Catalogue
from dashboard.intake import Proposal, Severity
from dashboard.observations.models import Observation, Upload
from dashboard.periods import Period
from dashboard.store import Actor, Store, set_setting

HEAD = (
    "statistics_code;statistics_label;time_code;time_label;time;"
    + ";".join(
        f"{n}_variable_code;{n}_variable_label;{n}_variable_attribute_code;{n}_variable_attribute_label" for n in "1234"
    )
    + ";value;value_unit;value_variable_code;value_variable_label"
)
TOPS = ("SCHUTZST-OF", "SCHUTZST-AK-1", "SCHUTZST-X")
SUM = "2024", "schutzsuchende"


def cell(
    value: str,
    *,
    status: str = "SCHUTZST-OF",
    sex: str = "GESM",
    land: str = "ST170",
    area: str = PEINE,
    time: str = "2024-12-31",
    unit: str = "Anzahl",
    measured: str = "BEV030",
) -> str:
    """One row of table 12531-0043."""
    return (
        f"12531;Schutzsuchende;STAG;Stichtag;{time};KREISE;Kreise;{area};x;SCHST2;Status;{status};y;GES;Geschlecht;"
        f"{sex};z;STAAG5;Staat;{land};Land {land};{value};{unit};{measured};Schutzsuchende"
    )


def flat(*cells: str) -> str:
    """A file of these cells, and one of each category that adds up so that nothing is missing."""
    return "\n".join([HEAD, *cells]) + "\n"


def whole(*cells: str) -> str:
    """The same with a cell of 5 of a country of its own for every category that adds up."""
    return flat(*cells, *(cell("5", status=status, land="ST999") for status in TOPS))


@pytest.fixture
def real(shared_data: Path) -> Path:
    """Folder of the real tables."""
    return shared_data / "monitoring"


@pytest.mark.parametrize(
    ("district", "name", "total", "cells", "everything"),
    [(PEINE, "peine", 6565, 318, 17195), (HELMSTEDT, "helmstedt", 3400, 243, 8885)],
)
def test_a_plain_column_sum_would_count_protection_seekers_twice(
    store: Store, catalogue: Catalogue, real: Path, district: str, name: str, total: int, cells: int, everything: int
) -> None:
    register(store, district)
    office = Office(store, catalogue, Actor.local())
    data = (real / f"destatis_12531-0043_schutzsuchende_lk_{name}_2024.csv").read_bytes()
    proposal = office.check(data, "12531.csv")
    assert codes(proposal) == []
    assert (proposal.layout, proposal.profile, proposal.period) == ("flat", "12531-0043", "2024")
    assert (proposal.content.rows_read, proposal.content.observations) == (cells, cells + 1)
    office.submit(data, "12531.csv")
    stated = office.stated("schutzsuchende")
    assert stated.pop((district, "2024", "")) == total
    assert sum(stated.values()) == everything
    with store.reading() as session:
        upload = session.get_one(Upload, 1)
        assert (upload.note, upload.supplier) == ("Summe gerundeter Werte", catalogue.profiles["12531-0043"].source)


def test_a_cell_keeps_its_categories(office: Office) -> None:
    office.submit(whole(cell("25")))
    key = "geschlecht=männlich|schutzstatus=Offener Schutzstatus|staatsangehoerigkeit=Land ST170"
    stated = office.stated("schutzsuchende")
    assert stated[PEINE, "2024", key] == 25
    assert stated[PEINE, "2024", ""] == 40


def test_only_the_categories_of_the_profile_are_added(office: Office) -> None:
    office.submit(whole(cell("100", status="SCHUTZST-AK-2"), cell("50", status="AUSRPFL-G"), cell("7", sex="")))
    stated = office.stated("schutzsuchende")
    assert stated[PEINE, "2024", ""] == 15
    assert stated[PEINE, "2024", "schutzstatus=Offener Schutzstatus|staatsangehoerigkeit=Land ST170"] == 7


def test_rows_of_other_areas_are_set_aside_with_their_number(desk: Office) -> None:
    proposal = desk.check(whole(cell("25"), cell("30", area=HELMSTEDT), cell("35", area="09162")))
    finding = only(proposal, "rows-set-aside")
    assert (finding.severity, finding.message) == (
        Severity.INFO, "2 Zeilen betreffen andere Gebiete und wurden beiseitegelegt.",
    )  # fmt: skip
    assert set(proposal.content.values["area"]) == {PEINE}


def test_the_state_the_federation_and_chosen_districts_are_kept_for_comparison(office: Office) -> None:
    with office.store.unit_of_work(office.actor) as work:
        set_setting(work, "comparison_areas", [HELMSTEDT])
    rows = [cell("25", area=area) for area in (PEINE, HELMSTEDT, "03", "DG", "09162")]
    proposal = office.check(flat(*rows))
    assert set(proposal.content.values["area"]) == {PEINE, HELMSTEDT, "03", "DE"}
    assert "1 Zeilen" in only(proposal, "rows-set-aside").message


def test_the_table_of_another_district_is_refused(desk: Office) -> None:
    finding = only(
        desk.check(flat(cell("25", area=HELMSTEDT), cell("30", area=HELMSTEDT, land="ST1"))), "nothing-usable"
    )
    assert finding.message.startswith("Keine der 2 Zeilen gehört zu „Landkreis Peine“.")


def test_a_table_without_profile_is_never_added_up(desk: Office) -> None:
    proposal = desk.check(flat(cell("25", measured="BEV031")))
    assert codes(proposal) == ["profile-unknown"]
    assert proposal.content.observations == 0


def test_a_given_profile_has_to_fit(desk: Office) -> None:
    assert codes(desk.check(whole(cell("25")), profile="12531-0043")) == []
    assert codes(desk.check(flat(cell("25", measured="BEV031")), profile="12531-0043")) == ["profile-mismatch"]
    assert (
        "Ein Profil dieses Namens gibt es nicht"
        in only(desk.check(whole(), profile="4711"), "profile-mismatch").message
    )


def test_a_given_period_must_not_contradict_the_table(desk: Office) -> None:
    assert codes(desk.check(whole(cell("25")), period=Period.of("2024"))) == []
    finding = desk.check(whole(cell("25")), period=Period.of("2023")).errors[0]
    assert (finding.code, finding.row, finding.column) == ("period-contradicts", 2, "time")
    assert "angegeben wurde 2023" in finding.message


@pytest.mark.parametrize(
    ("row", "code", "column", "value"),
    [
        (cell("25", status="SCHUTZST-NEU"), "category-unknown", "2_variable_attribute_code", "SCHUTZST-NEU"),
        (cell("25", unit="1000"), "unit-unexpected", "value_unit", "1000"),
        (cell("25", time="irgendwann"), "period-invalid", "time", "irgendwann"),
        (cell("viele"), "number-invalid", "value", "viele"),
        (cell(""), "number-invalid", "value", ""),
        (cell("25%"), "number-invalid", "value", "25%"),
    ],
)
def test_what_is_wrong_in_a_row_is_an_error(desk: Office, row: str, code: str, column: str, value: str) -> None:
    proposal = desk.check(whole(row))
    finding = only(proposal, code)
    assert (codes(proposal), where(finding)) == ([code], (2, column, value))


def test_the_same_cell_twice_names_both_rows(desk: Office) -> None:
    finding = only(desk.check(whole(cell("25"), cell("30"))), "key-twice")
    assert "in Zeile 2 und in Zeile 3" in finding.message


def test_a_category_that_is_missing_altogether_is_said(desk: Office) -> None:
    proposal = desk.check(flat(cell("25")))
    finding = only(proposal, "sum-part-missing")
    assert "„Anerkannter Schutzstatus“ und „Ohne Schutzstatus“" in finding.message
    assert finding.severity is Severity.WARNING


def test_a_cell_without_value_leaves_the_sum_unmade(desk: Office) -> None:
    proposal = desk.check(whole(cell("."), cell("-", land="ST1")))
    assert only(proposal, "sum-incomplete").severity is Severity.WARNING
    values = proposal.content.values
    assert values["breakdown"].eq(0).sum() == 0
    assert values["sign"].tolist() == [".", "-", "", "", ""]
    assert values["value"].tolist()[1] == 0


def test_a_total_that_the_table_states_itself_is_not_made_again(desk: Office) -> None:
    # The table has no margin over the status, so its own total can only come with a margin in all other variables.
    proposal = desk.check(whole(cell("25", sex="", land="")))
    totals = proposal.content.values[proposal.content.values["breakdown"].eq(0)]
    assert totals["value"].tolist() == [15]


def test_periods_of_other_days_are_kept_beside_the_years(desk: Office) -> None:
    proposal = desk.check(whole(cell("25"), cell("30", time="2024-06-30", land="ST1")))
    assert set(proposal.content.values["period"]) == {"2024", "2024-06"}


def test_the_directory_registers_places_and_feeds_the_inhabitants(
    store: Store, catalogue: Catalogue, shared_data: Path
) -> None:
    register(store, HELMSTEDT)
    office = Office(store, catalogue, Actor.local())
    data = (shared_data / "directory" / "GV100AD_301123.txt").read_bytes()
    proposal = office.check(data, "GV100AD_301123.txt")
    assert codes(proposal) == []
    assert (proposal.layout, proposal.period, proposal.content.rows_read) == ("directory", "2022", 10981)
    office.submit(data, "GV100AD_301123.txt")
    stated = office.stated("einwohner")
    assert len(stated) == 28
    assert sum(stated.values()) == 92470
    assert office.submit(data, "GV100AD_301123.txt").committed is False


def test_the_day_of_the_inhabitants_may_be_said(desk: Office, shared_data: Path) -> None:
    from datetime import date

    data = (shared_data / "directory" / "GV100AD_301123.txt").read_bytes()
    proposal = desk.check(data, "GV100AD_301123.txt", inhabitants_date=date(2021, 12, 31))
    assert proposal.period == "2021"
    assert proposal.content.values["value"].sum() == 138931


def signed(proposal: Proposal) -> list[tuple[float, str]]:
    """(value, sign) of all values."""
    columns = (proposal.content.values[name] for name in ("value", "sign"))
    return list(zip(*columns, strict=True))


def test_a_plain_zero_is_a_small_number_where_the_profile_says_so_and_a_dash_is_nothing(office: Office) -> None:
    proposal = office.check(whole(cell("0"), cell("-", land="ST1"), cell("0 r", land="ST2")))
    assert codes(proposal) == []
    assert signed(proposal) == [(0, "0"), (0, "-"), (0, "0 r"), (5, ""), (5, ""), (5, ""), (15, "r")]
    office.submit(whole(cell("0")))
    with office.store.reading() as session:
        assert session.scalars(select(Observation.sign).where(Observation.value == 0)).all() == ["0"]


def test_a_sum_of_small_numbers_is_one_too_and_of_nothing_is_nothing(desk: Office) -> None:
    assert signed(desk.check(flat(*(cell("0", status=status) for status in TOPS))))[-1] == (0, "0")
    assert signed(desk.check(flat(*(cell("-", status=status) for status in TOPS))))[-1] == (0, "")


def test_a_plain_zero_is_nothing_where_the_profile_does_not_say_otherwise(desk: Office) -> None:
    profile = desk.catalogue.profiles["12531-0043"].model_copy(update={"zero_is_small": False})
    other = replace(desk.catalogue, profiles={"12531-0043": profile})
    assert signed(Office(desk.store, other, desk.actor).check(whole(cell("0"))))[0] == (0, "")

"""The profile of 12531-0043, held against the two real files: what is nested, what adds up, what does not."""

import pandas as pd
import pytest

FILES = {
    "03157": "destatis_12531-0043_schutzsuchende_lk_peine_2024.csv",
    "03154": "destatis_12531-0043_schutzsuchende_lk_helmstedt_2024.csv",
}
CELL = ["SCHST2", "GES", "STAAG5"]


@pytest.fixture(scope="module")
def profile(catalogue):
    return catalogue.profiles["12531-0043"]


@pytest.fixture(scope="module", params=FILES)
def table(request, shared_data):
    """One real file: area, and a column per variable code beside ``value``."""
    path = shared_data / "monitoring" / FILES[request.param]
    raw = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig", keep_default_na=False)
    for number in range(1, 5):
        (variable,) = raw[f"{number}_variable_code"].unique()
        raw[variable] = raw[f"{number}_variable_attribute_code"]
        raw[f"{variable} label"] = raw[f"{number}_variable_attribute_label"]
    return raw.assign(value=raw["value"].astype(int), area=request.param)


def total(profile, table):
    """The value without breakdown, by the profile's way."""
    chosen = pd.Series(True, index=table.index)
    for part in profile.total.parts:
        margins = profile.dimension(part.variable).margins
        column = table[part.variable]
        chosen &= ~column.isin(margins) if part.codes is None else column.isin(part.codes)
    return int(table.loc[chosen, "value"].sum())


def of_codes(table, *codes):
    return int(table.loc[table["SCHST2"].isin(codes), "value"].sum())


def test_the_profile_recognises_the_real_files_and_only_such(catalogue, profile, table):
    variables = [table[f"{number}_variable_code"].iloc[0] for number in range(1, 5)]
    codes = (table["statistics_code"].iloc[0], table["value_variable_code"].iloc[0])
    assert catalogue.profile_of(*codes, reversed(variables)) is profile
    assert catalogue.profile_of("12411", codes[1], variables) is None
    assert catalogue.profile_of(codes[0], "BEV999", variables) is None
    assert catalogue.profile_of(*codes, variables[:-1]) is None
    assert catalogue.profile_of(*codes, [*variables, "ALTER"]) is None


def test_unit_time_and_area_of_the_real_files_are_the_profiles(profile, table):
    assert set(table["value_unit"]) == {profile.unit}
    assert set(table["time_code"]) == {profile.period.variable}
    assert set(table["time"]) == {"2024-12-31"}
    assert set(table[profile.area.variable]) == set(table["area"])
    assert (profile.period.kind, profile.period.frequency, profile.area.level) == ("date", "year", "district")


def test_the_profiles_way_gives_the_known_totals(profile, table):
    assert total(profile, table) == {"03157": 6565, "03154": 3400}[table["area"].iloc[0]]
    assert profile.total.label == "Summe gerundeter Werte"


def test_adding_the_whole_column_counts_people_up_to_three_times(table):
    assert table["value"].sum() == {"03157": 17195, "03154": 8885}[table["area"].iloc[0]]


def test_other_ways_through_the_table_give_other_sums(table):
    below, last = ("SCHUTZST-OF", "AUSRPFL-G", "AUSRPFL-V"), ("SCHUTZST-AK-5",)
    one = of_codes(table, *below, "SCHUTZST-AK-2", *last)
    other = of_codes(table, *below, "SCHUTZST-AK-3", "SCHUTZST-AK-4", *last)
    assert (one, other) == {"03157": (6535, 6545), "03154": (3395, 3385)}[table["area"].iloc[0]]


def test_every_status_and_sex_of_the_real_files_is_known_to_the_profile(profile, table):
    for variable in ("SCHST2", "GES"):
        known = {member.code for member in profile.dimension(variable).members}
        assert set(table[variable]) == known


def test_the_nesting_holds_in_every_cell_within_the_rounding(profile, table):
    """Parents and the sum of their children differ by no more than rounding to 5 can make them (half of 5 a number)."""
    cells = table.pivot_table(index=["GES", "STAAG5"], columns="SCHST2", values="value", fill_value=0)
    dimension = profile.dimension("SCHST2")
    children = {}
    for member in dimension.members:
        children.setdefault(member.within, []).append(member.code)
    assert children == {
        None: ["SCHUTZST-OF", "SCHUTZST-AK-1", "SCHUTZST-X"],
        "SCHUTZST-AK-1": ["SCHUTZST-AK-2", "SCHUTZST-AK-5"],
        "SCHUTZST-AK-2": ["SCHUTZST-AK-3", "SCHUTZST-AK-4"],
        "SCHUTZST-X": ["AUSRPFL-G", "AUSRPFL-V"],
    }
    for parent in ("SCHUTZST-AK-1", "SCHUTZST-AK-2"):
        difference = (cells[parent] - cells[children[parent]].sum(axis=1)).abs()
        assert difference.max() <= 2.5 * 3
    # Without status: only upwards, for those whose duty to leave is not enforceable have no row of their own.
    rest = cells["SCHUTZST-X"] - cells[children["SCHUTZST-X"]].sum(axis=1)
    assert rest.min() >= -2.5 * 3
    assert rest.sum() > 0


def test_no_cell_is_there_twice_and_all_are_rounded_to_five(table):
    assert not table.duplicated(CELL).any()
    assert (table["value"] % 5 == 0).all()
    assert table["value"].min() >= 5


def test_known_codes_have_our_names_and_unknown_ones_only_in_open_dimensions(profile):
    status, sex, nationality = (profile.dimension(variable) for variable in CELL)
    assert status.member("SCHUTZST-X", "Ohne Schutzsstatus") == "Ohne Schutzstatus"
    assert status.member("SCHUTZST-NEU", "Neu") is None
    assert sex.member("GESM", "männlich") == "männlich"
    assert sex.member("GESD", "divers") is None
    assert nationality.member("ST163", "Türkei") == "Türkei"


def test_names_of_sexes_are_those_of_the_vocabulary(catalogue, profile):
    known = {member.name for member in catalogue.vocabulary.dimension("geschlecht").members}
    assert {member.name for member in profile.dimension("GES").members} <= known


def test_ancestors_go_outwards(profile):
    status = profile.dimension("SCHST2")
    assert status.ancestors("SCHUTZST-AK-3") == ("SCHUTZST-AK-2", "SCHUTZST-AK-1")
    assert status.ancestors("SCHUTZST-OF") == ()


def test_a_variable_that_is_no_dimension_is_a_bug_of_the_caller(profile):
    with pytest.raises(KeyError):
        profile.dimension("KREISE")
    with pytest.raises(KeyError):
        profile.total.codes("KREISE")
    assert profile.total.codes("GES") is None


def test_the_source_line_has_its_licence(profile):
    assert profile.licence == "dl-de/by-2-0"
    assert profile.source == "Statistisches Bundesamt (Destatis), Tabelle 12531-0043"

"""Sums over places say what they lack and never count a Samtgemeinde twice."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.observations.aggregation import Territory, sums_over_places

TERRITORY = Territory(
    district="99001",
    municipalities=("99001001", "99001002", "99001003", "99001901"),
    association_of={"99001002": "990015401", "99001003": "990015401"},
    never_missed=frozenset({"99001901"}),
)


def frame(**values: object) -> pd.DataFrame:
    rows = []
    for area, value in values.items():
        number, sign = value if isinstance(value, tuple) else (value, "")
        rows.append({"area": area.lstrip("a"), "period": "2026-Q3", "value": number, "sign": sign})
    return pd.DataFrame(rows).astype({"value": float})


def one(values: pd.DataFrame) -> dict[str, object]:
    sums = sums_over_places(values, TERRITORY)
    assert len(sums) == 1
    return dict(sums.iloc[0])


def test_the_districts_sum_adds_all_places() -> None:
    result = one(frame(a99001001=10, a99001002=20, a99001003=30))
    assert (result["value"], result["missing"]) == (60.0, ())


def test_an_unincorporated_area_counts_where_it_has_a_value_and_is_never_missed() -> None:
    assert one(frame(a99001001=10, a99001002=20, a99001003=30, a99001901=1))["value"] == 61.0


def test_a_place_without_a_value_is_named_as_missing() -> None:
    result = one(frame(a99001001=10, a99001003=30))
    assert (result["value"], result["missing"]) == (40.0, ("99001002",))


@pytest.mark.parametrize("sign", [".", "…", "x", "/", "*"])
def test_a_sign_that_means_no_value_makes_the_sum_incomplete(sign: str) -> None:
    result = one(frame(a99001001=10, a99001002=(math.nan, sign), a99001003=30))
    assert (result["value"], result["missing"]) == (40.0, ("99001002",))


def test_an_association_stands_for_its_members_and_is_not_added_to_them() -> None:
    result = one(frame(a99001001=10, a990015401=50, a99001002=20, a99001003=30))
    assert (result["value"], result["missing"]) == (60.0, ())
    assert result["areas"] == ("990015401", "99001001") or result["areas"] == ("99001001", "990015401")


def test_sums_of_facilities_of_an_association_and_its_member_are_added() -> None:
    values = frame(a99001001=10, a990015401=50, a99001002=20)
    apart = {("990015401", "2026-Q3"), ("99001002", "2026-Q3")}
    assert sums_over_places(values, TERRITORY, apart)["value"].tolist() == [80.0]
    assert sums_over_places(values, TERRITORY, {("99001002", "2026-Q3")})["value"].tolist() == [60.0]


def test_all_of_germany_has_its_kreisfreie_staedte_in_the_sum() -> None:
    rows = [
        ("DE", "Deutschland", "federation", "Bund", ""),
        ("03", "Niedersachsen", "state", "Land", "DE"),
        ("03101", "Braunschweig", "district", "Kreisfreie Stadt", "03"),
        ("03157", "Landkreis Peine", "district", "Landkreis", "03"),
        ("03157007", "Vechelde", "municipality", "Gemeinde", "03157"),
    ]
    territory = Territory.of(pd.DataFrame(rows, columns=["area", "name", "level", "kind", "parent"]), "DE")
    assert territory.municipalities == ("03101", "03157007")


def test_an_association_that_reports_itself_is_the_one_that_is_missing() -> None:
    values = pd.concat(
        [
            frame(a99001001=10, a990015401=50),
            frame(a99001001=11).assign(period="2026-Q4"),
        ]
    )
    sums = sums_over_places(values, TERRITORY).set_index("period")
    assert sums.loc["2026-Q4", "missing"] == ("990015401",)
    assert sums.loc["2026-Q3", "missing"] == ()


def test_a_withheld_place_withholds_the_sum() -> None:
    result = one(frame(a99001001=10, a99001002=(math.nan, "•"), a99001003=30))
    assert math.isnan(float(str(result["value"])))
    assert (result["sign"], result["missing"]) == ("•", ())


def test_a_provisional_part_makes_a_provisional_sum() -> None:
    assert one(frame(a99001001=(10, "p"), a99001002=20, a99001003=30))["sign"] == "p"


@given(
    st.dictionaries(st.sampled_from(["99001001", "99001002", "99001003", "990015401"]), st.integers(0, 999), min_size=1)
)
def test_no_place_is_added_twice_or_lost(values: dict[str, int]) -> None:
    result = one(
        pd.DataFrame([{"area": a, "period": "2026-Q3", "value": float(v), "sign": ""} for a, v in values.items()])
    )
    expected = values.get("99001001", 0)
    members = [values[a] for a in ("99001002", "99001003") if a in values]
    expected += values["990015401"] if "990015401" in values else sum(members)
    assert result["value"] == expected

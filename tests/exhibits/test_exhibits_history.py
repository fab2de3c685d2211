"""Reading figures over the quarters: last values with their own date, changes, gaps, and who stands for whom."""

import pandas as pd
import pytest
from exhibit_frames import LENGEDE, NAN, PEINE, VECHELDE, hidden, history, town, used

from dashboard.exhibits.history import History, opened
from dashboard.exhibits.readings import Change, Reading
from dashboard.periods import Period

Q1, Q2, Q3 = Period("2026-Q1"), Period("2026-Q2"), Period("2026-Q3")
SG = town("031545403", "Samtgemeinde Velpke", kind="Samtgemeinde", level="association")
VELPKE = town("03154022", "Velpke", parent="031545403")
DANNDORF = town("03154004", "Danndorf", parent="031545403")


def test_the_last_value_keeps_its_own_date():
    figures = History(history([VECHELDE], {("03157006", "2026-Q1"): used(40, 50)}, periods=["2026-Q2", "2026-Q3"]))
    last = figures.last("03157006", "belegt", Q3)
    assert (last.value, last.period, last.known) == (40, Q1, True)
    assert figures.at("03157006", "belegt", Q3).absent
    assert figures.last("03157006", "belegt", Period("2025-Q4")).absent


def test_a_sign_without_value_is_newer_than_an_older_value():
    figures = History(history([VECHELDE], {("03157006", "2026-Q1"): used(40, 50), ("03157006", "2026-Q2"): hidden()}))
    last = figures.last("03157006", "belegt", Q3)
    assert last.withheld
    assert not last.known
    assert last.period == Q2


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (used(40, 50), used(47, 50), Change(7, Q1, "")),
        (used(40, 50), hidden(), Change(NAN, Q1, "withheld")),
        (hidden(), used(40, 50), Change(NAN, Q1, "withheld")),
        ({}, used(40, 50), Change(NAN, Q1, "none")),
        (used(40, 50, missing=("Lengede",)), used(47, 50), Change(NAN, Q1, "incomplete")),
        (used(40, 50, missing=("Lengede",)), used(47, 50, missing=("Lengede",)), Change(7, Q1, "")),
        (used(40, 50), {"belegt": (0, "-")}, Change(-40, Q1, "")),
    ],
)
def test_a_change_is_only_said_between_comparable_values(before, now, expected):
    figures = History(history([PEINE], {("03157", "2026-Q1"): before, ("03157", "2026-Q2"): now}))
    change = figures.change("03157", "belegt", Q2)
    assert (change.since, change.why_not) == (expected.since, expected.why_not)
    assert change.value == pytest.approx(expected.value, nan_ok=True)


def test_there_is_no_change_over_a_gap():
    rows = {("03157006", "2025-Q4"): used(40, 50), ("03157006", "2026-Q2"): used(47, 50)}
    assert not History(history([VECHELDE], rows)).change("03157006", "belegt", Q2).known


def test_periods_have_no_holes():
    rows = {("03157006", "2025-Q3"): used(40, 50), ("03157006", "2026-Q2"): used(47, 50)}
    figures = History(history([VECHELDE], rows))
    assert [period.code for period in figures.periods(Q3)] == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    assert [period.code for period in figures.periods(Period("2025-Q4"), "03157006")] == ["2025-Q3"]
    assert figures.periods(Period("2024-Q1")) == ()


def test_periods_of_different_length_never_share_a_line():
    frame = history([VECHELDE], {("03157006", "2025"): used(40, 50), ("03157006", "2026-Q2"): used(4, 5)})
    with pytest.raises(ValueError, match="different length"):
        History(frame).periods()
    quarterly = opened(frame, Q3)
    assert [period.code for period in quarterly.periods()] == ["2026-Q2"]
    assert quarterly.set_aside == (Period("2025"),)
    assert [period.code for period in opened(frame).periods()] == ["2026-Q2"]
    assert opened(frame, Period("2024")).last("03157006", "belegt", Period("2025")).value == 40


def test_places_stand_in_official_order_whichever_quarter_they_begin_in():
    frame = pd.concat(
        [
            history([DANNDORF, LENGEDE, VECHELDE], {}, periods=["2026-Q1"]),
            history([SG, VELPKE, LENGEDE, VECHELDE], {}, periods=["2026-Q2"]),
        ]
    )
    names = [place.name for place in History(frame).areas.values()]
    assert names.index("Samtgemeinde Velpke") < names.index("Velpke") < names.index("Lengede") < names.index("Vechelde")
    assert names.index("Danndorf") < names.index("Lengede")


def test_what_is_missing_may_be_said_per_figure():
    frame = history([PEINE], {("03157", "2026-Q1"): used(40, 50, missing=("Lengede",))})
    frame["plaetze_missing"] = [("Lengede", "Ilsede")]
    figures = History(frame)
    assert figures.last("03157", "belegt", Q1).missing == ("Lengede",)
    assert figures.last("03157", "plaetze", Q1).missing == ("Lengede", "Ilsede")


def test_two_rows_for_one_key_are_refused():
    frame = history([VECHELDE], {("03157006", "2026-Q1"): used(40, 50)})
    with pytest.raises(ValueError, match="two rows"):
        History(pd.concat([frame, frame]))


def test_a_frame_that_carries_a_withheld_value_is_refused():
    with pytest.raises(ValueError, match="withheld value"):
        History(history([VECHELDE], {("03157006", "2026-Q1"): {"belegt": (3, "•")}}))


def test_a_sign_that_is_no_text_is_refused():
    frame = history([VECHELDE], {("03157006", "2026-Q1"): used(40, 50)})
    frame["belegt_sign"] = frame["belegt_sign"].astype(object)
    frame.loc[0, "belegt_sign"] = None
    with pytest.raises((TypeError, ValueError)):
        History(frame).last("03157006", "belegt", Q1)


def test_associations_without_their_members_are_refused():
    frame = history([SG, VELPKE], {("031545403", "2026-Q1"): used(40, 50)}).drop(columns="parent")
    with pytest.raises(ValueError, match="parent"):
        _ = History(frame).areas


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, ["Samtgemeinde Velpke"]),
        ({("031545403", "2026-Q1"): used(40, 50)}, ["Samtgemeinde Velpke"]),
        ({("03154022", "2026-Q1"): used(40, 50)}, ["Velpke", "Danndorf"]),
        (
            {("031545403", "2026-Q1"): used(40, 50), ("03154022", "2026-Q1"): used(30, 50)},
            ["Samtgemeinde Velpke"],
        ),
        (
            {
                ("031545403", "2026-Q1"): used(40, 50),
                ("03154022", "2026-Q1"): used(30, 40),
                ("03154004", "2026-Q1"): used(10, 10),
            },
            ["Velpke", "Danndorf"],
        ),
        (
            {
                ("031545403", "2026-Q2"): used(40, 50),
                ("03154022", "2026-Q1"): used(30, 40),
                ("03154004", "2026-Q1"): used(10, 10),
            },
            ["Samtgemeinde Velpke"],
        ),
    ],
)
def test_an_association_stands_for_its_members_unless_they_report_themselves(rows, expected):
    figures = History(history([PEINE, SG, VELPKE, DANNDORF], rows, periods=["2026-Q1"]))
    assert [place.name for place in figures.reporting("belegt", Q3)] == expected


def test_a_kreisfreie_stadt_stands_for_itself():
    city = {"area": "03101", "name": "Braunschweig", "level": "district", "kind": "Kreisfreie Stadt", "parent": None}
    figures = History(history([city], {("03101", "2026-Q1"): used(40, 50)}))
    assert [place.name for place in figures.reporting("belegt", Q1)] == ["Braunschweig"]


def test_all_changes_are_those_of_places_between_following_quarters():
    rows = {
        ("03157", "2026-Q1"): used(100, 200),
        ("03157", "2026-Q2"): used(150, 200),
        ("03157006", "2026-Q1"): used(40, 50),
        ("03157006", "2026-Q2"): used(47, 50),
        ("03157006", "2026-Q3"): hidden(),
        ("03157005", "2025-Q4"): used(9, 50),
        ("03157005", "2026-Q2"): used(5, 50),
    }
    figures = History(history([PEINE, LENGEDE, VECHELDE], rows))
    assert figures.all_changes("belegt") == [7]
    assert sorted(figures.all_values("belegt")) == [5, 9, 40, 47]
    assert figures.ever_withheld("belegt")
    assert not figures.ever_withheld("plaetze")


def test_a_gemeindefreies_gebiet_says_so_once():
    woods = town("03154501", "Mariental", kind="gemeindefreies Gebiet")
    named = town("03154502", "Helmstedt (gemeindefreies Gebiet)", kind="gemeindefreies Gebiet")
    figures = History(history([woods, named], {}, periods=["2026-Q1"]))
    assert [place.title for place in figures.areas.values()] == [
        "Mariental (gemeindefrei)",
        "Helmstedt (gemeindefreies Gebiet)",
    ]


def test_a_history_is_opened_once():
    figures = History(history([VECHELDE], {("03157006", "2026-Q1"): used(40, 50)}))
    assert opened(figures) is figures
    assert Reading(figures.place("03157006")).absent

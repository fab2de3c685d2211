"""A proposal sums to the persons, keeps what was set by hand, fills no place above what is usable, and says why."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from quota_rooms import AUE, BACH, CALM, quota, row

from dashboard.planning.proposal import ByHand, ProposalRefused, propose
from dashboard.planning.usable import Usable, usable_places
from exhibits.exhibit_frames import LENGEDE, VECHELDE, history, town

DAY = date(2026, 9, 30)


def free(**places):
    return {area: Usable(many, DAY) for area, many in zip((AUE, BACH, CALM), places.values(), strict=False)}


def test_people_are_shared_by_what_each_place_owes_and_the_largest_remainder_takes_the_last():
    found = propose(10, quota(row(AUE, 20), row(BACH, 10), row(CALM, 0)), free(a=50, b=50, c=50))
    assert [(line.name, line.persons) for line in found.lines] == [("Aue", 7), ("Bach", 3), ("Calm", 0)]
    assert found.sentence == "Vorschlag für 10 Personen: 10 in 2 Orten."
    assert [line.reason for line in found.lines] == [
        "Nach dem Anteil am Offenen: Aufzunehmen sind noch 20 Personen, nutzbar frei sind 50 Plätze "
        "(Stand 30.09.2026).",
        "Nach dem Anteil am Offenen: Aufzunehmen sind noch 10 Personen, nutzbar frei sind 50 Plätze "
        "(Stand 30.09.2026).",
        "Niemand: Das Soll ist erfüllt.",
    ]


def test_what_is_full_gives_its_share_to_the_others_and_the_rest_is_said():
    found = propose(30, quota(row(AUE, 20), row(BACH, 10, actual=9), row(CALM, 5, actual=8)), free(a=3, b=20, c=4))
    assert [line.persons for line in found.lines] == [3, 20, 0]
    assert found.unplaced == 7
    assert found.sentence == (
        "Vorschlag für 30 Personen: 23 in 2 Orten. Für 7 Personen ist kein nutzbarer Platz gemeldet."
    )
    assert found.lines[0].reason == (
        "Alle nutzbaren freien Plätze (Stand 30.09.2026): Aufzunehmen sind noch 20 Personen, nutzbar frei sind 3 "
        "Plätze."
    )
    assert found.lines[2].reason == "Niemand: Das Soll ist erfüllt, und es sind 3 mehr aufgenommen."
    assert found.notes[1] == ("Nutzbare freie Plätze gibt es noch in Orten, die ihr Soll erfüllt haben: Calm (4).")


def test_what_is_not_known_gets_nobody_and_says_why():
    usable = {AUE: Usable(5, DAY), BACH: Usable(None, DAY, "Nutzbare freie Plätze sind nicht gemeldet.")}
    found = propose(4, quota(row(AUE, 9, actual=None), row(BACH, 9), row(CALM, 9, actual=None, sign="•")), usable)
    assert [line.persons for line in found.lines] == [0, 0, 0]
    assert [line.reason for line in found.lines] == [
        "Niemand: Wie viele Personen noch aufzunehmen sind, ist nicht bekannt.",
        "Niemand, obwohl noch 9 Personen aufzunehmen sind: Nutzbare freie Plätze sind nicht gemeldet.",
        "Niemand: Wie viele Personen noch aufzunehmen sind, ist für diesen Kreis zurückgehalten (•).",
    ]
    assert found.sentence == (
        "Vorschlag für 4 Personen: Kein Ort kommt infrage. Für 4 Personen ist kein nutzbarer Platz gemeldet."
    )
    assert found.notes[-1] == "Ohne Angaben, und deshalb ohne Vorschlag: Aue, Bach und Calm."


def test_what_is_set_by_hand_is_kept_with_its_reason():
    by_hand = [ByHand(AUE, 4, "Familienzimmer."), ByHand(BACH, None, "Quarantäne")]
    found = propose(10, quota(row(AUE, 20), row(BACH, 10), row(CALM, 10)), free(a=9, b=9, c=9), by_hand)
    assert [line.persons for line in found.lines] == [4, 0, 6]
    assert [line.reason for line in found.lines][:2] == [
        "Von Hand festgesetzt auf 4 Personen: Familienzimmer.", "Von Hand ausgelassen: Quarantäne.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("persons", "by_hand", "said"),
    [
        (0, [], "1 bis 100.000 Personen, nicht für 0"),
        (5, [ByHand(AUE, 3, " ")], "Grund"),
        (5, [ByHand("99", 3, "g")], "kein Ort dieser Verteilung"),
        (5, [ByHand(AUE, 3, "g"), ByHand(AUE, None, "h")], "zwei Ausnahmen"),
        (5, [ByHand(AUE, -1, "g")], "nicht -1 Personen"),
        (5, [ByHand(AUE, 4, "g"), ByHand(BACH, 3, "h")], "zusammen 7 Personen, zu verteilen 5 Personen"),
        (50, [ByHand(AUE, 10, "g")], "10 Personen festgesetzt, nutzbar frei sind 9 Plätze"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_numbers(persons, by_hand, said):
    with pytest.raises(ProposalRefused, match=said):
        propose(persons, quota(row(AUE, 20), row(BACH, 10)), free(a=9, b=9), by_hand)


maybe = st.none() | st.integers(-20, 60)
PLACES = st.lists(st.tuples(maybe, st.none() | st.integers(-5, 50), st.sampled_from(["", "out", "fixed"])), max_size=8)


@given(PLACES, st.integers(1, 200), st.data())
def test_a_proposal_sums_up_keeps_exceptions_and_stays_within_what_is_usable(places, persons, data):
    rows, usable, by_hand, left = [], {}, [], persons
    for place, (owed, many, hand) in enumerate(places):
        area = f"9900100{place}"
        rows.append(row(area, owed if owed is None or owed >= 0 else 0, actual=max(-(owed or 0), 0)))
        usable[area] = Usable(many, DAY, "" if many is not None else "Nicht gemeldet.")
        if hand == "out":
            by_hand.append(ByHand(area, None, "Grund"))
        elif hand == "fixed":
            most = max(min(left, 50 if many is None else many), 0)
            by_hand.append(ByHand(area, data.draw(st.integers(0, most)), "Grund"))
            left -= by_hand[-1].persons
    found = propose(persons, quota(*rows), usable, [one for one in by_hand if not _too_many(one, usable)])
    kept = {one.area: one.persons or 0 for one in by_hand if not _too_many(one, usable)}
    assert sum(line.persons for line in found.lines) + found.unplaced == persons
    assert found.unplaced >= 0
    for line in found.lines:
        assert line.persons >= 0
        assert line.reason.endswith(".")
        if line.area in kept:
            assert line.persons == kept[line.area]
        elif line.open is None or line.open <= 0 or line.usable is None:
            assert line.persons == 0
        else:
            assert line.persons <= max(line.usable, 0)
    if found.unplaced:  # only what is full or owes nothing is left
        assert all(
            line.persons == max(line.usable, 0)
            for line in found.lines
            if line.area not in kept and line.usable is not None and (line.open or 0) > 0
        )


def _too_many(one, usable):
    places = usable[one.area].places
    return one.persons is not None and places is not None and one.persons > places


def test_usable_places_are_the_newest_report_of_the_unit_or_of_all_its_members():
    group = town("031575401", "Samtgemeinde Aller", level="association")
    inner = [town("03157010", "Ahnsen", parent="031575401"), town("03157011", "Bockel", parent="031575401")]
    rows = {
        (LENGEDE["area"], "2026-Q2"): {"nutzbar_frei": 7},
        (LENGEDE["area"], "2026-Q3"): {"belegt": 3},
        (VECHELDE["area"], "2026-Q3"): {"nutzbar_frei": "•"},
        ("03157010", "2026-Q3"): {"nutzbar_frei": 2},
        ("03157011", "2026-Q3"): {"nutzbar_frei": 3},
    }
    frame = history([LENGEDE, VECHELDE, group, *inner], rows, periods=["2026-Q1"])
    units = [LENGEDE["area"], VECHELDE["area"], "031575401", "03157999"]
    found = usable_places(frame, units)
    assert [found[area].places for area in units] == [7, None, 5, None]
    assert found[LENGEDE["area"]].as_of == date(2026, 6, 30)
    assert found[VECHELDE["area"]].why == "Die nutzbaren freien Plätze zum 30.09.2026 sind zurückgehalten (•)."
    assert found["03157999"].why == "Nutzbare freie Plätze sind nicht gemeldet."
    forest = town("03157099", "Forst", parent="031575401", kind="Gemeindefreies Gebiet")
    assert usable_places(history([LENGEDE, group, *inner, forest], rows), units)["031575401"].places == 5
    lacking = usable_places(history([LENGEDE, group, *inner], {**rows, ("03157011", "2026-Q3"): {}}), units)
    assert lacking["031575401"].why == "Zum 30.09.2026 fehlen nutzbare freie Plätze von Mitgliedsgemeinden."
    old = usable_places(
        history([LENGEDE], {(LENGEDE["area"], "2026-Q1"): {"nutzbar_frei": 7}}, periods=["2026-Q3"]), units
    )
    assert old[LENGEDE["area"]].why == "Nutzbare freie Plätze sind zuletzt zum 31.03.2026 gemeldet."
    assert usable_places(pd.DataFrame(columns=frame.columns), [LENGEDE["area"]])[LENGEDE["area"]].places is None

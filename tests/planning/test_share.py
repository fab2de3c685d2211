"""Shares of whole persons: the sum is exact, and where a share falls although more is shared out, that is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.planning.kinds import RuleKind
from dashboard.planning.share import Rule, ShareInvalid, distribute, paradox, paradox_sentence, percent_above_all

PEOPLE = st.dictionaries(st.text("abcdefghij", min_size=1, max_size=2), st.integers(1, 60_000), min_size=1, max_size=45)
RULES = st.one_of(
    st.just(Rule(RuleKind.EXEMPT)),
    st.integers(0, 9).map(lambda persons: Rule(RuleKind.PERSONS, persons)),
    st.integers(0, 20).map(lambda share: Rule(RuleKind.PERCENT, share / 10)),
)


@given(PEOPLE, st.integers(-500, 5000))
def test_the_shares_always_add_up_and_none_is_a_whole_person_off(people: dict[str, int], total: int) -> None:
    shares = distribute(total, people)
    assert sum(shares.values()) == total
    everybody = sum(people.values())
    assert all(abs(share * everybody - total * people[area]) < everybody for area, share in shares.items())
    assert list(shares) == list(people)


@given(st.data(), PEOPLE, st.integers(500, 5000))
def test_the_shares_add_up_with_any_rules_too(data: st.DataObject, people: dict[str, int], total: int) -> None:
    rules = {area: data.draw(RULES) for area in list(people)[1:]}
    shares = distribute(total, people, rules)
    assert sum(shares.values()) == total
    for area, rule in rules.items():
        match rule.kind:
            case RuleKind.EXEMPT:
                assert shares[area] == 0
            case RuleKind.PERSONS:
                assert shares[area] == rule.amount
            case RuleKind.PERCENT:
                assert abs(shares[area] - total * (rule.amount or 0) / 100) < 1


@given(PEOPLE, st.integers(0, 2000), st.integers(1, 300))
def test_a_share_falls_with_a_rising_quota_only_where_the_paradox_is_told(
    people: dict[str, int], total: int, more: int
) -> None:
    before, after = distribute(total, people), distribute(total + more, people)
    fallen = {area for area in people if after[area] < before[area]}
    assert fallen == set(paradox(before, after))
    assert bool(fallen) == bool(paradox_sentence(before, after, {}))
    assert all(before[area] - after[area] == 1 for area in fallen)


def test_the_paradox_of_alabama_is_said_in_words() -> None:
    people = {"a": 6, "b": 6, "c": 2}
    before, after = distribute(10, people), distribute(11, people)
    assert (before, after) == ({"a": 4, "b": 4, "c": 2}, {"a": 5, "b": 5, "c": 1})
    assert paradox_sentence(before, after, {"c": "Calm"}) == (
        "Obwohl von 10 auf 11 Personen mehr verteilt werden, sinkt der errechnete Anteil von Calm (−1 auf 1). Das ist "
        "kein Rechenfehler: Beim Verfahren der größten Reste kann ein Ort seine aufgerundete Person verlieren, wenn "
        "die Reste der anderen größer werden."
    )
    assert paradox_sentence(after, before, {}) == ""  # less is shared out: nothing to wonder at


def test_equal_remainders_go_in_official_order() -> None:
    assert distribute(2, {"b": 1, "a": 1, "c": 1}) == {"b": 1, "a": 1, "c": 0}


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (
            {"a": Rule(RuleKind.PERSONS, 70), "b": Rule(RuleKind.PERSONS, 50)},
            "Feste Zahlen und Anteile ergeben zusammen 120, zu verteilen sind nur 100. Bitte eine Regel ändern.",
        ),
        (
            {"a": Rule(RuleKind.PERSONS, 90), "b": Rule(RuleKind.PERCENT, 12.5)},
            "Feste Zahlen und Anteile ergeben zusammen 102,50, zu verteilen sind nur 100. Bitte eine Regel ändern.",
        ),
        (
            {"a": Rule(RuleKind.EXEMPT), "b": Rule(RuleKind.EXEMPT), "c": Rule(RuleKind.PERSONS, 40)},
            "Von 100 Personen bleiben 60 übrig, und kein Ort ist ohne Ausnahme oder festen Anteil. Bitte eine Regel "
            "ändern.",
        ),
        (
            {"a": Rule(RuleKind.PERCENT, 60), "b": Rule(RuleKind.PERCENT, 40.5)},
            "Die festen Anteile ergeben zusammen 100,50 Prozent; mehr als 100 können nicht verteilt werden. Bitte "
            "einen Anteil verringern.",
        ),
    ],
)
def test_what_cannot_be_shared_out_is_refused_with_the_numbers(rules: dict[str, Rule], sentence: str) -> None:
    with pytest.raises(ShareInvalid) as caught:
        distribute(100, {"a": 1, "b": 1, "c": 1}, rules)
    assert str(caught.value) == sentence


def test_fixed_shares_that_leave_nothing_need_nobody_else() -> None:
    assert distribute(10, {"a": 1, "b": 1}, {"a": Rule(RuleKind.PERSONS, 10), "b": Rule(RuleKind.EXEMPT)}) == {
        "a": 10,
        "b": 0,
    }
    percent_above_all([33.3, 33.3, 33.4])

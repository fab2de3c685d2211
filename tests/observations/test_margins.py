"""Tables that share margins are protected together: a whole by places, its categories, and its parts."""

import numpy as np
import pytest
from disclosure_attack import Published

from dashboard.observations.margins import TOTAL, Key, Margins, hidden, hidden_flows
from thorough import many

D = "03157"
TABLES = many(250, 60)


def margins(
    places: dict[str, float], whole: float | None = None, **more: dict[str, dict[str, float]] | dict[str, float]
) -> Margins:
    return Margins("belegt", D, places, whole, **more)  # type: ignore[arg-type]


def attacked(one: Margins, found: set[Key]) -> dict[Key, int]:
    """Per small count that somebody could want to work out, how many values it can have."""
    whole = one.whole if one.whole is not None else sum(one.places.values())
    counts: dict[Key, int] = {("belegt", D, TOTAL): int(whole)}
    secret = set() if one.whole is not None else {("belegt", D, TOTAL)}
    equations: list[tuple[list[Key], Key]] = []
    places = [*one.places, "elsewhere"]
    for place in places:
        key = ("belegt", place, TOTAL)
        counts[key] = int(one.places.get(place, whole - sum(one.places.values())))
        if place == "elsewhere" or place in one.unpublished:
            secret.add(key)
    equations.append(([("belegt", place, TOTAL) for place in places], ("belegt", D, TOTAL)))
    for kind, names, sums in (("of", one.categories, one.category_sums), ("part", one.parts, one.part_sums)):
        if not names:
            continue
        keys = {name: (("belegt", name) if kind == "of" else (name, TOTAL)) for name in [*names, f"no {kind}"]}
        for name, (code, member) in keys.items():
            total = (code, D, member)
            inner = names.get(name, {})
            if name in names:
                counts[total] = int(sums.get(name, sum(inner.values())))
                if name not in sums:
                    secret.add(total)
            else:
                counts[total] = int(whole) - sum(counts[keys[each][0], D, keys[each][1]] for each in names)
                secret.add(total)
            for place in places:
                cell = (code, place, member)
                if name in names:
                    counts[cell] = int(
                        inner.get(place, 0 if place in one.places else counts[total] - sum(inner.values()))
                    )
                else:
                    stated = sum(counts[keys[each][0], place, keys[each][1]] for each in names)
                    counts[cell] = counts["belegt", place, TOTAL] - stated
                if place == "elsewhere" or place in one.unpublished or name not in names:
                    secret.add(cell)
            equations.append(([(code, place, member) for place in places], total))
        for place in [*places, D]:
            cells = [(code, place, member) for code, member in keys.values()]
            equations.append((cells, ("belegt", place, TOTAL)))
    order = list(counts)
    secret = {key for key in secret if counts[key] or not is_rest(key)}  # that there is nobody left over is known
    position = {key: number for number, key in enumerate(order)}
    published = Published(
        [counts[key] for key in order],
        [key in found or key in secret for key in order],
        [([position[key] for key in summands], position[total]) for summands, total in equations],
    )
    values = {}
    for number, key in enumerate(order):
        if 0 < counts[key] < 5:
            least, most = published.possible(number) if published.hidden[number] else (counts[key],) * 2
            values[key] = most - least + 1
    return values


def is_rest(key: Key) -> bool:
    return "elsewhere" in key or any(part.startswith("no ") for part in key)


def random_margins(chance: np.random.Generator) -> Margins:
    places = [f"p{number}" for number in range(int(chance.integers(1, 6)))]
    mean = chance.choice([0.6, 2, 5])
    kinds = [f"art=k{number}" for number in range(int(chance.integers(0, 4)))]
    parts = [f"davon_{number}" for number in range(int(chance.integers(0, 3)))]
    cells = {kind: {place: float(chance.poisson(mean)) for place in places} for kind in kinds}
    totals = {place: sum(cells[kind][place] for kind in kinds) + float(chance.poisson(mean / 2)) for place in places}
    left = dict(totals)
    halves: dict[str, dict[str, float]] = {}
    for part in parts:
        halves[part] = {place: float(chance.integers(0, int(left[place]) + 1)) for place in places}
        left = {place: left[place] - halves[part][place] for place in places}
    shown = chance.random() < 0.8
    whole = sum(totals.values()) + float(chance.choice([0, 0, 0, 1, 6])) if shown else None
    return Margins(
        "belegt", D, totals, whole, cells, {kind: sum(cells[kind].values()) for kind in kinds if chance.random() < 0.8},
        halves, {part: sum(halves[part].values()) for part in parts if chance.random() < 0.8},
        unpublished=frozenset(places[:1]) if chance.random() < 0.3 else frozenset(),
    )  # fmt: skip


def test_random_wholes_with_categories_and_parts_withstand_an_attack_over_all_their_tables() -> None:
    chance = np.random.default_rng(157)
    small = 0
    for _ in range(TABLES):
        one = random_margins(chance)
        values = attacked(one, hidden(one, 5))
        small += len(values)
        assert all(count >= 3 for count in values.values()), (one, values)
    print(f"{TABLES} groups of tables attacked, {small} small counts, none narrowed below three values")
    assert small > 600


def test_large_counts_are_shown() -> None:
    assert hidden(margins({"a": 10, "b": 0, "c": 7}, 17), 5) == set()


def test_a_small_place_takes_another_place_along_and_not_the_district() -> None:
    found = hidden(margins({"a": 3, "b": 40, "c": 12, "d": 9}, 64), 5)
    assert found == {("belegt", "a", TOTAL), ("belegt", "d", TOTAL)}


def test_the_persons_in_no_part_are_protected_although_nobody_publishes_them() -> None:
    one = margins({"a": 40, "b": 40}, 80, parts={"davon_sgb": {"a": 38, "b": 20}}, part_sums={"davon_sgb": 58})
    assert hidden(one, 5) == {("davon_sgb", "a", TOTAL), ("davon_sgb", "b", TOTAL)}


def test_categories_of_a_place_with_single_facilities_are_hidden_and_cannot_be_subtracted() -> None:
    one = margins(
        {"a": 40, "b": 60},
        100,
        categories={"art=GU": {"a": 30, "b": 40}, "art=NU": {"a": 10, "b": 20}},
        category_sums={"art=GU": 70, "art=NU": 30},
        forced=frozenset({"a"}),
    )
    found = hidden(one, 5)
    assert {("belegt", "a", "art=GU"), ("belegt", "a", "art=NU"), ("belegt", "b", "art=GU")} <= found
    assert ("belegt", "a", TOTAL) not in found


@pytest.mark.parametrize(
    ("places", "whole", "expected"),
    [
        ({"a": -2, "b": 10, "c": 20}, 28, {"a", D}),
        ({"a": 3, "b": 10}, 12, {"a"}),
        ({"a": 3, "b": 10}, 4, {"a", D}),
    ],
)
def test_totals_that_contradict_one_another_show_only_what_is_large(
    places: dict[str, float], whole: float, expected: set[str]
) -> None:
    assert {area for _, area, _ in hidden(margins(places, whole), 5)} == expected


def test_categories_above_their_whole_are_not_shown_at_all() -> None:
    one = margins({"a": 40, "b": 30}, 70, categories={"x=1": {"a": 50, "b": 10}}, category_sums={"x=1": 60})
    assert hidden(one, 5) == {("belegt", "a", "x=1"), ("belegt", "b", "x=1"), ("belegt", D, "x=1")}


def test_a_small_arrival_hides_the_departures_too_and_another_pair() -> None:
    assert hidden_flows({"a": (2, 9), "b": (8, 7), "c": (30, 20)}, set(), 5) == ({"a", "b"}, False)


def test_pairs_that_leave_no_room_hide_the_district_s_flows() -> None:
    assert hidden_flows({"a": (2, 0), "b": (9, 0)}, set(), 5) == ({"a"}, True)


def test_a_hidden_stock_hides_the_flows_that_would_give_it_away() -> None:
    assert hidden_flows({"a": (12, 9), "b": (8, 7)}, {"a"}, 5) == ({"a", "b"}, False)


def test_flows_without_anything_small_are_shown() -> None:
    assert hidden_flows({"a": (12, 9), "b": (0, float("nan"))}, {"c"}, 5) == (set(), False)

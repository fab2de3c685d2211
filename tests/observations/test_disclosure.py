"""No small count of a published table can be narrowed to fewer than three values, whoever computes."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytauargus
import pytest
from disclosure_attack import two_way
from hypothesis import given
from hypothesis import strategies as st

from dashboard.observations.disclosure import MARGIN, protect
from thorough import many

TABLES = many(1000, 200)
COMPARED = 40
Table = npt.NDArray[np.int64]


def frame_of(table: Table) -> pd.DataFrame:
    rows, columns = np.indices(table.shape)
    return pd.DataFrame(
        {"ort": [f"r{n}" for n in rows.ravel()], "art": [f"c{n}" for n in columns.ravel()], "zahl": table.ravel()}
    )


def protected(table: Table, threshold: int = 5) -> pd.DataFrame:
    return protect(frame_of(table), rows="ort", columns="art", value="zahl", threshold=threshold)


def random_table(chance: np.random.Generator) -> Table:
    """Zeros, ones, sparse rows, tiny totals, and ordinary tables."""
    shape = (int(chance.integers(1, 8)), int(chance.integers(1, 6)))
    table = chance.poisson(chance.choice([0.3, 1, 3, 8]), shape)
    kind = chance.integers(5)
    if kind == 0:
        table = np.minimum(table, 1)
    elif kind == 1:
        table = table * (chance.random(shape) < 0.4)
    elif kind == 2:
        table = table * (chance.random((shape[0], 1)) < 0.5)
    elif kind == 3:
        table = table + (chance.random(shape) < 0.2) * 100
    return table.astype(np.int64)


def weakest(table: Table, found: pd.DataFrame, threshold: int) -> int:
    """How many values the least protected of the small counts can have; those that are not hidden have one."""
    assert found["zahl"].tolist() == two_way(table, []).counts
    published = two_way(table, found["hidden"].tolist())
    fewest = 99
    for position, count in enumerate(published.counts):
        if 0 < count < threshold:
            least, most = published.possible(position) if published.hidden[position] else (count, count)
            assert least <= count <= max(most, count)
            fewest = min(fewest, most - least + 1)
    return fewest


def test_hundreds_of_random_tables_withstand_an_attack_by_integer_programming() -> None:
    chance = np.random.default_rng(12531)
    small = 0
    for _ in range(TABLES):
        table, threshold = random_table(chance), int(chance.choice([3, 5, 10]))
        found = protected(table, threshold)
        small += int(((found["zahl"] > 0) & (found["zahl"] < threshold)).sum())
        assert weakest(table, found, threshold) >= 3, (table.tolist(), threshold)
    print(f"{TABLES} random tables attacked, {small} small counts in them, none narrowed below three values")
    assert small > 5 * TABLES


def test_the_attack_finds_what_a_table_with_its_small_cells_hidden_alone_gives_away() -> None:
    table = np.array([[12, 3, 20], [30, 40, 50]])
    hidden = [count < 5 for count in two_way(table, []).counts]
    assert two_way(table, hidden).possible(1) == (3, 3)


def test_a_table_of_large_counts_and_zeros_is_shown_whole() -> None:
    assert not protected(np.array([[12, 0, 20], [30, 40, 50]]))["hidden"].any()


def test_three_others_go_with_one_small_cell_and_no_margin_does() -> None:
    found = protected(np.array([[12, 3, 20], [30, 40, 50], [60, 70, 80]]))
    assert found["hidden"].tolist() == [True, True, False, True, True, False, *[False] * 10]
    assert found.iloc[9:].values.tolist() == [
        ["r0", MARGIN, 35, False], ["r1", MARGIN, 120, False], ["r2", MARGIN, 210, False],
        [MARGIN, "c0", 102, False], [MARGIN, "c1", 113, False], [MARGIN, "c2", 150, False],
        [MARGIN, MARGIN, 365, False],
    ]  # fmt: skip


def test_a_table_whose_total_is_small_is_hidden_whole_but_for_its_zeros() -> None:
    found = protected(np.array([[3, 0], [0, 0]]))
    assert found.loc[found["zahl"] > 0, "hidden"].all()
    assert weakest(np.array([[3, 0], [0, 0]]), found, 5) >= 3


@given(st.integers(1, 5), st.integers(1, 4), st.data())
def test_what_is_hidden_is_never_less_than_the_small_counts_and_order_does_not_matter(
    rows: int, columns: int, data: st.DataObject
) -> None:
    cells = st.integers(0, 12)
    table = np.array(
        data.draw(st.lists(st.lists(cells, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    )
    found = protected(table)
    assert found.loc[(found["zahl"] > 0) & (found["zahl"] < 5), "hidden"].all()
    assert weakest(table, found, 5) >= 3


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([("a", "x", 1.5)], "no whole count"),
        ([("a", "x", -1)], "no whole count"),
        ([("a", "x", None)], "no whole count"),
        ([("a", "x", 1), ("a", "x", 2)], "twice"),
        ([("a", "x", 1), ("b", "y", 2)], "every combination"),
        ([("Insgesamt", "x", 1)], "key of the margins"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(cells: list[tuple[str, str, float]], reason: str) -> None:
    frame = pd.DataFrame(cells, columns=["ort", "art", "zahl"])
    with pytest.raises(ValueError, match=reason):
        protect(frame, rows="ort", columns="art", value="zahl")


def test_a_threshold_below_three_is_refused() -> None:
    with pytest.raises(ValueError, match="3 to 20"):
        protected(np.array([[1, 2], [3, 4]]), threshold=2)


def test_a_table_of_45_places_is_protected_within_the_promised_time() -> None:
    chance = np.random.default_rng(45)
    slowest = 0.0
    for mean in (1, 2, 4, 8):
        table = chance.poisson(mean, (45, 10))
        started = perf_counter()
        protected(table)
        slowest = max(slowest, perf_counter() - started)
    print(f"45 x 10 protected in {slowest:.3f} s")
    assert slowest < 0.3


def test_no_more_is_hidden_than_by_the_program_of_the_statistical_offices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # it leaves logs where it is called
    chance = np.random.default_rng(7)
    ours = theirs = 0
    for _ in range(COMPARED):
        table = chance.poisson(chance.choice([2, 5, 12]), (int(chance.integers(3, 12)), int(chance.integers(2, 7))))
        ours += int(protected(table)["hidden"].sum())
        theirs += hidden_by_tau_argus(table)
    print(f"{COMPARED} tables: {ours} counts hidden, by tau-ARGUS {theirs}")
    assert ours <= 1.03 * theirs


def hidden_by_tau_argus(table: Table) -> int:
    rows, columns = np.nonzero(table)
    persons = pd.DataFrame({"r": rows, "c": columns}).astype(str)
    persons = persons.loc[persons.index.repeat(table[rows, columns])].assign(n=1)
    with TemporaryDirectory() as folder:
        run = pytauargus.protect(persons, ["r", "c"], "n", safety_rules="FREQ(5,30)", suppress="OPT(1)", workdir=folder)
        return int(run.tables[0].dataframe()["status"].isin(["U", "M"]).sum())

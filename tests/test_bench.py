"""The benchmark measures what it says: its table, its viewers, its county. No time is asserted."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from bench.flat_table import STATUS, flat_table
from bench.load import load_from_outside
from bench.report import Line, table
from bench.server import bare_page, serving
from bench.websocket import Target


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_large_table_is_the_same_each_time_and_has_the_rows_asked_for() -> None:
    assert flat_table(3000) == flat_table(3000)
    assert flat_table(3000).startswith(b"\xef\xbb\xbfstatistics_code;")
    assert len(rows_of(flat_table(3000))) == 3000


def test_no_cell_of_the_large_table_is_there_twice_or_empty() -> None:
    rows = rows_of(flat_table(9000))
    cells = Counter((row["time"], *(row[f"{n}_variable_attribute_code"] for n in (1, 2, 3, 4))) for row in rows)
    assert set(cells.values()) == {1}
    assert {row["2_variable_attribute_code"] for row in rows} == STATUS.keys()
    assert all(int(row["value"]) > 0 and int(row["value"]) % 5 == 0 for row in rows)


def test_a_line_says_whether_the_promise_is_kept() -> None:
    assert Line("page", "2 ms", "bare 1 ms", 2.0, 2.0).verdict == "ok"
    assert Line("page", "2 ms", "bare 1 ms", 2.01, 2.0).verdict == "OVER"
    assert Line("page", "", "", None, 2.0).verdict == "not measured"
    assert Line("page", "2 ms", "bare 1 ms", 2.0, None).verdict == ""


def test_the_table_shows_ratio_limit_and_note() -> None:
    printed = table([Line("page", "3 ms", "bare 1 ms", 3.0, 2.0, "because")]).splitlines()
    assert printed[0].split() == ["what", "measured", "compared", "with", "ratio", "limit", "verdict"]
    assert printed[2].split() == ["page", "3", "ms", "bare", "1", "ms", "3.00", "2.00", "OVER"]
    assert printed[3] == "page: because"


def test_viewers_open_the_bare_page_and_run_it_again() -> None:
    with serving(bare_page(), {}) as server:
        result = load_from_outside(Target(server.host), viewers=3, reruns=2)
        assert (result.runs, result.failed, result.reasons) == (9, 0, [])
        assert 0 < result.median_run <= result.slowest_run <= result.seconds
        assert server.peak_megabytes() > 20
        process = server.process
    assert process.poll() is not None


@pytest.mark.parametrize(
    ("script", "reason"),
    [("raise ValueError('kaputt')", ".+"), ("import streamlit as st\nst.error('Es ging nicht.')", "Es ging nicht.")],
    ids=["bug", "red box"],
)
def test_a_run_that_ends_in_an_error_has_failed(script: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(script, encoding="utf-8")
    command = [str(tmp_path / "page.py") if word.endswith("bare.py") else word for word in bare_page()]
    with serving(command, {}) as server:
        result = load_from_outside(Target(server.host), viewers=1, reruns=0)
    assert (result.runs, result.failed) == (1, 1)
    assert re.fullmatch(f"RunError: {reason}", result.reasons[0])

"""Finding rows by counting bytes must say the same as taking every line apart."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.tables import rows as rows_module
from dashboard.tables.rows import find_rows, take_apart

few = settings(max_examples=60, deadline=None)

odd_text = st.text('a1;,"\n ü', max_size=60)


def one_by_one(text: bytes, delimiter: bytes = b";"):
    """Rows as (first line, cells), taking each apart."""
    position, line, found = 0, 1, []
    while position < len(text):
        taken, end = take_apart(text, position, delimiter)
        found.append((line, taken.cells))
        line += taken.lines
        position = end + 1
    return found


def by_counting(text: bytes, delimiter: bytes = b";"):
    rows = find_rows(text, delimiter)
    found = []
    for position in range(len(rows)):
        if position in rows.taken:
            cells = rows.taken[position].cells
        else:  # plain: RFC 4180 within one line
            line = text[rows.starts[position] : rows.ends[position]].decode()
            cells = [cell.encode() for cell in next(csv.reader([line], delimiter=delimiter.decode())) or [""]]
        assert rows.widths[position] == len(cells)
        found.append((int(rows.lines[position]), cells))
    return found


@few
@given(odd_text)
def test_counting_finds_the_rows_that_taking_apart_finds(content):
    text = content.encode() + b"\n"
    assert by_counting(text) == one_by_one(text)


@few
@given(st.lists(odd_text, min_size=1, max_size=30))
def test_it_does_so_across_the_borders_of_chunks(lines):
    text = "\n".join(lines).encode() + b"\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_module, "_CHUNK", 7)
        assert by_counting(text) == one_by_one(text)


@few
@given(
    st.lists(st.lists(st.text('a;,"\n', max_size=8), min_size=1, max_size=4), min_size=1, max_size=8),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from([";", ",", "\t", "|"]),
)
def test_well_formed_text_is_read_as_the_csv_module_reads_it(cells, quoting, delimiter):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(cells)
    expected = [[cell.encode() for cell in row] for row in cells]
    found = one_by_one(file.getvalue().encode(), delimiter.encode())
    assert [row for _, row in found] == expected
    assert by_counting(file.getvalue().encode(), delimiter.encode()) == found


@pytest.mark.parametrize(
    ("line", "cells", "stray"),
    [
        (b'a;"b;c";d\n', [b"a", b"b;c", b"d"], False),
        (b'a;"b ""c""";\n', [b"a", b'b "c"', b""], False),
        (b'5" Rohr;6" Rohr\n', [b'5" Rohr', b'6" Rohr'], False),
        (b'a;"b;c\n', [b"a", b'"b', b"c"], True),
        (b'a;"b"c;d\n', [b"a", b'"b"c', b"d"], True),
        (b'a; "b";c\n', [b"a", b' "b"', b"c"], False),
        (b'"";""""\n', [b"", b'"'], False),
    ],
)
def test_a_quote_opens_only_at_the_beginning_and_closes_only_at_the_end_of_a_cell(line, cells, stray):
    taken, end = take_apart(line, 0, b";")
    assert (taken.cells, taken.stray_quote, end) == (cells, stray, len(line) - 1)


def test_a_quote_that_never_closes_swallows_no_other_line():
    rows = find_rows(b'a;b\n1;"Haus\n2;Hof\n3;"Tor"\n', b";")
    assert rows.lines.tolist() == [1, 2, 3, 4]
    assert rows.widths.tolist() == [2, 2, 2, 2]
    assert [position for position, taken in rows.taken.items() if taken.stray_quote] == [1]


def test_many_stray_quotes_take_no_longer_than_their_number():
    rows = find_rows(b'1;"a""b\n' * 20_000, b";")
    assert len(rows) == 20_000

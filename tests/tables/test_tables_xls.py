"""XLS to grid: formats, hidden parts and merged cells of Excel 97 to 2003 as of the newer files."""

import pytest
from xls_files import hidden_columns, hidden_row, label, merged, number, record, stream, truth

from dashboard.errors import FileUnusable
from dashboard.tables import Grid, xls
from dashboard.tables.room import Room


def grids(*sheets: tuple[str, int, bytes], formats: tuple[str, ...] = ()) -> list[Grid]:
    return xls.read(stream(sheets, formats), Room("mappe.xls")).grids()


def cells(grid: Grid) -> list[list[str]]:
    return grid.cells.to_numpy().tolist()


def said(grid: Grid) -> dict[str, str]:
    return {remark.code: remark.message for remark in grid.remarks}


def test_cells_come_out_as_people_see_them():
    rows = [
        *[label(2, column, name) for column, name in enumerate(["ort", "wert", "anteil", "tag", "ags"])],
        *[label(4, 0, "Düren"), number(4, 1, 0, 1.234), number(4, 2, 1, 0.989)],
        *[number(4, 3, 2, 46295), number(4, 4, 3, 3157007)],
        *[truth(5, 0, 1), truth(5, 1, 0), truth(5, 2, 7, error=True), truth(5, 3, 42, error=True)],
        *[number(6, 1, 0, 3157007), number(6, 2, 4, 8.655), number(6, 3, 0, 0.1 + 0.2)],
    ]
    (grid,) = grids(("Daten", 0, b"".join(rows)), formats=("0.0%", "dd.mm.yyyy", "00000000", "0.0"))
    assert cells(grid) == [
        ["ort", "wert", "anteil", "tag", "ags"],
        ["Düren", "1,2340", "98,9%", "30.09.2026", "03157007"],
        ["ja", "nein", "#DIV/0!", "#NV", ""],
        ["", "3157007", "8,7", "0,3", ""],
    ]
    assert grid.lines.tolist() == [3, 5, 6, 7]
    assert (grid.kind, grid.sheet) == ("xls", "Daten")
    assert "C7" in said(grid)["number-rounded"]


def test_hidden_and_merged_parts_are_read_and_said():
    first = hidden_columns(1, 1) + hidden_row(1)
    first += b"".join([label(0, 0, "a"), label(0, 1, "b"), label(1, 1, "c")]) + merged((0, 1, 0, 0))
    found = grids(("Daten", 0, first), ("Liste", 2, label(0, 0, "x")), ("Leer", 0, b""))
    assert cells(found[0]) == [["a", "b"], ["a", "c"]]
    assert said(found[0]).keys() == {"columns-hidden", "rows-hidden", "merged-filled", "sheets-hidden", "sheets-empty"}
    assert [(grid.sheet, grid.hidden) for grid in found] == [("Daten", False), ("Liste", True)]


def test_workbooks_without_content_or_with_a_password_are_refused():
    with pytest.raises(FileUnusable, match="keine ausgefüllte Zelle"):
        grids(("Leer", 0, b""))
    locked = stream([("x", 0, b"")])
    begin = len(record(0x809, bytes(16)))
    locked = locked[:begin] + record(0x2F, bytes(6)) + locked[begin:]
    with pytest.raises(FileUnusable, match="Kennwort"):
        xls.read(locked, Room("mappe.xls"))


def test_a_large_one_is_better_saved_as_xlsx(monkeypatch):
    monkeypatch.setattr(xls, "MAX_XLS", 1_000)
    with pytest.raises(FileUnusable, match="als XLSX speichern"):
        xls.read(bytes(1_001), Room("mappe.xls"))


def test_what_is_cut_is_refused():
    whole = stream([("x", 0, number(0, 0, 0, 1.0))])
    with pytest.raises(FileUnusable, match=r"beschädigte oder abgeschnittene Arbeitsmappe \(XLS\)"):
        xls.read(whole[: len(whole) // 2], Room("mappe.xls"))

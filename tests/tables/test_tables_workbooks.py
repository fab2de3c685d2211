"""Workbooks of every kind: told by content, bad ones refused in German, twins equal to their CSV."""

import io
import random
import struct
import time
import tracemalloc
import zipfile

import numpy as np
import pytest
from workbook_files import MAIN, data, n, row, t, xlsx, xlsx_parts, zipped

from dashboard.errors import FileUnusable
from dashboard.tables import MAX_COLUMNS, Grid, archive, read, read_numbers, room

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = xlsx(data(row(1, t("ort"), t("wert")), row(2, t("Peine"), n(7))))


def refusal(file: bytes, name: str = "mappe.xlsx") -> str:
    with pytest.raises(FileUnusable) as refused:
        read(file, name)
    assert str(refused.value).startswith(f"„{name}“ ")
    return str(refused.value)


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**xlsx_parts(data(row(1, t("a"), n(7)))), name: content})


# --- what it is


@pytest.mark.parametrize("name", ["tabelle.csv", "bild.png", "../../etc/mappe", "x" * 300])
def test_the_content_decides_and_never_the_name(name):
    assert read(GOOD, name)[0].kind == "xlsx"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
        (OLE + "Workbook".encode("utf-16-le"), r"beschädigte oder abgeschnittene Arbeitsmappe \(XLS\)"),
        (OLE, "älteres Office-Dokument"),
        (GOOD[: len(GOOD) // 2], r"beschädigte oder abgeschnittene Arbeitsmappe \(XLSX\)"),
        (GOOD[:-30], r"abgeschnittene Arbeitsmappe"),
        (b"PK\x03\x04" + b"xl/workbook.xml" + bytes(100), "Arbeitsmappe"),
        (zipped({"daten.csv": "a;b"}), "ZIP-Archiv"),
        (zipped({"word/document.xml": "<x/>"}), "Textdokument"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "Präsentation"),
        (zipped({"xl/workbook.bin": "x"}), "XLSB"),
        (zipped({"Index/Document.iwa": "x"}), "Numbers"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "LibreOffice"),
        (zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "beschädigte"),
        (zipped({"[Content_Types].xml": "<x/>"}), "beschädigte"),
        (with_part("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}><sheetData><row r='1'>"), "beschädigte"),
        (with_part("xl/worksheets/sheet1.xml", b"\x00\xff"), "beschädigte"),
        (with_part("xl/sharedStrings.xml", "<sst>"), "beschädigte"),
        (xlsx(data('<row r="1"><c r="A1" t="s"><v>5</v></c></row>')), "beschädigte"),
        (xlsx(data('<row r="1"><c r="B1"><v>5</v></c><c r="A1"><v>5</v></c></row>')), "beschädigte"),
        (xlsx(data('<row r="1"><c r="A2"><v>5</v></c></row>')), "beschädigte"),
        (xlsx(data('<row r="1"><c r="ZZZZ1"><v>5</v></c></row>')), "beschädigte"),
        (xlsx(data('<row r="1048577"><c><v>5</v></c></row>')), "beschädigte"),
        (xlsx(data(row(2, n(1)), row(1, n(1)))), "beschädigte"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_what_is_no_usable_workbook_is_refused_with_what_it_is(file, reason):
    with pytest.raises(FileUnusable, match=reason):
        read(file, "mappe.xlsx")


def test_a_member_with_a_password_is_refused():
    file = bytearray(GOOD)
    start = 0
    while (start := file.find(b"PK\x01\x02", start)) >= 0:
        file[start + 8] |= 1
        start += 4
    assert "Kennwort" in refusal(bytes(file))


# --- bombs


BOMB = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml"],
)
def test_entities_are_refused_in_any_part(part):
    assert "DTD" in refusal(with_part(part, f'<?xml version="1.0"?>{" " * 3000}{BOMB}<x>&b;</x>'))


def test_entities_are_refused_in_ods():
    file = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": f"{BOMB}<x>&b;</x>"})
    assert "DTD" in refusal(file)


def test_what_unpacks_to_too_much_is_refused_while_it_is_unpacked():
    bomb = with_part("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}>" + " " * 300_000_000 + "</worksheet>")
    assert len(bomb) < 400_000
    tracemalloc.start()
    try:
        assert "ausgepackt mehr als" in refusal(bomb)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_a_size_that_is_declared_too_small_does_not_help():
    bomb = with_part("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}>" + " " * 10_000_000 + "</worksheet>")
    size = next(info.file_size for info in zipfile.ZipFile(io.BytesIO(bomb)).infolist() if info.file_size > 9_000_000)
    assert "beschädigte" in refusal(bomb.replace(struct.pack("<L", size), struct.pack("<L", 100)))


def test_a_tag_without_end_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(archive, "_LONGEST_TAG", 1_000_000)
    assert "beschädigte" in refusal(with_part("xl/worksheets/sheet1.xml", "<worksheet a='" + "x" * 5_000_000))


def test_one_text_that_is_referred_to_a_million_times_is_refused(monkeypatch):
    monkeypatch.setattr(room, "MAX_CHARACTERS", 1_000_000)
    rows = [row(line, 't="s"><v>0</v>') for line in range(1, 200)]
    assert "Zeichen Text" in refusal(xlsx(data(*rows), texts=[f"<t>{'x' * 30_000}</t>"]))


def test_a_text_in_a_large_merged_range_is_refused(monkeypatch):
    monkeypatch.setattr(room, "MAX_CHARACTERS", 1_000_000)
    rows = [row(1, t("x" * 30_000), n(1))] + [row(line, "", n(1)) for line in range(2, 100)]
    sheet = data(*rows) + '<mergeCells><mergeCell ref="A1:A99"/></mergeCells>'
    assert "Zeichen Text" in refusal(xlsx(sheet))


def test_too_many_cells_columns_and_sheets_are_refused(monkeypatch):
    last = '<row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>1</v></c></row>'
    assert f"höchstens {MAX_COLUMNS:,}".replace(",", ".") in refusal(xlsx(data(last)))
    assert "Zeile 2 Inhalt bis zur Spalte XFD" in refusal(xlsx(data(last)))
    monkeypatch.setattr(room, "MAX_CELLS_WITH_CONTENT", 3)
    assert "mehr als 3 ausgefüllte Zellen" in refusal(xlsx(data(row(1, n(1), n(1), n(1), n(1)))))
    assert "mehr als 500 Blätter" in refusal(xlsx(*[data()] * 501))


def test_columns_that_are_only_formatted_do_not_count():
    cells = "".join(f'<c r="{name}1" s="0"/>' for name in ("B", "CC", "XFD"))
    (grid,) = read(xlsx(data(f'<row r="1"><c r="A1"><v>1</v></c>{cells}</row>')), "m")
    assert grid.cells.shape == (1, 1)


def test_a_million_empty_rows_cost_little():
    rows = "".join(f'<row r="{line}" s="1" customFormat="1"/>' for line in range(3, 1_000_000))
    file = xlsx(f'<dimension ref="A1:XFD1048576"/>{data(row(1, t("a")), row(2, n(1)), rows, row(1048576, n(2)))}')
    start = time.process_time()
    (grid,) = read(file, "m")
    assert time.process_time() - start < 15
    assert grid.lines.tolist() == [1, 2, 1048576]


def test_two_far_cells_take_no_memory():
    tracemalloc.start()
    try:
        (grid,) = read(xlsx(data(row(1, n(1)), row(1048576, "", n(2)))), "m")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert grid.cells.to_numpy().tolist() == [["1", ""], ["", "2"]]


# --- twins


def numbers_of(grid: Grid, rows: dict[str, int]) -> dict[tuple[str, int], tuple[float, str]]:
    """(text of the first cell, column) -> number and sign, of the rows named so."""
    body = grid.cells.iloc[list(rows.values())]
    found = {}
    for column in range(1, len(body.columns)):
        numbers = read_numbers(body[column].reset_index(drop=True), whole=True)
        for position, name in enumerate(rows):
            found[name, column] = (numbers.value[position], numbers.sign[position])
    return found


@pytest.mark.parametrize(
    ("text", "workbook", "rows", "first"),
    [
        ("hamburg_stadtteilprofile_2014.csv", "hamburg_stadtteilprofile_2014.xlsx", 107, "Hamburg-Altstadt"),
        ("koeln_genesis_33111-02ir.csv", "koeln_genesis_33111-02ir.xls", 17, "31.12.2012"),
    ],
)
def test_twins_hold_the_same_numbers_cell_by_cell(shared_data, text, workbook, rows, first):
    (ours,) = read((shared_data / "monitoring" / workbook).read_bytes(), "x")
    (theirs,) = read((shared_data / "monitoring" / text).read_bytes(), "x")
    assert ours.cells.shape[1] == theirs.cells.shape[1]
    found = []
    for grid in (ours, theirs):
        names = [name.strip() for name in grid.cells[0]]
        start = names.index(first)
        end = start + rows
        found.append(numbers_of(grid, {name: start + at for at, name in enumerate(names[start:end])}))
    assert len(found[0]) == len(found[1]) > 350
    different = {
        cell: (pair, found[1].get(cell))
        for cell, pair in found[0].items()
        if not (cell in found[1] and np.array_equal(pair[0], found[1][cell][0], equal_nan=True))
        or pair[1] != found[1][cell][1]
    }
    assert different == {}


# --- damage


@pytest.mark.parametrize("name", ["hamburg_stadtteilprofile_2014.xlsx", "koeln_genesis_33111-02ir.xls"])
def test_damaged_workbooks_are_a_grid_or_a_refusal(shared_data, name):
    whole = (shared_data / "monitoring" / name).read_bytes()
    chance = random.Random(20260930)
    refused = 0
    for _ in range(60):
        file = bytearray(whole)
        for _ in range(chance.choice([1, 5, 50])):
            file[chance.randrange(len(file))] = chance.randrange(256)
        if chance.random() < 0.3:
            del file[chance.randrange(len(file)) :]
        try:
            assert read(bytes(file), name)
        except FileUnusable:
            refused += 1
    assert refused > 10


def test_damaged_parts_are_a_grid_or_a_refusal():
    chance = random.Random(7)
    parts = xlsx_parts(data(row(1, t("a"), 't="s"><v>0</v>'), row(2, n(5, 1))), formats=["0%"], texts=["<t>b</t>"])
    for _ in range(300):
        name = chance.choice(sorted(parts))
        content = bytearray(str(parts[name]).encode())
        for _ in range(chance.choice([1, 3])):
            content[chance.randrange(len(content))] = chance.choice(b'<>/"=0A9 &;')
        try:
            read(zipped({**parts, name: bytes(content)}), "m")
        except FileUnusable:
            continue

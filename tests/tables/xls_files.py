"""XLS made by hand: records of BIFF8 as Excel 97 writes them, as far as a table needs them (MS-XLS)."""

import struct
from collections.abc import Sequence

BLANK_FONT = struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1, 0) + b"A"


def record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", kind, len(body)) + body


def text(value: str, length: str) -> bytes:
    return struct.pack(length, len(value)) + b"\x01" + value.encode("utf-16-le")


def number(row: int, column: int, style: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, value: str) -> bytes:
    return record(0x204, struct.pack("<HHH", row, column, 0), text(value, "<H"))


def truth(row: int, column: int, value: int, *, error: bool = False) -> bytes:
    return record(0x205, struct.pack("<HHHBB", row, column, 0, value, error))


def hidden_row(row: int) -> bytes:
    return record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x20 | 0x100))


def hidden_columns(first: int, last: int) -> bytes:
    return record(0x7D, struct.pack("<HHHHHH", first, last, 2000, 0, 1, 0))


def merged(*ranges: tuple[int, int, int, int]) -> bytes:
    return record(0xE5, struct.pack("<H", len(ranges)), *[struct.pack("<HHHH", *each) for each in ranges])


def stream(sheets: Sequence[tuple[str, int, bytes]], formats: Sequence[str] = ()) -> bytes:
    """The stream of a workbook. sheets: name, visibility (0 shown, 1 hidden, 2 hidden for good) and records.

    Style n shows formats[n - 1], style 0 is General.
    """
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 1996, 0, 6))
    page = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 1996, 0, 6))
    end = record(0x0A)
    codes = [record(0x41E, struct.pack("<H", 164 + at), text(code, "<H")) for at, code in enumerate(formats)]
    styles = [record(0xE0, struct.pack("<HHH", 0, key, 0), bytes(14)) for key in [0, *range(164, 164 + len(formats))]]
    head = begin + record(0x42, struct.pack("<H", 1200)) + record(0x31, BLANK_FONT) * 5 + b"".join([*codes, *styles])
    entries = [(struct.pack("<BB", state, 0), text(name, "<B")) for name, state, _ in sheets]
    start = len(head) + sum(4 + 4 + len(flags) + len(name) for flags, name in entries) + len(end)
    listed, bodies = b"", b""
    for (flags, name), (_, _, records) in zip(entries, sheets, strict=True):
        listed += record(0x85, struct.pack("<I", start + len(bodies)), flags, name)
        bodies += page + records + end
    return head + listed + end + bodies

"""Tables written in every convention that suppliers use, together with what was meant by them."""

import gzip
import io
from dataclasses import dataclass

from hypothesis import strategies as st
from openpyxl import Workbook

PLACES = {
    "03157007": ("Vechelde", "Gemeinde Vechelde", "Vechelde, Gemeinde", " vechelde ", "03157007", "3157007"),
    "03157006": ("Peine", "Stadt Peine", "Peine, Stadt", "PEINE", "03157006", "031570006006"),
    "03157001": ("Edemissen", "Gemeinde  Edemissen", "03157001", "3157001"),
    "03157008": ("Wendeburg", "Gemeinde Wendeburg", "wendeburg", "03157008"),
}
PERIODS = (
    *("2026-Q3", "2026Q3", "Q3 2026", "Q3/2026", "3. Quartal 2026", "III/2026", "III. Quartal 2026", "2026/3"),
    *("30.09.2026", "2026-09-30"),
)
WHOLE, MONEY = "ehrenamtliche", "ehrenamtstopf_ausgezahlt"
HEADERS = {
    WHOLE: ("ehrenamtliche", "Ehrenamtliche", "Ehrenamtliche (Anzahl)", "Ehrenamtliche 1)"),
    MONEY: ("ehrenamtstopf_ausgezahlt", "Ehrenamtstopf", "Ehrenamtstopf (Euro)", "Ehrenamtstopf²"),
}
PLACE_HEADERS = ("gemeinde", "Gemeinde", "Kommune")
PERIOD_HEADERS = ("quartal", "Quartal", "Berichtsquartal")
SIGNS = ("-", ".", "…", "...", "x", "/", "*")
WITHOUT_VALUE = {".": ".", "…": "…", "...": "…", "x": "x", "/": "/", "*": "*"}
THOUSANDS = {
    "german": (".", ","),
    "plain": ("", ","),
    "english": (",", "."),
    "point": ("", "."),
    "swiss": ("'", "."),
} | {f"blank{number}": (blank, ",") for number, blank in enumerate((" ", "\u00a0", "\u2009", "\u202f"))}
Meant = dict[tuple[str, str], tuple[float | None, str]]
"""(indicator, area) -> value and sign."""


@dataclass(frozen=True)
class Written:
    """A file and what it means."""

    data: bytes
    name: str
    meant: Meant


def spelled(value: float, decimals: int, style: str) -> str:
    """A number as an office of this style writes it."""
    group, point = THOUSANDS[style]
    return f"{value:,.{decimals}f}".replace(",", "\0").replace(".", point).replace("\0", group)


@st.composite
def cells(draw: st.DrawFn, decimals: int, style: str) -> tuple[str, float | None, str]:
    """One cell: text, value, sign."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        sign = draw(st.sampled_from(SIGNS))
        return (sign, 0.0, "-") if sign == "-" else (sign, None, WITHOUT_VALUE[sign])
    value = draw(st.integers(0, 3_000_000)) / 10**decimals if decimals else float(draw(st.integers(0, 900_000)))
    text = spelled(value, decimals, style)
    if kind == 1:
        return f"({text})", value, "()"
    if kind == 2:
        return f"{text} r", value, "r"
    return text, value, ""


@st.composite
def written_tables(draw: st.DrawFn) -> Written:
    """A wide table of some places in one of all conventions."""
    areas = draw(st.lists(st.sampled_from(sorted(PLACES)), min_size=1, max_size=4, unique=True))
    style = draw(st.sampled_from(sorted(THOUSANDS)))
    meant: Meant = {}
    rows: list[list[str]] = []
    period = draw(st.sampled_from(PERIODS))
    for area in areas:
        row = [draw(st.sampled_from(PLACES[area])), period]
        for indicator, decimals in ((WHOLE, 0), (MONEY, 2)):
            text, value, sign = draw(cells(decimals, style))
            row.append(text)
            meant[indicator, area] = (value, sign)
        rows.append(row)
    header = [
        draw(st.sampled_from(options)) for options in (PLACE_HEADERS, PERIOD_HEADERS, HEADERS[WHOLE], HEADERS[MONEY])
    ]
    order = draw(st.permutations(range(4)))
    table = [[line[position] for position in order] for line in (header, *rows)]
    titles = draw(st.lists(st.sampled_from(("Landkreis Peine", "Meldung der Gemeinden", "")), max_size=3))
    notes = draw(st.lists(st.sampled_from(("", "Quelle: eigene Erhebung", "1) vorläufig; ohne Vereine")), max_size=3))
    if draw(st.booleans()):
        group = ["Ehrenamt" if position >= 2 else "" for position in order]
        titles = [*titles, *([""] if titles else [])]
        table = [group, *table] if draw(st.booleans()) else table
    lines = [*([title] for title in titles), *table, *([note] for note in notes)]
    kind = draw(st.sampled_from(("csv", "csv", "csv", "gz", "xlsx", "numbers")))
    if kind == "xlsx":
        return Written(_workbook(lines), "meldung.xlsx", meant)
    if kind == "numbers":
        return Written(_workbook(_typed(lines, table, rows, meant, areas, order)), "meldung.xlsx", meant)
    data = draw(_encoded(lines))
    return Written(gzip.compress(data) if kind == "gz" else data, "meldung.csv", meant)


@st.composite
def _encoded(draw: st.DrawFn, lines: list[list[str]]) -> bytes:
    delimiter = draw(st.sampled_from((";", ",", "\t", "|")))
    end = draw(st.sampled_from(("\n", "\r\n")))
    text = "".join(delimiter.join(_quoted(cell, delimiter) for cell in line) + end for line in lines)
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:  # a thin blank is not in every code page
        return text.encode("utf-8")


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell or cell != cell.strip() else cell


def _typed(
    lines: list[list[str]],
    table: list[list[str]],
    rows: list[list[str]],
    meant: Meant,
    areas: list[str],
    order: list[int],
) -> list[list[object]]:
    """The same lines with numbers as numbers where a cell is nothing but its value."""
    plain: dict[int, list[object]] = {}
    first = len(table) - len(rows)
    for number, area in enumerate(areas):
        typed: list[object] = list(rows[number])
        for position, indicator in ((2, WHOLE), (3, MONEY)):
            value, sign = meant[indicator, area]
            if value is not None and not sign:
                typed[position] = value
        plain[id(table[first + number])] = [typed[position] for position in order]
    return [plain.get(id(line), list(line)) for line in lines]


def _workbook(lines: list[list[str]] | list[list[object]]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append([None if cell == "" else cell for cell in line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()

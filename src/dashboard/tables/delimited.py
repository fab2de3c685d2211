"""Text with delimiters to a Grid: finding the delimiter, filling up ragged rows, saying what is odd.

Every file takes the same way: rows that are not plain are rewritten as plain ones (`rows`), short ones filled up,
and Arrow's parser reads the now rectangular text.
"""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv

from dashboard.errors import FileUnusable
from dashboard.formats import join, number
from dashboard.tables.decoding import Decoded
from dashboard.tables.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Grid, Remark, shown
from dashboard.tables.masking import unmask
from dashboard.tables.rows import Ints, Rows, find_rows

DELIMITERS = (";", "\t", "|", ",")  # the comma last: in German files it is first of all the decimal sign
_SAMPLE = 100_000  # bytes
_FILLED_TOGETHER = 1_000_000  # delimiters, of which each takes some bytes while they are put in
_NEVER = "\x1f"  # ASCII's own unit separator stands in where a text has no delimiter
_QUOTED = re.compile(rb'(^|[;,\t|])"(?:[^"]|"")*+"(?=[;,\t|\n])', re.MULTILINE)
_HINT = b"sep="  # what Excel writes into the first line to say the delimiter


def grid_of(decoded: Decoded, name: str, *, delimiter: str | None = None) -> Grid:
    """The rows of a text with their physical line numbers; `delimiter` overrules the recognition.

    FileUnusable where it has more rows, columns or cells than MAX_ROWS, MAX_COLUMNS, MAX_CELLS, or no rows.
    """
    if delimiter is not None and delimiter not in DELIMITERS:
        raise ValueError(f"{delimiter!r} is none of the delimiters that are read")
    text = decoded.utf8
    if text.count(b"\n") > MAX_ROWS:
        raise FileUnusable(
            f"„{shown(name)}“ hat mehr als {number(MAX_ROWS)} Zeilen und wird nicht gelesen. "
            "Bitte die Tabelle teilen, zum Beispiel nach Jahren."
        )
    hinted = _hinted(text)
    chosen = delimiter or hinted or find_delimiter(text)
    rows = find_rows(text, (chosen or _NEVER).encode())
    if hinted:
        rows = rows.without_first()
    if not len(rows):
        raise FileUnusable(
            f"„{shown(name)}“ enthält keine Zeilen. Bitte prüfen, ob die richtige Datei ausgewählt wurde."
        )
    width = _checked_width(rows, name)
    frame, unmasked = unmask(_parse(text, rows, width, (chosen or _NEVER).encode()), rows.lines, text)
    return Grid(
        cells=frame,
        lines=rows.lines,
        widths=rows.widths,
        encoding=decoded.encoding,
        delimiter=chosen,
        sheet=None,
        kind={"\t": "tsv", None: "text"}.get(chosen, "csv"),
        remarks=(*decoded.remarks, *_oddities(rows, chosen, ended=decoded.ended), *unmasked),
    )


def find_delimiter(text: bytes) -> str | None:
    """The delimiter that cuts most lines into the same number of cells; None where none cuts any line.

    Commas need care, as decimal signs and in sentences they also cut evenly: those before a blank count only where
    nothing else cuts, all count half, and none beside another delimiter that cuts four fifths of all lines evenly.
    What stands in quotes cuts nothing.
    """
    sample = _QUOTED.sub(rb"\1x", text[: text.rfind(b"\n", 0, _SAMPLE) + 1] or text)
    scores: dict[str, float] = {}
    for delimiter in DELIMITERS[:-1]:
        score, share = _evenness(sample, delimiter)
        if share >= 0.8:
            return delimiter
        scores[delimiter] = score
    scores[","] = _evenness(sample.replace(b", ", b"  "), ",")[0] / 2
    best = max(scores, key=lambda delimiter: scores[delimiter])
    if scores[best]:
        return best
    return "," if _evenness(sample, ",")[0] else None


def _evenness(sample: bytes, delimiter: str) -> tuple[float, float]:
    """A score of how much and how evenly the lines are cut, and the share of lines cut into the usual number.

    A line with a quote that does not close is not evenly cut: the quote belongs to cells of another delimiter.
    """
    rows = find_rows(sample, delimiter.encode())
    widths = rows.widths.copy()
    widths[[position for position, taken in rows.taken.items() if taken.stray_quote]] = 1
    cut = widths[widths > 1]
    if not len(cut):
        return 0.0, 0.0
    usual = int(np.bincount(cut).argmax())
    even = int((cut == usual).sum())
    return even * even / len(cut) * (usual - 1), even / len(rows)


def _hinted(text: bytes) -> str | None:
    first = text[: text.index(b"\n")].strip(b' "\n').lower()
    hinted = first[len(_HINT) :].decode() if first.startswith(_HINT) else ""
    return hinted if hinted in DELIMITERS else None


def _checked_width(rows: Rows, name: str) -> int:
    width = int(rows.widths.max(initial=1))
    if width > MAX_COLUMNS:
        line = int(rows.lines[int(rows.widths.argmax())])
        raise FileUnusable(
            f"„{shown(name)}“ hat in Zeile {line} {number(width)} Spalten; gelesen werden höchstens "
            f"{number(MAX_COLUMNS)}. Bitte prüfen, ob Trennzeichen und Zeilenenden stimmen."
        )
    if width * len(rows) > MAX_CELLS:
        line = int(rows.lines[int(rows.widths.argmax())])
        raise FileUnusable(
            f"„{shown(name)}“ hat {number(len(rows))} Zeilen und bis zu {number(width)} Spalten (Zeile {line}), "
            f"zusammen mehr als {number(MAX_CELLS)} Felder. Bitte die Tabelle teilen oder leere Spalten weglassen."
        )
    return width


def _parse(text: bytes, rows: Rows, width: int, delimiter: bytes) -> pd.DataFrame:
    columns = [str(column) for column in range(width)]
    table = pa_csv.read_csv(
        pa.BufferReader(_rectangular(text, rows, width, delimiter)),
        read_options=pa_csv.ReadOptions(
            column_names=columns, block_size=max(1 << 22, 2 * int((rows.ends - rows.starts).max()) + 4 * width)
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=delimiter.decode(),
            quote_char='"' if b'"' in text else False,
            newlines_in_values=any(taken.lines > 1 for taken in rows.taken.values()),
            ignore_empty_lines=False,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.large_string()), strings_can_be_null=False, check_utf8=False
        ),
    )
    if table.num_rows != len(rows):
        raise AssertionError(f"{len(rows)} rows were found, but {table.num_rows} read")
    frame: pd.DataFrame = table.to_pandas()
    frame.columns = pd.RangeIndex(width)
    return frame


def _rectangular(text: bytes, rows: Rows, width: int, delimiter: bytes) -> bytes:
    """The same rows, each with `width` cells and each well formed."""
    view = memoryview(text)
    missing = width - rows.widths
    pieces: list[bytes | memoryview] = []
    done = 0
    for position in [*sorted(rows.taken), len(rows)]:
        if position > done:
            pieces += _filled_up(
                view, rows.starts[done:position], rows.ends[done:position], missing[done:position], delimiter
            )
        if position < len(rows):
            cells = [b'"' + cell.replace(b'"', b'""') + b'"' for cell in rows.taken[position].cells]
            pieces += [delimiter.join(cells), delimiter * int(missing[position]) + b"\n"]
        done = position + 1
    return text if len(pieces) == 1 and len(pieces[0]) == len(text) else b"".join(pieces)


def _filled_up(text: memoryview, starts: Ints, ends: Ints, missing: Ints, delimiter: bytes) -> list[bytes | memoryview]:
    """Consecutive plain rows with the missing delimiters before their line ends."""
    if not missing.any():
        return [text[starts[0] : ends[-1] + 1]]
    pieces: list[bytes | memoryview] = []
    step = max(1, _FILLED_TOGETHER // int(missing.max()))
    for first in range(0, len(starts), step):
        part = slice(first, first + step)
        begin = starts[first]
        characters = np.frombuffer(text[begin : ends[part][-1] + 1], np.uint8)
        pieces.append(np.insert(characters, np.repeat(ends[part] - begin, missing[part]), delimiter[0]).tobytes())
    return pieces


def _oddities(rows: Rows, delimiter: str | None, *, ended: bool) -> list[Remark]:
    remarks = []
    stray = [int(rows.lines[position]) for position, taken in rows.taken.items() if taken.stray_quote]
    if stray:
        remarks.append(
            Remark(
                "quote-stray",
                f"In {_lines(stray)} öffnet ein Anführungszeichen, das am Ende der Zelle nicht wieder schließt. "
                "Es wurde als gewöhnliches Zeichen gelesen; bitte prüfen, ob dort alle Spalten stimmen.",
                stray[0],
            )
        )
    usual = rows.usual_width()
    swallowing = [
        int(rows.lines[position])
        for position, taken in rows.taken.items()
        if taken.lines > 1 and usual > 2 and _holds_rows(taken.cells, usual, (delimiter or _NEVER).encode())
    ]
    if swallowing:
        remarks.append(
            Remark(
                "quote-spans-rows",
                f"In {_lines(swallowing)} beginnt eine Zelle in Anführungszeichen, die über mehrere Zeilen reicht und "
                "dabei Zeilen enthält, die wie Datenzeilen aussehen. Bitte prüfen, ob ein Anführungszeichen fehlt.",
                swallowing[0],
            )
        )
    last = int(rows.widths[-1]) if len(rows) else 0
    if not ended and 1 < last < usual:
        line = int(rows.lines[-1])
        remarks.append(
            Remark(
                "file-cut",
                f"Die letzte Zeile {line} hat {last} statt {usual} Spalten und kein Zeilenende; "
                "die Datei ist vermutlich abgeschnitten.",
                line,
            )
        )
    return remarks


def _holds_rows(cells: Sequence[bytes], usual: int, delimiter: bytes) -> bool:
    return any(line.count(delimiter) >= usual - 1 for cell in cells for line in cell.split(b"\n")[1:])


def _lines(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"Zeile {lines[0]}"
    if len(lines) <= 5:
        return f"den Zeilen {join([str(line) for line in lines])}"
    return f"{len(lines)} Zeilen ({', '.join(str(line) for line in lines[:5])} …)"

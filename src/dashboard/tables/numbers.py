"""Numbers of a column: one convention for all its cells, signs kept, nothing guessed.

German is 1.234,5 and English 1,234.5; thousands may in both be set apart by a blank or an apostrophe. A column in
which every number fits both and some would differ (only such as 1.234) is ambiguous.

Whole columns are read at once: each cell is reduced to its shape (9.000,0 for 1.234,5), the few distinct shapes are
understood one by one (`number_shapes`), and the values are read with the convention that they agree on.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.tables import number_shapes, signs
from dashboard.tables.number_shapes import Shape

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

_ZERO, _MINUS, _POINT = b"0-."


class Convention(StrEnum):
    GERMAN = "german"  # 1.234,5
    ENGLISH = "english"  # 1,234.5
    PLAIN = "plain"  # no number of the column tells one from the other
    UNDECIDED = "undecided"  # somebody has to choose


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column as read. All series have the index of the column.

    value: NaN where there is none. sign: "" or signs as in `signs`. unit: "%" or "€" where it stood in the cell
    ("98,9%" is 98.9). invalid: neither empty, sign nor number, or not to be decided.
    ambiguous: every number fits two conventions and some would differ; `example` shows one as (text, German value,
    English value). It was decided all the same unless `convention` is UNDECIDED; then the differing ones are invalid.
    """

    value: "pd.Series[float]"
    sign: "pd.Series[str]"
    unit: "pd.Series[str]"
    invalid: "pd.Series[bool]"
    convention: Convention
    ambiguous: bool = False
    example: tuple[str, float, float] | None = None


def read_numbers(column: "pd.Series[str]", *, whole: bool | None, convention: str | None = None) -> Numbers:
    """Read a column of text cells.

    whole: the numbers count whole things, so that 1.234 is 1234 and 1,234 is 1234; False or None leave such a column
    undecided. convention: "german" or "english" where somebody has chosen.
    """
    cells = _Cells.of(column)
    found = Convention(convention) if convention else cells.agreed_convention()
    ambiguous = found is Convention.UNDECIDED
    example = cells.example() if ambiguous else None
    if ambiguous and whole:
        found = cells.convention_of_whole_numbers()
    fits = cells.fits(found)
    value = np.where(cells.each("is_nothing"), 0.0, cells.values(found, fits))
    invalid = ~fits & ~cells.each("is_blank") & ~cells.each("is_nothing")
    return Numbers(
        value=pd.Series(value, index=column.index),
        sign=pd.Series(cells.marks("sign", invalid), index=column.index, dtype="str"),
        unit=pd.Series(cells.marks("unit", invalid), index=column.index, dtype="str"),
        invalid=pd.Series(invalid, index=column.index),
        convention=found,
        ambiguous=ambiguous,
        example=example,
    )


@dataclass(frozen=True)
class _Cells:
    """The cells of a column: their bytes one after the other, where each begins, and the shape of each."""

    characters: Bytes
    offsets: Ints  # one more than cells
    shapes: list[Shape]  # the distinct ones
    which: Ints  # per cell, its place in `shapes`

    @classmethod
    def of(cls, column: "pd.Series[str]") -> "_Cells":
        texts = pa.array(column, pa.large_string())
        texts = (texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts).fill_null("")
        characters, offsets = _buffers(texts)
        if characters.max(initial=0) > 127:
            for minus in ("−", "–", "—"):
                texts = pc.replace_substring(texts, minus, signs.NOTHING)
            characters, offsets = _buffers(texts)
        distinct = _text_array(_outlined(characters, offsets), offsets).dictionary_encode()
        shapes = number_shapes.understand_all(distinct.dictionary)
        return cls(characters, offsets, shapes, distinct.indices.to_numpy(zero_copy_only=False))

    def each(self, attribute: str) -> Bools:
        """A yes or no of the shapes, per cell."""
        return np.array([getattr(shape, attribute) for shape in self.shapes], dtype=np.bool_)[self.which]

    def marks(self, attribute: str, invalid: Bools) -> Any:
        """A text of the shapes, per cell; nothing for invalid cells."""
        marks = [getattr(shape, attribute) for shape in self.shapes]
        if not any(marks):
            return pa.repeat(pa.scalar("", pa.large_string()), len(self.which)).to_pandas().array
        per_cell = pa.array(marks, pa.large_string()).take(pa.array(self.which))
        return pc.if_else(pa.array(invalid), "", per_cell).to_pandas().array

    @property
    def differ(self) -> Bools:
        """Cells that are a German and an English number, and not the same one."""
        return self.each("is_german") & self.each("is_english") & self.each("has_separator")

    def agreed_convention(self) -> Convention:
        """The convention more cells insist on; the cells that insist on the other one will be invalid."""
        german, english = self.each("is_german"), self.each("is_english")
        only_german, only_english = int((german & ~english).sum()), int((english & ~german).sum())
        if only_german or only_english:
            return Convention.GERMAN if only_german >= only_english else Convention.ENGLISH
        return Convention.UNDECIDED if self.differ.any() else Convention.PLAIN

    def convention_of_whole_numbers(self) -> Convention:
        """1.234 is a German thousand; 1,234 an English one, where not all could be a German 1 (1,000)."""
        differ = self.differ
        has_comma = self.each("has_comma")[differ]
        if not has_comma.any():
            return Convention.GERMAN
        german = self.values(Convention.GERMAN, differ)[differ]
        if has_comma.all() and (german != np.floor(german)).any():
            return Convention.ENGLISH
        return Convention.UNDECIDED

    def fits(self, convention: Convention) -> Bools:
        """Cells with a number in that convention; undecided, those that mean the same in both."""
        if convention is Convention.UNDECIDED:
            return self.each("is_german") & ~self.differ
        return self.each("is_english" if convention is Convention.ENGLISH else "is_german")

    def values(self, convention: Convention, wanted: Bools) -> Floats:
        """The numbers of the wanted cells, NaN elsewhere.

        A cell with a number has no digits, minus or decimal sign beside those of the number, so all else is left out.
        """
        decimal = ord("." if convention is Convention.ENGLISH else ",")
        keep = _is_digit(self.characters) | (self.characters == _MINUS) | (self.characters == decimal)
        kept, offsets = self.characters, self.offsets
        if not keep.all():
            kept = kept[keep]
            offsets = np.concatenate([[0], np.cumsum(keep)])[offsets]
        texts = _text_array(np.where(kept == decimal, np.uint8(_POINT), kept), offsets)
        numbers = pc.cast(pc.if_else(pa.array(wanted), texts, None), pa.float64())
        values: Floats = numbers.to_numpy(zero_copy_only=False) + 0.0  # -0 becomes 0
        return values

    def example(self) -> tuple[str, float, float]:
        """The first cell that would differ: text, German value, English value."""
        differ = self.differ
        first = int(differ.argmax())
        text = self.characters[self.offsets[first] : self.offsets[first + 1]].tobytes().decode().strip()
        german, english = (float(self.values(c, differ)[first]) for c in (Convention.GERMAN, Convention.ENGLISH))
        return text, german, english


def _buffers(texts: Any) -> tuple[Bytes, Ints]:
    """The bytes of an array of strings and where each begins."""
    if not len(texts):
        return np.zeros(0, np.uint8), np.zeros(1, np.int64)
    offsets = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset : texts.offset + len(texts) + 1]
    characters = np.frombuffer(texts.buffers()[2] or b"", np.uint8)[offsets[0] : offsets[-1]]
    return characters, offsets - offsets[0]


def _text_array(characters: Bytes, offsets: Ints) -> Any:
    return pa.LargeStringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(characters))


def _outlined(characters: Bytes, offsets: Ints) -> Bytes:
    """Every digit made 0, but the first of a run of digits made 9 unless it is 0."""
    is_digit = _is_digit(characters)
    follows_digit = np.zeros(len(characters) + 1, np.bool_)
    follows_digit[1:] = is_digit
    follows_digit[offsets] = False
    begins_run = is_digit & ~follows_digit[:-1] & (characters != _ZERO)
    outlined: Bytes = np.where(is_digit, np.uint8(_ZERO), characters) + np.uint8(9) * begins_run
    return outlined


def _is_digit(characters: Bytes) -> Bools:
    return (characters - np.uint8(_ZERO)) < 10  # below 0 wraps to a large number

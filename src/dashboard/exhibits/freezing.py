"""An exhibit as JSON-able facts and back, so that it can be kept as it was and shown again in every output.

Whoever keeps it (minutes, folders of the council) keeps the format's number beside it; ``thawed`` reads all formats
that ever were. Charts are written by pydantic from their own declarations; only the table needs care, because its cells
are numbers, texts, days and periods beside each other.
"""

import math
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from pydantic import TypeAdapter

from dashboard.errors import UserError
from dashboard.exhibits.charts import Bars, Chart, KeyFigures, Lines, PlaceMap, Timeline
from dashboard.exhibits.exhibit import Column, Exhibit
from dashboard.periods import Period

FORMAT = 1
KIND = "exhibit"
"""What such a snapshot is called in the store."""
TEXTS = ("key", "title", "sentence", "source", "as_of", "alt")
CHARTS: Mapping[str, type[Any]] = {one.__name__: one for one in (Lines, Bars, PlaceMap, KeyFigures, Timeline)}


class FormatUnknown(UserError):
    """A frozen exhibit of a format that this program does not know."""


def frozen(exhibit: Exhibit) -> dict[str, Any]:
    """The exhibit as JSON-able facts; ``thawed`` makes an equal one of them."""
    return {
        **{name: getattr(exhibit, name) for name in TEXTS},
        "notes": list(exhibit.notes),
        "columns": _columns().dump_python(exhibit.columns, mode="json"),
        "chart": _chart(exhibit.chart),
        "data": {str(name): [_cell(value) for value in exhibit.data[name].tolist()] for name in exhibit.data.columns},
        "rows": len(exhibit.data),
    }


def thawed(facts: Mapping[str, Any], *, format_: int = FORMAT) -> Exhibit:
    """The exhibit as it was; raises FormatUnknown for a newer format than this program's."""
    if format_ != FORMAT:
        raise FormatUnknown(
            f"Diese Darstellung wurde mit einer neueren Fassung des Programms eingefroren (Format {format_}); bekannt "
            f"ist Format {FORMAT}. Bitte das Programm aktualisieren."
        )
    chart = facts["chart"]
    return Exhibit(
        **{name: facts[name] for name in TEXTS},
        notes=tuple(facts["notes"]),
        columns=_columns().validate_python(facts["columns"]),
        chart=None if chart is None else _adapter(chart["is"]).validate_python(chart["facts"]),
        data=pd.DataFrame(
            {name: [_value(cell) for cell in cells] for name, cells in facts["data"].items()},
            index=range(facts["rows"]),
        ),
    )


def _chart(chart: Chart | None) -> dict[str, Any] | None:
    if chart is None:
        return None
    return {"is": type(chart).__name__, "facts": _adapter(type(chart).__name__).dump_python(chart, mode="json")}


@cache
def _adapter(chart: str) -> TypeAdapter[Any]:
    """Reader and writer of a kind of chart; made once, because that takes longer than using it."""
    return TypeAdapter(CHARTS[chart])


@cache
def _columns() -> TypeAdapter[tuple[Column, ...]]:
    return TypeAdapter(tuple[Column, ...])


def _cell(value: Any) -> Any:
    """A cell as JSON has it; what JSON has no word for says what it is."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    match value:
        case bool() | int() | float() | str():
            return value
        case Period():
            return {"period": value.code}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple() | list():
            return {"list": [_cell(part) for part in value]}
    raise TypeError(f"a cell of an exhibit cannot be kept: {type(value).__name__}")


def _value(cell: Any) -> Any:
    match cell:
        case {"period": code}:
            return Period.of(code)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"list": parts}:
            return tuple(_value(part) for part in parts)
    return cell

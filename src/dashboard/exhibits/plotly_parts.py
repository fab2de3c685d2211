"""What stands beside the values in a Plotly figure: signs where a value is none, marks, the goal, notes."""

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

from dashboard.exhibits.charts import Goal, Mark
from dashboard.exhibits.colours import Palette, rgb
from dashboard.exhibits.exhibit import NOT_GIVEN, SIGN_MEANINGS, WITHHELD, Column
from dashboard.periods import Period

BARS_SHARE = 0.8
"""Part of a category that its bars fill."""
NOTE_WIDTH = 95
"""Characters of a line of a note inside a figure."""
NOTE_LINE = 18
MARK_LEVELS = 4
BAND = "Spanne"
"""What the area between the edges of a band is called in the legend."""
BAND_SHARE = 0.2
"""How much of the line's colour the area has."""

Cells = tuple[list[float | None], list[str], list[str]]
"""Values to draw, their texts and their signs."""


def line_signs(
    periods: Sequence[Period],
    columns: Sequence[Column],
    cells: Sequence[Cells],
    colours: Palette,
) -> list[dict[str, Any]]:
    """Signs that stand for a value, on the axis under their period: at no height, because they have none."""
    found = []
    for place, period in enumerate(periods):
        said = {
            column.label: signs[place]
            for column, (values, _, signs) in zip(columns, cells, strict=True)
            if values[place] is None and signs[place]
        }
        if said:
            marks = " ".join(dict.fromkeys(" ".join(said.values()).split()))
            hover = "<br>".join(f"{escape(label, quote=False)}: {meaning(sign)}" for label, sign in said.items())
            found.append(
                annotation(marks, colours)
                | {
                    "x": place,
                    "y": 0.02,
                    "yref": "paper",
                    "yanchor": "bottom",
                    "hovertext": f"{period.label}<br>{hover}",
                }
            )
    return found


def band(
    periods: Sequence[Period], edges: Sequence[Column], cells: Sequence[Cells], colour: str
) -> list[dict[str, Any]]:  # fmt: skip
    """The edges of a band as dashed lines with the area between them filled; a gap in one is a gap of the band."""
    if not edges:
        return []
    (low, _, _), (high, _, _) = cells
    known = [one is not None and other is not None for one, other in zip(low, high, strict=True)]
    starts = [place for place, one in enumerate(known) if one and not (place and known[place - 1])]
    found = []
    for number, start in enumerate(starts):
        end = next((place for place in range(start, len(known)) if not known[place]), len(known))
        for upper, (column, (values, texts, _)) in enumerate(zip(edges, cells, strict=True)):
            hover = [
                f"{period.label}<br>{escape(column.label, quote=False)}: {text}"
                for period, text in zip(periods[start:end], texts[start:end], strict=True)
            ]
            filled = {"fill": "tonexty", "fillcolor": f"rgba({','.join(map(str, rgb(colour)))},{BAND_SHARE})"}
            found.append(
                {
                    "type": "scatter", "mode": "lines", "name": BAND, "legendgroup": BAND,
                    "x": [period.short for period in periods[start:end]], "y": values[start:end],
                    "values": values[start:end], "line": {"color": colour, "width": 1.5, "dash": "dash"},
                    "hoverinfo": "text", "hovertext": hover, "showlegend": bool(upper) and not number,
                }
                | (filled if upper else {})
            )  # fmt: skip
    return found


def bar_signs(cells: Sequence[Cells], horizontal: bool, colours: Palette) -> list[dict[str, Any]]:
    """What stands where a bar would be: the sign, or „keine Angabe“; an empty place would look like zero."""
    found = []
    width = BARS_SHARE / len(cells)
    for number, (values, texts, signs) in enumerate(cells):
        offset = (number - (len(cells) - 1) / 2) * width
        for place, (value, text, sign) in enumerate(zip(values, texts, signs, strict=True)):
            if value is None:
                at = {"y": place + offset, "x": 0, "xanchor": "left", "yanchor": "middle"}
                upright = {"x": place + offset, "y": 0, "yanchor": "bottom", "textangle": -90}
                hover = {"hovertext": meaning(sign) if sign else NOT_GIVEN}
                found.append(annotation(text, colours) | (at if horizontal else upright) | hover)
    return found


def meaning(sign: str) -> str:
    return "; ".join(f"{mark} {SIGN_MEANINGS.get(mark, '')}".strip() for mark in sign.split())


def annotation(text: str, colours: Palette) -> dict[str, Any]:
    return {"text": text, "showarrow": False, "font": {"color": colours.muted, "size": 15}, "xref": "x", "yref": "y"}


def mark_line(periods: Sequence[Period], mark: Mark, colours: Palette) -> dict[str, Any]:
    """The upright line of a mark, before its first period; a break has another dash than an event."""
    x = place_before(periods, mark.period)
    line = {"color": colours.muted, "width": 1.5, "dash": "dashdot" if mark.interrupts else "dot"}
    return {"type": "line", "xref": "x", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def mark_texts(periods: Sequence[Period], marks: Sequence[Mark], colours: Palette) -> list[dict[str, Any]]:
    """The labels of marks, on levels one below the other so that they do not meet; to the left in the right half."""
    found = []
    for number, mark in enumerate(marks):
        x = place_before(periods, mark.period)
        late = x > len(periods) / 2
        place = {"x": x, "y": 1, "yref": "paper", "yanchor": "top", "xanchor": "right" if late else "left"}
        lowered = {"yshift": -NOTE_LINE * (number % MARK_LEVELS)} if number % MARK_LEVELS else {}
        found.append(annotation(escape(mark.label, quote=False), colours) | place | lowered)
    return found


def place_before(periods: Sequence[Period], code: str) -> float:
    """Place on the axis just before the first period that begins with or after the mark."""
    first = Period.of(code).first
    return sum(period.first < first for period in periods) - 0.5


def empty(signs: Sequence[str], colours: Palette) -> dict[str, Any]:
    withheld = any(WITHHELD in sign for sign in signs)
    text = "Alle Werte sind zurückgehalten (•)." if withheld else "Es liegt keine Angabe vor."
    middle = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    return annotation(text, colours) | middle


def stack_signs(columns: Sequence[Column], cells: Sequence[Cells], colours: Palette) -> list[dict[str, Any]]:
    """On top of each stack what its missing parts are, because a lower stack would look like a smaller whole."""
    found = []
    for place in range(len(cells[0][0])):
        lacking = [
            (column.label, text, sign)
            for column, (values, texts, signs) in zip(columns, cells, strict=True)
            for value, text, sign in [(values[place], texts[place], signs[place])]
            if value is None
        ]
        if lacking:
            whole = sum(value for values, _, _ in cells if (value := values[place]) is not None and value > 0)
            marks = " ".join(dict.fromkeys(text if sign else "k. A." for _, text, sign in lacking))
            said = [f"{escape(label, quote=False)}: {meaning(sign) or NOT_GIVEN}" for label, _, sign in lacking]
            where = {"x": place, "y": whole, "yanchor": "bottom"}
            found.append(annotation(marks, colours) | where | {"hovertext": "<br>".join(said)})
    return found


def goal_line(goal: Goal, colours: Palette) -> dict[str, Any]:
    """The level line of a goal."""
    line = {"color": colours.text, "width": 1.5, "dash": "dash"}
    across = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": goal.value, "y1": goal.value}
    return {"type": "line", **across, "line": line}


def goal_text(goal: Goal, colours: Palette) -> dict[str, Any]:
    """What stands at the right end of the goal's line."""
    place = {"x": 1, "xref": "paper", "xanchor": "right", "y": goal.value, "yanchor": "bottom"}
    return annotation(escape(goal.label, quote=False), colours) | place


def add_note(layout: dict[str, Any], note: str, colours: Palette) -> None:
    """A note inside the figure, below its axis; the figure grows by it."""
    lines = textwrap.wrap(note, NOTE_WIDTH)
    if not lines:
        return
    room = len(lines) * NOTE_LINE + 60
    layout["height"] += room
    layout["margin"] = {**layout["margin"], "b": room}
    place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -50}
    text = "<br>".join(escape(line, quote=False) for line in lines)
    layout["annotations"].append(
        annotation(text, colours) | place | {"align": "left", "font": {"color": colours.text, "size": 13}}
    )

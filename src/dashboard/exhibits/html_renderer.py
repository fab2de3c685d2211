"""Exhibits as HTML parts: the table as a real table, key figures as a list of terms. Everything in them is escaped.

Colours come from the page around them (``currentColor``), so the parts fit both themes.
"""

import base64
from collections.abc import Sequence
from html import escape

from dashboard.exhibits import svg
from dashboard.exhibits.charts import Group, KeyFigure, KeyFigures
from dashboard.exhibits.colours import Theme
from dashboard.exhibits.exhibit import Exhibit, Kind, table

LINE = "border-bottom:1px solid color-mix(in srgb, currentColor 25%, transparent)"
CELL = f"padding:0.35rem 0.75rem 0.35rem 0;{LINE};vertical-align:top"
HEAD = f"{CELL};font-weight:600;white-space:normal"
WORDS = "text-align:left;min-width:8.5rem"
NUMBERS = "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap"
TILE = "border:1px solid color-mix(in srgb, currentColor 45%, transparent);border-radius:0.25rem;padding:0.75rem 1rem"
UNIT = "display:block;font-size:0.9rem;font-weight:400"
SMALL = "font-size:0.875rem;line-height:1.35;"
LONGEST_LARGE = 8
"""Characters of a figure that fit into a tile at full size: „123.456“ does, „3.206.500,00“ does not."""
GROUPS = "display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:1rem"
GROUP_TITLE = "font-size:1.1rem;font-weight:600;line-height:1.25;min-height:2.5em;margin:0 0 0.5rem 0;padding:0"
SPARKLINE_WIDTH = 180


def table_html(exhibit: Exhibit) -> str:
    """The exhibit's table with column and row headers; numbers to the right."""
    rows = table(exhibit)
    right = [column.kind in (Kind.NUMBER, Kind.PERCENT, Kind.SIGNED) for column in exhibit.columns]
    heads = "".join(
        f'<th scope="col" style="{HEAD};{NUMBERS if numeric else "text-align:left"}">{escape(str(name))}</th>'
        for name, numeric in zip(rows.columns, right, strict=True)
    )
    body = "".join(_row(row, right) for row in rows.itertuples(index=False, name=None))
    # Reachable by keyboard, because on a narrow screen it scrolls sideways.
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(exhibit.title)}" style="overflow-x:auto">'
        f'<table style="border-collapse:collapse;width:100%"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def tiles_html(exhibit: Exhibit, *, theme: Theme = "light") -> str:
    """Key figures side by side, each with value, change, small line and date; ValueError for another chart."""
    chart = exhibit.chart
    if not isinstance(chart, KeyFigures):
        raise ValueError(f"exhibit {exhibit.key!r} has no key figures")
    if not chart.groups:
        return _tiles(chart.figures, theme)
    members = [[figure for figure in chart.figures if figure.group == group.title] for group in chart.groups]
    groups = "".join(_group(group, inside, theme) for group, inside in zip(chart.groups, members, strict=True))
    return f'<div style="{GROUPS}">{groups}</div>'


def footer_html(exhibit: Exhibit) -> str:
    """Source, date and, one click away, the caveats."""
    line = (
        f'<p style="margin:0;font-size:0.875rem">Quelle: {escape(exhibit.source)} · Stand: {escape(exhibit.as_of)}</p>'
    )
    if not exhibit.notes:
        return line
    notes = "".join(f"<li>{escape(note)}</li>" for note in exhibit.notes)
    return (
        f'{line}<details style="margin-top:0.4rem"><summary style="cursor:pointer">Hinweise zu diesen Zahlen</summary>'
        f'<ul style="margin:0.4rem 0 0 0">{notes}</ul></details>'
    )


def image_address(drawing: str) -> str:
    """An SVG as a ``data:`` address, which the page's policy allows."""
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"


def _group(group: Group, figures: Sequence[KeyFigure], theme: Theme) -> str:
    body = _tiles(figures, theme) if figures else f'<p style="margin:0">{escape(group.empty)}</p>'
    return f'<section><h3 style="{GROUP_TITLE}">{escape(group.title)}</h3>{body}</section>'


def _tiles(figures: Sequence[KeyFigure], theme: Theme) -> str:
    tiles = "".join(_tile(figure, theme) for figure in figures)
    return (
        '<dl style="display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:0.75rem;'
        'margin:0;padding:0">'
        f"{tiles}</dl>"
    )


def _row(texts: tuple[str, ...], right: list[bool]) -> str:
    cells = (
        _cell(text, numeric, first=not number) for number, (text, numeric) in enumerate(zip(texts, right, strict=True))
    )
    return f"<tr>{''.join(cells)}</tr>"


def _cell(text: str, numeric: bool, *, first: bool) -> str:
    style = f"{CELL};{NUMBERS if numeric else WORDS}"
    if first:
        return f'<th scope="row" style="{style};font-weight:400">{escape(text)}</th>'
    return f'<td style="{style}">{escape(text)}</td>'


def _tile(figure: KeyFigure, theme: Theme) -> str:
    line = svg.sparkline(
        figure.sparkline,
        alt=figure.sparkline_alt,
        lacking=figure.sparkline_lacking,
        breaks=figure.sparkline_breaks,
        theme=theme,
        width=SPARKLINE_WIDTH,
    )
    roomy = figure.value is not None and len(figure.text) <= LONGEST_LARGE
    size = "1.9rem" if roomy else "1.35rem" if figure.value is not None else "1.2rem"
    named = figure.unit and figure.value is not None and "%" not in figure.text
    unit = f'<span style="{UNIT}">{escape(figure.unit) if named else "&nbsp;"}</span>'
    image = f'<img src="{image_address(line)}" alt="{escape(figure.sparkline_alt)}" style="max-width:100%">'
    # A figure whose course must not be shown has no line; one without any value has a dotted one.
    drawn = f'<dd style="margin:0">{image}</dd>' if figure.sparkline or figure.value is None else ""
    note = f'<dd style="margin:0.4rem 0 0 0;font-size:0.875rem">{escape(figure.note)}</dd>' if figure.note else ""
    return (
        f'<div style="{TILE};margin:0;display:flex;flex-direction:column">'
        f'<dt style="font-weight:600;{SMALL if figure.group else ""}min-height:3.2em;overflow-wrap:break-word">'
        f"{escape(figure.label)}</dt>"
        f'<dd style="margin:0;font-size:{size};font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums">'
        f"{escape(figure.text)}{unit}</dd>"
        f'<dd style="margin:0 0 0.4rem 0;flex-grow:1">{escape(figure.change_text)}</dd>'
        f"{drawn}"
        f'<dd style="margin:0;font-size:0.875rem">Stand {escape(figure.as_of)}</dd>{note}</div>'
    )

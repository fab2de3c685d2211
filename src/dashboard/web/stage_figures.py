"""Exhibits on the stage: drawings with letters of at least 24 pixels on a screen of 1920 x 1080, tiles and tables."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.exhibits import Exhibit, svg, table
from dashboard.exhibits.charts import Bars, Group, KeyFigure, KeyFigures, Lines, PlaceMap, Timeline
from dashboard.exhibits.exhibit import Kind
from dashboard.exhibits.map_svg import map_svg
from dashboard.exhibits.paper_renderer import drawing
from dashboard.exhibits.plotly_renderer import BAR_HEIGHT, spec
from dashboard.formats import join
from dashboard.web import stage_colours, stage_room

SCALE = 2.04
"""Pixels of a unit of a drawing: its smallest letters of 12 units are then 24.5 pixels high."""
SMALLEST = 12
TIGHTEST = 0.64
"""How much flatter than by itself a chart may be drawn: its rows are then just higher than their letters."""
LEGEND = 250
"""Units beside a map."""
ROOMY, MANY = 8, 3
"""Tiles of one slide, and of one group of a slide of groups."""
GROUPS = 3
"""Groups beside each other."""

_IDS = re.compile(r'(\bid="|url\(#|href="#)')
_BARE = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_SIZE = re.compile(r"(font(?:-size)?:[^;\"']*?)(\d+(?:\.\d+)?)px")
_AREA = re.compile(r'<g data-area="([^"]*)"><title>(.*?)</title>')
_BOX = re.compile(r' (?:width|height)="[0-9.]+(?:pt)?"')


@dataclass(frozen=True)
class Part:
    """One slide's figure; an exhibit may need several."""

    html: str


def parts(exhibit: Exhibit, name: str, room: int, doors: Mapping[str, str]) -> list[Part]:
    """The figures of an exhibit; ``name`` is the slide's, ``doors``: by area the slide behind it."""
    match exhibit.chart:
        case PlaceMap():
            return [Part(place_map(exhibit, name, room, doors))]
        case KeyFigures():
            return [Part(one) for one in tiles(exhibit.chart)]
        case Lines() | Bars() | Timeline():
            units = int(room / SCALE)
            wanted = spec(exhibit)["layout"]["height"]
            if wanted * TIGHTEST <= units:
                return [Part(chart(exhibit, name, stage_room.WIDTH, units))]
    return [Part(rows(exhibit, page)) for page in pages(exhibit, room)]


def chart(exhibit: Exhibit, name: str, width: int, units: int) -> str:
    """Lines, bars or a timeline as wide as ``width`` pixels and at most ``units`` high."""
    drawn = drawing(exhibit, width=int(width / SCALE), height=max(BAR_HEIGHT * 9, units))
    return f'<div class="drawn">{_on_stage(drawn, name)}</div>'


def place_map(exhibit: Exhibit, name: str, room: int, doors: Mapping[str, str]) -> str:
    """The map with its legend beside it; places that lead on are buttons."""
    size = int(stage_room.WIDTH / SCALE) - LEGEND - 20, int(room / SCALE)
    drawn = map_svg(exhibit, size=size, with_legend=False)
    picture = _on_stage(drawn.svg, name)
    if doors:
        picture = picture.replace('role="img"', 'role="group"', 1)
        picture = _AREA.sub(lambda found: _door(found[1], found[2], doors), picture)
    side = _on_stage(svg.legend(exhibit, width=LEGEND), f"{name}-legende")
    missing = f"<p>Ohne Platz für den Namen: {escape(join(drawn.unnamed))}.</p>" if drawn.unnamed else ""
    hint = '<p class="hint">Ein Ort öffnet sich mit einem Klick.</p>' if doors else ""
    return f'<div class="map"><div>{picture}</div><div class="side">{side}{missing}{hint}</div></div>'


def tiles(chart: KeyFigures) -> list[str]:
    """Key figures, so many on a slide as can be read from the last row."""
    if not chart.groups:
        return [_grid(page) for page in _evenly(chart.figures)]
    groups = [(one, [figure for figure in chart.figures if figure.group == one.title]) for one in chart.groups]
    if all(len(figures) <= MANY for _, figures in groups):
        return [
            f'<div class="groups">{"".join(_group(*one) for one in groups[start : start + GROUPS])}</div>'
            for start in range(0, len(groups), GROUPS)
        ]
    return [
        f"<h3>{escape(one.title)}</h3>{_grid(page) if page else f'<p>{escape(one.empty)}</p>'}"
        for one, figures in groups
        for page in (_evenly(figures) or [()])
    ]


def pages(exhibit: Exhibit, room: float, width: float = stage_room.WIDTH) -> list[list[Sequence[str]]]:
    """The rows of an exhibit's table, slide by slide."""
    frame = table(exhibit)
    return stage_room.row_pages([str(one) for one in frame.columns], [*frame.itertuples(index=False, name=None)],
                                room, width)  # fmt: skip


def rows(exhibit: Exhibit, texts: Sequence[Sequence[str]], width: float = stage_room.WIDTH) -> str:
    """Rows of an exhibit's table under its heads, in the same widths on every slide."""
    frame = table(exhibit)
    heads = [str(one) for one in frame.columns]
    widths = stage_room.shares(heads, [*frame.itertuples(index=False, name=None)], width)
    numeric = [column.kind not in (Kind.TEXT, Kind.DATE) for column in exhibit.columns]
    sides = [' class="number"' if one else "" for one in numeric]
    columns = "".join(f'<col style="width:{100 * one:.1f}%">' for one in widths)
    top = "".join(f'<th scope="col"{side}>{escape(head)}</th>' for head, side in zip(heads, sides, strict=True))
    body = "".join(
        "<tr>" + "".join(
            f'<th scope="row">{escape(text)}</th>' if not place else f"<td{sides[place]}>{escape(text)}</td>"
            for place, text in enumerate(row)
        ) + "</tr>"
        for row in texts
    )  # fmt: skip
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def layer(exhibit: Exhibit) -> str:
    """What the key T brings: the whole table, and what must be known of these figures."""
    everything = [*table(exhibit).itertuples(index=False, name=None)]
    notes = "".join(f"<li>{escape(one)}</li>" for one in exhibit.notes)
    below = f"<h3>Hinweise zu diesen Zahlen</h3><ul>{notes}</ul>" if notes else ""
    source = f"<p>{escape(source_of(exhibit))}</p>"
    return f"<h3>{escape(exhibit.title)}</h3>{rows(exhibit, everything)}{source}{below}"


def source_of(exhibit: Exhibit, most: int = 0) -> str:
    """Source and day; with ``most`` characters a longer one says where it stands in full."""
    full = f"Quelle: {exhibit.source} · Stand: {exhibit.as_of}"
    return full if not most or len(full) <= most else f"Stand: {exhibit.as_of} · Quellen und Hinweise: Taste T"


def _evenly(figures: Sequence[KeyFigure]) -> list[Sequence[KeyFigure]]:
    slides = -(-len(figures) // ROOMY)
    most = -(-len(figures) // slides) if slides else 0
    return [figures[start : start + most] for start in range(0, len(figures), most)] if slides else []


def _group(group: Group, figures: Sequence[KeyFigure]) -> str:
    inner = _list(figures, lined=False) if figures else f"<p>{escape(group.empty)}</p>"
    return f"<section><h3>{escape(group.title)}</h3>{inner}</section>"


def _grid(figures: Sequence[KeyFigure]) -> str:
    wide = " wide" if len(figures) in (3, 5, 6) else ""
    return f'<div class="tiles{wide}">{_list(figures, lined=True)}</div>'


def _list(figures: Sequence[KeyFigure], *, lined: bool) -> str:
    return f"<dl>{''.join(_tile(one, lined) for one in figures)}</dl>"


def _tile(figure: KeyFigure, lined: bool) -> str:
    unit = f" <small>{escape(figure.unit)}</small>" if figure.value is not None and "%" not in figure.text else ""
    line = ""
    if lined and figure.sparkline:
        drawn = svg.sparkline(
            figure.sparkline, alt=figure.sparkline_alt, lacking=figure.sparkline_lacking,
            breaks=figure.sparkline_breaks,
        )  # fmt: skip
        line = f'<dd class="line">{_BOX.sub("", stage_colours.named(drawn))}</dd>'
    note = f"<dd>{escape(figure.note)}</dd>" if figure.note else ""
    kind = "value" if figure.value is not None else "words"
    return (
        f'<div><dt>{escape(figure.label)}</dt><dd class="{kind}">{escape(figure.text)}{unit}</dd>'
        f"<dd>{escape(figure.change_text)}</dd>{line}<dd>Stand {escape(figure.as_of)}</dd>{note}</div>"
    )


def _door(area: str, title: str, doors: Mapping[str, str]) -> str:
    if area not in doors:
        return f'<g data-area="{area}"><title>{title}</title>'
    return (
        f'<g data-area="{area}" data-door="{doors[area]}" role="button" tabindex="0" '
        f'aria-label="{title}; Verlauf zeigen"><title>{title}</title>'
    )


def _on_stage(drawn: str, name: str) -> str:
    """A drawing in the page: ids of its own, no letter too small, its colours by name, as wide as its place."""
    bare = _BARE.sub("", drawn)
    sized = _SIZE.sub(lambda found: f"{found[1]}{max(float(found[2]), SMALLEST):g}px", bare)
    # Its size comes from the page: only the head's own width and height go.
    end = sized.index(">")
    head = _BOX.sub("", sized[:end])
    return stage_colours.named(_IDS.sub(rf"\g<1>{name}-", head + sized[end:]))

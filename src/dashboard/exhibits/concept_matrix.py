"""The matrix of a concept: building blocks by chapter, one column per place, every cell a sign and a word.

It is a real table with row and column headers. Sixty blocks in 45 places are 2,700 cells, so a cell holds its words and
the name of a class, and nothing else.
"""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from dashboard.alliances.concept_board import OLD, Board, counts, missing
from dashboard.alliances.concept_places import Town
from dashboard.alliances.concept_queries import BlockEntry, State
from dashboard.alliances.kinds import Stage
from dashboard.exhibits.colours import Theme, palette
from dashboard.exhibits.concept_marks import SHORT, SIGNS, mark
from dashboard.formats import number

ROOMY = 12
"""Places up to which a cell has its full words; more have one short word each, told above the matrix."""
OLD_SHORT = "alt"
NOTHING, NOTHING_SHORT = "keine Angabe", "k. A."
CLASSES = {stage: f"s{order}" for order, stage in enumerate(Stage)}
To = Callable[[BlockEntry | None, Town | None], str]
"""Address of one block or of one place."""


def matrix(board: Board, theme: Theme, to: To) -> str:
    """The whole matrix as HTML, with its style; headers lead to one block and to one place."""
    full = len(board.places) <= ROOMY
    name = escape(f"{board.concept.form.title}: Bausteine und Orte")
    corner = '<th scope="col">Baustein</th>'
    heads = "".join(
        f'<th scope="col"><a href="{escape(to(None, place))}" target="_self">{escape(place.name)}</a></th>'
        for place in board.places
    )
    # Reachable by keyboard, because it scrolls; headers stay in sight meanwhile.
    return (
        f'{_style(theme, full)}<div class="kz" role="region" tabindex="0" aria-label="{name}"><table>'
        f"<thead><tr>{corner}{heads}</tr></thead>{''.join(_chapters(board, full, to))}</table></div>"
    )


def legend(board: Board, theme: Theme) -> str:
    """How many cells are in each state, with the sign and the words that stand for it."""
    full = len(board.places) <= ROOMY
    entries = []
    for stage, count in counts(board):
        colours = mark(stage, theme)
        short = "" if full else f" („{SHORT[stage]}“)"
        entries.append(
            f'<span style="background:{colours.ground};color:{colours.ink};border:1px solid {colours.edge};'
            f'border-radius:0.25rem;padding:0 0.4rem"><span aria-hidden="true">{SIGNS[stage]} </span>'
            f"{escape(stage.label)}</span>{short}: <b>{number(count)}</b>"
        )
    old = sum(board.is_old(state) for state in board.cells)
    short = "" if full else f" („{OLD_SHORT}“)"
    entries.append(f'<span style="{_old_edge(theme)};padding:0 0.4rem">{OLD}</span>{short}: <b>{number(old)}</b>')
    short = "" if full else f" („{NOTHING_SHORT}“)"
    entries.append(f"{NOTHING}{short}: <b>{number(missing(board.cells))}</b>")
    shown = "".join(f'<li style="margin:0;padding:0;list-style:none">{entry}</li>' for entry in entries)
    return f'<ul style="display:flex;flex-wrap:wrap;gap:0.35rem 1.25rem;margin:0;padding:0">{shown}</ul>'


def _chapters(board: Board, full: bool, to: To) -> Iterator[str]:
    for chapter, blocks in groupby(board.blocks, key=lambda block: block.form.chapter):
        head = (
            f'<tr class="k"><th scope="rowgroup" colspan="{len(board.places) + 1}"><span>{escape(chapter)}</span></th>'
            "</tr>"
        )
        rows = (
            f'<tr><th scope="row"><a href="{escape(to(block, None))}" target="_self">{escape(block.form.label)}</a>'
            f"</th>{''.join(_cell(board, state, full) for _, state in board.of_block(block.id))}</tr>"
            for block in blocks
        )
        yield f"<tbody>{head}{''.join(rows)}</tbody>"


def _cell(board: Board, state: State | None, full: bool) -> str:
    if state is None:
        return f"<td>{NOTHING if full else NOTHING_SHORT}</td>"
    words = state.stage.label if full else SHORT[state.stage]
    if board.is_old(state):
        return f'<td class="{CLASSES[state.stage]} o">{words}<i>{OLD if full else OLD_SHORT}</i></td>'
    return f'<td class="{CLASSES[state.stage]}">{words}</td>'


def _old_edge(theme: Theme) -> str:
    return f"border:2px dashed {palette(theme).border};border-radius:0.25rem"


def _style(theme: Theme, full: bool) -> str:
    colours = palette(theme)
    width = "5.1rem" if full else "4.3rem"
    states = "".join(
        f".kz .{CLASSES[stage]}{{background:{mark(stage, theme).ground};color:{mark(stage, theme).ink}}}"
        f'.kz .{CLASSES[stage]}::before{{content:"{SIGNS[stage]} ";content:"{SIGNS[stage]} "/""}}'
        for stage in Stage
    )
    return (
        f"<style>.kz{{overflow:auto;max-height:85vh;border:1px solid {colours.border};border-radius:0.25rem}}"
        ".kz table{border-collapse:separate;border-spacing:2px;width:100%;font-size:0.8rem;line-height:1.25}"
        f".kz th{{background:{colours.page};color:{colours.text};text-align:left;font-weight:600;"
        "padding:0.3rem 0.2rem}"
        f".kz thead th{{position:sticky;top:0;z-index:2;min-width:{width};font-size:0.74rem;"
        "vertical-align:bottom;hyphens:auto;overflow-wrap:anywhere}"
        ".kz tbody th[scope=row],.kz thead th:first-child{position:sticky;left:0;z-index:1;min-width:9rem;"
        "max-width:16rem;overflow-wrap:anywhere}"
        ".kz thead th:first-child{z-index:3}"
        f".kz tr.k th{{background:{colours.panel};padding-top:0.5rem}}.kz tr.k span{{position:sticky;left:0.35rem}}"
        ".kz a{color:inherit;text-decoration:underline;text-underline-offset:0.15em}"
        f".kz td{{border:1px solid {colours.grid};border-radius:0.2rem;padding:0.25rem 0.15rem;text-align:center;"
        f"color:{colours.text}}}{states}"
        f".kz .o{{background:{colours.page};color:{colours.text};{_old_edge(theme)}}}"
        ".kz i{display:block;font-style:normal;font-size:0.7rem}</style>"
    )
